"""What is not kept of duty: overrides, swaps, absences and calendars let go, a year after they ended."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete

from db.duty_tables import absences, overrides, rota_sources, swaps
from db.engine import Unit

KEPT_FOR = timedelta(days=365)


def forget_old(unit: Unit, now: datetime) -> None:
    before = now - KEPT_FOR
    unit.execute(delete(overrides).where(overrides.c.ends_at < before))
    unit.execute(delete(swaps).where(swaps.c.ends_at < before))
    unit.execute(delete(rota_sources).where(rota_sources.c.ended_at < before))
    unit.execute(delete(absences).where(absences.c.last_day < before.date()))
