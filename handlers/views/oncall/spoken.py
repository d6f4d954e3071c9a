"""How shifts and days are called. What is not said to be plain is mrkdwn, escaped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.company import Team
from bot.oncall.board import Board
from bot.oncall.model import Shift
from bot.oncall.resolving import REACHES
from bot.oncall.rights import may_change
from bot.people import Colleague
from bot.syncs.series import place_of
from handlers.views.text import cut, escape, on_day, one_line, when
from handlers.views.wording import first

_FAR = REACHES[-1] - timedelta(days=1)  # nobody looks farther: what lasts longer is as good as always
_ONE_DAY = timedelta(days=1)
_LONGEST_NAME = 60


def team_label(team: Team) -> str:
    """Plain, as a heading or in a menu."""
    return cut(one_line(team.name), _LONGEST_NAME) or team.id


def titled(team: Team) -> str:
    return escape(team_label(team))


def teams_shown(board: Board, reader: Colleague) -> list[Team]:
    """Those whose duty matters to others, the reader's own first."""
    shown = board.teams()
    own = [team for team in shown if team.id in reader.team_ids]
    return own + [team for team in shown if team not in own]


def teams_of(board: Board, reader: Colleague) -> list[Team]:
    """Those of them whose rota the reader may change."""
    return [team for team in teams_shown(board, reader) if may_change(reader, team)]


def standing(board: Board, team: Team, reader: Colleague, now: datetime) -> str:
    """ "Jonas until Mon 16 Mar, 09:00, then Lena", in the reader's own zone. One who goes on in another layer
    is there until somebody else is."""
    shift = board.shift(team, now)
    if shift is None:
        return "nobody can be reached at all"
    who = _whose(shift, board, team, reader)
    ahead = board.shifts(team, now, now + _FAR)
    coming = next((one for one in ahead if one.user_id != shift.user_id), None)
    if coming is None:
        return who
    then = _whose(coming, board, team, reader)
    return f"{who} until {when(coming.starts_at, reader.zone_info, now)}, then {then}"


def next_if_silent(board: Board, team: Team, reader: Colleague, now: datetime) -> str:
    """Who is asked when the one on call does not answer; nothing where there is nobody else."""
    other = board.second(team, now)
    return f"If there's no answer: {called(other.user_id, board, reader)}." if other else ""


def _whose(shift: Shift, board: Board, team: Team, reader: Colleague) -> str:
    name = called(shift.user_id, board, reader)
    if not board.has_rota(team):
        return name
    fallen = {
        "fallback": " (nobody in the rota, so the fallback)",
        "bridge": " (nobody in the rota, so the bridge)",
    }
    return name + fallen.get(shift.by, "")


def called(user_id: str, board: Board, reader: Colleague) -> str:
    return "*you*" if user_id == reader.user_id else f"*{first(board.people.get(user_id))}*"


def from_to(starts_at: datetime, ends_at: datetime, zone: ZoneInfo, today: date) -> str:
    """Plain: "Thu 12 Mar 09:00 to Fri 13 Mar 09:00", by the clock of this zone."""
    first_at, last_at = starts_at.astimezone(zone), ends_at.astimezone(zone)
    begins = f"{on_day(first_at.date(), today)} {first_at:%H:%M}"
    if last_at.date() == first_at.date():
        return f"{begins}-{last_at:%H:%M}"
    return f"{begins} to {on_day(last_at.date(), today)} {last_at:%H:%M}"


def clock_of(zone: ZoneInfo) -> str:
    """Plain: whose clock counts."""
    return f"{place_of(zone.key)} time"


def day_lines(shifts: Sequence[Shift], day: date, board: Board, team: Team, reader: Colleague) -> list[str]:
    """Who is there on one day of the reader's, from when to when."""
    zone = reader.zone_info
    begins = datetime.combine(day, time(), zone)
    ends = datetime.combine(day + _ONE_DAY, time(), zone)
    return [
        f"{_part(shift, begins, ends, zone)} {called(shift.user_id, board, reader)}{_why(shift, board, team)}"
        for shift in _joined(shifts)
        if shift.starts_at < ends and shift.ends_at > begins
    ]


def _part(shift: Shift, begins: datetime, ends: datetime, zone: ZoneInfo) -> str:
    if shift.starts_at <= begins and shift.ends_at >= ends:
        return "all day"
    first_at = max(shift.starts_at, begins).astimezone(zone)
    last_at = "24:00" if shift.ends_at >= ends else f"{shift.ends_at.astimezone(zone):%H:%M}"
    return f"{first_at:%H:%M}-{last_at}"


def _why(shift: Shift, board: Board, team: Team) -> str:
    """In a word: it may stand on every day of a week."""
    if shift.is_gap and not board.has_rota(team):
        return ""
    short = {"override": "taken", "swap": "swapped", "fallback": "as fallback", "bridge": "from the bridge"}
    return f" ({short[shift.by]})" if shift.by in short else ""


def _joined(shifts: Sequence[Shift]) -> list[Shift]:
    """One that goes on in the same way is one, for whoever reads it."""
    joined: list[Shift] = []
    for shift in shifts:
        last = joined[-1] if joined else None
        same = last and (last.user_id, last.by, last.ends_at) == (shift.user_id, shift.by, shift.starts_at)
        if last and same:
            joined[-1] = Shift(
                last.starts_at, shift.ends_at, last.user_id, last.by, last.layer_id, last.override_id
            )
        else:
            joined.append(shift)
    return joined
