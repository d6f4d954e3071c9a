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
Floats32 = NDArray[np.float32]
Ints = NDArray[np.int64]
Table = Floats | Floats32

EXACT: Final = 1_600  # rows; the tables of more are kept in 32 bits: half the room, a third of the time
# Of the square of how alike two rows' meanings are, beside 1 for both halves of a vector.
OF_MEANING: Final = 2.0
BLOCK: Final = 96  # rows that are substituted at once
COMMON: Final = 24  # rows; features of more rows are multiplied as a block, those of fewer pair by pair
COMMON_SHARE: Final = 48  # … or a 48th of the rows: a block costs their square, pairs the feature's


@dataclass(frozen=True)
class Rows:
    """Sparse vectors one after the other, each with the same number of dense values beside it, and what it
    means as a unit vector, of no length where meanings are not known."""

    starts: Ints  # where each begins in `ids`; one more than there are rows
    ids: Ints
    values: Floats
    dense: Floats  # rows x dense values
    meanings: Floats32  # rows x values

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
            np.concatenate((self.meanings, more.meanings)),
        )

    def only(self, kept: Ints) -> Rows:
        lengths = np.diff(self.starts)[kept]
        starts = np.concatenate(([0], np.cumsum(lengths)))
        at = np.repeat(self.starts[kept] - starts[:-1], lengths) + np.arange(starts[-1])
        return Rows(starts, self.ids[at], self.values[at], self.dense[kept], self.meanings[kept])


def rows_of(sparse: Sequence[tuple[Ints, Floats]], dense: Floats, meanings: Floats32 | None = None) -> Rows:
    """Each sparse vector as its ids (each once) and their values."""
    starts = np.concatenate(([0], np.cumsum([len(ids) for ids, _ in sparse], dtype=np.int64)))
    ids = np.concatenate([ids for ids, _ in sparse]) if sparse else np.zeros(0, dtype=np.int64)
    values = np.concatenate([values for _, values in sparse]) if sparse else np.zeros(0)
    meant = np.zeros((len(sparse), 0), dtype=np.float32) if meanings is None else meanings
    return Rows(starts.astype(np.int64), ids.astype(np.int64), values.astype(np.float64), dense, meant)


def by_meaning(alike: Table) -> Floats32:
    """What meanings add to the product of two rows. The square keeps those that are hardly alike apart."""
    added: Floats32 = np.float32(OF_MEANING) * np.square(np.maximum(alike, np.float32(0)))
    return added


def gram(rows: Rows, features: int) -> Floats:
    """The product of each row with each. `features` is one more than the highest id."""
    count = len(rows)
    shared = np.bincount(rows.ids, minlength=features)
    common = max(COMMON, count // COMMON_SHARE)
    column = np.cumsum(shared > common) - 1
    often = shared[rows.ids] > common
    block = np.zeros((count, int(column[-1]) + 1 if features else 0), dtype=np.float32)
    row_of = rows.row_of
    block[row_of[often], column[rows.ids[often]]] = rows.values[often]
    kernel: Floats = (block @ block.T) + rows.dense @ rows.dense.T
    some = ~often
    kernel += _pairs(row_of[some], rows.ids[some], rows.values[some], count)
    if rows.meanings.shape[1]:
        kernel += by_meaning(rows.meanings @ rows.meanings.T)
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
    return found + rows.dense @ others.dense.T + by_meaning(rows.meanings @ others.meanings.T)


@dataclass(frozen=True)
class Factor:
    """The Cholesky factor of a symmetric positive table. By blocks, so that products of matrices do the work,
    and in 32 bits where the table is."""

    lower: Table  # below the blocks on its diagonal
    corners: Table  # the inverses of those blocks, each in its place; nothing elsewhere

    def solve(self, right: Table) -> Table:
        """By substitution, forwards and backwards."""
        found = cast(Table, right.astype(self.lower.dtype))
        edges = _edges(len(self.lower))
        for start, end in edges:
            found[start:end] -= self.lower[start:end, :start] @ found[:start]
            found[start:end] = self.corners[start:end, start:end] @ found[start:end]
        for start, end in reversed(edges):
            found[start:end] -= self.lower[end:, start:end].T @ found[end:]
            found[start:end] = self.corners[start:end, start:end].T @ found[start:end]
        return found

    def inverse(self) -> Table:
        """Of the table: from the inverse of its factor (Higham, "Accuracy and Stability of Numerical
        Algorithms", chapter 14)."""
        inverse = self.corners.copy()
        _invert_below(self.lower, inverse, _edges(len(inverse)))
        return inverse.T @ inverse


def factored(table: Table) -> Factor:
    """Takes the table's place: there are few that are as large."""
    corners: Table = np.zeros_like(table)
    for start, end in _edges(len(table)):
        table[start:, start:end] -= table[start:, :start] @ table[start:end, :start].T
        corner = np.linalg.inv(np.linalg.cholesky(table[start:end, start:end]))
        table[end:, start:end] = table[end:, start:end] @ corner.T
        corners[start:end, start:end] = corner
    return Factor(table, corners)


def _invert_below(lower: Table, inverse: Table, edges: Sequence[tuple[int, int]]) -> None:
    """Fills what is below the blocks on the diagonal, which are inverted already: halves first, then the
    square between them."""
    if len(edges) < 2:
        return
    half = len(edges) // 2
    _invert_below(lower, inverse, edges[:half])
    _invert_below(lower, inverse, edges[half:])
    first, last = slice(edges[0][0], edges[half][0]), slice(edges[half][0], edges[-1][1])
    inverse[last, first] = -(inverse[last, last] @ lower[last, first]) @ inverse[first, first]


def _edges(count: int) -> list[tuple[int, int]]:
    return [(at, min(at + BLOCK, count)) for at in range(0, count, BLOCK)]


def times(few: Table, table: Table) -> Floats:
    """The product of a few rows with a table, in this thread alone: for so little a BLAS would wake others,
    which then turn idle for longer than all of it takes."""
    found: Floats = np.vecdot(few[:, None, :], table.T[None]).astype(np.float64)
    return found


@dataclass(frozen=True)
class Ridge:
    """`inverse` is of the kernel with the penalty. A row more or less changes it by a product of a few
    columns (Sherman, Morrison and Woodbury), where solving anew would cost the cube of the rows."""

    rows: Rows
    targets: Floats  # rows x areas
    known: Factor | Table = field(repr=False)  # its inverse, once rows were taken in or forgotten

    @cached_property
    def inverse(self) -> Table:
        """Made for the first who needs it: who learns nothing does not."""
        return self.known.inverse() if isinstance(self.known, Factor) else self.known

    @cached_property
    def duals(self) -> Floats:
        if isinstance(self.known, Factor):
            return self.known.solve(self.targets).astype(np.float64)
        duals: Table = self.known @ self.targets.astype(self.known.dtype)
        return duals.astype(np.float64)

    def without_each(self, last: int | None = None) -> Floats:
        """rows x areas: what would be said of each row had it not been there. Exact. `last`: only so many."""
        first = 0 if last is None else len(self.rows) - last
        return self.targets[first:] - self.duals[first:] / self.inverse.diagonal()[first:, None]

    def weights(self, features: int) -> tuple[Floats, Floats]:
        """features x areas and dense values x areas: a row's product with them is what is said of it, but for
        what `of_meaning` adds."""
        duals = self.duals
        row_of = self.rows.row_of
        sparse = np.empty((features, duals.shape[1]))
        for area in range(duals.shape[1]):
            sparse[:, area] = np.bincount(self.rows.ids, self.rows.values * duals[row_of, area], features)
        return sparse, self.rows.dense.T @ duals

    def of_meaning(self, alike: Table) -> Floats:
        """`alike`: sentences x rows, products of their meanings -> sentences x areas."""
        return times(by_meaning(alike), self.duals)

    def with_rows(self, more: Rows, targets: Floats, penalty: Floats, features: int) -> Ridge:
        """Takes a few rows in; what is known already is not multiplied again."""
        before = len(self.rows)
        across = products(more, self.rows, features)
        among = products(more, more, features) + np.diag(penalty)
        alike = self.inverse @ across.T.astype(self.inverse.dtype)  # how the rows there make up each new one
        rest = np.linalg.inv(among - across @ alike)
        inverse: Table = np.empty((before + len(more),) * 2, dtype=self.inverse.dtype)
        inverse[before:, before:] = rest
        inverse[:before, before:] = -alike @ rest
        inverse[before:, :before] = inverse[:before, before:].T
        np.matmul(inverse[:before, before:], -alike.T, out=inverse[:before, :before])
        inverse[:before, :before] += self.inverse
        return Ridge(self.rows.joined(more), np.concatenate((self.targets, targets)), inverse)

    def without_rows(self, dropped: Ints) -> Ridge:
        """Forgets a few rows as if they had never been there."""
        kept = np.setdiff1d(np.arange(len(self.rows)), dropped)
        across = self.inverse[np.ix_(kept, dropped)]
        rest = np.linalg.inv(self.inverse[np.ix_(dropped, dropped)])
        inverse: Table = self.inverse[np.ix_(kept, kept)]
        inverse -= (across @ rest) @ across.T
        return Ridge(self.rows.only(kept), self.targets[kept], inverse)


def fitted(rows: Rows, targets: Floats, penalty: Floats, features: int) -> Ridge:
    """`penalty`: above 0, one a row; the higher, the less the row is followed."""
    kernel = gram(rows, features)
    kernel[np.diag_indices_from(kernel)] += penalty
    kept: Table = kernel if len(rows) <= EXACT else kernel.astype(np.float32)
    return Ridge(rows, targets, factored(kept))
