"""What is no prose around a date: links, addresses, files, paths, quotations."""

from __future__ import annotations

import re
from typing import Final

from bot.intake.dates import words
from bot.intake.dates.line import Line
from bot.intake.dates.sight import Sight

# The date itself stands as this mark in the run of characters around it.
_CORE: Final = "§"
_TECHNICAL: Final = re.compile(r"://|[_=@\\]|www\.|^[/#~]")
_RUN: Final = 80
_QUOTED: Final = re.compile(
    r"\"[^\"\n]{1,300}\"|“[^”\n]{1,300}”|«[^»\n]{1,300}»|„[^“”\n]{1,300}[“”]"
    r"|(?<![^\s:(])'[^'\n]{1,300}'(?!\w)|`[^`]{1,300}`"
)
_NEARBY: Final = 400
_QUOTING: Final = 6  # the marks and a little word
_TLD: Final = words.vocabulary(
    """
    com io net org de co app ai fr es eu uk pdf csv png jpg jpeg html js xlsx docx zip
    """
)


def is_part_of_a_name(line: Line, sight: Sight) -> bool:
    """A link, an address, a file, a tag: the run of characters around it is no prose."""
    start, end = line.starts[sight.first], line.ends[sight.after - 1]
    text = line.folded
    left, right = text[max(0, start - _RUN) : start], text[end : end + _RUN]
    dotted = line.words[sight.after] == "." and line.glued(sight.after) and line.glued(sight.after + 1)
    if dotted and line.words[sight.after + 1] in _TLD:
        return True
    opened = text.rfind("<", max(0, start - _NEARBY), start)
    if (
        opened >= 0
        and text.find(">", opened, start) < 0
        and text[opened + 1 : opened + 2] in ("h", "@", "#", "!", "m")
    ):
        return True
    run = left[_last_space(left) :] + _CORE + right[: _first_space(right)].rstrip(".,;:!?)'\"")
    return bool(_TECHNICAL.search(run)) or _is_in_a_path(line, sight) or _is_hyphened(line, sight)


def _is_in_a_path(line: Line, sight: Sight) -> bool:
    """As in "promo/march", "2026/spring"; "Thursday/Friday" are two days."""
    days = words.WEEKDAYS.keys() | words.SHORT_WEEKDAYS.keys()
    before, after = sight.first - 1, sight.after
    left = line.words[before] == "/" and line.glued(before) and line.glued(sight.first)
    right = line.words[after] == "/" and line.glued(after) and line.glued(after + 1)
    if left and line.words[before - 1] not in days:
        return True
    return right and line.words[after + 1].isalpha() and line.words[after + 1] not in days


def _last_space(text: str) -> int:
    return max(text.rfind(" "), text.rfind("\n"), text.rfind("\t"), text.rfind("(")) + 1


def _first_space(text: str) -> int:
    places = [at for at in (text.find(" "), text.find("\n"), text.find("\t")) if at >= 0]
    return min(places, default=len(text))


def _is_hyphened(line: Line, sight: Sight) -> bool:
    """As in "black-friday-sale", "v2-march": glued to a word by a hyphen."""
    after = sight.after
    if (
        line.words[after] == "-"
        and line.glued(after)
        and line.glued(after + 1)
        and line.words[after + 1].isalpha()
    ):
        return line.words[after + 1] not in words.WEEKDAYS and line.words[after + 1] not in words.ALL_MONTHS
    before = sight.first - 1
    joined = line.words[before] == "-" and line.glued(before) and line.glued(sight.first)
    return (
        joined
        and before > 0
        and line.words[before - 1].isalpha()
        and line.words[before - 1] not in words.WEEKDAYS
    )


def is_quoted(line: Line, sight: Sight) -> bool:
    """What stands in quotation marks is somebody's text, not a wish; unless it is nothing but the date."""
    start, end = line.starts[sight.first], line.ends[sight.after - 1]
    begin = max(0, start - _NEARBY)
    around = line.folded[begin : end + _NEARBY]
    if not any(mark in around for mark in "\"“«„'`"):
        return False
    for found in _QUOTED.finditer(around):
        opened, closed = found.start() + begin, found.end() + begin
        if opened < start and end < closed:
            return closed - opened > end - start + _QUOTING
    return False
