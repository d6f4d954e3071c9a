"""What is done again and again: which days, at what time by the clock on the wall, and when next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

from dateutil import rrule  # type: ignore[import-untyped]  # it ships no types

Unit = Literal["hour", "day", "week", "month", "year"]

_FREQUENCIES: Final = {
    "hour": rrule.HOURLY, "day": rrule.DAILY, "week": rrule.WEEKLY, "month": rrule.MONTHLY,
    "year": rrule.YEARLY,
}  # fmt: skip
_NAMES: Final = {
    "hour": "HOURLY", "day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY",
}  # fmt: skip
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CODES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_NTH: Final = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
_MINUTE: Final = timedelta(minutes=1)
_WORKWEEK: Final = (0, 1, 2, 3, 4)


@dataclass(frozen=True)
class Recurrence:
    """A rule on wall-clock time in `zone`. Weekdays count from Monday, 0; -1 is the month's last.

    With `nth`, the n-th of each weekday in the month; if `together`, the n-th day that is any of them ("last
    working day"). `at` is None if no time was said. `words` is `text[start:end]`.
    """

    every: Unit
    interval: int
    weekdays: tuple[int, ...]
    nth: tuple[int, ...]
    together: bool
    month_days: tuple[int, ...]
    month: int | None
    at: time | None
    zone: str
    words: str
    start: int
    end: int

    def upcoming(self, after: datetime, count: int) -> list[datetime]:
        """The next moments after this one, aware, in the zone; at midnight if no time was said.

        The clock on the wall shows the same all year. A time that a clock change skips becomes the first
        minute after the change; of one that comes twice the first is meant. An interval of more than one
        counts from the first moment after `after`. Fewer than `count` come back at the calendar's end.
        """
        if after.utcoffset() is None:
            raise ValueError(f"{after:%Y-%m-%d %H:%M} does not say in which time zone it is.")
        place = ZoneInfo(self.zone)
        local = after.astimezone(place).replace(tzinfo=None)
        found: list[datetime] = []
        first = self._rule(self._start(local), 1).after(local - timedelta(days=1))
        while first is not None and on_the_wall(first, place) <= after:
            first = self._rule(self._start(local), 1).after(first)
        if first is None:
            return found
        for wall in self._rule(first, self.interval):
            if len(found) >= count:
                break
            found.append(on_the_wall(wall, place))
        return found

    def rule(self) -> str:
        """As RFC 5545 writes it, without its start."""
        parts = [f"FREQ={_NAMES[self.every]}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        codes = [_CODES[day] for day in self.weekdays]
        if self.nth and not self.together:
            codes = [f"{nth}{code}" for nth in self.nth for code in codes]
        if codes:
            parts.append("BYDAY=" + ",".join(codes))
        if self.together:
            parts.append("BYSETPOS=" + ",".join(map(str, self.nth)))
        if self.month_days:
            parts.append("BYMONTHDAY=" + ",".join(map(str, self.month_days)))
        if self.month:
            parts.append(f"BYMONTH={self.month}")
        return ";".join(parts)

    def in_words(self) -> str:
        """One plain sentence that says it back."""
        clock = f" at {self.at:%H:%M}, {self.zone} time" if self.at else f" ({self.zone} time)"
        said = self._days_in_words()
        return said[:1].upper() + said[1:] + clock + "."

    def _start(self, local: datetime) -> datetime:
        if self.every == "hour":
            return local.replace(minute=0, second=0, microsecond=0) - timedelta(days=1)
        day = local.date() - timedelta(days=1)
        return datetime.combine(day, self.at or time())

    def _rule(self, start: datetime, interval: int) -> Any:
        days: list[Any] = [rrule.weekday(day) for day in self.weekdays]
        if self.nth and not self.together:
            days = [day(nth) for nth in self.nth for day in days]
        return rrule.rrule(
            _FREQUENCIES[self.every],
            dtstart=start,
            interval=interval,
            byweekday=days or None,
            bysetpos=self.nth if self.together else None,
            bymonthday=self.month_days or None,
            bymonth=self.month,
        )

    def _days_in_words(self) -> str:
        if self.every == "hour":
            return "every hour" if self.interval == 1 else f"every {self.interval} hours"
        if self.every == "day":
            return "every day" if self.interval == 1 else f"every {self.interval} days"
        if not self.weekdays:
            return f"on the {self._part_of_month('')}{self._each_month()}"
        days = (
            "weekday from Monday to Friday" if self.weekdays == _WORKWEEK else _listed(_DAYS, self.weekdays)
        )
        if self.every == "week":
            if self.interval == 1:
                return f"every {days}"
            return f"every {_count(self.interval)} week on {days}"
        return f"on the {self._part_of_month(days)}{self._each_month()}"

    def _part_of_month(self, days: str) -> str:
        if self.month_days:
            return _and([_ordinal(day) for day in self.month_days])
        which = _and([_NTH[nth] for nth in self.nth])
        return f"{which} {'working day' if self.together else days}"

    def _each_month(self) -> str:
        if self.every == "year":
            every = "every year" if self.interval == 1 else f"every {_count(self.interval)} year"
            return f" of {_MONTHS[(self.month or 1) - 1]} {every}"
        return " of every month" if self.interval == 1 else f" of every {_count(self.interval)} month"


def _count(number: int) -> str:
    return "second" if number == 2 else _ordinal(number)


def _ordinal(number: int) -> str:
    if number < 0:
        return "last day"
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _listed(names: tuple[str, ...], which: tuple[int, ...]) -> str:
    return _and([names[each] for each in which])


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def on_the_wall(wall: datetime, place: ZoneInfo) -> datetime:
    """The moment when the clock there shows this; if it never does, the first minute after the change."""
    moment = wall.replace(tzinfo=place).astimezone(UTC)
    shown = moment.astimezone(place)
    if shown.replace(tzinfo=None) == wall:
        return shown
    offset = shown.utcoffset()
    moment = moment.replace(second=0, microsecond=0)
    while (moment - _MINUTE).astimezone(place).utcoffset() == offset:
        moment -= _MINUTE
    return moment.astimezone(place)
