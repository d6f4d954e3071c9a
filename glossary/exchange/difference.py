"""What would change: two sets of entries beside each other, and told in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from glossary.exchange.entries import FIELDS, mapping_from
from glossary.model import Entry

LONGEST_SHOWN = 90  # characters of a text
MOST_NAMED = 12  # slugs of those that are gone
_SPOKEN = {
    "term": "the word itself",
    "home": "whose word it is",
    "stands_for": "what it stands for",
    "also": "also known as",
    "hidden": "other spellings",
    "case": "capitals",
    "ordinary": "an ordinary word too",
    "notice": "noticed by itself",
    "signals": "words that speak for it",
    "not_in": "phrases in which it means something else",
    "marketing": "for marketing",
    "it": "for IT",
    "confused_with": "not to be confused with",
    "check_every": "days until it is checked",
}


@dataclass(frozen=True)
class Change:
    """One field; a field within a wording is named "marketing.line"."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Changed:
    before: Entry
    after: Entry

    @property
    def changes(self) -> tuple[Change, ...]:
        return tuple(_changes(mapping_from(self.before), mapping_from(self.after)))


@dataclass(frozen=True)
class Difference:
    new: tuple[Entry, ...] = ()
    changed: tuple[Changed, ...] = ()
    gone: tuple[Entry, ...] = ()  # there before, not in what comes
    same: tuple[Entry, ...] = ()

    @property
    def wanted(self) -> tuple[Entry, ...]:
        """What has to be proposed to get there. What is gone is kept: people retire a word, files do not."""
        return (*self.new, *(each.after for each in self.changed))


def diff(old: Iterable[Entry], new: Iterable[Entry]) -> Difference:
    """Entries are the same when they have the same slug."""
    before = {entry.slug: entry for entry in old}
    after = {entry.slug: entry for entry in new}
    both = [slug for slug in after if slug in before]
    changed = [slug for slug in both if mapping_from(before[slug]) != mapping_from(after[slug])]
    return Difference(
        new=tuple(entry for slug, entry in after.items() if slug not in before),
        changed=tuple(Changed(before[slug], after[slug]) for slug in changed),
        gone=tuple(entry for slug, entry in before.items() if slug not in after),
        same=tuple(after[slug] for slug in both if slug not in set(changed)),
    )


def told(difference: Difference) -> Iterator[str]:
    """Line by line, for a terminal."""
    counts = f"{len(difference.new)} new, {len(difference.changed)} changed, {len(difference.same)} the same"
    yield f"{counts}, {len(difference.gone)} only in the glossary."
    for entry in difference.new:
        yield f"+ {entry.preferred.text} ({entry.slug}): {_short(entry.marketing.line)}"
    for each in difference.changed:
        yield f"~ {each.after.preferred.text} ({each.after.slug})"
        for change in each.changes:
            yield f"    {_told_change(change)}"
    if difference.gone:
        named = ", ".join(entry.slug for entry in difference.gone[:MOST_NAMED])
        more = len(difference.gone) - MOST_NAMED
        yield f"Only in the glossary, and kept: {named}{f' and {more} more' if more > 0 else ''}."


def _changes(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    for field in FIELDS:
        old, new = before.get(field), after.get(field)
        if old == new:
            continue
        if isinstance(old or new, dict):
            old, new = old or {}, new or {}
            for part in dict.fromkeys((*old, *new)):
                if old.get(part) != new.get(part):
                    yield Change(f"{field}.{part}", old.get(part, ""), new.get(part, ""))
        else:
            yield Change(field, old, new)


def _told_change(change: Change) -> str:
    field, _, part = change.field.partition(".")
    name = " ".join(word for word in (_SPOKEN.get(field, field), part) if word)
    before, after = change.before, change.after
    if isinstance(before or after, list):
        old, new = [_item(each) for each in before or []], [_item(each) for each in after or []]
        parts = [
            *(f"+ {each}" for each in new if each not in old),
            *(f"- {each}" for each in old if each not in new),
        ]
        return f"{name}: {', '.join(parts) or 'in another order'}"
    return f"{name}: {_value(before)} → {_value(after)}"


def _value(value: Any) -> str:
    if value in (None, "", False):
        return "nothing" if value is not False else "no"
    return "yes" if value is True else f"“{_short(str(value))}”"


def _item(item: Any) -> str:
    if isinstance(item, dict):
        rules = ", ".join(f"{name}: {value}" for name, value in item.items() if name != "text")
        return f"“{item['text']}” ({rules})"
    return f"“{_short(str(item))}”"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
