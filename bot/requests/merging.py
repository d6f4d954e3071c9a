"""Many reports of one thing: put together, so that one update reaches all; and taken apart again.

Whoever has the one that counts has them all. A report keeps its own thread, and its asker their own "Does it
look right?". What happens to the one is passed on in telling.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select

from bot.escalation.chains import begin, stop
from bot.escalation.expecting import expected_id
from bot.escalation.promising import spoke
from bot.people import Colleague
from bot.promises import reply_by
from bot.requests.children import children_of, held_children
from bot.requests.model import Request, find_request, hold_request, storable
from bot.requests.opening import announce
from bot.requests.rights import require_worker, works_on
from bot.requests.similar import followers_of, may_know_of
from bot.requests.telling import (
    change_state,
    draw_card,
    known_asker,
    refuse_because_of_state,
    tell,
)
from bot.toolkit import Desk
from db.errors import Conflict, NotAllowed, Unclear
from db.kinds import UNCLAIMED, WITH_TEAM, Change, NoticeKind, RequestState
from db.outbox import enqueue
from db.tables import history

LONGEST_UPDATE: Final = 2000  # of what is told to everybody


def merge(desk: Desk, child_id: str, parent_id: str, actor_id: str) -> Request:
    """ "Same thing": the one is followed up with the other from now on. Gives the child.

    What was together with the child comes along; where the other is itself the same as a third, that counts.
    Raises Conflict, NotAllowed.
    """
    child, parent = _held(desk, child_id, parent_id)
    _require_alike(desk, child, parent, require_worker(desk.people, actor_id, child))
    along = held_children(desk.unit, child.id)
    merged = change_state(desk, child, WITH_TEAM, parent_id=parent.id, **_as_taken(desk, parent))
    if merged is None:
        raise refuse_because_of_state(desk, child, actor_id)
    stop(desk, merged.id)
    before = {name: getattr(child, name) for name in ("state", "acknowledged_by", "team_id")}
    since = child.acknowledged_at
    before["acknowledged_at"] = since.isoformat() if since else None
    tell(
        desk,
        merged,
        Change.MERGED,
        actor_id,
        parent_id=parent.id,
        parent_asker=known_asker(desk, parent, merged),
        before=before,
    )
    _tell_who_has_it(desk, child, merged)
    _bring_along(desk, along, parent)
    draw_card(desk, parent.id, is_held=True)
    return merged


def unmerge(desk: Desk, child_id: str, actor_id: str) -> Request:
    """It is something of its own after all: with whoever had it before, else its team is asked anew.

    Raises Conflict, NotAllowed.
    """
    child = hold_request(desk.unit, child_id)
    require_worker(desk.people, actor_id, child)
    if child.parent_id is None:
        raise Conflict("That one stands for itself already.")
    apart = change_state(desk, child, WITH_TEAM, parent_id=None, **_as_before(desk, child))
    if apart is None:
        raise refuse_because_of_state(desk, child, actor_id)
    is_new = apart.card_ts is None  # it moved with the other one, whose card counted for both
    if is_new:
        announce(desk, apart)
    if apart.is_unclaimed:
        begin(desk, apart, first="card" if is_new else "call")
    tell(desk, apart, Change.UNMERGED, actor_id, to_team=True)
    draw_card(desk, child.parent_id)
    return apart


def update_all(desk: Desk, request_id: str, actor_id: str, text: str) -> Request:
    """One update for everybody who waits: a line in each asker's thread, a message to each follower.

    Raises Unclear without words, Conflict where nobody else waits or it is over, NotAllowed.
    """
    request = hold_request(desk.unit, request_id)
    children = require_audience(desk, request, actor_id)
    words = desk.reader.mask(storable(text)).strip()[:LONGEST_UPDATE]
    if not words:
        raise Unclear("Write what everybody should know, one sentence is enough.")
    for one in (request, *children):
        tell(desk, one, Change.UPDATED, actor_id, to_team=one.parent_id is None, words=words)
    for user_id, followed in hearers(desk, request, children).items():
        if followed is not None and user_id != actor_id:
            _tell_follower(desk, followed, user_id, actor_id, words)
    spoke(desk, request, actor_id)
    return request


def require_audience(desk: Desk, request: Request, actor_id: str) -> tuple[Request, ...]:
    """Those beside it who are to hear an update: the open reports of the same thing."""
    require_worker(desk.people, actor_id, request)
    if request.parent_id is not None:
        raise Conflict("It counts with another one. Write to everybody from the card of that one.")
    if request.state not in WITH_TEAM:
        raise refuse_because_of_state(desk, request, actor_id)
    children = tuple(one for one in children_of(desk.unit, request.id) if one.state in WITH_TEAM)
    if not children and not followers_of(desk.unit, request.id):
        asker = desk.people.get(request.asked_by).first_name
        raise Conflict(f"Nobody waits for it beside {asker} any more. Just write in the thread.")
    return children


def hearers(desk: Desk, request: Request, children: tuple[Request, ...]) -> dict[str, str | None]:
    """Who hears an update beside the first asker, each once: user id -> the request they follow, None for
    whoever hears it in a thread of their own."""
    found: dict[str, str | None] = {child.asked_by: None for child in children}
    for one in (request, *children):
        for follower in followers_of(desk.unit, one.id):
            user_id = str(follower["user_id"])
            if user_id not in found and may_know_of(desk.unit, desk.people.get(user_id), one):
                found[user_id] = one.id
    found.pop(request.asked_by, None)
    return found


def _held(desk: Desk, child_id: str, parent_id: str) -> tuple[Request, Request]:
    """Both, and in one order whoever asks: of two who put each to the other, one comes first."""
    held = {one: hold_request(desk.unit, one) for one in sorted({child_id, parent_id})}
    child, parent = held[child_id], held[parent_id]
    if parent.parent_id is not None and find_request(desk.unit, parent.parent_id) is not None:
        parent = hold_request(desk.unit, parent.parent_id)
    return child, parent


def _require_alike(desk: Desk, child: Request, parent: Request, actor: Colleague) -> None:
    if child.id == parent.id:
        raise Conflict("Those two are together already.")
    if child.parent_id is not None:
        already = child.parent_id == parent.id
        raise Conflict(
            "Those two are together already."
            if already
            else "It counts with another one already. Press *Take it out again* there first."
        )
    for one in (child, parent):
        if one.state not in WITH_TEAM:
            raise refuse_because_of_state(desk, one, actor.user_id)
    if child.team_id != parent.team_id:
        raise Conflict("They are with two teams. Hand one of them over first, then put them together.")
    if child.urgency == "outage" and parent.urgency != "outage":
        raise Conflict("The other one isn't marked as an outage, and this one is. So it stays for itself.")
    askers = [desk.people.get(one.asked_by) for one in (child, parent)]
    if any(asker.outside for asker in askers) and child.asked_by != parent.asked_by:
        raise NotAllowed(
            "One of them comes from another company. Answer that one for itself, so that nobody reads what "
            "isn't meant for them."
        )


def _as_taken(desk: Desk, parent: Request) -> dict[str, Any]:
    """Whoever has the one that counts has this one, too."""
    if parent.is_unclaimed:
        return {}
    return {
        "state": RequestState.ACKNOWLEDGED,
        "acknowledged_by": parent.acknowledged_by,
        "acknowledged_at": desk.now,
    }


def _tell_who_has_it(desk: Desk, before: Request, after: Request) -> None:
    if after.acknowledged_by and after.acknowledged_by != before.acknowledged_by:
        tell(desk, after, Change.ACKNOWLEDGED, after.acknowledged_by)


def _bring_along(desk: Desk, children: list[Request], parent: Request) -> None:
    """Their askers know that it is one thing; they hear only who has it."""
    for child in children:
        values = _as_taken(desk, parent) if child.state in WITH_TEAM else {}
        changed = change_state(desk, child, (child.state,), parent_id=parent.id, **values)
        if changed is None:
            continue
        _tell_who_has_it(desk, child, changed)
        draw_card(desk, changed.id, is_held=True)


def _as_before(desk: Desk, child: Request) -> dict[str, Any]:
    """As it was when it was put to the other, as far as that still can be."""
    before = _before(desk, child)
    holder = desk.people.get(before.get("acknowledged_by"))
    if before.get("acknowledged_by") and works_on(holder, child):
        since = datetime.fromisoformat(before["acknowledged_at"]) if before["acknowledged_at"] else desk.now
        taken = {"acknowledged_by": holder.user_id, "acknowledged_at": since}
        return {"state": RequestState.ACKNOWLEDGED, **taken}
    team = desk.company.find_team(child.team_id) if child.team_id else None
    is_new = before.get("state") in (None, RequestState.NEW) and before.get("team_id") == child.team_id
    return {
        "state": UNCLAIMED[0] if is_new else UNCLAIMED[1],
        "acknowledged_by": None,
        "acknowledged_at": None,
        "owner_id": expected_id(desk, team, child.urgency),
        "reply_by": reply_by(desk.company, team, child.urgency, desk.now),
    }


def _before(desk: Desk, child: Request) -> Mapping[str, Any]:
    """As it was written down. Who came along later or lost their parent keeps what was noted first."""
    merges = (history.c.request_id == child.id, history.c.change == Change.MERGED)
    rows = select(history.c.detail).where(*merges).order_by(history.c.id.desc())
    details = desk.unit.execute(rows).scalars().all()
    return next((detail["before"] for detail in details if detail.get("before")), {})


def _tell_follower(desk: Desk, request_id: str, user_id: str, actor_id: str, words: str) -> None:
    enqueue(
        desk.unit,
        NoticeKind.FOLLOWER_TOLD,
        lane=f"person:{user_id}",
        now=desk.now,
        request_id=request_id,
        user_id=user_id,
        change=Change.UPDATED,
        actor_id=actor_id,
        words=words,
    )
