"""Lists of requests: mine, waiting for me, my team's. Everybody sees only what they may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, and_, false, func, or_, select

from bot.people import Colleague
from bot.requests.model import Request, request_from
from bot.requests.similar import followed_by
from db.engine import Unit
from db.kinds import OPEN, UNCLAIMED, PostRole, RequestState
from db.tables import posts, requests

Which = Literal["mine", "waiting", "team"]
PAGE = 8
_COUNTS = requests.c.parent_id.is_(None)  # for its team several reports of one thing are one


@dataclass(frozen=True)
class Page:
    which: Which
    words: str
    number: int  # from 0
    total: int
    requests: tuple[Request, ...]

    @property
    def last(self) -> int:
        return max(0, (self.total - 1) // PAGE)


def find_page(
    source: Unit | Connection, reader: Colleague, which: Which, words: str = "", number: int = 0
) -> Page:
    """One page, newest change first; a page past the end gives the last one."""
    wanted = and_(_whose(reader, which), *_holding(words))
    total = source.execute(select(func.count()).select_from(requests).where(wanted)).scalar_one()
    number = min(max(number, 0), max(0, (total - 1) // PAGE))
    statement = _newest(wanted).limit(PAGE).offset(number * PAGE)
    found = tuple(request_from(row) for row in source.execute(statement).mappings())
    return Page(which, words, number, total, found)


def find_open(source: Unit | Connection, reader: Colleague, which: Which, limit: int) -> tuple[Request, ...]:
    """Without those that ended, which would crowd out what still matters."""
    wanted = and_(_whose(reader, which), requests.c.state.in_(OPEN))
    rows = source.execute(_newest(wanted).limit(limit)).mappings()
    return tuple(request_from(row) for row in rows)


def find_copy(
    source: Unit | Connection, channel_id: str, ts: str, request_id: str | None
) -> tuple[str, str] | None:
    """Channel and ts of the copy that was made of this message in the request's other thread."""
    copy = select(posts.c.channel_id, posts.c.ts).where(
        posts.c.source_channel == channel_id, posts.c.source_ts == ts, posts.c.request_id == request_id
    )
    row = source.execute(copy).first()
    return (row.channel_id, row.ts) if row else None


def find_questions(source: Unit | Connection, request_id: str) -> list[tuple[str, str]]:
    """Channel and ts of each "Does it look right?" that was asked about this request."""
    asked = select(posts.c.channel_id, posts.c.ts).where(
        posts.c.request_id == request_id, posts.c.role == PostRole.QUESTION
    )
    return [(row.channel_id, row.ts) for row in source.execute(asked)]


def next_to_close(source: Unit | Connection) -> datetime | None:
    """When silence closes the next resolved request."""
    resolved = requests.c.state == RequestState.RESOLVED
    return source.execute(select(func.min(requests.c.close_at)).where(resolved)).scalar_one_or_none()


def _newest(wanted: ColumnElement[bool]) -> Select[Any]:
    return select(requests).where(wanted).order_by(requests.c.changed_at.desc(), requests.c.id.desc())


def _whose(reader: Colleague, which: Which) -> ColumnElement[bool]:
    if which == "mine":
        return or_(requests.c.asked_by == reader.user_id, followed_by(reader))
    if which == "waiting":
        return _waiting_for(reader)
    return and_(_of_teams(reader), requests.c.state.in_(OPEN), _COUNTS)


def _waiting_for(reader: Colleague) -> ColumnElement[bool]:
    """The asker: a question or a "does it look right?". The owner: what nobody took yet, what they hold."""
    mine = and_(
        requests.c.asked_by == reader.user_id,
        requests.c.state.in_((RequestState.WAITING, RequestState.RESOLVED)),
    )
    expected = and_(requests.c.owner_id == reader.user_id, requests.c.state.in_(UNCLAIMED), _COUNTS)
    holding = and_(
        requests.c.acknowledged_by == reader.user_id,
        requests.c.state == RequestState.ACKNOWLEDGED,
        _COUNTS,
    )
    return mine if reader.outside else or_(mine, expected, holding)


def _of_teams(reader: Colleague) -> ColumnElement[bool]:
    if reader.outside or reader.deactivated:
        return false()
    if reader.is_bridge or reader.is_admin:
        return or_(requests.c.team_id.is_(None), requests.c.team_id.is_not(None))
    return requests.c.team_id.in_(reader.team_ids) if reader.team_ids else false()


def _holding(words: str) -> list[ColumnElement[bool]]:
    """Each word must stand in the text, in any order and case."""
    return [requests.c.text.icontains(word, autoescape=True) for word in words.split()]
