"""Hours of a week as people write them: `mon-thu: 9:00-12:00, 13:00-17:30`."""

from __future__ import annotations

import itertools
import re
from datetime import time

from bot.company.blocks import Block, Word
from bot.company.model import WEEKDAYS
from bot.company.problems import Problems
from bot.company.times import Span

_TIME = r"(?:[01]?\d|2[0-3])(?::[0-5]\d)?"
_SPAN = re.compile(rf"({_TIME})\s*[-–]\s*({_TIME})")
_DAYS = re.compile(r"([a-z]+)(?:\s*[-–]\s*([a-z]+))?")
_END_OF_DAY = re.compile(r"(?<![\d:])24(?::00)?$")
_DAY_OFF = ("closed", "off")
_MIDNIGHT = time()


def read_hours(block: Block, *, to_midnight: bool = False) -> tuple[tuple[Span, ...], ...]:
    """Seven entries, Monday first. A week without any hour is a mistake. `to_midnight`: an end of 24:00 or
    0:00 is the end of the day, and is read as time(0)."""
    week: list[tuple[Span, ...]] = [() for _ in WEEKDAYS]
    line_of_day: dict[int, int] = {}
    mistaken = False
    for name, values in block.named_words():
        days = read_days(name, block)
        for day in days:
            if day in line_of_day:
                block.problems.add(
                    name.line,
                    f"{WEEKDAYS[day]} is already in line {line_of_day[day]}, in {block.what}. Keep one.",
                )
            line_of_day.setdefault(day, name.line)
        spans = _spans(name, values, block, to_midnight)
        mistaken = mistaken or spans is None or not days
        for day in days:
            week[day] = spans or ()
    if not any(week) and not mistaken:
        block.problems.add(
            block.line, f"{block.what} name no working hours at all. Add a line like `mon-fri: 9:00-17:30`."
        )
    return tuple(week)


def read_days(name: Word, block: Block) -> tuple[int, ...]:
    """`thu` or `mon-fri`, as numbers from 0 for Monday. Empty, and noted, when it is neither."""
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


def read_time(text: str) -> time | None:
    """A time of day by the 24-hour clock: `9`, `9:00` or `09:00`."""
    return _time(text) if re.fullmatch(_TIME, text) else None


def _spans(name: Word, values: tuple[Word, ...], block: Block, to_midnight: bool) -> tuple[Span, ...] | None:
    """None when something in the line is wrong."""
    pieces = [piece.strip() for value in values for piece in value.text.split(",")]
    if [piece.lower() for piece in pieces] in [[word] for word in _DAY_OFF]:
        return ()
    spans = [span for piece in pieces if (span := _span(piece, name, block, to_midnight))]
    if not pieces:
        block.problems.add(
            name.line, f"{name.text} in {block.what} has no hours. Write some, such as 9:00-17:30, or closed."
        )
    if not pieces or len(spans) < len(pieces):
        return None
    return tuple(spans) if _in_order(spans, name, block.problems, block.what) else None


def _span(piece: str, name: Word, block: Block, to_midnight: bool) -> Span | None:
    match = _SPAN.fullmatch(_END_OF_DAY.sub("0:00", piece) if to_midnight else piece)
    if match is None:
        block.problems.add(
            name.line, f'"{piece}" in {block.what} on {name.text} are no hours. Write them like 9:00-17:30.'
        )
        return None
    start, end = _time(match[1]), _time(match[2])
    if end <= start and not (to_midnight and end == _MIDNIGHT):
        advice = " What goes past midnight is written in two parts: 0:00-6:00, 22:00-24:00."
        block.problems.add(
            name.line,
            f"{block.what} on {name.text} begin at {start:%H:%M} and end at {end:%H:%M}. "
            f"The end must come after the beginning, on the same day.{advice if to_midnight else ''}",
        )
        return None
    return Span(start, end)


def _time(text: str) -> time:
    hour, _, minute = text.partition(":")
    return time(int(hour), int(minute or 0))


def _shown(end: time) -> str:
    return "24:00" if end == _MIDNIGHT else f"{end:%H:%M}"


def _in_order(spans: list[Span], name: Word, problems: Problems, what: str) -> bool:
    for before, after in itertools.pairwise(spans):
        if after.start < before.end or before.end == _MIDNIGHT:
            problems.add(
                name.line,
                f"{what} on {name.text} overlap: {_shown(before.end)} comes after {after.start:%H:%M}. "
                "Write them from early to late.",
            )
            return False
    return True
