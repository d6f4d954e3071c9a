"""Waits that stand still in between: when a promise ends if the asker has the word for a while. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.company.times import Wait
from bot.promises import due_after
from bot.working_time import WorkingTime


@dataclass(frozen=True)
class Pause:
    """From `start` up to, and not including, `end`; UTC."""

    start: datetime
    end: datetime


Pauses = Sequence[Pause]  # in their order, none overlapping another


@dataclass(frozen=True)
class Measure:
    """How time passes: on a calendar, or by the clock, day and night."""

    working: WorkingTime | None

    def add(self, moment: datetime, amount: timedelta) -> datetime:
        return self.working.add(moment, amount) if self.working else moment.astimezone(UTC) + amount

    def between(self, earlier: datetime, later: datetime) -> timedelta:
        """Never negative."""
        passed = self.working.between(earlier, later) if self.working else later - earlier
        return max(timedelta(0), passed)

    def resume(self, moment: datetime) -> datetime:
        return self.working.next_start(moment) if self.working else moment.astimezone(UTC)


BY_THE_CLOCK: Final = Measure(None)


def measure_of(wait: Wait, working: WorkingTime) -> Measure:
    return Measure(working if wait.in_working_time else None)


def ends_at(wait: Wait, working: WorkingTime, start: datetime, pauses: Pauses = ()) -> datetime:
    """When this wait from `start` is over, for people with these hours. UTC."""
    return stretched(measure_of(wait, working), start, due_after(working, wait, start), pauses)


def stretched(measure: Measure, start: datetime, end: datetime, pauses: Pauses) -> datetime:
    """The end of what would last from `start` to `end`, were it not for the pauses. Never earlier than `end`,
    and never in the middle of a pause."""
    left, at = measure.between(start, end), start
    for pause in pauses:
        if pause.end <= at:
            continue
        begins = max(pause.start, at)
        if measure.add(at, left) <= begins:
            break
        left -= measure.between(at, begins)
        at = pause.end
    ended = max(end.astimezone(UTC), measure.add(at, left))
    for pause in pauses:
        if pause.start <= ended < pause.end:
            ended = measure.resume(pause.end)
    return ended


def passed(measure: Measure, start: datetime, end: datetime, pauses: Pauses) -> timedelta:
    """What counts of the time from `start` to `end`."""
    return max(timedelta(0), measure.between(start, end) - paused(measure, start, end, pauses))


def paused(measure: Measure, start: datetime, end: datetime, pauses: Pauses) -> timedelta:
    """What does not count of it."""
    inside = ((max(start, one.start), min(end, one.end)) for one in pauses)
    return sum((measure.between(first, last) for first, last in inside if first < last), timedelta(0))
