"""A layer's hours in one line of words: "mon-fri 9:00-12:00, 13:00-17:30; sat 10:00-14:00"."""

from __future__ import annotations

import itertools
import re
from datetime import time
from typing import Final

from bot.company.model import WEEKDAYS
from bot.company.times import Span
from db.errors import Unclear

Hours = tuple[tuple[Span, ...], ...]  # seven entries, Monday first

EXAMPLE: Final = "mon-fri 9:00-17:00"
_PIECE: Final = re.compile(r"([a-z]+)(?:\s*[-–]\s*([a-z]+))?\s*:?\s+(.+)")
_TIME: Final = r"([01]?\d|2[0-4])(?::([0-5]\d))?"
_SPAN: Final = re.compile(rf"{_TIME}\s*[-–]\s*{_TIME}")


def hours_in_words(hours: Hours | None) -> str:
    """Empty for day and night."""
    if hours is None:
        return ""
    pieces: list[str] = []
    day = 0
    while day < len(WEEKDAYS):
        last = day
        while last + 1 < len(WEEKDAYS) and hours[last + 1] == hours[day]:
            last += 1
        if hours[day]:
            days = WEEKDAYS[day] if day == last else f"{WEEKDAYS[day]}-{WEEKDAYS[last]}"
            pieces.append(f"{days} {', '.join(_span_written(span) for span in hours[day])}")
        day = last + 1
    return "; ".join(pieces)


def read_hours(text: str) -> Hours | None:
    """None for an empty line: day and night. Raises Unclear with what was not understood."""
    words = " ".join(text.lower().split())
    if not words:
        return None
    week: list[tuple[Span, ...]] = [() for _ in WEEKDAYS]
    for piece in filter(None, (one.strip() for one in words.split(";"))):
        days, spans = _read_piece(piece)
        for day in days:
            week[day] = (*week[day], *spans)
    return tuple(_in_order(spans, WEEKDAYS[day]) for day, spans in enumerate(week))


def _in_order(spans: tuple[Span, ...], day: str) -> tuple[Span, ...]:
    ordered = tuple(sorted(spans, key=lambda span: span.start))
    for before, after in itertools.pairwise(ordered):
        if before.end == time() or after.start < before.end:
            raise Unclear(f"The hours on {day} overlap. Write each hour once, like {EXAMPLE}.")
    return ordered


def _read_piece(piece: str) -> tuple[range, tuple[Span, ...]]:
    found = _PIECE.fullmatch(piece)
    first, last = (_weekday(found[1]), _weekday(found[2] or found[1])) if found else (None, None)
    if found is None or first is None or last is None or last < first:
        raise _unclear(piece)
    return range(first, last + 1), tuple(_read_span(one.strip(), piece) for one in found[3].split(","))


def _weekday(word: str) -> int | None:
    """By its first three letters, so that whole names are understood, too."""
    short = word[:3]
    known = {
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "tues",
        "thur",
        "thurs",
    }
    return WEEKDAYS.index(short) if short in WEEKDAYS and (word == short or word in known) else None


def _read_span(text: str, piece: str) -> Span:
    found = _SPAN.fullmatch(text)
    if found is None:
        raise _unclear(piece)
    start, end = (_minutes(found[1], found[2]), _minutes(found[3], found[4]))
    if start >= end and end != 0:
        raise Unclear(f'"{piece}" ends before it begins. Write the hours of one day like {EXAMPLE}.')
    if start >= 24 * 60 or end > 24 * 60:
        raise _unclear(piece)
    return Span(time(start // 60, start % 60), time(end // 60 % 24, end % 60))


def _minutes(hour: str, minute: str | None) -> int:
    return int(hour) * 60 + int(minute or 0)


def _span_written(span: Span) -> str:
    end = "24:00" if span.end == time() else f"{span.end.hour}:{span.end:%M}"
    return f"{span.start.hour}:{span.start:%M}-{end}"


def _unclear(piece: str) -> Unclear:
    return Unclear(f'I did not understand "{piece[:60]}". Write days and hours like {EXAMPLE}.')
