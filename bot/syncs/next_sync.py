"""On which sync two sides meet next: for "We need to talk" and "Put on the next sync"."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from bot.launches.model import find_launch
from bot.people import People
from bot.requests.model import get_request
from bot.syncs.items import add_item, next_open
from bot.syncs.model import Attendee, Occurrence
from bot.syncs.rights import require_colleague
from bot.syncs.rows import attendees_by_sync, hold_sync, live_syncs
from bot.syncs.waiting import words_for
from bot.toolkit import Desk
from db.engine import Unit
from db.kinds import ItemState
from db.meeting_tables import agenda_items


def next_sync_for(
    source: Unit | Connection,
    people: People,
    now: datetime,
    *,
    user_id: str | None = None,
    team_id: str | None = None,
) -> Occurrence | None:
    """The next date, with its agenda still open, on which `user_id` and `team_id` meet.

    Where there is none, one on which the team meets anybody, or one that names nobody and is for all.
    Without `team_id`: the next of the person's own, else of their team's. None: there is no sync coming.
    """
    syncs = live_syncs(source)
    attending = attendees_by_sync(source, [sync.id for sync in syncs])
    found = []
    for sync in syncs:
        rank = _rank(people, attending[sync.id], user_id, team_id)
        following = next_open(source, sync, now) if rank is not None else None
        if following is not None:
            found.append((rank, following.starts_at, following.sync_id, following))
    return min(found, key=lambda one: one[:3])[3] if found else None


def put_on_next_sync(
    desk: Desk,
    text: str,
    actor_id: str,
    *,
    team_id: str | None = None,
    request_id: str | None = None,
    launch_id: str | None = None,
) -> Occurrence | None:
    """Where it stands now, once however often it is put there. None: there is no sync coming to put it on.

    A request is told in its own words, or without them where they were private: `text` is for the rest.
    """
    require_colleague(desk.people, actor_id)
    request = get_request(desk.unit, request_id) if request_id else None
    team_id = team_id or (request.team_id if request else None)
    other = request.asked_by if request else _announcer(desk, launch_id)
    is_theirs = other is not None and team_id in desk.people.get(actor_id).team_ids
    who = other if is_theirs else actor_id  # a team meets whoever asked it, not itself
    following = next_sync_for(desk.unit, desk.people, desk.now, user_id=who, team_id=team_id)
    if following is None:
        return None
    sync = hold_sync(desk.unit, following.sync_id)
    about = {"request_id": request_id, "launch_id": launch_id}
    if not _stands_there(desk.unit, following, team_id, about):
        words = words_for(desk.unit, desk.company, sync, request) if request else text
        add_item(desk, sync.id, following.key, words, actor_id, team_id=team_id, **about)
    return following


def _announcer(desk: Desk, launch_id: str | None) -> str | None:
    launch = find_launch(desk.unit, launch_id) if launch_id else None
    return launch.made_by if launch else None


def _rank(
    people: People, attendees: tuple[Attendee, ...], user_id: str | None, team_id: str | None
) -> int | None:
    """0 is best; None: not the sync for them."""
    teams = {team for one in attendees for team in people.get(one.user_id).team_ids}
    comes = any(one.user_id == user_id for one in attendees)
    theirs = comes or bool(teams & set(people.get(user_id).team_ids))
    if team_id is not None:
        if team_id in teams:
            return 0 if comes else 1 if theirs else 2
        return None if attendees else 3
    if comes:
        return 0
    return 1 if theirs else None if attendees else 3


def _stands_there(
    unit: Unit, occurrence: Occurrence, team_id: str | None, about: dict[str, str | None]
) -> bool:
    """The same request, or the same launch for the same team."""
    same = [agenda_items.c[name] == value for name, value in about.items() if value is not None]
    if not same:
        return False
    found = select(agenda_items.c.id).where(
        agenda_items.c.sync_id == occurrence.sync_id,
        agenda_items.c.state == ItemState.OPEN,
        agenda_items.c.team_id == team_id if team_id else agenda_items.c.team_id.is_(None),
        *same,
    )
    return unit.execute(found.limit(1)).first() is not None
