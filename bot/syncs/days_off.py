"""On which days a meeting cannot be: the holidays of the offices concerned, and what then becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from bot.company import Freeze
from bot.syncs.model import ClosedWhen, Series
from bot.syncs.series import Spot, next_spots, place_of
from bot.working_time import WorkingTime
from db.kinds import HolidayPolicy

_ONE_DAY: Final = timedelta(days=1)
# Offices that never work on the same day would otherwise be searched for ever.
_FARTHEST: Final = 366
_WEEKEND: Final = 5


class DaysOff:
    """Of several offices at once. Without any, Monday to Friday are worked and nothing is a holiday."""

    def __init__(self, calendars: Sequence[WorkingTime], closed_when: ClosedWhen = "either") -> None:
        self._offices = tuple(calendars)
        self._of_them: Callable[..., bool] = any if closed_when == "either" else all

    def why_closed(self, day: date) -> str | None:
        """The holiday or company day, with the office: "Easter Monday (London)"; None if they may meet.

        A weekend is no reason: whoever chose a Saturday meant it.
        """
        names = [office.holiday_name(day) for office in self._offices]
        if not names or not self._of_them(name is not None for name in names):
            return None
        offices: dict[str, list[str]] = {}
        for office, name in zip(self._offices, names, strict=True):
            if name is not None:
                offices.setdefault(name, []).append(_name_of(office))
        return ", ".join(f"{name} ({', '.join(places)})" for name, places in offices.items())

    def freezes_on(self, day: date) -> tuple[Freeze, ...]:
        """Of any of the offices, each once."""
        found = (freeze for office in self._offices for freeze in office.calendar.freezes_on(day))
        return tuple(dict.fromkeys(found))

    def is_open(self, day: date) -> bool:
        """Whether all of them work; if it takes both to be closed, whether any of them does."""
        if not self._offices:
            return day.weekday() < _WEEKEND
        return not self._of_them(not office.is_workday(day) for office in self._offices)

    def ahead(self, day: date, working_days: int) -> date:
        """So many working days before this one. The day itself if none are wanted."""
        found, left = day, working_days
        for _ in range(_FARTHEST):
            if left <= 0:
                return found
            found -= _ONE_DAY
            left -= self.is_open(found)
        return day - _ONE_DAY * working_days

    def next_open(self, day: date) -> date:
        """The next day after this one on which they work; the same day if there is none for a year."""
        days = (day + _ONE_DAY * count for count in range(1, _FARTHEST))
        return next((found for found in days if self.is_open(found)), day)


@dataclass(frozen=True)
class Preview:
    """One of the dates shown before a series is saved. Both texts are empty on an ordinary day.

    `note`: what is on that day; `becomes`: what then becomes of the meeting, for the middle of a sentence.
    """

    spot: Spot
    note: str = ""
    becomes: str = ""


def preview(
    series: Series, days_off: DaysOff, policy: HolidayPolicy, after: datetime, count: int = 5
) -> list[Preview]:
    """The next dates as the rule has them, with what holidays make of them."""
    return [_previewed(spot, days_off, policy) for spot in next_spots(series, after, count)]


def _previewed(spot: Spot, days_off: DaysOff, policy: HolidayPolicy) -> Preview:
    day = spot.original.date()
    closed = days_off.why_closed(day)
    frozen = " and ".join(freeze.name for freeze in days_off.freezes_on(day))
    if closed is None:
        return Preview(spot, frozen)
    return Preview(spot, f"{closed}, {frozen}" if frozen else closed, _becomes(day, days_off, policy))


def _becomes(day: date, days_off: DaysOff, policy: HolidayPolicy) -> str:
    if policy is HolidayPolicy.SKIP:
        return "left out"
    if policy is HolidayPolicy.KEEP:
        return "held all the same"
    if policy is HolidayPolicy.ASK:
        asked = days_off.ahead(day, 2)
        return f"the facilitator is asked on {asked:%A} {asked.day} {asked:%B}"
    moved = days_off.next_open(day)
    return f"moved to {moved:%A} {moved.day} {moved:%B}"


def _name_of(office: WorkingTime) -> str:
    """As people call it: the calendar "new-york" is New York."""
    words = office.calendar.id.replace("-", " ").replace("_", " ").split()
    return " ".join(word.capitalize() if word.islower() else word for word in words) or place_of(
        office.calendar.zone
    )
