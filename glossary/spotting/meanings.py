"""When does an ordinary word mean the jargon? General knowledge, one line a label, in `meanings.txt`."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal, cast

from glossary.spotting.stems import stem
from glossary.words import fold, tokens

_FILE = Path(__file__).with_name("meanings.txt")

How = Literal["open", "context", "signal", "both", "never"]
HERE = "~"  # stands for the label in a phrase
NUMBER = "#"  # stands for any number in a phrase as it is written
ANY_NUMBER = "0"  # and in a phrase that was read

_COLUMN = re.compile(r"\s+/(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands right before and right after the label, as stems; ANY_NUMBER for a number."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def key(self) -> str:
        """The nearest of its words and its side, by which phrases are looked up."""
        return f"{self.before[-1]} {HERE}" if self.before else f"{HERE} {self.after[0]}"


@dataclass(frozen=True, slots=True)
class Clues:
    words: frozenset[str] = frozenset()  # stems; anywhere near
    phrases: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)  # right there; by their keys
    sayings: tuple[str, ...] = ()  # several words in a row, anywhere near


NO_CLUES = Clues()


@dataclass(frozen=True, slots=True)
class Meaning:
    """How the jargon sense of one label is told from its other senses."""

    how: How = "open"
    speaks_for: Clues = NO_CLUES
    speaks_against: Clues = NO_CLUES
    is_noun: bool = False
    stands_alone: bool = False
    is_exact: bool = False


def clues(written: Collection[str]) -> Clues:
    """Words and phrases as an editor writes them; what stands around the tilde must stand right there."""
    if not written:
        return NO_CLUES
    words: set[str] = set()
    phrases: dict[str, tuple[Phrase, ...]] = {}
    sayings: list[str] = []
    for each in written:
        if HERE in each:
            before, _, after = each.partition(HERE)
            phrase = Phrase(_stems(before), _stems(after))
            if phrase.before or phrase.after:
                phrases[phrase.key] = (*phrases.get(phrase.key, ()), phrase)
        elif folded := fold(each):
            if " " in folded:
                sayings.append(folded)
            else:
                words.add(stem(folded))
    return Clues(frozenset(words), phrases, tuple(sayings))


def merged(one: Clues, other: Clues) -> Clues:
    phrases = dict(one.phrases)
    for key, further in other.phrases.items():
        phrases[key] = (*phrases.get(key, ()), *further)
    return Clues(one.words | other.words, phrases, one.sayings + other.sayings)


def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(token.norm) for token in tokens(text.replace(NUMBER, f" {ANY_NUMBER} ")))


@cache
def meanings() -> dict[tuple[str, str, str], Meaning]:
    """By folded label, home ("" for any) and folded preferred label of the entry ("" for any)."""
    found: dict[tuple[str, str, str], Meaning] = {}
    for number, line in enumerate(_FILE.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            labels, home, rule, signs, against = _columns(line, number)
            meaning = _meaning(rule.split(), signs, against)
            names, _, entry = labels.partition(" @ ")
            for label in names.split("|"):
                found[fold(label), home, fold(entry)] = meaning
    return found


def _columns(line: str, number: int) -> list[str]:
    parts = [part.strip() for part in _COLUMN.split(line)]
    if len(parts) != 5:
        raise ValueError(f"meanings.txt, line {number}: five columns are needed, {len(parts)} are there.")
    return parts


def _meaning(rule: list[str], signs: str, against: str) -> Meaning:
    return Meaning(
        how=cast(How, rule[0]),
        speaks_for=clues(signs.split(",")),
        speaks_against=clues(against.split(",")),
        is_noun="noun" in rule,
        stands_alone="alone" in rule,
        is_exact="exact" in rule,
    )


def meaning_of(label: str, home: str, preferred: str) -> Meaning | None:
    """What is known in general of a folded label; None for one that is no ordinary word."""
    known = meanings()
    for key in ((label, home, preferred), (label, home, ""), (label, "", "")):
        if key in known:
            return known[key]
    return _by_stem().get((stem(label), home)) if " " not in label else None


@cache
def _by_stem() -> dict[tuple[str, str], Meaning]:
    """So that "batches" is judged as "batch" is."""
    found: dict[tuple[str, str], Meaning] = {}
    for (label, home, entry), meaning in meanings().items():
        if not entry and " " not in label and not meaning.is_exact:
            found.setdefault((stem(label), home), meaning)
    return found
