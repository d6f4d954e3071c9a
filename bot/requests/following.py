""" "Me too": whoever needs what is asked for already waits for it too, and hears what becomes of it."""

from __future__ import annotations

from sqlalchemy import delete, select

from bot.people import Colleague
from bot.requests.model import LONGEST_TEXT, Request, get_request, hold_request, storable
from bot.requests.posting import refresh_homes
from bot.requests.similar import may_know_of
from bot.requests.telling import draw_anew, tell
from bot.toolkit import Desk
from db.errors import Conflict, NotAllowed
from db.kinds import WITH_TEAM, Change, RequestState
from db.tables import followers, history


def follow(desk: Desk, request_id: str, actor_id: str, words: str) -> Request:
    """Both sides are told once; `words` is what the person had written themselves, plain."""
    request = hold_request(desk.unit, request_id)
    actor = desk.people.get(actor_id)
    if not may_know_of(desk.unit, actor, request):
        raise NotAllowed("You can't follow that one from here. Press *No, file mine* instead.")
    if actor_id == request.asked_by:
        raise Conflict("That one is your own, so you'll hear about it anyway.")
    if request.state not in WITH_TEAM:
        raise _too_late(desk, request)
    if _follows(desk, request_id, actor_id):
        raise Conflict("You're waiting for it already. I'll tell you when it's done.")
    kept = desk.reader.mask(storable(words)).strip()[:LONGEST_TEXT]
    desk.unit.add(followers, request_id=request_id, user_id=actor_id, since=desk.now, words=kept)
    if _was_said(desk, request_id, actor_id):
        draw_anew(desk, request)
    else:
        tell(desk, request, Change.FOLLOWED, actor_id, to_team=True, words=kept)
    refresh_homes(desk, {actor_id})
    return request


def unfollow(desk: Desk, request_id: str, actor_id: str) -> Request:
    """The person hears no more of it; the request goes on."""
    request = get_request(desk.unit, request_id)
    mine = (followers.c.request_id == request_id, followers.c.user_id == actor_id)
    if not desk.unit.execute(delete(followers).where(*mine)).rowcount:
        raise Conflict("You weren't waiting for that one any more.")
    draw_anew(desk, request)
    refresh_homes(desk, {actor_id})
    return request


def _follows(desk: Desk, request_id: str, user_id: str) -> bool:
    mine = (followers.c.request_id == request_id, followers.c.user_id == user_id)
    return desk.unit.execute(select(followers.c.user_id).where(*mine)).first() is not None


def _was_said(desk: Desk, request_id: str, user_id: str) -> bool:
    """They followed before and thought better of it: nobody needs to hear it twice."""
    said = (
        history.c.request_id == request_id,
        history.c.actor_id == user_id,
        history.c.change == Change.FOLLOWED,
    )
    return desk.unit.execute(select(history.c.id).where(*said).limit(1)).first() is not None


def _too_late(desk: Desk, request: Request) -> Conflict:
    holder: Colleague = desk.people.get(request.acknowledged_by)
    who = holder.first_name if holder.known else "The team"
    yours = "If yours isn't, press *No, file mine* instead."
    if request.state is RequestState.RESOLVED:
        return Conflict(f"{who} says that one is done already. {yours}")
    if request.state is RequestState.CANCELLED:
        asker = desk.people.get(request.asked_by).first_name
        return Conflict(f"{asker} has taken that one back. Press *No, file mine*, and yours gets its own.")
    return Conflict(f"That one is done and closed already. {yours}")
