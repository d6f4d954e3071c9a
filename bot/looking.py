"""Since when we look for due work without a gap, and so why something comes late.

Each look writes down its moment. A gap before a look means that the bot was down; the gap itself is written
down too, so that what is worked off after it, by this process or another, knows the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.deliveries import last_look, note_look
from db.engine import Unit

GAP = timedelta(minutes=3)  # we look several times a minute
# A look so far ahead was noted by a clock that was wrong, and is not waited for.
WRONG_BY = timedelta(hours=3)


@dataclass(frozen=True)
class Down:
    """The bot was not there from one moment to the other."""

    start: datetime
    end: datetime

    def covers(self, moment: datetime) -> bool:
        return self.start <= moment <= self.end

    def in_words(self, zone: ZoneInfo) -> str:
        """For the middle of a sentence, by the wall of a place."""
        start, end = self.start.astimezone(zone), self.end.astimezone(zone)
        if start.date() == end.date():
            return f"the bot was down {start:%H:%M}–{end:%H:%M}"
        return f"the bot was down from {_day(start)} {start:%H:%M} to {_day(end)} {end:%H:%M}"


def look(unit: Unit, what: str, now: datetime) -> Down | None:
    """Notes that we look for this kind of work now; the last time that nobody did, if there was one.

    A clock that steps back does not take the noted look back with it, else its step forward would pass for
    time in which nobody looked.
    """
    down_from, down_until = f"{what}: down from", f"{what}: down until"
    last = last_look(unit, what)
    if last is not None and now - last >= GAP:
        note_look(unit, down_from, last)
        note_look(unit, down_until, now)
    if last is None or now > last or last - now > WRONG_BY:
        note_look(unit, what, now)
    start, end = last_look(unit, down_from), last_look(unit, down_until)
    return Down(start, end) if start and end else None


def _day(moment: datetime) -> str:
    return f"{moment:%a} {moment.day} {moment:%b}"
