"""Pages about syncs, drawn for one person: which there are, and one of them whole."""

from __future__ import annotations

from bot.channels import channel_name_of
from bot.deliveries import settled
from bot.syncs.model import Occurrence, Sync
from bot.syncs.overview import may_see, syncs_seen_by
from bot.syncs.syncs import attendees_of, coming, get_sync, may_change, occurrence
from bot.toolkit import Desk
from db.errors import Missing, Unclear
from db.kinds import OccurrenceState
from handlers.views.message import Message
from handlers.views.syncs.details import MOST_DATES, Whole, listing, page

UNREADABLE = "I can't read that button any more. `/sync` shows what comes."
NOT_SEEN = "I can't find that sync any more, or its channel is private. `/sync` shows what comes."
_SETTLED = 40  # of what fell due lately, for what was not said
_AHEAD = (
    OccurrenceState.PLANNED,
    OccurrenceState.CANCELLED,
    OccurrenceState.HOLIDAY,
    OccurrenceState.EMPTY,
)


def list_drawn(desk: Desk, user_id: str, channel_id: str | None) -> Message:
    found = syncs_seen_by(desk.unit, user_id, channel_id, desk.now)
    return listing(found, desk.people, desk.now)


def page_drawn(desk: Desk, user_id: str, sync_id: str, channel_id: str | None, *, news: str = "") -> Message:
    """Raises Missing for what the person may not see either."""
    sync = get_sync(desk.unit, sync_id)
    if not may_see(desk.unit, sync, user_id, channel_id):
        raise Missing(NOT_SEEN)
    known = attendees_of(desk.unit, sync_id)
    whole = Whole(
        sync=sync,
        channel=channel_name_of(desk.unit, sync.channel_id),
        dates=coming(desk.unit, sync_id, desk.now, MOST_DATES, _AHEAD),
        attendees=known,
        settled=settled(desk.unit, sync_id, _SETTLED),
        may_change=may_change(desk.people, user_id, sync, known),
        reader_id=user_id,
    )
    return page(whole, desk.people, desk.now, news=news)


def meeting_named(desk: Desk, value: str) -> tuple[Sync, Occurrence, tuple[str, ...]]:
    """What a button's value names, and what else stands in it. Raises Unclear and Missing."""
    sync_id, _, rest = value.partition(" ")
    key, *more = rest.split(" ")
    if not sync_id or not key:
        raise Unclear(UNREADABLE)
    sync = get_sync(desk.unit, sync_id)
    found = occurrence(desk.unit, sync_id, key)
    if found is None:
        raise Missing("I can't find that date of the sync any more. `/sync` shows what comes.")
    return sync, found, tuple(more)
