"""Dates in one word of digits and marks: 28.5., 5/28, 28/05/2026, 2026-11-15."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from bot.intake.dates import almanac, words
from bot.intake.dates.line import Line
from bot.intake.dates.sight import Here, Sight, seen

_PARTS: Final = re.compile(r"([0-9]{1,4})([./\-–])([0-9]{1,2})(?:\2([0-9]{2,4}))?")
_PAIR: Final = re.compile(r"([0-9]{1,2}([./])[0-9]{1,2})[\-–][0-9]{1,2}\2[0-9]{1,2}")
# Never dates, whatever stands beside them.
_SAYINGS: Final = frozenset(("24/7", "50/50"))
_DATE_BEFORE: Final = words.vocabulary(
    """
    on by before until till from due for is date deadline starting starts start ends end launch
    launching live latest go due: finish start: le du au el del dia para antes am bis vom zum ab den dem
    vor spatestens em ate desde do : ( since seit depuis between webinar event sale fair campaign
    conference meeting messe salon evento feria feira goes
    """
)
_GERMAN_BEFORE: Final = words.vocabulary(
    """
    am bis vom zum ab den dem vor spatestens seit und le dia du el
    """
)


def read_numeric(line: Line, index: int, here: Here) -> Sight | None:
    """One word of digits and marks: "2026-11-15", "28.5.", "5/28", "28/05/2026"."""
    word = line.words[index]
    pair = _PAIR.fullmatch(word)
    found = _PARTS.fullmatch(pair[1] if pair else word)
    if not found or word in _SAYINGS:
        return None
    first, mark, second, third = found.groups()
    mark = "-" if mark == "–" else mark
    if len(first) == 4:
        return _iso(index, here, (first, second, third))
    if len(first) > 2 or (third and len(third) == 3) or (mark == "-" and (third is None or len(third) < 4)):
        return None
    year = _year(third)
    if third and year is None:
        return None
    if third is None and pair is None and not _looks_like_a_date(line, index, mark):
        return None
    if third and len(third) == 2 and mark == "." and line.words[index - 1] not in _DATE_BEFORE:
        return None
    after = index + 1 + _closing_dot(line, index, mark, third)
    options = _orders(int(first), int(second), year, mark, here)
    options = _that_weekday(line, index, options)
    return Sight(options, index, after, "dated" if year else "written") if options else None


def _iso(index: int, here: Here, parts: tuple[str, str, str | None]) -> Sight | None:
    year, month, day = parts
    if day is None or len(day) > 2 or not 2000 <= int(year) < 2100:
        return None
    when = almanac.real_day(int(year), int(month), int(day))
    return seen(when if when and when >= here.today else None, index, index + 1, "dated")


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    year = int(text) + (2000 if len(text) == 2 else 0)
    return year if 2000 <= year < 2100 else None


def _closing_dot(line: Line, index: int, mark: str, third: str | None) -> bool:
    """Whether a dot belongs to it, as in "28.5."."""
    return mark == "." and third is None and line.words[index + 1] == "." and line.glued(index + 1)


def _looks_like_a_date(line: Line, index: int, mark: str) -> bool:
    """Since "3/4" and "2.1" are fractions and versions as well, words beside them must speak of dates."""
    before, after = line.words[index - 1], line.words[index + 1]
    if before == "the":
        before = line.words[index - 2]
    if after in ("of", "%") or before in ("$", "€", "£"):
        return False
    if mark == ".":
        if before in _GERMAN_BEFORE or _is_short_day(line, index):
            return True
        padded = line.words[index].startswith("0") or ".0" in line.words[index]
        return before in _DATE_BEFORE and padded and _closing_dot(line, index, mark, None)
    if _is_card_expiry(line, index):
        return False
    if before in _DATE_BEFORE or _is_short_day(line, index):
        return True
    if after in ("deadline", "launch", "release", "event", "webinar", "kickoff"):
        return True
    at_end = after in ("", ".", "!", "?", "\n", ",", ")", ";")
    return (
        before in ("", "\n", ",", "(", "-", "/") and (at_end or after in ("at", "by", "please", "pls"))
    ) or (at_end and line.words[index - 2] in ("deadline", "date", "launch", "due"))


def _is_short_day(line: Line, index: int) -> bool:
    before = line.words[index - 1] if line.words[index - 1] not in (".", ",") else line.words[index - 2]
    return before in words.WEEKDAYS or before in words.SHORT_WEEKDAYS or before in words.GERMAN_SHORT


def _is_card_expiry(line: Line, index: int) -> bool:
    """Whether it is the month and the year of a card, as in "exp 12/29"."""
    beside = line.words[max(0, index - 4) : index + 4]
    return any(word in ("exp", "cvc", "cvv", "expiry", "valid", "thru") for word in beside)


def _orders(first: int, second: int, year: int | None, mark: str, here: Here) -> tuple[date, ...]:
    """Both readings of two numbers, as far as they are days, sooner one first; one if the order is known."""
    order = "dmy" if mark == "." else here.order
    readings = {"dmy": (first, second), "mdy": (second, first)}
    chosen = [readings[order]] if order else list(readings.values())
    if order and not 1 <= chosen[0][1] <= 12:
        told = mark != "." or year is not None  # "2.30" alone is a version
        chosen = [readings["mdy" if order == "dmy" else "dmy"]] if told else []
    days = {when for day, month in chosen if (when := ahead(day, month, year, here))}
    return tuple(sorted(days))


def _that_weekday(line: Line, index: int, options: tuple[date, ...]) -> tuple[date, ...]:
    """The one of the two that a weekday before it tells, as in "Monday 04/05"."""
    before = line.words[index - 1] if line.words[index - 1] not in (".", ",") else line.words[index - 2]
    weekday = words.WEEKDAYS.get(before, words.SHORT_WEEKDAYS.get(before))
    fitting = tuple(day for day in options if day.weekday() == weekday)
    return fitting if len(fitting) == 1 else options


def ahead(day: int, month: int, year: int | None, here: Here) -> date | None:
    """That day, this year or next; None if there is none or, its year being written, it is over."""
    today = here.today
    if year is not None:
        when = almanac.real_day(year, month, day)
        return when if when and when >= today else None
    # The 29th of February may be up to eight years off; nobody means that, so one look ahead is enough.
    for candidate in (today.year, today.year + 1):
        when = almanac.real_day(candidate, month, day) if candidate <= 9999 else None
        if when and when >= today:
            return when
    return None
