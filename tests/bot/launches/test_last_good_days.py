"""Until when a team must have all it needs: held against counting day by day, around holidays and freezes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.company import Calendar, Company, Freeze, Team
from bot.launches.last_good_days import last_good_day, ready_day
from bot.promises import working_time_of
from tests.companies import AREAS, BERLIN, small_company

DAY = timedelta(days=1)
GERMANY = replace(BERLIN, country="DE", subdivision="BE")
PAGES = AREAS[0]

some_day = st.dates(date(2024, 1, 1), date(2031, 12, 31))
stretches = st.lists(st.tuples(some_day, st.integers(0, 20)), max_size=4)


def working_in(calendar: Calendar, freezes: tuple[Freeze, ...] = ()) -> Company:
    return replace(small_company(), calendars=(replace(calendar, freezes=freezes),), teams=_teams(calendar))


def _teams(calendar: Calendar) -> tuple[Team, ...]:
    return tuple(replace(team, calendar=calendar.id) for team in small_company().teams)


def counts(company: Company, day: date, further: list[Freeze]) -> bool:
    working = working_time_of(company, company.team("web"))
    frozen = working.calendar.freezes_on(day) or any(one.covers(day) for one in further)
    return working.is_workday(day) and not frozen


def counted(company: Company, first: date, last: date, further: list[Freeze]) -> int:
    """Days that count from the first up to, and not including, the last."""
    days = (first + DAY * number for number in range((last - first).days))
    return sum(counts(company, day, further) for day in days)


@pytest.mark.parametrize(
    ("live", "expected"),
    [
        (date(2026, 4, 15), date(2026, 3, 30)),  # Good Friday and Easter Monday lie between
        (date(2026, 5, 4), date(2026, 4, 17)),  # Labour Day
        (date(2026, 4, 19), date(2026, 4, 1)),  # a Sunday: it has to be done on the Friday
    ],
)
def test_holidays_are_no_days_to_work_in(live: date, expected: date) -> None:
    assert last_good_day(working_in(GERMANY), PAGES, live) == expected


def test_days_of_a_freeze_do_not_count_wherever_it_was_written_down() -> None:
    freeze = Freeze(date(2026, 6, 8), date(2026, 6, 12), "Deploy freeze")
    live = date(2026, 6, 23)
    assert last_good_day(working_in(BERLIN), PAGES, live) == date(2026, 6, 9)
    assert last_good_day(working_in(BERLIN, (freeze,)), PAGES, live) == date(2026, 6, 2)
    assert last_good_day(working_in(BERLIN), PAGES, live, [freeze]) == date(2026, 6, 2)


def test_a_launch_in_a_freeze_has_to_be_ready_before_it() -> None:
    freeze = Freeze(date(2026, 6, 22), date(2026, 6, 26), "Deploy freeze")
    in_time = last_good_day(working_in(BERLIN), PAGES, date(2026, 6, 24), [freeze])
    assert in_time == last_good_day(working_in(BERLIN), PAGES, date(2026, 6, 19))


def test_an_area_without_a_promise_and_one_frozen_for_years_have_no_last_good_day() -> None:
    at_once = replace(PAGES, lead_time_business_days=0)
    assert last_good_day(working_in(BERLIN), at_once, date(2026, 6, 23)) is None
    for_ever = Freeze(date(2020, 1, 1), date(2040, 1, 1), "The big one")
    assert last_good_day(working_in(BERLIN), PAGES, date(2026, 6, 23), [for_ever]) is None
    assert ready_day(working_in(BERLIN), PAGES, date(2026, 6, 23), [for_ever]) is None


@given(live=some_day, lead=st.integers(1, 25), frozen=stretches, told=stretches)
def test_between_the_last_good_day_and_the_launch_lie_exactly_the_days_that_are_needed(
    live: date, lead: int, frozen: list[tuple[date, int]], told: list[tuple[date, int]]
) -> None:
    written = tuple(Freeze(first, first + DAY * more, "written") for first, more in frozen)
    further = [Freeze(first, first + DAY * more, "told") for first, more in told]
    company, area = working_in(GERMANY, written), replace(PAGES, lead_time_business_days=lead)
    found = last_good_day(company, area, live, further)
    assert found is not None
    assert found < live
    assert counts(company, found, further)
    needed = lead if counts(company, live, further) else lead + 1
    assert counted(company, found, live, further) == needed
    ready = ready_day(company, area, found, further)
    assert ready is not None
    assert ready <= live


@given(live=some_day, lead=st.integers(1, 25), told=stretches)
def test_one_day_more_of_waiting_is_one_too_many(live: date, lead: int, told: list[tuple[date, int]]) -> None:
    further = [Freeze(first, first + DAY * more, "told") for first, more in told]
    company, area = working_in(GERMANY), replace(PAGES, lead_time_business_days=lead)
    found = last_good_day(company, area, live, further)
    assert found is not None
    following = next(d for n in range(1, 400) if counts(company, d := found + DAY * n, further))
    ready = ready_day(company, area, following, further)
    assert ready is None or ready > live


@given(live=some_day, lead=st.integers(1, 25), later=st.integers(0, 60), told=stretches)
def test_a_later_launch_never_needs_its_things_earlier(
    live: date, lead: int, later: int, told: list[tuple[date, int]]
) -> None:
    further = [Freeze(first, first + DAY * more, "told") for first, more in told]
    company, area = working_in(GERMANY), replace(PAGES, lead_time_business_days=lead)
    early = last_good_day(company, area, live, further)
    late = last_good_day(company, area, live + DAY * later, further)
    assert early is not None
    assert late is not None
    assert early <= late
