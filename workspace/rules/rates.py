"""How often an app may call: Slack's tiers, and about one message a second in each channel."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable

TIERS = {1: 1, 2: 20, 3: 50, 4: 100}  # calls a minute
POST_BURST = 3


class Rates:
    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._calls: dict[str, deque[float]] = {}
        self._posts: dict[str, tuple[float, float]] = {}

    def wait_for_call(self, method: str, tier: int) -> int:
        """Whole seconds to wait before this call would be taken; 0 takes it."""
        now, calls = self._clock(), self._calls.setdefault(method, deque())
        while calls and calls[0] <= now - 60:
            calls.popleft()
        if len(calls) >= TIERS[tier]:
            return max(1, math.ceil(calls[0] + 60 - now))
        calls.append(now)
        return 0

    def wait_for_post(self, channel: str) -> int:
        now = self._clock()
        left, since = self._posts.get(channel, (float(POST_BURST), now))
        left = min(float(POST_BURST), left + (now - since))
        if left < 1:
            self._posts[channel] = (left, now)
            return max(1, math.ceil(1 - left))
        self._posts[channel] = (left - 1, now)
        return 0
