"""What falls due around one meeting, when, and until when it is still worth saying.

Which pieces there are follows from rows and is worked out anew at each look; what became of a piece is its
row in `deliveries`, written in the transaction of its notice. A piece is known by its kind, its occurrence
and whom it is for; reminders also by the meeting's time, so that a moved meeting is reminded of again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import Connection, select

from bot.company import Company
from bot.deliveries import Due
from bot.people import Colleague, People
from bot.quiet.starting import next_morning
from bot.syncs.days_off import DaysOff
from bot.syncs.model import Attendee, Occurrence, Sync
from bot.syncs.notices import ANNOUNCED, ASKED, REMINDED, STARTED
from bot.syncs.planning import days_off_of
from bot.syncs.rows import attendees_by_sync, live_syncs, open_between
from bot.syncs.series import moment
from db.engine import Unit
from db.kinds import DeliveryState, HolidayPolicy, OccurrenceState
from db.meeting_tables import deliveries

CHANNEL = "channel"
MOVED = "moved"  # the news that a day off moved it
HOLIDAY, EMPTY, CLOSING = "holiday", "empty", "closing"  # what the facilitator is asked about
MORNING = time(9)  # by the wall of the sync: nothing is posted at night
HOLIDAY_ASKED = 2  # working days ahead
AHEAD = timedelta(days=40)  # ten working days, the most that can be wanted, with holidays among them
BACK = timedelta(days=14)


@dataclass(frozen=True)
class Lateness:
    """How late a piece may come. `noted`: from then on it says why; `most`: from then on it is not said."""

    noted: timedelta | None = None
    most: timedelta | None = None
    until_start: bool = True  # once the meeting has begun it is of no use


LATENESS: Mapping[str, Lateness] = {
    ANNOUNCED: Lateness(noted=timedelta(minutes=30)),
    HOLIDAY: Lateness(noted=timedelta(hours=4)),
    EMPTY: Lateness(),
    REMINDED: Lateness(noted=timedelta(minutes=5)),
    STARTED: Lateness(noted=timedelta(minutes=2), most=timedelta(minutes=15), until_start=False),
    CLOSING: Lateness(most=timedelta(days=7), until_start=False),
}


@dataclass(frozen=True)
class Piece:
    """One thing to say. `ready_at`: when it could first be said; later than `due.due_at` when the meeting
    was made, or moved, after that."""

    due: Due
    ready_at: datetime
    rule: str  # of LATENESS
    sync: Sync
    occurrence: Occurrence
    user_id: str | None = None


def pieces_between(
    source: Unit | Connection,
    company: Company,
    people: People,
    first: datetime,
    last: datetime,
    until: datetime | None = None,
) -> list[Piece]:
    """All of them, settled or not, of meetings that start in [first, last); by when they can be said.

    `until`: reminders that are due later are left out, since most of all pieces are such.
    """
    known = {sync.id: sync for sync in live_syncs(source)}
    ahead = open_between(source, first, last)
    who = attendees_by_sync(source, list(known))
    days_off = {sync.id: days_off_of(company, sync) for sync in known.values()}
    found = [
        piece
        for one in ahead
        for piece in _pieces(
            known[one.sync_id], one, who[one.sync_id], days_off[one.sync_id], company, people, until
        )
    ]
    return sorted(found, key=lambda piece: (piece.ready_at, piece.due.due_at))


def due_pieces(
    source: Unit | Connection, company: Company, people: People, now: datetime, limit: int
) -> list[Piece]:
    """Those to be dealt with now, the oldest first."""
    found = pieces_between(source, company, people, now - BACK, now + AHEAD, until=now)
    ready = [piece for piece in found if piece.ready_at <= now]
    done = _settled(source, ready, now)
    return [piece for piece in ready if _name(piece.due) not in done][:limit]


def next_moment(
    source: Unit | Connection, company: Company, people: People, now: datetime
) -> datetime | None:
    """When the next piece falls due; at or before `now` for one that waits for the next look."""
    found = pieces_between(source, company, people, now - BACK, now + AHEAD * 2)
    done = _settled(source, found, now)
    return next((piece.ready_at for piece in found if _name(piece.due) not in done), None)


def useless(piece: Piece, now: datetime) -> bool:
    """Too late to be of any use."""
    rule = LATENESS[piece.rule]
    if rule.until_start and now >= piece.occurrence.starts_at:
        return True
    return rule.most is not None and now - piece.ready_at > rule.most


def is_noted(piece: Piece, now: datetime) -> bool:
    """Late enough to say why."""
    noted = LATENESS[piece.rule].noted
    return noted is not None and now - piece.ready_at >= noted


def leader_of(sync: Sync, one: Occurrence, people: People) -> Colleague | None:
    """Who decides about it: the facilitator, else the sync's maker; None if neither is here any more."""
    found = (people.get(user_id) for user_id in (one.facilitator_id, sync.created_by) if user_id)
    return next((each for each in found if _is_reachable(each)), None)


def _pieces(
    sync: Sync,
    one: Occurrence,
    attendees: Sequence[Attendee],
    days_off: DaysOff,
    company: Company,
    people: People,
    until: datetime | None,
) -> Iterator[Piece]:
    """A clock that ran ahead may have it held before its time; so those pieces are there all the same."""
    yield _piece(sync, one, ANNOUNCED, _morning(sync, one, days_off, sync.days_ahead))
    if one.state is OccurrenceState.HOLIDAY:
        return
    yield from _about_days_off(sync, one, days_off)
    closes_at = one.starts_at - timedelta(minutes=sync.closes_ahead)
    yield _piece(sync, one, ASKED, closes_at, rule=EMPTY, target=EMPTY, timed=True)
    remind_at = one.starts_at - timedelta(minutes=sync.minutes_ahead)
    for attendee in attendees if until is None or remind_at <= until else ():
        if _is_reachable(people.get(attendee.user_id)) and not attendee.is_away(one.starts.date()):
            yield _piece(sync, one, REMINDED, remind_at, target=attendee.user_id, timed=True)
    yield _piece(sync, one, STARTED, one.starts_at, timed=True)
    if one.state is OccurrenceState.HELD:
        yield from _afterwards(sync, one, company, people)


def _about_days_off(sync: Sync, one: Occurrence, days_off: DaysOff) -> Iterator[Piece]:
    if one.by_hand:
        return
    if one.reason and one.starts != one.original:
        day = days_off.ahead(one.original.date(), sync.days_ahead)
        told_at = min(moment(datetime.combine(day, MORNING), one.zone), moment(one.original, one.zone))
        yield _piece(sync, one, ANNOUNCED, told_at, target=MOVED)
    if sync.on_holiday is HolidayPolicy.ASK and days_off.why_closed(one.starts.date()):
        asked_at = _morning(sync, one, days_off, HOLIDAY_ASKED)
        yield _piece(sync, one, ASKED, asked_at, rule=HOLIDAY, target=HOLIDAY)


def _afterwards(sync: Sync, one: Occurrence, company: Company, people: People) -> Iterator[Piece]:
    """On the next working morning, to whoever led it and has not closed it yet."""
    leader = leader_of(sync, one, people)
    if one.closed_at is None and leader is not None:
        morning = next_morning(company, leader, one.ends_at)
        yield _piece(sync, one, ASKED, morning, rule=CLOSING, target=CLOSING)


def _piece(
    sync: Sync,
    one: Occurrence,
    kind: str,
    due_at: datetime,
    *,
    rule: str | None = None,
    target: str = CHANNEL,
    timed: bool = False,
) -> Piece:
    slot = f"{one.key} {one.starts_at:%Y-%m-%dT%H:%MZ}" if timed and one.starts != one.original else one.key
    made_at = max(sync.created_at, one.changed_at or sync.created_at)
    before_it = kind in (ANNOUNCED, ASKED, REMINDED) and rule != CLOSING
    return Piece(
        due=Due(kind, sync.id, slot, target, due_at),
        ready_at=max(due_at, made_at) if before_it else due_at,
        rule=rule or kind,
        sync=sync,
        occurrence=one,
        user_id=target if kind == REMINDED else None,
    )


def _morning(sync: Sync, one: Occurrence, days_off: DaysOff, working_days: int) -> datetime:
    """So many working days before it, in the morning; never later than when the agenda closes."""
    day = days_off.ahead(one.starts.date(), working_days)
    morning = moment(datetime.combine(day, MORNING), one.zone)
    return min(morning, one.starts_at - timedelta(minutes=sync.closes_ahead))


def _is_reachable(person: Colleague) -> bool:
    return not (person.deactivated or person.outside or person.is_bot)


def _settled(
    source: Unit | Connection, pieces: Sequence[Piece], now: datetime
) -> set[tuple[str, str, str, str]]:
    """The names of those that are dealt with; but not what was skipped at a moment that is still to come."""
    if not pieces:
        return set()
    c = deliveries.c
    subjects = sorted({piece.due.subject for piece in pieces})
    rows = select(c.kind, c.subject, c.slot, c.target).where(
        c.subject.in_(subjects),
        c.slot >= min(piece.due.slot for piece in pieces),
        (c.state != DeliveryState.SKIPPED) | (c.settled_at <= now),
    )
    return {(row.kind, row.subject, row.slot, row.target) for row in source.execute(rows)}


def _name(due: Due) -> tuple[str, str, str, str]:
    return (due.kind, due.subject, due.slot, due.target)
