"""How long a meeting lasts, in words: "for 45 minutes", "for an hour and a half", "10:00-10:45"."""

from __future__ import annotations

import re
from typing import Final

from db.errors import Unclear

# A text with spaces where something was taken out, so that every place in it stays what it was.
Blanked = str

_UNIT: Final = r"(?P<unit>minutes?|mins?|minuten|hours?|hrs?|stunden?)"
_NUMBER: Final = r"(?P<number>\d{1,3}(?:[.,]\d)?|half an|half a|an|a|one|two|three)"
_LENGTH: Final = re.compile(
    rf"(?<!\w)(?<!every )(?:(?:for|lasting)\s+)?{_NUMBER}\s*-?{_UNIT}\b"
    r"(?P<half>\s+and\s+a\s+half\b)?(?:\s*(?:and\s+)?(?P<more>\d{1,2})\s*(?:minutes?|mins?|m)\b)?",
    re.IGNORECASE,
)
# "h" alone is a time of day ("14 h", "9h30") unless "for" stands before it.
_SHORT: Final = re.compile(
    r"(?<!\w)(?:for|lasting)\s+(?P<number>\d{1,2}(?:[.,]\d)?)\s*(?P<unit>h|m)(?P<more>\d{1,2})?m?\b",
    re.IGNORECASE,
)
_NUMBERS: Final = {"half an": 0.5, "half a": 0.5, "an": 1.0, "a": 1.0, "one": 1.0, "two": 2.0, "three": 3.0}
_SPAN: Final = re.compile(
    r"(?<![\d.:/–-])(?:from\s+)?(?P<first>\d{1,2})(?:[:.](?P<first_minute>[0-5]\d))?\s*(?P<first_half>[ap]m)?"
    r"\s*(?:-|–|to|until|till|bis)\s*"
    r"(?P<last>\d{1,2})(?:[:.](?P<last_minute>[0-5]\d))?\s*(?P<last_half>[ap]m)?"
    r"(?![\d:/–-]|\w|\s*(?:weeks|days|months))",
    re.IGNORECASE,
)
_DAY: Final = 24 * 60
_HALF_DAY: Final = 12 * 60


def blank(text: Blanked, start: int, end: int) -> Blanked:
    return text[:start] + " " * (end - start) + text[end:]


def length_in(text: Blanked) -> tuple[Blanked, int | None]:
    """The text without its length, and the length in minutes."""
    found = _SHORT.search(text) or _LENGTH.search(text)
    if found is None:
        return text, None
    parts = found.groupdict()
    said = parts["number"].lower()
    number = _NUMBERS[said] if said in _NUMBERS else float(said.replace(",", "."))
    number += 0.5 if parts.get("half") else 0
    in_hours = parts["unit"][0].lower() in "hs"
    minutes = round(number * 60 if in_hours else number) + int(parts["more"] or 0)
    return blank(text, *found.span()), minutes


def span_in(text: Blanked) -> tuple[Blanked, int | None]:
    """The text with only the beginning of "10:00-10:45" left, and the minutes in between.

    Raises Unclear where it would end before it begins.
    """
    found = _SPAN.search(text)
    if found is None:
        return text, None
    first, last = _first_and_last(found)
    if first >= last or last > _DAY:
        raise Unclear(f'"{found[0].strip()}" ends before it begins. Write it like "10:00-10:45".')
    start, end = found.span()
    written = f" at {first // 60:02}:{first % 60:02} "
    return text[:start] + written.ljust(end - start) + text[end:], last - first


def _first_and_last(found: re.Match[str]) -> tuple[int, int]:
    """Both as minutes of the day. Where only the second says am or pm, the first is the nearest before it."""
    last = _minute_of_day(found["last"], found["last_minute"], found["last_half"])
    first = _minute_of_day(found["first"], found["first_minute"], found["first_half"])
    if found["last_half"] and not found["first_half"]:
        return (first + _HALF_DAY if first + _HALF_DAY < last else first), last
    if not found["first_half"] and not found["first_minute"] and 1 <= int(found["first"]) <= 6:
        first += _HALF_DAY  # a bare "2-3": nobody meets in the small hours
    if last <= first and not found["last_half"] and int(found["last"]) <= 12:
        last += _HALF_DAY  # "11-1"
    return first, last


def _minute_of_day(hour: str, minute: str | None, half: str | None) -> int:
    number = int(hour) % 12 + 12 * (half.lower() == "pm") if half else int(hour)
    return number * 60 + int(minute or 0)
