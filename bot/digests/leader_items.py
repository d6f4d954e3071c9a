"""What leaders hear once a month: what was finished for customers, and what is stuck for want of a decision.

Nobody who is late is named, here or in the view.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, select

from bot.company import Company
from bot.digests.model import Group, Item, Window
from bot.digests.request_items import Shows, find_requests
from bot.numbers.answers import first_answers
from bot.promises import working_time_of
from bot.requests.model import Request, request_from
from db.engine import Unit
from db.kinds import WITH_TEAM, Change, ItemState, RequestState
from db.meeting_tables import agenda_items
from db.tables import history, requests

STUCK_AFTER = 10  # working days without any change
CARRIED = 3  # meetings: then somebody must decide

Decision = Literal["whose", "who", "answer", "whether", "agenda"]


def find_leader_items(
    source: Unit | Connection, company: Company, shows: Shows, window: Window, as_of: datetime
) -> tuple[Item, ...]:
    return (*_finished(source, shows, window), *_stuck(source, company, shows, as_of))


def answered_in_time(source: Unit | Connection, company: Company, window: Window) -> dict[Group, int]:
    """How many first answers were given in the window, and how many of them by the time that was told."""
    recent = first_answers(source, company, requests.c.changed_at >= window.start)
    given = [one for one in recent if window.start <= one.answered_at < window.end]
    return {"answered": len(given), "in_time": sum(one.in_time for one in given)}


def decision_missing(request: Request, carried: int) -> Decision:
    """Whose it is, who takes it, the asker's answer, whether it goes on, or what meetings put off."""
    if carried >= CARRIED:
        return "agenda"
    if request.state is RequestState.WAITING:
        return "answer"
    if request.team_id is None:
        return "whose"
    return "who" if request.is_unclaimed else "whether"


def carried_over(source: Unit | Connection) -> dict[str, int]:
    """By request: over how many meetings it was carried, undecided."""
    carried = select(agenda_items.c.request_id, agenda_items.c.carried).where(
        agenda_items.c.request_id.is_not(None),
        agenda_items.c.state == ItemState.OPEN,
        agenda_items.c.carried >= CARRIED,
    )
    return {row.request_id: row.carried for row in source.execute(carried)}


def _finished(source: Unit | Connection, shows: Shows, window: Window) -> list[Item]:
    """Those that say what they do for customers get a line, the others are counted."""
    done = select(history.c.request_id).where(
        history.c.change == Change.RESOLVED, history.c.at >= window.start, history.c.at < window.end
    )
    found = find_requests(source, source.execute(done.distinct()).scalars())
    states = (RequestState.RESOLVED, RequestState.CLOSED)
    return [
        Item("finished", one.id, one.resolved_at or one.changed_at, bool(one.customers), shows.may_show(one))
        for one in found.values()
        if one.state in states and one.parent_id is None
    ]


def _stuck(source: Unit | Connection, company: Company, shows: Shows, as_of: datetime) -> list[Item]:
    carried = carried_over(source)
    is_open = requests.c.state.in_(WITH_TEAM)
    counts = requests.c.parent_id.is_(None)  # several reports of one thing are one
    rows = source.execute(select(requests).where(is_open, counts)).mappings()
    found = [request_from(row) for row in rows]
    return [
        Item("stuck", one.id, one.changed_at, one.id in carried, shows.may_show(one))
        for one in found
        if one.id in carried or _is_stuck(company, one, as_of)
    ]


def _is_stuck(company: Company, request: Request, as_of: datetime) -> bool:
    team = company.find_team(request.team_id) if request.team_id else None
    return request.changed_at < working_time_of(company, team).add_days(as_of, -STUCK_AFTER)
