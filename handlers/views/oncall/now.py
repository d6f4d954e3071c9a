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
from handlers.views.oncall.spoken import next_if_silent, standing, team_label, teams_of, titled
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
    if len(teams) == 1:
        blocks += _about_one(board, teams[0], reader, now)
    return Message(heading, [*blocks, *_buttons(board, teams, reader)])


def _about_one(board: Board, team: Team, reader: Colleague, now: datetime) -> list[Block]:
    told = [next_if_silent(board, team, reader, now)]
    if not board.has_rota(team):
        told.append(
            "No turns are taken there: it's always the owner, or the fallback when they can't be reached."
        )
    return [context(" ".join(one for one in told if one))] if any(told) else []


def _buttons(board: Board, teams: Sequence[Team], reader: Colleague) -> list[Block]:
    shown = {team.id for team in teams}
    own = [team for team in teams_of(board, reader) if team.id in shown]
    return [*actions(*_turns(teams[0], own)), *actions(*_calendars(board, teams, own))]


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


def _calendars(board: Board, teams: Sequence[Team], own: Sequence[Team]) -> list[Element | None]:
    """Of one team its rota, where it has one; of several one's own shifts."""
    calendar: Element | None = None
    if len(teams) > 1 and own:
        calendar = button(ONCALL_CALENDAR, "My shifts in my calendar", MINE)
    elif len(teams) == 1 and board.has_rota(teams[0]):
        calendar = button(ONCALL_CALENDAR, "This rota in my calendar", teams[0].id)
    return [calendar, _edit(own)]


def _edit(own: Sequence[Team]) -> Element | None:
    if len(own) < 2:
        return button(ONCALL_EDIT, "Change the rota", own[0].id) if own else None
    options = [option(team_label(team), team.id) for team in own if len(team.id) <= 150]
    return menu(ONCALL_EDIT, "Change the rota of…", options)
