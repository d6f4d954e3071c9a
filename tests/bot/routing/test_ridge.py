"""The ridge, against the textbook done the long way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose

from bot.routing.ridge import (
    BLOCK,
    COMMON,
    EXACT,
    OF_MEANING,
    Floats,
    Ridge,
    Rows,
    factored,
    fitted,
    gram,
    products,
    rows_of,
    times,
)

FEATURES = 40


def some_rows(count: int, seed: int = 1) -> Rows:
    """Feature 0 stands in all rows, so that both ways of multiplying are walked."""
    chance = np.random.default_rng(seed)
    sparse = []
    for _ in range(count):
        ids = np.unique(np.concatenate(([0], chance.integers(1, FEATURES, 6))))
        sparse.append((ids, chance.random(len(ids))))
    return rows_of(sparse, chance.random((count, 3)))


def that_mean(rows: Rows, seed: int = 1) -> Rows:
    """The same with meanings that are somewhat alike."""
    chance = np.random.default_rng(seed)
    meanings = chance.standard_normal((len(rows), 8)) + 0.5
    unit = (meanings / np.linalg.norm(meanings, axis=1, keepdims=True)).astype(np.float32)
    return replace(rows, meanings=unit)


def each_with_each(rows: Rows, others: Rows) -> Floats:
    alike = np.maximum(rows.meanings @ others.meanings.T, 0)
    both: Floats = dense(rows) @ dense(others).T + OF_MEANING * alike**2
    return both


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


def test_meanings_add_the_square_of_how_alike_they_are() -> None:
    rows, others = that_mean(some_rows(5)), that_mean(some_rows(30, seed=2), seed=2)
    assert_allclose(gram(others, FEATURES), each_with_each(others, others), rtol=1e-5)
    assert_allclose(products(rows, others, FEATURES), each_with_each(rows, others), rtol=1e-5)


def test_weights_and_meanings_say_of_a_row_what_the_kernel_says_of_it() -> None:
    ridge = fitted(that_mean(some_rows(60)), targets(60), penalty(60), FEATURES)
    new = that_mean(some_rows(5, seed=3), seed=3)
    sparse, beside = ridge.weights(FEATURES)
    by_weights = dense(new)[:, :FEATURES] @ sparse + new.dense @ beside
    said = by_weights + ridge.of_meaning(times(new.meanings, ridge.rows.meanings.T))
    assert_allclose(said, products(new, ridge.rows, FEATURES) @ ridge.duals, rtol=1e-4, atol=1e-6)


def test_rows_with_meanings_taken_in_and_forgotten_are_as_if_fitted_with_the_others() -> None:
    rows, every = that_mean(some_rows(60)), np.arange(60)
    early = fitted(rows.only(every[:50]), targets(60)[:50], penalty(60)[:50], FEATURES)
    grown = early.with_rows(rows.only(every[50:]), targets(60)[50:], penalty(60)[50:], FEATURES)
    left = grown.without_rows(np.array([0, 7, 55]))
    kept = np.delete(every, [0, 7, 55])
    never = fitted(rows.only(kept), targets(60)[kept], penalty(60)[kept], FEATURES)
    assert_allclose(left.duals, never.duals, rtol=1e-4, atol=1e-6)


def test_the_inverse_of_a_table_of_several_blocks_undoes_it() -> None:
    table = each_with_each(rows := some_rows(3 * BLOCK + 7), rows) + np.diag(penalty(len(rows)))
    assert_allclose(factored(table.copy()).inverse() @ table, np.eye(len(table)), atol=1e-9)
    rounded = factored(table.astype(np.float32)).inverse()
    assert rounded.dtype == np.float32
    assert_allclose(rounded @ table, np.eye(len(table)), atol=1e-3)


def test_substitution_says_what_the_inverse_says() -> None:
    table = each_with_each(rows := some_rows(3 * BLOCK + 7), rows) + np.diag(penalty(len(rows)))
    right = targets(len(rows))
    assert_allclose(factored(table.copy()).solve(right), np.linalg.solve(table, right), atol=1e-9)


def test_many_changes_of_a_table_in_32_bits_stay_near_what_a_new_fit_says() -> None:
    count, changes = EXACT + 50, 25
    rows, every = some_rows(count), np.arange(count)
    ridge = fitted(
        rows.only(every[:-changes]), targets(count)[:-changes], penalty(count)[:-changes], FEATURES
    )
    for at in every[-changes:]:
        one = slice(at, at + 1)
        ridge = ridge.with_rows(rows.only(every[one]), targets(count)[one], penalty(count)[one], FEATURES)
        ridge = ridge.without_rows(np.array([0]))
    kept = every[changes:]
    anew = fitted(rows.only(kept), targets(count)[kept], penalty(count)[kept], FEATURES)
    assert ridge.inverse.dtype == np.float32
    assert_allclose(ridge.duals, anew.duals, atol=1e-3)
    assert_allclose(ridge.without_each(), anew.without_each(), atol=1e-3)


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
    assert_allclose(grown.inverse, learnt(count).inverse, rtol=1e-4, atol=1e-6)
    assert_allclose(grown.duals, learnt(count).duals, rtol=1e-4, atol=1e-6)


def test_rows_forgotten_leave_no_trace() -> None:
    rows, count = some_rows(60), 60
    dropped, kept = np.array([3, 30, 59]), np.delete(np.arange(60), [3, 30, 59])
    never = fitted(rows.only(kept), targets(count)[kept], penalty(count)[kept], FEATURES)
    forgot = learnt(count).without_rows(dropped)
    assert_allclose(forgot.inverse, never.inverse, rtol=1e-4, atol=1e-6)
    assert_allclose(forgot.weights(FEATURES)[0], never.weights(FEATURES)[0], rtol=1e-4, atol=1e-6)


def test_a_row_with_a_high_penalty_is_hardly_followed() -> None:
    rows = some_rows(20)
    firm = fitted(rows, targets(20), np.full(20, 0.5), FEATURES)
    loose = fitted(rows, targets(20), np.array([50.0] + [0.5] * 19), FEATURES)
    assert abs(loose.duals[0]).sum() < abs(firm.duals[0]).sum() / 10
