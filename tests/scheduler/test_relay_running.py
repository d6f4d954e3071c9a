"""The relay as it runs: in threads, on its own, over databases that lock and processes that die."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.requests.posting import Said
from bot.toolkit import Toolkit
from db.engine import Ledger
from db.errors import Outage
from db.kinds import NoticeKind, NoticeState
from db.outbox import Notice, claim, enqueue
from db.tables import outbox
from scheduler.relay import Relay
from tests.conftest import SettableClock

ENOUGH = 20.0  # seconds; only a broken relay needs them


def write(toolkit: Toolkit, lane: str) -> str:
    with toolkit.ledger.begin() as unit:
        return enqueue(unit, NoticeKind.HOME_CHANGED, lane=lane, now=toolkit.now())


def state_of(toolkit: Toolkit, notice_id: str) -> str:
    with toolkit.ledger.read() as connection:
        return str(connection.execute(select(outbox.c.state).where(outbox.c.id == notice_id)).scalar_one())


class Heard:
    """Counts what was said, and lets a test wait for it."""

    def __init__(self) -> None:
        self.notices: list[Notice] = []
        self._changed = threading.Condition()

    def note(self, notice: Notice) -> None:
        with self._changed:
            self.notices.append(notice)
            self._changed.notify_all()

    def wait_for(self, count: int) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.notices) >= count, ENOUGH), self.notices


@contextmanager
def running(toolkit: Toolkit, deliver: Callable[[Notice], Said], *, threads: int = 8) -> Iterator[Relay]:
    relay = Relay(toolkit, deliver, worker="test", threads=threads)
    relay.start()
    try:
        yield relay
    finally:
        relay.stop(ENOUGH)


def test_a_channel_that_is_slow_does_not_hold_up_the_others(toolkit: Toolkit) -> None:
    said, hurry = Heard(), threading.Event()

    def deliver(notice: Notice) -> Said:
        if notice.lane == "slow":
            assert hurry.wait(ENOUGH)
        said.note(notice)
        return Said()

    write(toolkit, "slow")
    for number in range(12):
        write(toolkit, f"quick {number}")
    with running(toolkit, deliver, threads=2):
        said.wait_for(12)
        assert all(notice.lane != "slow" for notice in said.notices)
        hurry.set()
        said.wait_for(13)


def test_lanes_keep_their_order_over_many_hands(toolkit: Toolkit) -> None:
    said = Heard()

    def deliver(notice: Notice) -> Said:
        said.note(notice)
        return Said()

    written = {lane: [write(toolkit, lane) for _ in range(10)] for lane in ("a", "b", "c")}
    with running(toolkit, deliver):
        said.wait_for(30)
    for lane, ids in written.items():
        assert [notice.id for notice in said.notices if notice.lane == lane] == ids


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_two_relays_on_one_database_say_each_notice_once(toolkit: Toolkit) -> None:
    said = Heard()

    def deliver(notice: Notice) -> Said:
        said.note(notice)
        return Said()

    written = [write(toolkit, f"lane {number % 7}") for number in range(60)]
    with running(toolkit, deliver, threads=4), running(toolkit, deliver, threads=4):
        said.wait_for(60)
    assert sorted(notice.id for notice in said.notices) == sorted(written)
    assert {state_of(toolkit, notice_id) for notice_id in written} == {NoticeState.POSTED}


def test_all_hands_are_there_before_the_first_notice_and_after_a_second_start(toolkit: Toolkit) -> None:
    others = set(threading.enumerate())

    def hands() -> int:
        fresh = set(threading.enumerate()) - others
        return len([thread for thread in fresh if thread.name.startswith("courier")])

    with running(toolkit, lambda _: Said(), threads=3) as relay:
        assert hands() == 3
        relay.stop(ENOUGH)
        relay.stop(ENOUGH)
        others = set(threading.enumerate())
        relay.start()
        assert hands() == 3


def test_a_relay_that_nobody_wakes_finds_what_is_due(toolkit: Toolkit) -> None:
    said = Heard()

    def deliver(notice: Notice) -> Said:
        said.note(notice)
        return Said()

    with running(toolkit, deliver):
        write(toolkit, "lane")
        said.wait_for(1)


def test_stopping_waits_for_what_is_on_its_way_and_claims_nothing_more(toolkit: Toolkit) -> None:
    begun, hurry = threading.Event(), threading.Event()

    def deliver(notice: Notice) -> Said:
        begun.set()
        assert hurry.wait(ENOUGH)
        return Said()

    first, second = write(toolkit, "lane"), write(toolkit, "lane")
    relay = Relay(toolkit, deliver, worker="test")
    relay.start()
    assert begun.wait(ENOUGH)
    stopping = threading.Thread(target=relay.stop, args=(ENOUGH,))
    stopping.start()
    hurry.set()
    stopping.join(ENOUGH)
    assert state_of(toolkit, first) == NoticeState.POSTED
    assert state_of(toolkit, second) == NoticeState.DUE


def test_a_settlement_that_the_database_does_not_take_is_tried_until_it_does(toolkit: Toolkit) -> None:
    """The database goes away while the notice is being said, and comes back."""
    said, ledger = Heard(), Flaky(toolkit.ledger)
    flaky = Toolkit(**{**toolkit.__dict__, "ledger": ledger})

    def deliver(notice: Notice) -> Said:
        said.note(notice)
        ledger.failures = 3
        return Said()

    notice_id = write(toolkit, "lane")
    relay = Relay(flaky, deliver, worker="test")
    assert relay.drain_once() == 1
    assert ledger.failures == 0
    assert len(said.notices) == 1
    assert state_of(toolkit, notice_id) == NoticeState.POSTED


def test_a_database_that_is_gone_for_a_while_does_not_end_the_relay(toolkit: Toolkit) -> None:
    said, ledger = Heard(), Flaky(toolkit.ledger)
    flaky = Toolkit(**{**toolkit.__dict__, "ledger": ledger})

    def deliver(notice: Notice) -> Said:
        said.note(notice)
        return Said()

    with running(flaky, deliver) as relay:
        ledger.failures = 2
        write(toolkit, "lane")
        relay.wake()
        said.wait_for(1)
    assert ledger.failures == 0


class Flaky:
    """A database that does not answer for a number of transactions."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.failures = 0
        self.is_sqlite = False
        self.filed = 0

    def begin(self) -> object:
        if self.failures:
            self.failures -= 1
            raise Outage("The database does not answer right now.")
        return self._ledger.begin()

    def read(self) -> object:
        return self._ledger.read()


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_locked_database_file_delays_the_settlement_and_doubles_nothing(
    toolkit: Toolkit, tmp_path: Path
) -> None:
    said, locked = Heard(), threading.Event()
    other = sqlite3.connect(tmp_path / "liaison.db", isolation_level=None, check_same_thread=False)

    def deliver(notice: Notice) -> Said:
        if not said.notices:
            other.execute("BEGIN IMMEDIATE")
            locked.set()
        said.note(notice)
        return Said()

    notice_id = write(toolkit, "lane")
    with running(toolkit, deliver) as relay:
        relay.wake()
        assert locked.wait(ENOUGH)
        with pytest.raises(Outage):
            write(toolkit, "another")
        other.execute("ROLLBACK")
        other.close()
        settled = threading.Event()
        while not settled.wait(0.02):
            if state_of(toolkit, notice_id) == NoticeState.POSTED:
                settled.set()
    assert len(said.notices) == 1


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_a_killed_process_was_saying_is_looked_up_at_once_by_the_next(
    toolkit: Toolkit, clock: SettableClock
) -> None:
    """On SQLite there is one process, so its claims need not wait for their leases to end."""
    said = Heard()

    def deliver(notice: Notice) -> Said:
        said.note(notice)
        return Said()

    write(toolkit, "lane")
    with toolkit.ledger.begin() as unit:
        claim(unit, worker="killed", now=clock.now, limit=5)
    with running(toolkit, deliver):
        said.wait_for(1)
    assert [notice.unsure for notice in said.notices] == [True]


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_the_claims_of_another_living_process_are_left_alone(toolkit: Toolkit, clock: SettableClock) -> None:
    write(toolkit, "lane")
    with toolkit.ledger.begin() as unit:
        claim(unit, worker="another", now=clock.now, limit=5)
    relay = Relay(toolkit, lambda _: Said(), worker="test")
    relay.start()
    relay.stop(ENOUGH)
    assert relay.drain_once() == 0
    clock.advance(minutes=2)
    assert relay.drain_once() == 1
