"""The list for new starters: the other side's commonest words, by topic, a screen a day for two weeks. Pure.

How common a word is, nobody counts. An entry that many others lead to is one that people meet early and
often, so that is what decides, and it stays the same from day to day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from glossary.model import Entry, Side

DAYS = 14
WORDS_A_DAY = 5
_FEWEST = 3  # words for which a topic gets a screen of its own


@dataclass(frozen=True)
class Screen:
    topic: str
    part: int  # of the topic, counted from 1
    parts: int
    entries: tuple[Entry, ...]  # the commonest first


def screens(entries: Iterable[Entry], reader: Side) -> tuple[Screen, ...]:
    """At most fourteen, in the order in which they are read: the topic with the commonest words comes first,
    and the parts of a topic follow each other. Only terms of the other side that are worth explaining."""
    known = list(entries)
    linked = Counter(slug for one in known for slug in {*one.broader, *one.related, *one.confused_with})
    by_topic: dict[str, list[Entry]] = defaultdict(list)
    for one in sorted(known, key=lambda one: (-linked[one.slug], one.slug)):
        if _is_for(one, reader):
            by_topic[one.topic].append(one)
    topics = {topic: found for topic, found in by_topic.items() if len(found) >= _FEWEST}
    parts = _shares({topic: len(found) for topic, found in topics.items()})
    in_order = sorted(
        parts, key=lambda topic: (-sum(linked[one.slug] for one in topics[topic][:WORDS_A_DAY]), topic)
    )
    return tuple(
        Screen(topic, n + 1, parts[topic], tuple(topics[topic][n * WORDS_A_DAY : (n + 1) * WORDS_A_DAY]))
        for topic in in_order
        for n in range(parts[topic])
    )


def _is_for(one: Entry, reader: Side) -> bool:
    is_theirs = one.home not in (reader, "shared")
    return one.kind == "term" and is_theirs and one.preferred.noticing != "never" and bool(one.topic)


def _shares(sizes: dict[str, int]) -> dict[str, int]:
    """How many screens each topic gets: a large one more than a small one (D'Hondt's method), and never more
    than its words fill. Topics without any are left out."""
    given: Counter[str] = Counter()
    for _ in range(DAYS):
        open_topics = [topic for topic, size in sizes.items() if given[topic] * WORDS_A_DAY < size]
        if not open_topics:
            break
        given[_next(open_topics, sizes, given)] += 1
    return dict(given)


def _next(topics: Sequence[str], sizes: dict[str, int], given: Counter[str]) -> str:
    return min(topics, key=lambda topic: (-sizes[topic] / (given[topic] + 1), topic))
