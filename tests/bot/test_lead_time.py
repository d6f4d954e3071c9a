"""What is possible by when, in the working days of the team that does it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.company import Area, Calendar, Company
from bot.company.model import Freeze
from bot.launches.last_good_days import last_good_day
from bot.lead_time import in_words, is_tight, ready_day
from tests.companies import AREAS, BERLIN, LONDON, WEB, small_company

MONDAY, TUESDAY, FRIDAY = date(2026, 3, 9), date(2026, 3, 10), date(2026, 3, 13)
PAGES, IMAGES, REPORTS = AREAS  # 10 and 3 days of the web team, 8 of the data team


def area(days: int) -> Area:
    return replace(IMAGES, lead_time_business_days=days)


def with_calendar(calendar: Calendar) -> Company:
    others = tuple(one for one in (LONDON, BERLIN) if one.id != calendar.id)
    return replace(small_company(), calendars=(calendar, *others))


@pytest.mark.parametrize(
    ("today", "days", "ready"),
    [
        (MONDAY, 1, TUESDAY),
        (MONDAY, 3, date(2026, 3, 12)),
        (MONDAY, 4, FRIDAY),
        (MONDAY, 5, date(2026, 3, 16)),
        (TUESDAY, 10, date(2026, 3, 24)),
        (FRIDAY, 1, date(2026, 3, 16)),
        (MONDAY, 0, MONDAY),
    ],
)
def test_what_is_asked_today_is_done_so_many_working_days_later(today: date, days: int, ready: date) -> None:
    assert ready_day(small_company(), area(days), today) == ready


@pytest.mark.parametrize(
    ("due", "days", "last"),
    [
        (FRIDAY, 4, MONDAY),
        (MONDAY, 1, date(2026, 3, 6)),
        (date(2026, 3, 24), 10, TUESDAY),
        (date(2026, 3, 15), 4, MONDAY),
    ],
)
def test_the_last_good_day_lies_so_many_working_days_before(due: date, days: int, last: date) -> None:
    assert last_good_day(small_company(), area(days), due) == last


OUTING = ((date(2026, 3, 11), "Works outing"), (date(2026, 3, 12), "Works outing"))


def test_days_on_which_the_team_is_closed_do_not_count() -> None:
    closed = replace(BERLIN, company_days=OUTING)
    assert ready_day(with_calendar(closed), IMAGES, MONDAY) == date(2026, 3, 16)


def test_days_on_which_another_office_is_closed_do() -> None:
    closed = replace(LONDON, company_days=OUTING)
    assert ready_day(with_calendar(closed), IMAGES, MONDAY) == date(2026, 3, 12)


def test_public_holidays_of_the_teams_country_do_not_count() -> None:
    """Good Friday and Easter Monday: 3 and 6 April 2026."""
    german = replace(BERLIN, country="DE", subdivision="BE")
    assert ready_day(with_calendar(german), IMAGES, date(2026, 4, 1)) == date(2026, 4, 8)
    assert ready_day(small_company(), IMAGES, date(2026, 4, 1)) == date(2026, 4, 6)


def test_in_a_freeze_people_still_work() -> None:
    frozen = replace(BERLIN, freezes=(Freeze(MONDAY, FRIDAY, "Quarter end"),))
    assert ready_day(with_calendar(frozen), IMAGES, MONDAY) == date(2026, 3, 12)


@pytest.mark.parametrize(
    ("due", "tight"),
    [
        (MONDAY, True),
        (date(2026, 3, 11), True),
        (date(2026, 3, 12), False),
        (FRIDAY, False),
        (date(2026, 3, 8), False),
        (None, False),
    ],
    ids=["today", "the day before it is usual", "just enough", "plenty", "a day that is over", "no day"],
)
def test_a_day_is_tight_when_it_is_nearer_than_usual(due: date | None, tight: bool) -> None:
    assert is_tight(small_company(), IMAGES, due, MONDAY) is tight


def test_without_an_area_nothing_is_tight() -> None:
    assert not is_tight(small_company(), None, MONDAY, MONDAY)


def test_an_area_that_promises_no_days_is_never_tight() -> None:
    assert not is_tight(small_company(), area(0), MONDAY, MONDAY)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "one working day"),
        (2, "2 working days"),
        (4, "4 working days"),
        (5, "a week"),
        (6, "6 working days"),
        (10, "two weeks"),
        (15, "three weeks"),
        (20, "four weeks"),
        (25, "5 weeks"),
        (30, "6 weeks"),
        (33, "33 working days"),
    ],
)
def test_how_long_it_takes_is_said_as_people_say_it(days: int, words: str) -> None:
    assert in_words(days) == words


DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))


@given(DAYS, st.integers(1, 60))
def test_whatever_is_ready_is_ready_on_a_working_day_after_today(today: date, days: int) -> None:
    ready = ready_day(small_company(), area(days), today)
    assert ready > today
    assert ready.weekday() < 5


@given(DAYS, st.integers(1, 60))
def test_asked_on_the_last_good_day_it_is_ready_in_time(due: date, days: int) -> None:
    company = small_company()
    last = last_good_day(company, area(days), due)
    assert last is not None
    assert last <= due
    assert ready_day(company, area(days), last) <= due


@given(DAYS, st.integers(1, 60))
def test_asked_a_working_day_after_the_last_good_one_it_is_too_late(due: date, days: int) -> None:
    company = small_company()
    last = last_good_day(company, area(days), due)
    assert last is not None
    after = ready_day(company, area(1), last)
    assert ready_day(company, area(days), after) > due


@given(DAYS, st.integers(1, 60), st.integers(0, 120))
def test_tight_is_exactly_what_comes_before_the_day_it_is_usually_ready(
    today: date, days: int, ahead: int
) -> None:
    company, due = small_company(), today + timedelta(days=ahead)
    assert is_tight(company, area(days), due, today) == (due < ready_day(company, area(days), today))


def test_the_team_of_the_area_decides_whose_days_they_are() -> None:
    company = small_company()
    assert company.team(PAGES.owner_team) == WEB
    assert ready_day(company, REPORTS, TUESDAY) == date(2026, 3, 20)
