"""Leaves somebody alone who does not answer: after a few failures a pause, then one careful try."""

from __future__ import annotations

import threading
from collections.abc import Callable

FAILURES = 3  # in a row
FIRST_PAUSE = 30.0  # seconds; each failed try after a pause doubles it
LONGEST_PAUSE = 15 * 60.0
LONGEST_WISHED = 60 * 60.0  # seconds; the other side may ask for a longer pause, but not for ever


class Breaker:
    """Safe to share between threads. `monotonic` gives seconds that never go back."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._failures = 0
        self._next_pause = FIRST_PAUSE
        self._closed_until: float | None = None
        self._trying = False

    def is_open(self) -> bool:
        """Whether somebody may go through; takes nobody's turn."""
        with self._lock:
            return self._may_pass()

    def enter(self) -> bool:
        """Takes a turn, to be ended by `succeeded` or `failed`. After a pause only one is given out."""
        with self._lock:
            if not self._may_pass():
                return False
            self._trying = self._closed_until is not None
            return True

    def succeeded(self) -> None:
        with self._lock:
            self._failures = 0
            self._next_pause = FIRST_PAUSE
            self._closed_until = None
            self._trying = False

    def failed(self, *, wished: float = 0.0, at_once: bool = False) -> float:
        """Seconds of the pause that begins now; 0 when there is none yet.

        `wished` is the pause that the other side asked for. `at_once`: a further try cannot help soon.
        """
        with self._lock:
            self._failures += 1
            was_trying, self._trying = self._trying, False
            if not (at_once or wished or was_trying or self._failures >= FAILURES):
                return 0.0
            pause = max(self._next_pause, min(wished, LONGEST_WISHED))
            self._next_pause = min(self._next_pause * 2, LONGEST_PAUSE)
            self._closed_until = self._monotonic() + pause
            return pause

    def _may_pass(self) -> bool:
        if self._closed_until is None:
            return True
        return not self._trying and self._monotonic() >= self._closed_until
