"""What readers say of an explanation, counted without names. "Not jargon here" makes noticing quieter.

A voter is a keyed alias of the person, the word and the channel: the same one votes once, and rows tell
nobody who it was.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import func, select

from db.engine import Unit
from db.glossary_tables import concepts, word_feedback
from db.inserting import insert_into
from db.kinds import WordFeedback
from glossary.concepts import Source
from glossary.model import Entry
from glossary.spotting import Noticed
from glossary.spotting.stems import stem
from glossary.words import tokens

QUIETER_AT = 2  # different people: noticed in that channel only beside a word that speaks for the meaning
SILENT_AT = 5  # never noticed in that channel, and whoever keeps the entry is told

Level = Literal["usual", "signal", "never"]


def vote(
    unit: Unit, slug: str, kind: WordFeedback, *, voter: str, channel_id: str, now: datetime
) -> int | None:
    """How many have said so in this channel now, this voter among them; None when they had said it before."""
    # Held, so that of several who vote at once one is the fifth. SQLite holds all anyway.
    unit.execute(select(concepts.c.id).where(concepts.c.slug == slug).with_for_update())
    values = {"slug": slug, "voter": voter, "kind": kind, "channel_id": channel_id, "at": now}
    statement = insert_into(unit, word_feedback).values(**values).on_conflict_do_nothing()
    if unit.execute(statement.returning(word_feedback.c.slug)).first() is None:
        return None
    return votes(unit, [slug], kind, channel_id).get(slug, 0)


def votes(source: Source, slugs: Collection[str], kind: WordFeedback, channel_id: str) -> Mapping[str, int]:
    """By slug, in this channel; without those for which nobody voted."""
    if not slugs:
        return {}
    counted = select(word_feedback.c.slug, func.count().label("tally")).where(
        word_feedback.c.slug.in_(slugs),
        word_feedback.c.kind == kind,
        word_feedback.c.channel_id == channel_id,
    )
    return {row.slug: row.tally for row in source.execute(counted.group_by(word_feedback.c.slug))}


def level_of(count: int) -> Level:
    if count >= SILENT_AT:
        return "never"
    return "signal" if count >= QUIETER_AT else "usual"


def after_votes(
    source: Source, noticed: Sequence[Noticed], text: str, channel_id: str
) -> tuple[Noticed, ...]:
    """Of what was noticed in the text, what the people of this channel still want to hear of."""
    counts = votes(source, [one.entry.slug for one in noticed], WordFeedback.NOT_JARGON, channel_id)
    return tuple(one for one in noticed if _is_wanted(one, text, level_of(counts.get(one.entry.slug, 0))))


def _is_wanted(one: Noticed, text: str, level: Level) -> bool:
    if level == "signal":
        return has_signal(one.entry, text[: one.start], text[one.end :])
    return level == "usual"


def has_signal(entry: Entry, before: str, after: str) -> bool:
    """Does a word that speaks for this meaning stand before or after the label? An entry that names no such
    words has none."""
    around = (_stems(before), _stems(after))
    return any(key in line for signal in entry.signals if (key := _stems(signal)).strip() for line in around)


def _stems(text: str) -> str:
    """With a space on either side, so that only whole words are found in it."""
    return f" {' '.join(stem(token.norm) for token in tokens(text))} "
