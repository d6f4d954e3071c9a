"""Whose turn it is in one layer of a rota, and from when until when.

Turns are counted in days on the wall and never by adding hours: which turn a day has follows from the
calendar alone, so a clock change moves the moment of a hand-over and never the order of people. Only then
does a hand-over become a moment. One at a time that a clock change skips happens at the first minute after
the change; of a time that comes twice the first is meant. The same holds for the ends of a layer's hours.

Everything is pure. Moments given must be aware; those returned are UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from bot.company.rota import Layer
from bot.company.times import Span
from bot.intake.dates.recurrence import on_the_wall

Hours = tuple[tuple[Span, ...], ...]
Stretch = tuple[datetime, datetime]  # from the first up to, and not including, the second

_ONE_DAY: Final = timedelta(days=1)
_A_WEEK: Final = 7
_MOMENTS_KEPT: Final = 4096  # the same few weeks are asked for at every filing


class Turn(NamedTuple):
    starts_at: datetime
    ends_at: datetime
    user_id: str | None  # None: nobody of the layer can be called


def turn_number(layer: Layer, day: date) -> int:
    """The turn that has begun by the end of this day's hand-over; 0 is the first, negative is before it.

    A layer that begins between two of its weekdays has a shorter first turn, up to the next of them.
    """
    hand_over = layer.hand_over
    if hand_over.rhythm == "daily":
        return (day - layer.first_day).days // hand_over.every
    if hand_over.rhythm == "weekly":
        return (day - _anchor(layer)).days // (_A_WEEK * hand_over.every)
    return _counted(layer, day) - _counted(layer, layer.first_day)


def begins_on(layer: Layer, number: int) -> date:
    """The day of the hand-over with which this turn begins; the opposite of `turn_number`."""
    hand_over = layer.hand_over
    if number == 0:
        return layer.first_day
    if hand_over.rhythm == "daily":
        return layer.first_day + number * hand_over.every * _ONE_DAY
    if hand_over.rhythm == "weekly":
        return _anchor(layer) + number * _A_WEEK * hand_over.every * _ONE_DAY
    weekdays = _weekdays(layer)
    weeks, place = divmod(number + _counted(layer, layer.first_day) - 1, len(weekdays))
    return date.fromordinal(1) + timedelta(days=weeks * _A_WEEK + weekdays[place])


def handed_over_at(layer: Layer, zone: ZoneInfo, number: int) -> datetime:
    return wall_moment(begins_on(layer, number), layer.hand_over.at, zone)


def turn_at(layer: Layer, zone: ZoneInfo, at: datetime) -> int | None:
    """None before the layer's first turn."""
    at = at.astimezone(UTC)
    number = turn_number(layer, at.astimezone(zone).date())
    # This day's hand-over may be still to come; and where clocks go back over midnight, the next day's was.
    while number >= 0 and handed_over_at(layer, zone, number) > at:
        number -= 1
    while number >= -1 and handed_over_at(layer, zone, number + 1) <= at:
        number += 1
    return number if number >= 0 else None


def hand_overs(
    layer: Layer, zone: ZoneInfo, first: datetime, last: datetime
) -> Iterator[tuple[datetime, int]]:
    """When which turn begins, at or after `first` and before `last`."""
    before = turn_at(layer, zone, first)
    number = 0 if before is None else before
    while (moment := handed_over_at(layer, zone, number)) < last:
        if moment >= first:
            yield moment, number
        number += 1


def turns_between(
    layer: Layer, zone: ZoneInfo, accounts: Mapping[str, str], first: datetime, last: datetime
) -> Iterator[Turn]:
    """Who has the layer from `first` up to `last` (UTC), the earliest first; nothing outside its hours and
    before its first turn."""
    all_day = _turns(layer, zone, accounts, first, last)
    if layer.hours is None:
        yield from all_day
        return
    opened = open_hours(layer.hours, zone, first, last)
    stretch = next(opened, None)
    for turn in all_day:
        while stretch is not None and stretch[0] < turn.ends_at:
            start, end = max(turn.starts_at, stretch[0]), min(turn.ends_at, stretch[1])
            if start < end:
                yield Turn(start, end, turn.user_id)
            if stretch[1] > turn.ends_at:
                break
            stretch = next(opened, None)


def open_hours(hours: Hours, zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[Stretch]:
    """The stretches of a layer's hours between these moments (UTC), those that touch at midnight as one."""
    held: Stretch | None = None
    for start, end in _each_span(hours, zone, first, last):
        start, end = max(start, first), min(end, last)
        if start >= end:  # another day's, or skipped altogether by a clock change
            continue
        if held is not None and start <= held[1]:
            held = (held[0], max(held[1], end))
            continue
        if held is not None:
            yield held
        held = (start, end)
    if held is not None:
        yield held


def people_after(layer: Layer, accounts: Mapping[str, str], number: int) -> list[str]:
    """Everybody of the layer who can be called, whoever comes after this turn first, its own person last."""
    count = len(layer.people)
    order = (layer.people[(number + step) % count] for step in range(1, count + 1))
    return list(dict.fromkeys(accounts[email] for email in order if email in accounts))


@lru_cache(_MOMENTS_KEPT)
def wall_moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """When the clock on the wall shows this; UTC. Skipped: the first minute after the change. Twice: the
    first."""
    return on_the_wall(datetime.combine(day, clock), zone).astimezone(UTC)


def _turns(
    layer: Layer, zone: ZoneInfo, accounts: Mapping[str, str], first: datetime, last: datetime
) -> Iterator[Turn]:
    serving = _serving(layer.people, accounts)
    number = turn_at(layer, zone, first)
    start = first
    if number is None:
        number, start = 0, handed_over_at(layer, zone, 0)
    while start < last:
        end = min(handed_over_at(layer, zone, number + 1), last)
        if start < end:  # a whole day that the calendar skipped leaves nothing of its turn
            yield Turn(start, end, serving[number % len(serving)])
        start, number = end, number + 1


def _serving(people: tuple[str, ...], accounts: Mapping[str, str]) -> list[str | None]:
    """Who takes the turn of each. That of somebody who cannot be called falls to the next of the list, and
    the turns of all others stay as they are."""
    count = len(people)
    return [
        next((accounts[one] for one in (*people[place:], *people[:place]) if one in accounts), None)
        for place in range(count)
    ]


def _each_span(hours: Hours, zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[Stretch]:
    day = first.astimezone(zone).date()
    until = last.astimezone(zone).date() + _ONE_DAY  # clocks may go back over midnight
    while day <= until:
        for span in hours[day.weekday()]:
            ends_on = day if span.end > time() else day + _ONE_DAY
            yield wall_moment(day, span.start, zone), wall_moment(ends_on, span.end, zone)
        day += _ONE_DAY


def _weekdays(layer: Layer) -> tuple[int, ...]:
    return tuple(sorted(set(layer.hand_over.days))) or (layer.first_day.weekday(),)


def _anchor(layer: Layer) -> date:
    """The last of the layer's weekdays up to its first day: weeks are counted from there."""
    return layer.first_day - (layer.first_day.weekday() - _weekdays(layer)[0]) % _A_WEEK * _ONE_DAY


def _counted(layer: Layer, day: date) -> int:
    """How many days there were with a hand-over, from the first Monday of the calendar up to this day."""
    weekdays = _weekdays(layer)
    weeks, weekday = divmod(day.toordinal() - 1, _A_WEEK)
    return weeks * len(weekdays) + sum(one <= weekday for one in weekdays)


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """In order, those that touch or overlap as one."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        elif start < end:
            found.append((start, end))
    return found


def without(stretch: Stretch, taken: Iterable[Stretch]) -> Iterator[Stretch]:
    """What is left of a stretch."""
    start, end = stretch
    for other_start, other_end in sorted(taken):
        if other_end <= start or other_start >= end:
            continue
        if other_start > start:
            yield start, other_start
        start = other_end
    if start < end:
        yield start, end
