"""What of a sentence the model looks at: three bags of features, each feature a bucket of a hash.

Each bag is divided by the root of its size, so that a long message does not shout louder than a short one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from zlib import crc32

from bot.intake.words import Signs

BUCKETS: Final = 1 << 14
BIAS: Final = 0.5  # a feature that every message has
READ: Final = 120  # words; what a message is about is said early, and a pasted log costs no time
SIGNS_READ: Final = 180  # signs of the line of signs
SHORTEST, LONGEST = 3, 5  # letters in a group, the blanks at both ends of a word included
ROW: Final = 3  # signs side by side

_SENTENCE: Final = re.compile(r"[^.?]+[.?]?")
_SILENT: Final = str.maketrans("", "", "-x")  # signs that say nothing


@dataclass(frozen=True, slots=True)
class Pieces:
    """What is hashed; repetitions stay."""

    words: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]  # neighbours, the ends of the message included
    signs: tuple[str, ...]


def pieces(read: Signs) -> Pieces:
    words = tuple([word for words in read.words[:SIGNS_READ] for word in words.split()][:READ])
    return Pieces(words, tuple(pairwise(("^", *words, "$"))), tuple(_rows(read.line[:SIGNS_READ])))


def letters_of(word: str) -> list[int]:
    """Buckets of a word's groups of letters."""
    padded = f" {word} "
    return [
        bucket("c" + padded[at : at + length])
        for length in range(SHORTEST, LONGEST + 1)
        for at in range(max(1, len(padded) - length + 1))
    ]


def bucket(feature: str) -> int:
    """The same on every machine and in every process."""
    return crc32(feature.encode("utf-8", "replace")) % BUCKETS


def _rows(line: str) -> list[str]:
    """One to three signs side by side within a sentence, its beginning included."""
    found = []
    for sentence in _SENTENCE.findall(line):
        said = "^" + sentence.translate(_SILENT)
        found += [
            said[at : at + length] for length in range(1, ROW + 1) for at in range(len(said) - length + 1)
        ]
    return found
