"""When a digest is due, around days off and clock changes, and what becomes of one that is late. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from bot.digests.model import Digest, Rhythm
from bot.syncs.series import between, moment
from bot.working_time import WorkingTime

# So long a digest may come late and still be read as that morning's.
STILL_USEFUL = timedelta(hours=4)
# A daily one that is later gives way to the next, which tells all of it; a rare one waits for working hours.
ON_LATE: dict[Rhythm, Literal["next", "working hours"]] = {
    "daily": "next",
    "weekly": "working hours",
    "monthly": "working hours",
}
_LONGEST_LOOK = timedelta(days=70)  # back: two months of a monthly one
_LONGEST_WAY = timedelta(days=21)  # from a day off to the next on which people work

Standing = Literal["say", "wait", "skip"]


@dataclass(frozen=True)
class DueAt:
    day: date  # the local day: its period
    at: datetime  # aware UTC


def due_times(digest: Digest, working: WorkingTime | None, after: datetime, until: datetime) -> list[DueAt]:
    """Later than `after` and not later than `until`, the earliest first; one a day.

    What would fall on a day off comes on the next day on which people work, together with what is due then.
    """
    since = max(after, until - _LONGEST_LOOK)
    found = {one.day: one for one in _ahead(digest, working, since, until) if one.at <= until}
    return [found[day] for day in sorted(found)]


def next_due(digest: Digest, working: WorkingTime | None, after: datetime) -> DueAt | None:
    """None for one that never comes again."""
    if digest.ended_at is not None or digest.paused_until == date.max:
        return None
    start = after
    if digest.paused_until is not None:
        opens = moment(datetime.combine(digest.paused_until, datetime.min.time()), digest.zone)
        start = max(after, opens - timedelta(seconds=1))
    return next(_ahead(digest, working, start, start + _LONGEST_LOOK), None)


def standing(digest: Digest, due: DueAt, working: WorkingTime | None, now: datetime) -> Standing:
    """Of the latest one that is due."""
    if now - due.at <= STILL_USEFUL:
        return "say"
    if ON_LATE[digest.rhythm] == "next":
        return "skip"
    return "say" if working is None or working.is_working(now) else "wait"


def open_day(day: date, working: WorkingTime | None) -> date:
    """The day itself if people work then, else the next such day."""
    if working is None:
        return day
    for ahead in range(_LONGEST_WAY.days):
        if working.is_workday(day + timedelta(days=ahead)):
            return day + timedelta(days=ahead)
    return day


def down_words(last_look: datetime | None, now: datetime, digest: Digest) -> str:
    """ "Liaison was down 08:58–11:20", by the wall of the digest; days are named when they differ."""
    if last_look is None:
        return "Liaison was not running then"
    first, last = last_look.astimezone(digest.series.zone_info), now.astimezone(digest.series.zone_info)
    if first.date() == last.date():
        return f"Liaison was down {first:%H:%M}–{last:%H:%M}"
    return f"Liaison was down from {_moment(first)} to {_moment(last)}"


def _ahead(digest: Digest, working: WorkingTime | None, after: datetime, until: datetime) -> Iterator[DueAt]:
    """Later than `after`, in order; those of a day off stand behind it, so some may be later than `until`."""
    for spot in between(digest.series, after - _LONGEST_WAY, until + timedelta(seconds=1)):
        day = open_day(spot.original.date(), working)
        at = moment(datetime.combine(day, spot.original.time()), digest.zone)
        if at > after and not _is_paused(digest, day):
            yield DueAt(day, at)


def _moment(wall: datetime) -> str:
    return f"{wall.day} {wall:%b %H:%M}"


def _is_paused(digest: Digest, day: date) -> bool:
    return digest.paused_until is not None and day < digest.paused_until
