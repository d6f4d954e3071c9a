"""The messages that carry a book: one for each thread, a few a day for each channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from db.engine import Unit
from db.glossary_tables import quiet_touches
from db.inserting import insert_into
from glossary.concepts import Source

MOST_WORDS = 3  # of one message
MOST_A_DAY = 5  # touches in one channel
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Word:
    """A word as it stands in the touched message."""

    slug: str
    label: str


@dataclass(frozen=True)
class Touch:
    channel_id: str
    thread_ts: str  # of a message outside of threads its own
    ts: str
    words: tuple[Word, ...]


def touch_in(source: Source, channel_id: str, thread_ts: str) -> Touch | None:
    """The one of this thread."""
    return _first(source, quiet_touches.c.channel_id == channel_id, quiet_touches.c.thread_ts == thread_ts)


def touch_on(source: Source, channel_id: str, ts: str) -> Touch | None:
    """The one on this message."""
    return _first(source, quiet_touches.c.channel_id == channel_id, quiet_touches.c.ts == ts)


def is_day_full(source: Source, channel_id: str, now: datetime) -> bool:
    """Whether the channel had its touches of the last 24 hours."""
    recent = (
        select(func.count())
        .select_from(quiet_touches)
        .where(quiet_touches.c.channel_id == channel_id, quiet_touches.c.at > now - DAY)
    )
    return source.execute(recent).scalar_one() >= MOST_A_DAY


def touch(unit: Unit, channel_id: str, thread_ts: str, ts: str, words: Sequence[Word], now: datetime) -> bool:
    """True for the first of a thread; the row decides between two."""
    kept = [{"slug": word.slug, "label": word.label} for word in words]
    statement = insert_into(unit, quiet_touches).values(
        channel_id=channel_id, thread_ts=thread_ts, ts=ts, words=kept, at=now
    )
    added = unit.execute(statement.on_conflict_do_nothing().returning(quiet_touches.c.ts))
    return added.first() is not None


def _first(source: Source, *where: object) -> Touch | None:
    row = source.execute(select(quiet_touches).where(*where)).first()  # type: ignore[arg-type] # conditions
    if row is None:
        return None
    words = tuple(Word(word["slug"], word["label"]) for word in row.words)
    return Touch(row.channel_id, row.thread_ts, row.ts, words)
