"""The lists in `words/`, read once when they are first wanted.

`capabilities.txt` says what there is to do; each language's file lists the words that point there.
A word may stand under two capabilities; where they belong to two areas, it is worth less to each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

WORDS: Final = Path(__file__).parent / "words"
LANGUAGES: Final = ("en", "de", "fr", "es", "pt")
WEIGHT: Final = {"strong": 1.0, "clear": 0.65, "weak": 0.3}


@dataclass(frozen=True)
class Capability:
    """`signs` in an area's own text say that it does this; `kin`, nearest first, step in if no area does."""

    id: str
    gloss: str
    core: bool  # only companies with a marketing team have it
    signs: tuple[str, ...]
    kin: tuple[str, ...] = ()


class Entry(NamedTuple):  # there are thousands, and a tuple is made in a tenth of the time
    """A word or phrase of one language, and how strongly (above 0, at most 1) it points to a capability."""

    text: str
    language: str
    capability: str
    weight: float


@lru_cache(maxsize=1)
def capabilities() -> tuple[Capability, ...]:
    return tuple(_capability(paragraph) for paragraph in paragraphs("capabilities"))


@lru_cache(maxsize=1)
def entries() -> tuple[Entry, ...]:
    """Every word of every language, in the order of the lists."""
    return tuple(
        Entry(text, language, capability, weight)
        for language in LANGUAGES
        for capability, weight, words in _rows(language)
        for text in words
    )


def _rows(language: str) -> Iterator[tuple[str, float, list[str]]]:
    """Capability, weight, words: a row for every line of words."""
    for lines in paragraphs(language):
        for line in lines[1:]:
            strength, words = _named(line)
            yield lines[0], WEIGHT[strength], words


def _capability(lines: list[str]) -> Capability:
    name, _, core = lines[0].partition(" ")
    told = dict(_named(line) for line in lines[1:])
    return Capability(
        name, ", ".join(told["gloss"]), core == "core", tuple(told["signs"]), tuple(told.get("kin", ()))
    )


def paragraphs(name: str) -> Iterator[list[str]]:
    """The lines of each paragraph of one list, without the comments."""
    for paragraph in (WORDS / f"{name}.txt").read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in paragraph.splitlines() if line and not line.startswith("#")]
        if lines:
            yield lines


def _named(line: str) -> tuple[str, list[str]]:
    name, _, words = line.partition(": ")
    return name, words.split(", ")
