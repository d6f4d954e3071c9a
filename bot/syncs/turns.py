"""A meeting took place: who facilitated it, who took notes, and who is owed a turn, counted once."""

from __future__ import annotations

from sqlalchemy import update

from bot.people import People
from bot.syncs.model import Attendee, Occurrence, Sync
from bot.syncs.rotation import Choice, after, as_held, choose, last_side, sides_of
from bot.syncs.rows import attendees_of, of_date
from db.engine import Unit
from db.kinds import OccurrenceState
from db.meeting_tables import attendees, occurrences


def count_held(unit: Unit, people: People, sync: Sync, occurrence: Occurrence) -> bool:
    """False: it was counted before, or it is not to be held. Of two who come at once one counts."""
    held = update(occurrences).where(
        *of_date(occurrence.sync_id, occurrence.key),
        occurrences.c.state == OccurrenceState.PLANNED,
    )
    if unit.execute(held.values(state=OccurrenceState.HELD)).rowcount == 0:
        return False
    known = attendees_of(unit, sync.id)
    sides = sides_of(people, known)
    whose = choose(
        known, occurrence.starts.date(), sides, last_side(known, sides) if sync.alternate_sides else None
    )
    really = as_held(whose, known, Choice(occurrence.facilitator_id, occurrence.note_taker_id))
    before = {one.user_id: one for one in known}
    for one in after(known, really, occurrence.starts_at):
        if one != before[one.user_id]:
            _write(unit, one)
    return True


def _write(unit: Unit, one: Attendee) -> None:
    row = (attendees.c.sync_id == one.sync_id, attendees.c.user_id == one.user_id)
    counted = {
        "position": one.position,
        "served": one.served,
        "last_served_at": one.last_served_at,
        "owed": one.owed,
        "notes_taken": one.notes_taken,
        "last_noted_at": one.last_noted_at,
    }
    unit.execute(update(attendees).where(*row).values(**counted))
