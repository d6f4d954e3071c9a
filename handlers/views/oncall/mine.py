"""One's own shifts of the weeks to come: the answer to `/oncall mine`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.company import Team
from bot.oncall.board import Board
from bot.oncall.model import Shift
from bot.people import Colleague
from handlers.names import ONCALL_AWAY, ONCALL_CALENDAR, ONCALL_SWAP
from handlers.views.blocks import actions, button, context, section
from handlers.views.message import Message
from handlers.views.oncall.now import MINE
from handlers.views.oncall.spoken import clock_of, from_to, team_label
from handlers.views.text import escape

AHEAD = timedelta(days=60)
MOST_SHOWN = 12
_WHY = {
    "override": "taken",
    "swap": "swapped",
    "fallback": "nobody in the rota, so the fallback",
    "bridge": "nobody in the rota, so the bridge",
}


def my_shifts(board: Board, teams: Sequence[Team], reader: Colleague, now: datetime) -> Message:
    """`teams`: those for which they may be called. Times are by the reader's own clock."""
    until = now + AHEAD
    found = [
        (team, one)
        for team in teams
        for one in board.shifts(team, now, until)
        if one.user_id == reader.user_id
    ]
    found.sort(key=lambda pair: (pair[1].starts_at, team_label(pair[0])))
    buttons = actions(
        button(ONCALL_SWAP, "Swap", "mine"),
        button(ONCALL_AWAY, "I'm away", "mine"),
        button(ONCALL_CALENDAR, "My shifts in my calendar", MINE),
    )
    if not found:
        said = f"You have no shift in the next {AHEAD.days} days."
        return Message(said, [section(said), *buttons])
    heading = (
        f"*Your shifts in the next {AHEAD.days} days*, by your clock: {escape(clock_of(reader.zone_info))}."
    )
    lines = [_line(team, one, reader, now, until) for team, one in found[:MOST_SHOWN]]
    more = len(found) - len(lines)
    rest = [context(f"And {more} more.")] if more > 0 else []
    return Message(heading, [section("\n".join([heading, *lines])), *rest, *buttons])


def _line(team: Team, shift: Shift, reader: Colleague, now: datetime, until: datetime) -> str:
    why = _WHY.get(shift.by)
    stretch = escape(_stretch(shift, reader, now, until))
    return f"• {stretch}: {escape(team_label(team))}" + (f" ({why})" if why else "")


def _stretch(shift: Shift, reader: Colleague, now: datetime, until: datetime) -> str:
    """The running one shows when it ends: when it began changes with the look."""
    zone = reader.zone_info
    today = now.astimezone(zone).date()
    if shift.starts_at > now:
        return from_to(shift.starts_at, min(shift.ends_at, until), zone, today)
    if shift.ends_at >= until:
        return "now, and all the time"
    return f"now, until {from_to(shift.ends_at, shift.ends_at, zone, today).rpartition('-')[0]}"
