"""A message as the rules see it: its words, what stands between them, and what is said nearby."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from glossary.spotting.meanings import ANY_NUMBER, HERE, Clues, Phrase
from glossary.spotting.stems import listed, stem
from glossary.words import Token, tokens

NEAR = 30  # words to either side in which a clue still speaks for a word
_BREAK = re.compile(r"[.!?;:,()\[\]\n\r\u2013\u2014\u2026\ufffc\"“”„«»|/]|\s-\s")
_STOP = re.compile(r"[.!?\n\r\u2026]")
_SHARE_OF_CAPITALS = 0.8
_FEWEST_SHOUTED = 3  # words
_GERMAN = listed(
    """
    der die das und ist nicht wir ich mit für auf ein eine den dem noch bitte haben sind
    """
)
_FEWEST_GERMAN = 2


@dataclass(frozen=True, slots=True)
class Window:
    """What is said around a place, the place itself left out."""

    stems: frozenset[str]
    line: str  # the folded words, a space at either end

    def words_of(self, clues: Clues) -> int:
        """How many of the clues that may stand anywhere are there."""
        return len(clues.words & self.stems) + sum(f" {saying} " in self.line for saying in clues.sayings)


class Message:
    """The words of a masked text. Places are indices of words."""

    def __init__(self, masked: str, further: Iterable[str] = ()) -> None:
        """`further`: words from around the message, as of its channel's name."""
        self.text = masked
        self.tokens: list[Token] = tokens(masked)
        self.norms = [token.norm for token in self.tokens]
        self.stems = [stem(norm) for norm in self.norms]
        self.further = frozenset(stem(token.norm) for each in further for token in tokens(each))
        self.is_shouted = _is_shouted(self.tokens)
        self.is_german = len(_GERMAN.intersection(self.norms)) >= _FEWEST_GERMAN
        self._windows: dict[tuple[int, int, int], Window] = {}

    def gap(self, at: int) -> str:
        """What stands between the word and the next one; to the end after the last, from the start for -1."""
        begin = self.tokens[at].end if at >= 0 else 0
        end = self.tokens[at + 1].start if at + 1 < len(self.tokens) else len(self.text)
        return self.text[begin:end]

    def next_word(self, last: int) -> str:
        """The word right after a place, "" at the end of its clause."""
        if last + 1 >= len(self.tokens) or _BREAK.search(self.gap(last)):
            return ""
        return self.norms[last + 1]

    def word_before(self, first: int) -> str:
        """The word right before a place, "" at the beginning of its clause."""
        if first == 0 or _BREAK.search(self.gap(first - 1)):
            return ""
        return self.norms[first - 1]

    def begins_sentence(self, first: int) -> bool:
        return first == 0 or bool(_STOP.search(self.gap(first - 1))) or ":" in self.gap(first - 1)

    def around(self, first: int, last: int, reach: int = NEAR) -> Window:
        key = (first, last, reach)
        if key not in self._windows:
            low, high = max(0, first - reach), last + 1 + reach
            stems = frozenset(self.stems[low:first]) | frozenset(self.stems[last + 1 : high]) | self.further
            line = f" {' '.join(self.norms[low:first])} {' '.join(self.norms[last + 1 : high])} "
            self._windows[key] = Window(stems, line)
        return self._windows[key]

    def phrases_of(self, clues: Clues, first: int, last: int, *, ahead: bool = False) -> int:
        """How many of the clues that must stand right there do; `ahead`: of those that name what follows."""
        if not clues.phrases:
            return 0
        near = [f"{word} {HERE}" for word in self._read_as(first - 1)]
        near += [f"{HERE} {word}" for word in self._read_as(last + 1)]
        phrases = [phrase for key in near for phrase in clues.phrases.get(key, ())]
        return sum(self._stands(each, first, last) for each in phrases if each.after or not ahead)

    def _read_as(self, at: int) -> tuple[str, ...]:
        if not 0 <= at < len(self.stems):
            return ()
        found = self.stems[at]
        return (found, ANY_NUMBER) if found[:1].isdigit() and found != ANY_NUMBER else (found,)

    def _stands(self, phrase: Phrase, first: int, last: int) -> bool:
        begin, end = first - len(phrase.before), last + 1 + len(phrase.after)
        if begin < 0 or end > len(self.tokens):
            return False
        places = [*range(begin, first), *range(last + 1, end)]
        if any(
            expected not in self._read_as(at)
            for expected, at in zip(phrase.before + phrase.after, places, strict=True)
        ):
            return False
        gaps = [*range(begin, first), *range(last, end - 1)]
        return not any(_STOP.search(self.gap(at)) for at in gaps)


def _is_shouted(found: list[Token]) -> bool:
    letters = [sign for token in found for sign in token.text if sign.isalpha()]
    if sum(token.text.isalpha() for token in found) < _FEWEST_SHOUTED or not letters:
        return False
    return sum(sign.isupper() for sign in letters) >= _SHARE_OF_CAPITALS * len(letters)
