"""What goes into the index and what comes out of a search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from glossary.model import Entry


class Tier(IntEnum):
    """How an entry was found, the surest way first. Hits of two tiers are never mixed."""

    EXACT = 1  # a label, capitals and all
    NAME = 2  # the preferred label or an acronym
    ALSO = 3  # another label
    HIDDEN = 4  # a misspelling we know, or other spacing: "pullrequest"
    FORM = 5  # a form of a label: "deploying", "CNAMEs"
    QUESTION = 6  # the question that people ask
    RULE = 7  # a rule, or the place of a number, that speaks of what is asked
    PREFIX = 8  # a label begins like this
    WORDS = 9  # all the words are in a label
    WITHIN = 10  # a label is among the words
    PROSE = 11  # the explanation speaks of it
    SIMILAR = 12  # a label looks like it


SURE = frozenset({Tier.EXACT, Tier.NAME, Tier.ALSO, Tier.HIDDEN, Tier.FORM, Tier.QUESTION, Tier.SIMILAR})
LABEL_TIERS = frozenset({Tier.EXACT, Tier.NAME, Tier.ALSO, Tier.HIDDEN, Tier.FORM})


@dataclass(frozen=True)
class Known:
    """An entry with what the rows know about it."""

    entry: Entry
    status: str = "approved"
    asked: int = 0  # how often people asked for it
    checked_on: date | None = None


@dataclass(frozen=True)
class Hit:
    entry: Entry
    tier: Tier
    why: str  # a part of a sentence: "also known as merge request"

    @property
    def is_sure(self) -> bool:
        """May be given as the answer; otherwise it is only offered."""
        return self.tier in SURE


@dataclass(frozen=True)
class Found:
    hits: tuple[Hit, ...] = ()  # the best first, each entry once
    suggestions: tuple[Hit, ...] = ()  # "did you mean"; never an answer
    is_close_call: bool = False  # the first hits are meanings of one label, and nothing decides between them
    senses: int = 0  # of a close call: how many of the first hits

    @property
    def answer(self) -> Hit | None:
        """The one to show at once, if one is sure enough and no other meaning is as likely."""
        sure = bool(self.hits) and self.hits[0].is_sure and not self.is_close_call
        return self.hits[0] if sure else None
