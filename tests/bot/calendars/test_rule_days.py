"""The days of a rule, held against dateutil's, and the bounds that dateutil does not have."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import islice

import pytest
from dateutil import rrule  # type: ignore[import-untyped]  # it ships no types
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import vRecur

from bot.calendars.rule_days import days_of, rule_from

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST = date(2031, 1, 1)


def counted(rule: str, starts: date, first: date, last: date = LAST) -> list[date]:
    return list(days_of(rule_from(vRecur.from_ical(rule), starts), starts, first, last))


def by_dateutil(rule: str, starts: date, first: date, last: date = LAST) -> list[date]:
    until = datetime.combine(last, time(12))
    found = rrule.rrulestr(f"{rule};UNTIL={until:%Y%m%dT%H%M%S}", dtstart=datetime.combine(starts, time(9)))
    return [each.date() for each in islice(found, 5_000) if each.date() >= first]


@settings(max_examples=300)
@given(data=st.data())
def test_a_rule_falls_on_the_days_that_an_independent_reader_finds(data: st.DataObject) -> None:
    frequency = data.draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = {"FREQ": frequency, "INTERVAL": str(data.draw(st.integers(1, 7)))}
    plain = st.lists(st.sampled_from(CODES), max_size=4, unique=True)
    days = data.draw(plain)
    if days and frequency in ("MONTHLY", "YEARLY") and data.draw(st.booleans()):
        days = [f"{data.draw(st.sampled_from([1, 2, 3, -1, -2]))}{day}" for day in days]
    elif days and frequency in ("MONTHLY", "YEARLY") and data.draw(st.booleans()):
        parts["BYSETPOS"] = data.draw(st.sampled_from(["1", "-1", "2", "1,-1"]))
    if days:
        parts["BYDAY"] = ",".join(days)
    elif frequency in ("MONTHLY", "YEARLY") and data.draw(st.booleans()):
        parts["BYMONTHDAY"] = data.draw(st.sampled_from(["1", "15", "-1", "1,15", "31", "28,-3"]))
    if data.draw(st.booleans()) and frequency != "MONTHLY":
        parts["BYMONTH"] = data.draw(st.sampled_from(["1", "2,3", "1,4,7,10", "12"]))
    if frequency == "WEEKLY":
        parts["WKST"] = data.draw(st.sampled_from(["MO", "SU"]))
    rule = ";".join(f"{name}={value}" for name, value in parts.items())
    starts = date(2024, 1, 1) + timedelta(days=data.draw(st.integers(0, 800)))
    first = starts + timedelta(days=data.draw(st.integers(-50, 1500)))
    # A rule that falls on no day at all would keep dateutil busy for minutes.
    if counted(rule, starts, starts):
        assert counted(rule, starts, first) == by_dateutil(rule, starts, first)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1",
        "FREQ=YEARLY;BYDAY=MO;BYSETPOS=366",
    ],
)
def test_a_rule_that_falls_on_no_day_ends_at_the_end_that_is_asked_for(rule: str) -> None:
    assert counted(rule, date(2026, 1, 1), date(2026, 1, 1)) == []


@pytest.mark.parametrize("frequency", ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
def test_an_interval_beyond_all_calendars_leaves_the_start_alone(frequency: str) -> None:
    rule = f"FREQ={frequency};INTERVAL=1000000000"
    assert counted(rule, date(2026, 1, 1), date(2026, 1, 1)) == [date(2026, 1, 1)]


def test_a_rule_that_began_long_ago_is_counted_on_from_there() -> None:
    found = counted("FREQ=WEEKLY;INTERVAL=2", date(1996, 1, 1), date(2026, 3, 1), date(2026, 3, 31))
    assert found == [date(2026, 3, 2), date(2026, 3, 16), date(2026, 3, 30)]


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=HOURLY;INTERVAL=8", "FREQ=DAILY;BYHOUR=1", "FREQ=DAILY;INTERVAL=0"]
)
def test_rules_by_the_hour_and_rules_that_are_none_are_refused(rule: str) -> None:
    with pytest.raises(ValueError):
        rule_from(vRecur.from_ical(rule), date(2026, 1, 1))
