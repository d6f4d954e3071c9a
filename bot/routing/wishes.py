"""How a wish is put: the verb and its object, whatever tool is named in passing.

Each word becomes the letter of its kind (measuring, people, systems, questions …); what kinds stand beside
each other says what is wanted, in all languages alike. "How many people clicked" is a number, "everyone who
clicked" is a list. The kinds and what they mean are text in `lexicon/words/`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from bot.routing.lexicon.wordlists import WEIGHT, paragraphs
from bot.routing.said import Said
from bot.routing.vocabulary import stems

OTHER: Final = "-"
END: Final = "."
_ENDS: Final = frozenset(".!?;\n")


class Wish(NamedTuple):
    capability: str
    weight: float
    pattern: re.Pattern[str]


class Wished(NamedTuple):
    at: int  # which of the wishes
    first: int  # from this word …
    last: int  # … to this one


def wished_in(said: Said) -> list[Wished]:
    """Each wish once, where it stands first."""
    line, words = _line(said)
    found = []
    for at, wish in enumerate(wishes()):
        match = wish.pattern.search(line)
        if match:
            found.append(Wished(at, words[match.start()], words[match.end() - 1]))
    return found


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


def _line(said: Said) -> tuple[str, list[int]]:
    """A letter a word, and for each letter the word it stands for; sentence ends stand for the word before."""
    kinds, text, spans = _kinds(), said.text, said.spans
    letters: list[str] = []
    words: list[int] = []
    before = 0
    for at, word in enumerate(said.words):
        start, end = spans[at]
        if start - before > 1 and not _ENDS.isdisjoint(text[before:start]) and letters:
            letters.append(END)
            words.append(at - 1)
        letters.append(kinds.get(word, OTHER))
        words.append(at)
        before = end
    return "".join(letters), words


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
