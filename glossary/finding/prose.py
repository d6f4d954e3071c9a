"""Finding by what the explanations and the questions say.

BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009) over weighted fields. A word's
share in a text's score is worked out once, when the index is made, so that a search only adds up.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

_Places = NDArray[np.signedinteger[Any]]
_Shares = NDArray[np.floating[Any]]
_K1, _B = 1.2, 0.75  # the usual values


@dataclass(frozen=True)
class Match:
    place: int  # of the text, as it was given
    score: float
    covered: float  # 0 to 1: which part of the question's weight is in the text


@dataclass(frozen=True)
class Prose:
    """An index over texts; each text is a count of its stems, weighted by where they stand."""

    size: int = 0  # texts
    shares: Mapping[str, tuple[_Places, _Shares]] = field(default_factory=dict)
    rarity: Mapping[str, float] = field(default_factory=dict)
    unknown: float = 0.0  # the rarity of a word that no text has

    def weight(self, stems: Iterable[str]) -> float:
        """How much these words say: the rarer, the more."""
        return sum(self.rarity.get(stem, self.unknown) for stem in stems)

    def search(self, stems: Iterable[str], least: float = 0.0) -> list[Match]:
        """Texts with any of the stems and at least this part of their weight, in the order of the texts."""
        wanted = dict.fromkeys(stems)
        scores, covered = np.zeros(self.size), np.zeros(self.size)
        for stem in wanted:
            if stem in self.shares:
                places, shares = self.shares[stem]
                scores[places] += shares  # a text is in it once
                covered[places] += self.rarity[stem]
        covered /= self.weight(wanted) or 1.0
        kept = np.flatnonzero((scores > 0) & (covered >= least))
        return [
            Match(*found)
            for found in zip(kept.tolist(), scores[kept].tolist(), covered[kept].tolist(), strict=True)
        ]


def prose_of(texts: Sequence[Mapping[str, float]]) -> Prose:
    """`texts` count the stems of each."""
    if not texts:
        return Prose()
    spread = Counter(stem for text in texts for stem in text)
    rarity = {stem: _rarity(count, len(texts)) for stem, count in spread.items()}
    lengths = [sum(text.values()) for text in texts]
    usual = sum(lengths) / len(lengths) or 1.0
    found: defaultdict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
    for place, text in enumerate(texts):
        damping = _K1 * (1 - _B + _B * lengths[place] / usual)
        for stem, count in text.items():
            places, shares = found[stem]
            places.append(place)
            shares.append(rarity[stem] * count * (_K1 + 1) / (count + damping))
    frozen = {stem: (np.array(places), np.array(shares)) for stem, (places, shares) in found.items()}
    return Prose(len(texts), frozen, rarity, _rarity(0, len(texts)))


def _rarity(count: int, texts: int) -> float:
    return log(1 + (texts - count + 0.5) / (count + 0.5))
