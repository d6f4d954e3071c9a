"""Times at which nobody, or somebody twice, is on call, told to the team once each; and people of a rota whom
Slack does not reach any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from sqlalchemy import Connection, select

from bot.company import Team
from bot.deliveries import Due, settle
from bot.oncall.board import Board
from bot.oncall.changing import begin, lane_of, tell_one, tell_team
from bot.oncall.gaps import Gap, doubles, gaps
from bot.oncall.model import Override
from bot.oncall.overriding import find_by_source, take
from bot.oncall.rights import require_changer
from bot.promises import working_time_of
from bot.syncs.series import moment
from bot.toolkit import Desk
from db.engine import Unit
from db.errors import Conflict
from db.kinds import DeliveryState, NoticeKind
from db.meeting_tables import deliveries
from db.outbox import enqueue

LOOKED, GAP, GONE = "oncall.gaps_looked", "oncall.gap", "oncall.gone"
CHANNEL = "channel"
MORNING = time(10)  # by the wall of the team's calendar
AHEAD = timedelta(days=14)
BACK = timedelta(days=15)  # so that a gap keeps its beginning while it lasts
MOST_SHOWN = 5


def look(desk: Desk, board: Board) -> int:
    """Once a day for each team, and after every change; how many teams were told. Only while they work."""
    changed = board.state.version > 0 and _looks(desk, _after_change(board, desk.now))
    told = 0
    for team in teams_with_rota(board):
        if not working_time_of(desk.company, team).is_working(desk.now):
            continue
        _tell_who_is_gone(desk, board, team)
        daily = _daily(board, team, desk.now)
        if (daily is not None and _looks(desk, daily)) or changed:
            told += _tell_gaps(desk, board, team)
    return told


def is_due(source: Unit | Connection, board: Board, now: datetime) -> bool:
    """May `look` have anything to do? Without a lock, since it is asked all the time."""
    teams = [one for one in teams_with_rota(board) if working_time_of(board.company, one).is_working(now)]
    wanted = [one for one in (_daily(board, team, now) for team in teams) if one is not None]
    wanted += [_after_change(board, now)] if board.state.version > 0 else []
    gone = [(team, email) for team in teams for email in missing_people(board, team)]
    wanted += [Due(GONE, team.id, email, CHANNEL, now) for team, email in gone]
    c = deliveries.c
    known = select(c.kind, c.subject, c.slot).where(
        c.kind.in_((LOOKED, GONE)), c.slot.in_({one.slot for one in wanted})
    )
    done = {tuple(row) for row in source.execute(known)}
    return any((one.kind, one.subject, one.slot) not in done for one in wanted)


def standing_gaps(board: Board, team: Team, now: datetime) -> list[Gap]:
    """Of the coming fortnight, the earliest first; those of a calendar's unknown names are asked about where
    the calendar is read."""
    first, last = now - BACK, now + AHEAD
    found = [one for one in gaps(board.turns(team), first, last) if one.kind != "unknown"]
    if team.id in _booked(board):
        shifts = {other.id: board.shifts(other, first, last) for other in teams_with_rota(board)}
        found += [one for one in doubles(shifts) if team.id in one.team_ids]
    return sorted((one for one in found if one.ends_at > now), key=lambda one: (one.starts_at, one.ends_at))


def fill(
    desk: Desk,
    team_id: str,
    starts_at: datetime,
    ends_at: datetime,
    actor_id: str,
    source_key: str | None = None,
) -> Override:
    """ "I take it": whoever clicks first is on call then. Raises Missing, NotAllowed, Conflict with who was
    first, and Unclear once it is over."""
    team = desk.company.team(team_id)
    require_changer(desk, actor_id, team)
    earlier = find_by_source(desk.unit, source_key) if source_key else None
    if earlier is not None:
        return earlier
    board = begin(desk)
    served = board.shifts(team, max(starts_at, desk.now), ends_at) if desk.now < ends_at else []
    taken = [one for one in served if one.by in ("override", "swap")]
    if taken and not any(one.is_gap for one in served):
        who = taken[0].user_id
        name = "You have" if who == actor_id else f"{desk.people.get(who).first_name} has"
        raise Conflict(f"{name} taken that already.")
    return take(desk, team_id, actor_id, starts_at, ends_at, actor_id, source_key)


def teams_with_rota(board: Board) -> list[Team]:
    return [one for one in board.company.teams if board.rota(one) or one.id in board.state.imported]


def missing_people(board: Board, team: Team) -> list[str]:
    """E-mails of those in the rota whom nobody can call: their account is closed, or Slack has none."""
    rota = board.rota(team)
    named = dict.fromkeys(email for layer in (rota.layers if rota else ()) for email in layer.people)
    reachable = board.turns(team).accounts
    return [email for email in named if email not in reachable]


def _tell_gaps(desk: Desk, board: Board, team: Team) -> bool:
    found = standing_gaps(board, team, desk.now)
    new = [one for one in found if settle(desk.unit, _due(desk, team, one), desk.now, DeliveryState.SAID)]
    if not new:
        return False
    enqueue(
        desk.unit,
        NoticeKind.GAPS_FOUND,
        lane=lane_of(team),
        now=desk.now,
        team_id=team.id,
        gaps=[gap_written(replace(one, starts_at=max(one.starts_at, desk.now))) for one in new[:MOST_SHOWN]],
        more=len(new[MOST_SHOWN:]),
    )
    return True


def gap_written(gap: Gap) -> dict[str, object]:
    return {
        "starts_at": gap.starts_at.replace(second=0, microsecond=0).isoformat(),
        "ends_at": gap.ends_at.isoformat(),
        "kind": gap.kind,
        "user_ids": list(gap.user_ids),
        "team_ids": list(gap.team_ids),
    }


def _due(desk: Desk, team: Team, gap: Gap) -> Due:
    """Known by its beginning, which stays while its end is still out of sight."""
    is_older = gap.starts_at <= desk.now - BACK
    since = "running" if is_older else f"{gap.starts_at:%Y-%m-%dT%H:%MZ}"
    whose = " ".join((*gap.user_ids, *gap.team_ids))
    return Due(GAP, team.id, f"{since} {gap.kind} {whose}".strip(), CHANNEL, desk.now)


def _tell_who_is_gone(desk: Desk, board: Board, team: Team) -> None:
    """Nobody is called who cannot be reached; that others stand in shall not stay unseen."""
    new = [
        email
        for email in missing_people(board, team)
        if settle(desk.unit, Due(GONE, team.id, email, CHANNEL, desk.now), desk.now, DeliveryState.SAID)
    ]
    if new:
        tell_team(desk, team, "gone", None, emails=new)
        for admin in desk.people.admins():
            tell_one(desk, admin.user_id, team, "gone", None, emails=new)


def _looks(desk: Desk, due: Due) -> bool:
    return settle(desk.unit, due, desk.now, DeliveryState.SILENT)


def _after_change(board: Board, now: datetime) -> Due:
    return Due(LOOKED, "duty", f"v{board.state.version}", CHANNEL, now)


def _daily(board: Board, team: Team, now: datetime) -> Due | None:
    """None before ten."""
    at = _ten(board, team, now)
    slot = at.astimezone(board.company.calendar_of(team).zone_info).date().isoformat()
    return Due(LOOKED, team.id, slot, CHANNEL, at) if at <= now else None


def _ten(board: Board, team: Team, day: datetime) -> datetime:
    """Ten by the team's wall, on the day of this moment."""
    calendar = board.company.calendar_of(team)
    return moment(datetime.combine(day.astimezone(calendar.zone_info).date(), MORNING), calendar.zone)


def _booked(board: Board) -> set[str]:
    """Teams that share anybody with another one, who could be booked twice."""
    teams: dict[str, set[str]] = {}
    for team in teams_with_rota(board):
        turns = board.turns(team)
        served = {*turns.accounts.values(), *(one.user_id for one in turns.overrides)}
        served |= {one.user_id for one in turns.imported or () if one.user_id}
        for user_id in served:
            teams.setdefault(user_id, set()).add(team.id)
    return {team_id for some in teams.values() if len(some) > 1 for team_id in some}
