"""Requests that speak of a launch belong to it; both sides are warned when one would come after its day.

Looked for now and then, off the way of whoever files: what changed since the last look is looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, or_, select, update

from bot.channels import open_to_all
from bot.company.model import Company
from bot.deliveries import Due, last_look, note_look, settle
from bot.launches.last_good_days import ready_day
from bot.launches.mentioning import launch_mentioned
from bot.launches.model import Launch, find_launch, planned
from bot.launches.telling import draw_anew, tell
from bot.promises import working_time_of
from bot.requests.model import Request, find_request, request_from
from bot.toolkit import Desk
from db.engine import Unit
from db.kinds import WITH_TEAM, DeliveryState, Mode, RequestState
from db.tables import requests

LOOK = "launch ties"
LATE = "launch.late"
# Rows of that age may have been committed after the last look, or stamped by a clock that was put back.
OVERLAP = timedelta(minutes=10)
BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)  # nobody has looked yet
MOST = 2000  # open requests that are looked at, the newest of them


@dataclass(frozen=True)
class Work:
    """Ids of requests and of the launch: those that speak of it, and those that would come after its day."""

    tie: tuple[tuple[str, str], ...]
    late: tuple[tuple[str, str], ...]


def find_work(source: Unit | Connection, company: Company, now: datetime) -> Work | None:
    """None while nothing is planned that anything could belong to."""
    since = min(last_look(source, LOOK) or BEFORE_ALL, now) - OVERLAP
    coming = [one for one in planned(source, now.date() - timedelta(days=1)) if one.is_launch]
    if not coming:
        return None
    fresh = [one.id for one in coming if one.changed_at >= since]
    untied = _open(
        source, requests.c.launch_id.is_(None), *([] if fresh else [requests.c.changed_at >= since])
    )
    found = ((one, launch_mentioned(one.text, coming)) for one in untied)
    tied = _open(
        source,
        requests.c.launch_id.in_([one.id for one in coming]),
        or_(requests.c.changed_at >= since, requests.c.launch_id.in_(fresh)),
    )
    by_id = {one.id: one for one in coming}
    return Work(
        tuple((one.id, launch.id) for one, launch in found if launch is not None),
        tuple(
            (one.id, one.launch_id)
            for one in tied
            if one.launch_id and is_late(company, one, by_id[one.launch_id])
        ),
    )


def looked(unit: Unit, now: datetime) -> None:
    note_look(unit, LOOK, now)


def tie(desk: Desk, request_id: str, launch_id: str) -> None:
    """Nothing when somebody was quicker, or it was taken back meanwhile."""
    launch = find_launch(desk.unit, launch_id)
    untied = (requests.c.id == request_id, requests.c.launch_id.is_(None))
    if launch is None or not launch.is_planned:
        return
    tied = update(requests).where(*untied).values(launch_id=launch_id)
    if desk.unit.execute(tied).rowcount:
        draw_anew(desk, launch)
        warn_if_late(desk, request_id, launch_id)


def warn_if_late(desk: Desk, request_id: str, launch_id: str) -> None:
    """In the request's own thread, once for each day of the launch."""
    request, launch = find_request(desk.unit, request_id), find_launch(desk.unit, launch_id)
    if (
        request is None
        or launch is None
        or not launch.is_planned
        or not is_late(desk.company, request, launch)
    ):
        return
    due = Due(LATE, launch.id, request.id, launch.first_day.isoformat(), desk.now)
    if settle(desk.unit, due, desk.now, DeliveryState.SAID):
        day = promised_day(desk.company, request)
        told = {"request_id": request.id, "day": day.isoformat() if day else ""}
        tell(desk, launch, "late", lane=request.home_lane, **told)
        draw_anew(desk, launch)


def is_late(company: Company, request: Request, launch: Launch) -> bool:
    day = promised_day(company, request)
    return day is not None and day > launch.first_day and request.state in WITH_TEAM


def promised_day(company: Company, request: Request) -> date | None:
    """The day that was asked for, where it is kept; else the one on which such things are usually done."""
    if request.due_on is not None and request.plan != "later":
        return request.due_on
    area = company.find_area(request.area_id) if request.area_id else None
    if area is None or area.lead_time_business_days == 0:
        return None
    zone = working_time_of(company, company.team(area.owner_team)).calendar.zone_info
    return ready_day(company, area, request.asked_at.astimezone(zone).date())


def tied_to(source: Unit | Connection, launch_id: str) -> tuple[Request, ...]:
    """All that was asked for it and not taken back, the oldest first."""
    same = (requests.c.launch_id == launch_id, requests.c.state != RequestState.CANCELLED)
    rows = source.execute(select(requests).where(*same).order_by(requests.c.id)).mappings()
    return tuple(request_from(row) for row in rows)


def is_open_to_all(source: Unit | Connection, request: Request) -> bool:
    """May everybody who reads of the launch read of it?"""
    return request.mode is Mode.SHARED and bool(open_to_all(source, request.home_channel))


def _open(source: Unit | Connection, *which: ColumnElement[bool]) -> Sequence[Request]:
    still = select(requests).where(requests.c.state.in_(WITH_TEAM), *which)
    rows = source.execute(still.order_by(requests.c.changed_at.desc(), requests.c.id).limit(MOST)).mappings()
    return [request_from(row) for row in rows]
