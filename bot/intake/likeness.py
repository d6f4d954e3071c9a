"""Do two people ask for the same thing? Pure: two gists in, a number between 0 and 1 out.

A gist keeps what a wish is about, other words for one thing brought together, and what tells it apart from
its neighbours: names, numbers, links. What both name differently (another page, another tool, another
country) speaks more loudly than all the words they share, since a wrong hint costs trust.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.intake.alike_words import (
    ACTS,
    APART,
    ARTICLES,
    FILLING,
    GENERIC,
    JOINED,
    ONE_FOR_MANY,
    SYMPTOMS,
    TAKEN_AWAY,
    THINGS,
    joined,
)
from bot.intake.small_words import LINK, WORD
from bot.routing.said import HEAD, TAIL
from bot.routing.vocabulary import says_little, stem

ENOUGH: Final = 0.56  # for an ordinary wish; judged on tests/quality/pairs.csv
ENOUGH_OF_AN_OUTAGE: Final = 0.34  # many people report one and the same, each in a few words of their own
LEAST_SHARED: Final = 1.5  # so much must be shared at all: two general words are nothing
LEAST_SHARED_OF_AN_OUTAGE: Final = 0.9

_GENERAL, _ORDINARY, _TELLING = 0.5, 1.0, 2.0  # what a word counts
_EACH_ITS_OWN, _AT_LENGTH = 2.2, 0.35
_OTHER_ACT: Final = 0.5  # to mend, to make and to take away the same thing are different wishes
_NOUNS_ARE_CAPITALISED: Final = 0.25  # of the words within sentences: German, or a headline
_VOWELS: Final = frozenset("aeiouy")
_PATH: Final = re.compile(r"(?<!\S)/[\w/-]{2,80}")
_SENTENCE_START: Final = re.compile(r"[.!?:…\n]\s*$")

Rarity = Callable[[str], float]  # of one word, 0..1; 1: nobody else wrote it


@dataclass(frozen=True, slots=True)
class Gist:
    words: Mapping[str, float]  # what it is about -> what it counts
    acts: frozenset[str]  # what is to be done: mended, made, changed, taken away…
    names: frozenset[str]
    numbers: frozenset[str]
    links: frozenset[str]
    apart: Mapping[str, frozenset[str]]  # kind (countries, seasons…) -> which of it
    places: Mapping[tuple[str, str], str]  # the words before and behind -> the word between them


def gist(text: str, *, without: str | None = None) -> Gist:
    """`without`: the words of a date that was understood, which says when and not what."""
    if len(text) > HEAD + TAIL:
        text = f"{text[:HEAD]}\n{text[-TAIL:]}"
    if without:
        text = text.replace(without, " ")
    return _gist(text)


@lru_cache(maxsize=512)  # of the words of one request two are made: when it is filed, and when others see it
def _gist(text: str) -> Gist:
    links = frozenset(_plain_link(found) for found in LINK.findall(text) + _PATH.findall(text))
    text = JOINED.sub(joined, LINK.sub(lambda found: _plain_link(found[0]), text))
    found = list(WORD.finditer(text))
    names = _names(text, found)
    words: dict[str, float] = {}
    acts = {"remove"} if TAKEN_AWAY.search(text) else set()
    apart: dict[str, set[str]] = {}
    roots = [_root(each[0]) for each in found]
    places: dict[tuple[str, str], str] = {}
    for at, root in enumerate(roots):
        act, kind = ACTS.get(root), APART.get(root)
        if act:
            acts.add(act)
        elif kind:
            apart.setdefault(kind[0], set()).add(kind[1])
            words[kind[1]] = _TELLING
        elif root not in FILLING and not says_little(root) and (len(root) > 1 or root.isdigit()):
            meant = ONE_FOR_MANY.get(root) or _bare(root)
            words[meant] = max(words.get(meant, 0.0), _counts(meant, root in names))
            before, behind = roots[at - 1] if at else "", roots[at + 1] if at + 1 < len(roots) else ""
            if behind not in ARTICLES:  # a verb stands there, and there are many verbs for one thing
                places[before, behind] = meant
    words.update((link, _TELLING) for link in links)
    numbers = frozenset(word for word in words if any(map(str.isdigit, word)) and word not in links)
    kinds = {kind: frozenset(which) for kind, which in apart.items()}
    called = frozenset(_bare(name) for name in names) & words.keys()
    return Gist(words, frozenset(acts), called, numbers, links, kinds, places)


def likeness(one: Gist, other: Gist, rarity: Rarity | None = None, *, outage: bool = False) -> float:
    """0: certainly something else … 1: the same words. `outage`: both say that something is down."""
    if _name_different_things(one, other, outage=outage):
        return 0.0
    mine, theirs = _weights(one, rarity, outage), _weights(other, rarity, outage)
    least = _ORDINARY if outage else 0.0  # what is down may be a general word
    shared = sum(max(weight, theirs[word], least) for word, weight in mine.items() if word in theirs)
    if shared < (LEAST_SHARED_OF_AN_OUTAGE if outage else LEAST_SHARED):
        return 0.0
    only_mine = sum(weight for word, weight in mine.items() if word not in theirs)
    only_theirs = sum(weight for word, weight in theirs.items() if word not in mine)
    if outage and min(only_mine, only_theirs) >= _ORDINARY:  # each says more than that something is down
        as_wish = likeness(one, other, rarity)
        return as_wish if as_wish >= ENOUGH else 0.0
    # One of two may explain at length; where each says what the other does not, they mean different things.
    apart = _EACH_ITS_OWN * min(only_mine, only_theirs) + _AT_LENGTH * abs(only_mine - only_theirs)
    score = shared / (shared + apart)
    return score if outage or _same_act(one.acts, other.acts) else score * _OTHER_ACT


def enough(*, outage: bool = False) -> float:
    """From this likeness on two wishes count as one and the same."""
    return ENOUGH_OF_AN_OUTAGE if outage else ENOUGH


def _weights(one: Gist, rarity: Rarity | None, outage: bool) -> dict[str, float]:
    """Of an outage only what is down counts, not how it looks."""
    words: Mapping[str, float] = one.words
    if outage:
        words = {word: weight for word, weight in words.items() if word not in SYMPTOMS | one.numbers}
    return {word: weight * rarity(word) if rarity else weight for word, weight in words.items()}


def _same_act(one: frozenset[str], other: frozenset[str]) -> bool:
    if "remove" in one ^ other:
        return False
    return not one or not other or bool(one & other)


def _name_different_things(one: Gist, other: Gist, *, outage: bool) -> bool:
    """Each names something of a kind, and nothing of it is the same."""
    if one.links and other.links and not one.links & other.links:
        return True
    if any(which.isdisjoint(other.apart.get(kind, which)) for kind, which in one.apart.items()):
        return True
    if any(_another_word(one, other, place) for place in one.places.keys() & other.places.keys()):
        return True
    if outage:  # error numbers, times and who is hit differ from one report to the next
        return False
    if one.numbers and other.numbers and not one.numbers & other.numbers:
        return True
    mine, theirs = one.words.keys() & THINGS, other.words.keys() & THINGS
    if mine and theirs and not mine & theirs:
        return True
    return bool(one.names - other.words.keys()) and bool(other.names - one.words.keys())


def _another_word(one: Gist, other: Gist, place: tuple[str, str]) -> bool:
    """The same sentence with another word in it: "the boots page", "the jackets page"."""
    mine, theirs = one.places[place], other.places[place]
    return mine not in other.words and theirs not in one.words


def _counts(word: str, is_name: bool) -> float:
    if word in GENERIC:
        return _GENERAL
    return _TELLING if is_name or any(map(str.isdigit, word)) else _ORDINARY


def _names(text: str, found: list[re.Match[str]]) -> frozenset[str]:
    """Words with a capital within a sentence; none where capitals mean nothing."""
    inside = [each for each in found if each.start() and not _starts(text, each.start())]
    capital = [each[0] for each in inside if not each[0].islower() and each[0][:1].isalpha()]
    everywhere = len(capital) > max(2, len(inside) * _NOUNS_ARE_CAPITALISED)
    roots = (_root(word) for word in ([] if everywhere else capital))
    return frozenset(root for root in roots if not says_little(root) and root not in ONE_FOR_MANY)


def _starts(text: str, at: int) -> bool:
    return _SENTENCE_START.search(text, max(0, at - 4), at) is not None


@lru_cache(maxsize=20_000)  # people use the same words again and again
def _root(word: str) -> str:
    """The stem, without the endings of English verbs: "sends" and "sending" are one."""
    root = stem(word)
    if root in ONE_FOR_MANY or root in APART or root in FILLING:
        return root
    for ending in ("ing", "ed"):
        bare = root.removesuffix(ending)
        if bare != root and len(bare) >= 3 and not _VOWELS.isdisjoint(bare):
            return bare[:-1] if len(bare) > 3 and bare[-1] == bare[-2] and bare[-1] not in "sl" else bare
    return root


@lru_cache(maxsize=20_000)
def _bare(root: str) -> str:
    """Without an ending of German nouns and adjectives; crude, and the same for both."""
    if len(root) < (5 if root[-1:] != "e" else 4):
        return root
    return next((root.removesuffix(end) for end in ("en", "er", "es", "e", "n") if root.endswith(end)), root)


def _plain_link(link: str) -> str:
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", link.split("?")[0].split("#")[0].lower())
    bare = bare.rstrip(".,;:!)]>'\"/")
    return bare if bare.startswith("/") or "/" not in bare else "/" + bare.split("/", 1)[1]
