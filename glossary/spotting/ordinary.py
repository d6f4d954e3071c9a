"""Is a word one of everyday language too? The list ships with the program; it is short on purpose: words that
are said in every office, and those of English and its neighbours that look like somebody's jargon.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from glossary.words import fold

_FILE = Path(__file__).with_name("ordinary.txt")


@cache
def ordinary_words() -> frozenset[str]:
    """Folded words."""
    return frozenset(_FILE.read_text(encoding="utf-8").split())


def is_ordinary(text: str) -> bool:
    """Whether a label, read without its capitals, is only everyday words: "lead", "branch", "A record"."""
    words = fold(text).split()
    return bool(words) and all(word in ordinary_words() for word in words)
