"""When digests are due: whatever the rhythm, the zone and the moments at which somebody looks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.company import Calendar, Span
from bot.digests.model import FOREVER, Digest
from bot.digests.phrases import EACH_MONDAY, EACH_MONTH, EACH_WORKDAY
from bot.digests.timing import down_words, due_times, next_due, standing
from bot.working_time import WorkingTime
from db.kinds import DigestKind

START = datetime(2026, 1, 5, tzinfo=UTC)
ZONES = (
    "Europe/London",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "America/Sao_Paulo",
    "UTC",
)
RULES = (
    EACH_WORKDAY,
    EACH_MONDAY,
    EACH_MONTH,
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "FREQ=MONTHLY;BYMONTHDAY=1",
)
NINE_TO_FIVE = (*(((Span(time(9), time(17)),),) * 5), (), ())


def digest(
    rule: str = EACH_WORKDAY,
    zone: str = "Europe/London",
    at: str = "09:00",
    paused_until: date | None = None,
) -> Digest:
    starts = datetime.fromisoformat(f"2026-01-05T{at}")
    made = Digest("d", DigestKind.IT, zone, rule, starts, "U1", START, START, channel_id="C1")
    return replace(made, paused_until=paused_until)


def working(zone: str = "Europe/London", country: str | None = None) -> WorkingTime:
    return WorkingTime(Calendar("office", zone, NINE_TO_FIVE, country, "ENG" if country else None))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(RULES),
    st.sampled_from(ZONES),
    st.sampled_from(["00:30", "01:30", "02:30", "09:00", "23:59"]),
    st.lists(st.integers(0, 60 * 24 * 60), min_size=1, max_size=12),
)
def test_however_often_somebody_looks_each_is_found_once_and_none_is_lost(
    rule: str, zone: str, at: str, minutes: list[int]
) -> None:
    one, office = digest(rule, zone, at), working(zone)
    ends = START + timedelta(days=60)
    moments = [START, *sorted(START + timedelta(minutes=minute) for minute in minutes), ends]
    pieces = [due for after, until in pairwise(moments) for due in due_times(one, office, after, until)]
    whole = due_times(one, office, START, ends)
    assert pieces == whole
    assert len({due.day for due in whole}) == len(whole)
    assert all(office.is_workday(due.day) for due in whole)


@pytest.mark.parametrize("zone", ZONES)
def test_over_twenty_years_it_comes_on_every_working_day_once(zone: str) -> None:
    one, office = digest(zone=zone), working(zone)
    after, seen = START, 0
    for _ in range(20 * 6):  # two months at a time
        found = due_times(one, office, after, after + timedelta(days=61))
        days = [due.day for due in found]
        assert days == sorted(set(days))
        seen += len(days)
        after += timedelta(days=61)
    weekdays = sum((START.date() + timedelta(days=n)).weekday() < 5 for n in range(120 * 61))
    assert abs(seen - weekdays) <= 1  # the first or the last day may lie on the other side of midnight


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("rule", RULES)
def test_the_next_one_is_the_first_of_those_that_follow(rule: str, zone: str) -> None:
    one, office = digest(rule, zone), working(zone)
    following = due_times(one, office, START, START + timedelta(days=70))
    assert next_due(one, office, START) == following[0]


def test_what_falls_on_a_holiday_comes_on_the_next_working_day_with_what_is_due_then() -> None:
    office = working(country="GB")
    easter = datetime(2026, 4, 2, 12, tzinfo=UTC)
    found = due_times(digest(), office, easter, easter + timedelta(days=7))
    assert [due.day for due in found] == [date(2026, 4, 7), date(2026, 4, 8), date(2026, 4, 9)]


def test_while_it_is_paused_none_is_due() -> None:
    one = digest(paused_until=date(2026, 1, 12))
    found = due_times(one, working(), START, START + timedelta(days=8))
    assert [due.day for due in found] == [date(2026, 1, 12)]
    assert next_due(one, working(), START) == found[0]
    assert next_due(digest(paused_until=FOREVER), working(), START) is None


@pytest.mark.parametrize(
    ("rule", "late", "expected"),
    [
        (EACH_WORKDAY, timedelta(0), "say"),
        (EACH_WORKDAY, timedelta(hours=4), "say"),
        (EACH_WORKDAY, timedelta(hours=4, minutes=1), "skip"),
        (EACH_MONDAY, timedelta(hours=7), "say"),
        (EACH_MONDAY, timedelta(hours=10), "wait"),
        (EACH_MONDAY, timedelta(days=1), "say"),
        (EACH_MONTH, timedelta(days=5), "wait"),
    ],
)
def test_how_late_is_too_late(rule: str, late: timedelta, expected: str) -> None:
    one = digest(rule)
    due = due_times(one, working(), START, START + timedelta(days=1))
    first = due[0] if due else due_times(one, working(), START, START + timedelta(days=40))[0]
    moment = first.at + late
    if rule == EACH_MONTH:  # due on a Monday, so that five days later is a Saturday
        moment = datetime(2026, 2, 7, 9, tzinfo=UTC)
    assert standing(one, first, working(), moment) == expected


def test_since_when_the_bot_was_down_is_said_by_the_wall_of_the_digest() -> None:
    one = digest(zone="Europe/Berlin")
    first, last = START + timedelta(hours=8, minutes=58), START + timedelta(hours=11, minutes=20)
    assert down_words(first, last, one) == "Liaison was down 09:58–12:20"
    assert down_words(first, last + timedelta(days=1), one) == (
        "Liaison was down from 5 Jan 09:58 to 6 Jan 12:20"
    )
    assert down_words(None, last, one) == "Liaison was not running then"
