"""What follows from a rota by itself: hand-overs at each change of shift, gaps told, user groups kept."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from bot.looking import look
from bot.oncall import gap_telling, groups
from bot.oncall.handing_over import carry_out, due_hand_overs
from bot.toolkit import Desk, Toolkit
from db.errors import Outage
from scheduler.references import new_reference

LOOK = "on call"

log = logging.getLogger(__name__)


def look_after_duty(toolkit: Toolkit) -> None:
    """May run as often as one likes, in any number of processes."""
    with toolkit.ledger.begin() as unit:
        down = look(unit, LOOK, toolkit.now())
    board = toolkit.duties.board()
    with toolkit.ledger.read() as connection:
        changes = due_hand_overs(connection, board, toolkit.now())
        has_gaps = gap_telling.is_due(connection, board, toolkit.now())
        due_groups = groups.due_groups(connection, board, toolkit.now())
    for one in changes:
        _do(toolkit, one.team.id, partial(carry_out, one=one, down=down))
    if has_gaps:
        _do(toolkit, "any", partial(gap_telling.look, board=board))
    scopes = toolkit.identity.scopes
    for team, is_look in due_groups:
        _do(toolkit, team.id, partial(groups.ask_for, team=team, scopes=scopes, look=is_look))


def _do(toolkit: Toolkit, team_id: str, work: Callable[[Desk], object]) -> None:
    try:
        with toolkit.ledger.begin() as unit:
            work(toolkit.desk(unit))
    except Outage:
        raise  # it concerns all of them: the next look goes on from here
    except Exception:  # one team that we stumble over must not silence all that come after it
        log.exception("Duty of team %s could not be looked after, reference %s", team_id, new_reference())
