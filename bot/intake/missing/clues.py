"""What in a text answers a question, by kind of question: patterns, in five languages.

Each pattern is tried once over at most `READ` characters, has no nested repeats, and bounds every repeat.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from bot.intake.missing.circumstances import CIRCUMSTANCES
from bot.intake.missing.things import THINGS

READ: Final = 1500  # characters; who writes more has answered by then
ANSWERS: Final = {**THINGS, **CIRCUMSTANCES}
FILES_ANSWER: Final = frozenset({"file", "assets", "error", "example", "change"})
DATES: Final = frozenset({"date", "go_live"})


@cache  # compiled when a company first asks such a question, not at import
def _pattern(kind: str) -> re.Pattern[str] | None:
    words = ANSWERS.get(kind)
    return re.compile(words, re.IGNORECASE) if words else None


def clue(kind: str, text: str) -> str | None:
    """The words that answer a question of this kind, as written; None: nothing does."""
    pattern = _pattern(kind)
    found = pattern.search(text[:READ]) if pattern else None
    return found[0].strip() if found and found[0].strip() else None
