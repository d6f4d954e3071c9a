"""Pieces of time that the company speaks of: stretches of a day, how much something hurries, how long
somebody may wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Final, Literal

Level = Literal["low", "normal", "high", "outage"]  # how much a request hurries
LEVELS: Final[tuple[Level, ...]] = ("outage", "high", "normal", "low")
WaitUnit = Literal["minutes", "hours", "working hours", "working days", "morning"]


@dataclass(frozen=True)
class Span:
    """One stretch of time inside a day, by the wall clock of its calendar or rota."""

    start: time
    end: time


@dataclass(frozen=True)
class Wait:
    """`minutes` and `hours` pass by the clock, day and night; the others on the calendar of whoever is waited
    for. `morning` is the start of the next working day and counts nothing, so its `amount` is 1."""

    amount: int
    unit: WaitUnit

    @property
    def in_working_time(self) -> bool:
        return self.unit not in ("minutes", "hours")


AT_ONCE: Final = Wait(0, "minutes")
NEXT_MORNING: Final = Wait(1, "morning")
