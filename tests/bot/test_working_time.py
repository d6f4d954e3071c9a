from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.company import Calendar, Freeze, Span
from bot.working_time import WorkingTime

WHOLE_DAY = (Span(time(9), time(17, 30)),)
SPLIT_DAY = (Span(time(9), time(12)), Span(time(13), time(17)))


def calendar(
    zone: str = "Europe/London",
    day: tuple[Span, ...] = WHOLE_DAY,
    *,
    every_day: bool = False,
    country: str | None = None,
    subdivision: str | None = None,
    company_days: tuple[tuple[date, str], ...] = (),
    freezes: tuple[Freeze, ...] = (),
) -> Calendar:
    weekend = (day, day) if every_day else ((), ())
    return Calendar("office", zone, (day,) * 5 + weekend, country, subdivision, company_days, freezes)


LONDON = WorkingTime(calendar(country="GB", subdivision="ENG"))
BERLIN = WorkingTime(calendar("Europe/Berlin", SPLIT_DAY, country="DE", subdivision="BE"))
NEW_YORK = WorkingTime(calendar("America/New_York", country="US", subdivision="NY"))


def at(text: str, zone: str = "Europe/London") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def berlin(text: str) -> datetime:
    return at(text, "Europe/Berlin")


def test_hours_begin_on_time_and_are_over_at_closing_time() -> None:
    answers = [LONDON.is_working(at(f"2026-03-10T{clock}")) for clock in ("08:59", "09:00", "17:29", "17:30")]
    assert answers == [False, True, True, False]


def test_the_lunch_break_is_not_working_time() -> None:
    assert not BERLIN.is_working(berlin("2026-03-10T12:30"))
    assert BERLIN.add(berlin("2026-03-10T11:00"), timedelta(hours=2)) == berlin("2026-03-10T14:00")
    assert BERLIN.next_start(berlin("2026-03-10T12:00")) == berlin("2026-03-10T13:00")
    assert BERLIN.between(berlin("2026-03-10T00:00"), berlin("2026-03-11T00:00")) == timedelta(hours=7)


def test_every_answer_is_in_utc() -> None:
    moment = at("2026-07-07T10:00")
    answers = [
        LONDON.add(moment, timedelta(hours=1)),
        LONDON.next_start(moment),
        LONDON.next_morning(moment),
        LONDON.add_days(moment, 1),
    ]
    assert [answer.tzinfo for answer in answers] == [UTC] * 4
    assert answers[0].hour == 10


@pytest.mark.parametrize("ask", ["is_working", "next_start", "next_morning"])
def test_a_moment_without_a_zone_is_refused(ask: str) -> None:
    naive = datetime(2026, 3, 10, 9)  # noqa: DTZ001 - the point of the test
    with pytest.raises(ValueError, match=r"^2026-03-10 09:00 does not say in which time zone it is\.$"):
        getattr(LONDON, ask)(naive)
    with pytest.raises(ValueError, match="does not say in which time zone"):
        LONDON.add(naive, timedelta(hours=1))
    with pytest.raises(ValueError, match="does not say in which time zone"):
        LONDON.add_days(naive, 1)
    with pytest.raises(ValueError, match="does not say in which time zone"):
        LONDON.between(at("2026-03-10T09:00"), naive)


def test_work_left_on_friday_goes_on_after_the_weekend() -> None:
    assert LONDON.add(at("2026-03-13T16:30"), timedelta(hours=2)) == at("2026-03-16T10:00")


def test_a_promise_used_up_at_closing_time_ends_on_the_same_day() -> None:
    assert LONDON.add(at("2026-03-12T13:30"), timedelta(hours=4)) == at("2026-03-12T17:30")
    assert LONDON.add(at("2026-03-12T17:30"), timedelta(0)) == at("2026-03-12T17:30")
    assert LONDON.add(at("2026-03-12T17:31"), timedelta(0)) == at("2026-03-13T09:00")


def test_negative_working_time_cannot_be_added() -> None:
    with pytest.raises(ValueError, match="must not be negative"):
        LONDON.add(at("2026-03-12T13:30"), timedelta(hours=-1))


def test_the_time_between_is_negative_the_wrong_way_round() -> None:
    early, late = at("2026-03-13T17:00"), at("2026-03-16T09:15")
    assert LONDON.between(early, late) == timedelta(minutes=45)
    assert LONDON.between(late, early) == timedelta(minutes=-45)


@pytest.mark.parametrize(
    ("working_time", "day", "name"),
    [
        (LONDON, date(2026, 4, 6), "Easter Monday"),
        (LONDON, date(2026, 12, 28), "Boxing Day (observed)"),
        (LONDON, date(2026, 1, 2), None),
        (BERLIN, date(2027, 3, 8), "Women's Day"),
        (BERLIN, date(2026, 6, 4), None),
        (NEW_YORK, date(2026, 11, 26), "Thanksgiving Day"),
        (NEW_YORK, date(2021, 12, 31), "New Year's Day (observed)"),
    ],
)
def test_public_holidays_are_known_by_country_and_part(
    working_time: WorkingTime, day: date, name: str | None
) -> None:
    assert working_time.holiday_name(day) == name
    assert working_time.is_workday(day) is (name is None)


def test_another_part_of_the_same_country_has_other_holidays() -> None:
    scotland = WorkingTime(calendar(country="GB", subdivision="SCT"))
    bavaria = WorkingTime(calendar("Europe/Berlin", country="DE", subdivision="BY"))
    assert (scotland.is_workday(date(2026, 1, 2)), scotland.is_workday(date(2026, 4, 6))) == (False, True)
    assert (bavaria.is_workday(date(2027, 3, 8)), bavaria.is_workday(date(2026, 6, 4))) == (True, False)


def test_without_a_country_there_are_no_public_holidays() -> None:
    assert WorkingTime(calendar()).is_workday(date(2026, 12, 25))


def test_a_company_day_is_closed_and_its_reason_is_told_first() -> None:
    days = ((date(2026, 12, 24), "Christmas Eve"), (date(2026, 12, 25), "We are all at home"))
    office = WorkingTime(calendar(country="GB", subdivision="ENG", company_days=days))
    assert office.holiday_name(date(2026, 12, 24)) == "Christmas Eve"
    assert office.holiday_name(date(2026, 12, 25)) == "We are all at home"
    assert office.next_morning(at("2026-12-23T12:00")) == at("2026-12-29T09:00")


def test_people_work_through_a_freeze() -> None:
    office = WorkingTime(calendar(freezes=(Freeze(date(2026, 3, 9), date(2026, 3, 13), "Deploy freeze"),)))
    assert office.is_workday(date(2026, 3, 10))


def test_the_next_morning_is_never_this_morning() -> None:
    assert LONDON.next_morning(at("2026-03-10T03:00")) == at("2026-03-11T09:00")
    assert LONDON.next_morning(at("2026-03-13T12:00")) == at("2026-03-16T09:00")


def test_the_day_of_a_moment_is_that_of_the_office_not_of_greenwich() -> None:
    # 01:00 UTC on Wednesday is still Tuesday evening in New York.
    assert NEW_YORK.next_morning(datetime(2026, 3, 11, 1, tzinfo=UTC)) == at(
        "2026-03-11T09:00", "America/New_York"
    )


@pytest.mark.parametrize(
    ("moment", "days", "later"),
    [
        ("2026-03-10T10:15", 1, "2026-03-11T10:15"),
        ("2026-03-13T10:15", 1, "2026-03-16T10:15"),
        ("2026-03-13T10:15", 5, "2026-03-20T10:15"),
        ("2026-03-10T06:00", 1, "2026-03-11T09:00"),
        ("2026-03-10T23:00", 1, "2026-03-11T17:00"),
        ("2026-03-10T12:20", 1, "2026-03-11T13:00"),
        ("2026-03-14T10:15", 1, "2026-03-16T10:15"),
        ("2026-03-10T10:15", 0, "2026-03-10T10:15"),
        ("2026-03-10T20:15", 0, "2026-03-10T17:00"),
        ("2026-03-14T10:15", 0, "2026-03-16T10:15"),
        ("2026-03-16T10:15", -1, "2026-03-13T10:15"),
        ("2026-04-07T10:15", -1, "2026-04-02T10:15"),
        # The clocks go forward on 29 March: the time on the wall stays.
        ("2026-03-27T10:15", 1, "2026-03-30T10:15"),
    ],
)
def test_working_days_later_it_is_the_same_time_moved_into_the_hours(
    moment: str, days: int, later: str
) -> None:
    assert BERLIN.add_days(berlin(moment), days) == berlin(later)


def test_a_day_on_which_the_clocks_go_forward_is_an_hour_short() -> None:
    night = (Span(time(0), time(8)),)
    office = WorkingTime(calendar("Europe/Berlin", night, every_day=True))
    assert office.between(berlin("2026-03-29T00:00"), berlin("2026-03-30T00:00")) == timedelta(hours=7)
    assert office.between(berlin("2026-10-25T00:00"), berlin("2026-10-26T00:00")) == timedelta(hours=9)
    assert office.add(berlin("2026-03-29T01:00"), timedelta(hours=2)) == berlin("2026-03-29T04:00")
    assert office.add(berlin("2026-10-25T01:00"), timedelta(hours=2)) == datetime(2026, 10, 25, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day", "hours", "minutes"),
    [
        # The clock jumps from 02:00 to 03:00, to 02:30, and from midnight to 01:00.
        ("Europe/Berlin", date(2026, 3, 29), Span(time(2, 30), time(4)), 60),
        ("Europe/Berlin", date(2026, 3, 29), Span(time(1, 30), time(2, 30)), 30),
        ("Europe/Berlin", date(2026, 3, 29), Span(time(2, 10), time(2, 50)), 0),
        ("Australia/Lord_Howe", date(2026, 10, 4), Span(time(2, 10), time(4)), 90),
        ("America/Sao_Paulo", date(2018, 11, 4), Span(time(0), time(6)), 300),
        ("Africa/Cairo", date(2026, 4, 24), Span(time(0, 30), time(6)), 300),
        ("Pacific/Apia", date(2011, 12, 30), Span(time(9), time(17)), 0),
    ],
)
def test_hours_that_a_clock_change_skips_are_not_worked(
    zone: str, day: date, hours: Span, minutes: int
) -> None:
    office = WorkingTime(calendar(zone, (hours,), every_day=True))
    midnight, next_midnight = (at(f"{date_}T00:00", zone) for date_ in (day, day + timedelta(days=1)))
    assert office.between(midnight, next_midnight) == timedelta(minutes=minutes)
    assert office.is_workday(day) is (minutes > 0)


def test_two_stretches_over_a_skipped_hour_do_not_overlap() -> None:
    spans = (Span(time(1), time(2, 45)), Span(time(3), time(4)))
    office = WorkingTime(calendar("Europe/Berlin", spans, every_day=True))
    assert office.between(berlin("2026-03-29T00:00"), berlin("2026-03-29T12:00")) == timedelta(hours=2)


def test_a_calendar_without_hours_is_refused() -> None:
    with pytest.raises(ValueError, match=r'^The calendar "office" names no working hours at all\.$'):
        WorkingTime(calendar(day=(), every_day=True))


def test_an_office_that_never_opens_is_told_instead_of_searched_for_ever() -> None:
    saturdays = tuple((date(1990, 1, 6) + timedelta(weeks=week), "Closed") for week in range(52 * 120))
    only_saturday = ((),) * 5 + (WHOLE_DAY, ())
    office = WorkingTime(Calendar("weekend", "UTC", only_saturday, company_days=saturdays))
    for ask in (office.next_start, office.next_morning):
        with pytest.raises(
            ValueError, match='The calendar "weekend" has too little working time in the 50 years'
        ):
            ask(at("2026-03-10T10:00"))
    with pytest.raises(ValueError, match="too little working time"):
        office.add_days(at("2026-03-10T10:00"), 1)
    with pytest.raises(ValueError, match="too little working time"):
        office.add(at("2026-03-10T10:00"), timedelta(hours=1))


def test_ten_years_are_counted_day_by_day_only_once() -> None:
    office = WorkingTime(calendar(country="GB", subdivision="ENG"))
    start, end = at("2020-01-01T00:00"), at("2030-01-01T00:00")
    first = office.between(start, end)
    known = dict(office._stretches)
    assert office.between(start, end) == first
    assert office.add(start, first) <= end
    assert office._stretches == known


def test_calendars_that_share_an_id_are_told_apart_by_the_rest() -> None:
    assert len({calendar(), calendar(), calendar("Europe/Berlin"), calendar(country="GB")}) == 3
