"""The requests that an agenda shows: promises missed, what waits for marketing, what waits for IT.

Everybody in the meeting's channel reads them. Words that were written in private are therefore left out:
the line then says only what kind of thing it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, func, or_, select

from bot.channels import is_shared_outside, open_to_all
from bot.company import Company
from bot.intake.summary import understood
from bot.people import People
from bot.promises import working_time_of
from bot.requests.model import Request, request_from
from bot.syncs.lines import LONGEST_LINE, MOST_LINES, Line, Section, SectionKind
from bot.syncs.model import Attendee, Sync
from db.engine import Unit
from db.kinds import OPEN, Change, Mode, RequestState
from db.tables import history, requests

MOST_READ = 2000  # open requests that are looked at, those that changed longest ago first
SOON = timedelta(days=7)  # a day that is nearer than this is worth a word, though somebody has it
_WAIT_FOR_MARKETING = (RequestState.WAITING, RequestState.RESOLVED)


@dataclass(frozen=True)
class _Matter:
    """A request with whose it is, and since when it has been so."""

    request: Request
    since: datetime
    user_id: str | None
    is_calm: bool = False


def waiting(
    source: Unit | Connection,
    company: Company,
    people: People,
    sync: Sync,
    attendees: Sequence[Attendee],
    now: datetime,
) -> tuple[Section, ...]:
    """Promises, what waits for marketing, what waits for IT: of requests asked by or owned by the teams of
    the attendees; where nobody is of a team, of all. Calm comes last, what is oldest first.

    A line's age is by how much a promise is late, since when the asker has the word, or since it was asked.
    """
    found = [one for one in _open_requests(source, _of_teams(people, attendees)) if _counts(one)]
    asked = _asked_at(source, found)
    sorted_out: dict[SectionKind, list[_Matter]] = {"promises": [], "marketing": [], "it": []}
    for one in found:
        if one.is_unclaimed and one.reply_by is not None and one.reply_by < now:
            sorted_out["promises"].append(_Matter(one, one.reply_by, one.owner_id))
        elif one.state in _WAIT_FOR_MARKETING:
            is_done = one.state is RequestState.RESOLVED  # silence closes it
            since = (one.resolved_at if is_done else asked.get(one.id)) or one.changed_at
            sorted_out["marketing"].append(_Matter(one, since, one.asked_by, is_calm=is_done))
        else:
            owner = one.acknowledged_by or one.owner_id
            sorted_out["it"].append(_Matter(one, one.asked_at, owner, is_calm=_is_in_hand(one, now)))
    drawn = _Drawing(company, people, now, _readable(source, sync))
    return tuple(drawn.section(kind, matters) for kind, matters in sorted_out.items() if matters)


@dataclass(frozen=True)
class _Drawing:
    """Draws only the lines that are shown: there may be hundreds of requests."""

    company: Company
    people: People
    now: datetime
    readable: frozenset[str]  # channels whose words may be shown

    def section(self, kind: SectionKind, matters: list[_Matter]) -> Section:
        matters.sort(key=lambda one: (one.is_calm, one.since, one.request.id))
        shown = matters[: MOST_LINES[kind]]
        lines = tuple(self._line(kind, one) for one in shown)
        return Section(kind, lines, len(matters) - len(shown), is_calm=matters[0].is_calm)

    def _line(self, kind: SectionKind, matter: _Matter) -> Line:
        request, who = matter.request, self.people.get(matter.user_id)
        there = who if who.known and not who.deactivated and not who.outside else None
        team = self.company.find_team(request.team_id) if request.team_id else None
        return Line(
            kind=kind,
            text=_words(self.company, request, self.readable),
            request_id=request.id,
            owner_id=there.user_id if there else None,
            team_id=request.team_id,
            mention=there.user_id if there else None,
            age=max(timedelta(0), working_time_of(self.company, team).between(matter.since, self.now)),
            day=request.due_on,
            is_calm=matter.is_calm,
        )


def _counts(request: Request) -> bool:
    """Several reports of one thing are one line, except where an asker has the word on theirs."""
    return request.parent_id is None or request.state in _WAIT_FOR_MARKETING


def _is_in_hand(request: Request, now: datetime) -> bool:
    """Somebody has it, and its day is not near."""
    near = request.due_on is not None and request.due_on <= (now + SOON).date()
    return request.state is RequestState.ACKNOWLEDGED and not near


def words_for(source: Unit | Connection, company: Company, sync: Sync, request: Request) -> str:
    """One line about the request, as this sync's channel may read it."""
    return _words(company, request, _readable(source, sync))


def _words(company: Company, request: Request, readable: frozenset[str]) -> str:
    if request.mode is Mode.SHARED and request.home_channel in readable:
        return understood(request.text, LONGEST_LINE)
    area = company.find_area(request.area_id) if request.area_id else None
    return f"{area.choice if area else 'A question'} (asked in private)"


def _open_requests(source: Unit | Connection, of_teams: ColumnElement[bool] | None) -> list[Request]:
    statement = select(requests).where(requests.c.state.in_(OPEN))
    if of_teams is not None:
        statement = statement.where(of_teams)
    oldest = statement.order_by(requests.c.changed_at, requests.c.id).limit(MOST_READ)
    return [request_from(row) for row in source.execute(oldest).mappings()]


def _of_teams(people: People, attendees: Sequence[Attendee]) -> ColumnElement[bool] | None:
    team_ids = sorted({team_id for one in attendees for team_id in people.get(one.user_id).team_ids})
    if not team_ids:
        return None
    members = sorted({who.user_id for team_id in team_ids for who in people.members(team_id)})
    with_bridge = any(people.get(one.user_id).is_bridge for one in attendees)
    whose = or_(requests.c.team_id.in_(team_ids), requests.c.asked_by.in_(members))
    return or_(whose, requests.c.team_id.is_(None)) if with_bridge else whose


def _asked_at(source: Unit | Connection, found: Sequence[Request]) -> Mapping[str, datetime]:
    """When the owning side asked something last, by request."""
    ids = [one.id for one in found if one.state is RequestState.WAITING]
    newest = select(history.c.request_id, func.max(history.c.at).label("at")).where(
        history.c.request_id.in_(ids), history.c.change == Change.ASKED
    )
    return {row.request_id: row.at for row in source.execute(newest.group_by(history.c.request_id))}


def _readable(source: Unit | Connection, sync: Sync) -> frozenset[str]:
    """Where people of other companies read along, no request is told in its own words."""
    if is_shared_outside(source, sync.channel_id):
        return frozenset()
    return open_to_all(source) | {sync.channel_id}
