"""What tells two wishes from one wish and its details, at one joint of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.intake.any_case import AnyCase
from bot.intake.splitting.asking_words import FLOWS, LATE, NEED, TELL_ME, TO_KNOW
from bot.intake.splitting.coordinating import NEW
from bot.intake.splitting.enumerating import is_verbal
from bot.intake.splitting.pieces import says_several
from bot.intake.splitting.pointed import Ranked
from bot.intake.splitting.turning import STRONG
from bot.intake.splitting.wishes import is_order, look

_HEAD: Final = 70  # characters
_LOOKED_AT: Final = 200  # characters beside the joint
_NO_HINT: Final = 0.15  # of evidence
_BOTH_SURE: Final = 0.93

_END: Final = re.compile(r"[.!?\n]")
_LEANS_BACK: Final = AnyCase(
    r"[\s,¿¡]*(?:and|und|et|y|e)?\s*(?:it|its|this|that|these|those|them|they|their|he|she|him|her|his|which|who"
    r"|where|so|then|because|since|if|when|or|without|with|for|to|in|on|es|sie|diese\w*|dann|damit|weil|ob|dass"
    r"|ce|cela|ça|ils?|elles?|qui|que|pour|avec|eso|esto|para|con|isso|isto|ele|ela|com|por)\b"
)
_NOT: Final = AnyCase(
    r"\b(?:no|not|don(?:'|’)?t|already|enough|instead|only|nicht|kein\w*|schon|pas|déjà|ya|não|já)\b"
)
_TOLD: Final = AnyCase(
    r"\b(?:was|were|had|has|have|did|ran|went|said|says|told|asked|war|waren|hatte|hat|haben|a|ont|était|ha|han"
    r"|era|foi|tem)\b"
)
_KNOWN: Final = AnyCase(
    r"(?:the|der|die|das|den|dem|le|la|les|l(?:'|’)|el|los|las|o|a|os|as)\s+\w"
)  # a thing that was there before


@dataclass(frozen=True)
class Joint:
    """The left half ends at `start`. At `end` the right one begins, at `after` its words behind an "and"."""

    start: int
    end: int
    after: int
    kind: str  # line, end, comma, plus, word: how the halves are joined
    joined: bool  # the right half begins with "and"


@dataclass(frozen=True)
class Halves:
    """The areas of both halves, best first, none empty: with the evidence of the company's words alone
    (`hints`), and with their probability."""

    left_hints: Ranked
    right_hints: Ranked
    left: Ranked
    right: Ranked


def traits(words: str, joint: Joint, halves: Halves) -> dict[str, float]:
    """By name, each from 0 to 1. `words`: a shadow, or a part of one."""
    return {
        **_of_areas(halves),
        **_of_joint(words, joint),
        **_of_left(words[: joint.start]),
        **_of_right(words, joint),
    }


def _of_areas(halves: Halves) -> dict[str, float]:
    one, other = halves.left[0][0], halves.right[0][0]
    left, right = dict(halves.left), dict(halves.right)
    here, there = dict(halves.left_hints).get(one, 0.0), dict(halves.right_hints).get(other, 0.0)
    least = min(left[one], right[other])
    return {
        "left likely": left[one],
        "right likely": right[other],
        "left may be the other": left.get(other, 0.0),
        "right may be the other": right.get(one, 0.0),
        "both plain": least * min(1.0, here + 0.2) * min(1.0, there + 0.2),
        "both sure": float(least > _BOTH_SURE),
        "right hinted at": there,
        "right hints at the left": dict(halves.right_hints).get(one, 0.0),
        "hints missing": float(min(here, there) < _NO_HINT),
    }


def _of_joint(words: str, joint: Joint) -> dict[str, float]:
    turn = any(STRONG.match(words, at) for at in (joint.start, joint.end, joint.start + 1))
    return {
        "turn": float(turn),
        "line": float(joint.kind == "line"),
        "comma and": float(joint.kind == "comma" and joint.joined),
        "plus": float(joint.kind == "plus"),
        "and": float(joint.joined),
        "word": float(joint.kind == "word"),
    }


def _of_left(left: str) -> dict[str, float]:
    last = _END.split(left.strip())[-1]
    return {
        "left wishes": float(_wishes(left)),
        "left only names": float(not is_verbal(last)),
        "left denies": float(_NOT.search(last) is not None),
        "several": float(says_several(left)),
    }


def _of_right(words: str, joint: Joint) -> dict[str, float]:
    right, bare = words[joint.end :].lstrip(), words[joint.after :]
    first = _END.split(right, maxsplit=1)[0]
    seen = look(right, opens=joint.kind in ("line", "end"))
    return {
        "right also": float(seen.also),
        "right asks": float(seen.asks),
        "right fault": float(seen.fault),
        "right thing": float(seen.thing),
        "right wishes": float(_wishes(first)),
        "right orders": float(is_order(bare[:_LOOKED_AT])),
        "right new": float(NEW.match(bare) is not None),
        "right known": float(_KNOWN.match(bare) is not None),
        "right leans back": float(_LEANS_BACK.match(right) is not None),
        "right denies": float(_NOT.search(first) is not None),
        "right told": float(_TOLD.search(first) is not None),
        "right tells us": float(TELL_ME.search(first[:_HEAD]) is not None),
        "right flows": float(FLOWS.match(bare) is not None),
        "right says something": float(is_verbal(first)),
    }


def _wishes(words: str) -> bool:
    return bool(NEED.search(words) or LATE.search(words)) and not TO_KNOW.search(words[:_HEAD])
