"""Sentences as marketers write them, by capability: what an area is asked for before it was ever asked.

The words of the lists say which things an area looks after; these sentences say how people wish for them.
They stand in `examples.tsv`, one a line, and are read once.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from bot.company.model import Area
from bot.routing.lexicon.dealing import capabilities_of

FILE: Final = Path(__file__).parent / "examples.tsv"
SHARE: Final = 0.55  # of a capability: an area with less only stands in for it, and is not taught by it


class Example(NamedTuple):
    capability: str
    language: str
    text: str


class Told(NamedTuple):
    """An example that was dealt to an area of one company."""

    text: str
    area_id: str
    share: float  # above 0, at most 1: how much of the capability is this area's


@lru_cache(maxsize=1)
def examples() -> tuple[Example, ...]:
    lines = FILE.read_text(encoding="utf-8").splitlines()[1:]
    return tuple(Example(*line.split("\t")) for line in lines)


@lru_cache(maxsize=8)  # companies are few, and each is asked for at every refit
def examples_for(areas: tuple[Area, ...]) -> tuple[Told, ...]:
    """What the areas of this company are asked for; nothing where no area does it, or several share it."""
    owners: dict[str, tuple[str, float]] = {}
    for capability, shares in capabilities_of(areas).items():
        area_id, share = max(shares.items(), key=lambda each: each[1])
        if share >= SHARE:
            owners[capability] = area_id, share
    return tuple(
        Told(each.text, *owners[each.capability]) for each in examples() if each.capability in owners
    )
