"""What each digest showed and where it stands, and what was put off. Rows only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from bot.digests.model import Content, Run, Window, run_from
from db.engine import Unit
from db.inserting import insert_into
from db.kinds import DeliveryState
from db.meeting_tables import digest_runs, digests, snoozes

KEPT_FOR = timedelta(days=365)
NOW = "now"  # begins the period of one that somebody asked for


@dataclass(frozen=True)
class PutOff:
    request_id: str
    put_off_by: str
    until: datetime


def note_run(
    unit: Unit,
    digest_id: str,
    period: str,
    window: Window,
    content: Content,
    now: datetime,
    *,
    state: DeliveryState,
    reason: str = "",
) -> bool:
    """False when this period has one already."""
    values = {
        "digest_id": digest_id,
        "period": period,
        "window_from": window.start,
        "window_to": window.end,
        "state": state,
        "reason": reason,
        "lines": [[line.group, line.ref] for line in content.lines],
        "counts": dict(content.counts),
        "overlap": list(content.history_ids),
        "drawn_at": now,
        "made_at": now,
    }
    statement = insert_into(unit, digest_runs).values(**values).on_conflict_do_nothing()
    return unit.execute(statement.returning(digest_runs.c.period)).first() is not None


def find_run(source: Unit | Connection, digest_id: str, period: str) -> Run | None:
    same = (digest_runs.c.digest_id == digest_id, digest_runs.c.period == period)
    row = source.execute(select(digest_runs).where(*same)).mappings().first()
    return run_from(row) if row else None


def find_run_at(source: Unit | Connection, channel_id: str | None, ts: str | None) -> Run | None:
    """That of the message in Slack."""
    here = (digest_runs.c.channel_id == channel_id, digest_runs.c.ts == ts)
    row = source.execute(select(digest_runs).where(*here)).mappings().first()
    return run_from(row) if row else None


def newest_run(source: Unit | Connection, digest_id: str) -> Run | None:
    rows = select(digest_runs).where(digest_runs.c.digest_id == digest_id)
    row = source.execute(rows.order_by(digest_runs.c.window_to.desc()).limit(1)).mappings().first()
    return run_from(row) if row else None


def seen_by(source: Unit | Connection, digest_id: str, since: datetime) -> frozenset[str]:
    """Ids of history that its digests of late have told, against telling a thing twice."""
    rows = select(digest_runs.c.overlap).where(
        digest_runs.c.digest_id == digest_id, digest_runs.c.window_to >= since
    )
    return frozenset(one for overlap in source.execute(rows).scalars() for one in overlap)


def recent_runs(source: Unit | Connection, since: datetime, limit: int) -> list[Run]:
    """Those that stand in Slack, the newest first."""
    rows = select(digest_runs).where(digest_runs.c.ts.is_not(None), digest_runs.c.made_at >= since)
    newest = rows.order_by(digest_runs.c.made_at.desc(), digest_runs.c.digest_id).limit(limit)
    return [run_from(row) for row in source.execute(newest).mappings()]


def note_posted(unit: Unit, digest_id: str, period: str, channel_id: str, ts: str) -> None:
    same = (digest_runs.c.digest_id == digest_id, digest_runs.c.period == period)
    unit.execute(update(digest_runs).where(*same).values(channel_id=channel_id, ts=ts))


def note_drawn(unit: Unit, run: Run, now: datetime) -> None:
    same = (digest_runs.c.digest_id == run.digest_id, digest_runs.c.period == run.period)
    unit.execute(update(digest_runs).where(*same).values(drawn_at=now))


def put_off(unit: Unit, place: str, request_id: str, until: datetime, by: str) -> None:
    """`place`: a person's or a channel's id."""
    values = {"user_id": place, "request_id": request_id, "until": until, "put_off_by": by}
    statement = insert_into(unit, snoozes).values(**values)
    fresh = {"until": until, "put_off_by": by}
    unit.execute(
        statement.on_conflict_do_update(index_elements=[snoozes.c.user_id, snoozes.c.request_id], set_=fresh)
    )


def put_off_at(source: Unit | Connection, place: str, as_of: datetime) -> Mapping[str, PutOff]:
    """By request: what is not to be shown there yet."""
    rows = select(snoozes).where(snoozes.c.user_id == place, snoozes.c.until > as_of)
    found = (
        PutOff(row["request_id"], row["put_off_by"], row["until"]) for row in source.execute(rows).mappings()
    )
    return {one.request_id: one for one in found}


def forget_old(unit: Unit, now: datetime) -> int:
    """What was put off until a day that is over, runs of more than a year ago, and digests that were stopped
    so long ago; how many rows."""
    old = now - KEPT_FOR
    gone = (
        delete(snoozes).where(snoozes.c.until <= now),
        delete(digest_runs).where(digest_runs.c.made_at < old),
        delete(digests).where(digests.c.ended_at < old),
    )
    return sum(unit.execute(one).rowcount for one in gone)


def in_parts(ids: Iterable[str], size: int = 500) -> Iterable[list[str]]:
    """SQLite takes no statement with any number of values."""
    every = list(ids)
    return (every[at : at + size] for at in range(0, len(every), size))
