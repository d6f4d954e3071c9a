"""What the glossary is made of. Plain values: no rows, no clock, no Slack.

An *entry* is one meaning, with its *labels* (how people say it) and its *wordings* (how we explain it, for
each side). Two meanings of one label are two entries.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Side = Literal["marketing", "it"]
Home = Literal["marketing", "it", "shared"]  # whose jargon it is
EntryKind = Literal["term", "why_not", "where"]  # a word, a rule with its reason, where a number is found
LabelKind = Literal["preferred", "acronym", "also", "hidden"]  # hidden: found, never shown (a misspelling)
CaseRule = Literal["exact", "any", "exact_or_upper"]
Noticing = Literal["yes", "ask", "never"]  # by itself, only with a context signal, only when looked up

LONGEST_LINE = 200  # characters of the line that answers "what is it?"


def other_side(side: Side) -> Side:
    return "it" if side == "marketing" else "marketing"


@dataclass(frozen=True)
class Label:
    text: str
    kind: LabelKind = "also"
    case: CaseRule = "any"
    noticing: Noticing = "yes"
    is_common: bool = False  # an ordinary word of the language too: "lead", "branch"


@dataclass(frozen=True)
class Wording:
    """How one side has it explained."""

    line: str  # what it is; at most LONGEST_LINE characters
    why: str = ""  # why it matters to you
    example: str = ""


@dataclass(frozen=True)
class Entry:
    """One meaning, as it is read, judged, exchanged, and kept in a revision."""

    slug: str  # stable, lower-case words with hyphens: "pull-request"
    home: Home
    labels: tuple[Label, ...]  # the preferred one first; never empty
    marketing: Wording
    it: Wording
    kind: EntryKind = "term"
    topic: str = ""
    stands_for: str = ""  # what an acronym is short for
    signals: tuple[str, ...] = ()  # words nearby that speak for this meaning
    never_in: tuple[str, ...] = ()  # phrases in which the label does not mean this: "lead time"
    questions: tuple[str, ...] = ()  # how people ask for a rule or a number
    broader: tuple[str, ...] = ()  # slugs
    related: tuple[str, ...] = ()  # slugs
    confused_with: tuple[str, ...] = ()  # slugs
    link: str = ""
    check_every_days: int = 180

    @property
    def preferred(self) -> Label:
        return self.labels[0]

    def wording_for(self, side: Side) -> Wording:
        return self.marketing if side == "marketing" else self.it
