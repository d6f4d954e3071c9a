"""What readers say of an explanation, counted by people without saying who they are."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from db.engine import Unit
from db.glossary_tables import word_feedback
from db.inserting import insert_into
from db.kinds import NoticeKind, WordFeedback
from db.outbox import enqueue

# So many readers found it unclear: told once each time, not for every one of them.
_WORTH_TELLING = frozenset({1, 3, 10, 30, 100})


def note_opinion(unit: Unit, slug: str, voter: str, kind: WordFeedback, now: datetime) -> bool:
    """`voter` stands for a person without saying who. False: they have said so before."""
    row = insert_into(unit, word_feedback).values(slug=slug, voter=voter, kind=kind, channel_id="", at=now)
    fresh = row.on_conflict_do_nothing(index_elements=["slug", "voter", "kind"])
    return unit.execute(fresh.returning(word_feedback.c.slug)).first() is not None


def note_unclear(unit: Unit, slug: str, voter: str, now: datetime) -> None:
    """Whoever looks after the entry is told, without a name."""
    if not note_opinion(unit, slug, voter, WordFeedback.UNCLEAR, now):
        return
    kind = (word_feedback.c.slug == slug, word_feedback.c.kind == WordFeedback.UNCLEAR)
    count = unit.execute(select(func.count()).select_from(word_feedback).where(*kind)).scalar_one()
    if count in _WORTH_TELLING:
        enqueue(unit, NoticeKind.WORD_UNCLEAR, lane=f"unclear:{slug}", now=now, slug=slug, count=count)
