"""How a wish is put: the verb and its object, whatever tool is named in passing.

Each word becomes the letter of its kind (measuring, people, systems, questions …); what kinds stand beside
each other says what is wanted, in all languages alike. "How many people clicked" is a number, "everyone who
clicked" is a list. The kinds and what they mean are text in `lexicon/words/`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import sqrt
from typing import Final, NamedTuple

from bot.routing.lexicon.wordlists import WEIGHT, paragraphs
from bot.routing.said import Said
from bot.routing.vocabulary import stems

WORTH: Final = 0.6  # of how a wish is put, beside 1 for both halves of a vector
OTHER: Final = "-"
END: Final = "."
_ENDS: Final = frozenset(".!?;\n")


class Wish(NamedTuple):
    capability: str
    weight: float
    pattern: re.Pattern[str]


def put(said: Said) -> list[float]:
    """As long as all wishes: which of them are in it, at most one long, however long the text."""
    line = _line(said)
    found = [wish.weight if wish.pattern.search(line) else 0.0 for wish in wishes()]
    scale = sqrt(WORTH / (1 + sum(weight > 0 for weight in found)))
    return [scale * weight for weight in found]


@lru_cache(maxsize=1)
def wishes() -> tuple[Wish, ...]:
    found = []
    for capability, *lines in paragraphs("wishes"):
        for line in lines:
            strength, _, patterns = line.partition(": ")
            found.append(Wish(capability, WEIGHT[strength], _compiled(patterns.split(", "))))
    return tuple(found)


def _compiled(patterns: list[str]) -> re.Pattern[str]:
    """A dot is a word within the same sentence."""
    return re.compile("|".join(pattern.replace(".", "[^.]") for pattern in patterns))


def _line(said: Said) -> str:
    """A letter a word, and a dot where a sentence ends."""
    kinds, text = _kinds(), said.text
    letters: list[str] = []
    before = 0
    for word, (start, end) in zip(said.words, said.spans, strict=True):
        if start - before > 1 and not _ENDS.isdisjoint(text[before:start]):
            letters.append(END)
        letters.append(kinds.get(word, OTHER))
        before = end
    return "".join(letters)


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    """Word -> the letter of its kind; the first that names a word has it."""
    kinds: dict[str, str] = {}
    for lines in paragraphs("kinds"):
        for line in lines:
            name, _, listed = line.partition(": ")
            for text in listed.split(", "):
                found = stems(text)
                if len(found) == 1:
                    kinds.setdefault(found[0], name[0])
    return kinds
