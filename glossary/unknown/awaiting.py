"""Those who want to hear when a word is explained: only who said so, and each of them once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update

from db.engine import Unit
from db.glossary_tables import unknown_words, word_waiters
from db.inserting import insert_into
from db.kinds import NoticeKind, WordState
from db.outbox import enqueue
from glossary.concepts import Source
from glossary.unknown.counting import UnknownWord, draw_anew, find_unknown
from glossary.unknown.settling import PROPOSED, UNDECIDED, reopened


def wait_for(unit: Unit, norm: str, user_id: str, now: datetime) -> bool:
    """False: they wait for it already."""
    waiter = insert_into(unit, word_waiters).values(norm=norm, user_id=user_id, since=now)
    kept = waiter.on_conflict_do_nothing(index_elements=["norm", "user_id"]).returning(word_waiters.c.norm)
    return unit.execute(kept).first() is not None


def awaited(source: Source) -> list[UnknownWord]:
    """The words for which somebody waits, or for which there is a card without an end."""
    waited = select(word_waiters.c.norm)
    cards = select(unknown_words.c.norm).where(unknown_words.c.state.in_((WordState.OPEN, *PROPOSED)))
    norms = sorted(source.execute(waited.union(cards)).scalars())
    return [word for norm in norms if (word := find_unknown(source, norm)) is not None]


def settle(unit: Unit, norm: str, slug: str, now: datetime) -> None:
    """The entry `slug` explains it now: tells those who wait, and closes its card. Of several processes one
    tells."""
    gone = delete(word_waiters).where(word_waiters.c.norm == norm).returning(word_waiters.c.user_id)
    for user_id in sorted(unit.execute(gone).scalars()):
        enqueue(
            unit,
            NoticeKind.WORD_FOUND,
            lane=f"person:{user_id}",
            now=now,
            user_id=user_id,
            norm=norm,
            slug=slug,
        )
    ended = update(unknown_words).where(
        unknown_words.c.norm == norm, unknown_words.c.state.in_((*UNDECIDED, WordState.PROMISED))
    )
    word = find_unknown(unit, norm)
    changed = unit.execute(ended.values(state=WordState.DEFINED, slug=slug)).rowcount
    if changed and word is not None and word.has_card:
        draw_anew(unit, norm, now)


def start_anew(unit: Unit, norm: str, now: datetime) -> None:
    """What somebody proposed for it came to nothing: its card is open again."""
    word = find_unknown(unit, norm)
    if word is not None and word.state in PROPOSED and reopened(unit, word).state is WordState.OPEN:
        draw_anew(unit, norm, now)
