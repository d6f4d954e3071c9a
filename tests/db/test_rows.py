"""Rows that the database does not take: what is said of them, and what is not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from db.engine import Ledger, Taken
from db.tables import history, inbox

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
WORDS = "the form has lost Ada's letters"


def test_an_error_does_not_say_what_stood_in_the_rows(ledger: Ledger) -> None:
    def orphan() -> None:
        with ledger.begin() as unit:
            unit.add(history, id="h1", request_id="none", at=NOW, change="filed", detail={"why": WORDS})
            unit.flush()

    with pytest.raises(IntegrityError) as refused:
        orphan()
    assert "Ada" not in str(refused.value)


@pytest.mark.parametrize("count", [1, 2, 3, 5, 7, 70])
def test_as_many_rows_arrive_as_were_added_whatever_their_number(ledger: Ledger, count: int) -> None:
    names = [f"key {number:03}" for number in range(count)]
    with ledger.begin() as unit:
        for name in names:
            unit.add(inbox, key=name, kind="event", received_at=NOW, state="done")
    with ledger.read() as connection:
        found = connection.execute(inbox.select().order_by(inbox.c.key)).mappings().all()
    assert [row["key"] for row in found] == names
    assert {row["received_at"] for row in found} == {NOW}


def test_a_unit_that_first_reads_and_then_adds_adds_in_the_same_transaction(ledger: Ledger) -> None:
    with ledger.begin() as unit:
        assert unit.execute(inbox.select()).all() == []
        unit.add(inbox, key="a", kind="event", received_at=NOW, state="done")
        assert [row.key for row in unit.execute(inbox.select())] == ["a"]

    def twice() -> None:
        with ledger.begin() as unit:
            unit.execute(inbox.select())
            unit.add(inbox, key="b", kind="event", received_at=NOW, state="done")
            unit.add(inbox, key="a", kind="event", received_at=NOW, state="done")

    with pytest.raises(Taken):
        twice()
    with ledger.read() as connection:
        assert [row.key for row in connection.execute(inbox.select())] == ["a"]
