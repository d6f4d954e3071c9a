"""Filing: one wish becomes one request, whichever way it came.

Only adds rows: unique constraints find a second delivery or a second way of filing the same message
(Taken), so that filing can be committed together with that of others. Only a message inside a thread
costs a look.
"""

from __future__ import annotations

from dataclasses import asdict

from bot.intake.wish import names_a_wish
from bot.promises import reply_by
from bot.requests.model import LONGEST_TEXT, Ask, Request, find_by_post, home_lane, storable, team_lane
from bot.toolkit import Desk
from db.errors import Unclear
from db.ids import new_id
from db.kinds import Change, Mode, NoticeKind, PostRole, RequestState
from db.outbox import enqueue
from db.tables import history, posts, requests

OPEN_QUESTION = "I'm here. What's going on? One sentence is enough."


def open_request(desk: Desk, ask: Ask) -> Request:
    """Raises Unclear when no wish can be found in the words: then nothing is filed."""
    if not names_a_wish(ask.text, has_files=bool(ask.files)) and ask.area_id is None:
        raise Unclear(OPEN_QUESTION)
    request = _routed(desk, ask)
    _write(desk, ask, request)
    return request


def _routed(desk: Desk, ask: Ask) -> Request:
    route = desk.router.route(ask.text, chosen=ask.area_id)
    team = desk.company.find_team(route.team_id) if route.team_id else None
    owner = desk.people.on_duty(team)
    home_channel = ask.place.channel_id if ask.place.kind != "nowhere" else None
    return Request(
        id=new_id("r", desk.now),
        source_key=ask.source_key,
        client_msg_id=ask.client_msg_id,
        via=ask.via,
        mode=Mode.SHARED if ask.place.kind == "public" else Mode.RELAY,
        asked_by=ask.asked_by,
        text=storable(ask.text)[:LONGEST_TEXT],
        files=ask.files,
        area_id=route.area_id,
        team_id=team.id if team else None,
        owner_id=owner.user_id if owner else None,
        reason=route.reason,
        guesses=route.guesses,
        state=RequestState.NEW,
        asked_at=desk.now,
        reply_by=reply_by(desk.company, team, desk.now),
        acknowledged_by=None,
        acknowledged_at=None,
        resolved_at=None,
        close_at=None,
        ended_at=None,
        changed_at=desk.now,
        home_channel=home_channel,
        home_ts=ask.place.thread_ts,
        receipt_ts=None,
        card_channel=None,
        card_ts=None,
    )


def _write(desk: Desk, ask: Ask, request: Request) -> None:
    unit, now = desk.unit, desk.now
    unit.add(
        requests,
        **{**request.__dict__, "files": [asdict(f) for f in ask.files], "guesses": list(request.guesses)},
    )
    unit.add(
        history,
        id=new_id("h", now),
        request_id=request.id,
        at=now,
        actor_id=ask.filed_by or ask.asked_by,
        change=Change.FILED,
        detail={"via": ask.via, "team_id": request.team_id, "reason": request.reason},
    )
    if ask.source_ts and ask.place.channel_id and not _is_spoken_elsewhere(desk, ask):
        _note_source(desk, ask, request)
    enqueue(unit, NoticeKind.REQUEST_FILED, lane=home_lane(request.id), now=now, request_id=request.id)
    enqueue(
        unit,
        NoticeKind.REQUEST_ARRIVED,
        lane=team_lane(request.id),
        now=now,
        request_id=request.id,
        team_id=request.team_id,
    )


def _is_spoken_elsewhere(desk: Desk, ask: Ask) -> bool:
    """A message in the thread of another request, filed as one of its own, stays a word of that thread."""
    in_thread = ask.place.thread_ts is not None and ask.place.thread_ts != ask.source_ts
    return in_thread and find_by_post(desk.unit, ask.place.channel_id or "", ask.source_ts or "") is not None


def _note_source(desk: Desk, ask: Ask, request: Request) -> None:
    """So that a reaction on the message itself, or its edit, finds the request."""
    desk.unit.add(
        posts,
        channel_id=ask.place.channel_id,
        ts=ask.source_ts,
        request_id=request.id,
        role=PostRole.SOURCE,
        made_at=desk.now,
    )
