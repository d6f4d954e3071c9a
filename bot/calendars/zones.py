"""A time zone as calendar programs want it: VTIMEZONE with a yearly rule for each clock change.

The icalendar library writes every single change up to 2038 as a date, a form that some programs pass over, so
that all their summer meetings are an hour off. So the changes are read from the zone itself, and a rule is
looked for that gives exactly them (RFC 5545, 3.6.5). Where no rule does, as in Cairo, each change of the
coming years stands by itself.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

# After so many years weekdays and days of the month have met in all ways.
_CYCLE: Final = 28
# How far ahead single changes are written, where there is no rule.
_SINGLE_YEARS: Final = 12
_CODES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEK: Final = 7


class Change(NamedTuple):
    """One change of the clock."""

    wall: datetime  # naive, by the clock as it was before
    before: timedelta  # from UTC
    after: timedelta
    name: str  # what the time is called afterwards: "BST"

    @property
    def is_daylight(self) -> bool:
        return self.after > self.before


def timezone_of(zone: str, first_year: int) -> Timezone:
    """The clock of this IANA zone from the first day of this year on, for good or for twelve years."""
    written = Timezone()
    written.add("tzid", zone)
    for part in _parts(zone, first_year):
        written.add_component(part)
    return written


@lru_cache(maxsize=512)
def changes(zone: str, first_year: int, years: int = _CYCLE) -> tuple[Change, ...]:
    """All changes from the first day of this year on, for so many years."""
    place = ZoneInfo(zone)
    at, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(first_year + years, 1, 1, tzinfo=UTC)
    found: list[Change] = []
    while at < end:
        later = at + timedelta(days=1)
        if at.astimezone(place).utcoffset() != later.astimezone(place).utcoffset():
            found.append(_change(place, at, later))
        at = later
    return tuple(found)


def _change(place: ZoneInfo, before: datetime, after: datetime) -> Change:
    """The one change between two moments, to the second."""
    old = _offset(before, place)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if _offset(middle, place) == old:
            before = middle
        else:
            after = middle
    shown = after.astimezone(place)
    return Change((after + old).replace(tzinfo=None), old, _offset(after, place), shown.tzname() or "")


def _offset(at: datetime, place: ZoneInfo) -> timedelta:
    return at.astimezone(place).utcoffset() or timedelta()


def _parts(zone: str, first_year: int) -> list[TimezoneStandard | TimezoneDaylight]:
    """From a year earlier, so that the state of the first day is known from a change."""
    start = first_year - 1
    found = changes(zone, start)
    kinds: dict[tuple[int, timedelta, timedelta, str], list[Change]] = {}
    for change in found:
        kinds.setdefault((change.wall.month, change.before, change.after, change.name), []).append(change)
    rules = {kind: _rule(of_kind, start) for kind, of_kind in kinds.items()}
    if found and all(rules.values()):
        return [_part(of_kind[0], rules[kind]) for kind, of_kind in kinds.items()]
    near = (change for change in found if change.wall.year <= start + _SINGLE_YEARS)
    return [_initial(zone, start), *(_part(change, None) for change in near)]


def _rule(of_kind: Sequence[Change], first_year: int) -> str | None:
    """The yearly rule that gives exactly these changes, one in each year; None if there is none."""
    first = of_kind[0].wall
    same = {(each.wall.weekday(), each.wall.time()) for each in of_kind}
    if len(same) != 1 or [each.wall.year for each in of_kind] != [*range(first_year, first_year + _CYCLE)]:
        return None
    code = _CODES[first.weekday()]
    days = {each.wall.day for each in of_kind}
    from_end = {monthrange(each.wall.year, each.wall.month)[1] - each.wall.day for each in of_kind}
    if max(from_end) < _WEEK:
        return f"FREQ=YEARLY;BYMONTH={first.month};BYDAY=-1{code}"
    nth = {(day - 1) // _WEEK + 1 for day in days}
    if len(nth) == 1:
        return f"FREQ=YEARLY;BYMONTH={first.month};BYDAY={nth.pop()}{code}"
    if max(days) - min(days) < _WEEK:
        listed = ",".join(map(str, range(min(days), min(days) + _WEEK)))
        return f"FREQ=YEARLY;BYMONTH={first.month};BYMONTHDAY={listed};BYDAY={code}"
    return None


def _part(change: Change, rule: str | None) -> TimezoneStandard | TimezoneDaylight:
    part = TimezoneDaylight() if change.is_daylight else TimezoneStandard()
    part.add("dtstart", change.wall)
    part.add("tzoffsetfrom", change.before)
    part.add("tzoffsetto", change.after)
    part.add("tzname", change.name)
    if rule is not None:
        part.add("rrule", vRecur.from_ical(rule))
    return part


def _initial(zone: str, year: int) -> TimezoneStandard | TimezoneDaylight:
    """How the clock stands before the first change, or for good where it is never changed."""
    place = ZoneInfo(zone)
    first = datetime(year, 1, 1, tzinfo=place)
    offset = first.utcoffset() or timedelta()
    return _part(Change(first.replace(tzinfo=None), offset, offset, first.tzname() or ""), None)
