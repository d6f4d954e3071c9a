"""What was talked about, and who said they would do it, is forgotten two years after the meeting."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete

from bot.syncs.rows import written
from db.engine import Unit
from db.meeting_tables import action_items, agenda_items

KEPT_FOR = timedelta(days=730)


def forget_old(unit: Unit, now: datetime) -> int:
    """Open or not: what nobody has touched in two years of meetings is no plan any more. How many."""
    before = written((now - KEPT_FOR).replace(tzinfo=None))
    gone = [
        unit.execute(delete(table).where(table.c.original < before)) for table in (agenda_items, action_items)
    ]
    return sum(result.rowcount for result in gone)
