"""What follows from a rota by itself: hand-overs at each change of shift, gaps told, user groups kept."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from bot.escalation.following import follow_the_shift, waiting_for_another
from bot.looking import look
from bot.oncall import gap_telling, groups
from bot.oncall.handing_over import carry_out, due_hand_overs
from bot.toolkit import Desk, Toolkit
from scheduler.one_by_one import by_itself

LOOK = "on call"
AT_ONCE = 200

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
        outdated = waiting_for_another(connection, board, toolkit.now(), AT_ONCE)
    for request_id in outdated:
        trouble = f"Request {request_id} waits for somebody who is not on call any more"
        with by_itself(log, trouble), toolkit.ledger.begin() as unit:
            follow_the_shift(toolkit.desk(unit), request_id)
    for one in changes:
        _do(toolkit, one.team.id, partial(carry_out, one=one, down=down))
    if has_gaps:
        _do(toolkit, "any", partial(gap_telling.look, board=board))
    scopes = toolkit.identity.scopes
    for team, is_look in due_groups:
        _do(toolkit, team.id, partial(groups.ask_for, team=team, scopes=scopes, look=is_look))


def _do(toolkit: Toolkit, team_id: str, work: Callable[[Desk], object]) -> None:
    trouble = f"Duty of team {team_id} could not be looked after"
    with by_itself(log, trouble), toolkit.ledger.begin() as unit:
        work(toolkit.desk(unit))
