"""The thread is the place: what people say in a request's threads, and what is carried between them.

Shared mode: both sides read the asker's thread; nothing is carried. Relay mode: the asker's words are
copied under the team's card. In both, what the team writes under its card stays there unless somebody
sends it. Our own posts are known by our user id at the door, never by their text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from bot.escalation.promising import spoke
from bot.intake.splitting import READ
from bot.requests.answering import answered
from bot.requests.answering import change as change_request
from bot.requests.asking import hear, unsay
from bot.requests.model import (
    Request,
    SharedFile,
    find_by_post,
    find_by_thread,
    find_together,
    get_request,
)
from bot.requests.rights import require_worker, works_on
from bot.requests.telling import tell_person
from bot.toolkit import Desk
from db.errors import Conflict, Refusal
from db.kinds import WITH_TEAM, Mode, NoticeKind, PostRole, RequestState
from db.outbox import enqueue
from db.tables import posts

BEGINNING = 200  # of what was said, enough to know it again


@dataclass(frozen=True)
class Spoken:
    """One message of a person, with its text made plain."""

    channel_id: str
    ts: str
    thread_ts: str | None
    user_id: str
    text: str
    files: tuple[SharedFile, ...] = ()


def heard(desk: Desk, spoken: Spoken) -> bool:
    """True when the message belongs to a request's thread; then it was noted, and carried if need be."""
    if spoken.thread_ts is None:
        return False
    found = find_by_thread(desk.unit, spoken.channel_id, spoken.thread_ts)
    if found is None:
        return False
    if not _known(desk, spoken.channel_id, spoken.ts):
        request, side = found
        if side == "home":
            _heard_at_home(desk, find_together(desk.unit, request), spoken)
            return True
        _note(desk, request, spoken)
        if request.is_open and works_on(desk.people.get(spoken.user_id), request):
            _heard_from_team(desk, request, spoken)
    return True


def _heard_at_home(desk: Desk, together: tuple[Request, ...], spoken: Spoken) -> None:
    """Of several requests that share the thread, whichever is open may be meant. Late words reach all."""
    _note(desk, together[0], spoken)
    for request in [one for one in together if one.is_open] or together:
        if request.mode is Mode.RELAY:
            _carry_to_team(desk, request, spoken)
    hear(desk, together, spoken.user_id, spoken.text, spoken.ts)
    speaker = desk.people.get(spoken.user_id)
    for request in together:
        spoke(desk, request, spoken.user_id)
    # Whoever works on one of them speaks for the answering side, in a thread where another one waits too.
    if spoken.user_id == together[0].asked_by or not any(works_on(speaker, one) for one in together):
        for request in together:
            if request.state is RequestState.WAITING:
                answered(desk, request, spoken.user_id)


def _carry_to_team(desk: Desk, request: Request, spoken: Spoken) -> None:
    enqueue(
        desk.unit,
        NoticeKind.MESSAGE_COPIED,
        lane=request.team_lane,
        now=desk.now,
        request_id=request.id,
        side="team",
        author_id=spoken.user_id,
        text=spoken.text,
        files=[file.__dict__ for file in spoken.files],
        source_channel=spoken.channel_id,
        source_ts=spoken.ts,
    )


def _heard_from_team(desk: Desk, request: Request, spoken: Spoken) -> None:
    enqueue(
        desk.unit,
        NoticeKind.TEAM_NOTE_SEEN,
        lane=f"person:{spoken.user_id}",
        now=desk.now,
        request_id=request.id,
        user_id=spoken.user_id,
        channel_id=spoken.channel_id,
        thread_ts=spoken.thread_ts,
        ts=spoken.ts,
        text=spoken.text[:BEGINNING],
    )


def send_to_asker(desk: Desk, actor_id: str, channel_id: str, ts: str) -> Request:
    """Carries one message of the team's thread to the asker. Its words are fetched when it is said."""
    request = find_by_post(desk.unit, channel_id, ts)
    if request is None:
        raise Conflict("That message isn't in the thread of a request, so I don't know whom to send it to.")
    require_worker(desk.people, actor_id, request)
    if channel_id == request.home_channel != request.card_channel:
        raise Conflict(f"{desk.people.get(request.asked_by).first_name} can read that one already.")
    if not _first_to_send(desk, channel_id, ts):
        raise Conflict(_why_not_sent(desk, channel_id, ts))
    spoke(desk, request, actor_id)
    enqueue(
        desk.unit,
        NoticeKind.MESSAGE_COPIED,
        lane=request.home_lane,
        now=desk.now,
        request_id=request.id,
        side="home",
        author_id=None,
        text=None,
        files=[],
        source_channel=channel_id,
        source_ts=ts,
    )
    return request


def edited(desk: Desk, channel_id: str, ts: str, text: str, actor_id: str) -> None:
    """Somebody changed their words: the copy follows, and so does a request filed with them."""
    post = _post(desk, channel_id, ts)
    if post is None:
        return
    request = get_request(desk.unit, post.request_id)
    if post.role == PostRole.SOURCE:
        if request.state in WITH_TEAM and actor_id == request.asked_by:
            _follow_source(desk, request, text)
        return
    if post.role == PostRole.SPOKEN:
        unsay(desk, request, ts)
        if channel_id == request.home_channel:
            hear(desk, (get_request(desk.unit, request.id),), actor_id, text, ts)
    if _is_carried(request, post):
        for one in _carried_for(desk, request, post):
            _correct(desk, NoticeKind.COPY_CHANGED, one, post, ts, text=text, author_id=actor_id)


def deleted(desk: Desk, channel_id: str, ts: str) -> None:
    """Somebody took their words back: the copy goes too."""
    post = _post(desk, channel_id, ts)
    if post is not None and post.role != PostRole.SOURCE:
        request = get_request(desk.unit, post.request_id)
        if post.role == PostRole.SPOKEN:
            unsay(desk, request, ts)
        if _is_carried(request, post):
            for one in _carried_for(desk, request, post):
                _correct(desk, NoticeKind.COPY_DELETED, one, post, ts)


def _follow_source(desk: Desk, request: Request, text: str) -> None:
    own = _own_words(desk, request, text)
    try:
        change_request(desk, request.id, request.asked_by, text=own, area_id=None)
    except Refusal as refusal:
        tell_person(desk, request.asked_by, f"I kept the old wording of your request. {refusal}")


def _own_words(desk: Desk, request: Request, text: str) -> str:
    """Of a message that became several requests: the words of this one. The others keep theirs."""
    known = {one.area_id for one in find_together(desk.unit, request)}
    if len(known) < 2 or len(text) > READ:
        return text
    reading = desk.reader.read(text, at=desk.now, zone=desk.people.get(request.asked_by).zone)
    parts = (reading.first, *reading.also) if reading.first else ()
    words = {part.area_id: part.text for part in parts}
    return words.get(request.area_id or "", text) if words.keys() <= known else text


def _correct(desk: Desk, kind: NoticeKind, request: Request, post: _Post, ts: str, **detail: Any) -> None:
    """In the lane of the copy, so that it comes after it."""
    lane = request.home_lane if post.role == PostRole.SENT else request.team_lane
    enqueue(
        desk.unit,
        kind,
        lane=lane,
        now=desk.now,
        request_id=request.id,
        source_channel=post.channel_id,
        source_ts=ts,
        **detail,
    )


def _is_carried(request: Request, post: _Post) -> bool:
    """Said by a person and then copied by us."""
    if post.role == PostRole.SENT:
        return True
    asked_side = request.mode is Mode.RELAY and post.channel_id == request.home_channel
    return post.role == PostRole.SPOKEN and asked_side


def _carried_for(desk: Desk, request: Request, post: _Post) -> tuple[Request, ...]:
    """The asker's words may have gone to several teams. Where none arrived there is nothing to correct."""
    return (request,) if post.role == PostRole.SENT else find_together(desk.unit, request)


@dataclass(frozen=True)
class _Post:
    channel_id: str
    request_id: str
    role: str


def _post(desk: Desk, channel_id: str, ts: str) -> _Post | None:
    statement = select(posts.c.channel_id, posts.c.request_id, posts.c.role)
    row = desk.unit.execute(statement.where(posts.c.channel_id == channel_id, posts.c.ts == ts)).first()
    return _Post(row.channel_id, row.request_id, row.role) if row else None


def _known(desk: Desk, channel_id: str, ts: str) -> bool:
    return _post(desk, channel_id, ts) is not None


def _note(desk: Desk, request: Request, spoken: Spoken) -> None:
    """Where and when somebody spoke, not what: reactions, edits and deletions find the request by it."""
    desk.unit.add(
        posts,
        channel_id=spoken.channel_id,
        ts=spoken.ts,
        request_id=request.id,
        role=PostRole.SPOKEN,
        made_at=desk.now,
    )


def _first_to_send(desk: Desk, channel_id: str, ts: str) -> bool:
    this = (posts.c.channel_id == channel_id, posts.c.ts == ts, posts.c.role == PostRole.SPOKEN)
    return desk.unit.execute(update(posts).where(*this).values(role=PostRole.SENT)).rowcount == 1


def _why_not_sent(desk: Desk, channel_id: str, ts: str) -> str:
    post = _post(desk, channel_id, ts)
    if post is not None and post.role == PostRole.SENT:
        return "That one has been sent already."
    return "That one can't be sent on. Only what a person wrote in your team's thread can."
