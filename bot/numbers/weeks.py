"""A few figures week by week, each with the requests that it counts. Pure but for the reading of rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, false, func, or_, select, true

from bot.company import Company
from bot.numbers.answers import ANSWERS, FirstAnswer, first_answers, median_hours
from bot.people import Colleague, People
from db.engine import Unit
from db.kinds import OPEN, Change, OccurrenceState, RequestState
from db.meeting_tables import occurrences
from db.tables import history, requests

WEEKS = 8
RECENT = 4  # the weeks that figures in words are about
_ONE_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Scope:
    """Whose requests are counted. Of a team: those that it has, and those that its people asked."""

    everybody: bool = False
    team_ids: tuple[str, ...] = ()
    user_ids: tuple[str, ...] = ()  # the members of these teams

    @property
    def condition(self) -> ColumnElement[bool]:
        if self.everybody:
            return true()
        if not self.team_ids:
            return false()
        return or_(requests.c.team_id.in_(self.team_ids), requests.c.asked_by.in_(self.user_ids))


EVERYBODY = Scope(everybody=True)


@dataclass(frozen=True)
class Week:
    """From Monday to Sunday by the company's clock. The ids are those of the requests that were counted."""

    first_day: date
    asked: tuple[str, ...]
    done: tuple[str, ...]
    answers: tuple[FirstAnswer, ...]  # given in that week
    moved: tuple[str, ...]  # of those asked: they went to another team or to the bridge since

    @property
    def hours(self) -> float | None:
        """The working hours within which half of the first answers came."""
        return median_hours(self.answers)

    @property
    def in_time(self) -> int:
        return sum(answer.in_time for answer in self.answers)


@dataclass(frozen=True)
class Figures:
    weeks: tuple[Week, ...]  # the oldest first, the running one last
    open_now: int
    syncs: tuple[tuple[OccurrenceState, int], ...] = ()  # meetings of the recent weeks that lie behind us


def scope_of(reader: Colleague, people: People, company: Company) -> Scope | None:
    """Whose figures somebody is shown: the bridge and admins everybody's, the owner of a team that team's.

    None for all others: figures are for those who can change something about them.
    """
    if not reader.known or reader.outside or reader.deactivated:
        return None
    if reader.is_bridge or reader.is_admin:
        return EVERYBODY
    teams = [team for team in company.teams if reader.email is not None and team.owner == reader.email]
    if not teams:
        return None
    members = (one.user_id for team in teams for one in people.members(team.id))
    return Scope(team_ids=tuple(team.id for team in teams), user_ids=tuple(dict.fromkeys(members)))


def figures(
    source: Unit | Connection, company: Company, now: datetime, scope: Scope = EVERYBODY, count: int = WEEKS
) -> Figures:
    """Of the running week and those before it, `count` in all. Requests that were taken back do not count."""
    mondays = last_mondays(company, now, count)
    start = starts_at(company, mondays[0])
    asked, done = _asked_and_done(source, company, start, scope)
    answered = _answered(source, company, start, scope)
    moved = _moved_since(source, start)
    weeks = tuple(
        Week(
            monday,
            asked.of(monday),
            done.of(monday),
            answered.of(monday),
            tuple(one for one in asked.of(monday) if one in moved),
        )
        for monday in mondays
    )
    still_open = select(func.count()).select_from(requests).where(scope.condition, requests.c.state.in_(OPEN))
    recent = starts_at(company, mondays[-RECENT:][0])
    syncs = _meetings(source, recent, now) if scope.everybody else ()
    return Figures(weeks, source.execute(still_open).scalar_one(), syncs)


def last_mondays(company: Company, now: datetime, count: int) -> tuple[date, ...]:
    """The oldest first, that of the running week last."""
    today = now.astimezone(ZoneInfo(company.zone)).date()
    monday = today - timedelta(days=today.weekday())
    return tuple(monday - _ONE_WEEK * back for back in reversed(range(count)))


def monday_of(company: Company, moment: datetime) -> date:
    """Of the week in which a moment lies, by the company's clock."""
    return last_mondays(company, moment, 1)[0]


def starts_at(company: Company, day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(company.zone))


T = TypeVar("T")


class _Shelf(Generic[T]):
    """What belongs to which week, in the order in which it was put there."""

    def __init__(self, company: Company) -> None:
        self._company = company
        self._kept: dict[date, list[T]] = {}

    def put(self, moment: datetime | None, what: T) -> None:
        if moment is not None:
            self._kept.setdefault(monday_of(self._company, moment), []).append(what)

    def of(self, monday: date) -> tuple[T, ...]:
        return tuple(self._kept.get(monday, ()))


def _counting(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    return (scope.condition, requests.c.state != RequestState.CANCELLED)


def _asked_and_done(
    source: Unit | Connection, company: Company, start: datetime, scope: Scope
) -> tuple[_Shelf[str], _Shelf[str]]:
    asked, done = _Shelf[str](company), _Shelf[str](company)
    columns = select(requests.c.id, requests.c.asked_at, requests.c.resolved_at)
    recent = or_(requests.c.asked_at >= start, requests.c.resolved_at >= start)
    found = columns.where(*_counting(scope), recent).order_by(requests.c.asked_at, requests.c.id)
    for row in source.execute(found).mappings():
        asked.put(row["asked_at"], row["id"])
        done.put(row["resolved_at"], row["id"])
    return asked, done


def _answered(
    source: Unit | Connection, company: Company, start: datetime, scope: Scope
) -> _Shelf[FirstAnswer]:
    shelf = _Shelf[FirstAnswer](company)
    lately = select(history.c.request_id).where(history.c.at >= start, history.c.change.in_(ANSWERS))
    for answer in first_answers(source, company, *_counting(scope), requests.c.id.in_(lately)):
        shelf.put(answer.answered_at, answer)
    return shelf


def _moved_since(source: Unit | Connection, start: datetime) -> set[str]:
    """Requests that a team gave away; what the bridge or the asker sent to its first team has not moved."""
    moves = select(history.c.request_id, history.c.detail)
    found = source.execute(moves.where(history.c.at >= start, history.c.change == Change.MOVED))
    return {row["request_id"] for row in found.mappings() if row["detail"].get("from_team")}


def _meetings(
    source: Unit | Connection, start: datetime, now: datetime
) -> tuple[tuple[OccurrenceState, int], ...]:
    counted = (
        select(occurrences.c.state, func.count().label("number"))
        .where(occurrences.c.starts_at >= start, occurrences.c.starts_at < now)
        .group_by(occurrences.c.state)
        .order_by(occurrences.c.state)
    )
    rows = source.execute(counted).mappings()
    return tuple((OccurrenceState(row["state"]), row["number"]) for row in rows)
