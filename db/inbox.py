"""What Slack told us: one row a delivery, under Slack's own id, committed before Slack is answered.

A delivery that was handled keeps no payload. One that could not be handled keeps it until the
sweep has finished it, so that nothing a person said is lost to a mistake of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from db.engine import Unit
from db.kinds import InboxState
from db.tables import inbox

KEPT_FOR = timedelta(days=3)  # longer than Slack's own hourly "delayed events", which last a day
RETRY_AFTER = (
    timedelta(seconds=20),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
)
MOST_ATTEMPTS = 12


@dataclass(frozen=True)
class Unfinished:
    key: str
    kind: str
    payload: Mapping[str, Any]
    reference: str
    attempts: int


def record(unit: Unit, key: str, kind: str, now: datetime) -> None:
    """The unit's commit raises Taken("pk_inbox") when this delivery came before."""
    unit.add(inbox, key=key, kind=kind, received_at=now, state=InboxState.DONE)


def keep(
    unit: Unit,
    key: str,
    kind: str,
    payload: Mapping[str, Any],
    *,
    reference: str,
    now: datetime,
    wait: timedelta = RETRY_AFTER[0],
) -> None:
    """Keeps a delivery that could not be handled, for the sweep."""
    unit.add(
        inbox,
        key=key,
        kind=kind,
        received_at=now,
        state=InboxState.FAILED,
        payload=dict(payload),
        reference=reference,
        attempts=1,
        next_attempt_at=now + wait,
    )


def unfinished(connection: Connection, now: datetime, limit: int = 50) -> list[Unfinished]:
    rows = connection.execute(
        select(inbox)
        .where(inbox.c.state == InboxState.FAILED, inbox.c.next_attempt_at <= now)
        .order_by(inbox.c.received_at)
        .limit(limit)
    ).mappings()
    return [Unfinished(r["key"], r["kind"], r["payload"], r["reference"], r["attempts"]) for r in rows]


def finish(unit: Unit, key: str) -> bool:
    """Takes the delivery in this unit; False when another process has it or had it."""
    statement = update(inbox).where(inbox.c.key == key, inbox.c.state == InboxState.FAILED)
    return (
        unit.execute(statement.values(state=InboxState.DONE, payload=None, next_attempt_at=None)).rowcount
        == 1
    )


def put_off(unit: Unit, delivery: Unfinished, now: datetime) -> None:
    attempts = delivery.attempts + 1
    wait = RETRY_AFTER[min(attempts, len(RETRY_AFTER)) - 1]
    state = InboxState.GIVEN_UP if attempts >= MOST_ATTEMPTS else InboxState.FAILED
    unit.execute(
        update(inbox)
        .where(inbox.c.key == delivery.key)
        .values(state=state, attempts=attempts, next_attempt_at=now + wait)
    )


def next_attempt(connection: Connection) -> datetime | None:
    """When the sweep next tries a delivery that could not be handled."""
    failed = inbox.c.state == InboxState.FAILED
    return connection.execute(select(func.min(inbox.c.next_attempt_at)).where(failed)).scalar_one_or_none()


def stuck(connection: Connection) -> int:
    """How many deliveries wait or were given up."""
    waiting = inbox.c.state.in_((InboxState.FAILED, InboxState.GIVEN_UP))
    return connection.execute(select(func.count()).select_from(inbox).where(waiting)).scalar_one()


def forget_old(unit: Unit, now: datetime) -> int:
    old = inbox.c.received_at < now - KEPT_FOR
    return unit.execute(delete(inbox).where(inbox.c.state == InboxState.DONE, old)).rowcount
