"""Who is on call by somebody else's calendar: its entries as shifts, or one sentence that says why not.

A file is a stranger's: it is bounded before it is parsed and once more before it is expanded. Of an entry
only its times, whom it names and its id are taken; descriptions, alarms and places are not looked at.
An entry that cannot be read is left out and named, since one that is wrong must not hide all others.
"""

from __future__ import annotations

import re
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import pairwise
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar.error import GloballyUniqueTZIDGuessed

from bot.calendars.naming import Named, keys_of, named
from bot.calendars.repeating import Repeated, Unreadable, repeated
from bot.oncall.model import Fixed
from db.errors import Unclear

MOST_BYTES: Final = 2_000_000
MOST_ENTRIES: Final = 5_000
MOST_RULES: Final = 200
MOST_DATES: Final = 5_000  # that are left out or added, in the whole file
MOST_SHIFTS: Final = 5_000
BACK: Final = timedelta(days=1)
AHEAD: Final = timedelta(days=180)  # of an address, which is read again and again
AHEAD_ONCE: Final = timedelta(days=366)  # of a file
_LONGEST: Final = timedelta(days=370)  # a longer one is a slip
_BLANK: Final = b"\xef\xbb\xbf \t\r\n"
_NAMED_PROBLEMS: Final = 5
_MOST_DOUBLED: Final = 100  # nobody counts further
_LONGEST_UID: Final = 200

TOO_LARGE: Final = (
    f"This calendar is larger than {MOST_BYTES // 1_000_000} MB. "
    "Take the one of the rota alone, or less of it."
)
TOO_MANY: Final = "There are more than {most} {what} in this calendar. Take the one of the rota alone."
NO_CALENDAR: Final = "This is no calendar file that I can read. Save it as .ics once more."
BROKEN_OFF: Final = "This calendar breaks off in the middle. Save it as .ics once more."
NOTHING: Final = "Nobody is on call by this calendar in the coming months. Is it the right one?"

Event = Any  # of icalendar, whose properties may each be of thirty types


@dataclass(frozen=True)
class Roster:
    """`shifts`: the earliest first, none overlapping another; their `user_id` is None. `problems`: sentences
    about what was left out or decided."""

    shifts: tuple[Fixed, ...]
    problems: tuple[str, ...] = ()


class _Entry(NamedTuple):
    starts_at: datetime
    ends_at: datetime
    named: Named
    uid: str


def read_shifts(data: bytes, *, now: datetime, zone: str, ahead: timedelta = AHEAD) -> Roster:
    """From a day back to `ahead`. `zone`: of the rota; whole days and times without a zone are by its wall.

    Raises Unclear with what is wrong and what to do.
    """
    calendar = _parsed(data)
    first, last = now - BACK, now + ahead
    problems: list[str] = []
    entries = [
        entry
        for entry in _entries(calendar, zone, first, last, problems)
        if entry.starts_at < last and entry.ends_at > first
    ]
    if not entries:
        raise Unclear(problems[0] if problems else NOTHING)
    keys = keys_of([entry.named for entry in entries], str(calendar.get("X-WR-CALNAME", "")))
    fixed = [
        Fixed(entry.starts_at, entry.ends_at, None, key, entry.uid)
        for entry, key in zip(entries, keys, strict=True)
    ]
    shifts, doubled = flattened(fixed)
    if len(shifts) > MOST_SHIFTS:
        raise Unclear(TOO_MANY.format(most=MOST_SHIFTS, what="shifts"))
    if doubled:
        problems.append(_doubled(doubled, zone))
    return Roster(tuple(shifts), tuple(problems))


def flattened(entries: Iterable[Fixed]) -> tuple[list[Fixed], list[datetime]]:
    """None overlapping: where two do, the one that begins later counts, then the shorter one. And where two
    different people overlapped."""
    waiting = sorted(entries, key=lambda one: one.starts_at, reverse=True)
    bounds = sorted({at for one in waiting for at in (one.starts_at, one.ends_at)})
    serving: list[tuple[float, timedelta, str, int, Fixed]] = []
    pieces: list[Fixed] = []
    doubled: list[datetime] = []
    for start, end in pairwise(bounds):
        while waiting and waiting[-1].starts_at <= start:
            one = waiting.pop()
            length = one.ends_at - one.starts_at
            # The last number is each entry's own: it decides between two that are the same in all else.
            heappush(serving, (-one.starts_at.timestamp(), length, one.uid, len(waiting), one))
        while serving and serving[0][4].ends_at <= start:
            heappop(serving)
        if not serving:
            continue
        best = serving[0][4]
        if len(serving) > 1 and len(doubled) < _MOST_DOUBLED and _is_doubled(serving, best, start):
            doubled.append(start)
        if pieces and pieces[-1].uid == best.uid and pieces[-1].ends_at == start:
            start = pieces.pop().starts_at
        pieces.append(Fixed(start, end, None, best.key, best.uid))
    return pieces, doubled


def _is_doubled(
    serving: Sequence[tuple[float, timedelta, str, int, Fixed]], best: Fixed, at: datetime
) -> bool:
    return any(one[4].key != best.key and one[4].ends_at > at for one in serving)


def _parsed(data: bytes) -> Any:
    _bound(data)
    try:
        with warnings.catch_warnings():
            # A zone with a vendor's name before it: what is meant is checked below like any other.
            warnings.simplefilter("ignore", GloballyUniqueTZIDGuessed)
            return Calendar.from_ical(data)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise Unclear(NO_CALENDAR) from error


def _bound(data: bytes) -> None:
    """Before anything is parsed: counting is a hundred times as fast."""
    if len(data) > MOST_BYTES:
        raise Unclear(TOO_LARGE)
    if data.lstrip(_BLANK)[:15].upper() != b"BEGIN:VCALENDAR":
        raise Unclear(NO_CALENDAR)
    if not data.rstrip().upper().endswith(b"END:VCALENDAR"):
        raise Unclear(BROKEN_OFF)
    text = re.sub(rb"\r?\n[ \t]", b"", data.upper())
    if text.count(b"BEGIN:") > MOST_ENTRIES * 3:  # alarms and time zones are parts, too
        raise Unclear(TOO_MANY.format(most=MOST_ENTRIES * 3, what="parts"))
    if text.count(b"BEGIN:VEVENT") > MOST_ENTRIES:
        raise Unclear(TOO_MANY.format(most=MOST_ENTRIES, what="entries"))
    if len(re.findall(rb"^RRULE", text, re.MULTILINE)) > MOST_RULES + 50:  # each time zone has some
        raise Unclear(TOO_MANY.format(most=MOST_RULES, what="repeated entries"))
    dates = sum(line.count(b",") + 1 for line in re.findall(rb"^(?:EXDATE|RDATE).*$", text, re.MULTILINE))
    if dates > MOST_DATES:
        raise Unclear(TOO_MANY.format(most=MOST_DATES, what="exceptions"))


def _entries(calendar: Any, zone: str, first: datetime, last: datetime, problems: list[str]) -> list[_Entry]:
    try:
        events = list(calendar.walk("VEVENT"))
    except RecursionError as error:
        raise Unclear(NO_CALENDAR) from error
    changed: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if "RECURRENCE-ID" in event:
            changed[str(event.get("UID", ""))].append(event)
    found: list[_Entry] = []
    unread: list[str] = []
    for event in events:
        try:
            # Whole or not at all: one that fails halfway must leave nothing behind.
            found += list(_of_event(event, changed[str(event.get("UID", ""))], zone, (first, last)))
        except Unreadable as error:
            unread.append(f'"{named(event).title[:60] or "An entry"}" {error}')
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError):
            unread.append(f'"{named(event).title[:60] or "An entry"}" cannot be read')
        if len(found) > MOST_SHIFTS:
            raise Unclear(TOO_MANY.format(most=MOST_SHIFTS, what="shifts"))
    problems += [f"{one}, so it is left out." for one in unread[:_NAMED_PROBLEMS]]
    if len(unread) > _NAMED_PROBLEMS:
        problems.append(f"{len(unread) - _NAMED_PROBLEMS} more entries are left out as well.")
    return found


def _of_event(
    event: Event, changed: Sequence[Event], zone: str, window: tuple[datetime, datetime]
) -> Iterator[_Entry]:
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return
    whom, uid = named(event), str(event.get("UID", ""))[:_LONGEST_UID]
    others = [] if "RECURRENCE-ID" in event else changed
    for one in repeated(event, others, zone, *window):
        length = one.ends_at - one.starts_at
        if length > _LONGEST:
            raise Unreadable("lasts longer than a year")
        if length > timedelta():
            yield _Entry(one.starts_at, one.ends_at, whom, _uid(uid, one))


def _uid(uid: str, one: Repeated) -> str:
    """The same whenever the same entry is read, and another for each date of a repeated one."""
    return f"{uid}/{one.original}" if one.original else uid or f"{one.starts_at:%Y%m%dT%H%MZ}"


def _doubled(at: Sequence[datetime], zone: str) -> str:
    from_day = at[0].astimezone(ZoneInfo(zone)).date()
    times = f"{len(at)} times{' and more' if len(at) == _MOST_DOUBLED else ''}"
    often = "Two entries overlap" if len(at) == 1 else f"Entries overlap {times}"
    return (
        f"{often}, first on {from_day.day} {from_day:%B %Y}; there the one that begins later counts. "
        "A rota has one person at a time: a second layer belongs into a calendar of its own."
    )
