"""One-vs-rest kernel ridge regression over sparse rows, with what it would have said without each row.

Solves (K + D) A = Y for the kernel K of the rows, a penalty D per row and targets Y. All of it is textbook:
Saunders, Gammerman and Vovk, "Ridge regression learning algorithm in dual variables" (1998), for the dual
form; Cawley and Talbot (2003) for the closed form of leaving one out. The kernel is linear in the features,
so a prediction needs no row at all: only the weight of each feature for each area.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, cast

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Table = NDArray[np.float64] | NDArray[np.float32]

EXACT: Final = 1_600  # rows; the tables of more are kept in 32 bits: half the room, a third of the time
BLOCK: Final = 96  # rows that are substituted at once
COMMON: Final = 24  # rows; features of more rows are multiplied as a block, those of fewer pair by pair


@dataclass(frozen=True)
class Rows:
    """Sparse vectors one after the other, each with the same number of dense values beside it."""

    starts: Ints  # where each begins in `ids`; one more than there are rows
    ids: Ints
    values: Floats
    dense: Floats  # rows x dense values

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def row_of(self) -> Ints:
        """For each sparse value, the row that it belongs to."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    def joined(self, more: Rows) -> Rows:
        return Rows(
            np.concatenate((self.starts, self.starts[-1] + more.starts[1:])),
            np.concatenate((self.ids, more.ids)),
            np.concatenate((self.values, more.values)),
            np.concatenate((self.dense, more.dense)),
        )

    def only(self, kept: Ints) -> Rows:
        lengths = np.diff(self.starts)[kept]
        starts = np.concatenate(([0], np.cumsum(lengths)))
        at = np.repeat(self.starts[kept] - starts[:-1], lengths) + np.arange(starts[-1])
        return Rows(starts, self.ids[at], self.values[at], self.dense[kept])


def rows_of(sparse: Sequence[tuple[Ints, Floats]], dense: Floats) -> Rows:
    """Each sparse vector as its ids (each once) and their values."""
    starts = np.concatenate(([0], np.cumsum([len(ids) for ids, _ in sparse], dtype=np.int64)))
    ids = np.concatenate([ids for ids, _ in sparse]) if sparse else np.zeros(0, dtype=np.int64)
    values = np.concatenate([values for _, values in sparse]) if sparse else np.zeros(0)
    return Rows(starts.astype(np.int64), ids.astype(np.int64), values.astype(np.float64), dense)


def gram(rows: Rows, features: int) -> Floats:
    """The product of each row with each. `features` is one more than the highest id."""
    count = len(rows)
    shared = np.bincount(rows.ids, minlength=features)
    column = np.cumsum(shared > COMMON) - 1
    often = shared[rows.ids] > COMMON
    block = np.zeros((count, int(column[-1]) + 1 if features else 0), dtype=np.float32)
    row_of = rows.row_of
    block[row_of[often], column[rows.ids[often]]] = rows.values[often]
    kernel: Floats = (block @ block.T) + rows.dense @ rows.dense.T
    some = ~often
    kernel += _pairs(row_of[some], rows.ids[some], rows.values[some], count)
    return kernel


def _pairs(row_of: Ints, ids: Ints, values: Floats, count: int) -> Floats:
    """What features of few rows add to the product of each two rows that share them."""
    order = np.argsort(ids, kind="stable")
    row_of, ids, values = row_of[order], ids[order], values[order]
    _, first, lengths = np.unique(ids, return_index=True, return_counts=True)
    mates = np.repeat(lengths, lengths)  # for each value, how many rows share its feature
    left = np.repeat(np.arange(len(ids)), mates)
    begin = np.repeat(np.repeat(first, lengths), mates)
    right = begin + np.arange(len(left)) - np.repeat(np.cumsum(mates) - mates, mates)
    cell = row_of[left] * count + row_of[right]
    sums = np.bincount(cell, values[left] * values[right], count * count)
    return cast(Floats, sums.reshape(count, count))


def products(rows: Rows, others: Rows, features: int) -> Floats:
    """Each of `rows` with each of the others: rows x others. Meant for few rows."""
    found = np.empty((len(rows), len(others)))
    row_of = others.row_of
    spread = np.zeros(features)
    for at in range(len(rows)):
        here = slice(rows.starts[at], rows.starts[at + 1])
        spread[rows.ids[here]] = rows.values[here]
        found[at] = np.bincount(row_of, others.values * spread[others.ids], len(others))
        spread[rows.ids[here]] = 0.0
    return found + rows.dense @ others.dense.T


@dataclass(frozen=True)
class Factor:
    """Of a symmetric positive table (Cholesky): it solves in half the work of a general solver (Golub and
    Van Loan, "Matrix Computations", section 4.2). By blocks, whose small corners are inverted once, so that
    products of matrices do the work."""

    lower: Table
    corners: tuple[Table, ...]  # the inverse of each block on the diagonal

    def solved(self, sides: Table) -> Table:
        """What times the table gives the sides."""
        found = sides.copy()
        blocks = list(zip(_edges(len(self.lower)), self.corners, strict=True))
        for (start, end), corner in blocks:
            found[start:end] = corner @ (found[start:end] - self.lower[start:end, :start] @ found[:start])
        for (start, end), corner in reversed(blocks):
            found[start:end] = corner.T @ (found[start:end] - self.lower[end:, start:end].T @ found[end:])
        return found


def factored(kernel: Table) -> Factor:
    lower, corners = kernel.copy(), []
    for start, end in _edges(len(kernel)):
        lower[start:, start:end] -= lower[start:, :start] @ lower[start:end, :start].T
        corner = np.linalg.inv(np.linalg.cholesky(lower[start:end, start:end]))
        lower[end:, start:end] = lower[end:, start:end] @ corner.T
        corners.append(corner)
    return Factor(lower, tuple(corners))


def _edges(count: int) -> list[tuple[int, int]]:
    return [(at, min(at + BLOCK, count)) for at in range(0, count, BLOCK)]


@dataclass(frozen=True)
class Ridge:
    rows: Rows
    targets: Floats  # rows x areas
    kernel: Table = field(repr=False)  # with the penalty

    @cached_property
    def _factor(self) -> Factor:
        return factored(self.kernel)

    @cached_property
    def duals(self) -> Floats:
        return self._solved(self.targets)

    def without_each(self, last: int | None = None) -> Floats:
        """rows x areas: what would be said of each row had it not been there. Exact. `last`: only so many."""
        first = 0 if last is None else len(self.rows) - last
        units = np.eye(len(self.rows))[:, first:]
        diagonal = np.diag(self._solved(units)[first:])  # of the inverse, from one row on
        return self.targets[first:] - self.duals[first:] / diagonal[:, None]

    def _solved(self, sides: Floats) -> Floats:
        return self._factor.solved(cast(Table, sides.astype(self.kernel.dtype))).astype(np.float64)

    def weights(self, features: int) -> tuple[Floats, Floats]:
        """features x areas and dense values x areas: a row's product with them is what is said of it."""
        duals = self.duals
        row_of = self.rows.row_of
        sparse = np.empty((features, duals.shape[1]))
        for area in range(duals.shape[1]):
            sparse[:, area] = np.bincount(self.rows.ids, self.rows.values * duals[row_of, area], features)
        return sparse, self.rows.dense.T @ duals

    def with_rows(self, more: Rows, targets: Floats, penalty: Floats, features: int) -> Ridge:
        """Takes a few rows in; what is in the kernel already is not multiplied again."""
        before = len(self.rows)
        kernel: Table = np.empty((before + len(more),) * 2, dtype=self.kernel.dtype)
        kernel[:before, :before] = self.kernel
        across = products(more, self.rows, features)
        kernel[before:, :before], kernel[:before, before:] = across, across.T
        kernel[before:, before:] = products(more, more, features) + np.diag(penalty)
        return Ridge(self.rows.joined(more), np.concatenate((self.targets, targets)), kernel)

    def without_rows(self, dropped: Ints) -> Ridge:
        """Forgets a few rows as if they had never been there."""
        kept = np.setdiff1d(np.arange(len(self.rows)), dropped)
        return Ridge(self.rows.only(kept), self.targets[kept], self.kernel[np.ix_(kept, kept)])


def fitted(rows: Rows, targets: Floats, penalty: Floats, features: int) -> Ridge:
    """`penalty`: above 0, one a row; the higher, the less the row is followed."""
    kernel = gram(rows, features)
    kernel[np.diag_indices_from(kernel)] += penalty
    kept: Table = kernel if len(rows) <= EXACT else kernel.astype(np.float32)
    return Ridge(rows, targets, kept)
