"""Looking round in the glossary: its topics, their entries, what comes near a word that is being added.

Pure: everything comes from the words of the moment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from db.kinds import ConceptStatus
from glossary.concepts import Concept
from glossary.exchange.entries import slug_of
from glossary.finding import Hit, Tier, find
from glossary.model import Entry, Side
from glossary.shelf import Words
from glossary.words import fold

ON_PAGE = 8  # entries; more is a wall of text
NO_TOPIC = "other"  # where entries without a topic are found
MOST_NEAR = 3
SHORTEST = 2  # letters typed, before there is anything to say about them
_SAME = frozenset({Tier.EXACT, Tier.NAME, Tier.ALSO, Tier.HIDDEN, Tier.FORM})
_CLOSE = frozenset({Tier.PREFIX, Tier.WORDS, Tier.SIMILAR})

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """A piece of a list. A number past its end is its last page."""

    shown: tuple[T, ...]
    number: int  # from 0
    last: int
    total: int


@dataclass(frozen=True)
class Near:
    """What is there already for a word that somebody types."""

    same: tuple[Entry, ...] = ()  # entries with exactly this name
    close: tuple[Entry, ...] = ()  # looked for only where there is none of the same name
    is_waiting: bool = False  # it was proposed, and nobody has approved it yet

    @property
    def slugs(self) -> tuple[str, ...]:
        """The same for the same answer, so that a form is drawn anew only when there is news."""
        waits = ("?",) if self.is_waiting else ()
        return (*waits, *(f"={entry.slug}" for entry in self.same), *(entry.slug for entry in self.close))


def page_of(items: Sequence[T], number: int, size: int = ON_PAGE) -> Page[T]:
    last = max(0, (len(items) - 1) // size)
    number = min(max(number, 0), last)
    return Page(tuple(items[number * size : (number + 1) * size]), number, last, len(items))


def topics(words: Words) -> list[tuple[str, int]]:
    """Each topic with how many entries it has, by name; what has none comes last. Of several spellings of one
    the commonest is shown."""
    spelt = Counter(topic_of(entry) for entry in _entries(words))
    total: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for topic, count in spelt.most_common():
        total[topic.casefold()] += count
        shown.setdefault(topic.casefold(), topic)
    names = sorted(total, key=lambda name: (name == NO_TOPIC, name))
    return [(shown[name], total[name]) for name in names]


def topic_of(entry: Entry) -> str:
    return entry.topic.strip() or NO_TOPIC


def entries_about(words: Words, topic: str) -> list[Entry]:
    """By name. Capitals do not count."""
    wanted = topic.casefold()
    found = (entry for entry in _entries(words) if topic_of(entry).casefold() == wanted)
    return sorted(found, key=lambda entry: (fold(entry.preferred.text), entry.slug))


def near(words: Words, typed: str, reader: Side, *, except_slug: str | None = None) -> Near:
    """`except_slug`: the entry that is being edited comes near itself."""
    typed = typed.strip()
    if len(typed) < SHORTEST:
        return Near()
    found = find(typed, words.index, reader=reader)
    hits = [hit for hit in (*found.hits, *found.suggestions) if hit.entry.slug != except_slug]
    same = _entries_in(hits, _SAME)
    close = [] if same else _entries_in(hits, _CLOSE)
    proposed = words.concepts.get(slug_of(typed))
    is_waiting = (
        proposed is not None
        and proposed.slug != except_slug
        and proposed.status == ConceptStatus.PROPOSED
        and proposed.live is None
    )
    return Near(tuple(same[:MOST_NEAR]), tuple(close[:MOST_NEAR]), is_waiting)


def put_away(words: Words, name: str) -> Concept | None:
    """The entry of this name or slug that nobody is shown any more: retired, or found to be no jargon."""
    norm, slug = fold(name), slug_of(name)
    for concept in words.concepts.values():
        if concept.is_answered or concept.live is None:
            continue
        if concept.slug == slug or norm in {fold(label.text) for label in concept.live.entry.labels}:
            return concept
    return None


def _entries(words: Words) -> list[Entry]:
    return [
        concept.entry
        for concept in words.concepts.values()
        if concept.is_answered and concept.entry is not None
    ]


def _entries_in(hits: Sequence[Hit], tiers: frozenset[Tier]) -> list[Entry]:
    return list(dict.fromkeys(hit.entry for hit in hits if hit.tier in tiers))
