"""At a change of shift: what the leaving person leaves open, told once to whoever comes.

What falls due follows from the rota and is worked out anew at each look; what became of it is its row in
`deliveries`. Nothing is said at night: a change outside the team's hours is told of when work begins, and of
several such only the last.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from bot.company import Company, Team
from bot.deliveries import Due, settle
from bot.looking import Down
from bot.oncall.board import Board
from bot.oncall.changing import draw_homes, lane_of
from bot.oncall.model import Shift
from bot.promises import working_time_of
from bot.requests.model import Request, request_from
from bot.toolkit import Desk
from bot.working_time import WorkingTime
from db.duty_tables import clocks, rotas
from db.engine import Unit
from db.kinds import WITH_TEAM, ClockState, DeliveryState, NoticeKind, RequestState
from db.meeting_tables import deliveries
from db.outbox import enqueue
from db.tables import requests

HANDED_OVER = "oncall.handed_over"
CHANNEL = "channel"
WORTH = timedelta(hours=1)  # later than that both have found their way
NOTED = timedelta(minutes=5)  # from then on it says why it comes late
AT_RISK = timedelta(hours=2)  # of working time
BACK = timedelta(days=4)  # over a long weekend
AHEAD = timedelta(days=35)
_A_MOMENT = timedelta(microseconds=1)  # what begins right now has begun


@dataclass(frozen=True)
class HandOver:
    """From `leaving` to `coming` (user ids), at `at`; told at `ready_at`. `slot`: its time by the wall."""

    team: Team
    leaving: str
    coming: str
    at: datetime
    ready_at: datetime
    slot: str

    @property
    def due(self) -> Due:
        return Due(HANDED_OVER, self.team.id, self.slot, CHANNEL, self.ready_at)

    @property
    def by_night(self) -> bool:
        return self.at != self.ready_at


@dataclass(frozen=True)
class Left:
    """One request that goes on. `due_at`: by when its asker was promised something; `due_on`: the day by
    which it is wanted."""

    request: Request
    due_at: datetime | None

    @property
    def due_on(self) -> date | None:
        return self.request.due_on


@dataclass(frozen=True)
class LeftOpen:
    """What a team has in hand; each request stands in one of them."""

    at_risk: tuple[Left, ...] = ()  # a promised time passed, or is near
    waiting: tuple[Left, ...] = ()  # for whoever asked
    promised: tuple[Left, ...] = ()  # with a day or a time
    others: tuple[Left, ...] = ()

    @property
    def count(self) -> int:
        return len(self.at_risk) + len(self.waiting) + len(self.promised) + len(self.others)


def due_hand_overs(source: Unit | Connection, board: Board, now: datetime) -> list[HandOver]:
    """Those to be dealt with now, the oldest first; only of teams with a rota."""
    found = [
        one for team in _with_rota(board) for one in _hand_overs(board, team, now - BACK, now + _A_MOMENT)
    ]
    ready = sorted((one for one in found if one.ready_at <= now), key=lambda one: one.ready_at)
    done = _settled(source, ready)
    return [one for one in ready if (one.team.id, one.slot) not in done]


def next_hand_over(board: Board, now: datetime) -> datetime | None:
    """When the next change of shift is told of."""
    found = [
        one.ready_at
        for team in _with_rota(board)
        for one in _hand_overs(board, team, now - BACK, now + AHEAD)
        if one.ready_at > now
    ]
    return min(found, default=None)


def carry_out(desk: Desk, one: HandOver, down: Down | None) -> bool:
    """True when this transaction settled it."""
    state, reason = _what_becomes_of_it(desk, one, down)
    if not settle(desk.unit, one.due, desk.now, state, reason):
        return False
    draw_homes(desk, one.team, one.leaving, one.coming)
    if state is DeliveryState.SAID:
        enqueue(
            desk.unit,
            NoticeKind.SHIFT_HANDED_OVER,
            lane=lane_of(one.team),
            now=desk.now,
            team_id=one.team.id,
            leaving=one.leaving,
            coming=one.coming,
            at=one.at.isoformat(),
            late=_why_late(desk, one, down),
        )
    return True


def left_open(source: Unit | Connection, company: Company, team: Team, now: datetime) -> LeftOpen:
    """As it stands now, what is promised soonest first."""
    c = requests.c
    theirs = select(requests).where(c.team_id == team.id, c.state.in_(WITH_TEAM), c.parent_id.is_(None))
    found = [request_from(row) for row in source.execute(theirs.order_by(c.asked_at, c.id)).mappings()]
    promised = _promised_times(source, [one.id for one in found])
    working = working_time_of(company, team)
    groups: dict[str, list[Left]] = {"at_risk": [], "waiting": [], "promised": [], "others": []}
    for request in found:
        left = Left(request, promised.get(request.id) or (request.reply_by if request.is_unclaimed else None))
        groups[_group(left, working, now)].append(left)
    latest = datetime.max.replace(tzinfo=UTC)
    for each in groups.values():
        each.sort(key=lambda one: (one.due_at or latest, one.due_on or date.max))
    return LeftOpen(**{name: tuple(each) for name, each in groups.items()})


def _hand_overs(board: Board, team: Team, first: datetime, last: datetime) -> Iterator[HandOver]:
    """Of those that are told at the same time only the last: nobody needs to know who had the night."""
    working = working_time_of(board.company, team)
    zone = ZoneInfo(board.turns(team).zone)
    by_ready: dict[datetime, tuple[Shift, Shift]] = {}
    leaving: Shift | None = None
    for shift in board.shifts(team, first, last):
        if leaving is not None and leaving.user_id != shift.user_id:
            by_ready[working.next_start(shift.starts_at)] = (leaving, shift)
        leaving = shift
    for ready_at, (before, after) in by_ready.items():
        wall = after.starts_at.astimezone(zone)
        slot = f"{wall:%Y-%m-%dT%H:%M}[{zone.key}]"
        yield HandOver(team, before.user_id, after.user_id, after.starts_at, ready_at, slot)


def _what_becomes_of_it(desk: Desk, one: HandOver, down: Down | None) -> tuple[DeliveryState, str]:
    if desk.now - one.ready_at > WORTH:
        return DeliveryState.SKIPPED, f"not posted: {_reason(desk, one, down)}"
    if _rota_changed_at(desk.unit, one.team) > one.at:
        return DeliveryState.SILENT, "the rota was changed after this shift began, and that was told"
    if one.by_night and not left_open(desk.unit, desk.company, one.team, desk.now).count:
        return DeliveryState.SILENT, "outside the team's hours, and nothing was open"
    return DeliveryState.SAID, ""


def _why_late(desk: Desk, one: HandOver, down: Down | None) -> str:
    if desk.now - one.ready_at < NOTED or down is None or not down.covers(one.ready_at):
        return ""
    return f"Later than planned: {_reason(desk, one, down)}."


def _reason(desk: Desk, one: HandOver, down: Down | None) -> str:
    if down is not None and down.covers(one.ready_at):
        return down.in_words(desk.company.calendar_of(one.team).zone_info)
    minutes = round((desk.now - one.ready_at).total_seconds() / 60)
    late = f"{minutes} minutes" if minutes < 120 else f"{minutes // 60} hours"
    return f"it would have come {late} late"


def _group(left: Left, working: WorkingTime, now: datetime) -> str:
    if left.request.state is RequestState.WAITING:
        return "waiting"
    today = now.astimezone(working.calendar.zone_info).date()
    is_near = left.due_at is not None and left.due_at <= working.add(now, AT_RISK)
    if is_near or (left.due_on is not None and left.due_on <= today):
        return "at_risk"
    return "promised" if left.due_at is not None or left.due_on is not None else "others"


def _promised_times(source: Unit | Connection, ids: list[str]) -> dict[str, datetime]:
    """What is promised soonest of each, be it past."""
    c = clocks.c
    standing = (ClockState.RUNNING, ClockState.MISSED)
    rows = select(c.request_id, c.due_at).where(
        c.request_id.in_(ids), c.state.in_(standing), c.due_at.is_not(None)
    )
    found: dict[str, datetime] = {}
    for row in source.execute(rows):
        found[row.request_id] = min(found.get(row.request_id, row.due_at), row.due_at)
    return found


def _rota_changed_at(unit: Unit, team: Team) -> datetime:
    changed = select(rotas.c.changed_at).where(rotas.c.team_id == team.id)
    return unit.execute(changed).scalar_one_or_none() or datetime.min.replace(tzinfo=UTC)


def _with_rota(board: Board) -> list[Team]:
    return [one for one in board.company.teams if board.rota(one) or one.id in board.state.imported]


def _settled(source: Unit | Connection, some: list[HandOver]) -> set[tuple[str, str]]:
    if not some:
        return set()
    c = deliveries.c
    of_them = select(c.subject, c.slot).where(
        c.kind == HANDED_OVER, c.subject.in_({one.team.id for one in some}), c.target == CHANNEL
    )
    recent = of_them.where(c.slot >= min(one.slot for one in some))
    return {(row.subject, row.slot) for row in source.execute(recent)}
