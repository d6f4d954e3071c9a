"""Working hours as people write them: `mon-thu: 9:00-12:00, 13:00-17:30`."""

from __future__ import annotations

import itertools
import re
from datetime import time

from bot.company.blocks import Block, Word
from bot.company.model import WEEKDAYS, Span
from bot.company.problems import Problems

_TIME = r"(?:[01]?\d|2[0-3])(?::[0-5]\d)?"
_SPAN = re.compile(rf"({_TIME})\s*[-–]\s*({_TIME})")
_DAYS = re.compile(r"([a-z]+)(?:\s*[-–]\s*([a-z]+))?")
_DAY_OFF = ("closed", "off")


def read_hours(block: Block) -> tuple[tuple[Span, ...], ...]:
    """Seven entries, Monday first. A calendar without any hour is a mistake."""
    week: list[tuple[Span, ...]] = [() for _ in WEEKDAYS]
    line_of_day: dict[int, int] = {}
    mistaken = False
    for name, values in block.named_words():
        days = _days(name, block)
        for day in days:
            if day in line_of_day:
                block.problems.add(
                    name.line,
                    f"{WEEKDAYS[day]} is already in line {line_of_day[day]}, in {block.what}. Keep one.",
                )
            line_of_day.setdefault(day, name.line)
        spans = _spans(name, values, block)
        mistaken = mistaken or spans is None or not days
        for day in days:
            week[day] = spans or ()
    if not any(week) and not mistaken:
        block.problems.add(
            block.line, f"{block.what} name no working hours at all. Add a line like `mon-fri: 9:00-17:30`."
        )
    return tuple(week)


def _days(name: Word, block: Block) -> tuple[int, ...]:
    match = _DAYS.fullmatch(name.text.lower())
    first, last = (match[1], match[2] or match[1]) if match else ("", "")
    if first not in WEEKDAYS or last not in WEEKDAYS or WEEKDAYS.index(first) > WEEKDAYS.index(last):
        block.problems.add(
            name.line,
            f'"{name.text}" in {block.what} is no weekday. Write mon, tue, wed, thu, fri, sat or sun, '
            "or several as in mon-fri.",
        )
        return ()
    return tuple(range(WEEKDAYS.index(first), WEEKDAYS.index(last) + 1))


def _spans(name: Word, values: tuple[Word, ...], block: Block) -> tuple[Span, ...] | None:
    """None when something in the line is wrong."""
    pieces = [piece.strip() for value in values for piece in value.text.split(",")]
    if [piece.lower() for piece in pieces] in [[word] for word in _DAY_OFF]:
        return ()
    spans = [span for piece in pieces if (span := _span(piece, name, block)) is not None]
    if not pieces:
        block.problems.add(
            name.line, f"{name.text} in {block.what} has no hours. Write some, such as 9:00-17:30, or closed."
        )
    if not pieces or len(spans) < len(pieces):
        return None
    return tuple(spans) if _in_order(spans, name, block.problems, block.what) else None


def _span(piece: str, name: Word, block: Block) -> Span | None:
    match = _SPAN.fullmatch(piece)
    if match is None:
        block.problems.add(
            name.line, f'"{piece}" in {block.what} on {name.text} are no hours. Write them like 9:00-17:30.'
        )
        return None
    start, end = _time(match[1]), _time(match[2])
    if end <= start:
        block.problems.add(
            name.line,
            f"{block.what} on {name.text} begin at {start:%H:%M} and end at {end:%H:%M}. "
            "The end must come after the beginning, on the same day.",
        )
        return None
    return Span(start, end)


def _time(text: str) -> time:
    hour, _, minute = text.partition(":")
    return time(int(hour), int(minute or 0))


def _in_order(spans: list[Span], name: Word, problems: Problems, what: str) -> bool:
    for before, after in itertools.pairwise(spans):
        if after.start < before.end:
            problems.add(
                name.line,
                f"{what} on {name.text} overlap: {before.end:%H:%M} comes after {after.start:%H:%M}. "
                "Write them from early to late.",
            )
            return False
    return True
