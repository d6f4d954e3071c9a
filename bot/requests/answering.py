"""What the asking side does: change it, take it back, answer, confirm, reopen; and what silence does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.escalation.chains import begin
from bot.escalation.promising import next_promise
from bot.intake.reading import Reading
from bot.intake.wish import names_a_wish
from bot.requests.asking import ask_missing
from bot.requests.lessons import teach
from bot.requests.model import LONGEST_TEXT, Request, find_together, hold_request, request_from, storable
from bot.requests.planning import due_values
from bot.requests.rights import require_asker
from bot.requests.telling import (
    change_state,
    draw_card,
    refuse_because_of_state,
    settle_question,
    tell,
    tell_person,
)
from bot.requests.working import move
from bot.toolkit import Desk
from db.errors import Conflict, Unclear
from db.kinds import OPEN, UNCLAIMED, WITH_TEAM, Change, NoticeKind, RequestState, Taught, Via
from db.outbox import supersede
from db.tables import history, requests

UNDO_WITHIN = timedelta(minutes=1)
ANOTHER_WISH = (
    "There's another wish in it now. I've kept it all as one request; if that's something of its own, "
    "just ask me for it separately."
)


def confirm(desk: Desk, request_id: str, actor_id: str) -> Request:
    request = hold_request(desk.unit, request_id)
    require_asker(desk.people, actor_id, request)
    closed = change_state(
        desk, request, (RequestState.RESOLVED,), state=RequestState.CLOSED, ended_at=desk.now, close_at=None
    )
    if closed is None:
        raise refuse_because_of_state(desk, request, actor_id)
    tell(desk, closed, Change.CONFIRMED, actor_id, to_team=True)
    teach(desk, closed, Taught.RESOLVED, None)
    settle_question(desk, closed)
    return closed


def reopen(desk: Desk, request_id: str, actor_id: str) -> Request:
    """`Not quite`: back to the same owner, no shame, also when silence had closed it. What was thought to be
    the same thing as another is then one of its own."""
    request = hold_request(desk.unit, request_id)
    require_asker(desk.people, actor_id, request)
    reopened = change_state(
        desk,
        request,
        (RequestState.RESOLVED, RequestState.CLOSED),
        state=RequestState.ACKNOWLEDGED if request.acknowledged_by else RequestState.NEW,
        **next_promise(desk, request),
        parent_id=None,
        resolved_at=None,
        close_at=None,
        ended_at=None,
    )
    if reopened is None:
        raise refuse_because_of_state(desk, request, actor_id)
    if request.parent_id is not None:
        draw_card(desk, request.parent_id)
    if reopened.is_unclaimed:
        begin(desk, reopened)
    tell(desk, reopened, Change.REOPENED, actor_id, to_team=True)
    settle_question(desk, reopened)
    return reopened


def cancel(desk: Desk, request_id: str, actor_id: str) -> Request:
    request = hold_request(desk.unit, request_id)
    require_asker(desk.people, actor_id, request)
    cancelled = change_state(
        desk, request, OPEN, state=RequestState.CANCELLED, ended_at=desk.now, close_at=None
    )
    if cancelled is None:
        raise refuse_because_of_state(desk, request, actor_id)
    _call_off_card(desk, cancelled)
    tell(desk, cancelled, Change.CANCELLED, actor_id, to_team=True)
    if request.state is RequestState.RESOLVED:
        settle_question(desk, cancelled)
    return cancelled


def _call_off_card(desk: Desk, request: Request) -> None:
    """One that waits for the asker's choice would hold up what is said to the team after it."""
    supersede(desk.unit, NoticeKind.REQUEST_ARRIVED, request.team_lane, desk.now)


def undo_reaction(desk: Desk, request: Request, actor_id: str) -> bool:
    """Taking the ticket off within a minute takes back what was filed with it and nobody has taken yet.
    False: too late, or not their ticket."""
    fresh = desk.now - request.asked_at <= UNDO_WITHIN
    if request.via is not Via.REACTION or not fresh or actor_id != _filed_by(desk, request):
        return False
    cancelled = [
        change_state(desk, one, UNCLAIMED, state=RequestState.CANCELLED, ended_at=desk.now)
        for one in find_together(desk.unit, request)
    ]
    for one in cancelled:
        if one is not None:
            _call_off_card(desk, one)
            tell(desk, one, Change.CANCELLED, actor_id, to_team=True)
    return any(cancelled)


def _filed_by(desk: Desk, request: Request) -> str | None:
    filed = (history.c.request_id == request.id, history.c.change == Change.FILED)
    return desk.unit.execute(select(history.c.actor_id).where(*filed)).scalar_one_or_none()


def change(desk: Desk, request_id: str, actor_id: str, *, text: str | None, area_id: str | None) -> Request:
    """Other words, another area, or both; None leaves them. Nothing changed: nothing is said."""
    request = hold_request(desk.unit, request_id)
    require_asker(desk.people, actor_id, request)
    if text is not None:
        request = _reworded(desk, request, actor_id, storable(text).strip()[:LONGEST_TEXT])
    return _to_area(desk, request, actor_id, area_id) if area_id else request


def _reworded(desk: Desk, request: Request, actor_id: str, text: str) -> Request:
    """Read like the first words: what must not be kept is left out, and a day they name counts."""
    zone = desk.people.get(request.asked_by).zone
    files = bool(request.files)
    reading = desk.reader.read(text, at=desk.now, zone=zone, has_files=files)
    if not names_a_wish(text, has_files=files):
        raise Unclear("Please say in one sentence what you need.")
    if reading.masked == request.text:
        return request
    values: dict[str, Any] = {"text": reading.masked, "found": list(reading.found)}
    if reading.due and reading.due.words != request.due_words:
        values |= due_values(reading.due)
    changed = change_state(desk, request, WITH_TEAM, **values)
    if changed is None:
        raise refuse_because_of_state(desk, request, actor_id)
    tell(desk, changed, Change.CHANGED, actor_id, to_team=True)
    if reading.also:
        _tell_of_other_wishes(desk, changed, actor_id, reading)
    return changed


def _tell_of_other_wishes(desk: Desk, request: Request, actor_id: str, reading: Reading) -> None:
    """Nothing is opened by itself when words are changed."""
    known = {one.area_id for one in find_together(desk.unit, request)}
    if any(part.area_id not in known for part in reading.also):
        tell_person(desk, actor_id, ANOTHER_WISH, channel_id=request.home_channel, thread_ts=request.home_ts)


def _to_area(desk: Desk, request: Request, actor_id: str, area_id: str) -> Request:
    area = desk.company.find_area(area_id)
    if area is None:
        raise Conflict("That choice isn't there any more. Pick another one.")
    if area.owner_team != request.team_id:
        return move(desk, request, desk.people.get(actor_id), desk.company.team(area.owner_team), area.id)
    if area.id == request.area_id:
        return request
    changed = change_state(desk, request, WITH_TEAM, area_id=area.id, reason="because you chose it")
    if changed is None:
        raise refuse_because_of_state(desk, request, actor_id)
    tell(desk, changed, Change.CHANGED, actor_id, to_team=True, area_id=area.id)
    ask_missing(desk, changed)
    return changed


def answered(desk: Desk, request: Request, actor_id: str) -> None:
    """The asker wrote in the thread while their word was awaited: the request is back with its owner."""
    promised = next_promise(desk, request)
    back = change_state(desk, request, (RequestState.WAITING,), state=RequestState.ACKNOWLEDGED, **promised)
    if back is not None:
        tell(desk, back, Change.ANSWERED, actor_id, to_team=True)


def close_silent(desk: Desk, limit: int = 50) -> int:
    """Closes what was resolved and then left unanswered for three working days."""
    statement = select(requests).where(
        requests.c.state == RequestState.RESOLVED, requests.c.close_at <= desk.now
    )
    closed = 0
    for row in desk.unit.execute(statement.limit(limit)).mappings().all():
        request = request_from(row)
        done = change_state(
            desk,
            request,
            (RequestState.RESOLVED,),
            state=RequestState.CLOSED,
            ended_at=desk.now,
            close_at=None,
        )
        if done is not None:
            tell(desk, done, Change.CLOSED, None)
            teach(desk, done, Taught.RESOLVED, None)
            settle_question(desk, done)
            closed += 1
    return closed
