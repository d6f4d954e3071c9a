"""Times of day as people write them: 3pm, 14:00, 9h30, 15 Uhr, noon, 2:30pm PT, 10 London time."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from bot.intake.dates.line import Line
from bot.intake.dates.sight import zone_of
from bot.intake.dates.words import vocabulary

_CLOCK: Final = re.compile(
    r"([0-9]{1,2})(?:[:.]([0-9]{2}))?(?::[0-9]{2})?(?:[\-–]([0-9]{1,2})(?:[:.][0-9]{2})?)?"
)
NAMED_HOURS: Final[dict[str, time]] = {
    "noon": time(12), "midday": time(12), "mittag": time(12), "mittags": time(12), "midi": time(12),
    "mediodia": time(12), "midnight": time(23, 59), "mitternacht": time(23, 59), "minuit": time(23, 59),
    "medianoche": time(23, 59),
}  # fmt: skip
_HOUR_WORDS: Final = vocabulary("uhr h hrs hours heures hs horas")
# An hour with nothing but one of these before it is a time of day.
AT_WORDS: Final = vocabulary("at @ um las as a gegen around vers kl")
_ZONES: Final = {
    word: zone
    for zone, row in {
        "America/New_York": "et est edt eastern",
        "America/Chicago": "cdt",
        "America/Denver": "mdt",
        "America/Los_Angeles": "pt pst pdt pacific",
        "Europe/London": "gmt bst",
        "Europe/Berlin": "cet cest mez mesz",
        "UTC": "utc",
    }.items()
    for word in row.split()
}
# Words of their own, so only in capitals.
_LOUD_ZONES: Final = {"CT": "America/Chicago", "CST": "America/Chicago", "MT": "America/Denver"} | {
    "MST": "America/Denver"
}
_CITIES: Final = {
    ("london",): "Europe/London", ("uk",): "Europe/London", ("berlin",): "Europe/Berlin",
    ("german",): "Europe/Berlin", ("paris",): "Europe/Paris", ("madrid",): "Europe/Madrid",
    ("lisbon",): "Europe/Lisbon", ("new", "york"): "America/New_York", ("central",): "America/Chicago",
    ("mountain",): "America/Denver", ("chicago",): "America/Chicago", ("denver",): "America/Denver",
    ("los", "angeles"): "America/Los_Angeles", ("sydney",): "Australia/Sydney",
    ("tokyo",): "Asia/Tokyo", ("singapore",): "Asia/Singapore",
}  # fmt: skip


class Clock(NamedTuple):
    at: time
    zone: str | None
    after: int
    # Whether the writing alone says that it is a time: "3pm", "14:00", "noon", unlike "10".
    sure: bool


def read_clock(line: Line, index: int) -> Clock | None:
    word = line.words[index]
    if word in NAMED_HOURS:
        return _with_zone(line, Clock(NAMED_HOURS[word], None, index + 1, True))
    if line.holds(index, "meio", "-", "dia"):
        return Clock(time(12), None, index + 3, True)
    found = _CLOCK.fullmatch(word)
    if not found:
        return None
    clock = _from_number(line, index + 1, int(found[1]), found[2], dotted="." in word)
    if clock and found[3] and clock.at.hour > 12 and int(found[1]) > int(found[3]):
        return clock._replace(at=clock.at.replace(hour=int(found[1])))  # 11-1pm begins before noon
    return clock


def _from_number(line: Line, after: int, hour: int, minutes: str | None, *, dotted: bool) -> Clock | None:
    half, after_half = _half_of_day(line, after)
    sure = half is not None or (minutes is not None and not dotted)
    minute = int(minutes or 0)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour, after = hour % 12 + (12 if half == "p" else 0), after_half
    elif line.words[after] in _HOUR_WORDS and minutes is None:
        glued_h = line.words[after] == "h" and line.glued(after)
        after, sure = after + 1, True
        if glued_h and line.glued(after) and re.fullmatch("[0-5][0-9]", line.words[after]):
            minute, after = int(line.words[after]), after + 1
    elif line.words[after] == "uhr":
        after, sure = after + 1, True
    elif line.holds(after, "o", "'", "clock"):
        after, sure = after + 3, True
    if hour > 23 or minute > 59:
        return None
    return _with_zone(line, Clock(time(hour, minute), None, after, sure))


def _half_of_day(line: Line, after: int) -> tuple[str | None, int]:
    words = line.words
    if words[after] in ("am", "pm"):
        # "Um 3 am Montag": the German "on", unless it is glued or nothing like a day follows.
        return words[after][0], after + 1
    if words[after] in ("a", "p") and line.holds(after + 1, ".", "m"):
        return words[after], after + 3 + (words[after + 3] == "." and line.glued(after + 3))
    if words[after] == "p" and line.glued(after):
        return "p", after + 1
    return None, after


def _with_zone(line: Line, clock: Clock) -> Clock:
    after = clock.after
    word = line.words[after]
    zone = _ZONES.get(word) or _LOUD_ZONES.get(line.text[line.starts[after] : line.ends[after]])
    if word == "est" and line.text[line.starts[after] : line.ends[after]] != "EST":
        return clock  # "is" in French
    if zone:
        return clock._replace(zone=zone, after=after + 1 + (line.words[after + 1] == "time"))
    for length in (1, 2):
        if line.words[after + length] == "time":
            city = _CITIES.get(tuple(line.words[after : after + length]))
            if city:
                return clock._replace(zone=city, after=after + length + 1)
    return clock


def office_hour(clock: Clock) -> time:
    """A bare "at 3" is the afternoon's: nobody meets in the small hours."""
    hour = clock.at.hour
    return clock.at.replace(hour=hour + 12) if not clock.sure and 1 <= hour <= 6 else clock.at


def here_at(day: date, clock: Clock, zone: ZoneInfo) -> tuple[date, time]:
    """The day and time in this zone, when it is that time in the zone that was written."""
    at = office_hour(clock)
    if clock.zone is None or clock.zone == zone.key:
        return day, at
    try:
        moment = datetime.combine(day, at, zone_of(clock.zone)).astimezone(zone)
    except OverflowError:
        return day, at
    return moment.date(), moment.time()
