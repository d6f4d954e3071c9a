"""Meetings and the road map as the text of a calendar (RFC 5545).

A meeting is one event with its rule. What differs stands beside it: a cancelled one as EXDATE, since readers
of subscribed calendars go on showing instances that are only marked as cancelled; a moved one as an instance
of its own, known by its original time. The same rows give the same text, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vRecur, vText

from bot.calendars.zones import changes, timezone_of
from bot.syncs.model import Occurrence, Sync
from bot.syncs.series import in_words, moment, originals
from db.kinds import OccurrenceState

PRODUCT: Final = "-//Liaison//Syncs and road map//EN"
# How often programs are asked to look again.
_REFRESH: Final = timedelta(hours=1)
_NOT_HELD: Final = (OccurrenceState.CANCELLED, OccurrenceState.HOLIDAY, OccurrenceState.EMPTY)
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Meeting:
    """A sync with all of its rows, whatever became of each."""

    sync: Sync
    occurrences: Sequence[Occurrence] = ()


@dataclass(frozen=True)
class AllDay:
    """One entry of the road map; `last_day` is still part of it."""

    uid: str
    name: str
    first_day: date
    last_day: date
    words: str = ""
    sequence: int = 0
    changed_at: datetime | None = None


@dataclass
class _Told:
    """What is to be written of one meeting."""

    until: datetime | None  # the last moment at which one may begin, UTC
    cancelled: list[datetime] = field(default_factory=list)  # original times
    moved: dict[datetime, Occurrence | None] = field(
        default_factory=dict
    )  # None: only written out because of a clock change
    strays: list[Occurrence] = field(default_factory=list)  # held although the rule no longer has them


def write_calendar(name: str, meetings: Sequence[Meeting] = (), days: Sequence[AllDay] = ()) -> bytes:
    """The whole calendar, with a definition of each time zone in it."""
    events = [event for meeting in meetings for event in _events(meeting)]
    events += [_all_day(entry) for entry in days]
    return calendar_of(name, _zones(meetings), events)


def calendar_of(name: str, zones: Mapping[str, int], events: Iterable[Event]) -> bytes:
    """`zones`: each that the events use, with the first year for which it is."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    # The library knows neither name's kind, and would write them as they are.
    for property_name in ("name", "x-wr-calname"):
        calendar.add(property_name, vText(plain(name)))
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vText("PT1H"))
    for zone, year in sorted(zones.items()):
        calendar.add_component(timezone_of(zone, year))
    for event in events:
        calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text


def _zones(meetings: Sequence[Meeting]) -> dict[str, int]:
    """The zones that are used, each with the first year for which it is."""
    used = [(each.sync.series.zone, each.sync.series.starts.year) for each in meetings]
    used += [(row.zone, row.starts_at.year) for each in meetings for row in each.occurrences]
    first: dict[str, int] = {}
    for zone, year in used:
        if zone != "UTC":  # written with a Z, which needs no definition
            first[zone] = min(year, first.get(zone, year))
    return first


def _events(meeting: Meeting) -> Iterator[Event]:
    sync = meeting.sync
    told = _told(meeting)
    stamp = max((at for at in _changes(meeting)), default=sync.created_at)
    if told.until is None or told.until >= moment(sync.series.starts, sync.series.zone):
        yield _series_event(meeting, told, stamp)
        for original, occurrence in sorted(told.moved.items()):
            yield _instance(sync, original, occurrence, stamp)
    for stray in told.strays:
        event = _begun(sync, stray.name or sync.name, f"{stray.key}-{sync.uid}", stamp)
        event.add("sequence", max(sync.sequence, stray.sequence))
        yield _timed(event, stray.starts_at.astimezone(ZoneInfo(stray.zone)), stray.minutes)


def _told(meeting: Meeting) -> _Told:
    sync, series = meeting.sync, meeting.sync.series
    told = _Told(_until(sync))
    rows = {
        row.original: row for row in meeting.occurrences if told.until is None or row.starts_at <= told.until
    }
    latest = max(rows, default=series.starts)
    of_the_rule = {wall for wall in originals(series, latest) if wall in rows}
    for original, row in sorted(rows.items()):
        if row.state in _NOT_HELD:
            told.cancelled += [original] if original in of_the_rule else []
        elif original not in of_the_rule:
            told.strays.append(row)
        elif _differs(sync, row):
            told.moved[original] = row
    for original in _unsure_by_the_clock(sync):
        if original not in rows and (told.until is None or moment(original, series.zone) <= told.until):
            told.moved[original] = None
    return told


def _until(sync: Sync) -> datetime | None:
    """The end of the last day, or the moment at which the series was ended."""
    series = sync.series
    end = moment(datetime.combine(series.until, time(23, 59)), series.zone) if series.until else None
    return min(filter(None, (end, sync.ended_at)), default=None)


def _differs(sync: Sync, row: Occurrence) -> bool:
    shown = row.starts_at.astimezone(ZoneInfo(row.zone)).replace(tzinfo=None)
    as_planned = (row.original, sync.series.zone, sync.series.minutes)
    return (shown, row.zone, row.minutes) != as_planned or row.name is not None


def _unsure_by_the_clock(sync: Sync) -> list[datetime]:
    """Original times that no clock shows, or that it shows twice. Programs differ in what they make of them,
    whatever RFC 5545 says in 3.3.5 and 3.3.10, so each of them is written out.
    """
    series = sync.series
    unsure: set[datetime] = set()
    for change in changes(series.zone, series.starts.year):
        again = change.wall + (change.after - change.before)
        first, last = sorted((change.wall, again))
        for day in (first.date(), last.date()):
            wall = datetime.combine(day, series.starts.time())
            if first <= wall < last:
                unsure.add(wall)
    if not unsure:
        return []
    return [wall for wall in originals(series, max(unsure)) if wall in unsure]


def _changes(meeting: Meeting) -> Iterator[datetime]:
    sync = meeting.sync
    at = (sync.created_at, sync.changed_at, sync.ended_at, *(row.changed_at for row in meeting.occurrences))
    return (each for each in at if each is not None)


def _series_event(meeting: Meeting, told: _Told, stamp: datetime) -> Event:
    sync, series = meeting.sync, meeting.sync.series
    zone = series.zone_info
    event = _begun(sync, sync.name, sync.uid, stamp)
    # A cancelled instance is a change of this event, too.
    event.add("sequence", sync.sequence + sum(row.sequence for row in meeting.occurrences))
    rule = vRecur.from_ical(series.rule)
    if told.until is not None:
        rule["UNTIL"] = [told.until.astimezone(UTC)]
    event.add("rrule", rule)
    if told.cancelled:
        event.add("exdate", [wall.replace(tzinfo=zone) for wall in told.cancelled])
    return _timed(event, series.starts.replace(tzinfo=zone), series.minutes)


def _instance(sync: Sync, original: datetime, row: Occurrence | None, stamp: datetime) -> Event:
    zone = sync.series.zone_info
    event = _begun(sync, (row and row.name) or sync.name, sync.uid, stamp)
    event.add("sequence", sync.sequence + (row.sequence if row else 0))
    event.add("recurrence-id", original.replace(tzinfo=zone))
    if row is None:
        starts = moment(original, sync.series.zone).astimezone(zone)
        return _timed(event, starts, sync.series.minutes)
    return _timed(event, row.starts_at.astimezone(ZoneInfo(row.zone)), row.minutes)


def _begun(sync: Sync, name: str, uid: str, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("last-modified", stamp.astimezone(UTC))
    event.add("summary", plain(name))
    when = in_words(sync.series)
    words = [
        f"{when[:1].upper()}{when[1:]}.",
        "Move it, cancel it or add to its agenda in Slack: /sync",
    ]
    if sync.join_link:
        event.add("url", sync.join_link)
        event.add("location", sync.join_link)
        words.insert(0, f"Join: {sync.join_link}")
    event.add("description", "\n".join(words))
    return event


def _timed(event: Event, starts: datetime, minutes: int) -> Event:
    """A time of an instance that the clock shows twice is written in UTC; a rule needs its wall time."""
    twice = starts.replace(fold=0).utcoffset() != starts.replace(fold=1).utcoffset()
    event.add("dtstart", starts.astimezone(UTC) if twice and "rrule" not in event else starts)
    event.add("duration", timedelta(minutes=minutes))
    return event


def _all_day(entry: AllDay) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    # What the company file names has no moment of change; the same text each time matters more than which.
    stamp = entry.changed_at or datetime.combine(entry.first_day, time(), UTC)
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("summary", plain(entry.name))
    if entry.words:
        event.add("description", plain(entry.words))
    event.add("dtstart", entry.first_day)
    event.add("dtend", max(entry.first_day, entry.last_day) + _ONE_DAY)
    event.add("transp", "TRANSPARENT")
    return event


def plain(text: str) -> str:
    """Without control characters, which no calendar may hold; lines stay."""
    return "".join(letter for letter in text.replace("\r\n", "\n") if letter >= " " or letter in "\n\t")
