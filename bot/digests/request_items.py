"""Which requests a digest of IT or of marketing tells of, and in which group each stands now."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, select, true

from bot.channels import channel_name_of, open_to_all
from bot.company import Company
from bot.digests.model import Digest, Group, Item, Window
from bot.digests.runs import in_parts, put_off_at
from bot.people import People
from bot.promises import working_time_of
from bot.requests.model import Request, request_from
from bot.requests.rights import may_see
from db.engine import Unit
from db.kinds import OPEN, WITH_TEAM, Change, DigestKind, Mode, RequestState
from db.tables import history, requests

AGES_AFTER = 5  # working days without any change
# A clock may be set back by so much: what is written then has a time that was told already.
OVERLAP = timedelta(hours=3)
_ENDS = (Change.CONFIRMED, Change.CLOSED)
_QUIET = (Change.FOLLOWED,)  # no news of the request itself
_NEWS = (Change.ACKNOWLEDGED, Change.MOVED, Change.REOPENED)  # for those who wait
_BY_TIME: tuple[Group, ...] = ("overdue", "ageing", "late")  # reached without anybody doing anything


@dataclass(frozen=True)
class Happened:
    """One row of history in the window."""

    id: str
    request_id: str
    change: Change
    at: datetime


@dataclass(frozen=True)
class Found:
    items: tuple[Item, ...]
    history_ids: tuple[str, ...]  # the newest ones, which the next digest must not tell again


def find_items(
    source: Unit | Connection,
    company: Company,
    people: People,
    digest: Digest,
    window: Window,
    as_of: datetime,
) -> Found:
    """Of the digest of IT, or of marketing."""
    scope = _scope(digest, people)
    rows = _history(source, window, scope)
    happened = [one for one in rows if one.id not in window.seen]
    changed = {one.request_id for one in happened if one.change not in _QUIET}
    ended = {one.request_id for one in happened if one.change in _ended_by(digest.kind)}
    taken = {one.request_id for one in happened if one.change in _NEWS}
    shows = Shows.at(source, company, people, digest)
    sorting = Sorting(company, digest, as_of)
    earlier = Sorting(company, digest, window.start)
    off = put_off_at(source, digest.place, as_of)
    items = []
    for request in _requests(source, scope, ended):
        if digest.kind is DigestKind.IT and request.parent_id is not None:
            continue  # several reports of one thing are one
        group = _group(sorting, request, request.id in ended, request.id in off)
        if group == "fine" and request.id in taken and digest.kind is DigestKind.MARKETING:
            group = "news"
        if group is not None:
            became = group in _BY_TIME and earlier.group(request) != group
            is_new = request.id in changed or became
            items.append(Item(group, request.id, request.asked_at, is_new, shows.may_show(request)))
    newest = tuple(one.id for one in rows if one.at >= window.end - OVERLAP)
    return Found(tuple(items), newest)


def group_now(
    company: Company, digest: Digest, request: Request, as_of: datetime, put_off: Collection[str]
) -> Group | None:
    """Where a request that has a line stands by now. None: it was taken back."""
    sorting = Sorting(company, digest, as_of)
    return _group(sorting, request, not request.is_open or sorting.is_done(request), request.id in put_off)


@dataclass(frozen=True)
class Sorting:
    """Into groups, at one moment."""

    company: Company
    digest: Digest
    as_of: datetime

    def group(self, request: Request) -> Group:
        """Of one that is open."""
        return self._of_it(request) if self.digest.kind is DigestKind.IT else self._of_marketing(request)

    def is_done(self, request: Request) -> bool:
        """For this side: IT is done when it says so, the asker when they agree."""
        done = (RequestState.RESOLVED, RequestState.CLOSED)
        return request.state in (done if self.digest.kind is DigestKind.IT else (RequestState.CLOSED,))

    def _of_it(self, request: Request) -> Group:
        if request.state not in WITH_TEAM or request.parent_id is not None:
            return "fine"
        if self._is_late(request) or self._is_over_its_day(request):
            return "overdue"
        if request.is_unclaimed:
            return "needs"
        return "ageing" if request.changed_at < self._ages_before(request) else "fine"

    def _of_marketing(self, request: Request) -> Group:
        if request.state in (RequestState.WAITING, RequestState.RESOLVED):
            return "waits"
        return "late" if self._is_late(request) else "fine"

    def _is_late(self, request: Request) -> bool:
        return request.is_unclaimed and request.reply_by is not None and request.reply_by <= self.as_of

    def _is_over_its_day(self, request: Request) -> bool:
        today = self.as_of.astimezone(ZoneInfo(self.digest.zone)).date()
        return request.due_on is not None and request.due_on < today

    def _ages_before(self, request: Request) -> datetime:
        team = self.company.find_team(request.team_id) if request.team_id else None
        return working_time_of(self.company, team).add_days(self.as_of, -AGES_AFTER)


@dataclass(frozen=True)
class Shows:
    """Whose words may be read where the digest stands."""

    people: People
    digest: Digest
    open_channels: frozenset[str]
    team_ids: tuple[str, ...]  # of the teams that live in the digest's channel
    is_bridge: bool

    @classmethod
    def at(cls, source: Unit | Connection, company: Company, people: People, digest: Digest) -> Shows:
        name = channel_name_of(source, digest.channel_id) if digest.channel_id else None
        here = tuple(team.id for team in company.teams if name in team.channels) if name else ()
        return cls(people, digest, open_to_all(source), here, name == company.bridge.channel)

    def may_show(self, request: Request) -> bool:
        is_open = request.mode is Mode.SHARED and request.home_channel in self.open_channels
        if is_open or request.home_channel == self.digest.channel_id:
            return True
        if self.digest.user_id:
            return may_see(self.people.get(self.digest.user_id), request)
        return self.is_bridge or (request.team_id is not None and request.team_id in self.team_ids)


def find_requests(source: Unit | Connection, ids: Iterable[str]) -> dict[str, Request]:
    """By id; without those that were forgotten."""
    found: dict[str, Request] = {}
    for some in in_parts(dict.fromkeys(ids)):
        rows = source.execute(select(requests).where(requests.c.id.in_(some))).mappings()
        found |= {row["id"]: request_from(row) for row in rows}
    return found


def _group(sorting: Sorting, request: Request, is_done: bool, is_put_off: bool) -> Group | None:
    if is_done and sorting.is_done(request):
        return "done"
    if not request.is_open:
        return None
    return "put_off" if is_put_off else sorting.group(request)


def _ended_by(kind: DigestKind) -> tuple[Change, ...]:
    return (Change.RESOLVED, *_ENDS) if kind is DigestKind.IT else _ENDS


def _scope(digest: Digest, people: People) -> ColumnElement[bool]:
    """Whose requests it tells of."""
    if digest.kind is DigestKind.IT:
        return requests.c.team_id == digest.team_id if digest.team_id else true()
    if digest.user_id:
        return requests.c.asked_by == digest.user_id
    if digest.team_id:
        return requests.c.asked_by.in_([one.user_id for one in people.members(digest.team_id)])
    return true()


def _requests(
    source: Unit | Connection, scope: ColumnElement[bool], ended: Collection[str]
) -> Iterable[Request]:
    rows = source.execute(select(requests).where(scope, requests.c.state.in_(OPEN))).mappings()
    still = {row["id"]: request_from(row) for row in rows}
    return (still | find_requests(source, set(ended) - still.keys())).values()


def _history(source: Unit | Connection, window: Window, scope: ColumnElement[bool]) -> list[Happened]:
    """From a little before the window on: an earlier digest has told most of that, but perhaps not all."""
    rows = source.execute(
        select(history.c.id, history.c.request_id, history.c.change, history.c.at)
        .join(requests, requests.c.id == history.c.request_id)
        .where(scope, history.c.at >= window.start - OVERLAP, history.c.at < window.end)
        .order_by(history.c.id)
    )
    return [Happened(row.id, row.request_id, Change(row.change), row.at) for row in rows]
