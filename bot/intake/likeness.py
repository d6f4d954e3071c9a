"""Do two people ask for the same thing? Pure: two gists in, a number between 0 and 1 out.

A gist keeps what a wish is about, other words for one thing brought together, and what tells it apart from
its neighbours: names, numbers, links. What both name differently (another page, another tool, another
country) speaks more loudly than all the words they share, since a wrong hint costs trust.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from bot.intake.alike_words import ACTS, APART, GENERIC, JOINED, ONE_FOR_MANY, joined
from bot.intake.small_words import LINK, WORD, fold
from bot.routing.said import HEAD, TAIL
from bot.routing.vocabulary import says_little, stem

ENOUGH: Final = 0.56  # for an ordinary wish; judged on tests/quality/pairs.csv
ENOUGH_OF_AN_OUTAGE: Final = 0.34  # many people report one and the same, each in a few words of their own
LEAST_SHARED: Final = 1.5  # so much must be shared at all: two general words are nothing
LEAST_SHARED_OF_AN_OUTAGE: Final = 0.9

_GENERAL, _ORDINARY, _TELLING = 0.5, 1.0, 2.0  # what a word counts
_OTHER_ACT: Final = 0.6  # to mend, to make and to take away the same thing are different wishes
_NOUNS_ARE_CAPITALISED: Final = 0.25  # of the words within sentences: German, or a headline
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


def gist(text: str, *, without: str | None = None) -> Gist:
    """`without`: the words of a date that was understood, which says when and not what."""
    if len(text) > HEAD + TAIL:
        text = f"{text[:HEAD]}\n{text[-TAIL:]}"
    if without:
        text = text.replace(without, " ")
    links = frozenset(_plain_link(found) for found in LINK.findall(text) + _PATH.findall(text))
    text = JOINED.sub(joined, LINK.sub(" ", text))
    found = list(WORD.finditer(text))
    written = [each[0] for each in found]
    names = _names(text, found)
    words: dict[str, float] = {}
    acts: set[str] = set()
    apart: dict[str, set[str]] = {}
    for one in written:
        root = _root(one)
        act = ACTS.get(root)
        if act:
            acts.add(act)
        elif kind := APART.get(root):
            apart.setdefault(kind[0], set()).add(kind[1])
            words[kind[1]] = _TELLING
        elif not says_little(root) and (len(root) > 1 or root.isdigit()):
            meant = ONE_FOR_MANY.get(root, root)
            words[meant] = max(words.get(meant, 0.0), _counts(meant, root in names))
    words.update((link, _TELLING) for link in links)
    numbers = frozenset(word for word in words if any(map(str.isdigit, word)) and word not in links)
    kinds = {kind: frozenset(which) for kind, which in apart.items()}
    return Gist(words, frozenset(acts), names & words.keys(), numbers, links, kinds)


def likeness(one: Gist, other: Gist, rarity: Rarity | None = None, *, outage: bool = False) -> float:
    """0: certainly something else … 1: the same words. `outage`: both say that something is down."""
    if _name_different_things(one, other, outage=outage):
        return 0.0
    shared = _weight(one, other, rarity)
    if shared < (LEAST_SHARED_OF_AN_OUTAGE if outage else LEAST_SHARED):
        return 0.0
    mine, theirs = _weight(one, one, rarity), _weight(other, other, rarity)
    # Between the share of the shorter and the share of both: one of two may explain at length.
    score = shared / (0.6 * min(mine, theirs) + 0.4 * max(mine, theirs))
    acts_differ = one.acts and other.acts and not one.acts & other.acts
    return min(1.0, score * (_OTHER_ACT if acts_differ and not outage else 1.0))


def is_same(one: Gist, other: Gist, rarity: Rarity | None = None, *, outage: bool = False) -> bool:
    return likeness(one, other, rarity, outage=outage) >= (ENOUGH_OF_AN_OUTAGE if outage else ENOUGH)


def _weight(one: Gist, other: Gist, rarity: Rarity | None) -> float:
    shared = one.words.keys() & other.words.keys()
    if rarity is None:
        return sum(max(one.words[word], other.words[word]) for word in shared)
    return sum(max(one.words[word], other.words[word]) * rarity(word) for word in shared)


def _name_different_things(one: Gist, other: Gist, *, outage: bool) -> bool:
    """Each names something of a kind, and nothing of it is the same."""
    if one.links and other.links and not one.links & other.links:
        return True
    if any(which.isdisjoint(other.apart.get(kind, which)) for kind, which in one.apart.items()):
        return True
    if outage:  # error numbers, times and who is hit differ from one report to the next
        return False
    if one.numbers and other.numbers and not one.numbers & other.numbers:
        return True
    return bool(one.names - other.words.keys()) and bool(other.names - one.words.keys())


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


def _root(word: str) -> str:
    """The stem, without the endings of English verbs: sends, sending and sent's neighbours are one."""
    root = stem(word)
    for ending in ("ing", "ed"):
        if root.endswith(ending) and len(root) - len(ending) >= 3 and root not in ONE_FOR_MANY:
            bare = root[: -len(ending)]
            if len(bare) > 3 and bare[-1] == bare[-2] and bare[-1] not in "sl":
                return bare[:-1]
            return bare
    return root


def _plain_link(link: str) -> str:
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", link.split("?")[0].split("#")[0].lower())
    bare = bare.rstrip(".,;:!)]>'\"/")
    return bare if bare.startswith("/") or "/" not in bare else "/" + bare.split("/", 1)[1]
