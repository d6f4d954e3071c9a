"""Who is asked, one after the other, while nobody has a request: rows, copied when it arrives.

A later change of the company file leaves the rows alone. What falls due is taken in climbing.py; whoever
gives a request to somebody else begins another round here.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Connection, and_, func, literal, or_, select, update

from bot.company import Level, Team
from bot.company.rota import Chain, ChainStep
from bot.company.times import AT_ONCE, NEXT_MORNING, Wait
from bot.promises import due_after, working_time_of
from bot.requests.model import Request
from bot.toolkit import Desk
from bot.working_time import WorkingTime
from db.duty_tables import chain_steps
from db.engine import Unit
from db.kinds import StepReason, StepState

# What whoever is on call knows when a round begins. "card": a new card names them, which outside their hours
# it does not. "asked": they have heard of it. "call": they have not.
First = Literal["card", "asked", "call"]
Row = dict[str, Any]

_SILENT: Final[Chain] = (ChainStep("second_layer", AT_ONCE), ChainStep("bridge", NEXT_MORNING))
_SILENT_IN_OUTAGE: Final[Chain] = (
    ChainStep("second_layer", AT_ONCE),
    ChainStep("bridge", Wait(20, "minutes")),  # no morning is soon enough for something that is down
)
_NOON: Final = time(12)


def reaches_people_at(level: Level, working: WorkingTime, moment: datetime) -> datetime:
    """The night rule: outside their hours only an outage reaches people. UTC."""
    return moment if level == "outage" else working.next_start(moment)


def due_times(
    chain: Chain, working: WorkingTime, bridge_working: WorkingTime, level: Level, at: datetime
) -> tuple[datetime, ...]:
    """When each step of a chain that begins at this moment falls due, none before the one above it. UTC.

    Waits are counted in the hours of the team that lets people wait; the bridge is asked in its own.
    """
    times: list[datetime] = []
    for step in chain:
        asked = bridge_working if step.to == "bridge" else working
        before = times[-1] if times else at
        if step.after.unit == "morning":
            due = asked.next_morning(_same_day(before, working, asked))
        else:
            due = due_after(working, step.after, at)
        times.append(reaches_people_at(level, asked, max(before, due)))
    return tuple(times)


def steps_at_filing(
    desk: Desk, request: Request, team: Team | None, starts_at: datetime | None = None
) -> list[Row]:
    """The first round, for `chain_steps`. `starts_at`: where the card is kept back until then."""
    chain = _chain(desk, request, team, StepReason.UNCLAIMED)
    return _rows(desk, request, team, chain, starts_at or desk.now, first="card")


def begin(
    desk: Desk,
    request: Request,
    why: StepReason = StepReason.UNCLAIMED,
    chain: Chain | None = None,
    *,
    first: First = "call",
) -> None:
    """Another round from now, in place of the one that ran. `request` is as it is from now on, and held.

    Without a chain it is that of its team and urgency; for an owner who fell silent, the second layer and
    then the bridge. Of several reports of one thing only the one that counts has a chain.
    """
    stop(desk, request.id)
    if request.parent_id is not None:
        return
    of_request = chain_steps.c.request_id == request.id
    rounds = desk.unit.execute(select(func.max(chain_steps.c.round)).where(of_request)).scalar_one()
    team = desk.company.find_team(request.team_id) if request.team_id else None
    chain = chain or _chain(desk, request, team, why)
    for row in _rows(desk, request, team, chain, desk.now, first=first):
        desk.unit.add(chain_steps, **{**row, "round": (rounds or 0) + 1, "why": why})


def stop(desk: Desk, request_id: str) -> None:
    """Somebody has it, or it has ended: nobody else is asked."""
    _stop(desk, request_id, or_(chain_steps.c.state == StepState.WAITING, _ASKED_BECAUSE_SILENT))


def stop_silent(desk: Desk, request_id: str) -> None:
    """Its owner has said a word again: whoever was asked in their place is so no longer."""
    waiting = and_(chain_steps.c.why == StepReason.SILENT, chain_steps.c.state == StepState.WAITING)
    _stop(desk, request_id, or_(waiting, _ASKED_BECAUSE_SILENT))


def is_owner_silent(source: Unit | Connection, request_id: str) -> bool:
    """Whether others were asked in its owner's place and nobody has said a word since: then each of them
    may take it."""
    found = select(chain_steps.c.number).where(chain_steps.c.request_id == request_id, _ASKED_BECAUSE_SILENT)
    return source.execute(found.limit(1)).first() is not None


_ASKED_BECAUSE_SILENT: Final[ColumnElement[bool]] = and_(
    chain_steps.c.why == StepReason.SILENT, chain_steps.c.state == StepState.TAKEN
)


def _stop(desk: Desk, request_id: str, which: ColumnElement[bool]) -> None:
    statement = update(chain_steps).where(chain_steps.c.request_id == request_id, which)
    settled_at = func.coalesce(chain_steps.c.settled_at, literal(desk.now, chain_steps.c.settled_at.type))
    desk.unit.execute(statement.values(state=StepState.STOPPED, settled_at=settled_at))


def _chain(desk: Desk, request: Request, team: Team | None, why: StepReason) -> Chain:
    if why is StepReason.SILENT:
        return _SILENT_IN_OUTAGE if request.urgency == "outage" else _SILENT
    return (team.chains if team else desk.company.chains).of(request.urgency)


def _rows(
    desk: Desk, request: Request, team: Team | None, chain: Chain, at: datetime, *, first: First
) -> list[Row]:
    working, bridge_working = working_time_of(desk.company, team), working_time_of(desk.company, None)
    times = due_times(chain, working, bridge_working, request.urgency, at)
    rows: list[Row] = [
        {
            "request_id": request.id,
            "round": 1,
            "number": number,
            "to": step.to,
            "person": step.person,
            "due_at": due_at,
            "state": StepState.WAITING,
        }
        for number, (step, due_at) in enumerate(zip(chain, times, strict=True))
    ]
    if first != "call" and request.owner_id and (chain[0].to, chain[0].after.amount) == ("on_call", 0):
        rows[0] |= _known_already(request, at, first=first, is_at_once=times[0] == at)
    return rows


def _known_already(request: Request, at: datetime, *, first: First, is_at_once: bool) -> Row:
    """Where the card is the first step itself, nobody is asked twice in the first minute. In an outage they
    are called beside the card, too, and at night the card waits for them."""
    taken = {"state": StepState.TAKEN, "settled_at": at, "told": [request.owner_id]}
    if first == "asked":
        return taken
    if request.urgency == "outage":
        return {"told": [request.owner_id]}
    return taken if is_at_once else {}


def _same_day(moment: datetime, of: WorkingTime, place: WorkingTime) -> datetime:
    """Noon of the other place on the day that it is with these people: their tomorrow is what counts, also
    where the day has changed already."""
    day = moment.astimezone(of.calendar.zone_info).date()
    return datetime.combine(day, _NOON, place.calendar.zone_info)
