"""Whose turn it is: every day as the rhythm says, whatever the clocks do."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.company.rota import Layer, Rhythm
from bot.company.times import Span
from bot.oncall.turns import (
    begins_on,
    hand_overs,
    handed_over_at,
    joined,
    open_hours,
    people_after,
    turn_at,
    turn_number,
    turns_between,
    without,
)
from tests.bot.oncall.walls import (
    ACCOUNTS,
    ANA,
    BEN,
    CAI,
    DAN,
    FIRST_YEAR,
    FOUR,
    LAST_YEAR,
    NIGHT,
    NIGHTS,
    OFFICE,
    ONE_DAY,
    ONE_MINUTE,
    ZONES,
    at,
    by_the_wall,
    clock_changes,
    layer,
)

PACE = settings(derandomize=True, max_examples=100, deadline=None)
FIRST, LAST = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC), datetime(LAST_YEAR, 1, 1, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")
SOME_DAYS = st.dates(date(2007, 1, 1), date(2026, 12, 31))


@st.composite
def layers(draw: st.DrawFn) -> Layer:
    rhythm: Rhythm = draw(st.sampled_from(("daily", "weekly", "days")))
    most = {"daily": 0, "weekly": 1, "days": 7}[rhythm]
    weekdays = draw(st.lists(st.integers(0, 6), min_size=min(most, 1), max_size=most, unique=True))
    every = 1 if rhythm == "days" else draw(st.integers(1, 5))
    clock = draw(st.sampled_from((*NIGHTS, time(9), time(23, 59))))
    people = draw(st.lists(st.sampled_from(FOUR), min_size=1, max_size=4, unique=True))
    first_day = draw(SOME_DAYS)
    return layer(rhythm, clock, sorted(weekdays), every, people=people, first_day=first_day)


def counted(one: Layer, day: date) -> int:
    """The turn that begins on this day or has begun before, by going through all days since the first."""
    number = 0
    hand_over = one.hand_over
    monday = one.first_day - timedelta(days=one.first_day.weekday())
    anchor = max(
        (monday + timedelta(days=weekday - ago) for weekday in hand_over.days for ago in (0, 7)),
        key=lambda each: (each <= one.first_day, each),
        default=one.first_day,
    )
    each = one.first_day + ONE_DAY
    while each <= day:
        number += {
            "daily": (each - one.first_day).days % hand_over.every == 0,
            "weekly": (each - anchor).days % (7 * hand_over.every) == 0,
            "days": each.weekday() in hand_over.days,
        }[hand_over.rhythm]
        each += ONE_DAY
    return number


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("clock", NIGHTS)
def test_every_day_of_twenty_years_has_exactly_one_hand_over_at_its_time(zone: str, clock: time) -> None:
    place = ZoneInfo(zone)
    daily = layer("daily", clock, first_day=date(FIRST_YEAR, 1, 2))
    found = list(hand_overs(daily, place, FIRST, LAST - ONE_DAY))
    changed = {
        change.astimezone(place).date() + timedelta(days=ago)
        for change in clock_changes(zone)
        for ago in (-1, 0, 1)
    }
    day = date(FIRST_YEAR, 1, 2)
    for number, (moment, turn) in enumerate(found):
        assert turn == number, "nobody loses or gains a turn"
        expected = by_the_wall(day, clock, zone) if day in changed else None
        wall = moment.astimezone(place).replace(tzinfo=None)
        assert moment == expected if expected else wall == datetime.combine(day, clock), (day, moment)
        day += ONE_DAY
    assert (date(LAST_YEAR, 1, 1) - day).days <= 1, "up to the last day"


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("clock", NIGHTS)
def test_a_daily_turn_lasts_a_day_but_for_the_clock_change_in_it(zone: str, clock: time) -> None:
    place = ZoneInfo(zone)
    found = [
        moment
        for moment, _ in hand_overs(layer("daily", clock, first_day=date(2007, 1, 2)), place, FIRST, LAST)
    ]
    lengths = Counter(later - earlier for earlier, later in pairwise(found))
    changes = clock_changes(zone)
    unusual = [pair for pair in pairwise(found) if pair[1] - pair[0] != ONE_DAY]
    for earlier, later in unusual:
        assert any(earlier <= change <= later for change in changes), (earlier, later)
        assert abs(later - earlier - ONE_DAY) <= timedelta(hours=1)
    assert lengths[ONE_DAY] > 7000
    assert 0 < len(unusual) <= 2 * len(changes)


@pytest.mark.parametrize(
    ("day", "clock", "zone", "moment"),
    [
        pytest.param(date(2026, 3, 29), time(1, 30), "Europe/London", at(29, 1, 0, month=3), id="skipped"),
        pytest.param(date(2026, 10, 25), time(1, 30), "Europe/London", at(25, 0, 30, month=10), id="twice"),
        pytest.param(
            date(2026, 4, 24), time(0, 30), "Africa/Cairo", at(23, 22, month=4), id="skipped at midnight"
        ),
        pytest.param(
            date(2026, 10, 4), time(2, 15), "Australia/Lord_Howe", at(3, 15, 30, month=10), id="half an hour"
        ),
        pytest.param(
            date(2026, 4, 5), time(1, 45), "Australia/Lord_Howe", at(4, 14, 45, month=4), id="half, twice"
        ),
    ],
)
def test_a_skipped_hand_over_comes_right_after_the_change_and_of_two_the_first_counts(
    day: date, clock: time, zone: str, moment: datetime
) -> None:
    daily = layer("daily", clock, first_day=day)
    assert handed_over_at(daily, ZoneInfo(zone), 0) == moment == by_the_wall(day, clock, zone)


def test_the_second_round_of_a_repeated_hour_hands_nothing_over_again() -> None:
    daily = layer("daily", time(1, 30), first_day=date(2026, 10, 24))
    half_past, again = at(25, 0, 30, month=10), at(25, 1, 15, month=10)  # 1:30, and 1:15 for the second time
    assert [turn_at(daily, LONDON, half_past - ONE_MINUTE), turn_at(daily, LONDON, half_past)] == [0, 1]
    assert turn_at(daily, LONDON, again) == 1


@PACE
@given(layers(), st.integers(0, 400))
def test_turns_are_counted_as_somebody_with_a_wall_calendar_would(one: Layer, later: int) -> None:
    day = one.first_day + timedelta(days=later)
    assert turn_number(one, day) == counted(one, day)


@PACE
@given(layers(), st.integers(0, 4000))
def test_a_turn_begins_on_the_first_day_that_counts_as_its_own(one: Layer, number: int) -> None:
    day = begins_on(one, number)
    assert turn_number(one, day) == number
    assert turn_number(one, day - ONE_DAY) == number - 1 or number == 0


@PACE
@given(layers(), st.sampled_from(ZONES), st.integers(0, 20), st.integers(-2000, 2000))
def test_at_every_minute_the_turn_is_the_one_handed_over_last(
    one: Layer, zone: str, change: int, minutes: int
) -> None:
    place = ZoneInfo(zone)
    changes = clock_changes(zone)
    moment = changes[change % len(changes)] + minutes * ONE_MINUTE
    number = turn_at(one, place, moment)
    if number is None:
        assert moment < handed_over_at(one, place, 0)
    else:
        assert handed_over_at(one, place, number) <= moment < handed_over_at(one, place, number + 1)


@pytest.mark.parametrize(
    ("rhythm", "days", "every", "begins"),
    [
        ("daily", (), 1, ["2026-01-07", "2026-01-08", "2026-01-09", "2026-01-10"]),
        ("daily", (), 3, ["2026-01-07", "2026-01-10", "2026-01-13", "2026-01-16"]),
        ("weekly", (2,), 1, ["2026-01-07", "2026-01-14", "2026-01-21", "2026-01-28"]),
        ("weekly", (2,), 2, ["2026-01-07", "2026-01-21", "2026-02-04", "2026-02-18"]),
        ("weekly", (0,), 1, ["2026-01-07", "2026-01-12", "2026-01-19", "2026-01-26"]),
        ("weekly", (4,), 1, ["2026-01-07", "2026-01-09", "2026-01-16", "2026-01-23"]),
        ("days", (0, 3), 1, ["2026-01-07", "2026-01-08", "2026-01-12", "2026-01-15"]),
        ("days", (2, 6), 1, ["2026-01-07", "2026-01-11", "2026-01-14", "2026-01-18"]),
    ],
)
def test_the_first_turn_begins_on_the_first_day_and_the_others_on_theirs(
    rhythm: Rhythm, days: tuple[int, ...], every: int, begins: list[str]
) -> None:
    wednesday = date(2026, 1, 7)
    one = layer(rhythm, time(9), days, every, first_day=wednesday)
    assert [begins_on(one, number).isoformat() for number in range(4)] == begins


def test_before_its_first_turn_a_layer_is_empty() -> None:
    one = layer("daily", time(9), first_day=date(2026, 1, 5))
    assert turn_at(one, LONDON, at(5, 8, 59)) is None
    assert list(turns_between(one, LONDON, ACCOUNTS, at(1), at(5, 9))) == []
    assert list(turns_between(one, LONDON, ACCOUNTS, at(1), at(5, 10))) == [(at(5, 9), at(5, 10), ANA)]
    assert list(hand_overs(one, LONDON, at(1), at(7))) == [(at(5, 9), 0), (at(6, 9), 1)]


def test_a_hand_over_belongs_to_the_stretch_that_it_begins() -> None:
    one = layer("daily", time(9))
    assert list(hand_overs(one, LONDON, at(6, 9), at(7, 9))) == [(at(6, 9), 1)]


def test_people_take_turns_in_their_order() -> None:
    one = layer("weekly", time(9), (0,))
    found = list(turns_between(one, LONDON, ACCOUNTS, at(5, 9), at(9, 9, month=2)))
    assert [turn.user_id for turn in found] == [ANA, BEN, CAI, DAN, ANA]


def test_the_turn_of_somebody_who_left_falls_to_the_next_and_all_others_stay() -> None:
    some = {email: user for email, user in ACCOUNTS.items() if email != "ben"}
    found = list(turns_between(layer(), LONDON, some, at(5, 9), at(10, 9)))
    assert [turn.user_id for turn in found] == [ANA, CAI, CAI, DAN, ANA]
    last = {"ana": ANA, "ben": BEN}
    found = list(turns_between(layer(), LONDON, last, at(5, 9), at(10, 9)))
    assert [turn.user_id for turn in found] == [ANA, BEN, ANA, ANA, ANA], "after the last comes the first"


def test_a_layer_whose_people_all_left_names_nobody() -> None:
    found = list(turns_between(layer(), LONDON, {}, at(5, 9), at(7, 9)))
    assert [turn.user_id for turn in found] == [None, None]


def test_the_people_after_a_turn_come_in_order_and_its_own_person_last() -> None:
    assert people_after(layer(), ACCOUNTS, 1) == [CAI, DAN, ANA, BEN]
    assert people_after(layer(), {"dan": DAN, "ben": BEN}, 1) == [DAN, BEN]
    assert people_after(layer(), ACCOUNTS, -1) == [ANA, BEN, CAI, DAN], "before the first turn"


def test_a_layer_serves_in_its_hours_only() -> None:
    one = layer("daily", time(12), hours=OFFICE)
    friday = list(turns_between(one, LONDON, ACCOUNTS, at(9), at(12, 12)))
    assert friday == [
        (at(9, 9), at(9, 12), DAN),
        (at(9, 12), at(9, 17), ANA),
        (at(12, 9), at(12, 12), CAI),
    ], "the weekend's turns pass unserved"


def test_hours_that_touch_at_midnight_are_one_stretch() -> None:
    assert list(open_hours(NIGHT, LONDON, at(5, 12), at(7, 12))) == [
        (at(5, 17), at(6, 9)),
        (at(6, 17), at(7, 9)),
    ]


def test_a_whole_day_ends_at_midnight() -> None:
    mondays = ((Span(time(0), time(0)),), *((),) * 6)
    assert list(open_hours(mondays, LONDON, at(1), at(20))) == [
        (at(5), at(6)),
        (at(12), at(13)),
        (at(19), at(20)),
    ]


@pytest.mark.parametrize("zone", ZONES)
def test_hours_hold_around_every_clock_change_of_twenty_years(zone: str) -> None:
    place = ZoneInfo(zone)
    spans = (Span(time(0), time(0, 30)), Span(time(1, 30), time(2, 30)), Span(time(23), time(0)))
    for change in clock_changes(zone):
        first, last = change - ONE_DAY / 2, change + ONE_DAY / 2
        expected = []
        for ahead in range(-1, 2):
            day = change.astimezone(place).date() + timedelta(days=ahead)
            for span in spans:
                until = by_the_wall(day + ONE_DAY if span.end == time(0) else day, span.end, zone)
                begin = max(by_the_wall(day, span.start, zone), first)
                expected.append((begin, max(begin, min(until, last))))
        assert list(open_hours((spans,) * 7, place, first, last)) == joined(expected)


def test_hours_that_a_clock_change_skips_altogether_leave_nothing() -> None:
    skipped = ((Span(time(1, 10), time(1, 50)),),) * 7
    sunday = at(29, month=3)
    assert list(open_hours(skipped, LONDON, sunday, sunday + ONE_DAY)) == []
    assert len(list(open_hours(skipped, LONDON, sunday - ONE_DAY, sunday))) == 1


def test_where_clocks_go_back_over_midnight_the_new_day_has_begun_all_the_same() -> None:
    """In Newfoundland, until 2011, one minute past midnight was followed by 23:01 of the day before."""
    place = ZoneInfo("America/St_Johns")
    midnight, again = datetime(2010, 11, 7, 2, 30, tzinfo=UTC), datetime(2010, 11, 7, 2, 45, tzinfo=UTC)
    assert again.astimezone(place).day == 6
    daily = layer("daily", time(0), first_day=date(2010, 11, 5))
    assert [turn_at(daily, place, moment) for moment in (midnight - ONE_MINUTE, midnight, again)] == [1, 2, 2]
    sundays = (*((),) * 6, (Span(time(0), time(9)),))
    assert list(open_hours(sundays, place, midnight - ONE_DAY, again)) == [(midnight, again)]


def test_hours_that_overlap_are_one_stretch() -> None:
    mondays = ((Span(time(9), time(17)), Span(time(10), time(12))), *((),) * 6)
    assert list(open_hours(mondays, LONDON, at(1), at(10))) == [(at(5, 9), at(5, 17))]


def test_the_turn_of_a_day_that_a_place_left_out_takes_no_time() -> None:
    apia = ZoneInfo("Pacific/Apia")  # there was no 30 December 2011
    one = layer("daily", time(0), first_day=date(2011, 12, 28))
    found = list(turns_between(one, apia, ACCOUNTS, datetime(2011, 12, 28, 12, tzinfo=UTC), at(3, year=2012)))
    assert [turn.user_id for turn in found] == [ANA, BEN, DAN, ANA, BEN, CAI]
    assert all(earlier.ends_at == later.starts_at for earlier, later in pairwise(found))
    noon = layer("daily", time(12), first_day=date(2011, 12, 28))
    moments = [moment for moment, _ in hand_overs(noon, apia, found[0].starts_at, found[-1].ends_at)]
    assert moments == sorted(set(moments))


def test_stretches_are_joined_and_taken_out() -> None:
    assert joined([(at(3), at(4)), (at(1), at(2)), (at(2), at(3)), (at(6), at(6)), (at(8), at(9))]) == [
        (at(1), at(4)),
        (at(8), at(9)),
    ]
    assert list(
        without((at(1), at(9)), [(at(5), at(6)), (at(2), at(3)), (at(2), at(4)), (at(8), at(12))])
    ) == [
        (at(1), at(2)),
        (at(4), at(5)),
        (at(6), at(8)),
    ]
    assert list(without((at(1), at(2)), [(at(1), at(2))])) == []
    assert list(without((at(1), at(2)), [(at(3), at(4))])) == [(at(1), at(2))]
