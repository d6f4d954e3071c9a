"""Where the writer turns to something else: "PS", "while you're at it", "another thing", "also".

Looks less at how each piece is put than `sorting` does, and more at whom it is for: each must belong, by
what is known, to an area of its own, and the surer the weaker the turn is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.intake.any_case import AnyCase
from bot.intake.splitting.pointed import Pointing
from bot.intake.splitting.wishes import look

_MOST: Final = 5  # pieces: asking for the likeliest area costs the most
_FEWEST_WORDS: Final = 3
_AFTER_STRONG: Final = 0.5  # how likely each area must be
_AFTER_WEAK: Final = 0.66
_UNMARKED: Final = 0.8

_BEFORE: Final = r"(?:(?<=[.!?;:,)\n–—-])\s*|(?<=\s))(?:(?:oh|ah|ok|and|but|und|ach|et|y|e|ah)[\s,]+){0,2}"
STRONG: Final = AnyCase(
    _BEFORE
    + r"(?:p\.?\s?s\b\.?|nb\b|btw|by\s+the\s+way|while\s+you(?:(?:'|’)?re|\s+are)\s+(?:at\s+it|there|on\s+it)"
    r"|(?:an|one)?other\s+thing|one\s+(?:more|last|final)\s+thing|(?:the\s+)?(?:second|next|last|other)\s+thing"
    r"|(?:completely\s+|totally\s+)?(?:unrelated(?:ly)?|separate(?:ly)?)(?:\s+(?:topic|matter|issue|question"
    r"|request))?|(?:different|other|new|another)\s+(?:topic|subject|matter|question|request|issue)"
    r"|on\s+(?:a\s+(?:different|separate)|another)\s+(?:note|topic|matter)|besides(?:\s+that)?|apart\s+from\s+that"
    r"|in\s+addition|additionally|secondly|thirdly|same\s+goes\s+for|nebenbei|übrigens|und\s+noch\s+(?:was|etwas)"
    r"|noch\s+(?:was|etwas|eine\s+sache)|ander(?:es|er)\s+(?:thema|punkt)|außerdem|ausserdem|zweitens|des\s+weiteren"
    r"|autre\s+(?:chose|sujet|point|demande)|par\s+ailleurs|au\s+passage|en\s+outre|sinon|deuxièmement"
    r"|otra\s+(?:cosa|petición|pregunta)|por\s+otr[oa]\s+(?:lado|parte)|de\s+paso|además|por\s+cierto"
    r"|outra\s+coisa|além\s+disso|aproveitando|a\s+propósito|por\s+outro\s+lado)(?!\w)[\s,:;.–—-]*"
)
_WEAK: Final = AnyCase(
    r"(?:[.!?;,\n]\s*|\s)(?:(?:and|but|und|et|y|e)\s+)?(?:also|plus|then|auch\s+noch|zusätzlich|auch|noch|aussi|également"
    r"|en\s+plus|también|tambem|também|ainda|luego)\s+(?=\w)"
    r"|(?:^|\s)[-–—•*·+&]\s+(?=\w)|[.!?]\s+(?=\w)|;\s+|\n+"
)
_PLAIN: Final = AnyCase(
    r"\s(?:and|und|et|y|e)\s+(?=(?:please|i|i(?:'|’)m|we|my|our|the|can|could|why|how|which|bitte|ich|wir|mein|meine|unser"
    r"|unsere|die|der|das|je|j(?:'|’)ai|nous|mon|ma|notre|mi|nuestr[oa]|meu|minha|noss[oa])\s)"
)
_OF_BEFORE: Final = AnyCase(
    r"\b(?:it|its|this|that|these|those|them|they|their|there|he|she|him|her|his|es|sie|ihn|ihm|dazu|davon|damit|dort|dafür"
    r"|ça|cela|ils?|elles?|eso|esto|ello|allí|isso|isto|ele|ela|lá)\b"
)


@dataclass(frozen=True)
class Turned:
    """A piece of the text for an area of its own."""

    start: int
    end: int
    area_id: str


def turns(words: str) -> bool:
    """Whether the writer says in so many words that something else follows."""
    return STRONG.search(words) is not None


def turned(words: str, pointing: Pointing) -> tuple[Turned, ...]:
    """The pieces of a shadow, each for another area; () where it stays with one."""
    for pattern, least in ((STRONG, _AFTER_STRONG), (_WEAK, _AFTER_WEAK), (_PLAIN, _UNMARKED)):
        found = _pieces(words, pattern, least, pointing)
        if len(found) > 1:
            return tuple(found)
    return ()


def _pieces(words: str, pattern: AnyCase, least: float, pointing: Pointing) -> list[Turned]:
    marks = [(match.start(), match.end()) for match in pattern.finditer(words)]
    edges = [(0, 0), *marks][:_MOST]
    stops = [start for start, _ in edges[1:]] + [len(words)]
    strong = pattern is STRONG
    pieces = [(start, stop, words[begin:stop]) for (start, begin), stop in zip(edges, stops, strict=True)]
    standing = [len(piece.split()) >= _FEWEST_WORDS for _, _, piece in pieces]
    standing[1:] = [
        stands and _asks_for_itself(piece, strong=strong)
        for stands, (_, _, piece) in zip(standing[1:], pieces[1:], strict=True)
    ]
    if not standing[0] or not any(standing[1:]):
        return []
    found: list[Turned] = []
    for stands, (start, stop, piece) in zip(standing, pieces, strict=True):
        area_id, p = pointing.decided(piece) if stands else ("", 0.0)
        if p >= least and all(area_id != other.area_id for other in found):
            found.append(Turned(start, stop, area_id))
        elif found:
            found[-1] = Turned(found[-1].start, stop, found[-1].area_id)
        else:
            return []  # what stands first is no wish that could be told
    return found


def _asks_for_itself(piece: str, *, strong: bool) -> bool:
    """Whether a piece stands on its own feet, and does not only say more about what was before."""
    seen = look(piece, opens=True)
    wishes = seen.asks or seen.fault or seen.thing or strong
    return wishes and not seen.leans and (strong or not _OF_BEFORE.search(piece))
