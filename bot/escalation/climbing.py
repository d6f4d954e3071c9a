"""What follows when nobody has taken a request in time: the next in its chain are asked.

| notice | to whom | carries |
| --- | --- | --- |
| STEP_TAKEN | the team's thread, under the card; with `target` "bridge" the bridge's channel | the step |
| PERSON_CALLED | one of them, by direct message | the step, `user_id` |

The step: `round`, `number` (0 is the first), `why` (a StepReason), `to` (a Whom), `user_ids` of those called
now, `late`, and of a late one `silent_since` (since when nobody was asked) and `down` (from, until, where
the bot was not there); `asked_before`: user ids. The asker's line is a Change.CLIMBED with `user_ids`, `to`,
`why`, `late`, `asked_before`, `owner_id` (of a silent one: who has it).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, exists, func, select, update

from bot.company import Team
from bot.company.rota import Whom
from bot.escalation.calling import MOST_CALLED, called
from bot.escalation.chains import begin, reaches_people_at, stop
from bot.looking import Down
from bot.people import Colleague
from bot.promises import working_time_of
from bot.requests.model import Request, hold_request
from bot.requests.telling import change_state, draw_anew, tell
from bot.toolkit import Desk
from db.duty_tables import chain_steps
from db.engine import Unit
from db.kinds import UNCLAIMED, Change, NoticeKind, RequestState, StepReason, StepState
from db.outbox import enqueue
from db.tables import requests

LATE_AFTER = timedelta(minutes=2)  # we look every few seconds


@dataclass(frozen=True)
class Step:
    round: int
    number: int
    why: StepReason
    to: Whom
    person: str | None
    due_at: datetime
    state: StepState
    settled_at: datetime | None
    told: tuple[str, ...]  # of one that waits: those whom a new card names already
    late: bool


def steps_of(source: Unit | Connection, request_id: str) -> tuple[Step, ...]:
    """All rounds, in their order."""
    rows = select(chain_steps).where(chain_steps.c.request_id == request_id)
    found = source.execute(rows.order_by(chain_steps.c.round, chain_steps.c.number)).mappings()
    return tuple(_step(row) for row in found)


def due_steps(source: Unit | Connection, now: datetime, limit: int) -> list[str]:
    """The requests of which somebody is to be asked now, the longest due first."""
    waiting = (chain_steps.c.state == StepState.WAITING, chain_steps.c.due_at <= now)
    rows = select(chain_steps.c.request_id).where(*waiting).group_by(chain_steps.c.request_id)
    return list(source.execute(rows.order_by(func.min(chain_steps.c.due_at)).limit(limit)).scalars())


def unwatched(source: Unit | Connection, limit: int) -> list[str]:
    """Requests that nobody has and that have no steps: they were filed before there were any."""
    has_steps = exists().where(chain_steps.c.request_id == requests.c.id)
    alone = (requests.c.state.in_(UNCLAIMED), requests.c.parent_id.is_(None), ~has_steps)
    rows = select(requests.c.id).where(*alone).order_by(requests.c.id).limit(limit)
    return list(source.execute(rows).scalars())


def watch_over(desk: Desk, request_id: str) -> bool:
    """Begins the first round of such a request now. Whoever was on call has seen its card, so they are not
    called again at once. True when this transaction did."""
    request = hold_request(desk.unit, request_id)
    if not request.is_unclaimed or steps_of(desk.unit, request_id):
        return False
    begin(desk, request, first="asked")
    return True


def next_step_at(source: Unit | Connection) -> datetime | None:
    """When somebody is asked next."""
    waiting = chain_steps.c.state == StepState.WAITING
    return source.execute(select(func.min(chain_steps.c.due_at)).where(waiting)).scalar_one_or_none()


def climb(desk: Desk, request_id: str, down: Down | None = None) -> bool:
    """Asks whoever is next, once: True when this transaction did. What was missed is asked in one go.

    The request is held and its steps are read again, so whoever has taken it in between wins. `down`: the
    last time in which nobody looked.
    """
    request = hold_request(desk.unit, request_id)
    steps = steps_of(desk.unit, request_id)
    due = [one for one in steps if one.state is StepState.WAITING and one.due_at <= desk.now]
    if due and not _is_wanted(request, due[-1].why):
        stop(desk, request_id)
        return False
    due = _put_off(desk, request, due)
    if not due:
        return False
    people = _called(desk, request, due)
    step = replace(due[-1], late=any(one.late or desk.now - one.due_at > LATE_AFTER for one in due))
    if not _settle(desk, request_id, step, StepState.TAKEN, told=[one.user_id for one in people]):
        return False
    for missed in due[:-1]:
        _settle(desk, request_id, missed, StepState.MERGED)
    request = _with_who_is_on_call(desk, request, people, due)
    story = _story(request, steps, due, down)
    if _asks_on_call_too(due) and (there := desk.board.on_call(_team(desk, request), desk.now)):
        story["on_call"] = there.user_id
    _call(desk, request, step, people, story)
    return True


def _is_wanted(request: Request, why: StepReason) -> bool:
    return request.state is RequestState.ACKNOWLEDGED if why is StepReason.SILENT else request.is_unclaimed


def _put_off(desk: Desk, request: Request, due: list[Step]) -> list[Step]:
    """Those whom one may ask now. The others wait for their hours: it is later than it was meant to be.

    Work may end between the moment when a step falls due and our look; that makes no night of it.
    """
    team = _team(desk, request)
    now: list[Step] = []
    for step in due:
        working = working_time_of(desk.company, None if step.to == "bridge" else team)
        looked_at = step.due_at if desk.now - step.due_at <= LATE_AFTER else desk.now
        there_at = reaches_people_at(request.urgency, working, looked_at)
        if there_at <= desk.now:
            now.append(step)
        else:
            desk.unit.execute(_waiting(request.id, step).values(due_at=there_at, late=True))
    return now


def _called(desk: Desk, request: Request, due: list[Step]) -> tuple[Colleague, ...]:
    """Of several at once, whoever is on call and those of the last one."""
    useless = {request.asked_by}
    if due[-1].why is StepReason.SILENT and request.acknowledged_by:
        useless.add(request.acknowledged_by)
    found: dict[str, Colleague] = {}
    whom: list[tuple[Whom, str | None]] = [("on_call", None)] if _asks_on_call_too(due) else []
    for to, person in [*whom, (due[-1].to, due[-1].person)]:
        team = _team(desk, request)
        some = called(desk.board, team, to, desk.now, person=person, without=frozenset(useless))
        found |= {one.user_id: one for one in some}
    return tuple(found.values())[:MOST_CALLED]


def _asks_on_call_too(due: list[Step]) -> bool:
    """Whoever is on call had no chance while nobody looked."""
    return len(due) > 1 and due[-1].why is StepReason.UNCLAIMED


def _settle(desk: Desk, request_id: str, step: Step, state: StepState, **values: Any) -> bool:
    values = {"state": state, "settled_at": desk.now, "late": step.late, **values}
    return desk.unit.execute(_waiting(request_id, step).values(**values)).rowcount == 1


def _waiting(request_id: str, step: Step) -> Any:
    return update(chain_steps).where(
        chain_steps.c.request_id == request_id,
        chain_steps.c.round == step.round,
        chain_steps.c.number == step.number,
        chain_steps.c.state == StepState.WAITING,
    )


def _with_who_is_on_call(
    desk: Desk, request: Request, people: tuple[Colleague, ...], due: list[Step]
) -> Request:
    """The card names whoever is asked now: the shift may have changed since it was posted."""
    asks_on_call = due[-1].to == "on_call" or len(due) > 1
    if not asks_on_call or request.owner_id == people[0].user_id:
        return request
    changed = change_state(desk, request, UNCLAIMED, owner_id=people[0].user_id)
    if changed is None:
        return request
    draw_anew(desk, changed)
    return changed


def _story(request: Request, steps: tuple[Step, ...], due: list[Step], down: Down | None) -> dict[str, Any]:
    """Who was asked before, and since when nobody was, as far as this round goes."""
    of_round = [one for one in steps if one.round == due[-1].round]
    taken = [one for one in of_round if one.state is StepState.TAKEN]
    began = request.asked_at if due[-1].round == 1 else of_round[0].due_at
    since = max((one.settled_at for one in taken if one.settled_at), default=began)
    was_down = down is not None and any(down.covers(one.due_at) for one in due)
    return {
        "asked_before": list(dict.fromkeys(user_id for one in taken for user_id in one.told)),
        "silent_since": since.isoformat(),
        "down": [down.start.isoformat(), down.end.isoformat()] if down and was_down else None,
    }


def _call(
    desk: Desk, request: Request, step: Step, people: tuple[Colleague, ...], story: Mapping[str, Any]
) -> None:
    user_ids = [one.user_id for one in people]
    said: dict[str, Any] = {
        "round": step.round,
        "number": step.number,
        "why": step.why,
        "to": step.to,
        "user_ids": user_ids,
        "late": step.late,
        **(story if step.late else {**story, "silent_since": None, "down": None}),
    }
    if step.late or not set(user_ids) <= set(step.told):
        target = "bridge" if step.to == "bridge" else "team"
        place = f"team {None if target == 'bridge' else request.team_id}"
        _say(desk, request, NoticeKind.STEP_TAKEN, request.team_lane, place, **said, target=target)
    for user_id in user_ids:
        lane, place = f"person:{user_id}", f"with {user_id}"
        _say(desk, request, NoticeKind.PERSON_CALLED, lane, place, **said, user_id=user_id)
    if _concerns_asker(request, step):
        told: dict[str, Any] = {
            name: said.get(name) for name in ("user_ids", "to", "why", "late", "asked_before", "on_call")
        }
        tell(desk, request, Change.CLIMBED, None, **told, owner_id=request.acknowledged_by)


def _say(desk: Desk, request: Request, kind: NoticeKind, lane: str, place: str, **detail: Any) -> None:
    enqueue(desk.unit, kind, lane=lane, now=desk.now, place=place, request_id=request.id, **detail)


def _concerns_asker(request: Request, step: Step) -> bool:
    """One honest line for each climb; that somebody was asked a second time is worth one in an outage."""
    if request.urgency == "outage" and step.why is StepReason.UNCLAIMED:
        return step.number > 0
    return step.to != "on_call"


def _team(desk: Desk, request: Request) -> Team | None:
    return desk.company.find_team(request.team_id) if request.team_id else None


def _step(row: Mapping[Any, Any]) -> Step:
    values = {name: row[name] for name in Step.__dataclass_fields__}
    values |= {"why": StepReason(row["why"]), "state": StepState(row["state"]), "told": tuple(row["told"])}
    return Step(**values)
