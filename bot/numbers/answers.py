"""When a person first answered a request, in their team's working hours, and whether by the time told.

An answer is that somebody took it, asked back, or said that it is done. What is left of a request that moved
before is its history, so that is what is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from bot.company import Company
from bot.promises import reply_by, working_time_of
from db.engine import Unit
from db.kinds import Change
from db.tables import history, requests

ANSWERS = (Change.ACKNOWLEDGED, Change.ASKED, Change.RESOLVED)
_TELLING = (*ANSWERS, Change.FILED, Change.MOVED)


@dataclass(frozen=True)
class FirstAnswer:
    request_id: str
    asked_at: datetime
    arrived_at: datetime  # when it came to the team that answered
    answered_at: datetime
    answered_by: str | None
    how: Change
    team_id: str | None  # who had it then; None: the bridge
    area_id: str | None  # None: not known of the time of the answer
    working: timedelta  # from the asking on, in working time of that team
    promised_by: datetime  # what the asker was told when it came there

    @property
    def in_time(self) -> bool:
        return self.answered_at <= self.promised_by

    @property
    def hours(self) -> float:
        return self.working / timedelta(hours=1)


def first_answers(
    source: Unit | Connection, company: Company, *wanted: ColumnElement[bool]
) -> tuple[FirstAnswer, ...]:
    """Of the requests that `wanted`, conditions on their table, lets through; the oldest request first.

    Calendars are those of the company file of today. Requests that nobody has answered yet are not in it.
    """
    columns = (requests.c.asked_at, requests.c.team_id, requests.c.area_id, requests.c.urgency)
    statement = (
        select(history.c.request_id, history.c.at, history.c.actor_id, history.c.change, history.c.detail)
        .add_columns(*(column.label(f"request_{column.name}") for column in columns))
        .join(requests, requests.c.id == history.c.request_id)
        .where(history.c.change.in_(_TELLING), *wanted)
        .order_by(requests.c.asked_at, requests.c.id, history.c.at, history.c.id)
    )
    rows = source.execute(statement).mappings()
    found = (_first(list(some), company) for _, some in groupby(rows, lambda row: row["request_id"]))
    return tuple(one for one in found if one is not None)


def median_hours(answers: Iterable[FirstAnswer]) -> float | None:
    """Half were faster. None without any."""
    hours = sorted(one.hours for one in answers)
    if not hours:
        return None
    middle = len(hours) // 2
    return hours[middle] if len(hours) % 2 else (hours[middle - 1] + hours[middle]) / 2


def _first(rows: Sequence[Mapping[Any, Any]], company: Company) -> FirstAnswer | None:
    at = next((number for number, row in enumerate(rows) if row["change"] in ANSWERS), None)
    if at is None:
        return None
    answer, before = rows[at], rows[:at]
    arrived = next(_arrivals(reversed(before)), None)
    asked_at = answer["request_asked_at"]
    # A request without its beginning: it is then taken to have been where it is.
    team_id = arrived["detail"].get("team_id") if arrived else answer["request_team_id"]
    arrived_at = arrived["at"] if arrived else asked_at
    team = company.find_team(team_id) if team_id else None
    return FirstAnswer(
        request_id=answer["request_id"],
        asked_at=asked_at,
        arrived_at=arrived_at,
        answered_at=answer["at"],
        answered_by=answer["actor_id"],
        how=Change(answer["change"]),
        team_id=team_id,
        area_id=_area(answer, before, team_id),
        working=max(timedelta(0), working_time_of(company, team).between(asked_at, answer["at"])),
        promised_by=reply_by(company, team, answer["request_urgency"], arrived_at),
    )


def _arrivals(rows: Iterable[Mapping[Any, Any]]) -> Iterator[Mapping[Any, Any]]:
    return (row for row in rows if row["change"] in (Change.FILED, Change.MOVED))


def _area(answer: Mapping[Any, Any], before: Sequence[Mapping[Any, Any]], team_id: str | None) -> str | None:
    """The area that it has today where the same team has it, else the one it was filed under."""
    if answer["request_team_id"] == team_id:
        return answer["request_area_id"]  # type: ignore[no-any-return]
    came = list(_arrivals(before))
    filed = len(came) == 1 and came[0]["change"] == Change.FILED
    return came[0]["detail"].get("area_id") if filed else None
