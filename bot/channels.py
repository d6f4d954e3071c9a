"""Which channels there are, as Slack has it: written by the daily sync, read by name or id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from db.engine import Unit
from db.inserting import insert_into
from db.tables import channels


@dataclass(frozen=True)
class Channel:
    channel_id: str
    name: str  # without its "#"
    is_private: bool = False
    is_archived: bool = False
    is_shared_outside: bool = False


def remember_channels(unit: Unit, found: Iterable[Channel], now: datetime) -> None:
    rows = [{**asdict(channel), "seen_at": now} for channel in found]
    if rows:
        insert = insert_into(unit, channels)
        fresh = {name: insert.excluded[name] for name in rows[0] if name != "channel_id"}
        unit.flush().execute(insert.on_conflict_do_update(index_elements=["channel_id"], set_=fresh), rows)


def channel_id_of(source: Unit | Connection, name: str) -> str | None:
    """By name, with or without its "#". An archived namesake comes last, then the one seen longest ago."""
    statement = (
        select(channels.c.channel_id)
        .where(channels.c.name == name.removeprefix("#"))
        .order_by(channels.c.is_archived, channels.c.seen_at.desc())
    )
    return source.execute(statement.limit(1)).scalar_one_or_none()


def channel_name_of(source: Unit | Connection, channel_id: str) -> str | None:
    """With its "#"."""
    statement = select(channels.c.name).where(channels.c.channel_id == channel_id)
    name = source.execute(statement).scalar_one_or_none()
    return f"#{name}" if name else None


def channel_names(source: Unit | Connection) -> dict[str, str]:
    """All names by id, each with its "#"."""
    rows = source.execute(select(channels.c.channel_id, channels.c.name))
    return {row.channel_id: f"#{row.name}" for row in rows}


def is_shared_outside(source: Unit | Connection, channel_id: str) -> bool:
    """Do people of other companies read there?"""
    statement = select(channels.c.is_shared_outside).where(channels.c.channel_id == channel_id)
    return bool(source.execute(statement).scalar_one_or_none())


def is_private(source: Unit | Connection, channel_id: str) -> bool:
    """A channel we have not met counts as private: then nobody is sent into a thread they cannot read."""
    statement = select(channels.c.is_private).where(channels.c.channel_id == channel_id)
    known = source.execute(statement).scalar_one_or_none()
    return known is None or known


def open_to_all(source: Unit | Connection, channel_id: str | None = None) -> frozenset[str]:
    """Those that anybody of this company may read, and nobody of another one; or only this one of them."""
    statement = select(channels.c.channel_id).where(
        channels.c.is_private.is_(False), channels.c.is_shared_outside.is_(False)
    )
    if channel_id is not None:
        statement = statement.where(channels.c.channel_id == channel_id)
    return frozenset(source.execute(statement).scalars())


def last_seen(source: Unit | Connection) -> datetime | None:
    """When Slack was last asked for all channels."""
    return source.execute(select(func.max(channels.c.seen_at))).scalar_one_or_none()
