"""Which syncs a person sees, and where words go that name no sync."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from bot.channels import open_to_all
from bot.people import People
from bot.syncs.actions import open_actions
from bot.syncs.items import next_open
from bot.syncs.model import ActionItem, Occurrence, Sync
from bot.syncs.next_sync import next_sync_for
from bot.syncs.rows import attended_by, get_sync, live_syncs, next_one
from db.engine import Unit
from db.errors import Conflict

NO_SYNC = (
    "There's no sync coming up whose agenda it could go on. `/sync new every other Tuesday 10:00 London` "
    "makes one; what you wrote isn't kept until then."
)


@dataclass(frozen=True)
class Ahead:
    """A sync with the date that comes next; None where none does."""

    sync: Sync
    coming: Occurrence | None
    actions: tuple[ActionItem, ...] = ()  # that one person has open


def agenda_near(
    source: Unit | Connection, people: People, user_id: str, channel_id: str | None, now: datetime
) -> tuple[Sync, Occurrence]:
    """Where something goes that names no sync: the next date of this channel, else of the person's own and
    their team's. Raises Conflict where there is none."""
    here = [sync for sync in live_syncs(source) if sync.channel_id == channel_id]
    found = [(one.starts_at, sync.id, one) for sync in here if (one := next_open(source, sync, now))]
    following = (
        min(found, key=lambda each: each[:2])[2]
        if found
        else next_sync_for(source, people, now, user_id=user_id)
    )
    if following is None:
        raise Conflict(NO_SYNC)
    return get_sync(source, following.sync_id), following


def syncs_seen_by(
    source: Unit | Connection, user_id: str, channel_id: str | None, now: datetime
) -> list[Ahead]:
    """Theirs, this channel's, and those of channels that everybody of the company reads; the next first."""
    theirs = {sync.id for sync in attended_by(source, user_id)}
    readable = open_to_all(source)
    seen = [
        sync
        for sync in live_syncs(source)
        if sync.id in theirs or sync.channel_id == channel_id or sync.channel_id in readable
    ]
    return _next_first(
        source, seen, now, first=theirs | {one.id for one in seen if one.channel_id == channel_id}
    )


def own_syncs(source: Unit | Connection, user_id: str, now: datetime) -> list[Ahead]:
    """Those that the person attends and that have a date to come, the next first; with what they still have
    to do."""
    found = [one for one in _next_first(source, attended_by(source, user_id), now, first=set()) if one.coming]
    return [replace(one, actions=_actions_of(source, one.sync, user_id)) for one in found]


def may_see(source: Unit | Connection, sync: Sync, user_id: str, channel_id: str | None) -> bool:
    """Whoever attends it, looks from its channel, or could read its channel."""
    if channel_id == sync.channel_id or sync.created_by == user_id:
        return True
    attends = any(one.id == sync.id for one in attended_by(source, user_id))
    return attends or sync.channel_id in open_to_all(source, sync.channel_id)


def _next_first(
    source: Unit | Connection, syncs: Iterable[Sync], now: datetime, *, first: set[str]
) -> list[Ahead]:
    found = [Ahead(sync, next_one(source, sync.id, now)) for sync in syncs]

    def order(one: Ahead) -> tuple[bool, bool, float, str]:
        moment = one.coming.starts_at.timestamp() if one.coming else 0.0
        return (one.sync.id not in first, one.coming is None, moment, one.sync.name)

    return sorted(found, key=order)


def _actions_of(source: Unit | Connection, sync: Sync, user_id: str) -> tuple[ActionItem, ...]:
    return tuple(one for one in open_actions(source, sync.id) if one.owner_id == user_id)
