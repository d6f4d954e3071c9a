"""Several deliveries of one thread, committed together; each is told what became of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from db.engine import Ledger, Taken
from db.errors import Outage
from db.inbox import record
from db.tables import inbox

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def keys(ledger: Ledger) -> list[str]:
    with ledger.read() as connection:
        return list(connection.execute(select(inbox.c.key).order_by(inbox.c.key)).scalars())


def add(ledger: Ledger, *names: str, wake: Callable[[], None] | None = None) -> None:
    with ledger.begin() as unit:
        if wake is not None:
            unit.after_commit.append(wake)
        for name in names:
            record(unit, name, "event", NOW)


def test_nothing_is_there_before_all_are_committed_together(ledger: Ledger) -> None:
    woken: list[list[str]] = []

    def wake() -> None:
        woken.append(keys(ledger))

    gathering = ledger.gather()
    for name in "ab":
        with gathering.one():
            add(ledger, name, wake=wake)
    assert keys(ledger) == []
    assert gathering.commit() == [None, None]
    assert keys(ledger) == ["a", "b"]
    assert woken == [["a", "b"]], "whoever waits is woken once, after the commit"


def test_outside_of_its_blocks_a_unit_is_committed_as_always(ledger: Ledger) -> None:
    gathering = ledger.gather()
    with gathering.one():
        add(ledger, "a")
    add(ledger, "b")
    assert keys(ledger) == ["b"]
    gathering.commit()


def test_one_that_cannot_be_kept_is_named_and_the_others_stay(ledger: Ledger) -> None:
    add(ledger, "b")
    gathering = ledger.gather()
    for name in "abc":
        with gathering.one():
            add(ledger, name)
    assert [type(error) for error in gathering.commit()] == [type(None), Taken, type(None)]
    assert keys(ledger) == ["a", "b", "c"]


def test_when_nothing_could_be_kept_nobody_is_woken(ledger: Ledger) -> None:
    add(ledger, "a")
    gathering = ledger.gather()
    with gathering.one():
        add(ledger, "a", wake=lambda: pytest.fail("there is nothing to say"))
    assert [type(error) for error in gathering.commit()] == [Taken]


def test_one_that_adds_nothing_has_nothing_to_fear(ledger: Ledger) -> None:
    gathering = ledger.gather()
    with gathering.one():
        pass
    with gathering.one():
        add(ledger, "a")
    assert gathering.commit() == [None, None]


def test_a_unit_that_looks_things_up_is_committed_at_its_own_end(ledger: Ledger) -> None:
    gathering = ledger.gather()
    with gathering.one(), ledger.begin() as unit:
        record(unit, "a", "event", NOW)
        assert unit.execute(select(func.count()).select_from(inbox)).scalar_one() == 1
    assert keys(ledger) == ["a"]
    assert gathering.commit() == [None]


def test_a_unit_that_breaks_leaves_nothing_and_spoils_no_other(ledger: Ledger) -> None:
    gathering = ledger.gather()

    def broken() -> None:
        with gathering.one(), ledger.begin() as unit:
            record(unit, "a", "event", NOW)
            raise RuntimeError("a mistake of ours")

    with pytest.raises(RuntimeError):
        broken()
    with gathering.one():
        add(ledger, "b")
    assert gathering.commit() == [None, None]
    assert keys(ledger) == ["b"]


def test_while_the_database_is_known_to_be_gone_each_is_told_at_once(ledger: Ledger) -> None:
    gathering = ledger.gather(Outage("The database does not answer right now.", unsure=True))
    for name in "ab":
        with gathering.one(), pytest.raises(Outage, match="does not answer") as told:
            add(ledger, name)
        assert told.value.unsure
    assert gathering.commit() == [None, None]
    assert keys(ledger) == []
