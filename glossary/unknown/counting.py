"""A word that was looked up in vain: counted by different people, until there is a card for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from db.engine import Unit
from db.glossary_tables import unknown_words, word_asks
from db.inserting import insert_into
from db.kinds import NoticeKind, WordState
from db.outbox import enqueue, supersede
from glossary.concepts import Source
from glossary.model import Side
from glossary.words import fold

ENOUGH = 3  # different people: from one alone it may be a slip of the finger
MOST_WORDS = 5
LONGEST = 60  # characters; more is a sentence, and no word of it


@dataclass(frozen=True)
class UnknownWord:
    norm: str  # the key under which its spellings meet
    text: str  # as it was written first
    side: Side  # whose word it probably is
    state: WordState
    asked: int  # how many different people looked for it
    first_asked_at: datetime
    slug: str | None = None  # the entry that it turned out to be
    decided_by: str | None = None
    decided_at: datetime | None = None
    card_channel: str | None = None
    card_ts: str | None = None

    @property
    def has_card(self) -> bool:
        """It was put before its side, posted or on its way."""
        return self.state is not WordState.COUNTED


def norm_of(text: str) -> str:
    """ "" for what is no word: a whole sentence, or nothing but signs."""
    norm = fold(text)
    is_word = len(text.strip()) <= LONGEST and len(norm.split()) <= MOST_WORDS
    return norm if is_word else ""


def find_unknown(source: Source, norm: str) -> UnknownWord | None:
    row = source.execute(select(unknown_words).where(unknown_words.c.norm == norm)).mappings().first()
    return _word(source, row) if row else None


def note_asked(unit: Unit, text: str, asker: str, side: Side, now: datetime) -> UnknownWord:
    """One person more looked for it. `asker` stands for the person without saying who; `side` is whose word
    it probably is, if this is the first time. `text` must be a word (`norm_of`) without anything secret.

    The third person opens the card.
    """
    norm = norm_of(text)
    fresh = insert_into(unit, unknown_words).values(
        norm=norm, text=text.strip(), side=side, state=WordState.COUNTED, first_asked_at=now
    )
    unit.execute(fresh.on_conflict_do_nothing(index_elements=["norm"]))
    # One after the other: of several who ask at once, the last one must see that they are enough.
    unit.execute(select(unknown_words.c.norm).where(unknown_words.c.norm == norm).with_for_update())
    ask = insert_into(unit, word_asks).values(norm=norm, asker=asker, asked_at=now)
    counted = ask.on_conflict_do_nothing(index_elements=["norm", "asker"]).returning(word_asks.c.norm)
    is_new = unit.execute(counted).first() is not None
    word = _get(unit, norm)
    if word.asked >= ENOUGH and not word.has_card:
        return put_before_its_side(unit, norm, now)
    if is_new and word.state is WordState.OPEN:
        draw_anew(unit, norm, now)  # the card counts
    return word


def put_before_its_side(unit: Unit, norm: str, now: datetime) -> UnknownWord:
    """Its card is posted, once; whoever asks later finds it there."""
    opened = update(unknown_words).where(
        unknown_words.c.norm == norm, unknown_words.c.state == WordState.COUNTED
    )
    if unit.execute(opened.values(state=WordState.OPEN)).rowcount:
        enqueue(unit, NoticeKind.WORD_WANTED, lane=lane_of(norm), now=now, norm=norm)
    return _get(unit, norm)


def want_another(unit: Unit, norm: str, now: datetime) -> UnknownWord:
    """None of the meanings that are explained is theirs: a new card, whatever became of the last one.

    What counts as no jargon stays so.
    """
    ended = (WordState.COUNTED, WordState.DEFINED, WordState.SAME)
    again = update(unknown_words).where(unknown_words.c.norm == norm, unknown_words.c.state.in_(ended))
    fresh = {"slug": None, "decided_by": None, "decided_at": None, "card_channel": None, "card_ts": None}
    values = {"state": WordState.OPEN, "first_asked_at": now, **fresh}
    if unit.execute(again.values(**values)).rowcount:
        enqueue(unit, NoticeKind.WORD_WANTED, lane=lane_of(norm), now=now, norm=norm)
    return _get(unit, norm)


def draw_anew(unit: Unit, norm: str, now: datetime) -> None:
    supersede(unit, NoticeKind.WORD_WANTED_CHANGED, lane_of(norm), now)
    enqueue(unit, NoticeKind.WORD_WANTED_CHANGED, lane=lane_of(norm), now=now, norm=norm)


def note_card(unit: Unit, norm: str, channel_id: str, ts: str) -> None:
    """Where the card stands."""
    values = {"card_channel": channel_id, "card_ts": ts}
    unit.execute(update(unknown_words).where(unknown_words.c.norm == norm).values(**values))


def lane_of(norm: str) -> str:
    return f"wanted:{norm}"


def _get(unit: Unit, norm: str) -> UnknownWord:
    found = find_unknown(unit, norm)
    assert found is not None
    return found


def _word(source: Source, row: Mapping[Any, Any]) -> UnknownWord:
    asks = select(func.count()).select_from(word_asks).where(word_asks.c.norm == row["norm"])
    return UnknownWord(
        norm=row["norm"],
        text=row["text"],
        side=row["side"],
        state=WordState(row["state"]),
        asked=source.execute(asks).scalar_one(),
        first_asked_at=row["first_asked_at"],
        slug=row["slug"],
        decided_by=row["decided_by"],
        decided_at=row["decided_at"],
        card_channel=row["card_channel"],
        card_ts=row["card_ts"],
    )
