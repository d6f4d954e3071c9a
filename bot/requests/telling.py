"""Every change is one row of history and one line in the thread, written together: here, and only here."""

from __future__ import annotations

from typing import Any

from sqlalchemy import update

from bot.escalation.chains import begin, stop
from bot.requests.children import TAKEN, has_it_already, held_children, taken_over
from bot.requests.model import Request, get_request, team_lane
from bot.requests.similar import followers_of, may_know_of
from bot.toolkit import Desk
from db.errors import Conflict
from db.ids import new_id
from db.kinds import UNCLAIMED, WITH_TEAM, Change, NoticeKind, RequestState
from db.outbox import enqueue, supersede
from db.tables import history, requests

_FOR_FOLLOWERS = (Change.RESOLVED, Change.CONFIRMED, Change.CLOSED, Change.REOPENED, Change.CANCELLED)
_FOR_CHILDREN = (Change.ACKNOWLEDGED, Change.ASKED, Change.RESOLVED, Change.REOPENED, Change.MOVED)


def change_state(
    desk: Desk, request: Request, allowed: tuple[RequestState, ...], **values: Any
) -> Request | None:
    """One UPDATE … WHERE state decides who is first. None: somebody else was. Once it is with a person or has
    ended, nobody else is asked."""
    statement = (
        update(requests)
        .where(requests.c.id == request.id, requests.c.state.in_(allowed))
        .values(changed_at=desk.now, **values)
    )
    if desk.unit.execute(statement).rowcount == 0:
        return None
    if values.get("state", RequestState.NEW) not in UNCLAIMED:
        stop(desk, request.id)
    return get_request(desk.unit, request.id)


def tell(
    desk: Desk,
    request: Request,
    change: Change,
    actor_id: str | None,
    *,
    to_team: bool = False,
    **detail: Any,
) -> None:
    """Writes the change down, says it in the asker's thread (and under the card), draws both posts anew."""
    history_id = note(desk, request, change, actor_id, **detail)
    said = {"change": change, "actor_id": actor_id, "history_id": history_id, **detail}
    enqueue(
        desk.unit,
        NoticeKind.CHANGE_TOLD,
        lane=request.home_lane,
        now=desk.now,
        request_id=request.id,
        side="home",
        **said,
    )
    if to_team:
        enqueue(
            desk.unit,
            NoticeKind.CHANGE_TOLD,
            lane=request.team_lane,
            now=desk.now,
            request_id=request.id,
            side="team",
            **said,
        )
    draw_anew(desk, request)
    if change in _FOR_FOLLOWERS:
        _tell_followers(desk, request, change, actor_id)
    _pass_on(desk, request, change, actor_id, detail)


def _pass_on(
    desk: Desk, request: Request, change: Change, actor_id: str | None, detail: dict[str, Any]
) -> None:
    """What happens to a request happens to all reports of the same thing; each asker hears it in their own
    thread. The questions to one of them, and whether it looks right, stay between the two."""
    if request.parent_id is not None:
        if change is Change.CANCELLED:
            draw_card(desk, request.parent_id)
    elif change is Change.CANCELLED:
        _go_on_without(desk, request, actor_id)
    elif change is Change.PROMISED:
        for child in held_children(desk.unit, request.id):
            if child.state in WITH_TEAM:
                tell(desk, child, change, actor_id, **detail)
    elif change in _FOR_CHILDREN:
        for child in held_children(desk.unit, request.id):
            _change_child(desk, request, child, change, actor_id, detail)


def _change_child(
    desk: Desk,
    parent: Request,
    child: Request,
    change: Change,
    actor_id: str | None,
    detail: dict[str, Any],
) -> None:
    if change in TAKEN and has_it_already(parent, child):
        return
    states, values = taken_over(desk, parent, child, change)
    changed = change_state(desk, child, states, **values)
    if changed is None:
        return
    if change is Change.MOVED:
        leave_card(desk, child, changed, actor_id)  # it gets no other: that of its parent counts
        tell(desk, changed, change, actor_id, **detail)
    elif change is Change.REOPENED:
        tell(desk, changed, change, None, with_parent=True)
        settle_question(desk, changed)
    else:
        told = Change.ACKNOWLEDGED if change is Change.ASKED else change
        tell(desk, changed, told, actor_id)


def leave_card(
    desk: Desk, old: Request, new: Request, actor_id: str | None, *, old_owner_id: str | None = None
) -> None:
    """The card of the team that no longer has it says where it went, and to `old_owner_id` that nothing is
    left to do."""
    enqueue(
        desk.unit,
        NoticeKind.CARD_LEFT,
        lane=new.team_lane,
        now=desk.now,
        request_id=new.id,
        channel_id=old.card_channel,
        ts=old.card_ts,
        old_owner_id=old_owner_id,
        actor_id=actor_id,
        from_team=old.team_id,
        team_id=new.team_id,
    )


def _go_on_without(desk: Desk, gone: Request, actor_id: str | None) -> None:
    """Its asker took it back, the others still have it: the oldest report counts from now on."""
    left = [child for child in held_children(desk.unit, gone.id) if child.state in WITH_TEAM]
    heir = change_state(desk, left[0], WITH_TEAM, parent_id=None) if left else None
    if heir is None:
        return
    if heir.is_unclaimed:
        begin(desk, heir)
    if heir.card_ts is None:
        about: dict[str, Any] = {"request_id": heir.id, "team_id": heir.team_id}
        enqueue(desk.unit, NoticeKind.REQUEST_ARRIVED, lane=heir.team_lane, now=desk.now, **about)
    for other in left[1:]:
        changed = change_state(desk, other, WITH_TEAM, parent_id=heir.id)
        if changed is not None:
            known = known_asker(desk, heir, changed)
            tell(desk, changed, Change.MERGED, actor_id, parent_asker=known, instead=True)
    known = known_asker(desk, gone, heir)
    tell(desk, heir, Change.UNMERGED, actor_id, to_team=True, is_heir=True, parent_asker=known)


def known_asker(desk: Desk, of: Request, to: Request) -> str | None:
    """Who asked for the one, if whoever asked for the other may know: it may have been said in private."""
    return of.asked_by if may_know_of(desk.unit, desk.people.get(to.asked_by), of) else None


def _tell_followers(desk: Desk, request: Request, change: Change, actor_id: str | None) -> None:
    """Each of them once, alone; who may no longer know of it hears nothing."""
    for follower in followers_of(desk.unit, request.id):
        user_id = str(follower["user_id"])
        if user_id != actor_id and may_know_of(desk.unit, desk.people.get(user_id), request):
            enqueue(
                desk.unit,
                NoticeKind.FOLLOWER_TOLD,
                lane=f"person:{user_id}",
                now=desk.now,
                request_id=request.id,
                user_id=user_id,
                change=change,
                actor_id=actor_id,
            )


def note(desk: Desk, request: Request, change: Change, actor_id: str | None, **detail: Any) -> str:
    history_id = new_id("h", desk.now)
    desk.unit.add(
        history,
        id=history_id,
        request_id=request.id,
        at=desk.now,
        actor_id=actor_id,
        change=change,
        detail=detail,
    )
    return history_id


def draw_anew(desk: Desk, request: Request) -> None:
    """Its card, and the receipt that tells of it: that of the first of those filed with the same words."""
    for kind, lane, request_id in (
        (NoticeKind.RECEIPT_CHANGED, request.home_lane, request.sibling_of or request.id),
        (NoticeKind.CARD_CHANGED, request.team_lane, request.id),
    ):
        supersede(desk.unit, kind, lane, desk.now)
        enqueue(desk.unit, kind, lane=lane, now=desk.now, request_id=request_id)
    if set(request.questions) - set(request.answers):  # its buttons are still there
        draw_questions(desk, request)


def draw_card(desk: Desk, request_id: str, *, is_held: bool = False) -> None:
    """Only the card: what it says of other requests has changed. Whoever does not hold the request leaves
    older drawings alone: whoever does may wait for a child that is held here."""
    lane = team_lane(request_id)
    if is_held:
        supersede(desk.unit, NoticeKind.CARD_CHANGED, lane, desk.now)
    enqueue(desk.unit, NoticeKind.CARD_CHANGED, lane=lane, now=desk.now, request_id=request_id)


def settle_question(desk: Desk, request: Request) -> None:
    """It was answered, or waited in vain: its buttons go, so that nobody presses an old one."""
    enqueue(
        desk.unit, NoticeKind.QUESTION_SETTLED, lane=request.home_lane, now=desk.now, request_id=request.id
    )


def draw_questions(desk: Desk, request: Request) -> None:
    """The message that asks what is missing, if there is one."""
    kind, lane = NoticeKind.QUESTIONS_CHANGED, request.home_lane
    supersede(desk.unit, kind, lane, desk.now)
    enqueue(desk.unit, kind, lane=lane, now=desk.now, request_id=request.id)


def tell_person(desk: Desk, user_id: str, text: str, **detail: Any) -> None:
    """A sentence for one person only: where they look (`channel_id`, `thread_ts`), else as a message."""
    enqueue(
        desk.unit,
        NoticeKind.PERSON_TOLD,
        lane=f"person:{user_id}",
        now=desk.now,
        user_id=user_id,
        text=text,
        **detail,
    )


def refuse_because_of_state(desk: Desk, request: Request, actor_id: str) -> Conflict:
    """Why the click came too late, in words; the caller raises it."""
    now = get_request(desk.unit, request.id)
    holder = desk.people.get(now.acknowledged_by).first_name
    asker = "You" if actor_id == now.asked_by else desk.people.get(now.asked_by).first_name
    theirs = actor_id == now.acknowledged_by
    has_it = "You have it already" if theirs else f"{holder} already has it"
    sentences = {
        RequestState.ACKNOWLEDGED: f"{has_it}.",
        RequestState.WAITING: f"{has_it}; an answer is awaited.",
        RequestState.RESOLVED: "You said it's done already."
        if theirs
        else f"{holder} says it's done already.",
        RequestState.CLOSED: "That one is closed already.",
        RequestState.CANCELLED: f"{asker} took it back, so there's nothing to do.",
        RequestState.MOVED: "It has moved to another team in the meantime.",
        RequestState.NEW: "Nobody has taken it yet, so that comes too early.",
    }
    return Conflict(sentences[now.state])
