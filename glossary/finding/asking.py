"""What is asked for, and the words around it: "what does TTL mean, please?" asks for TTL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from glossary.finding.small_words import ASKING, CONTEXT, MAY, MEANING, SMALL_WORDS, WHERE, WHY
from glossary.finding.stems import bare
from glossary.words import Token, tokens

LONGEST = 4000  # characters that are looked at
MOST_WORDS = 400
_POR_QUE = (("por", "que"), ("por", "quoi"))
_HOW_MANY = (("how", "many"), ("how", "much"), ("how", "long"))


@dataclass(frozen=True)
class Asked:
    """A query, cut into words once."""

    text: str  # as it was written, no blanks around it
    tokens: tuple[Token, ...]
    keys: tuple[str, ...]  # of the tokens
    wants_reason: bool  # why, or whether something may be done
    wants_place: bool  # where, who, how many
    is_question: bool

    @property
    def wants_more(self) -> bool:
        """Something about a word, not what it is."""
        return self.wants_reason or self.wants_place or not ASKING.isdisjoint(self.keys[:1])

    @property
    def key(self) -> str:
        return " ".join(self.keys)

    @property
    def content(self) -> tuple[str, ...]:
        """The words that carry meaning; all of them when none does."""
        return tuple(word for word in self.keys if word not in SMALL_WORDS) or self.keys

    def written(self, start: int, end: int) -> str:
        """The words from `start` up to `end` as they were written."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def key_of(self, start: int, end: int) -> str:
        return " ".join(self.keys[start:end])

    def peeled(self) -> tuple[int, int]:
        """The span without small words at its ends; the whole when there are only such."""
        kept = [place for place, word in enumerate(self.keys) if word not in SMALL_WORDS]
        return (kept[0], kept[-1] + 1) if kept else (0, len(self.keys))

    def cores(self) -> Iterator[tuple[int, int]]:
        """What may be meant, the widest first: small words peeled off the ends, then context cut off."""
        start, end = 0, len(self.keys)
        yield start, end
        yield from _peeled(self.keys, start, end)
        if self.wants_more and MEANING.isdisjoint(self.keys):
            return  # "why do we need a subdomain for mail" asks for more than a subdomain
        for place, word in enumerate(self.keys):
            if word in MEANING or word in CONTEXT:
                yield from _peeled(self.keys, 0, place)


def asked(words: str) -> Asked:
    """Any text at all; of a very long one, the beginning."""
    text = words[:LONGEST].strip()
    found = tuple(tokens(text)[:MOST_WORDS])
    keys = tuple(bare(token.norm) for token in found)
    beginning = keys[:3]
    reason = not WHY.isdisjoint(beginning) or not MAY.isdisjoint(keys) or keys[:2] in _POR_QUE
    place = not WHERE.isdisjoint(beginning) or keys[:2] in _HOW_MANY
    is_question = reason or place or text.rstrip().endswith("?") or not {*ASKING, "what"}.isdisjoint(keys[:1])
    return Asked(text, found, keys, reason, place, is_question)


def _peeled(keys: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Small words off the left end one by one, then off the right end, until something else stands there."""
    left = [start]
    while left[-1] < end and keys[left[-1]] in SMALL_WORDS:
        left.append(left[-1] + 1)
    right = [end]
    while right[-1] > start and keys[right[-1] - 1] in SMALL_WORDS:
        right.append(right[-1] - 1)
    # A few words at each end are enough for any question, and bound the work for any text.
    spans = [(first, last) for first in left[-12:] for last in right[-12:] if first < last]
    return iter(sorted(spans, key=lambda span: span[0] - span[1]))
