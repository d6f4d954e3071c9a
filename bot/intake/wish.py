"""Is there a wish in these words at all? If not, one friendly question is asked and nothing is filed.

It errs towards yes: a person who wrote two words that mean something is not asked again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.intake.small_words import ADDRESS, LINK, SMALL_WORDS, WORD, fold

ENOUGH_WORDS = 2
_EMOJI_NAME = re.compile(r":[a-z0-9_+'-]+:", re.IGNORECASE)
_MENTION = re.compile(r"(?<!\w)@\w+")
_WITHOUT_SPACES = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af]{4,}")
_READ = 2000  # characters: further down nobody hides the only words that mean something


def names_a_wish(text: str, *, has_files: bool = False) -> bool:
    """True when two things speak for it: words that mean something, a link, a file."""
    read = text[:_READ]
    words, links = LINK.subn(" ", read)
    if _WITHOUT_SPACES.search(words):
        return True  # scripts that put no spaces between words
    clues = (1 if links else 0) + (1 if has_files else 0)
    meaning: set[str] = set()
    if clues >= ENOUGH_WORDS:
        return True
    for word in _meaning_words(words):
        meaning.add(word)
        if len(meaning) + clues >= ENOUGH_WORDS:
            return True
    return False


def _meaning_words(text: str) -> Iterator[str]:
    """One by one: two are enough, so most of a text is never looked at."""
    plain = _MENTION.sub(" ", ADDRESS.sub(" ", _EMOJI_NAME.sub(" ", text)))
    folded = (fold(found[0]) for found in WORD.finditer(plain))
    return (word for word in folded if len(word) > 1 and not word.isdigit() and word not in SMALL_WORDS)
