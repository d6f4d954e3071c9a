"""Every change is one row of history and one line in the thread, written together: here, and only here."""

from __future__ import annotations

from typing import Any

from sqlalchemy import update

from bot.requests.model import Request, get_request
from bot.requests.similar import followers_of, may_know_of
from bot.toolkit import Desk
from db.errors import Conflict
from db.ids import new_id
from db.kinds import Change, NoticeKind, RequestState
from db.outbox import enqueue, supersede
from db.tables import history, requests

_FOR_FOLLOWERS = (Change.RESOLVED, Change.CONFIRMED, Change.CLOSED, Change.REOPENED, Change.CANCELLED)


def change_state(
    desk: Desk, request: Request, allowed: tuple[RequestState, ...], **values: Any
) -> Request | None:
    """One UPDATE … WHERE state decides who is first. None: somebody else was."""
    statement = (
        update(requests)
        .where(requests.c.id == request.id, requests.c.state.in_(allowed))
        .values(changed_at=desk.now, **values)
    )
    if desk.unit.execute(statement).rowcount == 0:
        return None
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
