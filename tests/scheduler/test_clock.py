from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from db.errors import Outage
from scheduler.clock import Clock, Tick

ENOUGH = 20.0  # seconds; only a broken clock needs them
SOON = timedelta(milliseconds=20)


def test_the_clock_wakes_each_job_again_and_again() -> None:
    runs = threading.Semaphore(0)
    clock = Clock([Tick("one", SOON, lambda: runs.release())])
    clock.start()
    try:
        for _ in range(3):
            assert runs.acquire(timeout=ENOUGH)
    finally:
        clock.stop()


def test_a_job_that_fails_is_logged_and_stops_neither_itself_nor_the_others(
    caplog: pytest.LogCaptureFixture,
) -> None:
    failed, fine = threading.Semaphore(0), threading.Semaphore(0)

    def fail() -> None:
        failed.release()
        raise Outage("The database does not answer right now.")

    clock = Clock([Tick("bad", SOON, fail), Tick("good", SOON, lambda: fine.release())])
    clock.start()
    try:
        for _ in range(2):
            assert failed.acquire(timeout=ENOUGH)
            assert fine.acquire(timeout=ENOUGH)
    finally:
        clock.stop()
    record = next(record for record in caplog.records if "bad" in record.getMessage())
    assert record.exc_info is not None
    assert "reference" in record.getMessage()


def test_a_job_that_takes_long_is_not_started_a_second_time_meanwhile() -> None:
    begun, hurry, other = threading.Semaphore(0), threading.Event(), threading.Semaphore(0)

    def slow() -> None:
        begun.release()
        assert hurry.wait(ENOUGH)

    clock = Clock([Tick("slow", SOON, slow), Tick("other", SOON, lambda: other.release())])
    clock.start()
    try:
        assert begun.acquire(timeout=ENOUGH)
        for _ in range(10):
            assert other.acquire(timeout=ENOUGH)
        assert not begun.acquire(blocking=False)
        hurry.set()
        assert begun.acquire(timeout=ENOUGH)
    finally:
        hurry.set()
        clock.stop()


def test_everything_can_be_run_once_and_in_order_whatever_fails() -> None:
    ran: list[str] = []

    def fail() -> None:
        ran.append("first")
        raise ValueError("no")

    hour = timedelta(hours=1)
    Clock([Tick("first", hour, fail), Tick("second", hour, lambda: ran.append("second"))]).run_all()
    assert ran == ["first", "second"]


def test_a_clock_that_was_never_started_can_be_stopped() -> None:
    Clock([]).stop()
