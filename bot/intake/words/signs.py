"""One pass over a text: each word or phrase becomes one sign (the letters are explained in the package)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import Final, NamedTuple

from bot.intake.small_words import SMALL_WORDS, fold
from bot.intake.words.context import CONTEXT
from bot.intake.words.faults import FAULTS
from bot.intake.words.orders import without_orders
from bot.intake.words.things import COMPOUNDS, THINGS
from bot.intake.words.topics import TOPICS

READ_HEAD: Final = 4000  # characters: what is wrong is said early; a long text is quoted material
READ_TAIL: Final = 800
MOST_TOKENS: Final = 1500  # words and marks; 4,800 characters of ordinary text hold about 900
LONGEST_WORD: Final = 40  # characters: longer runs are no words
_ADVERBS: Final = ("ly", "mente", "ement")  # "completely", "totalmente", "totalement"
_ADVERB_FROM: Final = 6  # letters of the longest such word that is none: "reply", "assembly" may be missed
_COMPOUND_FROM: Final = 7  # letters of the longest word that is certainly no compound
_PHRASES_FROM: Final = 2  # letters that a word has at least without its plural
_PLURAL_ENDINGS: Final = ("s", "es", "e", "en", "n")  # "Gutscheine", "botones"

_PLURALS: Final = frozenset(
    "CTFMNDIKAGuOJQP#"
)  # signs of nouns: "comments" is no plural of the French "comment"

_TOKEN: Final = re.compile(
    r"(?P<link>(?:https?://|www\.)\S+|<https?://[^>\s]+>?)"
    r"|(?P<skip><[@#!][^>\s]{1,80}>|(?<!\w)@[\w.-]{1,80}|:[a-z0-9_+'-]{2,40}:)"
    r"|(?P<address>(?<!\S)[^\s@]{1,64}@[^\s@]{1,255}(?!\S))"
    r"|(?P<word>[^\W_]+(?:(?<=n)['’]t\b)?)"
    r"|(?P<question>\?+)"
    r"|(?P<end>[.!…]+(?=\s|$|[\"'”»)])|\n+)"
    r"|(?P<comma>[,;:()]|\s[-–—]+\s|→|->|=>)",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W_]+(?:(?<=n)['’]t\b)?", re.IGNORECASE)
_MARKS: Final = {"question": "?", "end": ".", "comma": ",", "link": "L", "address": "x", "skip": "-"}
_ENDINGS: Final = tuple(
    (fold(ending), sign) for sign, endings in COMPOUNDS.items() for ending in endings.split()
)


class Phrases(NamedTuple):
    """Listed phrases that begin with one word."""

    longer: Mapping[
        str, tuple[tuple[tuple[str, ...], str], ...]
    ]  # by second word: (what follows the first, sign)
    alone: str  # the sign of the word by itself; empty where it is not listed


_NO_PHRASES: Final = Phrases({}, "")


@dataclass(frozen=True)
class Signs:
    """A text as a line of signs: `line[i]` stands for the characters `spans[i]` of `text`."""

    text: str
    line: str
    spans: tuple[tuple[int, int], ...]
    words: tuple[str, ...]  # folded; what a phrase stands for is joined by blanks

    def written(self, start: int, end: int) -> str:
        """The words as written from sign `start` up to, not including, `end`, in one line."""
        if start >= end:
            return ""
        return " ".join(self.text[self.spans[start][0] : self.spans[end - 1][1]].split())


@lru_cache(maxsize=16)  # several judges read the same text one after the other
def signs(text: str) -> Signs:
    """Reads the text without what is addressed to the machine. Any text; at most about 5,000 characters."""
    read = _bounded(without_orders(text))
    found = [
        (match.lastgroup or "", match[0], match.span())
        for match in islice(_TOKEN.finditer(read), MOST_TOKENS)
    ]
    folded = [_folded(word) if kind == "word" else "" for kind, word, _ in found]
    line: list[str] = []
    spans: list[tuple[int, int]] = []
    words: list[str] = []
    for at, end, sign in _groups(found, folded):
        line.append(sign)
        spans.append((found[at][2][0], found[end - 1][2][1]))
        words.append(" ".join(folded[at:end]))
    return Signs(read, "".join(line), tuple(spans), tuple(words))


def _groups(
    found: list[tuple[str, str, tuple[int, int]]], folded: list[str]
) -> Iterator[tuple[int, int, str]]:
    """(first token, token behind the last, sign): the longest phrase goes first."""
    table = _table()
    at = 0
    while at < len(found):
        word = folded[at]
        if not word:
            yield at, at + 1, _MARKS[found[at][0]] if found[at][0] != "word" else "x"
            at += 1
            continue
        length, sign = _phrase(table.get(word, _NO_PHRASES), folded, at)
        yield at, at + 1 + length, sign or _alone(word)
        at += 1 + length


def _phrase(phrases: Phrases, folded: list[str], at: int) -> tuple[int, str]:
    """How many words follow the first one in the longest phrase that stands here, and its sign."""
    if phrases.longer and at + 1 < len(folded):
        for rest, sign in phrases.longer.get(folded[at + 1], ()):
            if len(rest) == 1 or tuple(folded[at + 1 : at + 1 + len(rest)]) == rest:
                return len(rest), sign
    return 0, phrases.alone


def _bounded(text: str) -> str:
    if len(text) <= READ_HEAD + READ_TAIL:
        return text
    return f"{text[:READ_HEAD]}\n{text[-READ_TAIL:]}"


def _folded(word: str) -> str:
    return "" if len(word) > LONGEST_WORD else _fold(word)


@lru_cache(maxsize=20_000)  # people use the same words again and again
def _fold(word: str) -> str:
    return fold(word)


@lru_cache(maxsize=20_000)
def _alone(word: str) -> str:
    """The sign of a word that begins no listed phrase: its singular, its last part, or how small it is."""
    table = _table()
    for ending in _PLURAL_ENDINGS:
        if word.endswith(ending) and len(word) > _PHRASES_FROM + len(ending):
            singular = word[: -len(ending)]
            sign = table.get(singular, _NO_PHRASES).alone
            if sign in _PLURALS:
                return sign
    if len(word) > _COMPOUND_FROM:
        for ending, sign in _ENDINGS:
            if word.endswith(ending):
                return sign
    small = word in SMALL_WORDS or len(word) == 1 or (word.endswith(_ADVERBS) and len(word) > _ADVERB_FROM)
    return "-" if small else "x"


@cache
def _table() -> Mapping[str, Phrases]:
    """Every listed phrase by its first word. A phrase that is listed twice keeps its first sign."""
    by_first: dict[str, dict[tuple[str, ...], str]] = {}
    for listed in (CONTEXT, FAULTS, TOPICS, THINGS):
        for sign, phrases in listed.items():
            for phrase in phrases.split(","):
                for form in _forms(phrase.strip()):
                    words = tuple(fold(word) for word in _WORD.findall(form))
                    if words:
                        by_first.setdefault(words[0], {}).setdefault(words[1:], sign)
    return {first: _by_second(rests) for first, rests in by_first.items()}


def _by_second(rests: Mapping[tuple[str, ...], str]) -> Phrases:
    longer: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for rest, sign in sorted(rests.items(), key=lambda item: -len(item[0])):
        if rest:
            longer.setdefault(rest[0], []).append((rest, sign))
    return Phrases({second: tuple(found) for second, found in longer.items()}, rests.get((), ""))


def _forms(phrase: str) -> Iterator[str]:
    """ "load*" is an English verb with its regular forms; anything else stands for itself."""
    if not phrase.endswith("*"):
        yield phrase
        return
    base = phrase[:-1]
    stem = base[:-1] if base.endswith("e") else base
    yield from (base, f"{base}s", f"{stem}ing", f"{stem}ed", f"{stem}e", f"{stem}es", f"{stem}ied")
