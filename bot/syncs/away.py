"""Somebody says on which days they are away: no turns, no reminders, and what they miss is owed to them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import update

from bot.syncs.planning import choose_people
from bot.syncs.rights import require_colleague
from bot.syncs.rows import attended_by, hold_sync
from bot.toolkit import Desk
from db.errors import Conflict, Unclear
from db.meeting_tables import attendees


def set_away(desk: Desk, user_id: str, first: date | None, last: date | None) -> int:
    """In all syncs that they attend; how many. Both None: they are back. `last`: the last day away.

    Whoever was down for a meeting on these days is no longer; the next in turn is. Raises NotAllowed, Unclear
    and Conflict.
    """
    person = require_colleague(desk.people, user_id)
    if (first is None) != (last is None):
        raise Unclear("Choose the first and the last day, or neither if you're back.")
    if first is not None and last is not None:
        if last < first:
            raise Unclear("The last day is before the first. Choose a later one.")
        if last < desk.now.astimezone(person.zone_info).date():
            raise Unclear("Those days have passed already. Choose days to come.")
    theirs = sorted(sync.id for sync in attended_by(desk.unit, user_id))  # no deadlocks
    if not theirs:
        raise Conflict("You attend no sync, so there's nothing to leave out. `/sync` shows those there are.")
    for sync_id in theirs:
        sync = hold_sync(desk.unit, sync_id)
        mine = (attendees.c.sync_id == sync_id, attendees.c.user_id == user_id)
        desk.unit.execute(update(attendees).where(*mine).values(away_from=first, away_until=last))
        choose_people(desk, sync)
    return len(theirs)
