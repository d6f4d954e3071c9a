"""Two wishes in one breath: "a short link for the flyer and the page behind it has to be changed".

Only says where a sentence might fall apart. Whether it does, the areas of both halves decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Final

from bot.intake.any_case import AnyCase
from bot.intake.splitting.wishes import is_order, says_need

_MOST: Final = 6  # joints of one sentence that are looked at
_SHORTEST: Final = 10  # characters of a half

_JOINT: Final = re.compile(
    r"(?P<more>[\s,]\s*(?:(?:and|but)\s+(?:also|for|afterwards|then|secondly)|plus|as\s+well\s+as|along\s+with"
    r"|together\s+with|sowie|und\s+(?:auch|noch|zusätzlich|außerdem)|ainsi\s+que|et\s+aussi|de\s+même\s+que"
    r"|así\s+como|además\s+de|y\s+también|bem\s+como|além\s+de|e\s+também)\s+)"
    r"|[\s,]\s*(?:and|&|\+|und|et|y|e)\s+|;\s+|,\s+|\s[-–]\s",
    re.IGNORECASE,
)
NEW: Final = AnyCase(
    r"(?:please\s+|bitte\s+)?(?:an?|one|two|three|four|some|another|new|also|access|\d{1,3}|eine?n?|zwei|drei"
    r"|neue[rsn]?|une?|des|deux|trois|de\s+(?:nouve\w+|un[ae]?|uma?)|d(?:'|’)une?|nouve\w+|un[ao]?s?|dos"
    r"|tres|nuev\w+|uma?s?|dois|duas|nov[oa]s?)\s+\w"
)
_OWN_SUBJECT: Final = AnyCase(
    r"(?:the|our|my|every\w+|all|any\w+|who\w+|der|die|das|unser\w*|mein\w*|jede[rs]?|alle|le|la|les|l(?:'|’)"
    r"|notre|nos|el|los|las|nuestr\w+|o|a|os|as|noss[oa]s?)\s+[^,;]{2,70}"
)
_OF_THE_SAME: Final = AnyCase(
    r"(?:it|this|that|these|those|them|they|he|she|its|their|not|without|with|so|then|if|because|which|who"
    r"|where|when|or|nor|to|es|sie|diese\w*|dann|damit|weil|ce|cela|ça|ils?|elles?|qui|que|eso|esto|isso"
    r"|isto|ele|ela)\b"
)
_OPEN: Final = AnyCase(
    r"\b(?:with|including|incl|between|like|such\s+as|containing|per|by|mit|inklusive|zwischen|wie|nach"
    r"|avec|entre|par|con|por|com)\s(?:[\w'’/-]+[\s,]+){0,6}[\w'’/-]*$"
)
_CONDITION: Final = AnyCase(
    r"[\s,]*(?:when(?:ever)?|if|once|after|as\s+soon|because|since|wenn|sobald|nachdem|falls|weil|quand"
    r"|lorsque|si|dès|cuando|tras|quando|se)\b"
)
_INFINITIVE_LAST: Final = re.compile(r"\b[a-zäöüß]{2,30}(?:en|ern|eln)[\s.!?]*$")
_GERMAN: Final = AnyCase(r"\b(?:bitte|und|ihr|wir|für|die|der|den|eine?n?)\b")


@dataclass(frozen=True)
class Joint:
    """Where a sentence may fall apart: the left half ends at `left`, the right one begins at `right`."""

    left: int
    right: int


def joints(words: str) -> tuple[Joint, ...]:
    """In the order of the words. `words`: a sentence of a shadow, or a part of one."""
    if _CONDITION.match(words):
        return ()
    found = islice(_JOINT.finditer(words), _MOST)
    return tuple(
        Joint(match.start(), match.end())
        for match in found
        if _may_part(
            words, match.start(), match.end(), more=match["more"] is not None, joint=match[0].strip()
        )
    )


def _may_part(words: str, left: int, right: int, *, more: bool, joint: str) -> bool:
    rest = words[right : right + 200]
    if left < _SHORTEST or len(rest.rstrip()) < _SHORTEST or _OF_THE_SAME.match(rest):
        return False
    before = words[max(0, left - 200) : left]
    if more or joint == ";":
        return True
    if is_order(rest):
        return True
    if NEW.match(rest):
        return not _OPEN.search(before)
    if _OWN_SUBJECT.match(rest) and says_need(rest[:120]):
        return True
    both_end_so = joint == "und" and _INFINITIVE_LAST.search(before) and _INFINITIVE_LAST.search(rest)
    return bool(both_end_so and _GERMAN.search(words))
