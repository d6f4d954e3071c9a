"""What people put on an agenda: added by hand, from a message, or for a request or a launch.

An item belongs to one date. One whose date passed without being closed shows up on the next.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select, update

from bot.requests.model import find_request, storable
from bot.requests.similar import may_know_of
from bot.syncs.lines import shortened
from bot.syncs.model import AgendaItem, Occurrence, Sync
from bot.syncs.notices import draw_anew
from bot.syncs.rights import may_change, require_colleague
from bot.syncs.rows import (
    NO_SUCH_DATE,
    attendees_of,
    coming,
    get_sync,
    hold_sync,
    occurrences_of,
)
from bot.syncs.rows import occurrence as find_occurrence
from bot.toolkit import Desk
from db.engine import Unit
from db.errors import Conflict, Missing, NotAllowed, Unclear
from db.ids import new_id
from db.inserting import insert_into
from db.kinds import ItemState, OccurrenceState
from db.meeting_tables import agenda_items

LONGEST_ITEM = 300  # characters
LONGEST_TOUCHED = 100
GONE = "I can't find that item any more. It may have been dropped or talked about."
EMPTY = "Write what you'd like to talk about, one sentence is enough."
_LONGEST_MEETING = timedelta(days=1)
_LOOKED_AHEAD = 5  # dates: the next may be so near that its agenda is closed


def closes_at(sync: Sync, occurrence: Occurrence) -> datetime:
    """From then on nothing can be put on this date's agenda."""
    return occurrence.starts_at - timedelta(minutes=sync.closes_ahead)


def add_item(
    desk: Desk,
    sync_id: str,
    key: str | None,
    text: str,
    actor_id: str,
    *,
    touches: str | None = None,
    team_id: str | None = None,
    request_id: str | None = None,
    launch_id: str | None = None,
    source_key: str | None = None,
) -> AgendaItem:
    """On the agenda of this date; `key` None: of the next one whose agenda is still open.

    `touches`: what other department is touched, a team's id or words. `source_key`: of a form or message
    that may arrive twice; then the first item is given back. Raises Unclear, NotAllowed, Missing, Conflict.
    """
    require_colleague(desk.people, actor_id)
    sync = hold_sync(desk.unit, sync_id)
    first = find_by_source(desk.unit, source_key) if source_key else None
    if first is not None:
        return first
    words = shortened(desk.reader.mask(storable(text)), LONGEST_ITEM)
    if not words:
        raise Unclear(EMPTY)
    occurrence = _date_for(desk, sync, key)
    touched, touched_team = _touched(desk, touches)
    asked_team = _team_of(desk, request_id, actor_id)
    values = {
        "text": words,
        "added_by": actor_id,
        "touches": touched,
        "team_id": _known_team(desk, team_id) or touched_team or asked_team,
        "request_id": request_id,
        "launch_id": launch_id,
        "source_key": source_key,
    }
    return _insert(desk, occurrence, values)


def drop_item(desk: Desk, item_id: str, actor_id: str) -> AgendaItem:
    """Whoever put it there, or may change the sync. Raises Missing, NotAllowed, Conflict."""
    require_colleague(desk.people, actor_id)
    item = get_item(desk.unit, item_id)
    sync = get_sync(desk.unit, item.sync_id)
    occurrence = find_occurrence(desk.unit, item.sync_id, key_of(item))
    known = attendees_of(desk.unit, item.sync_id)
    if actor_id != item.added_by and not may_change(desk.people, actor_id, sync, known, occurrence):
        adder = desk.people.get(item.added_by).first_name
        raise NotAllowed(f"{adder} put that on the agenda, so only they or whoever facilitates can drop it.")
    if not end_item(desk.unit, item_id, ItemState.DROPPED):
        was = get_item(desk.unit, item_id).state
        raise Conflict(
            "That's off the agenda already." if was is ItemState.DROPPED else "That's done already."
        )
    if occurrence is not None:
        draw_anew(desk, occurrence)
    return get_item(desk.unit, item_id)


def end_item(unit: Unit, item_id: str, state: ItemState, **values: Any) -> bool:
    """False: somebody else was first."""
    still_open = update(agenda_items).where(
        agenda_items.c.id == item_id, agenda_items.c.state == ItemState.OPEN
    )
    return unit.execute(still_open.values(state=state, **values)).rowcount == 1


def items_for(source: Unit | Connection, occurrence: Occurrence, now: datetime) -> tuple[AgendaItem, ...]:
    """The open ones that this date has to deal with, the oldest first: its own, and those of earlier dates
    that were not held, or that nobody closed."""
    of_sync = select(agenda_items).where(
        agenda_items.c.sync_id == occurrence.sync_id,
        agenda_items.c.state == ItemState.OPEN,
        agenda_items.c.original <= occurrence.key,
    )
    rows = source.execute(of_sync.order_by(agenda_items.c.added_at, agenda_items.c.id)).mappings()
    found = [item_from(row) for row in rows]
    if not any(key_of(item) != occurrence.key for item in found):
        return tuple(found)
    live = _live_keys(source, occurrence, now)
    return tuple(item for item in found if _belongs(key_of(item), occurrence.key, live))


def find_items(source: Unit | Connection, ids: Collection[str]) -> dict[str, AgendaItem]:
    """By id; those that are gone are not in it."""
    rows = source.execute(select(agenda_items).where(agenda_items.c.id.in_(ids))).mappings()
    return {row["id"]: item_from(row) for row in rows}


def get_item(source: Unit | Connection, item_id: str) -> AgendaItem:
    found = find_items(source, [item_id]).get(item_id)
    if found is None:
        raise Missing(GONE)
    return found


def find_by_source(source: Unit | Connection, source_key: str) -> AgendaItem | None:
    row = (
        source.execute(select(agenda_items).where(agenda_items.c.source_key == source_key)).mappings().first()
    )
    return item_from(row) if row else None


def next_open(source: Unit | Connection, sync: Sync, now: datetime) -> Occurrence | None:
    """The next date on whose agenda something can be put."""
    ahead = coming(source, sync.id, now, _LOOKED_AHEAD)
    return next((one for one in ahead if now < closes_at(sync, one)), None)


def key_of(item: AgendaItem) -> str:
    return item.original.isoformat(timespec="minutes")


def item_from(row: Mapping[Any, Any]) -> AgendaItem:
    values = {name: value for name, value in row.items() if name != "source_key"}
    values["original"] = datetime.fromisoformat(row["original"])
    return AgendaItem(**{**values, "state": ItemState(row["state"])})


def _insert(desk: Desk, occurrence: Occurrence, values: Mapping[str, Any]) -> AgendaItem:
    item_id = new_id("ag", desk.now)
    place = {"sync_id": occurrence.sync_id, "original": occurrence.key}
    row = {**values, **place, "id": item_id, "added_at": desk.now, "state": ItemState.OPEN}
    added = insert_into(desk.unit, agenda_items).values(**row).on_conflict_do_nothing()
    if desk.unit.execute(added.returning(agenda_items.c.id)).first() is None:
        earlier = find_by_source(desk.unit, values["source_key"])
        assert earlier is not None  # its key was taken, by the same form on another sync
        return earlier
    draw_anew(desk, occurrence)
    return get_item(desk.unit, item_id)


def _date_for(desk: Desk, sync: Sync, key: str | None) -> Occurrence:
    if sync.ended_at is not None:
        raise Conflict(
            "This sync has been ended, so there's no agenda any more. `/sync list` shows the others."
        )
    if key is None:
        following = next_open(desk.unit, sync, desk.now)
        if following is None:
            raise Conflict("No date of this sync is coming up, so there's no agenda to put it on.")
        return following
    occurrence = find_occurrence(desk.unit, sync.id, key)
    if occurrence is None:
        raise Missing(NO_SUCH_DATE)
    if occurrence.state is not OccurrenceState.PLANNED:
        raise Conflict("That date isn't held. `/sync add` puts it on the next one that is.")
    if desk.now >= closes_at(sync, occurrence):
        raise Conflict(
            "That agenda is closed already. `/sync add` puts it on the next one, or just bring it up."
        )
    return occurrence


def _touched(desk: Desk, touches: str | None) -> tuple[str | None, str | None]:
    """In words, and the team that is meant, if it is one."""
    team = desk.company.find_team(touches or "")
    if team is not None:
        return team.name, team.id
    words = shortened(desk.reader.mask(storable(touches or "")), LONGEST_TOUCHED)
    named = next((each for each in desk.company.teams if each.name.casefold() == words.casefold()), None)
    return words or None, named.id if named else None


def _known_team(desk: Desk, team_id: str | None) -> str | None:
    team = desk.company.find_team(team_id) if team_id else None
    return team.id if team else None


def _team_of(desk: Desk, request_id: str | None, actor_id: str) -> str | None:
    """Whose request it is about. Raises NotAllowed where the request is none of the actor's business."""
    if request_id is None:
        return None
    request = find_request(desk.unit, request_id)
    if request is None:
        raise Missing("I can't find that request any more. Write what you'd like to talk about instead.")
    if not may_know_of(desk.unit, desk.people.get(actor_id), request):
        raise NotAllowed("That request was asked in private, so only its asker and its team can bring it up.")
    return request.team_id


def _live_keys(source: Unit | Connection, occurrence: Occurrence, now: datetime) -> list[str]:
    """Of the dates that still deal with items: this one, and those to be held that are not over."""
    around = occurrences_of(source, occurrence.sync_id, now - _LONGEST_MEETING)
    held = (OccurrenceState.PLANNED, OccurrenceState.HELD)
    live = [one.key for one in around if one.state in held and one.closed_at is None and one.ends_at > now]
    return sorted({*live, occurrence.key})


def _belongs(item_key: str, key: str, live: list[str]) -> bool:
    return next((each for each in live if each >= item_key), None) == key
