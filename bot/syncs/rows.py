"""Syncs, their occurrences and who attends them, read from rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, select

from bot.syncs.model import Attendee, ClosedWhen, Occurrence, Series, Sync
from db.engine import Unit
from db.errors import Missing
from db.kinds import EmptyPolicy, HolidayPolicy, OccurrenceState
from db.meeting_tables import attendees, occurrences, syncs

GONE = "I can't find that sync any more. `/sync list` shows those there are."
NO_SUCH_DATE = "I can't find that date of the sync any more. `/sync list` shows those to come."
PLANNED = (OccurrenceState.PLANNED,)


def of_date(sync_id: str, key: str) -> tuple[ColumnElement[bool], ...]:
    """Which row is this date's; `key`: its original time, as `Occurrence.key` has it."""
    return occurrences.c.sync_id == sync_id, occurrences.c.original == key


def find_sync(source: Unit | Connection, sync_id: str) -> Sync | None:
    row = source.execute(select(syncs).where(syncs.c.id == sync_id)).mappings().first()
    return sync_from(row) if row else None


def get_sync(source: Unit | Connection, sync_id: str) -> Sync:
    """Raises Missing. One that has ended is found as well: its `ended_at` says so."""
    found = find_sync(source, sync_id)
    if found is None:
        raise Missing(GONE)
    return found


def find_by_source(source: Unit | Connection, source_key: str) -> Sync | None:
    """The sync that this form or command has made already."""
    row = source.execute(select(syncs).where(syncs.c.source_key == source_key)).mappings().first()
    return sync_from(row) if row else None


def live_syncs(source: Unit | Connection) -> list[Sync]:
    """Those that have not been ended, by name."""
    live = select(syncs).where(syncs.c.ended_at.is_(None)).order_by(syncs.c.name, syncs.c.id)
    return [sync_from(row) for row in source.execute(live).mappings()]


def attended_by(source: Unit | Connection, user_id: str) -> list[Sync]:
    """The live syncs of this person, by name."""
    of_theirs = select(attendees.c.sync_id).where(attendees.c.user_id == user_id)
    live = select(syncs).where(syncs.c.ended_at.is_(None), syncs.c.id.in_(of_theirs))
    return [sync_from(row) for row in source.execute(live.order_by(syncs.c.name, syncs.c.id)).mappings()]


def occurrence(source: Unit | Connection, sync_id: str, key: str) -> Occurrence | None:
    """`key`: its original time by the wall, "2026-03-29T10:00"."""
    of_key = select(occurrences).where(*of_date(sync_id, key))
    row = source.execute(of_key).mappings().first()
    return occurrence_from(row) if row else None


def coming(
    source: Unit | Connection,
    sync_id: str,
    now: datetime,
    limit: int = 5,
    states: Sequence[OccurrenceState] = PLANNED,
) -> list[Occurrence]:
    """Those that have not begun yet, the next one first. `states`: also those that will not be held."""
    ahead = select(occurrences).where(
        occurrences.c.sync_id == sync_id,
        occurrences.c.starts_at > now,
        occurrences.c.state.in_(states),
    )
    rows = source.execute(ahead.order_by(occurrences.c.starts_at, occurrences.c.original).limit(limit))
    return [occurrence_from(row) for row in rows.mappings()]


def next_one(source: Unit | Connection, sync_id: str, now: datetime) -> Occurrence | None:
    """The next that is to be held and has not begun."""
    return next(iter(coming(source, sync_id, now, 1)), None)


def occurrences_of(
    source: Unit | Connection, sync_id: str, first: datetime | None = None, last: datetime | None = None
) -> list[Occurrence]:
    """All of them, whatever became of them, by when they (would) start; in [first, last)."""
    wanted = select(occurrences).where(occurrences.c.sync_id == sync_id)
    if first is not None:
        wanted = wanted.where(occurrences.c.starts_at >= first)
    if last is not None:
        wanted = wanted.where(occurrences.c.starts_at < last)
    rows = source.execute(wanted.order_by(occurrences.c.starts_at, occurrences.c.original)).mappings()
    return [occurrence_from(row) for row in rows]


def open_between(source: Unit | Connection, first: datetime, last: datetime) -> list[Occurrence]:
    """Of all live syncs, those about which something may be left to say, by their start: to be held, left out
    for a day off, or held and not closed yet."""
    live = select(syncs.c.id).where(syncs.c.ended_at.is_(None))
    states = (OccurrenceState.PLANNED, OccurrenceState.HOLIDAY, OccurrenceState.HELD)
    wanted = select(occurrences).where(
        occurrences.c.state.in_(states),
        occurrences.c.closed_at.is_(None),
        occurrences.c.starts_at >= first,
        occurrences.c.starts_at < last,
        occurrences.c.sync_id.in_(live),
    )
    rows = source.execute(wanted.order_by(occurrences.c.starts_at, occurrences.c.sync_id)).mappings()
    return [occurrence_from(row) for row in rows]


def over(source: Unit | Connection, now: datetime) -> list[Occurrence]:
    """Those that were to be held and whose time is over, the oldest first."""
    begun = select(occurrences).where(
        occurrences.c.state == OccurrenceState.PLANNED, occurrences.c.starts_at <= now
    )
    rows = source.execute(begun.order_by(occurrences.c.starts_at)).mappings()
    return [one for row in rows if (one := occurrence_from(row)).ends_at <= now]


def attendees_of(source: Unit | Connection, sync_id: str) -> tuple[Attendee, ...]:
    """In the order of the rotation."""
    rows = select(attendees).where(attendees.c.sync_id == sync_id).order_by(attendees.c.position)
    return tuple(Attendee(**row) for row in source.execute(rows).mappings())


def attendees_by_sync(source: Unit | Connection, sync_ids: Sequence[str]) -> dict[str, tuple[Attendee, ...]]:
    rows = select(attendees).where(attendees.c.sync_id.in_(sync_ids)).order_by(attendees.c.position)
    found: dict[str, tuple[Attendee, ...]] = dict.fromkeys(sync_ids, ())
    for row in source.execute(rows).mappings():
        found[row["sync_id"]] += (Attendee(**row),)
    return found


def hold_sync(unit: Unit, sync_id: str) -> Sync:
    """For whoever changes it or one of its dates: nobody else does so until this unit ends.

    Raises Missing.
    """
    held = select(syncs).where(syncs.c.id == sync_id).with_for_update(key_share=True)
    row = unit.execute(held).mappings().first()  # SQLite holds all anyway
    if row is None:
        raise Missing(GONE)
    return sync_from(row)


def hold_occurrence(unit: Unit, sync_id: str, key: str) -> Occurrence:
    """After `hold_sync`, where both are held. Raises Missing."""
    found = find_and_hold(unit, sync_id, key)
    if found is None:
        raise Missing(NO_SUCH_DATE)
    return found


def find_and_hold(unit: Unit, sync_id: str, key: str) -> Occurrence | None:
    held = select(occurrences).where(*of_date(sync_id, key))
    row = unit.execute(held.with_for_update(key_share=True)).mappings().first()
    return occurrence_from(row) if row else None


def written(wall: datetime) -> str:
    """A time by the wall as it stands in rows."""
    return wall.isoformat(timespec="minutes")


def sync_from(row: Mapping[Any, Any]) -> Sync:
    series = Series(
        starts=datetime.fromisoformat(row["starts"]),
        zone=row["zone"],
        rule=row["rule"],
        until=row["until"],
        minutes=row["minutes"],
    )
    same = ("id", "name", "channel_id", "uid", "created_by", "created_at", "days_ahead", "minutes_ahead")
    also = ("closes_ahead", "alternate_sides", "join_link", "sequence", "changed_at", "ended_at")
    return Sync(
        series=series,
        calendars=tuple(row["calendars"]),
        closed_when=cast(ClosedWhen, row["closed_when"]),
        on_holiday=HolidayPolicy(row["on_holiday"]),
        when_empty=EmptyPolicy(row["when_empty"]),
        **{name: row[name] for name in (*same, *also)},
    )


def occurrence_from(row: Mapping[Any, Any]) -> Occurrence:
    values = {
        **row,
        "original": datetime.fromisoformat(row["original"]),
        "starts": datetime.fromisoformat(row["starts"]),
        "state": OccurrenceState(row["state"]),
    }
    return Occurrence(**values)
