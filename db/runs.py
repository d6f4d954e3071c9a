"""Who runs a job in a slot of time: the row lets one through, on one process or ten."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete

from db.engine import Unit
from db.inserting import insert_into
from db.tables import runs

KEPT_FOR = timedelta(days=7)


def claim_run(unit: Unit, job: str, slot: str, now: datetime) -> bool:
    """True once for each (job, slot). If the unit fails, the slot is free again."""
    statement = insert_into(unit, runs).values(job=job, slot=slot, claimed_at=now).on_conflict_do_nothing()
    # Asked for the row itself: psycopg does not count the rows of such an insert.
    return unit.execute(statement.returning(runs.c.job)).first() is not None


def forget_old(unit: Unit, now: datetime) -> int:
    return unit.execute(delete(runs).where(runs.c.claimed_at < now - KEPT_FOR)).rowcount
