"""What an agenda is made of: short lines under a few headings, as values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

SectionKind = Literal[
    "items",  # what somebody put on it
    "decisions",  # carried so often that somebody must decide
    "actions",  # what was promised last time
    "promises",  # requests whose asker has heard from nobody in time
    "marketing",  # requests that wait for marketing
    "it",  # requests that wait for IT
    "launches",  # launches, freezes, migrations, renewals of the next four weeks
    "words",  # explanations that stayed unclear, words without any
]
# In this order; how many lines of each fit on an agenda that people still read.
MOST_LINES: dict[SectionKind, int] = {
    "items": 12,
    "decisions": 5,
    "actions": 8,
    "promises": 5,
    "marketing": 5,
    "it": 5,
    "launches": 5,
    "words": 5,
}
LONGEST_LINE = 140  # characters
DECIDE_AT = 3  # times carried: then somebody must decide


@dataclass(frozen=True)
class Line:
    """`text` is plain and masked: not escaped, no Slack tokens. Most of the rest is None most of the time."""

    kind: SectionKind
    text: str
    request_id: str | None = None
    launch_id: str | None = None
    item_id: str | None = None
    action_id: str | None = None
    word: str | None = None  # the slug of an entry of the glossary, or None for a word without one
    owner_id: str | None = None  # the person with whom it is
    team_id: str | None = None  # the team with which it is
    mention: str | None = None  # whom this line may call by name: once on an agenda, and only if it is theirs
    age: timedelta | None = None  # working time of the owning team
    day: date | None = None  # of a launch: its first; of a request or an action: when it is due
    last_day: date | None = None  # of a launch
    added_by: str | None = None
    touches: str | None = None  # what other department is touched, in words
    carried: int = 0  # how often
    is_calm: bool = False  # in good hands, or only good to know: nobody has to meet for it


@dataclass(frozen=True)
class Section:
    kind: SectionKind
    lines: tuple[Line, ...]
    more: int = 0  # how many lines were left out
    is_calm: bool = False  # all of its lines are, those left out as well


def section(kind: SectionKind, lines: Sequence[Line]) -> Section:
    """The first ones, within what fits."""
    kept, left_out = lines[: MOST_LINES[kind]], max(0, len(lines) - MOST_LINES[kind])
    return Section(kind, tuple(kept), left_out, is_calm=all(line.is_calm for line in lines))


def mentioned_once(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Everybody is called by the first line that is theirs; the others only name them."""
    called: set[str] = set()
    result = []
    for one in sections:
        lines = []
        for line in one.lines:
            again = line.mention in called
            called |= {line.mention} if line.mention else set()
            lines.append(replace(line, mention=None) if again else line)
        result.append(replace(one, lines=tuple(lines)))
    return tuple(result)


def shortened(text: str, limit: int = LONGEST_LINE) -> str:
    """One line of plain words."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
