"""The part of the Home tab about duty: who is there now, the next seven days, and what one can do."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from bot.company import Team
from bot.oncall.board import Board
from bot.people import Colleague
from handlers.names import (
    ONCALL_AWAY,
    ONCALL_CALENDAR,
    ONCALL_SWAP,
    ONCALL_TAKE,
    ONCALL_TEAM,
    ONCALL_UNDO,
    ONCALL_WEEK,
)
from handlers.views.blocks import actions, button, context, header, menu, option, section
from handlers.views.message import Block
from handlers.views.oncall.now import MINE
from handlers.views.oncall.spoken import (
    clock_of,
    day_lines,
    next_if_silent,
    standing,
    team_label,
    teams_of,
    teams_shown,
    titled,
)
from handlers.views.oncall.week import DAYS, SURE, change_line, changes_of, shifts_of
from handlers.views.text import cut, escape, on_day

_MOST_TEAMS = 3
_MOST_ON_A_DAY = 3
_ONE_DAY = timedelta(days=1)


def duty_of(reader: Colleague, board: Board, now: datetime) -> list[Block]:
    """At most four blocks. Nothing for people of other companies, and for those who never take a turn."""
    own = teams_of(board, reader)
    if reader.outside or not own:
        return []
    with_rota = [team for team in own if board.has_rota(team)]
    shown = (with_rota or own)[:_MOST_TEAMS]
    lines = [
        f"{titled(team)}: {standing(board, team, reader, now)}. {next_if_silent(board, team, reader, now)}"
        for team in shown
    ]
    lines += _week(shown[0], board, reader, now) if with_rota else []
    changed = _changed(shown[0], board, reader, now)
    return [
        header("On call"),
        section("\n".join(lines)),
        *actions(*_doing(shown[0], board, reader, now)),
        *([context(changed)] if changed else []),
    ]


def _week(team: Team, board: Board, reader: Colleague, now: datetime) -> list[str]:
    today = now.astimezone(reader.zone_info).date()
    found = shifts_of(board, team, today, reader)
    lines = [f"\n*{titled(team)}, the next seven days* ({escape(clock_of(reader.zone_info))})"]
    for number in range(DAYS):
        day = today + number * _ONE_DAY
        there = day_lines(found, day, board, team, reader)
        more = f" and {len(there) - _MOST_ON_A_DAY} more" if len(there) > _MOST_ON_A_DAY else ""
        lines.append(f"{on_day(day, today)}: {', '.join(there[:_MOST_ON_A_DAY])}{more}")
    return lines


def _changed(team: Team, board: Board, reader: Colleague, now: datetime) -> str:
    """What somebody took or swapped in these days, and who did."""
    today = now.astimezone(reader.zone_info).date()
    found = [escape(change_line(one, board, reader, now)) for one in changes_of(board, team, today, reader)]
    more = f" · and {len(found) - _MOST_ON_A_DAY} more" if len(found) > _MOST_ON_A_DAY else ""
    return f"Changed: {' · '.join(found[:_MOST_ON_A_DAY])}{more}" if found else ""


def _doing(team: Team, board: Board, reader: Colleague, now: datetime) -> list[dict[str, Any] | None]:
    today = now.astimezone(reader.zone_info).date()
    others = [one for one in teams_shown(board, reader) if one.id != team.id]
    options = [option(team_label(one), one.id) for one in others if len(one.id) <= 150]
    changes = [one for one in changes_of(board, team, today, reader) if one.ends_at > now]
    undo = [option(cut(change_line(one, board, reader, now), 75), one.id) for one in changes]
    undoing = menu(ONCALL_UNDO, "Undo a change", undo)
    return [
        button(ONCALL_WEEK, "Week view", team.id),
        button(ONCALL_TAKE, "I take a shift", team.id),
        button(ONCALL_SWAP, "Swap", team.id),
        button(ONCALL_AWAY, "I'm away", team.id),
        button(ONCALL_CALENDAR, "My shifts in my calendar", MINE),
        menu(ONCALL_TEAM, "Another team's week", options),
        {**undoing, "confirm": SURE} if undoing else None,
    ]
