"""Group commit: the rows of many callers in one transaction, written by one of them for all.

One transaction a caller makes callers wait for each other's commits, for seconds when many come at once.
Whoever is ready waits a moment for those who have begun and are not ready yet; the last one to come writes
the rows of all. Nothing is handed to a thread of its own and back: that costs more than the writing.

A batch that fails is done again part by part, so that nobody is refused for a neighbour's mistake;
when the database does not answer, all are told.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence

from db.errors import Outage
from db.rows import Rows

LARGEST_BATCH = 128  # callers
GATHER = 0.005  # seconds
CLOSED = "Liaison is stopping and writes nothing more."


class Part:
    """Rows that belong together, and what the database said of them."""

    __slots__ = ("error", "rows")

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.error: BaseException | None = None


class Job:
    """What one caller waits for."""

    __slots__ = ("called", "done", "parts")

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts
        self.done = False
        self.called = threading.Lock()  # free once all is written, or is to be written by this caller
        self.called.acquire()

    def end(self) -> None:
        self.done = True
        self.called.release()


class Writer:
    def __init__(self, write: Callable[[Rows], None], patience: float = GATHER) -> None:
        """`patience`: seconds that the first who is ready waits for the others."""
        self._write = write
        self._patience = patience
        self._change = threading.Condition(threading.Lock())
        self._waiting: deque[Job] = deque()
        self._expected = 0  # callers who have begun and are not ready yet
        self._busy = False  # somebody writes
        self._closed = False
        self.taken = 0  # how many parts came so far

    def expect(self) -> None:
        """Somebody has begun to add rows; `write(…, expected=True)` or `expect_no_more` follows."""
        with self._change:
            self._expected += 1

    def expect_no_more(self) -> None:
        """Whoever was expected adds nothing to this batch."""
        with self._change:
            self._expected -= 1
            self._call_next()

    def write(self, rows: Rows, *, expected: bool = False) -> None:
        """Returns when the rows are committed; raises what the database said of these rows."""
        part = Part(rows)
        self.write_parts([part], expected=expected)
        if part.error is not None:
            raise part.error

    def write_parts(self, parts: Sequence[Part], *, expected: bool = False) -> None:
        """Returns when each part is committed, or has its error."""
        job = Job(parts)
        with self._change:
            self._expected -= expected
            if self._closed:
                _fail(parts, Outage(CLOSED))
                job.done = True
            else:
                self.taken += len(parts)
                self._waiting.append(job)
            is_first = len(self._waiting) == 1
            self._call_next()
        if not job.done and self._is_to_write(job, is_first):
            self._write_batch()

    def close(self) -> None:
        """What was handed in before is still written."""
        with self._change:
            self._closed = True
            self._change.wait_for(lambda: not self._busy and not self._waiting)

    def _call_next(self, *, at_once: bool = False) -> None:
        """One of those who wait is to write for all of them, if nobody else is still to come."""
        if self._waiting and not self._busy and (at_once or self._expected <= 0):
            self._busy = True
            self._waiting[min(len(self._waiting), LARGEST_BATCH) - 1].called.release()

    def _is_to_write(self, job: Job, is_first: bool) -> bool:
        """Waits until the rows are written or this caller is to write; the first one's patience ends."""
        if not is_first:
            job.called.acquire()
        else:
            while not job.called.acquire(timeout=self._patience):
                with self._change:
                    if not self._busy and not job.done:
                        self._busy = True
                        return True
        return not job.done

    def _write_batch(self) -> None:
        with self._change:
            batch = self._next_batch(LARGEST_BATCH)
        try:
            self._commit(batch)
        finally:
            with self._change:
                self._busy = False
                self._call_next(at_once=len(batch) == LARGEST_BATCH)
                self._change.notify_all()

    def _next_batch(self, most: int) -> list[Job]:
        return [self._waiting.popleft() for _ in range(min(most, len(self._waiting)))]

    def _commit(self, batch: list[Job]) -> None:
        parts = [part for job in batch for part in job.parts]
        outage = self._write_all(parts)
        if outage is not None:
            with self._change:
                late = self._next_batch(len(self._waiting))
            _fail([part for job in late for part in job.parts], outage)
            batch += late
        for job in batch:
            job.end()

    def _write_all(self, parts: list[Part]) -> Outage | None:
        """Together, else one by one. Gives the outage that all of the rest were told of.

        Nobody waits through the same outage again, one after the other: Slack waits three seconds.
        """
        error = self._tried(parts)
        if error is None:
            return None
        if len(parts) == 1 or isinstance(error, Outage):
            _fail(parts, error)
            return error if isinstance(error, Outage) else None
        for number, part in enumerate(parts):
            part.error = self._tried([part])
            if isinstance(part.error, Outage):
                _fail(parts[number:], part.error)
                return part.error
        return None

    def _tried(self, parts: list[Part]) -> BaseException | None:
        try:
            self._write([row for part in parts for row in part.rows])
        except BaseException as error:  # noqa: BLE001 - handed to the caller whose rows these are
            return error
        return None


def _fail(parts: Sequence[Part], error: BaseException) -> None:
    """An outage is raised in many threads: each has its own."""
    for part in parts:
        if isinstance(error, Outage):
            part.error = Outage(str(error), error.retry_after, unsure=error.unsure)
        else:
            part.error = error
