"""Calendars under secret addresses: whoever knows the address reads it, until it is revoked.

A calendar program cannot log in to Slack, so the address itself is the key: 256 bits by chance, of which
nothing can be guessed. It dies with the account of whoever asked for it.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, delete, func, select, union_all, update

from bot.calendars.shifts import Stamp, write_rota, write_shifts_of
from bot.calendars.writing import AllDay, Meeting, write_calendar
from bot.company import Company
from bot.launches.road_map import Entry, coming
from bot.oncall.board import Board
from bot.settings import Settings
from bot.syncs.rights import require_colleague
from bot.syncs.rows import attended_by, find_sync, get_sync, occurrences_of
from bot.toolkit import Desk
from db.duty_tables import absences, overrides, rota_sources, rotas
from db.engine import Unit
from db.errors import NotAllowed
from db.kinds import FeedKind, LaunchKind
from db.meeting_tables import feeds, launches
from db.tables import people as people_table

Source = Unit | Connection

PATH: Final = re.compile(r"/calendar/([A-Za-z0-9_-]{20,100})\.ics")
_RANDOM_BYTES: Final = 32
_ROAD_MAP_DAYS: Final = 365
KEPT_REVOKED: Final = timedelta(days=365)
YOURS_ALONE: Final = "The calendar of a person is for that person alone. Ask for your own on the Home tab."


@dataclass(frozen=True)
class Feed:
    """`subject`: a user's id, a sync's id, a team's id for its rota, or "" for the road map."""

    token: str
    kind: FeedKind
    subject: str
    made_by: str
    made_at: datetime
    revoked_at: datetime | None = None

    @property
    def path(self) -> str:
        return f"/calendar/{self.token}.ics"


def open_feed(desk: Desk, kind: FeedKind, subject: str, actor_id: str) -> Feed:
    """The address of this person for this calendar: the one they have, else a new one.

    Raises NotAllowed for people of other companies and for somebody else's calendar, Missing for a sync or a
    team that is not there.
    """
    _require(desk, kind, subject, actor_id)
    found = feeds_of(desk.unit, actor_id, kind, subject)
    if found:
        return found[0]
    made = Feed(secrets.token_urlsafe(_RANDOM_BYTES), kind, subject, actor_id, desk.now)
    desk.unit.add(feeds, **made.__dict__)
    return made


def revoke_feeds(desk: Desk, kind: FeedKind, subject: str, actor_id: str) -> int:
    """Ends all of this person's addresses for this calendar; how many there were."""
    mine = (feeds.c.made_by == actor_id, feeds.c.kind == kind, feeds.c.subject == subject)
    ended = update(feeds).where(*mine, feeds.c.revoked_at.is_(None)).values(revoked_at=desk.now)
    return desk.unit.execute(ended).rowcount


def feeds_of(
    source: Source, user_id: str, kind: FeedKind | None = None, subject: str | None = None
) -> list[Feed]:
    """The addresses of this person that still work, the oldest first; of one kind or subject only."""
    wanted = select(feeds).where(feeds.c.made_by == user_id, feeds.c.revoked_at.is_(None))
    if kind is not None:
        wanted = wanted.where(feeds.c.kind == kind)
    if subject is not None:
        wanted = wanted.where(feeds.c.subject == subject)
    rows = source.execute(wanted.order_by(feeds.c.made_at, feeds.c.token)).mappings()
    return [_feed(row) for row in rows]


def address_of(settings: Settings, feed: Feed) -> str | None:
    """Where calendar programs find it; None where the bot cannot be reached from outside."""
    if settings.public_url is None or settings.mode != "http":
        return None
    return settings.public_url.rstrip("/") + feed.path


def read_feed(source: Source, board: Board, token: str, now: datetime) -> bytes | None:
    """The calendar's text; None if there is none under this token, for whatever reason."""
    row = source.execute(select(feeds).where(feeds.c.token == token)).mappings().first()
    if row is None or row["revoked_at"] is not None:
        return None
    feed = _feed(row)
    maker = board.people.get(feed.made_by)
    if not maker.known or maker.outside or maker.deactivated:
        return None
    return calendar_text(source, board, feed.kind, feed.subject, now)


def calendar_text(source: Source, board: Board, kind: FeedKind, subject: str, now: datetime) -> bytes | None:
    """None for a sync or a team that is not there."""
    company = board.company
    if kind is FeedKind.ROTA:
        team = company.find_team(subject)
        return write_rota(board, team, _stamp(source, board), now) if team else None
    if kind is FeedKind.SHIFTS:
        return write_shifts_of(board, subject, _stamp(source, board), now)
    if kind is FeedKind.ROAD_MAP:
        return write_calendar(f"{company.name}: road map", days=_road_map(source, company, now))
    if kind is FeedKind.PERSON:
        meetings = [Meeting(sync, occurrences_of(source, sync.id)) for sync in attended_by(source, subject)]
        return write_calendar(f"{company.name}: my syncs", meetings)
    sync = find_sync(source, subject)
    return write_calendar(sync.name, [Meeting(sync, occurrences_of(source, sync.id))]) if sync else None


def forget_old(unit: Unit, now: datetime) -> int:
    """Addresses that were revoked long ago: until then it can be said whose a found one was."""
    return unit.execute(delete(feeds).where(feeds.c.revoked_at < now - KEPT_REVOKED)).rowcount


def user_with(source: Source, company: Company, email: str) -> str | None:
    """The Slack account with this address, for commands that are given one."""
    fixed = company.person_by_email(email)
    if fixed is not None and fixed.slack:
        return fixed.slack
    wanted = select(people_table.c.user_id).where(func.lower(people_table.c.email) == email.strip().lower())
    return source.execute(wanted.order_by(people_table.c.deactivated).limit(1)).scalar_one_or_none()


def _require(desk: Desk, kind: FeedKind, subject: str, actor_id: str) -> None:
    require_colleague(desk.people, actor_id)
    if kind in (FeedKind.PERSON, FeedKind.SHIFTS) and subject != actor_id:
        raise NotAllowed(YOURS_ALONE)
    if kind is FeedKind.ROTA:
        desk.company.team(subject)
    if kind is FeedKind.SYNC:
        get_sync(desk.unit, subject)


def _feed(row: Mapping[Any, Any]) -> Feed:
    return Feed(**{**row, "kind": FeedKind(row["kind"])})


def _stamp(source: Source, board: Board) -> Stamp:
    """Of all rows about duty: a person is on call for several teams, and away from all of them. What was
    taken back counts, too."""
    moments = union_all(
        select(func.max(rotas.c.changed_at).label("at")),
        select(func.max(rota_sources.c.changed_at)),
        select(func.max(overrides.c.changed_at)),
        select(func.max(overrides.c.cancelled_at)),
        select(func.max(absences.c.made_at)),
        select(func.max(absences.c.cancelled_at)),
    )
    return Stamp(board.state.version, max(filter(None, source.execute(moments).scalars()), default=None))


def _road_map(source: Source, company: Company, now: datetime) -> list[AllDay]:
    entries = coming(source, company, now, _ROAD_MAP_DAYS)
    rows = _launches(source, [entry.launch_id for entry in entries if entry.launch_id])
    return list(_days(entries, rows))


def _launches(source: Source, ids: Sequence[str]) -> dict[str, RowMapping]:
    wanted = select(launches.c.id, launches.c.sequence, launches.c.changed_at).where(launches.c.id.in_(ids))
    return {row["id"]: row for row in source.execute(wanted).mappings()}


def _days(entries: Sequence[Entry], rows: Mapping[str, RowMapping]) -> Iterator[AllDay]:
    for entry in entries:
        row = rows.get(entry.launch_id or "")
        yield AllDay(
            uid=f"{entry.launch_id or _key_of(entry)}@liaison",
            name=_named(entry),
            first_day=entry.first_day,
            last_day=entry.last_day,
            words="\n".join(filter(None, (entry.who, entry.customers))),
            sequence=row["sequence"] if row else 0,
            changed_at=row["changed_at"] if row else None,
        )


def _key_of(entry: Entry) -> str:
    """What the company file says has no id: the same entry is known by what it says."""
    said = "|".join((entry.kind, entry.name, entry.who, entry.first_day.isoformat()))
    return hashlib.sha256(said.encode()).hexdigest()[:24]


def _named(entry: Entry) -> str:
    kind = str(entry.kind)
    if entry.kind is LaunchKind.OTHER or kind in entry.name.lower():
        return entry.name
    return f"{kind.capitalize()}: {entry.name}"
