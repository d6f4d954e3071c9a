"""Sentences as sparse vectors: words and pairs of words, and the letters within words, each by rarity.

Half of a vector is words (TF-IDF of stems and of pairs of neighbours), half is groups of two to five
letters within words, so that an ending, a typing slip or a part of a compound does not hide a word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from math import log, sqrt
from typing import Final

import numpy as np

from bot.routing.ridge import Floats, Ints
from bot.routing.said import Said
from bot.routing.vocabulary import says_little

SHORTEST, LONGEST = 2, 5  # letters in a group
HALF: Final = sqrt(0.5)  # so that the product of two vectors is the mean of its two halves
REMEMBERED: Final = 20_000  # words of which the groups of letters are kept at hand

_NO_IDS: Final = np.zeros(0, dtype=np.int64)
_NO_VALUES: Final = np.zeros(0)


@dataclass(frozen=True)
class Vector:
    ids: Ints  # each once
    values: Floats
    known: float  # 0..1: how much of what the words and letters weigh has been seen before


@lru_cache(maxsize=REMEMBERED)
def groups(word: str) -> tuple[str, ...]:
    """Groups of letters, the word's ends marked by a space; a group that repeats is there twice."""
    padded = f" {word[:40]} "
    longest = min(LONGEST, len(padded))
    return tuple(
        padded[at : at + length]
        for length in range(SHORTEST, longest + 1)
        for at in range(len(padded) - length + 1)
    )


def pairs(words: tuple[str, ...]) -> list[str]:
    """Words that stand side by side."""
    return [f"{first} {second}" for first, second in pairwise(words)]


def worth(feature: str, little: float) -> float:
    """Small words say little, also in pairs."""
    first, _, second = feature.partition(" ")
    least = little if says_little(first) else 1.0
    return (least + (little if says_little(second) else 1.0)) / 2 if second else least


@dataclass(frozen=True)
class Space:
    """The features that are known, and what each weighs. Changes only by making another one."""

    words: Mapping[str, int]  # words and pairs -> id
    letters: Mapping[str, int]  # groups of letters -> id
    weights: Floats  # by id
    little: float  # what a small word weighs beside 1 for any other
    unseen: float  # what a feature would weigh that nobody has written yet
    _groups: dict[str, tuple[Ints, int]] = field(default_factory=dict, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.weights)

    def vector(self, said: Said) -> Vector:
        counts = Counter(said.words)
        ids, values, known = self._of_words(counts, said.words)
        letters, their_values, also_known = self._of_letters(counts)
        return Vector(
            np.concatenate((ids, letters)), np.concatenate((values, their_values)), (known + also_known) / 2
        )

    def _of_words(self, counts: Mapping[str, int], words: tuple[str, ...]) -> tuple[Ints, Floats, float]:
        unseen = 0.0
        found: dict[int, int] = {}
        for word, times in counts.items():
            at = self.words.get(word)
            if at is not None:
                found[at] = times
            elif not says_little(word):
                unseen += (times * self.unseen) ** 2
        for pair in pairs(words):
            at = self.words.get(pair)
            if at is not None:
                found[at] = found.get(at, 0) + 1
        ids = np.fromiter(found, np.int64, len(found))
        times_each = np.fromiter(found.values(), np.float64, len(found))
        return self._weighed(ids, times_each * self.weights[ids], unseen)

    def _of_letters(self, counts: Mapping[str, int]) -> tuple[Ints, Floats, float]:
        found, unseen = [_NO_IDS], 0.0
        for word, times in counts.items():
            if not says_little(word):
                ids, unknown = self._groups_of(word)
                found.extend([ids] * times)
                unseen += unknown * (times * self.unseen) ** 2
        every = np.concatenate(found)
        every.sort()
        is_first = np.ones(len(every), dtype=bool)
        np.not_equal(every[1:], every[:-1], out=is_first[1:])
        first = np.flatnonzero(is_first)
        ids = every[first]
        often = np.append(first[1:], len(every)) - first
        return self._weighed(ids, often * self.weights[ids], unseen)

    def _groups_of(self, word: str) -> tuple[Ints, int]:
        """Ids of its known groups, and how many are not known."""
        remembered = self._groups.get(word)
        if remembered is None:
            every = groups(word)
            ids = [at for at in map(self.letters.get, every) if at is not None]
            if len(self._groups) >= REMEMBERED:
                self._groups.clear()
            remembered = self._groups[word] = (np.array(ids, dtype=np.int64), len(every) - len(ids))
        return remembered

    @staticmethod
    def _weighed(ids: Ints, values: Floats, unseen: float) -> tuple[Ints, Floats, float]:
        """Half a vector: its length is that of the whole text, what nobody knows included."""
        square = float(values @ values)
        if not square:
            return _NO_IDS, _NO_VALUES, 0.0
        return ids, values * (HALF / sqrt(square)), square / (square + unseen)

    def taking_in(self, texts: Iterable[Said]) -> Space:
        """The same features with the same weights, and those that only these texts have."""
        words, letters = dict(self.words), dict(self.letters)
        new: list[float] = []
        for said in texts:
            for kind, features in ((words, [*said.words, *pairs(said.words)]), (letters, _letters(said))):
                for feature in features:
                    if feature not in kind:
                        kind[feature] = len(self.weights) + len(new)
                        new.append(self.unseen * (worth(feature, self.little) if kind is words else 1.0))
        return Space(words, letters, np.concatenate((self.weights, new)), self.little, self.unseen)


def space_of(texts: Iterable[Said], little: float) -> Space:
    """Weights by rarity among these texts: log((1 + texts) / (1 + texts with it)) + 1."""
    count = 0
    words: Counter[str] = Counter()
    letters: Counter[str] = Counter()
    for said in texts:
        count += 1
        words.update({*said.words, *pairs(said.words)})
        letters.update(set(_letters(said)))
    rarity = [log((1 + count) / (1 + times)) + 1 for times in (*words.values(), *letters.values())]
    weights = np.array(rarity)
    weights[: len(words)] *= [worth(feature, little) for feature in words]
    return Space(
        {feature: at for at, feature in enumerate(words)},
        {feature: at for at, feature in enumerate(letters, start=len(words))},
        weights,
        little,
        log(1 + count) + 1,
    )


def _letters(said: Said) -> list[str]:
    return [group for word in dict.fromkeys(said.words) if not says_little(word) for group in groups(word)]
