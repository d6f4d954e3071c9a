"""What wakes us up: the only file that knows APScheduler.

Real time only wakes. What is due is decided by `toolkit.now()` and by rows, so a tick that comes late,
twice, or on two machines does no harm.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta
from functools import partial

from apscheduler.schedulers.background import BackgroundScheduler

from scheduler.references import new_reference

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Tick:
    name: str
    every: timedelta
    run: Callable[[], None]
    waits: bool = False  # it may take long, for somebody else's answer or by itself: no start waits for it


class Clock:
    def __init__(self, ticks: Sequence[Tick]) -> None:
        self._ticks = tuple(ticks)
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def start(self) -> None:
        for tick in self._ticks:
            self._scheduler.add_job(
                partial(self.run, tick), "interval", seconds=tick.every.total_seconds(), id=tick.name
            )
        self._scheduler.start()

    def stop(self) -> None:
        """Lets a job that is running finish its transaction."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)

    def run_all(self) -> None:
        """Everything once, now and in order: at the start, and after the local workspace's clock jumped."""
        for tick in self._ticks:
            if not tick.waits:
                self.run(tick)

    def run(self, tick: Tick) -> None:
        try:
            tick.run()
        except Exception:  # a job that fails must not stop the clock; its next tick finds the same rows
            log.exception("The job %s failed, reference %s", tick.name, new_reference())
