"""When a recurring meeting takes place: a rule on wall-clock time, and the moments that follow from it.

The rule counts in naive local time and never sees a zone: "every Tuesday at 10:00" is 10:00 by the wall all
year. Only then does a wall time become a moment. One that a clock change skips becomes the first minute after
the change; of one that comes twice the first is meant. So each day that the rule names gives exactly one
meeting, known for good by its wall time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from dateutil import rrule  # type: ignore[import-untyped]  # it ships no types

from bot.intake.dates.recurrence import Recurrence, Unit, on_the_wall
from bot.syncs.model import Series
from db.errors import Unclear

# Nobody plans further; a rule that never falls on any day would otherwise be searched to the year 9999.
FARTHEST: Final = timedelta(days=366 * 50)
# No clock change is longer: Samoa and Tokelau once left out a whole day.
_LONGEST_CHANGE: Final = timedelta(days=2)
_MOST_BETWEEN: Final = 52

_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CODES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NTH: Final = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "last but one"}
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_WORKWEEK: Final = (0, 1, 2, 3, 4)
_UNITS: Final = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}


class Spot(NamedTuple):
    """One time at which the series takes place."""

    original: datetime  # naive, by the wall, as the rule has it; it may be a time that a clock change skips
    starts_at: datetime  # aware, UTC


def moment(naive: datetime, zone: str) -> datetime:
    """When the clock on the wall of this zone shows this; UTC.

    A time that a clock change skips: the first minute after the change. One that comes twice: the first.
    """
    return on_the_wall(naive.replace(fold=0), ZoneInfo(zone)).astimezone(UTC)


def between(series: Series, first: datetime, last: datetime) -> Iterator[Spot]:
    """All that begin at or after `first` and before `last` (both aware), the earliest first."""
    zone = series.zone_info
    from_wall = first.astimezone(zone).replace(tzinfo=None) - _LONGEST_CHANGE
    to_wall = last.astimezone(zone).replace(tzinfo=None) + _LONGEST_CHANGE
    for wall in originals(series, to_wall):
        if wall < from_wall:
            continue
        spot = Spot(wall, moment(wall, series.zone))
        if spot.starts_at >= last:
            return
        if spot.starts_at >= first:
            yield spot


def next_spots(series: Series, after: datetime, count: int) -> list[Spot]:
    """The next ones that begin after this moment (aware); fewer at the series' end."""
    first = max(after, moment(series.starts, series.zone) - timedelta(days=1))
    ahead = between(series, first, first + FARTHEST)
    return list(islice((spot for spot in ahead if spot.starts_at > after), count))


def originals(series: Series, last: datetime) -> Iterator[datetime]:
    """The wall times of the rule up to and with `last` (naive), and no later than the series' last day."""
    if series.until is not None:
        last = min(last, datetime.combine(series.until, time.max))
    yield from _rule(series, min(last, series.starts + FARTHEST))


def is_of(series: Series, original: datetime) -> bool:
    """Whether the rule has this wall time."""
    walls = originals(series, original)
    return any(wall == original for wall in walls)


def snapped(series: Series) -> Series:
    """The same with `starts` on the first day that fits the rule, from which the rule then counts.

    "Every other Tuesday", written on a Wednesday, begins on the very next Tuesday. Raises Unclear if there is
    no such day at all, or only after the last day of the series.
    """
    starts = series.starts.replace(second=0, microsecond=0, fold=0)
    every = _rule(replace(series, starts=starts, rule=_every_one(series.rule)), starts + FARTHEST)
    first = next(iter(every), None)
    if first is None:
        raise Unclear("This rhythm never falls on any day. Choose other days, or leave the month out.")
    if series.until is not None and first.date() > series.until:
        raise Unclear(
            f"The first meeting would be on {_day(first.date())}, after the last day, {_day(series.until)}. "
            "Choose a later last day, or none."
        )
    return replace(series, starts=first)


def rule_of(
    *,
    weekdays: Sequence[int] = (),
    interval: int = 1,
    nth: Sequence[int] = (),
    month_days: Sequence[int] = (),
    monthly: bool = False,
    together: bool = False,
) -> str:
    """The rule of what was chosen in a form; Monday is 0, -1 is the month's last.

    Weekdays alone are weekly, and none at all is every day; with `nth`, `month_days` or `monthly` it is
    monthly, and `together` means the n-th day that is any of the weekdays. Raises Unclear.
    """
    if not 1 <= interval <= _MOST_BETWEEN:
        raise Unclear(f"How often? Choose every one, every other one, or a number up to {_MOST_BETWEEN}.")
    if any(day in (29, 30, 31) for day in month_days):
        raise Unclear(
            f"Not every month has a {_ordinal(max(month_days))}. "
            'Choose a day up to the 28th, or "last day of the month".'
        )
    if any(not (1 <= day <= 28 or day == -1) for day in month_days) or any(n not in _NTH for n in nth):
        raise Unclear("That day is in no month. Choose a day from 1 to 28, or the last one.")
    in_month = bool(monthly or nth or month_days)
    if in_month and bool(month_days) == bool(weekdays and nth):
        raise Unclear(
            "Which day of the month? Choose first, second, third, fourth or last and a weekday, "
            "or a day's number, not both."
        )
    unit: Unit = "month" if in_month else "week" if weekdays else "day"
    days = () if month_days else tuple(sorted(set(weekdays)))
    counted = tuple(dict.fromkeys(nth))
    numbers = tuple(sorted(set(month_days), key=lambda day: (day < 0, day)))
    made = Recurrence(unit, interval, days, counted, together, numbers, None, None, "UTC", "", 0, 0)
    return made.rule()


def in_words(series: Series) -> str:
    """As people say it, for the middle of a sentence: "every other Tuesday at 10:00 (London)"."""
    parts = parts_of(series.rule)
    until = f", until {_day(series.until)}" if series.until else ""
    return f"{_rhythm(parts, series.starts)} at {series.starts:%H:%M} ({place_of(series.zone)}){until}"


def place_of(zone: str) -> str:
    """The city in a zone's name: "Europe/London" is London."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def parts_of(rule: str) -> dict[str, str]:
    """The parts of an RFC 5545 rule by their names, in capitals."""
    pairs = (part.split("=", 1) for part in rule.upper().split(";") if "=" in part)
    return {name.strip(): value.strip() for name, value in pairs}


def _rule(series: Series, last: datetime) -> Any:
    """Naive throughout: with a zone, dateutil refuses an end and counts times that no clock shows."""
    return rrule.rrulestr(f"{series.rule};UNTIL={last:%Y%m%dT%H%M%S}", dtstart=series.starts)


def _every_one(rule: str) -> str:
    """The rule without its interval: every day that would do."""
    return ";".join(part for part in rule.split(";") if not part.upper().startswith("INTERVAL="))


def _rhythm(parts: dict[str, str], starts: datetime) -> str:
    unit = _UNITS[parts["FREQ"]]
    interval = int(parts.get("INTERVAL", "1"))
    codes = [code for code in parts.get("BYDAY", "").split(",") if code]
    weekdays = tuple(_CODES.index(code[-2:]) for code in codes)
    if unit == "day" and not codes:
        return _each(interval, "day")
    if unit in ("day", "week"):
        return _weekly(interval, weekdays or (starts.weekday(),))
    months = _each(interval, "month")
    if unit == "year":
        month = _MONTHS[int(parts.get("BYMONTH", str(starts.month)).split(",")[0]) - 1]
        months = month if interval == 1 else f"{month}, {_each(interval, 'year')}"
    return f"on the {_in_month(parts, codes, starts)} of {months}"


def _weekly(interval: int, weekdays: tuple[int, ...]) -> str:
    if tuple(sorted(weekdays)) == _WORKWEEK:
        days = "weekday from Monday to Friday"
    else:
        days = _and([_DAYS[day] for day in sorted(weekdays)])
    if interval <= 2:
        return f"every {'other ' if interval == 2 else ''}{days}"
    return f"every {_ordinal(interval)} week on {days}"


def _in_month(parts: dict[str, str], codes: list[str], starts: datetime) -> str:
    """Which days of a month: "first and third Monday", "15th", "last day", "last working day"."""
    if parts.get("BYMONTHDAY"):
        return _and([_ordinal(int(day)) for day in parts["BYMONTHDAY"].split(",")])
    if parts.get("BYSETPOS"):
        which = _and([_NTH.get(int(n), _ordinal(int(n))) for n in parts["BYSETPOS"].split(",")])
        days = sorted(_CODES.index(code[-2:]) for code in codes)
        kind = "working day" if tuple(days) == _WORKWEEK else " or ".join(_DAYS[day] for day in days)
        return f"{which} {kind}"
    named: dict[str, list[str]] = {}
    for code in codes:
        nth = int(code[:-2] or "0")
        named.setdefault(_DAYS[_CODES.index(code[-2:])], []).append(_NTH.get(nth, _ordinal(nth)))
    return _and([f"{_and(nths)} {day}" for day, nths in named.items()]) or _ordinal(starts.day)


def _each(interval: int, unit: str) -> str:
    if interval == 1:
        return f"every {unit}" if unit != "month" else "the month"
    return f"every {'other' if interval == 2 else _ordinal(interval)} {unit}"


def _ordinal(number: int) -> str:
    if number < 0:
        return "last day" if number == -1 else f"{_ordinal(-number)} last day"
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
