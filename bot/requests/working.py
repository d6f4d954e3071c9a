"""What the owning side does: take it, ask, hand it on, say it's done."""

from __future__ import annotations

from typing import Any

from bot.company import Team
from bot.escalation.chains import begin, is_owner_silent
from bot.escalation.expecting import expected_id
from bot.escalation.promising import next_promise
from bot.people import Colleague
from bot.promises import reply_by
from bot.requests.asking import ask_missing
from bot.requests.children import closes_at, refuse_if_child
from bot.requests.lessons import teach
from bot.requests.model import LONGEST_QUESTION, Request, hold_request, storable
from bot.requests.rights import require_worker
from bot.requests.telling import change_state, draw_card, leave_card, refuse_because_of_state, tell
from bot.toolkit import Desk
from db.errors import Conflict, Unclear
from db.kinds import UNCLAIMED, WITH_TEAM, Change, NoticeKind, RequestState, Taught
from db.outbox import enqueue


def acknowledge(desk: Desk, request_id: str, actor_id: str) -> Request:
    """Of two who click at once one wins; the other is told who has it. Once its owner fell silent and others
    were asked in their place, it is anybody's."""
    request = hold_request(desk.unit, request_id)
    require_worker(desk.people, actor_id, request)
    refuse_if_child(desk, request)
    taken = change_state(
        desk,
        request,
        _free_states(desk, request),
        state=RequestState.ACKNOWLEDGED,
        acknowledged_by=actor_id,
        acknowledged_at=desk.now,
        **next_promise(desk, request),
    )
    if taken is None:
        raise refuse_because_of_state(desk, request, actor_id)
    tell(desk, taken, Change.ACKNOWLEDGED, actor_id)
    return taken


def _free_states(desk: Desk, request: Request) -> tuple[RequestState, ...]:
    if request.state is RequestState.ACKNOWLEDGED and is_owner_silent(desk.unit, request.id):
        return (*UNCLAIMED, RequestState.ACKNOWLEDGED)
    return UNCLAIMED


def ask_back(desk: Desk, request_id: str, actor_id: str, question: str) -> Request:
    """A question to the asker; whoever asks has the request from then on."""
    request = hold_request(desk.unit, request_id)
    require_worker(desk.people, actor_id, request)
    refuse_if_child(desk, request)
    question = desk.reader.mask(storable(question)).strip()[:LONGEST_QUESTION]
    if not question:
        raise Unclear("Write your question first, one sentence is enough.")
    waiting = change_state(
        desk,
        request,
        WITH_TEAM,
        state=RequestState.WAITING,
        acknowledged_by=request.acknowledged_by or actor_id,
        acknowledged_at=request.acknowledged_at or desk.now,
    )
    if waiting is None:
        raise refuse_because_of_state(desk, request, actor_id)
    tell(desk, waiting, Change.ASKED, actor_id, question=question)
    return waiting


def resolve(desk: Desk, request_id: str, actor_id: str) -> Request:
    """Says that it is done; the asker has the last word."""
    request = hold_request(desk.unit, request_id)
    require_worker(desk.people, actor_id, request)
    refuse_if_child(desk, request)
    resolved = change_state(
        desk,
        request,
        WITH_TEAM,
        state=RequestState.RESOLVED,
        acknowledged_by=request.acknowledged_by or actor_id,
        acknowledged_at=request.acknowledged_at or desk.now,
        resolved_at=desk.now,
        close_at=closes_at(desk, request.asked_by),
    )
    if resolved is None:
        raise refuse_because_of_state(desk, request, actor_id)
    tell(desk, resolved, Change.RESOLVED, actor_id)
    return resolved


def hand_over(
    desk: Desk, request_id: str, actor_id: str, *, to_team: str | None = None, to_area: str | None = None
) -> Request:
    """`Not ours`: to the chosen team or area, else to the bridge. Costs no explanation."""
    request = hold_request(desk.unit, request_id)
    actor = require_worker(desk.people, actor_id, request)
    refuse_if_child(desk, request)
    area = desk.company.find_area(to_area) if to_area else None
    team = desk.company.find_team(area.owner_team if area else to_team or "")
    if (to_team or to_area) and team is None:
        raise Conflict("That team isn't in the company file any more. Pick another one.")
    if (team.id if team else None) == request.team_id:
        raise Conflict(f"It is with {team.spoken_name if team else 'the bridge'} already.")
    return move(desk, request, actor, team, area.id if area else None)


def move(desk: Desk, request: Request, actor: Colleague, team: Team | None, area_id: str | None) -> Request:
    """Old owner, new owner and asker are each told once: by the old card, the new card and one line."""
    moved = change_state(
        desk,
        request,
        WITH_TEAM,
        state=RequestState.MOVED,
        team_id=team.id if team else None,
        area_id=area_id if area_id or team is None else _area_within(desk, request, team),
        owner_id=expected_id(desk, team, request.urgency),
        reason=_why_moved(actor, request),
        band="sure" if team else "bridge",
        guesses=_guesses_left(desk, request),
        acknowledged_by=None,
        acknowledged_at=None,
        reply_by=reply_by(desk.company, team, request.urgency, desk.now),
        card_channel=None,
        card_ts=None,
        parent_id=None,
    )
    if moved is None:
        raise refuse_because_of_state(desk, request, actor.user_id)
    if request.parent_id is not None:
        draw_card(desk, request.parent_id)
    places: dict[str, Any] = {"from_team": request.team_id, "team_id": moved.team_id}
    _change_cards(desk, request, moved, actor.user_id)
    begin(desk, moved, first="card")
    tell(desk, moved, Change.MOVED, actor.user_id, **places)
    ask_missing(desk, moved)
    teach(desk, moved, Taught.MOVED, actor.user_id)
    return moved


def _change_cards(desk: Desk, old: Request, new: Request, actor_id: str) -> None:
    """The old team's card says where it went, the new team gets one of its own."""
    leave_card(desk, old, new, actor_id, old_owner_id=old.acknowledged_by or old.owner_id)
    about: dict[str, Any] = {"request_id": new.id, "team_id": new.team_id}
    enqueue(desk.unit, NoticeKind.REQUEST_ARRIVED, lane=new.team_lane, now=desk.now, **about)


def _guesses_left(desk: Desk, request: Request) -> list[str]:
    """Without the areas of the team that has just said no."""
    areas = (desk.company.find_area(guess) for guess in request.guesses)
    return [area.id for area in areas if area and area.owner_team != request.team_id]


def _why_moved(actor: Colleague, request: Request) -> str:
    if actor.user_id == request.asked_by:
        return f"because {actor.first_name} chose it"
    return f"because {actor.first_name} sent it on"


def _area_within(desk: Desk, request: Request, team: Team) -> str | None:
    """The best guess among the areas of the new team, so that the card can say what it is about."""
    theirs = [area.id for area in desk.company.areas_of(team)]
    pointed = (area_id for area_id, _ in desk.reader.router.point(request.text))
    likely = (guess for guess in (*request.guesses, *pointed) if guess in theirs)
    return next(likely, theirs[0] if len(theirs) == 1 else None)
