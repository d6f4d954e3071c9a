"""Words that stayed unclear since people last met: for the agenda, without saying who found them so."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from bot.syncs.lines import Line, shortened
from db.engine import Unit
from db.glossary_tables import unknown_words, word_asks, word_feedback
from db.kinds import WordFeedback, WordState
from glossary.concepts import Concept, concepts_called

LOOKED_BACK = timedelta(days=28)  # what was unclear before has been on an agenda
MOST_READ = 50


def unclear_words(source: Unit | Connection, now: datetime) -> tuple[Line, ...]:
    """First explanations that readers found unclear and nobody has changed since, then words that nobody has
    explained; each kind with the one most people met first. All of them calm."""
    found = [*_unclear(source, now - LOOKED_BACK), *_unexplained(source)]
    return tuple(Line("words", shortened(text), word=slug, is_calm=True) for text, slug in found)


def _unclear(source: Unit | Connection, since: datetime) -> list[tuple[str, str | None]]:
    kind = (word_feedback.c.kind == WordFeedback.UNCLEAR, word_feedback.c.at >= since)
    counted = select(
        word_feedback.c.slug, func.count().label("tally"), func.max(word_feedback.c.at).label("newest")
    ).where(*kind)
    most = counted.group_by(word_feedback.c.slug).order_by(func.count().desc(), word_feedback.c.slug)
    rows = source.execute(most.limit(MOST_READ)).all()
    concepts = {one.slug: one for one in concepts_called(source, [row.slug for row in rows])}
    return [
        (name, row.slug)
        for row in rows
        if (name := _still_unclear(concepts.get(row.slug), row.newest)) is not None
    ]


def _still_unclear(concept: Concept | None, newest: datetime) -> str | None:
    """Its name; None when it is put away, or explained in other words since."""
    if concept is None or concept.live is None or not concept.is_answered:
        return None
    written = concept.live.decided_at or concept.live.proposed_at
    return concept.live.entry.preferred.text if written <= newest else None


def _unexplained(source: Unit | Connection) -> list[tuple[str, str | None]]:
    asked = (
        select(unknown_words.c.text, func.count(word_asks.c.asker).label("tally"))
        .join(word_asks, word_asks.c.norm == unknown_words.c.norm, isouter=True)
        .where(unknown_words.c.state == WordState.OPEN)
        .group_by(unknown_words.c.norm, unknown_words.c.text, unknown_words.c.first_asked_at)
    )
    most = asked.order_by(func.count(word_asks.c.asker).desc(), unknown_words.c.first_asked_at)
    return [(row.text, None) for row in source.execute(most.limit(MOST_READ))]
