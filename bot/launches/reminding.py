"""Before each last good day whoever announced the launch is reminded, once, while there is still time.

What falls due follows from rows and from the time alone, so it does no harm to look often, late or twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection, and_, select

from bot.company.model import Company
from bot.deliveries import Due, settle, settle_again
from bot.launches.model import Launch, Touched, find_launch, planned, touched_by, touched_by_all
from bot.launches.telling import tell
from bot.people import People
from bot.promises import working_time_of
from bot.toolkit import Desk
from db.engine import Unit
from db.kinds import DeliveryState, LaunchAnswer, RequestState
from db.meeting_tables import deliveries
from db.tables import requests

KIND = "launch.last_good_day"
DAYS_BEFORE = 2  # working days of whoever announced it: enough to write a text
AHEAD = timedelta(days=400)  # of the last good days that are looked at

TOLD_LATER = "not reminded: that day was near already when it was announced or moved"
DAY_OVER = "not reminded: I was not running until the day was over"
ASKED_ALREADY = "not reminded: it was asked for already"
CHANGED = "not reminded: it changed meanwhile"


def due_reminders(
    source: Unit | Connection,
    company: Company,
    people: People,
    now: datetime,
    *,
    until: datetime | None = None,
) -> list[Due]:
    """Those that are due by `until` (now) and were not dealt with, the oldest first. `slot` is the last good
    day, so a launch that moves is reminded of anew; `target` is the area."""
    until = until or now
    found = [one for one in _all(source, company, people, now) if one.due_at <= until]
    done = _done(source, [one.subject for one in found], now)
    left = [one for one in found if (one.subject, one.slot, one.target) not in done]
    return sorted(left, key=lambda one: (one.due_at, one.subject, one.target))


def next_reminder(
    source: Unit | Connection, company: Company, people: People, now: datetime
) -> datetime | None:
    """When the next one is due, for whoever wants to travel there."""
    found = due_reminders(source, company, people, now, until=now + AHEAD)
    return min((max(one.due_at, now) for one in found), default=None)


def remind(desk: Desk, due: Due) -> None:
    """In one transaction with its settling: said, or not said with the reason."""
    launch = find_launch(desk.unit, due.subject)
    touches = touched_by(desk.unit, due.subject) if launch else ()
    one = next((each for each in touches if each.area_id == due.target), None)
    if launch is None or one is None or not is_awaited(launch, one) or _slot(one) != due.slot:
        settle(desk.unit, due, desk.now, DeliveryState.SILENT, CHANGED)
        return
    state, reason = _verdict(desk, launch, one, due)
    said = state is DeliveryState.SAID
    if said and (settle(desk.unit, due, desk.now, state) or settle_again(desk.unit, due, desk.now)):
        lane, day = f"person:{launch.made_by}", due.slot
        tell(desk, launch, "reminded", lane=lane, area_id=one.area_id, day=day, user_id=launch.made_by)
    elif not said:
        settle(desk.unit, due, desk.now, state, reason)


def pass_over(desk: Desk, launch: Launch, touches: Iterable[Touched]) -> None:
    """Days that are near already when people are told of them: they have just read of them."""
    for one in touches:
        if one.last_good_day is None or not launch.is_launch:
            continue
        due = _due(desk.company, desk.people, launch, one, one.last_good_day)
        if due.due_at <= desk.now:
            settle(desk.unit, due, desk.now, DeliveryState.SILENT, TOLD_LATER)


def is_awaited(launch: Launch, one: Touched) -> bool:
    return launch.is_planned and launch.is_launch and one.state is not LaunchAnswer.NOT_US


def remind_at(company: Company, people: People, launch: Launch, last_good_day: date) -> datetime:
    """The start of the working day so many working days before, where whoever announced it works."""
    maker = people.get(launch.made_by)
    team = company.find_team(maker.team_ids[0]) if maker.team_ids else None
    working = working_time_of(company, team)
    zone = working.calendar.zone_info
    noon = datetime.combine(last_good_day, time(12), zone)
    ahead = DAYS_BEFORE if working.is_workday(last_good_day) else DAYS_BEFORE + 1
    day = working.add_days(noon, -ahead).astimezone(zone).date()
    return working.next_start(datetime.combine(day, time(), zone))


def _verdict(desk: Desk, launch: Launch, one: Touched, due: Due) -> tuple[DeliveryState, str]:
    maker = desk.people.get(launch.made_by)
    if maker.deactivated:
        return DeliveryState.SKIPPED, CHANGED
    if desk.now.astimezone(maker.zone_info).date() > date.fromisoformat(due.slot):
        return DeliveryState.SKIPPED, DAY_OVER
    if _is_asked_for(desk.unit, launch, one):
        return DeliveryState.SILENT, ASKED_ALREADY
    return DeliveryState.SAID, ""


def _is_asked_for(source: Unit | Connection, launch: Launch, one: Touched) -> bool:
    same = (requests.c.launch_id == launch.id, requests.c.area_id == one.area_id)
    asked = select(requests.c.id).where(*same, requests.c.state != RequestState.CANCELLED).limit(1)
    return source.execute(asked).first() is not None


def _all(source: Unit | Connection, company: Company, people: People, now: datetime) -> Iterator[Due]:
    """Of everything planned, whatever was dealt with. The zones of the world are a day apart at most."""
    launches = [one for one in planned(source, now.date() - timedelta(days=1)) if one.is_launch]
    touched = touched_by_all(source, [one.id for one in launches])
    for launch in launches:
        for one in touched.get(launch.id, ()):
            if one.last_good_day is not None and is_awaited(launch, one):
                yield _due(company, people, launch, one, one.last_good_day)


def _due(company: Company, people: People, launch: Launch, one: Touched, last_good_day: date) -> Due:
    due_at = remind_at(company, people, launch, last_good_day)
    return Due(KIND, launch.id, _slot(one), one.area_id, due_at)


def _done(source: Unit | Connection, subjects: Sequence[str], now: datetime) -> set[tuple[str, str, str]]:
    """Without those that a clock which ran ahead has skipped."""
    columns = (deliveries.c.subject, deliveries.c.slot, deliveries.c.target)
    early = and_(deliveries.c.state == DeliveryState.SKIPPED, deliveries.c.settled_at > now)
    settled = select(*columns).where(
        deliveries.c.kind == KIND, deliveries.c.subject.in_(sorted(set(subjects))), ~early
    )
    return {(row.subject, row.slot, row.target) for row in source.execute(settled)}


def _slot(one: Touched) -> str:
    return one.last_good_day.isoformat() if one.last_good_day else ""
