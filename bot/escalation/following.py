"""A shift changes: what nobody has taken yet waits for somebody else from now on, and is drawn so.

Nobody is called for it. The hand-over names what is open, and the next step of the chain asks whoever is on
call by then.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from bot.company import Level, Team
from bot.escalation.expecting import expected_at, expected_id
from bot.oncall.board import Board
from bot.requests.model import hold_request
from bot.requests.posting import refresh_homes
from bot.requests.telling import change_state, draw_anew
from bot.toolkit import Desk
from db.engine import Unit
from db.kinds import UNCLAIMED
from db.tables import requests

_BY_NIGHT: tuple[tuple[Level, bool], ...] = (("outage", True), ("normal", False))  # all but outages are alike


def waiting_for_another(source: Unit | Connection, board: Board, now: datetime, limit: int) -> list[str]:
    """Requests that nobody has, and that wait for somebody who is not on call for them any more."""
    found: list[str] = []
    for team in (*board.company.teams, None):
        found += _of_team(source, board, team, now, limit - len(found))
        if len(found) >= limit:
            break
    return found


def follow_the_shift(desk: Desk, request_id: str) -> bool:
    """True when it waits for somebody else from now on."""
    request = hold_request(desk.unit, request_id)
    team = desk.company.find_team(request.team_id) if request.team_id else None
    expected = expected_id(desk, team, request.urgency)
    if expected in (None, request.owner_id, request.asked_by):
        return False
    changed = change_state(desk, request, UNCLAIMED, owner_id=expected)
    if changed is None:
        return False
    draw_anew(desk, changed)
    refresh_homes(desk, {request.owner_id, expected})
    return True


def _of_team(
    source: Unit | Connection, board: Board, team: Team | None, now: datetime, limit: int
) -> list[str]:
    found: list[str] = []
    for level, is_outage in _BY_NIGHT:
        expected = expected_at(board, team, level, now)
        if expected is None:
            continue
        waiting = select(requests.c.id).where(
            requests.c.team_id.is_not_distinct_from(team.id if team else None),
            requests.c.state.in_(UNCLAIMED),
            requests.c.parent_id.is_(None),
            (requests.c.urgency == "outage") if is_outage else (requests.c.urgency != "outage"),
            requests.c.owner_id.is_distinct_from(expected),
            requests.c.asked_by != expected,  # nobody is called about their own
        )
        found += source.execute(waiting.order_by(requests.c.id).limit(limit)).scalars().all()
    return found[:limit]
