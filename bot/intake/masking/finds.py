"""What the finders hand back: a place in the text, its kind, and the words that take its place."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from typing import Literal, NamedTuple

Kind = Literal["secret", "card", "account", "person_data"]

PASSWORD = "[password left out]"
KEY = "[key left out]"
CODE = "[code left out]"
CARD = "[card number left out]"
ACCOUNT = "[account number left out]"
EMAIL = "[e-mail left out]"
PHONE = "[phone number left out]"
NUMBER = "[personal number left out]"
PEOPLE = "[list of people left out]"


class Find(NamedTuple):
    """Half-open: text[start:end] is what may not be kept."""

    start: int
    end: int
    kind: Kind
    words: str


def without_overlaps(finds: Iterable[Find]) -> list[Find]:
    """In order of the text. Of two that overlap the one handed in first stays."""
    kept: list[Find] = []
    for find in finds:
        place = bisect.bisect_left(kept, find.start, key=_start)
        clear_before = not place or kept[place - 1].end <= find.start
        clear_after = place == len(kept) or find.end <= kept[place].start
        if clear_before and clear_after:
            kept.insert(place, find)
    return kept


def touches(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Does start..end overlap one of these spans? They are in order and do not overlap each other."""
    place = bisect.bisect_left(spans, end, key=_first)
    return place > 0 and spans[place - 1][1] > start


def _start(find: Find) -> int:
    return find.start


def _first(span: tuple[int, int]) -> int:
    return span[0]
