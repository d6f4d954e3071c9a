"""Everything that a search looks up, made once from the entries of the moment. Frozen after that."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar, get_args

from glossary.finding.prose import Prose, prose_of
from glossary.finding.senses import Company, Standing, standing
from glossary.finding.small_words import SMALL_WORDS
from glossary.finding.stems import bare, form, key, stem
from glossary.finding.values import Known, Tier
from glossary.model import Entry, Label, Side

V = TypeVar("V")
_HIDDEN_STATUS = frozenset({"retired", "excluded", "candidate", "draft"})
Weights = tuple[float, float, float, float]  # of labels, questions, lines, and the rest
_WEIGHTS: Weights = (10.0, 6.0, 3.0, 1.0)
_RULE_WEIGHTS: Weights = (2.0, 1.0, 1.0, 0.5)  # few of the words that people ask with are in the labels
_WORD = re.compile(r"[^\W_]+")  # an explanation's words need no places, and are cut ten times as fast
_SHORTEST_SQUEEZED = 5  # characters; shorter ones, without their blanks, are other words


@dataclass(frozen=True)
class Spoken:
    """One label of one entry."""

    place: int  # of the entry in `Index.known`
    label: Label
    key: str
    tier: Tier  # how a query that is this label finds it
    is_expansion: bool = False  # what the acronym stands for, where that is no label of its own


@dataclass(frozen=True)
class Question:
    place: int
    text: str
    key: str
    stems: frozenset[str]
    weight: float = 0.0  # of the stems, the rarer the more


class Index:
    """`entries` may come in any order; those that are put away are left out. Threads may share it."""

    def __init__(self, entries: Iterable[Known] = ()) -> None:
        self.known: tuple[Known, ...] = tuple(each for each in entries if each.status not in _HIDDEN_STATUS)
        self.labels: tuple[Spoken, ...] = tuple(self._spoken())
        self.by_key: Mapping[str, list[Spoken]] = _grouped((each.key, each) for each in self.labels)
        self.by_form: Mapping[str, list[Spoken]] = _grouped((form(each.key), each) for each in self.labels)
        self.by_squeezed: Mapping[str, list[Spoken]] = _grouped(
            (squeezed, each) for each in self.labels if (squeezed := squeezed_key(each.key))
        )
        self.sorted_keys: list[str] = sorted(self.by_key)
        self.by_word: Mapping[str, list[str]] = _grouped(
            (word, label) for label in self.by_key for word in set(label.split())
        )
        self.sorted_words: list[str] = sorted(self.by_word)
        self.longest_label: int = max((label.count(" ") + 1 for label in self.by_key), default=0)
        asked = list(self._questions())
        self.asking: Prose = prose_of([dict.fromkeys(each.stems, 1.0) for each in asked])
        self.questions: tuple[Question, ...] = tuple(
            replace(each, weight=self.asking.weight(each.stems)) for each in asked
        )
        self.standings: Mapping[Side, list[Standing]] = {
            side: [standing(each, side) for each in self.known] for side in get_args(Side)
        }
        self.companies: tuple[Company, ...] = tuple(
            Company.of(each.entry, weighed(each.entry)) for each in self.known
        )
        self.rule_places: list[int] = [
            place
            for place, each in enumerate(self.known)
            if each.entry.kind != "term" or each.entry.questions
        ]
        self.rules: Prose = prose_of(
            [weighed(self.entry(place), _RULE_WEIGHTS) for place in self.rule_places]
        )
        self.prose: Prose = prose_of([each.text for each in self.companies])

    def entry(self, place: int) -> Entry:
        return self.known[place].entry

    def _spoken(self) -> Iterator[Spoken]:
        for place, known in enumerate(self.known):
            entry = known.entry
            for label in entry.labels:
                if found := key(label.text):
                    yield Spoken(place, label, found, tier_of(label), label.text == entry.stands_for)
            if entry.stands_for not in {label.text for label in entry.labels} and (
                found := key(entry.stands_for)
            ):
                yield Spoken(place, Label(entry.stands_for), found, Tier.ALSO, is_expansion=True)

    def _questions(self) -> Iterator[Question]:
        for place, known in enumerate(self.known):
            for text in known.entry.questions:
                if stems := content_stems(text):
                    yield Question(place, text, key(text), stems)


def tier_of(label: Label) -> Tier:
    if label.kind == "hidden":
        return Tier.HIDDEN
    return Tier.ALSO if label.kind == "also" else Tier.NAME


def squeezed_key(folded: str) -> str:
    """Without blanks: "pull request" and "pullrequest" are one. "" when too little is left."""
    squeezed = folded.replace(" ", "")
    return squeezed if len(squeezed) >= _SHORTEST_SQUEEZED else ""


def content_stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in key(text).split() if word not in SMALL_WORDS)


def weighed(entry: Entry, weights: Weights = _WEIGHTS) -> dict[str, float]:
    """How much each stem counts in what is written about the entry."""
    found: defaultdict[str, float] = defaultdict(float)
    for text, weight in _fields(entry, weights):
        for word in _WORD.findall(bare(text.casefold())):
            if word not in SMALL_WORDS:
                found[stem(word)] += weight
    return dict(found)


def _fields(entry: Entry, weights: Weights) -> Iterator[tuple[str, float]]:
    label_weight, question_weight, line_weight, rest_weight = weights
    for text in (*(label.text for label in entry.labels), entry.stands_for):
        yield text, label_weight
    for question in entry.questions:
        yield question, question_weight
    for wording in (entry.marketing, entry.it):
        yield wording.line, line_weight
        yield f"{wording.why} {wording.example}", rest_weight


def _grouped(pairs: Iterable[tuple[str, V]]) -> dict[str, list[V]]:
    found: defaultdict[str, list[V]] = defaultdict(list)
    for name, value in pairs:
        found[name].append(value)
    return dict(found)
