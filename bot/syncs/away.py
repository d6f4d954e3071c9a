"""The turns and reminders of somebody who is away: none, and what they miss is owed to them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import update

from bot.syncs.planning import choose_people
from bot.syncs.rows import attended_by, hold_sync
from bot.toolkit import Desk
from db.meeting_tables import attendees


def leave_out(desk: Desk, user_id: str, first: date | None, last: date | None) -> int:
    """In all syncs that they attend; how many. Both None: they are back. `last`: the last day away.

    Whoever was down for a meeting on these days is no longer; the next in turn is. bot/oncall/absence.py has
    checked the days, and does the same for shifts.
    """
    theirs = sorted(sync.id for sync in attended_by(desk.unit, user_id))  # no deadlocks
    for sync_id in theirs:
        sync = hold_sync(desk.unit, sync_id)
        mine = (attendees.c.sync_id == sync_id, attendees.c.user_id == user_id)
        desk.unit.execute(update(attendees).where(*mine).values(away_from=first, away_until=last))
        choose_people(desk, sync)
    return len(theirs)
