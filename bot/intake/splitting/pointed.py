"""Asks the router whom a stretch of words is for, within bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

Near = tuple[str, ...]  # areas, the likeliest first
Pointed = tuple[str, Near] | None  # the area, and those that may be meant as well
Ranked = tuple[tuple[str, float], ...]  # area id and evidence, best first
Point = Callable[[str], Ranked]

CLEAR: Final = 0.4  # about the evidence of an area's own keyword
MARKED: Final = 0.3  # enough where the writer says that something else follows: "also", "two things", a list
_NEAR: Final = 0.8  # areas with this share of the best evidence are meant as likely as the best
_DOUBT: Final = 0.6  # with more than this share of the best evidence, another area may be meant
_MOST_DOUBTS: Final = 2
SURE: Final = 0.55
_HINT: Final = 0.3  # less evidence in the whole text than this is no second wish
_SHORT_TEXT: Final = 1500  # characters; of longer ones a router may read only the beginning and the end
HALF: Final = 0.37  # evidence of each of two wishes in one sentence
APART: Final = 0.5  # with at most this share of the best, no other area is meant
_MOST_LOOKS: Final = 12  # asking the router costs the most


def points_at_one(words: str, point: Point, never: str | None) -> bool:
    """Most texts name one area, or one and hints of others: they are done here."""
    if len(words) > _SHORT_TEXT:
        return False
    found = [evidence for area, evidence in point(words) if area != never]
    return len(found) < 2 or found[1] < _HINT


class Pointing:
    """Asks the router, within bounds, and about the same words once."""

    def __init__(self, point: Point, decide: Point | None, never: str | None) -> None:
        self._point = point
        self._decide = decide
        self._doubts = _MOST_DOUBTS
        self._never = never
        self._left = _MOST_LOOKS
        self._known: dict[str, Ranked] = {}

    def ranked(self, words: str) -> Ranked:
        """As the router says it; () when it was asked too often."""
        if words not in self._known:
            if self._left <= 0:
                return ()
            self._left -= 1
            self._known[words] = self._cleared(words, self._without_never(self._point(words)))
        return self._known[words]

    def decided(self, words: str) -> tuple[str, float]:
        """The likeliest area and its probability; ("", 0) when nobody decides."""
        found = self._without_never(self._decide(words)) if self._decide else ()
        return found[0] if found else ("", 0.0)

    def hints(self, words: str) -> Ranked:
        """As the router's words alone say it. Who calls sees to the bounds."""
        return self._without_never(self._point(words))

    def likely(self, words: str) -> Ranked:
        """(area id, probability), best first; () when nobody decides. Who calls sees to the bounds."""
        return self._without_never(self._decide(words)) if self._decide else ()

    def _without_never(self, found: Iterable[tuple[str, float]]) -> Ranked:
        return tuple(each for each in found if each[0] != self._never)

    def _cleared(self, words: str, found: Ranked) -> Ranked:
        """Where two areas are pointed at, evidence counts with the probability of each."""
        if self._decide is None or len(found) < 2 or found[1][1] < _DOUBT * found[0][1] or not self._doubts:
            return found
        self._doubts -= 1
        likely = dict(self._decide(words))
        weighed = ((area, min(1.0, evidence * (SURE + likely.get(area, 0.0)))) for area, evidence in found)
        return tuple(sorted(weighed, key=lambda each: -each[1]))

    def apart(self, left: str, right: str) -> bool:
        """Whether both point clearly, each elsewhere, and neither at the other's area."""
        one, other = self.ranked(left), self.ranked(right)
        if not one or not other or one[0][0] == other[0][0] or min(one[0][1], other[0][1]) < HALF:
            return False
        return not _is_near(one, other[0][0]) and not _is_near(other, one[0][0])

    def __call__(self, words: str, least: float, *, first: bool = False) -> Pointed:
        """The area that the words point at and those that they may mean as well; None when unclear."""
        ranked = self.ranked(words)
        if not ranked:
            return None
        best = ranked[0][1]
        alone = len(ranked) == 1 or ranked[1][1] <= APART * best
        if best < (MARKED if first and alone else least):
            return None
        return ranked[0][0], tuple(area for area, evidence in ranked if evidence >= _NEAR * best)


def _is_near(ranked: Ranked, area_id: str) -> bool:
    return any(area == area_id and evidence > _NEAR * ranked[0][1] for area, evidence in ranked)
