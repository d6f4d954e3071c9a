"""Holidays of London and New York, and what they make of a meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.company import Calendar, Freeze, Span
from bot.syncs.days_off import DaysOff, preview
from bot.syncs.model import ClosedWhen, Series
from bot.working_time import WorkingTime
from db.kinds import HolidayPolicy

WEEK = (*((Span(time(9), time(17)),),) * 5, (), ())
EASTER_MONDAY = date(2026, 4, 6)
FREEZE = Freeze(date(2026, 4, 1), date(2026, 4, 7), "Deploy freeze")
LONDON = Calendar("london", "Europe/London", WEEK, "GB", "ENG", freezes=(FREEZE,))
NEW_YORK = Calendar(
    "new-york",
    "America/New_York",
    WEEK,
    "US",
    "NY",
    company_days=((date(2026, 4, 7), "Summer party"),),
    freezes=(FREEZE,),
)
MONDAYS = Series(datetime.fromisoformat("2026-03-30 10:00"), "Europe/London", "FREQ=WEEKLY;BYDAY=MO")


def both_offices(closed_when: ClosedWhen = "either") -> DaysOff:
    return DaysOff([WorkingTime(LONDON), WorkingTime(NEW_YORK)], closed_when)


def test_a_holiday_is_named_with_its_office() -> None:
    assert both_offices().why_closed(EASTER_MONDAY) == "Easter Monday (London)"
    assert both_offices().why_closed(date(2026, 4, 7)) == "Summer party (New York)"
    assert both_offices().why_closed(date(2026, 12, 25)) == "Christmas Day (London, New York)"
    assert both_offices().why_closed(date(2026, 4, 8)) is None


def test_when_both_must_be_closed_one_holiday_is_none() -> None:
    assert both_offices("both").why_closed(EASTER_MONDAY) is None
    assert both_offices("both").why_closed(date(2026, 12, 25)) == "Christmas Day (London, New York)"


def test_a_weekend_is_no_reason_but_no_working_day_either() -> None:
    saturday = date(2026, 4, 11)
    assert both_offices().why_closed(saturday) is None
    assert not both_offices().is_open(saturday)


def test_a_freeze_of_two_offices_is_named_once() -> None:
    assert both_offices().freezes_on(date(2026, 4, 1)) == (FREEZE,)
    assert both_offices().freezes_on(date(2026, 4, 8)) == ()


def test_the_next_open_day_is_one_on_which_all_work() -> None:
    assert both_offices().next_open(EASTER_MONDAY) == date(2026, 4, 8)
    assert both_offices("both").next_open(EASTER_MONDAY) == date(2026, 4, 7)


def test_working_days_ahead_leave_holidays_and_weekends_out() -> None:
    assert both_offices().ahead(date(2026, 4, 8), 1) == date(2026, 4, 2)  # before Easter and the party
    assert both_offices().ahead(date(2026, 4, 8), 0) == date(2026, 4, 8)
    assert both_offices("both").ahead(date(2026, 4, 8), 2) == date(2026, 4, 6)


def test_without_an_office_monday_to_friday_are_worked() -> None:
    nobody = DaysOff([])
    assert nobody.why_closed(date(2026, 12, 25)) is None
    assert nobody.next_open(date(2026, 4, 10)) == date(2026, 4, 13)
    assert nobody.ahead(date(2026, 4, 13), 2) == date(2026, 4, 9)


def test_offices_that_never_work_on_the_same_day_end_the_search() -> None:
    weekdays = WorkingTime(replace(LONDON, country=None))
    weekend = WorkingTime(Calendar("shop", "Europe/London", (*((),) * 5, *((Span(time(9), time(17)),),) * 2)))
    assert DaysOff([weekdays, weekend]).next_open(EASTER_MONDAY) == EASTER_MONDAY
    assert DaysOff([weekdays, weekend]).ahead(EASTER_MONDAY, 2) == date(2026, 4, 4)


@pytest.mark.parametrize(
    ("policy", "becomes"),
    [
        (HolidayPolicy.SKIP, "left out"),
        (HolidayPolicy.MOVE, "moved to Wednesday 8 April"),
        (HolidayPolicy.KEEP, "held all the same"),
        (HolidayPolicy.ASK, "the facilitator is asked on Wednesday 1 April"),
    ],
)
def test_the_next_dates_say_what_becomes_of_those_on_a_holiday(policy: HolidayPolicy, becomes: str) -> None:
    shown = preview(MONDAYS, both_offices(), policy, datetime(2026, 3, 29, tzinfo=UTC), count=3)
    assert [(each.spot.original.day, each.note, each.becomes) for each in shown] == [
        (30, "", ""),
        (6, "Easter Monday (London), Deploy freeze", becomes),
        (13, "", ""),
    ]


def test_five_dates_are_shown_and_a_freeze_alone_changes_nothing() -> None:
    wednesdays = replace(
        MONDAYS, starts=datetime.fromisoformat("2026-04-01 10:00"), rule="FREQ=WEEKLY;BYDAY=WE"
    )
    shown = preview(wednesdays, both_offices(), HolidayPolicy.SKIP, datetime(2026, 3, 29, tzinfo=UTC))
    assert [(each.note, each.becomes) for each in shown] == [("Deploy freeze", ""), *[("", "")] * 4]
