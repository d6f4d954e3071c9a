"""The answer to `/oncall`: who is on call now and who comes next, team by team, for one reader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.company import Team
from bot.oncall.board import Board
from bot.people import Colleague
from handlers.names import (
    ONCALL,
    ONCALL_AWAY,
    ONCALL_CALENDAR,
    ONCALL_EDIT,
    ONCALL_SWAP,
    ONCALL_TAKE,
    ONCALL_WEEK,
)
from handlers.views.blocks import actions, button, context, menu, option, section
from handlers.views.message import Block, Message
from handlers.views.oncall.spoken import has_rota, standing, team_label, teams_of, titled
from handlers.views.text import escape

Element = dict[str, Any]

MINE = "mine"  # the value of buttons about one's own shifts
_MOST_TEAMS = 30
_LINES_EACH = 10  # in one block
NO_TEAMS = "No team takes turns here yet. Whoever runs me adds a rota to the company file."


def now_on_call(board: Board, teams: Sequence[Team], reader: Colleague, now: datetime) -> Message:
    """`teams`: those to tell of, in this order."""
    heading = "*On call now*" if len(teams) != 1 else f"*On call for {titled(teams[0])}*"
    if not teams:
        return Message(NO_TEAMS, [section(NO_TEAMS)])
    lines = [f"• {titled(team)}: {standing(board, team, reader, now)}" for team in teams[:_MOST_TEAMS]]
    blocks: list[Block] = [section(heading)]
    blocks += [section("\n".join(lines[at : at + _LINES_EACH])) for at in range(0, len(lines), _LINES_EACH)]
    more = len(teams) - len(lines)
    if more > 0:
        blocks.append(context(f"And {more} more: name one, as in `{ONCALL} {escape(teams[-1].id)}`."))
    if len(teams) == 1 and not has_rota(board, teams[0]):
        blocks.append(
            context(
                "No turns are taken there: it's always the owner, or the fallback when they can't be reached."
            )
        )
    return Message(heading, [*blocks, *_buttons(board, teams, reader)])


def _buttons(board: Board, teams: Sequence[Team], reader: Colleague) -> list[Block]:
    shown = {team.id for team in teams}
    own = [team for team in teams_of(board.company, board, reader) if team.id in shown]
    return [*actions(*_turns(teams[0], own)), *actions(*_calendars(teams, own))]


def _turns(team: Team, own: Sequence[Team]) -> list[Element | None]:
    """Whoever takes no turns can look, and no more."""
    week = button(ONCALL_WEEK, "Week view", team.id)
    if not own:
        return [week]
    mine = own[0].id
    return [
        week,
        button(ONCALL_TAKE, "I take a shift", mine),
        button(ONCALL_SWAP, "Swap", mine),
        button(ONCALL_AWAY, "I'm away", mine),
    ]


def _calendars(teams: Sequence[Team], own: Sequence[Team]) -> list[Element | None]:
    one = teams[0].id if len(teams) == 1 else None
    if one is not None:
        calendar: Element | None = button(ONCALL_CALENDAR, "This rota in my calendar", one)
    else:
        calendar = button(ONCALL_CALENDAR, "My shifts in my calendar", MINE) if own else None
    return [calendar, _edit(own)]


def _edit(own: Sequence[Team]) -> Element | None:
    if len(own) < 2:
        return button(ONCALL_EDIT, "Change the rota", own[0].id) if own else None
    options = [option(team_label(team), team.id) for team in own if len(team.id) <= 150]
    return menu(ONCALL_EDIT, "Change the rota of…", options)
