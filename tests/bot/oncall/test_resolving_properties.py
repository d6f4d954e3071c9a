"""Exactly one person at every minute, for every rota, and over twenty years of clock changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.company.rota import HandOver, Layer
from bot.company.times import Span
from bot.oncall.model import Fixed, Override, Turns
from bot.oncall.resolving import REACHES, second_at, shift_at, shifts
from tests.bot.oncall.walls import (
    ACCOUNTS,
    ANYBODY,
    FIRST_YEAR,
    FOUR,
    LAST_YEAR,
    MADE,
    NIGHTS,
    ONE_DAY,
    ONE_MINUTE,
    PRIYA,
    ZONES,
    by_the_wall,
    clock_changes,
    layer,
    turns,
)

PACE = settings(derandomize=True, max_examples=60, deadline=None)
NIGHT_HOURS = ((Span(time(0), time(2)), Span(time(22, 30), time(0))),) * 5 + (
    (),
    (Span(time(1, 15), time(8)),),
)
DAY_HOURS = ((Span(time(9), time(12)), Span(time(13), time(17))),) * 5 + ((), ())


class Scene:
    """One team's rota around one clock change, with all that may come across it."""

    def __init__(self, turns: Turns, change: datetime) -> None:
        self.turns = turns
        self.first, self.last = change - timedelta(days=4), change + timedelta(days=4)


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    zone = draw(st.sampled_from(ZONES))
    changes = clock_changes(zone)
    change = changes[draw(st.integers(0, len(changes) - 1))]
    day = change.astimezone(ZoneInfo(zone)).date()
    users = st.sampled_from((*ACCOUNTS.values(), ANYBODY, PRIYA))
    entries = draw(st.lists(st.tuples(st.one_of(st.none(), users), _spans(change)), max_size=3))
    gone = draw(st.lists(st.tuples(users, _spans(change)), max_size=4))
    made = Turns(
        zone=zone,
        layers=tuple(draw(_layers(number, day)) for number in range(draw(st.integers(0, 3)))),
        accounts={email: ACCOUNTS[email] for email in FOUR if draw(st.integers(0, 4))},
        imported=tuple(_fixed(one, *span) for one, span in entries) if draw(st.booleans()) else None,
        overrides=tuple(
            _override(number, draw(users), *draw(_spans(change))) for number in range(draw(st.integers(0, 3)))
        ),
        absences={user: tuple(span for one, span in gone if one == user) for user, _ in gone},
        otherwise=(ANYBODY, PRIYA),
        bridge=frozenset({PRIYA}),
    )
    return Scene(made, change)


def _spans(change: datetime) -> st.SearchStrategy[tuple[datetime, datetime]]:
    def span(start: int, length: int) -> tuple[datetime, datetime]:
        return change + start * ONE_MINUTE, change + (start + length) * ONE_MINUTE

    return st.builds(span, st.integers(-5000, 5000), st.integers(15, 4000))


@st.composite
def _layers(draw: st.DrawFn, number: int, day: date) -> Layer:
    hand_over = draw(
        st.sampled_from(
            (
                *(HandOver("daily", clock) for clock in NIGHTS),
                HandOver("daily", time(12), every=3),
                HandOver("weekly", time(1, 30), (6,)),
                HandOver("weekly", time(9), (0,), 2),
                HandOver("days", time(2, 15), (0, 3, 6)),
            )
        )
    )
    return Layer(
        id=f"layer-{number}",
        name="Layer",
        people=tuple(draw(st.lists(st.sampled_from(FOUR), min_size=1, max_size=4, unique=True))),
        hand_over=hand_over,
        first_day=day - timedelta(days=draw(st.integers(-2, 40))),
        hours=draw(st.sampled_from((None, NIGHT_HOURS, DAY_HOURS))),
    )


def _fixed(user_id: str | None, starts_at: datetime, ends_at: datetime) -> Fixed:
    return Fixed(starts_at, ends_at, user_id, "someone", "uid")


def _override(number: int, user_id: str, starts_at: datetime, ends_at: datetime) -> Override:
    made_at = MADE + number * ONE_MINUTE
    return Override(f"o{number}", "web", starts_at, ends_at, user_id, made_at, user_id, made_at)


def serving(some: Turns, minute: datetime) -> str | None:
    """Who serves at this minute, by going down the list of what counts; without any stretches."""
    return next((one for one in _wanted(some, minute) if not _gone(some, one, minute)), some.otherwise[0])


def _wanted(some: Turns, minute: datetime) -> Iterator[str]:
    for one in reversed(some.overrides):
        if one.starts_at <= minute < one.ends_at:
            yield one.user_id
    running = [one for one in some.imported or () if one.starts_at <= minute < one.ends_at]
    newest_first = sorted(running, key=lambda one: (-one.starts_at.timestamp(), one.ends_at))
    yield from (one.user_id for one in newest_first if one.user_id is not None)
    for each in some.layers:
        found = _in_layer(some, each, minute)
        if found is not None:
            yield found
    yield from some.otherwise


def _gone(some: Turns, user_id: str, minute: datetime) -> bool:
    return any(gone <= minute < back for gone, back in some.absences.get(user_id, ()))


def _in_layer(some: Turns, each: Layer, minute: datetime) -> str | None:
    if each.hours is not None and not _is_open(each.hours, some.zone, minute):
        return None
    begun = [day for day in _hand_over_days(each, minute) if _moment(some, day, each.hand_over.at) <= minute]
    if not begun:
        return None
    place = (len(begun) - 1) % len(each.people)
    order = (*each.people[place:], *each.people[:place])
    return next((some.accounts[email] for email in order if email in some.accounts), None)


def _hand_over_days(each: Layer, minute: datetime) -> Iterator[date]:
    hand_over, day = each.hand_over, each.first_day
    yield day
    monday = day - timedelta(days=day.weekday())
    anchor = monday + timedelta(days=hand_over.days[0]) if hand_over.days else day
    anchor -= timedelta(days=7) if anchor > day else timedelta()
    while day <= minute.date() + ONE_DAY:
        day += ONE_DAY
        if {
            "daily": (day - each.first_day).days % hand_over.every == 0,
            "weekly": (day - anchor).days % (7 * hand_over.every) == 0,
            "days": day.weekday() in hand_over.days,
        }[hand_over.rhythm]:
            yield day


def _is_open(hours: tuple[tuple[Span, ...], ...], zone: str, minute: datetime) -> bool:
    today = minute.astimezone(ZoneInfo(zone)).date()
    for day in (today - ONE_DAY, today, today + ONE_DAY):
        for span in hours[day.weekday()]:
            until = by_the_wall(day if span.end > time() else day + ONE_DAY, span.end, zone)
            if by_the_wall(day, span.start, zone) <= minute < until:
                return True
    return False


def _moment(some: Turns, day: date, clock: time) -> datetime:
    return by_the_wall(day, clock, some.zone)


def minutes_of(scene: Scene) -> Iterator[datetime]:
    """Every hour and a half, and the minutes on both sides of each change of person."""
    yield from (scene.first + number * timedelta(minutes=90) for number in range(8 * 16))
    for one in shifts(scene.turns, scene.first, scene.last):
        yield from (one.starts_at, one.ends_at - ONE_MINUTE)


@PACE
@given(scenes())
def test_at_every_minute_serves_who_comes_first_by_the_list(scene: Scene) -> None:
    found = list(shifts(scene.turns, scene.first, scene.last))
    for minute in minutes_of(scene):
        serves = [one.user_id for one in found if one.starts_at <= minute < one.ends_at]
        assert serves == [serving(scene.turns, minute)], minute


@PACE
@given(scenes())
def test_shifts_leave_no_gap_and_none_follows_its_like(scene: Scene) -> None:
    found = list(shifts(scene.turns, scene.first, scene.last))
    assert (found[0].starts_at, found[-1].ends_at) == (scene.first, scene.last)
    for earlier, later in pairwise(found):
        assert earlier.ends_at == later.starts_at
        same = ("user_id", "by", "layer_id", "override_id")
        assert any(getattr(earlier, name) != getattr(later, name) for name in same)
    assert all(one.starts_at < one.ends_at for one in found)


@PACE
@given(scenes(), st.integers(0, 8 * 1440 - 1))
def test_the_shift_at_a_moment_is_that_of_the_whole_list(scene: Scene, minutes: int) -> None:
    moment = scene.first + minutes * ONE_MINUTE
    listed = list(shifts(scene.turns, moment - REACHES[-1], moment + REACHES[-1]))
    assert [shift_at(scene.turns, moment)] == [one for one in listed if one.starts_at <= moment < one.ends_at]


@PACE
@given(scenes(), st.integers(0, 8 * 1440 - 1))
def test_the_second_is_another_person_who_is_there(scene: Scene, minutes: int) -> None:
    moment = scene.first + minutes * ONE_MINUTE
    second = second_at(scene.turns, moment)
    assert second != serving(scene.turns, moment)
    assert second is None or not _gone(scene.turns, second, moment)


@PACE
@given(scenes(), st.integers(1, 8 * 1440 - 1))
def test_asking_in_two_pieces_answers_the_same(scene: Scene, minutes: int) -> None:
    middle = scene.first + minutes * ONE_MINUTE
    pieces = [*shifts(scene.turns, scene.first, middle), *shifts(scene.turns, middle, scene.last)]
    whole = list(shifts(scene.turns, scene.first, scene.last))
    assert {one.starts_at for one in pieces} == {one.starts_at for one in whole} | {middle}
    for one in pieces:
        assert any(each.starts_at <= one.starts_at and one.ends_at <= each.ends_at for each in whole)


@pytest.mark.parametrize(("zone", "clock"), [*zip(ZONES, (*NIGHTS, time(3), time(2, 30)), strict=True)])
def test_over_twenty_years_exactly_one_person_serves(zone: str, clock: time) -> None:
    began = date(FIRST_YEAR - 1, 12, 20)
    some = turns(
        layer("daily", clock, people=("ana", "ben"), first_day=began, hours=DAY_HOURS),
        layer("weekly", clock, (6,), first_day=began, name="night", hours=NIGHT_HOURS),
        layer("daily", clock, every=3, first_day=began, name="rest", people=("dan", "cai", "ben")),
        zone=zone,
    )
    first, last = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC), datetime(LAST_YEAR, 1, 1, tzinfo=UTC)
    found = list(shifts(some, first, last))
    assert (found[0].starts_at, found[-1].ends_at) == (first, last)
    assert all(earlier.ends_at == later.starts_at for earlier, later in pairwise(found))
    assert {one.by for one in found} == {"turn"}, "the last layer is never empty"
    assert {one.layer_id for one in found} == {"first", "night", "rest"}
    assert max(one.ends_at - one.starts_at for one in found) < timedelta(days=3, hours=1)
    assert list(shifts(some, found[7000].starts_at, found[7700].starts_at)) == found[7000:7700]
