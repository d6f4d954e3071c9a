"""A sentence against what practice taught: a few sums over what its words weigh."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp, sqrt
from pathlib import Path
from typing import Final

import numpy as np

from bot.intake.ear.features import BIAS, bucket, letters_of, pieces
from bot.intake.words import signs

WEIGHTS: Final = Path(__file__).with_name("weights.npy")
_STEEP: Final = 30.0  # beyond this a logit is as good as certain

Weight = tuple[float, float, int]  # towards "incident", towards "nothing for IT", features that it is made of


@dataclass(frozen=True, slots=True)
class Heard:
    incident: float  # 0..1
    not_it: float  # 0..1


@lru_cache(maxsize=16)  # several judges hear the same text one after the other
def hear(text: str) -> Heard:
    """Any text, read without what is addressed to the machine; nothing is learnt from it."""
    said = pieces(signs(text))
    bags = (
        map(_letters, said.words),
        (*map(_word, said.words), *map(_pair, said.pairs)),
        map(_row, said.signs),
    )
    incident, not_it = (BIAS * weight for weight in _table()[-1])
    for bag in bags:
        here, there = _sum(bag)
        incident += here
        not_it += there
    return Heard(_chance(incident), _chance(not_it))


def _sum(bag: Iterable[Weight]) -> tuple[float, float]:
    here = there = 0.0
    count = 0
    for one, other, features in bag:
        here += one
        there += other
        count += features
    root = sqrt(count or 1)
    return here / root, there / root


def _chance(logit: float) -> float:
    return 1 / (1 + exp(-max(-_STEEP, min(_STEEP, logit))))


@cache
def _table() -> list[tuple[float, float]]:
    """By bucket, and last what is so before a word is read."""
    incident, not_it = np.load(WEIGHTS, allow_pickle=False).astype(np.float64).tolist()
    return list(zip(incident, not_it, strict=True))


@lru_cache(maxsize=20_000)  # people use the same words again and again
def _letters(word: str) -> Weight:
    table = _table()
    found = [table[at] for at in letters_of(word)]
    return sum(one for one, _ in found), sum(other for _, other in found), len(found)


@lru_cache(maxsize=20_000)
def _word(word: str) -> Weight:
    return (*_table()[bucket("w" + word)], 1)


@lru_cache(maxsize=20_000)
def _pair(pair: tuple[str, str]) -> Weight:
    return (*_table()[bucket(f"p{pair[0]} {pair[1]}")], 1)


@lru_cache(maxsize=20_000)
def _row(row: str) -> Weight:
    return (*_table()[bucket("s" + row)], 1)
