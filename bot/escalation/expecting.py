"""Who is expected to take a request: on call at the moment at which it may reach people. At night that is
whoever is there when the day begins, unless something is down."""

from __future__ import annotations

from datetime import datetime

from bot.company import Level, Team
from bot.escalation.chains import reaches_people_at
from bot.oncall.board import Board
from bot.promises import working_time_of
from bot.toolkit import Desk


def expected_id(desk: Desk, team: Team | None, level: Level) -> str | None:
    """A user id, for `owner_id`. Without a team it is the bridge's. None: nobody of all is in Slack."""
    return expected_at(desk.board, team, level, desk.now)


def expected_at(board: Board, team: Team | None, level: Level, now: datetime) -> str | None:
    reached = reaches_people_at(level, working_time_of(board.company, team), now)
    found = board.on_call(team, reached)
    return found.user_id if found else None
