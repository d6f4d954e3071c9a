"""Teaches the model by the practice sentences: logistic regression, one kind against the rest.

In its dual form, by Newton's method (iteratively reweighted least squares; Hastie, Tibshirani and
Friedman, "The Elements of Statistical Learning", 2009, sections 4.4 and 5.8): the kernel is linear, so all
that is kept is the weight of each feature. Rare features weigh more, by the logarithm of their rarity.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.intake.ear.features import BIAS, BUCKETS, bucket, letters_of, pieces
from bot.intake.words import signs
from bot.routing.lexicon import examples

Floats = NDArray[np.float64]
Rows = NDArray[np.float32]  # there are thousands of them, and of features

PRACTICE: Final = Path(__file__).parent
KINDS: Final = ("incident", "not_it", "request", "heads_up", "unclear")
OUTAGES: Final = "outages"  # the one capability that wishes for nothing
TAUGHT: Final = ("incident", "not_it", "unclear")  # each against all other kinds
PENALTY: Final = 0.2  # results are flat between 0.1 and 1
ROUNDS: Final = 12  # of Newton's method; the rare kind settles last, after ten
STEPS: Final = 400  # of conjugate gradients in one round; some forty are enough
NEAR: Final = 1e-7  # what may be left of the right-hand side
_LEAST: Final = 1e-4  # of a row's curvature, so that nobody divides by zero
_COMMON: Final = 0.3  # of what a feature weighs that every row has


@dataclass(frozen=True)
class Sentence:
    kind: str
    language: str
    text: str
    theme: int  # sentences of one theme are alike: they are held out together


def practice(folder: Path = PRACTICE) -> list[Sentence]:
    """Every sentence; raises ValueError for a line that is not kind, language and words."""
    found, theme = [], 0
    for kind in KINDS:
        theme += 1
        for number, line in enumerate((folder / f"{kind}.tsv").read_text("utf-8").splitlines(), start=1):
            if not line:
                theme += 1
                continue
            columns = line.split("\t")
            if len(columns) != len(("kind", "language", "words")) or columns[0] != kind:
                raise ValueError(f"{kind}.tsv, line {number}: a line is {kind}, a language and the words.")
            found.append(Sentence(kind, columns[1], columns[2], theme))
    return [*found, *_wishes(found, theme)]


def _wishes(known: Iterable[Sentence], theme: int) -> Iterator[Sentence]:
    """What the router is taught by are wishes for IT as well: one theme for each capability."""
    texts = {each.text for each in known}
    for capability, told in groupby(examples(), key=lambda each: each.capability):
        theme += 1
        yield from (
            Sentence("request", each.language, each.text, theme)
            for each in told
            if each.text not in texts and capability != OUTAGES
        )


def matrix(texts: Sequence[str]) -> Rows:
    """texts x (buckets and the bias)."""
    rows: Rows = np.zeros((len(texts), BUCKETS + 1), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        said = pieces(signs(text))
        _fill(row, [at for word in said.words for at in letters_of(word)])
        _fill(row, [bucket("w" + w) for w in said.words] + [bucket(f"p{a} {b}") for a, b in said.pairs])
        _fill(row, [bucket("s" + signs_) for signs_ in said.signs])
        row[-1] = BIAS
    return rows


def _fill(row: Rows, buckets: Sequence[int]) -> None:
    if buckets:
        np.add.at(row, buckets, 1 / np.sqrt(len(buckets)))


def taught(rows: Rows, kinds: Iterable[str]) -> Floats:
    """What each feature weighs towards each kind of `TAUGHT`: kinds x (buckets and the bias)."""
    every = np.array(list(kinds))
    rarity = rarity_in(rows)
    weighed = rows * rarity.astype(np.float32)
    kernel = (weighed @ weighed.T).astype(np.float64)
    duals = [_duals(kernel, (every == kind).astype(np.float64)) for kind in TAUGHT]
    found = np.stack([weighed.T @ each for each in duals])
    return (found * rarity).astype(np.float64)


def rarity_in(rows: Rows) -> Floats:
    """What each feature weighs before anything is taught."""
    often: Floats = (rows > 0).sum(axis=0).astype(np.float64)
    return np.sqrt(np.log((1 + len(rows)) / (1 + often)) + _COMMON)


def _duals(kernel: Floats, targets: Floats) -> Floats:
    duals: Floats = np.zeros(len(targets))
    for _ in range(ROUNDS):
        logits = kernel @ duals
        chances = 1 / (1 + np.exp(-logits))
        curvature = np.maximum(chances * (1 - chances), _LEAST)
        wanted = logits + (targets - chances) / curvature
        duals = _solved(kernel, PENALTY / curvature, wanted, duals)
    return duals


def _solved(kernel: Floats, ridge: Floats, wanted: Floats, start: Floats) -> Floats:
    """x of (kernel + ridge on the diagonal) x = wanted, by conjugate gradients with the diagonal as
    preconditioner (Golub and Van Loan, "Matrix Computations", 2013, algorithm 11.5.1)."""
    x = start.copy()
    left = wanted - kernel @ x - ridge * x
    inverse = 1 / (kernel.diagonal() + ridge)
    nearer = inverse * left
    towards = nearer.copy()
    size = left @ nearer
    for _ in range(STEPS):
        if left @ left <= (NEAR * NEAR) * (wanted @ wanted):
            break
        moved = kernel @ towards + ridge * towards
        step = size / (towards @ moved)
        x += step * towards
        left -= step * moved
        nearer = inverse * left
        size, before = left @ nearer, size
        towards = nearer + (size / before) * towards
    return x
