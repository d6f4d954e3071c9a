"""Where a text falls apart into wishes for different areas, weighed by what stands on both sides of a joint.

A logistic regression (ridge, fitted by Newton's method) over the named traits of `traits.py`. It learnt from
the joints of texts that hold two wishes and of texts that hold one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from bot.intake.any_case import AnyCase
from bot.intake.splitting.pointed import Pointing
from bot.intake.splitting.traits import Halves, Joint, traits
from bot.intake.splitting.turning import Turned

KEPT: Final = -0.5  # weight from which a text that was told apart otherwise stays so
FOUND: Final = 0.5  # weight from which it is told apart by this alone
_MOST_JOINTS: Final = 24  # of a text; pointing at the halves of each is cheap
_MOST_WEIGHED: Final = 4  # asking for the likeliest areas is not
_MOST_WISHES: Final = 4
_SHORTEST: Final = 6  # characters of a half
_HINTED: Final = 0.3  # evidence that one of the halves must have

_JOINT: Final = AnyCase(
    r"(?P<line>\n+\s*(?:[-*•–—·✅]{1,2}|\(?(?:\d{1,2}|[a-h])[.)])?\s*|(?<=[\s(])\(?(?:[2-9]|[b-h])[.)]\s)"
    r"|(?P<end>[.!?;…:][\"”»)]{0,2}\s+|\s[–—|-]{1,2}\s)|(?P<comma>,\s+)"
    r"|(?P<plus>\s(?:plus|as\s+well\s+as|along\s+with|together\s+with|sowie|ainsi\s+que|así\s+como"
    r"|además\s+de|bem\s+como|além\s+de)\s+|\s\+\s)|(?P<word>\s(?=(?:and|&|und|et|y|e)\s))"
)
_AND: Final = AnyCase(r"(?:and|&|\+|und|et|y|e|but|aber|mais|pero|mas|oh)[\s,]+")
_BIAS: Final = -6.99
_WEIGHTS: Final[dict[str, float]] = {
    "and": 0.4,
    "both plain": 1.3,
    "both sure": 0.74,
    "comma and": 0.59,
    "hints missing": -0.58,
    "left denies": -0.25,
    "left likely": 2.26,
    "left may be the other": 2.49,
    "left only names": 0.7,
    "left wishes": 0.35,
    "line": -0.0,
    "plus": 1.48,
    "right also": 2.21,
    "right asks": 0.62,
    "right denies": -0.48,
    "right fault": 1.04,
    "right flows": -1.06,
    "right hinted at": 0.52,
    "right hints at the left": 0.47,
    "right known": 0.33,
    "right leans back": 0.22,
    "right likely": 2.09,
    "right may be the other": -5.51,
    "right new": 0.66,
    "right orders": 0.35,
    "right says something": -0.47,
    "right tells us": -0.93,
    "right thing": 0.99,
    "right told": 0.61,
    "right wishes": 0.77,
    "several": 0.78,
    "turn": 1.13,
    "word": -0.61,
}


@dataclass(frozen=True)
class _Weighed:
    weight: float
    joint: Joint
    left: str  # area id
    right: str


def weight_of(words: str, pointing: Pointing) -> float:
    """How much speaks for two wishes at the likeliest joint of a shadow; minus infinity without any."""
    best = _best(words, pointing)
    return best.weight if best else float("-inf")


def fallen_apart(words: str, pointing: Pointing) -> tuple[Turned, ...]:
    """The stretches of a shadow, each for another area; () where it stays with one."""
    best = _best(words, pointing)
    if best is None or best.weight < FOUND:
        return ()
    found = [
        Turned(0, best.joint.end, best.left),
        Turned(best.joint.end, len(words), best.right),
    ]
    for piece in tuple(found):
        _part_once_more(words, piece, found, pointing)
    return tuple(found)


def _part_once_more(words: str, piece: Turned, found: list[Turned], pointing: Pointing) -> None:
    others = {other.area_id for other in found if other is not piece}
    best = _best(words[piece.start : piece.end], pointing)
    if best is None or best.weight < FOUND or len(found) >= _MOST_WISHES or others & {best.left, best.right}:
        return
    middle, at = piece.start + best.joint.end, found.index(piece)
    found[at : at + 1] = [
        Turned(piece.start, middle, best.left),
        Turned(middle, piece.end, best.right),
    ]


def joints(words: str) -> Iterator[Joint]:
    """Every place where another wish might begin, in order."""
    for match in islice(_JOINT.finditer(words), _MOST_JOINTS):
        behind = _AND.match(words, match.end())
        after = behind.end() if behind else match.end()
        yield Joint(match.start(), match.end(), after, match.lastgroup or "", behind is not None)


def weighable(words: str, pointing: Pointing) -> list[tuple[Joint, Halves]]:
    """The joints whose halves belong to two areas, the most promising first."""
    hinted: list[tuple[float, Joint, Halves]] = []
    for joint in joints(words):
        left, right = words[: joint.start], words[joint.after :]
        if len(left.strip()) < _SHORTEST or len(right.strip()) < _SHORTEST:
            continue
        here, there = pointing.hints(left), pointing.hints(right)
        if here and there and max(here[0][1], there[0][1]) >= _HINTED:
            apart = min(here[0][1], there[0][1])
            apart -= max(dict(here).get(there[0][0], 0.0), dict(there).get(here[0][0], 0.0))
            hinted.append((apart, joint, Halves(here, there, (), ())))
    hinted.sort(key=lambda each: -each[0])
    found = []
    for _, joint, halves in hinted[:_MOST_WEIGHED]:
        one, other = pointing.likely(words[: joint.start]), pointing.likely(words[joint.after :])
        if one and other and one[0][0] != other[0][0]:
            found.append((joint, Halves(halves.left_hints, halves.right_hints, one, other)))
    return found


def _best(words: str, pointing: Pointing) -> _Weighed | None:
    weighed = [
        _Weighed(_weight(traits(words, joint, halves)), joint, halves.left[0][0], halves.right[0][0])
        for joint, halves in weighable(words, pointing)
    ]
    return max(weighed, key=lambda each: each.weight, default=None)


def _weight(seen: dict[str, float]) -> float:
    return _BIAS + sum(_WEIGHTS[name] * value for name, value in seen.items())
