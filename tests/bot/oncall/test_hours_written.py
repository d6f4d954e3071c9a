"""The hours of a layer in one line of words, and back."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.company.times import Span
from bot.oncall.hours_written import Hours, hours_in_words, read_hours
from db.errors import Unclear

NINE_TO_FIVE = (Span(time(9), time(17)),)


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("mon-fri 9:00-17:00", ((NINE_TO_FIVE,) * 5) + ((), ())),
        (
            "mon 9:00-12:00, 13:00-17:30; sat-sun 0:00-24:00",
            (
                (Span(time(9), time(12)), Span(time(13), time(17, 30))),
                *(((),) * 4),
                *(((Span(time(), time()),),) * 2),
            ),
        ),
        ("sun 18:00-24:00", (*(((),) * 6), (Span(time(18), time()),))),
    ],
)
def test_it_is_read_and_written_back_the_same(words: str, hours: Hours) -> None:
    assert read_hours(words) == hours
    assert hours_in_words(hours) == words


@pytest.mark.parametrize("words", ["Monday-Friday 9-17", "mon - fri: 09:00 – 17:00", " MON-FRI  9:00-17 "])
def test_other_ways_of_writing_it_are_read_too(words: str) -> None:
    assert read_hours(words) == ((NINE_TO_FIVE,) * 5) + ((), ())


def test_nothing_is_day_and_night() -> None:
    assert read_hours("  ") is None
    assert hours_in_words(None) == ""


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("office hours", 'I did not understand "office hours"'),
        ("fri-mon 9:00-17:00", "I did not understand"),
        ("mon 9", "I did not understand"),
        ("mon 24:00-25:00", "I did not understand"),
        ("mon 17:00-9:00", "ends before it begins"),
        ("mon 9:00-12:00, 11:00-14:00", "The hours on mon overlap"),
        ("mon-fri 18:00-24:00; fri 20:00-22:00", "The hours on fri overlap"),
        ("monkey 9:00-17:00", "I did not understand"),
    ],
)
def test_what_is_not_understood_is_named_with_an_example(words: str, sentence: str) -> None:
    with pytest.raises(Unclear, match=sentence) as refused:
        read_hours(words)
    assert "mon-fri 9:00-17:00" in str(refused.value)


minutes = st.integers(0, 24 * 12 - 1).map(lambda five: five * 5)


@st.composite
def spans(draw: st.DrawFn) -> tuple[Span, ...]:
    cuts = sorted(draw(st.lists(minutes, max_size=6, unique=True)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return tuple(Span(time(a // 60, a % 60), time(b // 60, b % 60)) for a, b in pairs)


@given(st.tuples(*[spans()] * 7))
def test_any_week_survives_being_written_and_read(hours: Hours) -> None:
    assert read_hours(hours_in_words(hours)) == (hours if any(hours) else None)


@given(st.text(max_size=80))
def test_any_line_is_read_or_refused(words: str) -> None:
    try:
        hours = read_hours(words)
    except Unclear:
        return
    assert hours is None or len(hours) == 7
