"""How long a post to a place will have to wait, if all that is due there is posted first.

Slack takes about one message a second in a channel, a few at once after a pause. A notice that is made due
when its turn comes is taken up once; made due at once it would be taken up, put off and taken up again. This
is a forecast: who really may post is decided when it is posted.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

EVERY = 1.0  # seconds between two messages in one channel
BURST = 3
RESERVE = 0.25  # seconds later than need be: who comes too early is put off after all
MOST_KEPT = 2000  # places
AT_ONCE = timedelta(0)


class Crowding:
    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._spent_until: dict[str, float] = {}  # the moment at which the place's burst is whole again

    def wait(self, place: str) -> timedelta:
        """For one more post to this place, any word that always means the same place."""
        with self._lock:
            now = self._monotonic()
            if len(self._spent_until) >= MOST_KEPT:
                self._spent_until = {key: at for key, at in self._spent_until.items() if at > now}
            spent_until = max(self._spent_until.get(place, now), now)
            self._spent_until[place] = spent_until + EVERY
        seconds = spent_until - (BURST - 1) * EVERY - now
        return timedelta(seconds=seconds + RESERVE) if seconds > 0 else AT_ONCE
