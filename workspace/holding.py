"""Keeping deliveries back until there are enough of them, to let them go in the opposite order."""

from __future__ import annotations

import asyncio
import threading

PACE = 0.02


class Hold:
    """One group that waits: filled and released from any thread, waited for in the workspace's loop."""

    def __init__(self, size: int, at_most: float) -> None:
        self._size = size
        self._at_most = at_most
        self._lock = threading.Lock()
        self._inside: list[int] = []
        self._joined = 0
        self._released = False

    async def my_turn(self) -> int:
        """Join, wait, and return the place to hand to `leave` when the delivery has ended."""
        place = self._join()
        loop = asyncio.get_running_loop()
        until = loop.time() + self._at_most
        while not self._is_turn(place):
            await asyncio.sleep(PACE)
            if loop.time() >= until:
                self.release()
        return place

    def leave(self, place: int) -> None:
        with self._lock:
            self._inside.remove(place)

    def release(self) -> None:
        """Let go of those that are here, though more were expected."""
        with self._lock:
            self._released = True

    def _join(self) -> int:
        with self._lock:
            self._joined += 1
            self._inside.append(self._joined)
            self._released = self._released or self._joined >= self._size
            return self._joined

    def _is_turn(self, place: int) -> bool:
        with self._lock:
            return self._released and self._inside[-1] == place
