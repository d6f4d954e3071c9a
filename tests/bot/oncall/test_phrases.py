"""Stretches of time in words, as people write them behind `/oncall override` and `/oncall away`."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.oncall.phrases import (
    Days,
    get_team_named,
    read_days,
    stretch_of,
    team_in_front,
    whole_days,
)
from db.errors import Missing, Unclear
from tests.companies import small_company

TUESDAY = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)  # 13:00 in Berlin
ZONE = "Europe/Berlin"


def march(day: int) -> date:
    return date(2026, 3, day)


def read(words: str) -> Days:
    return read_days(words, now=TUESDAY, zone=ZONE)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("thursday", march(12), march(12)),
        ("on Friday", march(13), march(13)),
        ("today", march(10), march(10)),
        ("tomorrow", march(11), march(11)),
        ("mon-fri", march(16), march(20)),
        ("from monday to wednesday", march(16), march(18)),
        ("thursday to thursday", march(12), march(19)),
        ("24-28 Dec", date(2026, 12, 24), date(2026, 12, 28)),
        ("Dec 24-28", date(2026, 12, 24), date(2026, 12, 28)),
        ("24. bis 28. Dezember", date(2026, 12, 24), date(2026, 12, 28)),
        ("28 dec to 3 jan", date(2026, 12, 28), date(2027, 1, 3)),
        ("28-3 jan", date(2026, 12, 28), date(2027, 1, 3)),
        ("2026-03-12 to 2026-03-14", march(12), march(14)),
        ("2026-03-12", march(12), march(12)),
        ("next week", march(16), march(22)),
        ("the weekend", march(14), march(15)),
        ("until friday", march(10), march(13)),
    ],
)
def test_whole_days(words: str, first: date, last: date) -> None:
    assert read(words) == Days(first, last)
    assert whole_days(read(words)) == (first, last)


@pytest.mark.parametrize(
    ("words", "first", "first_at", "last", "last_at"),
    [
        ("tue 9:00 to wed 9:00", march(17), time(9), march(18), time(9)),
        ("tue 9:00 to tue 17:00", march(17), time(9), march(17), time(17)),
        ("tomorrow 14:00-18:00", march(11), time(14), march(11), time(18)),
        ("thu 9-5", march(12), time(9), march(12), time(17)),
        ("9:00-17:00", march(10), time(9), march(10), time(17)),
        ("tonight 20:00 to tomorrow 8:00", march(10), time(20), march(11), time(8)),
        ("tomorrow morning 8:00-12:00", march(11), time(8), march(11), time(12)),
        ("wed 17:00 to 9:00", march(11), time(17), march(12), time(9)),
        ("now until 18:00", march(10), time(13), march(10), time(18)),
        ("until friday 9:00", march(10), time(13), march(13), time(9)),
        ("2026-03-12 9:00 - 2026-03-14 17:00", march(12), time(9), march(14), time(17)),
    ],
)
def test_hours(words: str, first: date, first_at: time, last: date, last_at: time) -> None:
    assert read(words) == Days(first, last, first_at, last_at)
    with pytest.raises(Unclear, match="Whole days only"):
        whole_days(read(words))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Which days?"),
        ("some day soon", 'I did not understand "some day soon"'),
        ("thursday please and thanks", "I did not understand"),
        ("next friday", "can be read in two ways"),
        ("thursday 9:00", "From when until when"),
        ("tue 9:00 to wed", "From when until when"),
        ("2026-03-14 to 2026-03-12", "ends before it begins"),
        ("30-31 feb", "I did not understand"),
        ("tomorrow night", 'From when until when is "tomorrow night"'),
        ("this afternoon", "Write both times"),
        ("heute abend", "Write both times"),
        ("friday morning to saturday evening", "Write both times"),
        ("from monday", 'Until when is "from monday"'),
        ("ab Montag", "Write both days"),
        ("x" * 500, "I did not understand"),
    ],
)
def test_what_is_not_clear_is_named_with_how_to_write_it(words: str, sentence: str) -> None:
    with pytest.raises(Unclear, match=sentence) as refused:
        read(words)
    assert len(str(refused.value)) < 300


@given(st.text(max_size=130))
def test_any_words_are_read_or_refused_in_a_sentence(words: str) -> None:
    try:
        found = read(words)
    except Unclear:
        return
    assert found.first <= found.last


@given(
    st.lists(
        st.sampled_from(
            [
                "mon",
                "to",
                "9:00",
                "-",
                "until",
                "24",
                "dec",
                "now",
                "29 feb",
                "31",
                "week",
                "2026-03-12",
                "at",
            ]
        ),
        max_size=6,
    )
)
def test_any_row_of_its_own_words_is_read_or_refused(words: list[str]) -> None:
    try:
        found = read(" ".join(words))
    except Unclear:
        return
    assert found.first <= found.last
    assert (found.first_at is None) == (found.last_at is None)


def test_whole_days_begin_and_end_when_the_turns_of_the_team_do() -> None:
    found = stretch_of(Days(march(12), march(13)), "America/New_York", ZONE, time(9))
    assert found == (datetime(2026, 3, 12, 8, tzinfo=UTC), datetime(2026, 3, 14, 8, tzinfo=UTC))


def test_hours_are_by_the_clock_of_whoever_wrote_them() -> None:
    days = Days(march(12), march(12), time(9), time(17))
    found = stretch_of(days, "America/New_York", ZONE, time(9))
    assert found == (datetime(2026, 3, 12, 13, tzinfo=UTC), datetime(2026, 3, 12, 21, tzinfo=UTC))


def test_a_time_that_a_clock_change_skips_is_the_first_minute_after_it() -> None:
    days = Days(march(29), march(29), time(2, 30), time(4))
    starts_at, ends_at = stretch_of(days, ZONE, ZONE, time())
    assert (starts_at, ends_at) == (
        datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
        datetime(2026, 3, 29, 2, 0, tzinfo=UTC),
    )


def test_a_team_in_front_is_taken_off_the_words() -> None:
    company = small_company()
    for words in ("web thursday", "Web Team thursday", "WEB thursday"):
        team, rest = team_in_front(company, words)
        assert (team.id if team else None, rest) == ("web", "thursday")
    assert team_in_front(company, "thursday") == (None, "thursday")


def test_a_team_is_found_by_its_whole_name_only() -> None:
    company = small_company()
    assert get_team_named(company, "data").id == "data"
    with pytest.raises(Missing, match=r'Did you mean "Data Team"\?'):
        get_team_named(company, "dta team")
    with pytest.raises(Missing, match="/oncall"):
        get_team_named(company, "web thursday")
