"""Group commit: who waits for whom, who writes, and what each is told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from db.engine import Unit
from db.errors import Outage
from db.inbox import record
from db.rows import Rows
from db.writer import LARGEST_BATCH, Part, Writer

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
ENOUGH = 30.0  # seconds; only a broken writer needs them
FOR_EVER = 600.0


def rows_for(*names: str) -> Rows:
    unit = Unit(lambda: pytest.fail("no connection is needed to add rows"))
    for name in names:
        record(unit, name, "event", NOW)
    return unit.rows


class Paper:
    """Takes batches down by the keys of their rows; slowly, or not at all, if told so."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.begun, self.go_on = threading.Event(), threading.Event()
        self.error: Exception | None = None
        self.go_on.set()

    def write(self, rows: Rows) -> None:
        self.batches.append([row["key"] for _, row in rows])
        self.begun.set()
        assert self.go_on.wait(ENOUGH)
        if self.error is not None:
            raise self.error


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(LARGEST_BATCH + 20) as pool:
        yield pool


def until_waiting(writer: Writer, count: int) -> None:
    while len(writer._waiting) < count:
        pass


def test_whoever_is_alone_writes_at_once() -> None:
    paper = Paper()
    Writer(paper.write, FOR_EVER).write(rows_for("a"))
    assert paper.batches == [["a"]]


def test_those_who_have_begun_are_waited_for_and_written_together(pool: ThreadPoolExecutor) -> None:
    paper = Paper()
    writer = Writer(paper.write, FOR_EVER)
    for _ in range(3):
        writer.expect()
    jobs = []
    for number, name in enumerate("abc", 1):
        jobs.append(pool.submit(writer.write, rows_for(name), expected=True))
        if number < 3:
            until_waiting(writer, number)
    for job in jobs:
        job.result(ENOUGH)
    assert paper.batches == [["a", "b", "c"]]


def test_somebody_who_was_expected_and_adds_nothing_holds_up_nobody(pool: ThreadPoolExecutor) -> None:
    paper = Paper()
    writer = Writer(paper.write, FOR_EVER)
    writer.expect()
    job = pool.submit(writer.write, rows_for("a"))
    until_waiting(writer, 1)
    writer.expect_no_more()
    job.result(ENOUGH)
    assert paper.batches == [["a"]]


def test_the_patience_with_those_who_are_slow_ends() -> None:
    paper = Paper()
    writer = Writer(paper.write, 0.01)
    writer.expect()
    writer.write(rows_for("a"))
    assert paper.batches == [["a"]]


def queued(writer: Writer, paper: Paper, pool: ThreadPoolExecutor, count: int) -> list[Future[None]]:
    """One who writes, and so many who came meanwhile."""
    paper.go_on.clear()
    jobs = [pool.submit(writer.write, rows_for("first"))]
    assert paper.begun.wait(ENOUGH)
    jobs += [pool.submit(writer.write, rows_for(f"{number:03}")) for number in range(count)]
    until_waiting(writer, count)
    return jobs


def test_a_crowd_is_written_in_batches_and_nobody_is_forgotten(pool: ThreadPoolExecutor) -> None:
    paper = Paper()
    writer = Writer(paper.write, FOR_EVER)
    jobs = queued(writer, paper, pool, LARGEST_BATCH + 10)
    paper.go_on.set()
    for job in jobs:
        job.result(ENOUGH)
    assert [len(batch) for batch in paper.batches] == [1, LARGEST_BATCH, 10]
    assert len({key for batch in paper.batches for key in batch}) == LARGEST_BATCH + 11


def test_all_who_stood_in_the_queue_during_an_outage_are_told_by_one_attempt(
    pool: ThreadPoolExecutor,
) -> None:
    """Nobody waits out the patience of the others, one after the other: Slack waits three seconds in all."""
    paper = Paper()
    paper.error = Outage("The database does not answer right now.")
    jobs = queued(Writer(paper.write), paper, pool, 5)
    paper.go_on.set()
    told = [job.exception(ENOUGH) for job in jobs]
    assert [type(error) for error in told] == [Outage] * 6
    assert len({id(error) for error in told}) == 6, "each has an error of its own to raise"
    assert paper.batches == [["first"]]


def test_a_batch_that_meets_an_outage_is_not_tried_again_part_by_part() -> None:
    paper = Paper()
    paper.error = Outage("The database does not answer right now.")
    parts = [Part(rows_for(name)) for name in "abc"]
    Writer(paper.write).write_parts(parts)
    assert [type(part.error) for part in parts] == [Outage] * 3
    assert paper.batches == [["a", "b", "c"]]


def test_an_outage_in_the_middle_of_a_second_attempt_ends_it() -> None:
    tried: list[list[str]] = []

    def write(rows: Rows) -> None:
        tried.append([row["key"] for _, row in rows])
        raise Outage("gone") if tried[-1] == ["b"] else KeyError("not as it should be")

    parts = [Part(rows_for(name)) for name in "abc"]
    Writer(write).write_parts(parts)
    assert [type(part.error) for part in parts] == [KeyError, Outage, Outage]
    assert tried == [["a", "b", "c"], ["a"], ["b"]]


def test_what_was_handed_in_before_the_end_is_still_written(pool: ThreadPoolExecutor) -> None:
    paper = Paper()
    writer = Writer(paper.write)
    jobs = queued(writer, paper, pool, 2)
    closing = pool.submit(writer.close)
    paper.go_on.set()
    closing.result(ENOUGH)
    for job in jobs:
        job.result(ENOUGH)
    assert sorted(key for batch in paper.batches for key in batch) == ["000", "001", "first"]
