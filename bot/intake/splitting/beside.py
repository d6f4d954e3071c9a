"""What stands beside an incident: "The shop is down! Also, no hurry, could I have a bigger monitor?"

Whoever tells that something broke tells much more about it, so the rest is a wish of its own only where the
writer turns to it in so many words, and only where it asks for something of another area.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Final

from bot.intake.any_case import AnyCase
from bot.intake.splitting.asking_words import FAULT, LATE, NEED
from bot.intake.splitting.pieces import READ, shadow
from bot.intake.splitting.pointed import Point
from bot.intake.splitting.wishes import begs, is_order

_MOST: Final = 4  # turns that are looked at
_FEWEST_WORDS: Final = 3
_PLAINLY: Final = 0.5  # how likely the other area must be
_AFTER_WEAK: Final = 0.8  # where the writer only says "also"

_TURN: Final = AnyCase(
    r"(?:^|(?<=[.!?;:,…)\n–—-]))\s*(?:(?:oh|ah|ok|and|but|und|ach|et|y|e)[\s,]+){0,2}(?:(?P<strong>p\.?\s?s\b\.?|nb\b"
    r"|btw|by\s+the\s+way|while\s+(?:i|we|you)(?:(?:'|’)?(?:m|re|ve)|\s+(?:am|are|have))\s+(?:at\s+it|there|on\s+it|you)"
    r"|(?:an|one)?other\s+(?:thing|one|matter)|one\s+(?:more|last|final)(?:\s+thing)?"
    r"|(?:and\s+)?(?:the\s+|a\s+)?(?:second|next|last|other)\s+(?:thing|one|point)"
    r"|(?:also[\s,]+)?(?:(?:completely|totally|something|quite)\s+)?(?:unrelated(?:ly)?|separate(?:ly)?|different)"
    r"(?:\s+(?:topic|matter|issue|question|request|thing))?|(?:new|another)\s+(?:topic|subject|matter|question|request)"
    r"|on\s+(?:a\s+(?:different|separate)|another)\s+(?:note|topic|matter)|secondly|nebenbei|übrigens|zweitens"
    r"|(?:und\s+)?noch\s+(?:was|etwas|eine\s+sache)|(?:ganz\s+)?(?:ein\s+)?ander(?:es|er)\s+(?:thema|punkt)"
    r"|was\s+anderes|wenn\s+(?:ihr|du|sie)\s+schon\s+dabei|(?:une?\s+)?autre\s+(?:chose|sujet|point|demande)"
    r"|par\s+ailleurs|au\s+passage|rien\s+à\s+voir|pendant\s+que\s+j(?:'|’)y\s+suis|deuxièmement"
    r"|otra\s+(?:cosa|petición|pregunta)|por\s+otr[oa]\s+(?:lado|parte)|de\s+paso|por\s+cierto|ya\s+que\s+estamos"
    r"|outra\s+coisa|por\s+outro\s+lado|aproveitando|a\s+propósito)"
    r"|also|additionally|in\s+addition|besides(?:\s+that)?|außerdem|ausserdem|zusätzlich|auch\s+noch|des\s+weiteren"
    r"|aussi|en\s+plus|en\s+outre|de\s+plus|además|ademas|también|tambien|além\s+disso|também|tambem)(?!\w)[\s,:;.–—-]*"
)

Broken = Callable[[str], str | None]


def beside(text: str, broken: Broken, likely: Point) -> tuple[str, str, str] | None:
    """(the words of the incident, those of the other wish, the area of the other wish); None: nothing beside.

    `broken`: whether words tell of an incident. `likely`: (area id, probability), best first, without the
    incidents' own area.
    """
    words = shadow(text[:READ])
    for turn in islice(_TURN.finditer(words), _MOST):
        one, other = text[: turn.start()].strip(), text[turn.end() :].strip()
        if min(one.count(" "), other.count(" ")) < _FEWEST_WORDS - 1:
            continue
        first, second = broken(one), broken(other)
        if bool(first) == bool(second):
            continue
        told, wish, seen = (one, other, words[turn.end() :]) if first else (other, one, words[: turn.start()])
        area_id = _asked_of(wish, seen, likely, strong=turn["strong"] is not None)
        if area_id:
            return told, wish, area_id
    return None


def turns_aside(text: str) -> bool:
    """Cheap: whether it may be worth asking what stands beside an incident."""
    return _TURN.search(text[:READ]) is not None


def _asked_of(wish: str, seen: str, likely: Point, *, strong: bool) -> str | None:
    """Whose the wish is; None where it asks for nothing, or nobody can tell whose it is."""
    asks = NEED.search(seen) or LATE.search(seen) or begs(seen) or is_order(seen)
    if not (asks or (strong and ("?" in seen or FAULT.search(seen)))):
        return None
    found = likely(wish)
    return found[0][0] if found and found[0][1] >= (_PLAINLY if strong else _AFTER_WEAK) else None
