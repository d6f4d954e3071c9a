"""What somebody wrote, as the router reads it: without addresses, in words, each word once folded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.intake.small_words import ADDRESS, LINK, WORD
from bot.routing.vocabulary import stem

HEAD: Final = 1_400  # characters that are read of a long text: how it begins …
TAIL: Final = 600  # … and how it ends; it runs before Slack is answered


@dataclass(frozen=True, slots=True)
class Said:
    text: str
    words: tuple[str, ...]  # stems, in the order in which they were written
    spans: tuple[tuple[int, int], ...]  # where each stands in `text`

    def as_written(self, first: int, last: int) -> str:
        """From the first to the last of these words, both included."""
        return self.text[self.spans[first][0] : self.spans[last][1]]


@lru_cache(maxsize=16)  # ranked, then asked about once more for further wishes
def read(text: str) -> Said:
    """The words inside an address were not chosen by the asker, so they do not count."""
    if len(text) > HEAD + TAIL:
        text = f"{text[:HEAD]}\n{text[-TAIL:]}"
    if "//" in text or "www." in text:
        text = LINK.sub(" ", text)
    if "@" in text:
        text = ADDRESS.sub(" ", text)
    found = tuple(WORD.finditer(text))
    return Said(text, tuple([stem(each[0]) for each in found]), tuple([each.span() for each in found]))
