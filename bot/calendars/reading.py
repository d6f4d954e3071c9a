"""Somebody else's calendar file to a series with its exceptions, or one sentence that says why not.

A file is a stranger's: it is bounded before it is parsed and once more before it is expanded, and of what it
holds only times, a name and a link to join are taken over; alarms, attachments, guests and descriptions are
not even looked at.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any, Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, vRecur
from icalendar.error import GloballyUniqueTZIDGuessed

from bot.calendars.rules import checked_rule
from bot.syncs.model import Series
from bot.syncs.series import is_of, moment, next_spots, originals
from db.errors import Unclear

MOST_BYTES: Final = 500_000
MOST_EVENTS: Final = 500
MOST_EXCEPTIONS: Final = 500
MOST_COUNTED: Final = 2_000
SHORTEST, LONGEST = 5, 8 * 60  # minutes
DEFAULT_MINUTES: Final = 30
LONGEST_NAME: Final = 80
_LONGEST_LINK: Final = 1_000
# A start farther away is a slip, and an end of time for rules.
_FARTHEST: Final = timedelta(days=366 * 30)
_NEEDED: Final = ("DTSTART", "RRULE", "DTEND", "DURATION", "EXDATE", "RECURRENCE-ID")
_LINK: Final = re.compile(r"https://[^\s<>|\"]+")
_LINKED_IN: Final = (
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "CONFERENCE",
    "URL",
    "LOCATION",
)
_MINUTE: Final = timedelta(minutes=1)
TOO_MANY: Final = f'"{{name}}" has more than {MOST_EXCEPTIONS} exceptions. Export it from today on.'

Event = Any  # of icalendar, whose properties may each be of thirty types


@dataclass(frozen=True)
class Moved:
    """One meeting at another time than its rule says, or with another name or length."""

    original: datetime  # naive, by the wall of the series
    starts: datetime  # naive, by the wall of `zone`
    zone: str
    minutes: int
    name: str | None = None  # None: that of the series


@dataclass(frozen=True)
class Imported:
    name: str
    series: Series
    cancelled: tuple[datetime, ...] = ()  # original times that are not held; past ones are left out
    moved: tuple[Moved, ...] = ()
    join_link: str | None = None


def read_series(data: bytes, *, now: datetime) -> Imported:
    """The one series of this file. Raises Unclear with what is wrong and what to do."""
    try:
        return _read(data, now)
    except OverflowError as error:
        raise Unclear("A date in this file is beyond any calendar. Mend it and export it again.") from error


def _read(data: bytes, now: datetime) -> Imported:
    events = _events(data)
    master = _master(events)
    name = _name(master)
    if str(master.get("STATUS", "")).upper() == "CANCELLED":
        raise Unclear(f'"{name}" is cancelled as a whole. Export a series that still takes place.')
    series = _series(master, name, now)
    uid = str(master.get("UID", ""))
    instances = [each for each in events if "RECURRENCE-ID" in each and str(each.get("UID", "")) == uid]
    cancelled, moved = _exceptions(master, instances, series, name)
    imported = Imported(name, series, tuple(sorted(cancelled)), tuple(moved), _join_link(master))
    return _ahead(imported, now)


def _exceptions(
    master: Event, instances: list[Event], series: Series, name: str
) -> tuple[set[datetime], list[Moved]]:
    cancelled = set(_left_out(master, series, name))
    changed = {_original(each, series, name): each for each in instances}
    if len(cancelled) + len(changed) > MOST_EXCEPTIONS:
        raise Unclear(TOO_MANY.format(name=name))
    of_the_rule = set(originals(series, max(changed, default=series.starts)))
    for original in sorted(changed.keys() - of_the_rule):
        raise Unclear(
            f'"{name}" has a changed meeting on {original:%d %B %Y} that its rule does not have. '
            "Export the series once more."
        )
    gone = {o for o, each in changed.items() if str(each.get("STATUS", "")).upper() == "CANCELLED"}
    moved = [_moved(each, o, name) for o, each in sorted(changed.items()) if o not in gone]
    return cancelled | gone, moved


def _events(data: bytes) -> list[Event]:
    if len(data) > MOST_BYTES:
        raise Unclear(
            f"The file is larger than {MOST_BYTES // 1000} kB. "
            "Export only the one series, not the whole calendar."
        )
    try:
        with warnings.catch_warnings():
            # A zone with a vendor's name before it: what is meant is checked below like any other.
            warnings.simplefilter("ignore", GloballyUniqueTZIDGuessed)
            calendar = Calendar.from_ical(data)
            events = list(islice(calendar.walk("VEVENT"), MOST_EVENTS + 1))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise Unclear(
            "This is no calendar file that I can read. Export the series as .ics once more."
        ) from error
    if len(events) > MOST_EVENTS:
        raise Unclear(f"There are more than {MOST_EVENTS} entries in this file. Export only the one series.")
    return events


def _master(events: list[Event]) -> Event:
    """The one event that has a rule."""
    masters = [each for each in events if "RECURRENCE-ID" not in each and "RRULE" in each]
    if len(masters) == 1:
        _unbroken(masters[0], _name(masters[0]))
        return masters[0]
    if masters:
        names = ", ".join(f'"{_name(each)}"' for each in masters[:5])
        raise Unclear(f"There are {len(masters)} series in this file ({names}). Export one of them alone.")
    if events:
        raise Unclear("This meeting takes place once; only a series can be taken over.")
    raise Unclear("There is no meeting in this file.")


def _unbroken(event: Event, name: str) -> None:
    broken = [property_name for property_name, _ in event.errors if property_name in _NEEDED]
    doubled = [each for each in _NEEDED if each != "EXDATE" and isinstance(event.get(each), list)]
    if broken or doubled:
        raise Unclear(
            f'I cannot read {(broken + doubled)[0]} of "{name}" in this file. Export the series once more.'
        )


def _name(event: Event) -> str:
    words = " ".join(str(event.get("SUMMARY", "")).split())
    return "".join(letter for letter in words if letter >= " ")[:LONGEST_NAME].strip() or "Sync"


def _series(master: Event, name: str, now: datetime) -> Series:
    starts, zone = _start(master, name)
    if abs(moment(starts, zone) - now) > _FARTHEST:
        raise Unclear(
            f'"{name}" begins in {starts.year}, which looks like a slip. Mend it and export it again.'
        )
    if "RDATE" in master or "EXRULE" in master:
        raise Unclear(
            f'"{name}" has single dates added to its rule, which I cannot keep. Take them out of it.'
        )
    rule: vRecur = master["RRULE"]
    series = Series(starts, zone, checked_rule(rule, name), None, _minutes(master, name))
    if not is_of(series, starts):
        raise Unclear(
            f'The first date of "{name}" does not fit its own rule. Set it right and export it again.'
        )
    return replace(series, until=_until(rule, series, name))


def _until(rule: vRecur, series: Series, name: str) -> date | None:
    if "COUNT" in rule:
        count = int(rule["COUNT"][0])
        if not 1 <= count <= MOST_COUNTED:
            raise Unclear(
                f'"{name}" is counted to {count}; up to {MOST_COUNTED} I can keep. Give it a last day.'
            )
        last = list(islice(originals(series, series.starts + _FARTHEST), count))
        return last[-1].date()
    if "UNTIL" not in rule:
        return None
    until = rule["UNTIL"][0]
    if not isinstance(until, datetime):
        return until if isinstance(until, date) else None
    zone = series.zone_info
    until = until if until.tzinfo else until.replace(tzinfo=zone)
    day = until.astimezone(zone).date()
    last_one = moment(datetime.combine(day, series.starts.time()), series.zone)
    return day if last_one <= until else day - timedelta(days=1)


def _start(event: Event, name: str) -> tuple[datetime, str]:
    """Naive by the wall, to the minute, and the IANA zone."""
    if "DTSTART" not in event:
        raise Unclear(f'"{name}" does not say when it begins. Export the series once more.')
    starts = event["DTSTART"].dt
    if not isinstance(starts, datetime):
        raise Unclear(f'"{name}" lasts whole days. Only a series with a time of day can be taken over.')
    return _wall(starts), _zone(event["DTSTART"], name)


def _zone(stated: Any, name: str) -> str:
    tzinfo = stated.dt.tzinfo
    if isinstance(tzinfo, ZoneInfo) and tzinfo.key:
        return tzinfo.key
    said = str(stated.params.get("TZID", ""))[:60]
    if said:
        raise Unclear(
            f'"{name}" is in the time zone "{said}", which I do not know. '
            "Choose a city as its time zone, such as London or New York, and export it again."
        )
    raise Unclear(f'"{name}" does not say in which time zone it is. Give it one and export it again.')


def _minutes(event: Event, name: str) -> int:
    starts = event["DTSTART"].dt
    length = DEFAULT_MINUTES * _MINUTE
    if "DURATION" in event:
        length = event["DURATION"].dt
    elif "DTEND" in event and isinstance(event["DTEND"].dt, datetime) and event["DTEND"].dt.tzinfo:
        length = event["DTEND"].dt.astimezone(UTC) - starts.astimezone(UTC)
    if not isinstance(length, timedelta) or not SHORTEST * _MINUTE <= length <= LONGEST * _MINUTE:
        raise Unclear(f'"{name}" has to last from {SHORTEST} minutes to {LONGEST // 60} hours.')
    return length // _MINUTE


def _left_out(master: Event, series: Series, name: str) -> Iterator[datetime]:
    """The original times that EXDATE names. Those that the rule does not have are of no matter."""
    lists = master.get("EXDATE", [])
    stated = [each for one in (lists if isinstance(lists, list) else [lists]) for each in one.dts]
    if len(stated) > MOST_EXCEPTIONS:
        raise Unclear(TOO_MANY.format(name=name))
    walls = {_by_the_series(each.dt, series) for each in stated}
    if walls:
        yield from (wall for wall in originals(series, max(walls)) if wall in walls)


def _original(instance: Event, series: Series, name: str) -> datetime:
    _unbroken(instance, name)
    stated = instance["RECURRENCE-ID"]
    if str(stated.params.get("RANGE", "")).upper() == "THISANDFUTURE":
        raise Unclear(f'"{name}" was changed from one date on. Export the series that begins there.')
    return _by_the_series(stated.dt, series)


def _by_the_series(at: date | datetime, series: Series) -> datetime:
    """By the wall of the series; a date alone is at its time of day."""
    if not isinstance(at, datetime):
        return datetime.combine(at, series.starts.time())
    return _wall(at.astimezone(series.zone_info) if at.tzinfo else at)


def _moved(instance: Event, original: datetime, name: str) -> Moved:
    starts, zone = _start(instance, name)
    own_name = _name(instance)
    return Moved(original, starts, zone, _minutes(instance, name), None if own_name == name else own_name)


def _join_link(event: Event) -> str | None:
    """Where people meet, wherever the program that wrote the file puts it."""
    for property_name in _LINKED_IN:
        stated = event.get(property_name, "")
        for value in stated if isinstance(stated, list) else [stated]:
            found = _LINK.match(str(value).strip())
            if found and len(found[0]) <= _LONGEST_LINK:
                return found[0]
    return None


def _ahead(imported: Imported, now: datetime) -> Imported:
    """Without what is over. Raises Unclear if that is all of it."""
    zone = imported.series.zone
    moved = tuple(each for each in imported.moved if moment(each.starts, each.zone) > now)
    if not moved and not next_spots(imported.series, now, 1):
        raise Unclear(f'"{imported.name}" is over. Export a series that still takes place.')
    cancelled = tuple(wall for wall in imported.cancelled if moment(wall, zone) > now)
    return replace(imported, moved=moved, cancelled=cancelled)


def _wall(at: datetime) -> datetime:
    return at.replace(tzinfo=None, second=0, microsecond=0, fold=0)
