"""On which days a rule of RFC 5545 falls (3.3.10), within bounds whatever the rule says.

The library that our own rhythms are counted with goes on to the year 9999 when a rule never falls on any day,
such as each 30 February. A stranger's rule is therefore tried day by day, up to the end that is asked for and
no further: a day more costs the same, whatever the rule.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

FREQUENCIES: Final = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
PARTS: Final = frozenset({"FREQ", "INTERVAL", "WKST", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"})
_CODES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ONE_DAY: Final = timedelta(days=1)
_WEEK: Final = 7


@dataclass(frozen=True)
class Rule:
    """`weekdays`: (which one of the period or 0 for each, Monday is 0)."""

    frequency: str
    interval: int
    week_start: int
    weekdays: tuple[tuple[int, int], ...]
    month_days: tuple[int, ...]
    months: tuple[int, ...]
    positions: tuple[int, ...]


def rule_from(parts: Mapping[str, Sequence[Any]], starts: date) -> Rule:
    """With what a rule leaves to its start. Raises ValueError for what is no rule, or goes by the hour."""
    frequency = str(_one(parts, "FREQ", "")).upper()
    interval = int(_one(parts, "INTERVAL", 1))
    if frequency not in FREQUENCIES or not set(parts) <= PARTS or interval < 1:
        raise ValueError(frequency)
    weekdays = tuple(_weekday(str(code)) for code in parts.get("BYDAY", ()))
    month_days = tuple(int(day) for day in parts.get("BYMONTHDAY", ()))
    months = tuple(int(month) for month in parts.get("BYMONTH", ()))
    if not weekdays and not month_days:
        if frequency == "WEEKLY":
            weekdays = ((0, starts.weekday()),)
        elif frequency in ("MONTHLY", "YEARLY"):
            month_days = (starts.day,)
            if frequency == "YEARLY":
                months = months or (starts.month,)
    return Rule(
        frequency,
        interval,
        _CODES.index(str(_one(parts, "WKST", "MO")).upper()),
        weekdays,
        month_days,
        months,
        tuple(int(position) for position in parts.get("BYSETPOS", ())),
    )


def days_of(rule: Rule, starts: date, first: date, last: date) -> Iterator[date]:
    """In order, from `first` or `starts`, whichever is later, up to and with `last`."""
    begin, after = _PERIODS[rule.frequency]
    period = begin(starts, rule)
    skipped = max(0, _between(rule.frequency, period, begin(first, rule)) // rule.interval - 1)
    period = after(period, skipped * rule.interval)
    low = max(starts, first)
    while period <= last:
        for day in _of_period(rule, period, after(period, 1)):
            if low <= day <= last:
                yield day
        try:
            period = after(period, rule.interval)
        except (OverflowError, ValueError):  # beyond the year 9999
            return


def _of_period(rule: Rule, period: date, end: date) -> list[date]:
    days = (period + number * _ONE_DAY for number in range((end - period).days))
    found = [day for day in days if _fits(rule, day)]
    if not rule.positions:
        return found
    chosen = {position - (position > 0) for position in rule.positions}
    return sorted({found[place] for place in chosen if -len(found) <= place < len(found)})


def _fits(rule: Rule, day: date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    if rule.month_days:
        length = monthrange(day.year, day.month)[1]
        if day.day not in rule.month_days and day.day - length - 1 not in rule.month_days:
            return False
    return not rule.weekdays or any(_is_the(rule, nth, weekday, day) for nth, weekday in rule.weekdays)


def _is_the(rule: Rule, nth: int, weekday: int, day: date) -> bool:
    """The n-th Monday: of the month, or of the year where a yearly rule names no month."""
    if day.weekday() != weekday:
        return False
    if nth == 0 or rule.frequency in ("DAILY", "WEEKLY"):
        return True
    if rule.frequency == "MONTHLY" or rule.months:
        before, after = day.day - 1, monthrange(day.year, day.month)[1] - day.day
    else:
        before, after = (day - date(day.year, 1, 1)).days, (date(day.year, 12, 31) - day).days
    return nth in (before // _WEEK + 1, -(after // _WEEK) - 1)


def _month_after(period: date, count: int) -> date:
    months = period.year * 12 + period.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def _between(frequency: str, period: date, later: date) -> int:
    """How many periods lie between the beginnings of two."""
    if frequency == "MONTHLY":
        return (later.year - period.year) * 12 + later.month - period.month
    if frequency == "YEARLY":
        return later.year - period.year
    return (later - period).days // (_WEEK if frequency == "WEEKLY" else 1)


_PERIODS: Final[Mapping[str, tuple[Callable[[date, Rule], date], Callable[[date, int], date]]]] = {
    "DAILY": (lambda day, _: day, lambda day, count: day + count * _ONE_DAY),
    "WEEKLY": (
        lambda day, rule: day - (day.weekday() - rule.week_start) % _WEEK * _ONE_DAY,
        lambda day, count: day + count * _WEEK * _ONE_DAY,
    ),
    "MONTHLY": (lambda day, _: day.replace(day=1), _month_after),
    "YEARLY": (lambda day, _: day.replace(month=1, day=1), lambda day, count: _month_after(day, 12 * count)),
}


def _weekday(code: str) -> tuple[int, int]:
    return int(code[:-2] or 0), _CODES.index(code[-2:].upper())


def _one(parts: Mapping[str, Sequence[Any]], name: str, otherwise: Any) -> Any:
    values = parts.get(name) or [otherwise]
    return values[0] if isinstance(values, list | tuple) else values
