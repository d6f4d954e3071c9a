"""One line of plain words into a series: "every other Tuesday 10:00 London for 45 minutes until June".

A closed set of phrases. Days, rhythm and time are read by the same grammar as dates in requests
(bot/intake/dates); place, length, first and last day stand around them. A line is understood whole or not at
all: whatever is left over is named.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.intake.dates import Recurrence, find_dates, find_recurrence
from bot.intake.dates.clock import office_hour, read_clock
from bot.intake.dates.line import Line, cut, fold
from bot.intake.dates.words import HABITUAL, MONTHS, SHORT_WEEKDAYS, WEEKDAYS, vocabulary
from bot.syncs.lengths import Blanked, blank, length_in, span_in
from bot.syncs.model import Series
from bot.syncs.places import named_zone, places_in
from bot.syncs.series import in_words, moment, place_of, snapped
from db.errors import Unclear

EXAMPLE: Final = "every other Tuesday 10:00 London"
DEFAULT_MINUTES: Final = 30
SHORTEST, LONGEST = 5, 8 * 60  # minutes
_MOST_LETTERS: Final = 200

_UNTIL: Final = vocabulary("until till through ending ends bis hasta ate")
_FROM: Final = vocabulary("from starting beginning starts begins ab desde")
_SMALL: Final = vocabulary("at on in the for of time um im , . ; ( ) - @ and '")
_WEEKDAYS: Final = frozenset({*WEEKDAYS, *HABITUAL, *SHORT_WEEKDAYS})
_OF_A_TIME: Final = vocabulary("am pm uhr h o a p")
_LONGEST_DATE: Final = 8  # words


@dataclass(frozen=True)
class Understood:
    series: Series
    words: str  # the series said back: "every other Tuesday at 10:00 (London)"


@dataclass(frozen=True)
class NotUnderstood:
    sentence: str  # what was not understood and how to put it, for the person who wrote it


def read_rhythm(text: str, *, now: datetime, zone: str) -> Understood | NotUnderstood:
    """The series that begins after `now` (aware). `zone`: the writer's, where the words name no place."""
    try:
        series = _read(" ".join(text.split()), now, zone)
    except Unclear as unclear:
        return NotUnderstood(str(unclear))
    return Understood(series, in_words(series))


def _read(text: str, now: datetime, zone: str) -> Series:
    if not text:
        raise Unclear(f'When is it? Write it like this: "{EXAMPLE}".')
    if len(text) > _MOST_LETTERS:
        raise Unclear(f'That is more than I can read at once. Keep it as short as "{EXAMPLE}".')
    left, place = _place(text)
    here = place or zone
    left, until = _day_after(left, _UNTIL, now, here)
    left, begins = _day_after(left, _FROM, now, here)
    left, length = length_in(left)
    left, span = span_in(left)
    found = _recurrence(left, here)
    if place and found.zone != place:
        raise _two_places(place, found.zone)
    left, at = _at(blank(left, found.start, found.end), found)
    leftover_zone = _nothing_left(left, place)
    made = Series(
        starts=datetime.combine(begins or now.astimezone(ZoneInfo(here)).date(), at),
        zone=leftover_zone or found.zone,
        rule=found.rule(),
        until=until,
        minutes=_minutes(length, span),
    )
    return _ahead(made, now if begins is None else None)


def _ahead(series: Series, now: datetime | None) -> Series:
    made = snapped(series)
    if now is not None and moment(made.starts, made.zone) <= now:
        made = snapped(replace(series, starts=made.starts + timedelta(days=1)))
    return made


def _place(text: str) -> tuple[Blanked, str | None]:
    """The zone of the one city that is named."""
    found = places_in(text)
    zones = list(dict.fromkeys(zone for zone, _, _ in found))
    if len(zones) > 1:
        raise _two_places(zones[0], zones[1])
    for _, start, end in found:
        text = blank(text, start, end)
    return text, zones[0] if zones else None


def _two_places(one: str, other: str) -> Unclear:
    return Unclear(
        f"I read two places, {place_of(one)} and {place_of(other)}. Name the one whose clock counts; "
        "everybody else sees it in their own time."
    )


def _day_after(text: Blanked, leads: frozenset[str], now: datetime, zone: str) -> tuple[Blanked, date | None]:
    """The day behind "until" or "from", which is taken out of the text."""
    line = cut(text, fold(text))
    for index in range(line.size):
        if line.words[index] not in leads or _joins_times(line, index):
            continue
        start = line.starts[index]
        day, end = _day_at(line, index, now, zone)
        if day is None:
            said = text[start:].strip()
            raise Unclear(f'I did not understand "{said}". Write the day like "until 30 June 2027".')
        return blank(text, start, end), day
    return text, None


def _joins_times(line: Line, index: int) -> bool:
    """Whether it stands before a time or between two weekdays: "from 10 to 11", "Monday until Friday"."""
    after = line.words[index + 1]
    clock = read_clock(line, index + 1)
    is_time = clock is not None and (clock.sure or line.words[clock.after] in ("", "to", "-", "until", "bis"))
    return is_time or (after in _WEEKDAYS and (line.words[index - 1] in _WEEKDAYS or _spans(line, index + 1)))


def _spans(line: Line, index: int) -> bool:
    return (
        line.words[index + 1] in ("to", "-", "until", "through", "bis") and line.words[index + 2] in _WEEKDAYS
    )


def _day_at(line: Line, index: int, now: datetime, zone: str) -> tuple[date | None, int]:
    """The longest day that begins with this word, without a time of day; and its end in the text."""
    start = line.starts[index]
    best: tuple[date | None, int] = (None, 0)
    for last in range(index + 1, min(index + _LONGEST_DATE, line.size)):
        end = line.ends[last]
        words = line.text[start:end]
        found = find_dates(words, at=now, zone=zone)
        if len(found) != 1 or found[0].end != len(words) or line.words[last + 1] in _OF_A_TIME:
            continue
        if found[0].options:
            raise Unclear(f'"{words}" can be read in two ways. Write the month as a word: "30 June 2027".')
        if found[0].at is None and found[0].day is not None:
            best = _whole_month(line, index, last, found[0].day), end
    return best


def _whole_month(line: Line, index: int, last: int, day: date) -> date:
    """Until June is until its end; from June is from its first day."""
    only_month = line.words[last] in MONTHS and not any(word.isdecimal() for word in line.words[index:last])
    if line.words[index] not in _UNTIL or not only_month or day.day != 1:
        return day
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _recurrence(text: Blanked, zone: str) -> Recurrence:
    found = find_recurrence(text, zone=zone)
    if found is None:
        raise Unclear(
            f'I did not understand how often. Write days and a time, such as "{EXAMPLE}" '
            'or "first and third Monday of the month 9am".'
        )
    if found.every == "hour":
        raise Unclear("A meeting every few hours is more than I can keep. Once a day is the most.")
    if any(day > 28 for day in found.month_days) and found.every == "month":
        raise Unclear(
            'Some months are shorter than that. Write "last day of the month", or a day up to the 28th.'
        )
    return found


def _at(left: Blanked, found: Recurrence) -> tuple[Blanked, time]:
    """The time of day, also where it stands apart from the days."""
    if found.at is not None:
        return left, found.at
    line = cut(left, fold(left))
    for index in range(line.size):
        clock = read_clock(line, index)
        if clock is not None and clock.zone is None:
            return blank(left, line.starts[index], line.ends[clock.after - 1]), office_hour(clock)
    raise Unclear(f'At what time? Write it behind the days, as in "{EXAMPLE}".')


def _nothing_left(left: Blanked, place: str | None) -> str | None:
    """Refuses what was not understood. A word that is a zone in another way ("UK", "ET") gives that zone."""
    line = cut(left, fold(left))
    over = [index for index in range(line.size) if line.words[index] not in _SMALL]
    if not over:
        return None
    said = " ".join(left[line.starts[over[0]] : line.ends[over[-1]]].split())
    zone = named_zone(said)
    if zone is None or (place and zone != place):
        raise Unclear(
            f'I did not understand "{said}". I know days, times, "for 45 minutes", "until 30 June" and '
            "the city of a time zone, such as London or New York."
        )
    return zone


def _minutes(length: int | None, span: int | None) -> int:
    if length is not None and span is not None and length != span:
        raise Unclear(f"From its hours it would last {span} minutes, by your words {length}. Leave one out.")
    minutes = length or span or DEFAULT_MINUTES
    if not SHORTEST <= minutes <= LONGEST:
        raise Unclear(f"It can last from {SHORTEST} minutes to {LONGEST // 60} hours.")
    return minutes
