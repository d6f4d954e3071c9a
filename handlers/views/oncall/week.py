"""Seven days of one team's duty, as a window of its own: who, from when to when, and what was changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.company import Team
from bot.oncall.board import Board
from bot.oncall.model import Override, Shift
from bot.oncall.rights import may_change
from bot.people import Colleague
from handlers.names import ONCALL_TEAM, ONCALL_TURN_WEEK, ONCALL_UNDO
from handlers.views.blocks import actions, button, confirm, context, menu, option, plain_text, section
from handlers.views.message import Block
from handlers.views.oncall.spoken import (
    clock_of,
    day_lines,
    from_to,
    team_label,
    teams_shown,
    titled,
)
from handlers.views.text import escape, on_day
from handlers.views.wording import plain_name

View = dict[str, Any]
DAYS = 7
_ONE_DAY = timedelta(days=1)
_MOST_CHANGES = 15
_MOST_LINES = 12  # of one day
SURE = confirm("Undo this change?", "Duty goes back to whose it was before.", yes="Undo it", no="Leave it")


def week_view(board: Board, team: Team, first_day: date, reader: Colleague, now: datetime) -> View:
    """From `first_day` on, by the reader's own clock."""
    found = shifts_of(board, team, first_day, reader)
    today = now.astimezone(reader.zone_info).date()
    blocks: list[Block] = [section(f"*{titled(team)}*, by your clock: {escape(clock_of(reader.zone_info))}.")]
    blocks += [
        _day(found, first_day + number * _ONE_DAY, today, board, team, reader) for number in range(DAYS)
    ]
    if not board.has_rota(team):
        blocks.append(context("No turns are taken here: it's always the owner."))
    blocks += _changes(board, team, first_day, reader, now)
    blocks += _elsewhere(board, team, first_day, reader)
    return {
        "type": "modal",
        "title": plain_text("On call", 24),
        "close": plain_text("Close", 24),
        "private_metadata": json.dumps({"team_id": team.id, "day": first_day.isoformat()}),
        "blocks": blocks,
    }


def shifts_of(board: Board, team: Team, first_day: date, reader: Colleague) -> list[Shift]:
    zone = reader.zone_info
    begins = datetime.combine(first_day, time(), zone)
    return board.shifts(team, begins, datetime.combine(first_day + DAYS * _ONE_DAY, time(), zone))


def changes_of(board: Board, team: Team, first_day: date, reader: Colleague) -> list[Override]:
    """What somebody took or swapped on these days, in the order of time."""
    zone = reader.zone_info
    begins = datetime.combine(first_day, time(), zone)
    ends = datetime.combine(first_day + DAYS * _ONE_DAY, time(), zone)
    found = [
        one
        for one in board.state.overrides
        if one.team_id == team.id and one.starts_at < ends and one.ends_at > begins
    ]
    return sorted(found, key=lambda one: (one.starts_at, one.id))


def change_line(one: Override, board: Board, reader: Colleague, now: datetime) -> str:
    """Plain: "Emre, Thu 12 Mar 09:00 to Fri 13 Mar 09:00, instead of Jonas (made by Lena)"."""
    zone = reader.zone_info
    today = now.astimezone(zone).date()
    stretch = from_to(one.starts_at, one.ends_at, zone, today)
    instead = f", instead of {plain_name(board.people.get(one.instead_of))}" if one.instead_of else ""
    by = f" (made by {plain_name(board.people.get(one.made_by))})" if one.made_by != one.user_id else ""
    how = " (swapped)" if one.swap_id else by
    return f"{plain_name(board.people.get(one.user_id))}, {stretch}{instead}{how}"


def _day(
    found: Sequence[Shift], day: date, today: date, board: Board, team: Team, reader: Colleague
) -> Block:
    lines = day_lines(found, day, board, team, reader)
    shown = lines[:_MOST_LINES]
    if len(lines) > len(shown):
        shown.append(f"and {len(lines) - len(shown)} more")
    name = "Today" if day == today else on_day(day, today)
    return section("\n".join((f"*{name}*", *(shown or ["nobody can be reached at all"]))))


def _changes(board: Board, team: Team, first_day: date, reader: Colleague, now: datetime) -> list[Block]:
    found = changes_of(board, team, first_day, reader)
    blocks: list[Block] = []
    for one in found[:_MOST_CHANGES]:
        line = section(escape(change_line(one, board, reader, now)))
        undone = may_change(reader, team) and one.ends_at > now
        undo = (
            {"accessory": button(f"{ONCALL_UNDO}.{one.id}", "Undo", one.id, confirm=SURE)} if undone else {}
        )
        blocks.append({**line, **undo})
    more = len(found) - len(blocks)
    return [*blocks, context(f"And {more} more changes.")] if more > 0 else blocks


def _elsewhere(board: Board, team: Team, first_day: date, reader: Colleague) -> list[Block]:
    before, after = first_day - DAYS * _ONE_DAY, first_day + DAYS * _ONE_DAY
    others = [one for one in teams_shown(board, reader) if one.id != team.id]
    options = [option(team_label(one), value_of(one, first_day)) for one in others if len(one.id) <= 120]
    return actions(
        button(f"{ONCALL_TURN_WEEK}.{before}", "Week before", value_of(team, before)),
        button(f"{ONCALL_TURN_WEEK}.{after}", "Next week", value_of(team, after)),
        menu(ONCALL_TEAM, "Another team", options),
    )


def value_of(team: Team, day: date) -> str:
    """How buttons name a week; handlers/actions/oncall.py reads it."""
    return f"{team.id} {day.isoformat()}"
