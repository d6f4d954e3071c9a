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

# towards "incident", "nothing for IT" and "says too little", and how many features it is made of
Weight = tuple[float, float, float, int]


@dataclass(frozen=True, slots=True)
class Heard:
    incident: float  # 0..1
    not_it: float  # 0..1
    unclear: float  # 0..1: speaks of something that nobody else can see


@lru_cache(maxsize=16)  # several judges hear the same text one after the other
def hear(text: str) -> Heard:
    """Any text, read without what is addressed to the machine; nothing is learnt from it."""
    said = pieces(signs(text))
    bags = (
        map(_letters, said.words),
        (*map(_word, said.words), *map(_pair, said.pairs)),
        map(_row, said.signs),
    )
    incident, not_it, unclear = (BIAS * weight for weight in _table()[-1])
    for bag in bags:
        one, two, three = _sum(bag)
        incident += one
        not_it += two
        unclear += three
    return Heard(_chance(incident), _chance(not_it), _chance(unclear))


def _sum(bag: Iterable[Weight]) -> tuple[float, float, float]:
    weights = tuple(bag)
    if not weights:
        return 0.0, 0.0, 0.0
    ones, twos, threes, features = zip(*weights, strict=True)
    root = sqrt(sum(features) or 1)
    return sum(ones) / root, sum(twos) / root, sum(threes) / root


def _chance(logit: float) -> float:
    return 1 / (1 + exp(-max(-_STEEP, min(_STEEP, logit))))


@cache
def _table() -> list[tuple[float, float, float]]:
    """By bucket, and last what is so before a word is read."""
    kinds = np.load(WEIGHTS, allow_pickle=False).astype(np.float64).tolist()
    return list(zip(*kinds, strict=True))


@lru_cache(maxsize=20_000)  # people use the same words again and again
def _letters(word: str) -> Weight:
    table = _table()
    ones, twos, threes = zip(*(table[at] for at in letters_of(word)), strict=True)
    return sum(ones), sum(twos), sum(threes), len(ones)


@lru_cache(maxsize=20_000)
def _word(word: str) -> Weight:
    return (*_table()[bucket("w" + word)], 1)


@lru_cache(maxsize=20_000)
def _pair(pair: tuple[str, str]) -> Weight:
    return (*_table()[bucket(f"p{pair[0]} {pair[1]}")], 1)


@lru_cache(maxsize=20_000)
def _row(row: str) -> Weight:
    return (*_table()[bucket("s" + row)], 1)
