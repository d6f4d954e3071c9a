"""What in a text answers a question, by kind of question: patterns, in five languages.

Each pattern is tried once over at most `READ` characters, has no nested repeats, and bounds every repeat.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from bot.intake.any_case import AnyCase
from bot.intake.missing.circumstances import CIRCUMSTANCES
from bot.intake.missing.things import THINGS

READ: Final = 1500  # characters; who writes more has answered by then
ANSWERS: Final = {**THINGS, **CIRCUMSTANCES}
FILES_ANSWER: Final = frozenset({"file", "assets", "error", "example", "change"})
DATES: Final = frozenset({"date", "go_live"})


@cache  # compiled when a company first asks such a question, not at import
def _pattern(kind: str) -> AnyCase | None:
    words = ANSWERS.get(kind)
    return AnyCase(words) if words else None


def clue(kind: str, text: str) -> str | None:
    """The words that answer a question of this kind, as written; None: nothing does."""
    pattern = _pattern(kind)
    found = pattern.search(text[:READ]) if pattern else None
    return (text[found.start() : found.end()].strip() or None) if found else None
