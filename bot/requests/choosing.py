"""The asker says what their wish is closest to, while nobody can tell whose it is."""

from __future__ import annotations

from bot.company import Area
from bot.escalation.chains import begin
from bot.escalation.expecting import expected_id
from bot.promises import reply_by
from bot.requests.asking import ask_missing
from bot.requests.model import Request, hold_request
from bot.requests.opening import announce
from bot.requests.rights import require_asker
from bot.requests.telling import change_state, refuse_because_of_state, tell
from bot.requests.working import move
from bot.toolkit import Desk
from db.errors import Conflict
from db.kinds import UNCLAIMED, Change, NoticeKind
from db.outbox import supersede

CHOSEN = "because you chose it"
NONE_OF_THESE = "because none of my guesses fitted"


def choose(desk: Desk, request_id: str, actor_id: str, area_id: str | None) -> Request:
    """One click. None: none of the guesses, so the bridge gets it now. A late click changes nothing."""
    request = hold_request(desk.unit, request_id)
    require_asker(desk.people, actor_id, request)
    if request.team_id is not None or request.band != "ask":
        raise Conflict("That one has found its way already. Press *Change it* if it went wrong.")
    area = _area(desk, area_id) if area_id else None
    if area is not None and request.card_ts is not None:  # the bridge has a card already, which must go
        team = desk.company.team(area.owner_team)
        return move(desk, request, desk.people.get(actor_id), team, area.id)
    chosen = _to_owner(desk, request, area) if area else _none_of_these(desk, request)
    if chosen is None:
        raise refuse_because_of_state(desk, request, actor_id)
    supersede(desk.unit, NoticeKind.REQUEST_ARRIVED, request.team_lane, desk.now)
    tell(desk, chosen, Change.CHOSEN, actor_id, area_id=area_id)
    if chosen.card_ts is None:
        announce(desk, chosen)
        begin(desk, chosen, first="card")
    ask_missing(desk, chosen)
    return chosen


def _none_of_these(desk: Desk, request: Request) -> Request | None:
    return change_state(desk, request, UNCLAIMED, band="bridge", reason=NONE_OF_THESE)


def _area(desk: Desk, area_id: str) -> Area:
    area = desk.company.find_area(area_id)
    if area is None:
        raise Conflict("That choice isn't there any more. Pick another one.")
    return area


def _to_owner(desk: Desk, request: Request, area: Area) -> Request | None:
    team = desk.company.team(area.owner_team)
    return change_state(
        desk,
        request,
        UNCLAIMED,
        area_id=area.id,
        team_id=team.id,
        owner_id=expected_id(desk, team, request.urgency),
        band="sure",
        reason=CHOSEN,
        reply_by=reply_by(desk.company, team, request.urgency, desk.now),
    )
