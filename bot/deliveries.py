"""Work that falls due at a time: done once, or not done with a reason that people can see.

The row lets one process through; it is written in the transaction of the notice, so a process that dies
gives it back. Truth is rows: a tick that comes late, twice, or on two machines does no harm.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, select, update

from db.engine import Unit
from db.inserting import insert_into
from db.kinds import DeliveryState
from db.meeting_tables import deliveries, looks

KEPT_FOR = timedelta(days=365)


@dataclass(frozen=True)
class Due:
    """`slot`: which one of the subject's; `target`: a channel, a person, an area."""

    kind: str
    subject: str
    slot: str
    target: str
    due_at: datetime


@dataclass(frozen=True)
class Delivery:
    due: Due
    settled_at: datetime
    state: DeliveryState
    reason: str


def settle(unit: Unit, due: Due, now: datetime, state: DeliveryState, reason: str = "") -> bool:
    """True once for each due thing, whatever its time. `reason`: why it was not said, for people."""
    values = {**due.__dict__, "settled_at": now, "state": state, "reason": reason}
    statement = insert_into(unit, deliveries).values(**values).on_conflict_do_nothing()
    return unit.execute(statement.returning(deliveries.c.kind)).first() is not None


def settle_again(unit: Unit, due: Due, now: datetime) -> bool:
    """True once, when it was skipped at a moment that has not come yet: by a clock that ran ahead, and was
    put right since. From then on it counts as said."""
    same = (
        deliveries.c.kind == due.kind,
        deliveries.c.subject == due.subject,
        deliveries.c.slot == due.slot,
        deliveries.c.target == due.target,
    )
    early = (deliveries.c.state == DeliveryState.SKIPPED, deliveries.c.settled_at > now)
    again = update(deliveries).where(*same, *early)
    values = {"due_at": due.due_at, "settled_at": now, "state": DeliveryState.SAID, "reason": ""}
    return unit.execute(again.values(**values)).rowcount == 1


def not_said_after_all(unit: Unit, kind: str, subject: str, slot: str, reason: str) -> None:
    """Its notice was written, and Slack refused it for good. `slot`: as it begins."""
    said = (
        deliveries.c.kind == kind,
        deliveries.c.subject == subject,
        deliveries.c.slot.startswith(slot, autoescape=True),
        deliveries.c.state == DeliveryState.SAID,
    )
    unit.execute(update(deliveries).where(*said).values(state=DeliveryState.SKIPPED, reason=reason))


def settled(source: Unit | Connection, subject: str, limit: int = 20) -> list[Delivery]:
    """What became of the things that fell due for this subject, the newest first."""
    rows = select(deliveries).where(deliveries.c.subject == subject)
    newest = rows.order_by(deliveries.c.settled_at.desc(), deliveries.c.due_at.desc()).limit(limit)
    return [_delivery(row) for row in source.execute(newest).mappings()]


def note_look(unit: Unit, what: str, now: datetime) -> None:
    """That this kind of work was looked for, so that silence and breakage differ."""
    statement = insert_into(unit, looks).values(what=what, at=now)
    unit.execute(statement.on_conflict_do_update(index_elements=["what"], set_={"at": now}))


def last_look(source: Unit | Connection, what: str) -> datetime | None:
    found = select(looks.c.at).where(looks.c.what == what)
    return source.execute(found).scalar_one_or_none()


def forget_old(unit: Unit, now: datetime) -> int:
    return unit.execute(delete(deliveries).where(deliveries.c.settled_at < now - KEPT_FOR)).rowcount


def _delivery(row: Mapping[Any, Any]) -> Delivery:
    due = Due(row["kind"], row["subject"], row["slot"], row["target"], row["due_at"])
    return Delivery(due, row["settled_at"], DeliveryState(row["state"]), row["reason"])
