"""Transactions and group commit, on both databases."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select, text, update
from sqlalchemy.exc import IntegrityError

from db.engine import Ledger, Taken, Unit
from db.errors import Outage
from db.inbox import keep, record
from db.rows import Rows
from db.tables import history, inbox
from db.writer import CLOSED, Part

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
ROOT = Path(__file__).parent.parent.parent
HOLD_THE_FILE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
"""


def keys(ledger: Ledger) -> list[str]:
    with ledger.read() as connection:
        return list(connection.execute(select(inbox.c.key).order_by(inbox.c.key)).scalars())


def write(ledger: Ledger, *names: str) -> None:
    with ledger.begin() as unit:
        for name in names:
            record(unit, name, "event", NOW)


@contextmanager
def held_by_another_process(ledger: Ledger) -> Iterator[None]:
    command = [sys.executable, "-c", HOLD_THE_FILE, ledger.url.removeprefix("sqlite:///")]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    try:
        yield
    finally:
        holder.communicate("\n", timeout=30)


@pytest.fixture
def sqlite_ledger(databases: Any, tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger(databases.fresh("sqlite", tmp_path))
    yield ledger
    ledger.close()


def test_rows_are_committed_when_the_block_ends(ledger: Ledger) -> None:
    write(ledger, "a", "b")
    assert keys(ledger) == ["a", "b"]


def test_a_unit_sees_what_it_added_and_others_do_not_before_its_end(ledger: Ledger) -> None:
    with ledger.begin() as unit:
        record(unit, "a", "event", NOW)
        assert unit.execute(select(func.count()).select_from(inbox)).scalar_one() == 1
        assert keys(ledger) == []
    assert keys(ledger) == ["a"]


@pytest.mark.parametrize("flushed", [True, False])
def test_an_exception_rolls_the_whole_unit_back_and_wakes_nobody(ledger: Ledger, flushed: bool) -> None:
    woken: list[str] = []

    def fail() -> None:
        with ledger.begin() as unit:
            unit.after_commit.append(lambda: woken.append("woken"))
            record(unit, "a", "event", NOW)
            if flushed:
                unit.flush()
            raise RuntimeError("a mistake of ours")

    with pytest.raises(RuntimeError):
        fail()
    assert keys(ledger) == []
    write(ledger, "b")
    assert keys(ledger) == ["b"]
    assert woken == []


def test_who_waits_for_the_commit_is_woken_after_it(ledger: Ledger) -> None:
    seen: list[list[str]] = []
    with ledger.begin() as unit:
        unit.after_commit.append(lambda: seen.append(keys(ledger)))
        record(unit, "a", "event", NOW)
    assert seen == [["a"]]


@pytest.mark.parametrize("flushed", [True, False])
def test_a_key_that_is_there_already_is_taken_and_nothing_of_the_unit_stays(
    ledger: Ledger, flushed: bool
) -> None:
    write(ledger, "a")

    def again() -> None:
        with ledger.begin() as unit:
            record(unit, "b", "event", NOW)
            record(unit, "a", "event", NOW)
            if flushed:
                unit.flush()

    with pytest.raises(Taken) as taken:
        again()
    assert taken.value.constraint == "pk_inbox"
    assert keys(ledger) == ["a"]


def test_a_row_that_points_nowhere_is_our_mistake_and_not_taken(ledger: Ledger) -> None:
    def orphan() -> None:
        with ledger.begin() as unit:
            unit.add(history, id="h1", request_id="none", at=NOW, change="filed", detail={})

    with pytest.raises(IntegrityError):
        orphan()


def test_a_neighbour_s_conflict_harms_nobody(ledger: Ledger) -> None:
    """Eight callers at a time, one of them with a key that is taken: they share their commits."""
    write(ledger, "taken")

    def one(number: int) -> str:
        try:
            write(ledger, f"new {number:03}", *(["taken"] if number % 8 == 0 else []))
        except Taken:
            return "taken"
        return "kept"

    with ThreadPoolExecutor(16) as pool:
        outcomes = list(pool.map(one, range(160)))
    assert outcomes == ["taken" if number % 8 == 0 else "kept" for number in range(160)]
    assert keys(ledger) == sorted(["taken", *(f"new {n:03}" for n in range(160) if n % 8)])


def test_readers_then_writers_take_turns_and_lose_no_update(ledger: Ledger) -> None:
    with ledger.begin() as unit:
        keep(unit, "a", "event", {}, reference="7f3a", now=NOW)

    def add_one(_: int) -> None:
        with ledger.begin() as unit:
            count = unit.execute(select(inbox.c.attempts).with_for_update()).scalar_one()
            unit.execute(update(inbox).values(attempts=count + 1))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add_one, range(80)))
    with ledger.read() as connection:
        assert connection.execute(select(inbox.c.attempts)).scalar_one() == 81


def test_a_look_changes_nothing_even_if_it_tries(ledger: Ledger) -> None:
    with ledger.begin() as unit:
        keep(unit, "a", "event", {}, reference="7f3a", now=NOW)
    with ledger.read() as connection:
        connection.execute(update(inbox).values(attempts=99))
    with ledger.read() as connection:
        assert connection.execute(select(inbox.c.attempts)).scalar_one() == 1


def test_a_database_that_another_process_holds_is_an_outage_and_works_again_after(
    sqlite_ledger: Ledger,
) -> None:
    with held_by_another_process(sqlite_ledger):
        with pytest.raises(Outage, match="The database does not answer right now"):
            write(sqlite_ledger, "a")
        with pytest.raises(Outage, match="The database does not answer right now"):
            execute(sqlite_ledger)
        assert keys(sqlite_ledger) == [], "looking is still possible"
    write(sqlite_ledger, "b")
    assert keys(sqlite_ledger) == ["b"]


def execute(ledger: Ledger) -> None:
    with ledger.begin() as unit:
        unit.execute(update(inbox).values(attempts=99))


def test_a_unit_inside_a_unit_is_told_so_instead_of_waiting_for_ever(sqlite_ledger: Ledger) -> None:
    def nested() -> None:
        with sqlite_ledger.begin() as unit:
            unit.flush().execute(select(1))
            execute(sqlite_ledger)

    with pytest.raises(Outage):
        nested()
    write(sqlite_ledger, "a")


def test_a_server_that_is_gone_is_an_outage(databases: Any) -> None:
    ledger = Ledger("postgresql+psycopg://nobody@127.0.0.1:1/none")
    for act in (lambda: write(ledger, "a"), lambda: execute(ledger), lambda: keys(ledger)):
        with pytest.raises(Outage, match="The database does not answer right now"):
            act()
    ledger.close()


def test_a_lost_connection_is_an_outage_once_and_the_next_unit_works(databases: Any, tmp_path: Path) -> None:
    ledger = Ledger(databases.fresh("postgresql", tmp_path))
    write(ledger, "a")

    def cut() -> None:
        with ledger.begin() as unit:
            unit.execute(select(func.pg_terminate_backend(func.pg_backend_pid())))

    with pytest.raises(Outage):
        cut()
    write(ledger, "b")
    assert keys(ledger) == ["a", "b"]
    ledger.close()


def test_a_process_that_stands_still_in_a_transaction_loses_its_locks_to_the_others(
    databases: Any, tmp_path: Path
) -> None:
    frozen, other = (Ledger(url) for url in [databases.fresh("postgresql", tmp_path)] * 2)
    with frozen.read() as connection:
        shown = connection.execute(text("SHOW idle_in_transaction_session_timeout")).scalar_one()
    assert shown == "1min"

    def stand_still() -> None:
        with frozen.begin() as unit:
            unit.execute(text("SET LOCAL idle_in_transaction_session_timeout = '50ms'"))
            unit.execute(update(inbox).values(kind="held"))
            with other.begin() as mine:
                mine.execute(update(inbox).values(kind="mine"))  # waits until the server has ended the other
            unit.execute(update(inbox).values(kind="late"))

    write(other, "E1")
    with pytest.raises(Outage):
        stand_still()
    write(frozen, "E2")
    with other.read() as connection:
        assert connection.execute(select(inbox.c.kind).where(inbox.c.key == "E1")).scalar_one() == "mine"
    assert keys(other) == ["E1", "E2"]
    frozen.close()
    other.close()


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="only Linux tells all of it")
def test_a_server_that_vanishes_without_a_word_is_noticed_within_half_a_minute(
    databases: Any, tmp_path: Path
) -> None:
    ledger = Ledger(databases.fresh("postgresql", tmp_path))
    with ledger.read() as connection:
        line = socket.socket(fileno=os.dup(connection.connection.dbapi_connection.fileno()))  # type: ignore[union-attr]
        with line:
            idle, interval, count = (
                line.getsockopt(socket.IPPROTO_TCP, option)
                for option in (socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL, socket.TCP_KEEPCNT)
            )
            assert line.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
            assert idle + interval * count <= 30
            assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) <= 30_000
    ledger.close()


def test_batches_that_meet_in_opposite_order_lose_none_of_their_rows(databases: Any, tmp_path: Path) -> None:
    """A deadlock inside PostgreSQL: the unit holds x and wants y, the batch holds y and wants x."""
    url = databases.fresh("postgresql", tmp_path)
    first, second = Ledger(url), Ledger(url)
    waiting_at_most(first, deadlock="60s")  # so that it is the batch which finds the deadlock and gives way
    waiting_at_most(second, deadlock="5s")  # by then the unit waits too, on the busiest machine
    batch = [Part(rows_for(name)) for name in ("y", "x", "z")]
    with first.begin() as unit:
        record(unit, "x", "event", NOW)
        unit.flush()
        other = threading.Thread(target=lambda: second._writer.write_parts(batch))
        other.start()
        while not waits_for_a_lock(first):
            pass
        record(unit, "y", "event", NOW)
        unit.flush()
    other.join(timeout=30)
    assert [type(part.error) for part in batch] == [Taken, Taken, type(None)]
    assert keys(first) == ["x", "y", "z"]
    first.close()
    second.close()


def waiting_at_most(ledger: Ledger, *, deadlock: str) -> None:
    @event.listens_for(ledger.engine, "connect")
    def set_patience(connection: Any, _: Any) -> None:
        connection.execute(f"SET deadlock_timeout = '{deadlock}'")
        connection.execute("SET lock_timeout = '60s'")
        connection.commit()


def waits_for_a_lock(ledger: Ledger) -> bool:
    waiting = (
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE wait_event_type = 'Lock' AND datname = current_database()"
    )
    with ledger.read() as connection:
        return bool(connection.execute(text(waiting)).scalar_one())


def rows_for(*names: str) -> Rows:
    unit = Unit(lambda: pytest.fail("no connection is needed to add rows"))
    for name in names:
        record(unit, name, "event", NOW)
    return unit.rows


def test_after_the_end_nothing_is_written_and_nobody_waits(ledger: Ledger) -> None:
    write(ledger, "a")
    ledger.close()
    with pytest.raises(Outage) as outage:
        write(ledger, "b")
    assert str(outage.value) == CLOSED


def test_a_moment_keeps_its_microseconds_and_its_zone_is_utc(ledger: Ledger) -> None:
    moment = datetime(2026, 3, 29, 3, 30, 15, 123457, tzinfo=timezone(timedelta(hours=2)))
    with ledger.begin() as unit:
        record(unit, "a", "event", moment)
    with ledger.read() as connection:
        kept = connection.execute(select(inbox.c.received_at)).scalar_one()
    assert kept == moment
    assert kept.utcoffset() == timedelta(0)


def test_a_moment_without_a_zone_is_refused(ledger: Ledger) -> None:
    with pytest.raises(Exception, match="A moment needs its time zone"):
        write_at(ledger, datetime(2026, 3, 10))  # noqa: DTZ001 - that is the point


def write_at(ledger: Ledger, moment: datetime) -> None:
    with ledger.begin() as unit:
        record(unit, "a", "event", moment)


def test_a_misspelt_column_is_refused_where_it_is_written() -> None:
    unit = Unit(lambda: pytest.fail("no connection is needed to add rows"))
    with pytest.raises(TypeError, match="inbox has no column knd"):
        unit.add(inbox, key="a", knd="event")
