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

_NOT_PLAIN: Final = re.compile(r"[^\w &+-]|_")


def because_you_wrote(said: Said, spans: Sequence[tuple[int, int]]) -> str:
    """`spans`: first and last word of each term, the heaviest first. Shown in the order they were written.

    Empty when none of them can be shown.
    """
    chosen = sorted(spans[:WORDS_SHOWN])
    shown = [_NOT_PLAIN.sub(" ", said.as_written(first, last)) for first, last in chosen]
    words = [f"*{' '.join(each.split())}*" for each in shown if each.strip()]
    if len(words) > 1:
        words[-2:] = [f"{words[-2]} and {words[-1]}"]
    return f"because you wrote {', '.join(words)}" if words else ""
