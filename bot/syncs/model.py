"""Recurring meetings as values.

"By the wall" is a naive datetime in the zone beside it. An occurrence is known by its sync and its
*original* time by the wall, as the rule has it: neither a move nor a clock change makes it another one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from db.kinds import ActionState, EmptyPolicy, HolidayPolicy, ItemState, OccurrenceState

ClosedWhen = Literal["either", "both"]


@dataclass(frozen=True)
class Series:
    """When it takes place: the rule counts from `starts`, and `starts` itself fits the rule."""

    starts: datetime  # naive, by the wall
    zone: str  # IANA
    rule: str  # RFC 5545 without DTSTART and UNTIL: "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"
    until: date | None = None  # the last day, by the wall
    minutes: int = 30

    @property
    def zone_info(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


@dataclass(frozen=True)
class Sync:
    id: str
    name: str
    channel_id: str
    series: Series
    uid: str
    created_by: str
    created_at: datetime
    calendars: tuple[str, ...] = ()  # ids of the company file's
    closed_when: ClosedWhen = "either"
    on_holiday: HolidayPolicy = HolidayPolicy.ASK
    when_empty: EmptyPolicy = EmptyPolicy.ASK
    days_ahead: int = 2  # working days
    minutes_ahead: int = 15
    closes_ahead: int = 60  # minutes
    alternate_sides: bool = True
    join_link: str | None = None
    sequence: int = 0
    changed_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Occurrence:
    sync_id: str
    original: datetime  # naive, by the wall of the series' zone
    starts: datetime  # naive, by the wall of `zone`
    zone: str
    starts_at: datetime  # aware UTC
    minutes: int
    state: OccurrenceState = OccurrenceState.PLANNED
    name: str | None = None  # None: that of the series
    reason: str = ""
    by_hand: bool = False  # changed by a person: planning leaves it alone
    facilitator_id: str | None = None
    note_taker_id: str | None = None
    asked_at: datetime | None = None
    channel_id: str | None = None  # the message that announces it
    ts: str | None = None
    sequence: int = 0
    changed_at: datetime | None = None
    closed_by: str | None = None
    closed_at: datetime | None = None

    @property
    def key(self) -> str:
        """As it stands in rows, buttons and calendar entries: "2026-03-29T10:00"."""
        return self.original.isoformat(timespec="minutes")

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Attendee:
    sync_id: str
    user_id: str
    position: int
    joined_at: datetime
    facilitates: bool = True
    away_from: date | None = None
    away_until: date | None = None  # the last day away
    served: int = 0
    last_served_at: datetime | None = None
    owed: int = 0
    notes_taken: int = 0
    last_noted_at: datetime | None = None

    def is_away(self, day: date) -> bool:
        return self.away_from is not None and self.away_from <= day <= (self.away_until or date.max)


@dataclass(frozen=True)
class AgendaItem:
    id: str
    sync_id: str
    original: datetime
    text: str
    added_by: str
    added_at: datetime
    touches: str | None = None
    team_id: str | None = None
    request_id: str | None = None
    launch_id: str | None = None
    state: ItemState = ItemState.OPEN
    carried: int = 0


@dataclass(frozen=True)
class ActionItem:
    id: str
    sync_id: str
    original: datetime  # the occurrence in which it was born
    text: str
    made_by: str
    made_at: datetime
    owner_id: str | None = None
    due_on: date | None = None
    state: ActionState = ActionState.OPEN
    request_id: str | None = None
    carried: int = 0
    ended_at: datetime | None = None
