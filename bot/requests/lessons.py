"""What a request teaches: resolved where it was is a label, moved by a person is a correction.

Every lesson can be seen and taken back; docs/operating.md says who may.
"""

from __future__ import annotations

from sqlalchemy import select, update

from bot.requests.model import Request
from bot.toolkit import Desk
from db.errors import Conflict, NotAllowed
from db.ids import new_id
from db.kinds import Taught
from db.tables import lessons


def teach(desk: Desk, request: Request, how: Taught, taught_by: str | None) -> None:
    """The newest word of each request counts; with the bridge it teaches nothing. The request is held."""
    if not request.text.strip():
        return
    area_id = request.area_id or _stand_in(desk, request)
    if area_id is None:
        before = update(lessons).where(lessons.c.request_id == request.id, lessons.c.revoked_by.is_(None))
        desk.unit.execute(before.values(revoked_by=taught_by or "", changed_at=desk.now))
        return
    this = (lessons.c.request_id == request.id, lessons.c.area_id == area_id, lessons.c.how == how)
    again = {"taught_by": taught_by, "taught_at": desk.now, "revoked_by": None, "changed_at": desk.now}
    if desk.unit.execute(update(lessons).where(*this).values(**again, text=request.text)).rowcount:
        return
    desk.unit.add(
        lessons,
        id=new_id("l", desk.now),
        request_id=request.id,
        text=request.text,
        area_id=area_id,
        how=how,
        **again,
    )


def _stand_in(desk: Desk, request: Request) -> str | None:
    """Whoever hands it to a team of several areas says whose it is and not what: any of them leads there."""
    team = desk.company.find_team(request.team_id) if request.team_id else None
    areas = desk.company.areas_of(team) if team else ()
    return areas[0].id if areas else None


def revoke(desk: Desk, lesson_id: str, actor_id: str) -> str:
    """Takes one lesson back; the area it had taught. The bridge and admins may, and whoever taught it."""
    row = desk.unit.execute(select(lessons).where(lessons.c.id == lesson_id)).mappings().first()
    if row is None:
        raise Conflict("That lesson isn't there any more.")
    actor = desk.people.get(actor_id)
    if not (actor.is_bridge or actor.is_admin or actor_id == row["taught_by"]):
        raise NotAllowed("Only the bridge, an admin, or whoever taught it can take a lesson back.")
    live = (lessons.c.id == lesson_id, lessons.c.revoked_by.is_(None))
    values = {"revoked_by": actor_id, "changed_at": desk.now}
    if not desk.unit.execute(update(lessons).where(*live).values(**values)).rowcount:
        raise Conflict("That lesson has been taken back already.")
    return str(row["area_id"])
