"""What stands near a word that somebody is about to propose, shown to them while they write."""

from __future__ import annotations

from dataclasses import dataclass

from glossary.concepts import Source, waiting_revisions
from glossary.finding import Index, Tier, find
from glossary.model import Entry, Side
from glossary.words import fold

# Further down, words are only spoken of: that is no reason to think twice.
_NAMED = frozenset({Tier.EXACT, Tier.NAME, Tier.ALSO, Tier.HIDDEN, Tier.FORM, Tier.PREFIX, Tier.SIMILAR})


@dataclass(frozen=True)
class Near:
    entry: Entry
    why: str  # a part of a sentence: "also known as merge request"
    is_same: bool  # it has this very name: proposing it again makes sense for another meaning only
    is_waiting: bool = False  # proposed by somebody, and not approved yet


def near(source: Source, index: Index, term: str, *, reader: Side, limit: int = 3) -> tuple[Near, ...]:
    """The nearest first, each entry once. `index` is that of the words of this moment. Any text is safe."""
    key = fold(term)
    if not key:
        return ()
    waiting = [
        Near(revision.entry, "proposed already", is_same=True, is_waiting=True)
        for revision in waiting_revisions(source)
        if key in _names(revision.entry)
    ]
    found = find(term, index, reader=reader, limit=limit)
    known = [
        Near(hit.entry, hit.why, is_same=key in _names(hit.entry))
        for hit in (*found.hits, *found.suggestions)
        if hit.tier in _NAMED
    ]
    by_slug: dict[str, Near] = {}
    for each in sorted([*waiting, *known], key=lambda one: not one.is_same):
        by_slug.setdefault(each.entry.slug, each)
    return tuple(by_slug.values())[:limit]


def _names(entry: Entry) -> set[str]:
    return {fold(label.text) for label in entry.labels}
