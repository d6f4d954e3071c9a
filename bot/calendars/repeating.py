"""When one entry of somebody else's calendar takes place: once, or by its rule.

As everywhere here a rule counts on the wall (docs/decisions/0018).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from bot.calendars.rule_days import days_of, rule_from
from bot.syncs.series import moment

_ENDS: Final = ("COUNT", "UNTIL")
_OLDEST: Final = timedelta(days=366 * 10)
_ONE_DAY: Final = timedelta(days=1)
_SLACK: Final = timedelta(days=2)  # no clock change is longer
_NEEDED: Final = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")

Event = Any  # of icalendar, whose properties may each be of thirty types


class Unreadable(Exception):
    """Of one entry: how its sentence goes on after its name. Stays in this package."""


class Repeated(NamedTuple):
    starts_at: datetime
    ends_at: datetime
    original: str  # by the wall, as its rule has it; "" where there is no rule


class _Times(NamedTuple):
    """How an entry says when it is."""

    starts: datetime  # naive, by the wall
    zone: str
    whole_days: bool
    days: timedelta  # of its length by the wall
    more: timedelta  # and what comes on top by the clock

    def at(self, wall: datetime) -> tuple[datetime, datetime]:
        start = moment(wall, self.zone)
        end = moment(wall + self.days, self.zone) if self.days else start
        return start, end + self.more


def repeated(
    event: Event, changed: Sequence[Event], zone: str, first: datetime, last: datetime
) -> Iterator[Repeated]:
    """All that may touch the time from `first` to `last`, without those of `changed` (its instances that
    stand in entries of their own). Raises Unreadable."""
    _whole(event)
    if "RRULE" not in event and "RDATE" not in event:
        start, end = _once(event, zone)
        original = _stamp(event["RECURRENCE-ID"].dt) if "RECURRENCE-ID" in event else ""
        yield Repeated(start, end, original)
        return
    times = _times(event, zone)
    gone = {_moment(each.dt, times) for each in _listed(event, "EXDATE")}
    for each in changed:
        _whole(each)
        if str(each["RECURRENCE-ID"].params.get("RANGE", "")).upper() == "THISANDFUTURE":
            raise Unreadable("was changed from one date on, which I cannot follow")
        gone.add(_moment(each["RECURRENCE-ID"].dt, times))
    for wall in _walls(event, times, first, last):
        start, end = times.at(wall)
        if start not in gone and end > first:
            yield Repeated(start, end, f"{wall:%Y%m%dT%H%M}")


def _whole(event: Event) -> None:
    broken = [name for name, _ in event.errors if name in _NEEDED]
    doubled = [name for name in _NEEDED[:4] if isinstance(event.get(name), list)]
    if broken or doubled:
        raise Unreadable(f"has a {(broken + doubled)[0]} that I cannot read")
    if "DTSTART" not in event:
        raise Unreadable("does not say when it begins")


def _once(event: Event, zone: str) -> tuple[datetime, datetime]:
    """A single entry may be in any zone that its file defines: only moments count."""
    starts = event["DTSTART"].dt
    start = _absolute(event["DTSTART"], zone)
    if "DTEND" in event:
        return start, _absolute(event["DTEND"], zone)
    length = event["DURATION"].dt if "DURATION" in event else None
    if isinstance(starts, datetime):
        if length is None:
            raise Unreadable("does not say when it ends")
        return start, start + length
    end = starts + (length or _ONE_DAY)
    return start, moment(datetime.combine(end, time()), zone)


def _absolute(stated: Any, zone: str) -> datetime:
    at = stated.dt
    if not isinstance(at, datetime):
        return moment(datetime.combine(at, time()), zone)
    if at.tzinfo is None:
        return moment(at, _zone_of(stated, zone))
    if isinstance(at.tzinfo, ZoneInfo) and at.tzinfo.key:
        return moment(at.replace(tzinfo=None), at.tzinfo.key)
    return at.astimezone(UTC)


def _zone_of(stated: Any, zone: str) -> str:
    """Of a time that the library gave no zone: none was said, or one that nobody knows."""
    said = str(stated.params.get("TZID", ""))[:60]
    if said:
        raise Unreadable(f'is in the time zone "{said}", which I do not know')
    return zone


def _times(event: Event, zone: str) -> _Times:
    stated = event["DTSTART"]
    starts = stated.dt
    if not isinstance(starts, datetime):
        end = event["DTEND"].dt if "DTEND" in event else starts + _length(event, _ONE_DAY)
        wall = datetime.combine(starts, time())
        return _Times(wall, zone, True, datetime.combine(end, time()) - wall, timedelta())
    key = _key(starts.tzinfo, stated, zone)
    wall = _naive(starts)
    if "DTEND" not in event:
        length = _length(event, None)
        days = timedelta(days=length.days) if not length % _ONE_DAY else timedelta()
        return _Times(wall, key, False, days, length - days)
    end = event["DTEND"].dt
    if isinstance(end, datetime) and end.tzinfo == starts.tzinfo:
        return _Times(wall, key, False, _naive(end) - wall, timedelta())
    exact = _absolute(event["DTEND"], zone) - moment(wall, key)
    return _Times(wall, key, False, timedelta(), exact)


def _key(of: tzinfo | None, stated: Any, zone: str) -> str:
    if of is None:
        return _zone_of(stated, zone)
    if isinstance(of, ZoneInfo) and of.key:
        return of.key
    if of is UTC:
        return "UTC"
    said = str(stated.params.get("TZID", ""))[:60]
    raise Unreadable(f'repeats in the time zone "{said}", which I do not know')


def _length(event: Event, otherwise: timedelta | None) -> timedelta:
    if "DURATION" in event:
        length: timedelta = event["DURATION"].dt
        return length
    if otherwise is None:
        raise Unreadable("does not say when it ends")
    return otherwise


def _walls(event: Event, times: _Times, first: datetime, last: datetime) -> Iterator[datetime]:
    """The wall times of rule and single dates, those that may still last at `first` included."""
    zone = ZoneInfo(times.zone)
    begin, end = _naive(first.astimezone(zone)), _naive(last.astimezone(zone))
    yield times.starts  # also where the rule would not have it: so programs show it
    if "RRULE" in event:
        length = times.days + times.more
        yield from _by_rule(event["RRULE"], times, begin - length - _SLACK, end + _SLACK)
    for each in _listed(event, "RDATE"):
        if isinstance(each.dt, tuple):
            raise Unreadable("has single dates of another length, which I cannot follow")
        yield _naive(_moment(each.dt, times).astimezone(zone))


def _by_rule(stated: Any, times: _Times, begin: datetime, end: datetime) -> Iterator[datetime]:
    """All but the start itself. What is counted has to be counted from there."""
    parts = {key: value for key, value in stated.items() if key not in _ENDS}
    count, until = stated.get("COUNT"), stated.get("UNTIL")
    try:
        rule = rule_from(parts, times.starts.date())
    except (ValueError, TypeError) as error:
        raise Unreadable("repeats in a way that no rota does") from error
    if count and times.starts < begin - _OLDEST:
        raise Unreadable("has been counted for more than ten years; let it begin anew")
    from_day = times.starts if count else begin
    days = days_of(rule, times.starts.date(), from_day.date(), end.date())
    walls = (datetime.combine(day, times.starts.time()) for day in days if day != times.starts.date())
    for wall in islice(walls, max(0, int(count[0]) - 1)) if count else walls:
        if until and _is_past(wall, until[0], times):
            return
        yield wall


def _is_past(wall: datetime, until: date | datetime, times: _Times) -> bool:
    if not isinstance(until, datetime):
        return wall.date() > until
    if until.tzinfo is None:
        return wall > until
    return moment(wall, times.zone) > until


def _listed(event: Event, name: str) -> list[Any]:
    lists = event.get(name, [])
    return [each for one in (lists if isinstance(lists, list) else [lists]) for each in one.dts]


def _moment(at: date | datetime, times: _Times) -> datetime:
    """By the wall of the entry where it says no zone; a date alone is at its time of day."""
    if not isinstance(at, datetime):
        return moment(datetime.combine(at, times.starts.time()), times.zone)
    if at.tzinfo is None:
        return moment(at, times.zone)
    if isinstance(at.tzinfo, ZoneInfo) and at.tzinfo.key:
        return moment(at.replace(tzinfo=None), at.tzinfo.key)
    return at.astimezone(UTC)


def _stamp(at: date | datetime) -> str:
    return f"{at:%Y%m%dT%H%M}" if isinstance(at, datetime) else f"{at:%Y%m%d}"


def _naive(at: datetime) -> datetime:
    return at.replace(tzinfo=None, fold=0)
