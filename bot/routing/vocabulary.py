"""The words of the company file, made ready once so that matching a sentence takes microseconds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log

from bot.company.model import Area
from bot.intake.small_words import SMALL_WORDS, WORD, fold

KEYWORD = 1.0
PHRASE = 1.6  # two words that stand together mean more than one
DESCRIPTION = 0.2  # a hint at most: descriptions are written for people

Weights = tuple[tuple[int, float], ...]  # (index of the area, weight)


@dataclass(frozen=True)
class Phrase:
    """A keyword without its first word, and what it is worth to which areas."""

    rest: tuple[str, ...]
    weights: Weights


@dataclass(frozen=True)
class Vocabulary:
    phrases: Mapping[str, tuple[Phrase, ...]]  # by first word, the longest first
    hints: Mapping[str, Weights]  # words of names and descriptions


@lru_cache(maxsize=20_000)  # people use the same words again and again
def stem(word: str) -> str:
    """Folded, and without the plural: "Pixels" and "pixel" are one word. Crude on purpose."""
    word = fold(word)
    if len(word) < 4 or word[-1] != "s" or word[-2] in "su":
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    return word[:-1]


def stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in WORD.findall(text))


def vocabulary(areas: Iterable[Area]) -> Vocabulary:
    areas = tuple(areas)
    return Vocabulary(_phrases(areas), _hints(areas))


def _phrases(areas: tuple[Area, ...]) -> dict[str, tuple[Phrase, ...]]:
    owners: dict[tuple[str, ...], set[int]] = {}
    for index, area in enumerate(areas):
        for keyword in area.keywords:
            words = stems(keyword)
            if words:
                owners.setdefault(words, set()).add(index)
    by_first: dict[str, list[Phrase]] = {}
    for words, held_by in owners.items():
        weight = _rarity(len(held_by), len(areas)) * (KEYWORD if len(words) == 1 else PHRASE)
        weights = tuple((index, weight) for index in sorted(held_by))
        by_first.setdefault(words[0], []).append(Phrase(words[1:], weights))
    return {
        first: tuple(sorted(phrases, key=lambda phrase: -len(phrase.rest)))
        for first, phrases in by_first.items()
    }


def _hints(areas: tuple[Area, ...]) -> dict[str, Weights]:
    words = [
        {word for word in stems(f"{area.name} {area.choice} {area.description}") if _says_something(word)}
        for area in areas
    ]
    spread = Counter(word for of_area in words for word in of_area)
    return {
        word: tuple(
            (index, DESCRIPTION * _rarity(count, len(areas)))
            for index, of_area in enumerate(words)
            if word in of_area
        )
        for word, count in spread.items()
    }


def _says_something(word: str) -> bool:
    return len(word) > 2 and word not in SMALL_WORDS


def _rarity(held_by: int, areas: int) -> float:
    """1 for a word of one area only, near 0 for a word of all."""
    return log(1 + areas / held_by) / log(1 + areas)
