"""What must hold for every calendar, moment and amount, most of all around clock changes and holidays."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.company import Calendar, Span
from bot.working_time import WorkingTime

PLACES = {
    "Europe/London": ("GB", "ENG"),
    "America/New_York": ("US", "NY"),
    "Europe/Berlin": ("DE", "BE"),
    "Australia/Lord_Howe": ("AU", "NSW"),
    "Africa/Cairo": ("EG", None),
    "America/Sao_Paulo": ("BR", "SP"),
    "Pacific/Auckland": ("NZ", "AUK"),
}
# The night from both sides: days that begin and end where clocks change, and ordinary split days.
DAYS = (
    (Span(time(9), time(12)), Span(time(13), time(17, 30))),
    (Span(time(0), time(2, 30)), Span(time(2, 30), time(8))),
    (Span(time(1, 15), time(3, 45)), Span(time(10), time(23, 59))),
    (),
)
# Days around which clocks change somewhere, or many holidays lie.
MARKED_DAYS = (
    date(2018, 11, 4),
    date(2019, 2, 16),
    date(2026, 3, 8),
    date(2026, 3, 29),
    date(2026, 4, 5),
    date(2026, 4, 24),
    date(2026, 9, 27),
    date(2026, 10, 4),
    date(2026, 10, 25),
    date(2026, 10, 29),
    date(2026, 11, 1),
    date(2026, 12, 25),
    date(2027, 1, 1),
)
PACE = settings(derandomize=True, max_examples=60, deadline=None)


@st.composite
def offices(draw: st.DrawFn) -> WorkingTime:
    zone = draw(st.sampled_from(sorted(PLACES)))
    country, subdivision = draw(st.sampled_from([PLACES[zone], (None, None)]))
    week = draw(st.lists(st.sampled_from(DAYS), min_size=7, max_size=7).filter(any))
    closed = draw(st.lists(st.sampled_from(MARKED_DAYS), max_size=2, unique=True))
    return WorkingTime(
        Calendar("office", zone, tuple(week), country, subdivision, tuple((day, "Closed") for day in closed))
    )


@st.composite
def moments(draw: st.DrawFn) -> datetime:
    day = draw(st.sampled_from(MARKED_DAYS))
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return midnight + timedelta(seconds=draw(st.integers(-4 * 86400, 4 * 86400)))


amounts = st.integers(0, 90 * 3600).map(lambda seconds: timedelta(seconds=seconds))


def is_inside_hours(office: WorkingTime, moment: datetime) -> bool:
    """Working, or closing time itself."""
    return office.is_working(moment) or office.is_working(moment - timedelta(microseconds=1))


@PACE
@given(offices(), moments(), amounts)
def test_what_was_added_lies_between(office: WorkingTime, moment: datetime, amount: timedelta) -> None:
    assert office.between(moment, office.add(moment, amount)) == amount


@PACE
@given(offices(), moments(), moments())
def test_adding_what_lies_between_leads_back(office: WorkingTime, one: datetime, other: datetime) -> None:
    earlier, later = sorted((one, other))
    back = office.add(earlier, office.between(earlier, later))
    if office.is_working(later - timedelta(microseconds=1)):
        assert back == later
    else:
        # Nothing was worked since, so it may be closing time before, or the opening ahead.
        assert office.between(later, back) == timedelta(0)


@PACE
@given(offices(), moments(), amounts, amounts)
def test_adding_in_two_steps_is_adding_at_once(
    office: WorkingTime, moment: datetime, first: timedelta, second: timedelta
) -> None:
    assert office.add(office.add(moment, first), second) == office.add(moment, first + second)


@PACE
@given(offices(), moments(), moments(), amounts, amounts)
def test_later_and_more_is_never_earlier(
    office: WorkingTime, one: datetime, other: datetime, less: timedelta, extra: timedelta
) -> None:
    earlier, later = sorted((one, other))
    assert office.add(earlier, less) <= office.add(later, less)
    assert office.add(earlier, less) <= office.add(earlier, less + extra)
    assert office.next_start(earlier) <= office.next_start(later)
    assert office.next_morning(earlier) <= office.next_morning(later)
    assert office.between(earlier, later) >= timedelta(0)


@PACE
@given(offices(), moments(), moments(), moments())
def test_time_between_adds_up_over_any_stop(
    office: WorkingTime, one: datetime, two: datetime, three: datetime
) -> None:
    assert office.between(one, two) + office.between(two, three) == office.between(one, three)


@PACE
@given(offices(), moments(), amounts, st.integers(-8, 8))
def test_nothing_ever_lands_outside_working_hours(
    office: WorkingTime, moment: datetime, amount: timedelta, days: int
) -> None:
    assert is_inside_hours(office, office.add(moment, amount))
    assert is_inside_hours(office, office.add_days(moment, days))
    assert office.is_working(office.next_start(moment))
    assert office.is_working(office.next_morning(moment))


@PACE
@given(offices(), moments())
def test_a_start_or_a_morning_skips_no_working_time(office: WorkingTime, moment: datetime) -> None:
    zone = ZoneInfo(office.calendar.zone)
    start, morning = office.next_start(moment), office.next_morning(moment)
    assert start >= moment
    assert office.between(moment, start) == timedelta(0)
    local_day = moment.astimezone(zone).date()
    assert morning.astimezone(zone).date() > local_day
    skipped = [
        local_day + timedelta(days=n) for n in range(1, (morning.astimezone(zone).date() - local_day).days)
    ]
    assert not any(office.is_workday(day) for day in skipped)


@PACE
@given(offices(), moments(), st.integers(1, 6), st.integers(0, 6))
def test_days_add_up_and_keep_their_order(
    office: WorkingTime, moment: datetime, first: int, second: int
) -> None:
    zone = ZoneInfo(office.calendar.zone)
    there = office.add_days(moment, first + second)
    in_two_steps = office.add_days(office.add_days(moment, first), second)
    assert in_two_steps.astimezone(zone).date() == there.astimezone(zone).date()
    assert office.add_days(moment, first) <= there


@pytest.mark.parametrize("zone", sorted(PLACES))
@pytest.mark.parametrize("day", MARKED_DAYS, ids=str)
def test_the_wall_clock_agrees_minute_by_minute(zone: str, day: date) -> None:
    """An independent count: look at the clock on the wall every minute of three days."""
    spans = (Span(time(0), time(8)), Span(time(9), time(12)), Span(time(13), time(17, 30)))
    office = WorkingTime(Calendar("office", zone, (spans,) * 7))
    begin = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=1)
    minutes = [begin + timedelta(minutes=n) for n in range(3 * 24 * 60)]
    clocks = [minute.astimezone(ZoneInfo(zone)).time() for minute in minutes]
    worked = [any(span.start <= clock < span.end for span in spans) for clock in clocks]
    assert [office.is_working(minute) for minute in minutes] == worked
    assert office.between(begin, begin + timedelta(days=3)) == timedelta(minutes=sum(worked))
