"""What people of a sync said they would do: open until it is done, dropped, or a request of its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select, update

from bot.requests.model import storable
from bot.syncs.lines import shortened
from bot.syncs.model import ActionItem, Occurrence
from bot.syncs.notices import draw_anew
from bot.syncs.rights import require_colleague
from bot.syncs.rows import next_one
from bot.toolkit import Desk
from db.engine import Unit
from db.errors import Conflict, Missing, Unclear
from db.ids import new_id
from db.kinds import ActionState
from db.meeting_tables import action_items

LONGEST_ACTION = 300  # characters
GONE = "I can't find that action any more. The sync's agenda shows those that are open."
_ENDED = {
    ActionState.DONE: "That one is done already.",
    ActionState.DROPPED: "That one was dropped already, so there's nothing to do.",
    ActionState.REQUESTED: "That one is a request now, so it goes on there.",
}


@dataclass(frozen=True)
class NewAction:
    """`as_request`: filed as a request instead of being kept as an action."""

    text: str
    owner_id: str | None = None
    due_on: date | None = None
    as_request: bool = False


def open_actions(source: Unit | Connection, sync_id: str) -> tuple[ActionItem, ...]:
    """The oldest first."""
    still_open = select(action_items).where(
        action_items.c.sync_id == sync_id, action_items.c.state == ActionState.OPEN
    )
    rows = source.execute(still_open.order_by(action_items.c.made_at, action_items.c.id)).mappings()
    return tuple(action_from(row) for row in rows)


def find_actions(source: Unit | Connection, ids: Collection[str]) -> dict[str, ActionItem]:
    """By id; those that are gone are not in it."""
    rows = source.execute(select(action_items).where(action_items.c.id.in_(ids))).mappings()
    return {row["id"]: action_from(row) for row in rows}


def get_action(source: Unit | Connection, action_id: str) -> ActionItem:
    found = find_actions(source, [action_id]).get(action_id)
    if found is None:
        raise Missing(GONE)
    return found


def add_action(desk: Desk, occurrence: Occurrence, new: NewAction, actor_id: str) -> ActionItem:
    """Born at this meeting. Raises Unclear for one without words, or for an owner from outside."""
    words = shortened(desk.reader.mask(storable(new.text)), LONGEST_ACTION)
    if not words:
        raise Unclear("Write what is to be done, one sentence is enough.")
    if new.owner_id is not None:
        owner = desk.people.get(new.owner_id)
        if not owner.known or owner.outside or owner.deactivated or owner.is_bot:
            raise Unclear(f"{owner.first_name} can't take that on here. Choose somebody of this company.")
    action_id = new_id("ac", desk.now)
    desk.unit.add(
        action_items,
        id=action_id,
        sync_id=occurrence.sync_id,
        original=occurrence.key,
        text=words,
        owner_id=new.owner_id,
        due_on=new.due_on,
        state=ActionState.OPEN,
        made_by=actor_id,
        made_at=desk.now,
    )
    return get_action(desk.unit, action_id)


def end_action(
    desk: Desk, action_id: str, actor_id: str, state: ActionState = ActionState.DONE
) -> ActionItem:
    """Anybody of this company may tick it off, as on a list on a wall.

    Raises Missing, NotAllowed, Conflict.
    """
    require_colleague(desk.people, actor_id)
    action = get_action(desk.unit, action_id)
    if not set_action(desk, action_id, state):
        raise Conflict(_ENDED[get_action(desk.unit, action_id).state])
    following = next_one(desk.unit, action.sync_id, desk.now)
    if following is not None:
        draw_anew(desk, following)
    return get_action(desk.unit, action_id)


def set_action(desk: Desk, action_id: str, state: ActionState, **values: Any) -> bool:
    """Ends an open one. False: somebody else was first."""
    still_open = update(action_items).where(
        action_items.c.id == action_id, action_items.c.state == ActionState.OPEN
    )
    ended = still_open.values(state=state, ended_at=desk.now, **values)
    return desk.unit.execute(ended).rowcount == 1


def action_from(row: Mapping[Any, Any]) -> ActionItem:
    values = {**row, "original": datetime.fromisoformat(row["original"]), "state": ActionState(row["state"])}
    return ActionItem(**values)
