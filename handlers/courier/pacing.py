"""Slack takes about one message a second in a channel, a few at once after a pause.

Whoever has to wait is given a place in the channel's row and told when it comes, so that a hundred
waiting notices do not all knock again each second.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from db.crowding import BURST, EVERY

SLACK_IN_TIME = 0.05  # who comes this much too early is let through
MOST_KEPT = 2000


class Pacing:
    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._spent_until: dict[str, float] = {}  # the moment at which the channel's burst is whole again
        self._paused_until: dict[str, float] = {}
        self._places: dict[str, float] = {}  # notice id -> the moment it was told

    def wait(self, channel_id: str, notice_id: str) -> float:
        """Seconds until this notice may be posted there; 0 means now, and the place is used up."""
        with self._lock:
            now = self._monotonic()
            self._forget(now)
            place = self._places.pop(notice_id, None)
            if place is None or place < self._paused_until.get(channel_id, 0.0):
                place = self._next_place(channel_id, now)
            if place <= now + SLACK_IN_TIME:
                return 0.0
            self._places[notice_id] = place
            return place - now

    def pause(self, channel_id: str, seconds: float, notice_id: str) -> None:
        """Slack said so to this notice, which comes first afterwards; the others follow without a burst."""
        with self._lock:
            until = self._monotonic() + seconds
            self._paused_until[channel_id] = until
            self._places[notice_id] = until
            spent_until = self._spent_until.get(channel_id, until)
            self._spent_until[channel_id] = max(spent_until, until + BURST * EVERY)

    def _next_place(self, channel_id: str, now: float) -> float:
        spent_until = max(self._spent_until.get(channel_id, now), now)
        self._spent_until[channel_id] = spent_until + EVERY
        return max(now, spent_until - (BURST - 1) * EVERY)

    def _forget(self, now: float) -> None:
        """Only now and then; a place that nobody came for is as good as used."""
        if len(self._places) + len(self._spent_until) < MOST_KEPT:
            return
        self._places = {key: at for key, at in self._places.items() if at > now - 60}
        self._spent_until = {key: at for key, at in self._spent_until.items() if at > now}
        self._paused_until = {key: at for key, at in self._paused_until.items() if at > now}
