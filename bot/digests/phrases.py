"""What somebody wrote behind `/digest`, read: which one, for whom, whose, and when. Pure.

Rhythms and dates are read by the grammar of bot/intake/dates. What is not understood is named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from bot.company import Company, Team
from bot.intake.dates import Recurrence, find_due, find_recurrence
from db.errors import Unclear
from db.kinds import DigestKind

NINE = time(9)
EACH_WORKDAY = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
EACH_MONDAY = "FREQ=WEEKLY;BYDAY=MO"
EACH_MONTH = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1"  # the first of Monday to Friday
_LONGEST = 200  # characters that are read at all

_KINDS: Mapping[str, DigestKind] = {
    "it": DigestKind.IT,
    "marketing": DigestKind.MARKETING,
    "requests": DigestKind.MARKETING,
    "leaders": DigestKind.LEADERS,
    "leader": DigestKind.LEADERS,
    "words": DigestKind.WORDS,
    "glossary": DigestKind.WORDS,
}
_USUAL: Mapping[DigestKind, str] = {
    DigestKind.IT: EACH_WORKDAY,
    DigestKind.MARKETING: EACH_WORKDAY,
    DigestKind.LEADERS: EACH_MONTH,
    DigestKind.WORDS: EACH_MONDAY,
}
_ALONE: Mapping[str, str] = {"daily": EACH_WORKDAY, "weekly": EACH_MONDAY, "monthly": EACH_MONTH}
_FOR_ME = re.compile(r"\b(?:for\s+)?me\b", re.IGNORECASE)
_HERE = re.compile(r"\b(?:in\s+this\s+channel|here)\b", re.IGNORECASE)
_SMALL = re.compile(r"\b(?:on|at|every|each|the|of|digest|until|till|for|and)\b|[,.;:]", re.IGNORECASE)
_HOW = "Write it like this: `/digest it here`, `/digest marketing for me`, `/digest it here weekdays 8:30`."

Whose = Literal["here", "me"]


@dataclass(frozen=True)
class Asked:
    kind: DigestKind
    whose: Whose | None  # None: they did not say
    team: Team | None
    rule: str
    at: time


def kind_named(word: str) -> DigestKind | None:
    return _KINDS.get(word.strip().lower().removesuffix("'s").removesuffix("'"))


def read_wish(text: str, company: Company, zone: str) -> Asked:
    """Raises Unclear with what was not understood, and how to say it."""
    first, _, rest = text.strip()[:_LONGEST].partition(" ")
    kind = kind_named(first)
    if kind is None:
        raise Unclear(
            f"I know four digests: `it`, `marketing`, `leaders` and `words`. Which one is it? {_HOW}"
        )
    whose, rest = _whose(rest)
    team, rest = _team(rest, company) if kind is DigestKind.IT else (None, rest)
    rule, at = _rhythm(rest, _USUAL[kind], zone)
    return Asked(kind, whose, team, rule, at)


def read_day(text: str, now: datetime, zone: str) -> date | None:
    """The day that is meant; None where nothing is written. Raises Unclear."""
    if not text.strip():
        return None
    with suppress(ValueError):
        return date.fromisoformat(text.strip())  # the one way of writing a day that is over
    found = find_due(text[:_LONGEST], at=now, zone=zone)
    if found is None or (found.day is None and not found.options):
        raise Unclear("I don't see which day that is. Write it like `Monday`, `14 April` or `2027-04-14`.")
    if found.day is None:
        raise Unclear(f"“{found.words}” can be read in two ways. Write it like `2027-04-14`.")
    return found.day


def _whose(text: str) -> tuple[Whose | None, str]:
    for whose, pattern in (("me", _FOR_ME), ("here", _HERE)):
        if pattern.search(text):
            return ("me" if whose == "me" else "here"), pattern.sub(" ", text, count=1)
    return None, text


def _team(text: str, company: Company) -> tuple[Team | None, str]:
    """A team of IT named by its id, its name, or its name without "Team"."""
    for team in company.teams:
        names = {team.id, team.name, re.sub(r"\s+team$", "", team.name, flags=re.IGNORECASE)}
        for name in sorted(names, key=len, reverse=True):
            pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
            if team.side == "it" and pattern.search(text):
                return team, pattern.sub(" ", text, count=1)
    return None, text


def _rhythm(text: str, usual: str, zone: str) -> tuple[str, time]:
    plain = " ".join(_SMALL.sub(" ", text).lower().split())
    if not plain:
        return usual, NINE
    if plain in _ALONE:
        return _ALONE[plain], NINE
    found = find_recurrence(text, zone=zone)
    rule = _rule(found) if found else None
    if found is None:  # a time alone, or "weekly at 10"
        usual = next((_ALONE[word] for word in plain.split() if word in _ALONE), usual)
        text = re.sub(r"\b(?:daily|weekly|monthly)\b", " ", text, flags=re.IGNORECASE)
        found, rule = find_recurrence(f"weekdays at {text}", zone=zone), usual
        text = f"weekdays at {text}"
    left = _SMALL.sub(" ", text[: found.start] + " " + text[found.end :]).split() if found else text.split()
    if found is None or rule is None or left or (rule is usual and found.at is None):
        unread = " ".join(left) or text.strip()
        raise Unclear(f"I don't understand “{unread[:60]}” here. {_HOW}")
    return rule, found.at or NINE


def _rule(found: Recurrence) -> str:
    """Raises Unclear for what is too often or too rare for a digest."""
    if found.every in ("hour", "year"):
        raise Unclear(
            "A digest comes daily, weekly or monthly. Say which days: `/digest it here weekdays 9:00`."
        )
    if found.every == "day":
        return EACH_WORKDAY if found.interval == 1 else found.rule()
    if found.every == "week" and not found.weekdays:
        return f"{found.rule()};BYDAY=MO"
    if found.every == "month" and not (found.weekdays or found.month_days):
        return EACH_MONTH if found.interval == 1 else found.rule()
    return found.rule()
