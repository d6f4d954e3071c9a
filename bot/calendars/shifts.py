"""Who is on call as the text of a calendar, from a month or two back to half a year ahead.

Where a turn follows a rule (a layer without hours of its own) all turns of one place in the list are one
event with its rule; what an override, a swap or an absence takes away is cut out of it or shortens an
instance, and whoever serves instead has an event of their own. Everything else (layers with hours, imported
calendars, gaps) is single events. Ids come from the team, the layer and the wall time at which a turn begins.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from math import lcm
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Event, vRecur

from bot.calendars.writing import calendar_of, plain
from bot.company import Team
from bot.company.rota import Layer
from bot.oncall.board import Board
from bot.oncall.model import Shift
from bot.oncall.turns import begins_on, hand_overs, handed_over_at, joined, without

BACK: Final = timedelta(days=30)
AHEAD: Final = timedelta(days=180)
_WORDS: Final = "Take it, swap it or say that you're away in Slack: /oncall"
_WEEK: Final = 7

Stretch = tuple[datetime, datetime]


@dataclass(frozen=True)
class Stamp:
    """How new the rows are: `sequence` counts their changes, of which `changed_at` is the last."""

    sequence: int
    changed_at: datetime | None


@dataclass
class _Turn:
    """One instance of a series: from one hand-over to the next."""

    wall: datetime  # naive, as the rule has it
    planned: Stretch
    days: int  # of its length, by the wall
    served: list[Stretch] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return self.served == [self.planned]


@dataclass
class _Series:
    """The turns of one place in a layer's list of people: every so many days the same person."""

    uid: str
    user_id: str
    every: int  # days
    turns: list[_Turn]


@dataclass(frozen=True)
class _Piece:
    """An event of its own."""

    uid: str
    shift: Shift


def window(zone: ZoneInfo, now: datetime) -> Stretch:
    """Whole months, so that the text changes with them and not with every look."""
    first, last = (now - BACK).astimezone(zone), (now + AHEAD).astimezone(zone)
    after = (last.year + last.month // 12, last.month % 12 + 1)
    starts = (datetime(first.year, first.month, 1, tzinfo=zone), datetime(*after, 1, tzinfo=zone))
    return starts[0].astimezone(UTC), starts[1].astimezone(UTC)


def write_rota(board: Board, team: Team, stamp: Stamp, now: datetime) -> bytes:
    """Of a team, with who it is: exactly what the board says."""
    return _written(f"{team.name}: on call", board, [team], None, stamp, now)


def write_shifts_of(board: Board, user_id: str, stamp: Stamp, now: datetime) -> bytes:
    """Of a person, in all teams. In a team without a rota only what they took by themselves: its owner is
    always the one who is asked there, which is no entry for a calendar."""
    name = f"{board.company.name}: when I'm on call"
    return _written(name, board, board.company.teams, user_id, stamp, now)


def _written(
    name: str, board: Board, teams: Sequence[Team], user_id: str | None, stamp: Stamp, now: datetime
) -> bytes:
    zones: dict[str, int] = {}
    events: list[Event] = []
    for team in teams:
        zone = ZoneInfo(board.turns(team).zone)
        first, last = window(zone, now)
        found = list(_events_of(_Look(board, team, zone, user_id, stamp, first, last)))
        if found and zone.key != "UTC":
            zones[zone.key] = min(first.astimezone(zone).year, zones.get(zone.key, 9999))
        events += found
    return calendar_of(name, zones, events)


@dataclass(frozen=True)
class _Look:
    board: Board
    team: Team
    zone: ZoneInfo
    user_id: str | None  # one person's shifts only
    stamp: Stamp
    first: datetime
    last: datetime

    def uid(self, *parts: str) -> str:
        said = "|".join(("mine" if self.user_id else "rota", self.team.id, *parts))
        return f"{hashlib.sha256(said.encode()).hexdigest()[:32]}@liaison"

    def wall(self, at: datetime) -> str:
        """A time that the clock shows twice is told apart by its second coming."""
        here = at.astimezone(self.zone)
        return f"{here:%Y-%m-%dT%H:%M}{'+' if here.fold else ''}"


def _events_of(look: _Look) -> Iterator[Event]:
    shifts = [shift for shift in _shifts(look) if look.user_id in (None, shift.user_id)]
    all_series = list(_all_series(look, shifts))
    for series in all_series:
        yield from _series_events(look, series)
    told = joined(turn.served[0] for series in all_series for turn in series.turns if turn.served)
    for piece in _pieces(look, shifts, told):
        yield _single(look, piece)


def _shifts(look: _Look) -> list[Shift]:
    found = look.board.shifts(look.team, look.first, look.last)
    turns = look.board.turns(look.team)
    if look.user_id is None or turns.layers or turns.imported is not None:
        return found
    return [shift for shift in found if shift.override_id]


def _all_series(look: _Look, shifts: Sequence[Shift]) -> Iterator[_Series]:
    """Only those of which at least every other turn is as planned; of the rest each piece is an event."""
    turns = look.board.turns(look.team)
    if turns.imported is not None:
        return
    for layer in turns.layers:
        if layer.hours is not None:
            continue
        by_person: dict[str, list[Stretch]] = {}
        for shift in shifts:
            if shift.by == "turn" and shift.layer_id == layer.id:
                by_person.setdefault(shift.user_id, []).append((shift.starts_at, shift.ends_at))
        for series in _planned(look, layer):
            for turn in series.turns:
                turn.served = list(_common(turn.planned, by_person.get(series.user_id, ())))
            if series.turns and 2 * sum(turn.is_whole for turn in series.turns) >= len(series.turns):
                yield series


def _planned(look: _Look, layer: Layer) -> Iterator[_Series]:
    """As the layer's rule has it, for whoever takes the turn: that of somebody who cannot be called falls to
    the next of the list."""
    accounts = look.board.turns(look.team).accounts
    period, every = _period(layer)
    places: dict[int, list[_Turn]] = {}
    for starts_at, number in hand_overs(layer, look.zone, look.first, look.last):
        ends_at = handed_over_at(layer, look.zone, number + 1)
        if ends_at > look.last or starts_at >= ends_at:
            continue
        day = begins_on(layer, number)
        if number == 0 and begins_on(layer, period) - day != timedelta(days=every):
            continue  # a layer that begins between two of its weekdays: its first turn is out of step
        days = (begins_on(layer, number + 1) - day).days
        turn = _Turn(datetime.combine(day, layer.hand_over.at), (starts_at, ends_at), days)
        places.setdefault(number % period, []).append(turn)
    for place, found in sorted(places.items()):
        people = layer.people[place % len(layer.people) :] + layer.people[: place % len(layer.people)]
        user_id = next((accounts[email] for email in people if email in accounts), None)
        if user_id is not None and look.user_id in (None, user_id):
            uid = look.uid("series", layer.id, f"{layer.first_day}", f"{layer.hand_over.at}", f"{place}")
            yield _Series(uid, user_id, every, found)


def _period(layer: Layer) -> tuple[int, int]:
    """After how many turns, and how many days, the same person begins on the same weekday."""
    people, hand_over = len(layer.people), layer.hand_over
    if hand_over.rhythm == "daily":
        return people, people * hand_over.every
    if hand_over.rhythm == "weekly":
        return people, people * hand_over.every * _WEEK
    weekdays = len(set(hand_over.days)) or 1
    turns = lcm(people, weekdays)
    return turns, turns // weekdays * _WEEK


def _series_events(look: _Look, series: _Series) -> Iterator[Event]:
    first = series.turns[0]
    event = _begun(look, series.uid, series.user_id)
    event.add("rrule", vRecur({"FREQ": ["DAILY"], "INTERVAL": [series.every], "COUNT": [_count(series)]}))
    walls = {turn.wall for turn in series.turns}
    skipped = [first.wall + number * timedelta(days=series.every) for number in range(_count(series))]
    gone = [turn.wall for turn in series.turns if not turn.served] + [w for w in skipped if w not in walls]
    if gone:
        event.add("exdate", [wall.replace(tzinfo=look.zone) for wall in sorted(gone)])
    event.add("dtstart", first.wall.replace(tzinfo=look.zone))
    event.add("duration", timedelta(days=first.days))
    yield event
    for turn in series.turns:
        if turn.served and not (turn.is_whole and _is_plain(look, turn)):
            instance = _begun(look, series.uid, series.user_id)
            instance.add("recurrence-id", turn.wall.replace(tzinfo=look.zone))
            yield _timed(instance, *turn.served[0])


def _count(series: _Series) -> int:
    return (series.turns[-1].wall - series.turns[0].wall).days // series.every + 1


def _is_plain(look: _Look, turn: _Turn) -> bool:
    """No clock change inside it and none at its ends: programs differ in what they make of those."""
    exactly = turn.planned[1] - turn.planned[0] == timedelta(days=turn.days)
    walls = (turn.wall, turn.wall + timedelta(days=turn.days))
    return exactly and not any(_is_unsure(wall, look.zone) for wall in walls)


def _is_unsure(wall: datetime, zone: ZoneInfo) -> bool:
    """A time that no clock shows, or that it shows twice."""
    here = wall.replace(tzinfo=zone)
    return here.utcoffset() != here.replace(fold=1).utcoffset()


def _pieces(look: _Look, shifts: Sequence[Shift], told: Sequence[Stretch]) -> Iterator[_Piece]:
    """What no series says, cut where a turn ends, so that an event neither grows nor wanders."""
    for shift in shifts:
        for start, end in _cut(look, shift):
            for left in without((start, end), told):
                part = Shift(*left, shift.user_id, shift.by, shift.layer_id, shift.override_id)
                said = (shift.layer_id or shift.by, shift.override_id or "", look.wall(left[0]))
                yield _Piece(look.uid(*said), part)


def _cut(look: _Look, shift: Shift) -> Iterator[Stretch]:
    bounds = [at for at in _bounds(look, shift) if shift.starts_at < at < shift.ends_at]
    edges = [shift.starts_at, *bounds, shift.ends_at]
    yield from pairwise(edges)


def _bounds(look: _Look, shift: Shift) -> Iterator[datetime]:
    """A turn's own hand-overs; what lasts and lasts is cut at the beginning of each week."""
    if shift.override_id:
        return
    layers = (one for one in look.board.turns(look.team).layers if one.id == shift.layer_id)
    layer = next(layers, None)
    if layer is not None:
        yield from (at for at, _ in hand_overs(layer, look.zone, shift.starts_at, shift.ends_at))
        return
    day = shift.starts_at.astimezone(look.zone).date()
    day += timedelta(days=_WEEK - day.weekday())
    while (at := datetime.combine(day, time(), look.zone).astimezone(UTC)) < shift.ends_at:
        yield at
        day += timedelta(days=_WEEK)


def _single(look: _Look, piece: _Piece) -> Event:
    shift = piece.shift
    event = _begun(look, piece.uid, shift.user_id, " (nobody in the rota)" if shift.is_gap else "")
    return _timed(event, shift.starts_at, shift.ends_at)


def _begun(look: _Look, uid: str, user_id: str, more: str = "") -> Event:
    event = Event()
    stamp = (look.stamp.changed_at or look.first).astimezone(UTC)
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", look.stamp.sequence)
    whom = "" if look.user_id else f", {look.board.people.get(user_id).name}"
    event.add("summary", plain(f"On call: {look.team.name}{whom}{more}"))
    event.add("description", _WORDS)
    event.add("transp", "TRANSPARENT")  # who is on call may still be invited to a meeting
    return event


def _timed(event: Event, starts_at: datetime, ends_at: datetime) -> Event:
    """In UTC: an event of its own happens once, and needs no wall."""
    event.add("dtstart", starts_at.astimezone(UTC))
    event.add("dtend", ends_at.astimezone(UTC))
    return event


def _common(stretch: Stretch, others: Sequence[Stretch]) -> Iterator[Stretch]:
    for start, end in others:
        if max(start, stretch[0]) < min(end, stretch[1]):
            yield max(start, stretch[0]), min(end, stretch[1])
