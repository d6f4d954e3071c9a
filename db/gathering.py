"""Several deliveries that one thread has before it, committed together.

Each is handled in a block of its own; what it adds is kept back until all have been handled. Only then is
it known which of them may be acknowledged.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from db.errors import Outage
from db.rows import Rows
from db.writer import Part, Writer


class Gathering:
    """`outage`: the database is known to be gone, so whoever adds anything is told so at once."""

    def __init__(self, writer: Writer, here: threading.local, outage: Outage | None) -> None:
        self._writer = writer
        self._here = here
        self._outage = outage
        self._parts: list[Part] = []
        self._wakes: list[Callable[[], None]] = []

    @contextmanager
    def one(self) -> Iterator[None]:
        """Units of this thread that only add rows end here without being committed."""
        self._parts.append(Part([]))
        self._here.gathering = self
        try:
            yield
        finally:
            self._here.gathering = None

    def take(self, rows: Rows, after_commit: list[Callable[[], None]]) -> None:
        if self._outage is not None:
            raise Outage(str(self._outage), self._outage.retry_after, unsure=self._outage.unsure)
        self._parts[-1].rows += rows
        self._wakes += after_commit

    def commit(self) -> list[BaseException | None]:
        """For each `one`, in turn: what the database said of its rows. None: they are committed."""
        parts = [part for part in self._parts if part.rows]
        if parts:
            self._writer.write_parts(parts)
        if any(part.error is None for part in parts):
            for wake in dict.fromkeys(self._wakes):
                wake()
        return [part.error for part in self._parts]


def gathering_of(here: threading.local) -> Gathering | None:
    """The one whose block this thread is in."""
    found: Gathering | None = getattr(here, "gathering", None)
    return found
