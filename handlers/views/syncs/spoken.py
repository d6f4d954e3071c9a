"""How meetings are called in a sentence. What is not said to be plain is mrkdwn, escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.people import Colleague, People
from bot.syncs.model import Occurrence, Sync
from db.kinds import OccurrenceState
from handlers.views.text import cut, escape, one_line, when
from handlers.views.wording import first

LONGEST_NAME = 80
_LONGEST_REASON = 200

STATES: Mapping[OccurrenceState, str] = {
    OccurrenceState.CANCELLED: "cancelled",
    OccurrenceState.HOLIDAY: "skipped, a day off",
    OccurrenceState.EMPTY: "skipped, nothing urgent",
    OccurrenceState.HELD: "held",
}


def name_of(sync: Sync, one: Occurrence | None = None) -> str:
    """Plain."""
    return (one.name if one and one.name else sync.name) or "Sync"


def titled(sync: Sync, one: Occurrence | None = None) -> str:
    return escape(cut(one_line(name_of(sync, one)), LONGEST_NAME))


def begins(one: Occurrence, now: datetime) -> str:
    """For each reader in their own zone."""
    return when(one.starts_at, ZoneInfo(one.zone), now)


def was_moved(one: Occurrence) -> bool:
    return one.starts != one.original


def reason_of(one: Occurrence) -> str:
    return escape(cut(one_line(one.reason), _LONGEST_REASON))


def standing(one: Occurrence) -> str:
    """What is unusual about it; empty when nothing is."""
    if one.state in STATES:
        why = f" ({reason_of(one)})" if one.reason and one.state is not OccurrenceState.HELD else ""
        return STATES[one.state] + why
    if was_moved(one):
        return f"moved ({reason_of(one)})" if one.reason else "moved"
    return reason_of(one)


def turns(one: Occurrence, people: People) -> str:
    """Whose turn it is; nothing where nobody is chosen yet."""
    leader = f"{first(people.get(one.facilitator_id))} facilitates" if one.facilitator_id else ""
    notes = f"{first(people.get(one.note_taker_id))} takes notes" if one.note_taker_id else ""
    return ", ".join(part for part in (leader, notes) if part)


def together(names: Sequence[str]) -> str:
    """ "Mia, Tom and Jonas"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def called(persons: Sequence[Colleague], most: int = 12) -> str:
    """First names; of many only so many."""
    names = [first(person) for person in persons[:most]]
    more = len(persons) - len(names)
    return together([*names, f"{more} more"] if more > 0 else names)


def value_of(one: Occurrence, *more: str) -> str:
    """How buttons name a meeting; actions/syncs.py reads it."""
    return " ".join((one.sync_id, one.key, *more))
