"""Requests that ended long ago are forgotten, with all that hangs on them."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from db.duty_tables import chain_steps, clocks
from db.engine import Unit
from db.tables import followers, history, lessons, outbox, posts, requests

KEPT_FOR = timedelta(days=365)


def forget_ended(unit: Unit, now: datetime, limit: int = 200) -> int:
    """The words in Slack stay; our rows about them go. How many requests were forgotten."""
    old = select(requests.c.id).where(requests.c.ended_at < now - KEPT_FOR).limit(limit)
    ids = list(unit.execute(old).scalars())
    if ids:
        for table in (history, posts, outbox, followers, lessons, chain_steps, clocks):
            unit.execute(delete(table).where(table.c.request_id.in_(ids)))
        unit.execute(delete(requests).where(requests.c.id.in_(ids)))
    return len(ids)
