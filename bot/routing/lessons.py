"""What was learnt: sentences and the area each of them turned out to belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

KEPT: Final = 1_500  # lessons; the matrix of the ridge grows with their square (18 MB at this many)


@dataclass(frozen=True)
class Lesson:
    """`text` is masked. The later of two lessons with the same text is the one that is followed."""

    text: str
    area_id: str
    id: str = ""
    weight: float = 1.0  # how far it is trusted; above 0


def newest(lessons: Iterable[Lesson], limit: int = KEPT) -> tuple[Lesson, ...]:
    """At most `limit` of them, given oldest first: the oldest of whichever area has most are let go."""
    given = list(lessons)
    too_many = len(given) - limit
    if too_many <= 0:
        return tuple(given)
    share = _even_share(Counter(lesson.area_id for lesson in given), limit)
    left = dict(share)
    kept: list[Lesson] = []
    for lesson in reversed(given):
        if left[lesson.area_id]:
            left[lesson.area_id] -= 1
            kept.append(lesson)
    return tuple(reversed(kept))


def _even_share(counts: Counter[str], limit: int) -> dict[str, int]:
    """How many of each area may stay: small areas whole, large ones evenly cut."""
    share: dict[str, int] = {}
    room, areas = limit, len(counts)
    for area_id, count in sorted(counts.items(), key=lambda each: (each[1], each[0])):
        share[area_id] = min(count, room // areas)
        room -= share[area_id]
        areas -= 1
    return share
