"""What a week did to the words of both sides: most asked for, newly explained, unclear, due for a check."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection, func, select

from bot.digests.model import Item, Window
from db.engine import Unit
from db.glossary_tables import concepts, revisions, unknown_words, word_asks, word_feedback
from db.kinds import ConceptStatus, RevisionState, WordFeedback, WordState

MOST = 5  # of a kind: the digest shows no more in all
ENOUGH = 2  # different people: from one alone it may be a slip of the finger
_UNSETTLED = (WordState.COUNTED, WordState.OPEN, WordState.PROMISED)


def find_word_items(source: Unit | Connection, window: Window, today: date) -> tuple[Item, ...]:
    """`ref`: the key of an unknown word, else the slug of an entry."""
    return (
        *_asked(source, window),
        *_unclear(source, window),
        *_approved(source, window),
        *_due(source, window, today),
    )


def _asked(source: Unit | Connection, window: Window) -> Iterator[Item]:
    """Nobody has explained them yet; the one that most people looked for first."""
    asked = (word_asks.c.asked_at >= window.start, word_asks.c.asked_at < window.end)
    rows = source.execute(
        select(word_asks.c.norm, func.count().label("tally"))
        .join(unknown_words, unknown_words.c.norm == word_asks.c.norm)
        .where(*asked, unknown_words.c.state.in_(_UNSETTLED))
        .group_by(word_asks.c.norm)
        .having(func.count() >= ENOUGH)
        .order_by(func.count().desc(), word_asks.c.norm)
        .limit(MOST)
    )
    for row in rows:
        yield Item("asked", row.norm, window.start, is_new=True)


def _unclear(source: Unit | Connection, window: Window) -> Iterator[Item]:
    said = (word_feedback.c.at >= window.start, word_feedback.c.at < window.end)
    rows = source.execute(
        select(word_feedback.c.slug, func.min(word_feedback.c.at).label("first"))
        .where(*said, word_feedback.c.kind == WordFeedback.UNCLEAR)
        .group_by(word_feedback.c.slug)
        .order_by(func.count().desc(), word_feedback.c.slug)
        .limit(MOST)
    )
    for row in rows:
        yield Item("unclear", row.slug, row.first, is_new=True)


def _approved(source: Unit | Connection, window: Window) -> Iterator[Item]:
    """By a person; what came with the program is no news."""
    decided = (revisions.c.decided_at >= window.start, revisions.c.decided_at < window.end)
    rows = source.execute(
        select(concepts.c.slug, func.max(revisions.c.decided_at).label("last"))
        .join(concepts, concepts.c.id == revisions.c.concept_id)
        .where(*decided, revisions.c.decided_by.is_not(None), revisions.c.state == RevisionState.APPROVED)
        .group_by(concepts.c.slug)
        .order_by(func.max(revisions.c.decided_at).desc(), concepts.c.slug)
        .limit(MOST)
    )
    for row in rows:
        yield Item("approved", row.slug, row.last, is_new=True)


def _due(source: Unit | Connection, window: Window, today: date) -> Iterator[Item]:
    """Those that fell due in this window."""
    fell = (concepts.c.review_due_on >= window.start.date(), concepts.c.review_due_on <= today)
    rows = source.execute(
        select(concepts.c.slug)
        .where(*fell, concepts.c.status == ConceptStatus.APPROVED)
        .order_by(concepts.c.review_due_on, concepts.c.slug)
        .limit(MOST)
    )
    for row in rows:
        yield Item("review", row.slug, window.start, is_new=True)
