"""What must be said: notices, written in the transaction of their fact, said by one relay.

A notice is what happened and to whom it matters, never rendered text. Within a *lane* notices are
said one after the other: a reply waits for its parent, a correction for what it corrects.
Delivery is at least once; a notice whose lease ran out is `unsure` and is looked up in Slack before
it is said again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, delete, exists, func, or_, select, true, update

from db.engine import Unit
from db.ids import new_id
from db.kinds import NoticeKind, NoticeState
from db.tables import outbox

LEASE = timedelta(seconds=60)
KEPT_FOR = timedelta(days=7)
_UNSAID = (NoticeState.DUE, NoticeState.CLAIMED)


@dataclass(frozen=True)
class Notice:
    id: str
    lane: str
    kind: NoticeKind
    request_id: str | None
    detail: Mapping[str, Any]
    attempts: int
    unsure: bool
    created_at: datetime
    error: str | None = None


def enqueue(
    unit: Unit,
    kind: NoticeKind,
    *,
    lane: str,
    now: datetime,
    request_id: str | None = None,
    due_at: datetime | None = None,
    place: str | None = None,
    **detail: Any,
) -> str:
    """`place`: where it will be posted; when many are, each is due when its turn comes."""
    if due_at is None:
        due_at = now + unit.wait_at(place) if place else now
    notice_id = new_id("n", now)
    unit.add(
        outbox,
        id=notice_id,
        lane=lane,
        kind=kind,
        request_id=request_id,
        detail=detail,
        state=NoticeState.DUE,
        created_at=now,
        due_at=due_at,
    )
    return notice_id


def claim(
    unit: Unit, *, worker: str, now: datetime, limit: int, but_not: Collection[str] = ()
) -> list[Notice]:
    """Takes the heads of due lanes. No notice is taken twice while its lease lasts.

    `but_not`: ids of those that the caller is still saying, however long ago their lease ended. Claimed anew
    they would no longer be the ones that it goes on to settle, and be left alone for another lease.
    """
    ready = or_(
        and_(outbox.c.state == NoticeState.DUE, outbox.c.due_at <= now),
        and_(outbox.c.state == NoticeState.CLAIMED, outbox.c.lease_until <= now),
    )
    if but_not:
        ready = and_(ready, outbox.c.id.not_in(but_not))
    earlier = outbox.alias("earlier")
    blocked = exists().where(
        earlier.c.lane == outbox.c.lane, earlier.c.id < outbox.c.id, earlier.c.state.in_(_UNSAID)
    )
    heads = (
        select(outbox.c.id)
        .where(ready, ~blocked)
        .order_by(outbox.c.due_at, outbox.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    statement = (
        update(outbox)
        .where(outbox.c.id.in_(heads.scalar_subquery()))
        .values(
            state=NoticeState.CLAIMED,
            claimed_by=worker,
            lease_until=now + LEASE,
            attempts=outbox.c.attempts + 1,
            unsure=case((outbox.c.state == NoticeState.CLAIMED, true()), else_=outbox.c.unsure),
        )
        .returning(*outbox.c)
    )
    rows = unit.execute(statement).mappings()
    return sorted((_notice(row) for row in rows), key=lambda notice: notice.id)


def release_claims(unit: Unit) -> int:
    """At the start of the only process (SQLite): what the last one was saying is unsure and due at once."""
    held = update(outbox).where(outbox.c.state == NoticeState.CLAIMED)
    return unit.execute(held.values(state=NoticeState.DUE, unsure=True, lease_until=None)).rowcount


def posted(unit: Unit, notice: Notice, now: datetime) -> bool:
    """Said. Its detail is emptied: the words of people stay in Slack. False: it was settled before."""
    return _settle(unit, notice, now, NoticeState.POSTED, detail={}, error=None)


def dropped(unit: Unit, notice: Notice, now: datetime, reason: str) -> None:
    _settle(unit, notice, now, NoticeState.DROPPED, detail={}, error=reason)


def parked(unit: Unit, notice: Notice, now: datetime, reason: str) -> None:
    _settle(unit, notice, now, NoticeState.PARKED, error=reason)


def again(
    unit: Unit, notice: Notice, due_at: datetime, *, reason: str, unsure: bool = False, **detail: Any
) -> None:
    """Due once more, with changed detail if any is given; `unsure` says that it may be in Slack already."""
    unit.execute(
        update(outbox)
        .where(*_still(notice))
        .values(
            state=NoticeState.DUE,
            due_at=due_at,
            lease_until=None,
            error=reason,
            unsure=unsure or notice.unsure,
            detail={**notice.detail, **detail},
        )
    )


def not_yet(unit: Unit, notice: Notice, due_at: datetime) -> None:
    """Its channel is being paced: nothing was tried, so nothing is counted."""
    unit.execute(
        update(outbox)
        .where(*_still(notice))
        .values(state=NoticeState.DUE, due_at=due_at, lease_until=None, attempts=notice.attempts - 1)
    )


def supersede(unit: Unit, kind: NoticeKind, lane: str, now: datetime) -> None:
    """Before the same thing is to be drawn anew: drawings that nobody has begun would only repeat it."""
    same = (outbox.c.lane == lane, outbox.c.kind == kind, outbox.c.state == NoticeState.DUE)
    dropped = {"state": NoticeState.DROPPED, "settled_at": now, "detail": {}}
    unit.execute(update(outbox).where(*same).values(dropped))


def unsaid(source: Unit | Connection, lane: str) -> list[Mapping[str, Any]]:
    """What each notice of this lane carries that is still to be said, the oldest first."""
    statement = select(outbox.c.detail).where(outbox.c.lane == lane, outbox.c.state.in_(_UNSAID))
    return list(source.execute(statement.order_by(outbox.c.id)).scalars())


def drop_due(unit: Unit, lane: str, now: datetime, reason: str) -> int:
    due = update(outbox).where(outbox.c.lane == lane, outbox.c.state == NoticeState.DUE)
    return unit.execute(
        due.values(state=NoticeState.DROPPED, settled_at=now, error=reason, detail={})
    ).rowcount


def next_due(connection: Connection, after: datetime | None = None) -> datetime | None:
    """The earliest moment at which a notice is due; with `after` the earliest one later than that."""
    due = select(func.min(outbox.c.due_at)).where(outbox.c.state == NoticeState.DUE)
    if after is not None:
        due = due.where(outbox.c.due_at > after)
    return connection.execute(due).scalar_one_or_none()


def is_anything_unsaid(connection: Connection, until: datetime) -> bool:
    """Is a notice being said, or due by then?"""
    due = and_(outbox.c.state == NoticeState.DUE, outbox.c.due_at <= until)
    unsaid = select(outbox.c.id).where(or_(due, outbox.c.state == NoticeState.CLAIMED)).limit(1)
    return connection.execute(unsaid).first() is not None


def parked_notices(connection: Connection, limit: int = 20) -> list[Notice]:
    rows = connection.execute(
        select(outbox).where(outbox.c.state == NoticeState.PARKED).order_by(outbox.c.id.desc()).limit(limit)
    ).mappings()
    return [_notice(row) for row in rows]


def forget_old(unit: Unit, now: datetime) -> int:
    ended = outbox.c.state.in_((NoticeState.POSTED, NoticeState.DROPPED))
    return unit.execute(delete(outbox).where(ended, outbox.c.settled_at < now - KEPT_FOR)).rowcount


def _settle(unit: Unit, notice: Notice, now: datetime, state: NoticeState, **values: Any) -> bool:
    unsaid = update(outbox).where(outbox.c.id == notice.id, outbox.c.state.in_(_UNSAID))
    settled = unsaid.values(state=state, settled_at=now, lease_until=None, **values)
    return unit.execute(settled).rowcount == 1


def _still(notice: Notice) -> tuple[ColumnElement[bool], ...]:
    """Nobody settled it or claimed it since: one who was slow must not bring back what another has said."""
    return (
        outbox.c.id == notice.id,
        outbox.c.state.in_(_UNSAID),
        outbox.c.attempts == notice.attempts,
    )


def _notice(row: Any) -> Notice:
    return Notice(
        id=row["id"],
        lane=row["lane"],
        kind=NoticeKind(row["kind"]),
        request_id=row["request_id"],
        detail=row["detail"],
        attempts=row["attempts"],
        unsure=row["unsure"],
        created_at=row["created_at"],
        error=row["error"],
    )
