"""Where a rota is not as its team means it: nobody serves, somebody is booked twice, or a name is unknown.

What a rota means to cover follows from itself: the hours of its layers, each from its first turn; of an
imported calendar those hours of the week in which it has entries in any week. So nights without anybody are
no gap in a rota for the days.

Everything is pure. Moments given must be aware; those returned are UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from typing import Final, Literal, TypeVar
from zoneinfo import ZoneInfo

from bot.company.rota import Layer
from bot.oncall.model import Fixed, Shift, Turns
from bot.oncall.resolving import shifts
from bot.oncall.turns import Stretch, handed_over_at, joined, open_hours, wall_moment, without

_T = TypeVar("_T")
GapKind = Literal["nobody", "double", "unknown"]

_A_WEEK: Final = timedelta(days=7)
_MONDAY: Final = datetime(2001, 1, 1)  # noqa: DTZ001  # any will do: a week on the wall has no zone


@dataclass(frozen=True)
class Gap:
    """`user_ids`: of "double" the one who is on call twice, or those who share the time. `team_ids`: of
    "double" the teams that have the same person. `key`: of "unknown" what the calendar calls them."""

    starts_at: datetime
    ends_at: datetime
    kind: GapKind
    user_ids: tuple[str, ...] = ()
    team_ids: tuple[str, ...] = ()
    key: str | None = None


def gaps(turns: Turns, first: datetime, last: datetime) -> list[Gap]:
    """Of one team, the earliest first; nothing for a team without a rota. What reaches beyond `first` or
    `last` is cut there, so a gap that runs already begins at `first`.

    "nobody": it falls to the fallback or the bridge although the rota means to cover it. "unknown": the
    calendar names somebody whom nobody has matched yet, whoever serves instead; such a time is not counted
    again as "nobody". "double": the calendar has two people at once, unless it has so most of the time: then
    it means a second line. What an override settles is none of these; one laid over another is no double
    either, for whoever made it was told whom it replaces.
    """
    if not turns.layers and turns.imported is None:
        return []
    first, last = first.astimezone(UTC), last.astimezone(UTC)
    served = [one for one in shifts(turns, first, last) if not one.is_gap]
    unknown = list(_unknown(turns, served, (first, last)))
    known_of = [(one.starts_at, one.ends_at) for one in unknown]
    empty = without((first, last), [(one.starts_at, one.ends_at) for one in served])
    missing = (part for stretch in empty for part in without(stretch, known_of))
    nobody = (Gap(*part, "nobody") for part in _shared(missing, meant(turns, first, last)))
    found = chain(nobody, unknown, _contested(turns, served, (first, last)))
    return sorted(found, key=lambda one: (one.starts_at, one.ends_at, one.kind))


def doubles(all_shifts: Mapping[str, Sequence[Shift]]) -> list[Gap]:
    """One person on call for two teams at once, from each team's id to its shifts, the earliest first.

    What somebody does as fallback, as the bridge, or as the owner of a team without a rota does not count:
    nobody has booked them for it.
    """
    booked = [
        (one.starts_at, one.ends_at, (team_id, one.user_id))
        for team_id, some in sorted(all_shifts.items())
        for one in some
        if _is_booked(one)
    ]
    return [
        Gap(*stretch, "double", (user_id,), tuple(sorted((team_id, other_id))))
        for stretch, (team_id, user_id), (other_id, other_user) in _at_once(booked)
        if user_id == other_user and team_id != other_id
    ]


def meant(turns: Turns, first: datetime, last: datetime) -> list[Stretch]:
    """When somebody of the rota should serve, between these moments (UTC). In order, none touches another."""
    zone = ZoneInfo(turns.zone)
    of_layers = (_meant_by(layer, zone, first, last) for layer in turns.layers)
    of_calendar = _weekly(_footprint(turns.imported or (), zone), zone, first, last)
    return joined(chain(*of_layers, of_calendar))


def _meant_by(layer: Layer, zone: ZoneInfo, first: datetime, last: datetime) -> Iterable[Stretch]:
    first = max(first, handed_over_at(layer, zone, 0))
    if first >= last:
        return ()
    return ((first, last),) if layer.hours is None else open_hours(layer.hours, zone, first, last)


def _footprint(imported: Iterable[Fixed], zone: ZoneInfo) -> list[Stretch]:
    """When in a week the calendar has entries: wall times of one week, without a zone."""
    end_of_week = _MONDAY + _A_WEEK
    found: list[Stretch] = []
    for one in imported:
        starts, ends = (at.astimezone(zone).replace(tzinfo=None) for at in (one.starts_at, one.ends_at))
        begin = _MONDAY + timedelta(days=starts.weekday()) + (starts - datetime.combine(starts, time()))
        until = begin + min(max(ends - starts, timedelta()), _A_WEEK)
        found += [(begin, min(until, end_of_week)), (_MONDAY, max(until - _A_WEEK, _MONDAY))]
    return joined(found)


def _weekly(week: Sequence[Stretch], zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[Stretch]:
    """These times of the week in every week between the moments."""
    start, until_day = (at.astimezone(zone).date() for at in (first, last))
    monday = start - timedelta(days=start.weekday())
    while week and monday <= until_day:
        for begin, until in week:
            part = (_in_week(monday, begin, zone), _in_week(monday, until, zone))
            yield from _shared([part], [(first, last)])
        monday += _A_WEEK


def _in_week(monday: date, at: datetime, zone: ZoneInfo) -> datetime:
    return wall_moment(monday + timedelta(days=(at - _MONDAY).days), at.time(), zone)


def _unknown(turns: Turns, served: Sequence[Shift], window: Stretch) -> Iterator[Gap]:
    """Those of the same name that touch as one."""
    by_key: dict[str, list[Stretch]] = {}
    for one in turns.imported or ():
        if one.user_id is None:
            by_key.setdefault(one.key, []).append((one.starts_at, one.ends_at))
    settled = [(one.starts_at, one.ends_at) for one in served if one.by in ("override", "swap", "calendar")]
    for key, stretches in by_key.items():
        for stretch in _shared(joined(stretches), [window]):
            for part in without(stretch, settled):
                yield Gap(*part, "unknown", key=key)


def _contested(turns: Turns, served: Sequence[Shift], window: Stretch) -> list[Gap]:
    entries = [
        (*stretch, one.user_id)
        for one in turns.imported or ()
        if one.user_id is not None
        for stretch in _shared([(one.starts_at, one.ends_at)], [window])
    ]
    by_calendar = [(one.starts_at, one.ends_at) for one in served if one.by == "calendar"]
    found: dict[Stretch, set[str]] = {}
    for both, one, other in _at_once(entries):
        for part in _shared([both], by_calendar) if one != other else ():
            found.setdefault(part, set()).update((one, other))
    if 2 * _length(joined(found)) > _length(by_calendar):
        return []
    return [Gap(*part, "double", tuple(sorted(users))) for part, users in found.items()]


def _at_once(entries: Iterable[tuple[datetime, datetime, _T]]) -> Iterator[tuple[Stretch, _T, _T]]:
    """Each two that run at the same time, and when they both do; by when the second of them begins."""
    running: list[tuple[datetime, _T]] = []
    for start, end, entry in sorted(entries, key=lambda one: one[0]):
        running = [one for one in running if one[0] > start]
        for other_end, other in running:
            yield (start, min(end, other_end)), other, entry
        running.append((end, entry))


def _length(stretches: Iterable[Stretch]) -> timedelta:
    return sum((end - start for start, end in stretches), timedelta())


def _shared(some: Iterable[Stretch], others: Sequence[Stretch]) -> Iterator[Stretch]:
    """What lies in both."""
    for start, end in some:
        for other_start, other_end in others:
            begin, until = max(start, other_start), min(end, other_end)
            if begin < until:
                yield begin, until


def _is_booked(shift: Shift) -> bool:
    return shift.by in ("calendar", "override", "swap") or shift.layer_id is not None
