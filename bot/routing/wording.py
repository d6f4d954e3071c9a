"""The one line that says why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.routing.said import Said

UNSURE: Final = "because your words could mean several things"
TAUGHT: Final = "because the same words went there before"
ALIKE: Final = "because it is like what {team} did before"
CLOSEST: Final = "because it comes closest to what {team} looks after"
WORDS_SHOWN: Final = 3

_NOT_PLAIN: Final = re.compile(r"[^\w &+'’-]|_")
# Words that no reason begins or ends with: "access to" is said as "access".
_EDGES_LIST: Final = """
a an the to of for from by with in on at into and or our my your their his her its this that is are
der die das den dem des ein eine einen einem auf aus bei fur im ins an am vom von zum zur mit uber und
le la les l un une du de des au aux dans sur pour par chez et
el los las una unos unas del al en con para por y
o os as um uma do da dos das ao aos em no na nos nas num com e
"""
_EDGES: Final = frozenset(_EDGES_LIST.split())


def because_you_wrote(said: Said, spans: Sequence[tuple[int, int]]) -> str:
    """`spans`: first and last word of each term, the heaviest first. Shown in the order they were written.

    Empty when none of them can be shown.
    """
    chosen = sorted(spans[:WORDS_SHOWN])
    shown = [_NOT_PLAIN.sub(" ", said.as_written(*_bare(said, *span))) for span in chosen]
    words = [f"*{' '.join(each.split())}*" for each in shown if each.strip()]
    if len(words) > 1:
        words[-2:] = [f"{words[-2]} and {words[-1]}"]
    return f"because you wrote {', '.join(words)}" if words else ""


def _bare(said: Said, first: int, last: int) -> tuple[int, int]:
    """Without articles and prepositions at both ends; as it is where nothing else would be left."""
    start, end = first, last
    while start < end and said.words[start] in _EDGES:
        start += 1
    while end > start and said.words[end] in _EDGES:
        end -= 1
    return (first, last) if said.words[start] in _EDGES else (start, end)
