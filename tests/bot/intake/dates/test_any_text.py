"""Promises that hold for every text, whoever wrote it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intake.dates import Due, find_dates, find_due, find_recurrence
from tests.bot.intake.dates.moments import LONDON

LONGEST = 40_000
PACE = settings(derandomize=True, max_examples=150, deadline=None)

ZONES = st.sampled_from(["Europe/London", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "UTC"])
MOMENTS = st.integers(0, 40 * 366 * 24 * 60).map(
    lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
WORDS = """
    by before until on at in the a next last this every first second end of mid early week month quarter year
    day days hours Friday Mon sexta lundi lunes Montag March may 3 14 21st 2nd 5/28 04/05 28.5. 2026-11-15
    9-11 10:30 3pm noon EOD EOW KW tomorrow today heute demain mañana amanhã bis avant para até from to or and
    since was sent broke need please Christmas Black Easter weekend working business ' " . , - / : ( ) 0 99
    31 12 < > ` @ # ? ! couple half from now after Q4 q 4 w/c d'ici due deadline is latest PT London time İ 😀
"""
PIECES = st.sampled_from([*WORDS.split(), "\n"])
SENTENCES = st.lists(PIECES, max_size=14).map(" ".join) | st.lists(PIECES, max_size=14).map("".join)
TEXTS = SENTENCES | st.text(max_size=200) | st.text(st.characters(codec=None), max_size=80)


def days(due: Due) -> tuple[date, ...]:
    return (due.day,) if due.day else due.options


@PACE
@given(TEXTS, MOMENTS, ZONES)
def test_any_text_is_read_and_what_is_found_stands_in_it(text: str, at: datetime, zone: str) -> None:
    today = at.astimezone(ZoneInfo(zone)).date()
    for due in find_dates(text, at=at, zone=zone):
        assert text[due.start : due.end] == due.words != ""
        assert all(day >= today for day in days(due))
        assert (due.day is None) == (len(due.options) in (2, 3))
        assert list(due.options) == sorted(set(due.options))


@PACE
@given(TEXTS, MOMENTS, ZONES)
def test_the_date_that_is_due_is_one_of_the_dates(text: str, at: datetime, zone: str) -> None:
    due, dates = find_due(text, at=at, zone=zone), find_dates(text, at=at, zone=zone)
    assert (due in dates) if due else dates == ()


@PACE
@given(TEXTS, MOMENTS, ZONES)
def test_any_text_is_read_for_rhythms(text: str, at: datetime, zone: str) -> None:
    found = find_recurrence(text, zone=zone)
    if found:
        assert text[found.start : found.end] == found.words != ""
        moments = found.upcoming(at, 3)
        assert all(moment > at for moment in moments)
        assert moments == sorted(moments)
        assert found.in_words().endswith(".")


@PACE
@given(
    st.sampled_from(
        ["tomorrow", "by Friday", "next week", "in 10 days", "Monday week", "a week from Tuesday"]
    ),
    MOMENTS,
    st.integers(0, 60),
)
def test_what_is_said_some_weeks_later_is_due_those_weeks_later(text: str, at: datetime, weeks: int) -> None:
    shift = timedelta(weeks=weeks)
    now, later = find_due(text, at=at, zone="UTC"), find_due(text, at=at + shift, zone="UTC")
    assert now is not None
    assert later is not None
    assert now.day is not None
    assert later.day == now.day + shift


@PACE
@given(MOMENTS)
def test_a_written_date_is_itself_whenever_it_lies_ahead(at: datetime) -> None:
    day = at.date() + timedelta(days=20)
    written = [f"{day}", f"{day:%d %B %Y}", f"{day:%B %d, %Y}", f"{day:%d.%m.%Y}"]
    for text in (f"we need it by {each}, please" for each in written):
        due = find_due(text, at=at, zone="UTC")
        assert due is not None, text
        assert due.day == day


@PACE
@given(MOMENTS)
def test_a_written_date_that_is_over_is_not_due(at: datetime) -> None:
    day = at.date() - timedelta(days=20)
    assert find_due(f"by {day:%d %B %Y}", at=at, zone="UTC") is None


@pytest.mark.parametrize(
    "piece",
    [
        "a", "1", "1.", "1/2 ", "monday ", "in ", "the last friday of ", "by 3 march, ", "😀", "ש", "ש ",
        "\ud800", "\0", ". ", "'", '"a ', "`", "< 3 march ", "a.b/", "first ", "every ", "next ", "3-", "İ",
        "é", "\n",
        "5 days from ", "a week from ", "friday before ", "first and ", "1st and ", "may ", "EOD ", "3pm ",
        "end of the ", "today is down ", "we need the page and the list. ",
    ],
)  # fmt: skip
def test_the_longest_text_is_read_whatever_it_is_made_of(piece: str) -> None:
    text = (piece * LONGEST)[:LONGEST]
    for due in find_dates(text, at=LONDON, zone="Europe/London"):
        assert text[due.start : due.end] == due.words
    found = find_recurrence(text, zone="Europe/London")
    assert found is None or text[found.start : found.end] == found.words


def test_a_date_at_the_beginning_of_the_longest_text_is_found() -> None:
    text = ("We need it by 3 April. " + "More words follow here. " * LONGEST)[:LONGEST]
    due = find_due(text, at=LONDON, zone="Europe/London")
    assert due is not None
    assert due.day == date(2026, 4, 3)
