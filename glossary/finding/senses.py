"""Which of several entries is likelier meant: what stands around the label, where, and who asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from glossary.finding.asking import Asked
from glossary.finding.stems import key, stem
from glossary.finding.values import Known
from glossary.model import Entry, Home, Side

_STATUS = {"approved": 0, "in_review": 1, "deprecated": 2}
Standing = tuple[int, int, int, str]  # sorts: status, the reader's need, how often asked, slug
_SIGNAL, _PROSE_WORD, _CHANNEL_SIGNAL, _CHANNEL_SIDE = 3.0, 1.0, 2.0, 2.0
_NEIGHBOUR, _SAME_HOME = 2.0, 1.0  # for another entry's label in the same words
_MOST_NEIGHBOURS = 12
_LONGEST_CHANNEL = 300  # characters of a name and its topic
_FORBIDDEN = -100.0  # a phrase in which the label does not mean this wins over everything
_DECISIVE = 2.0  # the likeliest must have as many times the evidence of the next
_ENOUGH = 2.0  # and more than one word that its explanation happens to hold

# What channels are called in most companies, by whose words are spoken there.
_MARKETING = """
marketing brand campaign campaigns press media social content seo events email newsletter sales pr crm ads
advertising growth demand comms communications creative copy launch launches
"""
_IT = """
it dev devs developers engineering eng tech web webteam backend frontend infra infrastructure platform ops
devops sre security data deploy deploys deployments releases code build builds incidents oncall
support helpdesk
"""
_SIDES: dict[str, Home] = {
    **dict.fromkeys(_MARKETING.split(), "marketing"),
    **dict.fromkeys(_IT.split(), "it"),
}


@dataclass(frozen=True)
class Around:
    """What is known about the asking, besides the label itself."""

    reader: Side
    query: str  # the key of the whole query
    stems: frozenset[str]  # of its words of content
    channel: str  # the key of the channel's name
    channel_stems: frozenset[str]
    channel_sides: frozenset[Home]  # by whose words are spoken there
    neighbours: tuple[Company, ...] = ()  # entries whose labels are in the query and mean one thing only

    @classmethod
    def of(cls, asked: Asked, reader: Side, channel: str, neighbours: Iterable[Company] = ()) -> Around:
        place = key(channel[:_LONGEST_CHANNEL].replace("_", " "))
        return cls(
            reader,
            asked.key,
            frozenset(stem(word) for word in asked.content),
            place,
            frozenset(_stems(place)),
            frozenset(_SIDES[word] for word in place.split() if word in _SIDES),
            tuple(islice(neighbours, _MOST_NEIGHBOURS)),
        )


@dataclass(frozen=True)
class Company:
    """The words that keep an entry company, worked out once."""

    entry: Entry
    signals: frozenset[str]  # stems
    topic: frozenset[str]  # stems
    never_in: tuple[str, ...]  # keys
    linked: frozenset[str]  # slugs
    text: Mapping[str, float]  # the stems of all that is written about it
    words: frozenset[str]  # the same, without the signals

    @classmethod
    def of(cls, entry: Entry, text: Mapping[str, float]) -> Company:
        signals = _stems(" ".join(key(signal) for signal in entry.signals))
        return cls(
            entry,
            frozenset(signals),
            frozenset(_stems(key(entry.topic))),
            tuple(map(key, entry.never_in)),
            frozenset((*entry.related, *entry.broader)),
            text,
            frozenset(text.keys() - signals),
        )


def evidence(company: Company, label: str, around: Around) -> float:
    """How much speaks for this entry; `label` is the key of what was asked and counts for nothing itself."""
    for phrase in company.never_in:
        if label and _holds(phrase, label) and _holds(around.query, phrase):
            return _FORBIDDEN
    near = around.stems - _stems(label)
    found = _SIGNAL * len(near & company.signals) if near else 0.0
    found += _PROSE_WORD * len(near & company.words)
    if around.channel:
        found += _CHANNEL_SIGNAL * len(around.channel_stems & (company.signals | company.topic))
        found += _CHANNEL_SIDE if around.channel_sides == {company.entry.home} else 0.0
    return found + max((_nearness(company, other) for other in around.neighbours), default=0.0)


def _nearness(company: Company, other: Company) -> float:
    entry = company.entry
    if other.entry.slug == entry.slug:
        return 0.0
    is_linked = other.entry.slug in company.linked or entry.slug in other.linked
    if is_linked or (entry.topic and entry.topic == other.entry.topic):
        return _NEIGHBOUR
    return _SAME_HOME if entry.home == other.entry.home else 0.0


def _stems(folded: str) -> set[str]:
    return {stem(word) for word in folded.split()}


def standing(known: Known, reader: Side) -> Standing:
    """The order within a tier where nothing else decides: status, the reader's need, how often asked."""
    entry = known.entry
    need = 2 if entry.home == reader else 1 if entry.home == "shared" else 0
    return _STATUS.get(known.status, 3), need, -known.asked, entry.slug


def is_close(amounts: Sequence[float]) -> bool:
    """Of several meanings, the evidence for each, the likeliest first: is it undecided?"""
    if len(amounts) < 2:
        return False
    first, second = amounts[0], max(amounts[1], 0.0)
    return first < max(_ENOUGH, _DECISIVE * second)


def _holds(words: str, part: str) -> bool:
    return f" {part} " in f" {words} "
