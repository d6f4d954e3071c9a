"""Group commit: one thread that writes the rows of many callers in one transaction.

One transaction a caller makes callers wait for each other's commits, for seconds when many come at once.
A batch that fails is done again one caller at a time, so that nobody is refused for a neighbour's mistake;
when the database does not answer, all are told.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future

from db.errors import Outage
from db.rows import Rows

LARGEST_BATCH = 128
CLOSED = "Liaison is stopping and writes nothing more."

_Job = tuple[Rows, "Future[None]"]


class Writer:
    def __init__(self, write: Callable[[Rows], None]) -> None:
        self._write = write
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._door = threading.Lock()
        self._closed = False
        self.taken = 0  # how many callers came so far

    def write(self, rows: Rows) -> None:
        """Returns when the rows are committed; raises what the database said of these rows."""
        done: Future[None] = Future()
        with self._door:
            if self._closed:
                raise Outage(CLOSED)
            self._start()
            self.taken += 1
            self._jobs.put((rows, done))
        done.result()

    def close(self) -> None:
        """What was handed in before is still written."""
        with self._door:
            self._closed = True
            self._jobs.put(None)
        if self._thread is not None:
            self._thread.join()

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while (batch := self._next_batch()) is not None:
            self._commit(batch)

    def _next_batch(self) -> list[_Job] | None:
        first = self._jobs.get()
        if first is None:
            return None
        return [first, *self._waiting(LARGEST_BATCH - 1)]

    def _waiting(self, most: int | None = None) -> list[_Job]:
        found: list[_Job] = []
        with contextlib.suppress(queue.Empty):
            while most is None or len(found) < most:
                job = self._jobs.get_nowait()
                if job is None:
                    self._jobs.put(None)  # finish these, then stop
                    break
                found.append(job)
        return found

    def _give_up(self, jobs: list[_Job], outage: Outage) -> None:
        """Nobody waits through the same outage again, one after the other: Slack waits three seconds."""
        for _, done in jobs:
            done.set_exception(Outage(str(outage), outage.retry_after, unsure=outage.unsure))

    def _commit(self, batch: list[_Job]) -> None:
        pending = [batch]
        while pending:
            jobs = pending.pop(0)
            try:
                self._write([row for rows, _ in jobs for row in rows])
            except Outage as outage:
                self._give_up([*jobs, *(job for one in pending for job in one), *self._waiting()], outage)
                return
            except BaseException as error:  # noqa: BLE001 - handed to the caller whose rows these are
                if len(jobs) == 1:
                    jobs[0][1].set_exception(error)
                else:
                    pending = [[job] for job in jobs]
            else:
                for _, done in jobs:
                    done.set_result(None)
