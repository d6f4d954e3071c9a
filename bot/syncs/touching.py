"""What other department an item of an agenda touches, said after it was put there."""

from __future__ import annotations

from sqlalchemy import update

from bot.syncs.items import get_item, key_of
from bot.syncs.model import AgendaItem
from bot.syncs.notices import draw_anew
from bot.syncs.rights import require_colleague
from bot.syncs.rows import occurrence
from bot.toolkit import Desk
from db.errors import Conflict, Missing, NotAllowed
from db.kinds import ItemState
from db.meeting_tables import agenda_items


def touch(desk: Desk, item_id: str, team_id: str, actor_id: str) -> AgendaItem:
    """Only whoever put it there says so. Raises Missing, NotAllowed, Conflict."""
    require_colleague(desk.people, actor_id)
    item = get_item(desk.unit, item_id)
    if item.added_by != actor_id:
        adder = desk.people.get(item.added_by).first_name
        raise NotAllowed(f"{adder} put that on the agenda, so only they can say whom it touches.")
    if item.state is not ItemState.OPEN:
        raise Conflict("That's off the agenda already.")
    team = desk.company.find_team(team_id)
    if team is None:
        raise Missing("I can't find that team any more. What you wrote stands on the agenda all the same.")
    ours = update(agenda_items).where(agenda_items.c.id == item_id)
    desk.unit.execute(ours.values(touches=team.name, team_id=item.team_id or team.id))
    stands_on = occurrence(desk.unit, item.sync_id, key_of(item))
    if stands_on is not None:
        draw_anew(desk, stands_on)
    return get_item(desk.unit, item_id)
