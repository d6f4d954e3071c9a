"""How well words are noticed in labelled messages; what is measured stands in tests/bench/noticing.py."""

from __future__ import annotations

import pytest

from tests.bench.noticing import FILES, Judged, judged, rows_of, terms


@pytest.mark.parametrize("name", FILES)
def test_the_goals_are_met(name: str) -> None:
    figures = judged(rows_of(name), terms())
    assert figures.precision >= 0.95
    assert figures.recall >= 0.92
    assert figures.traps >= 0.90


def test_there_are_enough_cases_of_either_kind() -> None:
    rows = rows_of("jargon.csv")
    assert len(rows) >= 160
    assert min(sum(row.is_trap for row in rows), sum(not row.is_trap for row in rows)) >= 50
    assert len({row.text for row in rows}) == len(rows)


def test_the_measures_count_what_they_say() -> None:
    figures = Judged(right=6, wrong=2, missed=4, traps_held=1, traps_all=4, hard=())
    assert (figures.precision, figures.recall, figures.traps) == (0.75, 0.6, 0.25)
