"""How long somebody may wait, as people write it: `20 minutes`, `4 working hours`, `the next morning`."""

from __future__ import annotations

import re
from typing import Final

from bot.company.times import NEXT_MORNING, Wait, WaitUnit

_UNITS: Final[dict[str, WaitUnit]] = {
    "minute": "minutes",
    "hour": "hours",
    "working hour": "working hours",
    "working day": "working days",
}
_AMOUNT = re.compile(rf"(\d{{1,3}}) ({'|'.join(_UNITS)})s?")
_MORNING = re.compile(r"(?:the )?next morning")


def parse_wait(text: str) -> Wait | None:
    """None when it is none. A wait takes at least one of its unit; 999 is the most."""
    words = " ".join(text.lower().split())
    if _MORNING.fullmatch(words):
        return NEXT_MORNING
    match = _AMOUNT.fullmatch(words)
    return Wait(int(match[1]), _UNITS[match[2]]) if match and int(match[1]) else None
