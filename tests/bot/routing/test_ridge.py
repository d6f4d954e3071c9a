"""The ridge, against the textbook done the long way."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from bot.routing.ridge import COMMON, Floats, Ridge, Rows, fitted, gram, products, rows_of

FEATURES = 40


def some_rows(count: int, seed: int = 1) -> Rows:
    """Feature 0 stands in all rows, so that both ways of multiplying are walked."""
    chance = np.random.default_rng(seed)
    sparse = []
    for _ in range(count):
        ids = np.unique(np.concatenate(([0], chance.integers(1, FEATURES, 6))))
        sparse.append((ids, chance.random(len(ids))))
    return rows_of(sparse, chance.random((count, 3)))


def dense(rows: Rows) -> Floats:
    table = np.zeros((len(rows), FEATURES))
    table[rows.row_of, rows.ids] = rows.values
    return np.concatenate((table, rows.dense), axis=1)


def targets(count: int) -> Floats:
    return np.eye(4)[np.arange(count) % 4]


def penalty(count: int) -> Floats:
    return np.linspace(0.4, 2.0, count)


def learnt(count: int) -> Ridge:
    return fitted(some_rows(count), targets(count), penalty(count), FEATURES)


@pytest.mark.parametrize("count", [1, 5, COMMON + 40])
def test_the_gram_matrix_is_each_row_times_each(count: int) -> None:
    rows = some_rows(count)
    assert_allclose(gram(rows, FEATURES), dense(rows) @ dense(rows).T, rtol=1e-5)


def test_products_are_each_row_times_each_of_the_others() -> None:
    rows, others = some_rows(4), some_rows(30, seed=2)
    assert_allclose(products(rows, others, FEATURES), dense(rows) @ dense(others).T)


def test_rows_without_features_are_allowed() -> None:
    nothing = (np.zeros(0, dtype=np.int64), np.zeros(0))
    rows = rows_of([nothing, nothing], np.ones((2, 1)))
    assert_allclose(gram(rows, 0), np.ones((2, 2)))
    assert_allclose(products(rows, rows, 0), np.ones((2, 2)))


def test_the_weights_say_of_a_row_what_the_kernel_says_of_it() -> None:
    ridge = learnt(60)
    new = some_rows(5, seed=3)
    sparse, beside = ridge.weights(FEATURES)
    by_weights = dense(new)[:, :FEATURES] @ sparse + new.dense @ beside
    assert_allclose(by_weights, products(new, ridge.rows, FEATURES) @ ridge.duals, rtol=1e-6)


def test_what_is_said_without_a_row_is_what_a_ridge_without_it_says() -> None:
    rows, count = some_rows(50), 50
    without = learnt(count).without_each()
    for at in (0, 17, 49):
        others = np.delete(np.arange(count), at)
        rest = fitted(rows.only(others), targets(count)[others], penalty(count)[others], FEATURES)
        said = products(rows.only(np.array([at])), rest.rows, FEATURES) @ rest.duals
        assert_allclose(without[at], said[0], rtol=1e-4, atol=1e-6)


def test_rows_taken_in_later_are_as_good_as_rows_there_from_the_start() -> None:
    rows, count = some_rows(60), 60
    early, late = np.arange(57), np.arange(57, 60)
    begun = fitted(rows.only(early), targets(count)[early], penalty(count)[early], FEATURES)
    grown = begun.with_rows(rows.only(late), targets(count)[late], penalty(count)[late], FEATURES)
    assert_allclose(grown.kernel, learnt(count).kernel, rtol=1e-4, atol=1e-6)
    assert_allclose(grown.duals, learnt(count).duals, rtol=1e-4, atol=1e-6)


def test_rows_forgotten_leave_no_trace() -> None:
    rows, count = some_rows(60), 60
    dropped, kept = np.array([3, 30, 59]), np.delete(np.arange(60), [3, 30, 59])
    never = fitted(rows.only(kept), targets(count)[kept], penalty(count)[kept], FEATURES)
    forgot = learnt(count).without_rows(dropped)
    assert_allclose(forgot.kernel, never.kernel, rtol=1e-4, atol=1e-6)
    assert_allclose(forgot.weights(FEATURES)[0], never.weights(FEATURES)[0], rtol=1e-4, atol=1e-6)


def test_a_row_with_a_high_penalty_is_hardly_followed() -> None:
    rows = some_rows(20)
    firm = fitted(rows, targets(20), np.full(20, 0.5), FEATURES)
    loose = fitted(rows, targets(20), np.array([50.0] + [0.5] * 19), FEATURES)
    assert abs(loose.duals[0]).sum() < abs(firm.duals[0]).sum() / 10
