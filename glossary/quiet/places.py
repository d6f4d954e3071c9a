"""The channels that opted in to quiet help. Who may say so is decided where people are known."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from db.engine import Unit
from db.glossary_tables import quiet_channels
from db.inserting import insert_into
from glossary.concepts import Source


def note_open(unit: Unit, channel_id: str, opened_by: str, now: datetime) -> bool:
    """False when it was open before."""
    statement = insert_into(unit, quiet_channels).values(channel_id=channel_id, opened_by=opened_by, at=now)
    added = unit.execute(statement.on_conflict_do_nothing().returning(quiet_channels.c.channel_id))
    return added.first() is not None


def note_closed(unit: Unit, channel_id: str) -> bool:
    """False when it was not open."""
    this = quiet_channels.c.channel_id == channel_id
    return unit.execute(delete(quiet_channels).where(this)).rowcount == 1


def was_opened(source: Source, channel_id: str) -> bool:
    """By a person; the company file may open further ones."""
    this = select(quiet_channels.c.channel_id).where(quiet_channels.c.channel_id == channel_id)
    return source.execute(this).first() is not None
