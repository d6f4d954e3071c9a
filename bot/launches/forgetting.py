"""Launches that are long over are forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from db.engine import Unit
from db.meeting_tables import launch_areas, launches
from db.tables import requests

KEPT_FOR = timedelta(days=2 * 365)


def forget_past(unit: Unit, now: datetime) -> int:
    """Two years after the last day. How many."""
    old = select(launches.c.id).where(launches.c.last_day < (now - KEPT_FOR).date())
    ids = list(unit.execute(old).scalars())
    if ids:
        unit.execute(update(requests).where(requests.c.launch_id.in_(ids)).values(launch_id=None))
        unit.execute(delete(launch_areas).where(launch_areas.c.launch_id.in_(ids)))
        unit.execute(delete(launches).where(launches.c.id.in_(ids)))
    return len(ids)
