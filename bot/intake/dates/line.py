"""A text cut into words, numbers and marks, folded, with the place of each in the text as written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Final

# Words and marks that are looked at; what stands later in a text is not read. About twelve pages.
MOST_WORDS: Final = 4_000

_WORD: Final = re.compile(r"[0-9]+(?:[./:,\-–][0-9]+)*|[^\W\d_]+|[./:,;!?()'\-%&@#]|\n")
_PLAIN: Final = dict(zip("àáâãäåçèéêëìíîïñòóôõöùúûüýÿ’‘–—", "aaaaaaceeeeiiiinooooouuuuyy''--", strict=True))
_BEYOND: Final = 8


@dataclass(frozen=True, slots=True)
class Line:
    """Parallel lists. They end in empty words, so that a look beyond either end finds nothing."""

    text: str
    folded: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    def glued(self, index: int) -> bool:
        """Whether no space stands before this word."""
        return index > 0 and self.starts[index] == self.ends[index - 1]

    def holds(self, index: int, *wanted: str) -> bool:
        """Whether exactly these words stand here."""
        return self.words[index : index + len(wanted)] == list(wanted)

    def skip(self, index: int, fillers: frozenset[str], most: int = 3) -> int:
        """The first place from here on that is no filler."""
        last = index + most
        while index < last and self.words[index] in fillers:
            index += 1
        return index

    @property
    def size(self) -> int:
        return len(self.words) - _BEYOND


def fold(text: str) -> str:
    """Small letters without accents, each at its old place: the result is as long as the text."""
    if text.isascii():
        return text.lower()
    # This one letter alone would become two.
    folded = text.replace("İ", "I").lower()
    for letter in _PLAIN.keys() & set(folded):
        folded = folded.replace(letter, _PLAIN[letter])
    return folded


def hints(folded: str) -> list[str]:
    """The words alone, for a first look that costs little."""
    return _WORD.findall(folded)


def cut(text: str, folded: str) -> Line:
    """The words of a text that was folded already."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in islice(_WORD.finditer(folded), MOST_WORDS):
        words.append(found[0])
        start, end = found.span()
        starts.append(start)
        ends.append(end)
    words += [""] * _BEYOND
    starts += [len(text)] * _BEYOND
    ends += [len(text)] * _BEYOND
    return Line(text, folded, words, starts, ends)
