"""The one resolver: who is on call at a moment, as a pure function of rota, overrides and absences.

Sources fill the time by priority, each only what those before it left empty: overrides, the newest first;
entries of an imported calendar; the layers in their order; the fallback, and the bridge. So there is exactly
one person at every minute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Final
from zoneinfo import ZoneInfo

from bot.company.rota import Layer
from bot.oncall.model import By, Fixed, Override, Shift, Turns
from bot.oncall.turns import Stretch, people_after, turn_at, turns_between, without

# What lies farther away than the last of these from a moment does not belong to its shift any more. The
# nearer ones are tried first: most shifts end within days.
REACHES: Final = (timedelta(days=2), timedelta(days=9), timedelta(days=45))
_AT_ONCE: Final = timedelta(days=32)  # filled in one go, so that years need no more memory than a month
_A_MOMENT: Final = timedelta(microseconds=1)

Source = Callable[[datetime, datetime], Iterable[Shift]]


def shifts(turns: Turns, first: datetime, last: datetime) -> Iterator[Shift]:
    """Who serves from `first` up to `last` (aware), the earliest first, without gap or overlap: each shift
    begins where the one before it ended. Nothing at all only where `otherwise` is empty and no layer serves.

    A team with neither layers nor a calendar has no rota that could have a gap: whoever of `otherwise` serves
    there does so by "turn", without a layer.
    """
    held: Shift | None = None
    for one in chain.from_iterable(_filled(turns, *stretch) for stretch in _pieces(first, last)):
        if held is not None and held.ends_at == one.starts_at and _same(held, one):
            held = replace(held, ends_at=one.ends_at)
            continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held


def shift_at(turns: Turns, at: datetime) -> Shift | None:
    """The uninterrupted shift of whoever is on call at this moment. None: nobody can be called at all.

    It is looked for up to 45 days to each side: one that is longer is given as beginning, or ending, there.
    """
    found: Shift | None = None
    for reach in REACHES:
        first, last = at - reach, at + reach
        found = next((one for one in shifts(turns, first, last) if at < one.ends_at), None)
        if found is None or found.starts_at > at:
            return None
        if first < found.starts_at and found.ends_at < last:
            return found
    return found


def second_at(turns: Turns, at: datetime) -> str | None:
    """Who comes after the one on call. None: there is nobody else who is not away.

    First the calendar's other entries and the layers that serve at this moment with somebody else, below the
    one that is served or overridden; then the other people of the first layer in the order of their turns (of
    a calendar, in the order of their coming shifts); then the fallback and the bridge.
    """
    served = next(shifts(turns, at, at + _A_MOMENT), None)
    if served is None:
        return None
    zone = ZoneInfo(turns.zone)
    now = at.astimezone(UTC)
    sources = chain(_calendar(turns, now, now + _A_MOMENT), _layers(turns, zone))
    serving = [one.user_id for source in sources for one in source(now, now + _A_MOMENT)]
    # The first of them is served himself, or has given this shift to somebody: his turn comes again below.
    candidates = chain(serving[1:], _next_in_turn(turns, zone, now), turns.otherwise)
    return next((one for one in candidates if one != served.user_id and not is_away(turns, one, now)), None)


def is_away(turns: Turns, user_id: str, at: datetime) -> bool:
    return any(gone <= at < back for gone, back in turns.absences.get(user_id, ()))


def _pieces(first: datetime, last: datetime) -> Iterator[Stretch]:
    start, end = first.astimezone(UTC), last.astimezone(UTC)
    while start < end:
        yield start, min(start + _AT_ONCE, end)
        start += _AT_ONCE


def _same(one: Shift, other: Shift) -> bool:
    return (one.user_id, one.by, one.layer_id, one.override_id) == (
        other.user_id,
        other.by,
        other.layer_id,
        other.override_id,
    )


def _filled(turns: Turns, first: datetime, last: datetime) -> list[Shift]:
    empty = [(first, last)]
    found: list[Shift] = []
    for source in _sources(turns, first, last):
        left: list[Stretch] = []
        for start, end in empty:
            for one in source(start, end):
                if start < one.starts_at:
                    left.append((start, one.starts_at))
                found.append(one)
                start = one.ends_at
            if start < end:
                left.append((start, end))
        empty = left
        if not empty:
            break
    return sorted(found, key=lambda one: one.starts_at)


def _sources(turns: Turns, first: datetime, last: datetime) -> Iterator[Source]:
    """By priority. Each gives, of a stretch inside these moments, what it serves, the earliest first."""
    yield from _overrides(turns, first, last)
    yield from _calendar(turns, first, last)
    yield from _layers(turns, ZoneInfo(turns.zone))
    has_rota = bool(turns.layers) or turns.imported is not None
    for user_id in turns.otherwise:
        yield _present(turns, user_id, _by(turns, user_id) if has_rota else "turn")
    for user_id in turns.otherwise[:1]:  # all of them are away: even so somebody is better than nobody
        yield _whatever_happens(user_id, _by(turns, user_id) if has_rota else "turn")


def _by(turns: Turns, user_id: str) -> By:
    return "bridge" if user_id in turns.bridge else "fallback"


def _overrides(turns: Turns, first: datetime, last: datetime) -> Iterator[Source]:
    near = [one for one in turns.overrides if one.starts_at < last and one.ends_at > first]
    for one in sorted(near, key=lambda near: (near.made_at, near.id), reverse=True):
        yield _within(one, _present(turns, one.user_id, "swap" if one.swap_id else "override", one.id))


def _calendar(turns: Turns, first: datetime, last: datetime) -> Iterator[Source]:
    """Of entries at the same time the one that began last comes first, then the shorter one: it was laid over
    the longer one. Else the calendar's own order stands."""
    near = [one for one in turns.imported or () if one.starts_at < last and one.ends_at > first]
    near.sort(key=lambda one: one.ends_at)
    for one in sorted(near, key=lambda one: one.starts_at, reverse=True):
        if one.user_id is not None:
            yield _within(one, _present(turns, one.user_id, "calendar"))


def _layers(turns: Turns, zone: ZoneInfo) -> Iterator[Source]:
    for layer in turns.layers:
        yield _layer(turns, layer, zone)


def _layer(turns: Turns, layer: Layer, zone: ZoneInfo) -> Source:
    def serve(start: datetime, end: datetime) -> Iterator[Shift]:
        for turn in turns_between(layer, zone, turns.accounts, start, end):
            if turn.user_id is None:
                continue
            away = turns.absences.get(turn.user_id, ())
            for begin, until in without((turn.starts_at, turn.ends_at), away):
                yield Shift(begin, until, turn.user_id, "turn", layer.id)

    return serve


def _present(turns: Turns, user_id: str, by: By, override_id: str | None = None) -> Source:
    away = turns.absences.get(user_id, ())

    def serve(start: datetime, end: datetime) -> Iterator[Shift]:
        for begin, until in without((start, end), away):
            yield Shift(begin, until, user_id, by, override_id=override_id)

    return serve


def _whatever_happens(user_id: str, by: By) -> Source:
    return lambda start, end: (Shift(start, end, user_id, by),)


def _within(one: Override | Fixed, source: Source) -> Source:
    def serve(start: datetime, end: datetime) -> Iterable[Shift]:
        begin, until = max(start, one.starts_at), min(end, one.ends_at)
        return source(begin, until) if begin < until else ()

    return serve


def _next_in_turn(turns: Turns, zone: ZoneInfo, now: datetime) -> Iterator[str]:
    coming = sorted((one for one in turns.imported or () if one.ends_at > now), key=lambda one: one.starts_at)
    yield from (one.user_id for one in coming if one.user_id is not None)
    for layer in turns.layers[:1]:
        number = turn_at(layer, zone, now)
        yield from people_after(layer, turns.accounts, -1 if number is None else number)
