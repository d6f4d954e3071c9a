"""Made-up syncs for calendars, and what an independent reader makes of a calendar's text."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import recurring_ical_events  # type: ignore[import-untyped]  # it ships no types
from icalendar import Calendar

from bot.calendars.writing import Meeting
from bot.syncs.model import Occurrence, Series, Sync
from bot.syncs.series import moment
from db.kinds import OccurrenceState

MADE_AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
WEEK = timedelta(days=7)


def wall(written: str) -> datetime:
    return datetime.fromisoformat(written)


def a_sync(
    rule: str = "FREQ=WEEKLY;BYDAY=TU",
    starts: str = "2026-01-06 10:00",
    zone: str = "Europe/London",
    *,
    until: date | None = None,
    name: str = "Marketing and IT",
    sequence: int = 0,
    ended_at: datetime | None = None,
    join_link: str | None = None,
) -> Sync:
    return Sync(
        id="s1",
        name=name,
        channel_id="C1",
        series=Series(wall(starts), zone, rule, until, 45),
        uid="4f1c@liaison",
        created_by="U1",
        created_at=MADE_AT,
        sequence=sequence,
        ended_at=ended_at,
        join_link=join_link,
    )


def a_row(
    sync: Sync,
    original: str,
    *,
    starts: str | None = None,
    zone: str | None = None,
    state: OccurrenceState = OccurrenceState.PLANNED,
    name: str | None = None,
    minutes: int = 45,
    sequence: int = 0,
) -> Occurrence:
    zone = zone or sync.series.zone
    return Occurrence(
        sync_id=sync.id,
        original=wall(original),
        starts=wall(starts or original),
        zone=zone,
        starts_at=moment(wall(starts or original), zone),
        minutes=minutes,
        state=state,
        name=name,
        sequence=sequence,
        changed_at=MADE_AT + timedelta(days=1),
    )


def cancelled(sync: Sync, original: str) -> Occurrence:
    return a_row(sync, original, state=OccurrenceState.CANCELLED, sequence=1)


def parts(text: bytes, kind: str = "VEVENT") -> list[Any]:
    """The components of this kind; typed loosely, since each property may be of thirty types."""
    return list(Calendar.from_ical(text).walk(kind))


def read_back(text: bytes, first: datetime, last: datetime) -> list[datetime]:
    """When the meetings of this calendar begin, UTC, as recurring-ical-events has it."""
    found: list[Any] = recurring_ical_events.of(Calendar.from_ical(text)).between(first, last)
    starts = [event["DTSTART"].dt.astimezone(UTC) for event in found]
    return sorted(at for at in starts if first <= at < last)


def summaries(text: bytes, first: datetime, last: datetime) -> list[tuple[str, int]]:
    """Name and length in minutes of each, in order."""
    found: list[Any] = recurring_ical_events.of(Calendar.from_ical(text)).between(first, last)
    ordered = sorted(found, key=lambda event: event["DTSTART"].dt)
    return [(str(each["SUMMARY"]), (each.end - each.start) // timedelta(minutes=1)) for each in ordered]


def of(sync: Sync, *rows: Occurrence) -> Meeting:
    return Meeting(sync, rows)
