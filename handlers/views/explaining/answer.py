"""One explanation, in the reader's words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from bot.explaining import Explained
from bot.people import People
from glossary.concepts import Concept
from glossary.keeping.looking_after import freshness
from glossary.model import Entry, Side
from glossary.shelf import Words
from handlers.names import EXPLAIN_WORD, NOT_MEANT, SHARE, THANKS, UNCLEAR
from handlers.views.blocks import actions, button, context, section
from handlers.views.explaining.seat import Seat
from handlers.views.glossary.spoken import SIDES, bare, checked, kept_by, term
from handlers.views.message import Block, Message
from handlers.views.text import cut, escape, fitted, one_line

MOST_RELATED = 5
_MOST_CONFUSED = 3
_LONGEST_ASIDE = 160
_LONGEST_QUERY = 200
_INSTEAD = "instead, "


def explained(
    one: Explained,
    seat: Seat,
    people: People,
    words: Words,
    now: datetime,
    *,
    more: Sequence[dict[str, Any]] = (),
) -> Message:
    """`more`: further buttons beside those that every explanation has."""
    entry, value = one.entry, seat.value(one.entry.slug)
    blocks = [
        *([context(f"{escape(_sentence_of(one.why))}")] if one.why else []),
        *body(entry, one.side),
        *_confused(entry, one.side, words),
        context(upkeep(one.concept, people, now)),
        *actions(
            button(THANKS, "Thanks", value),
            button(UNCLEAR, "Still unclear", value),
            share_button(seat, value),
            button(NOT_MEANT, "Not what I meant", _not_meant(one, seat)),
            *more,
        ),
        *related(entry, seat, words),
    ]
    return Message(plain_line(entry, one.side), blocks)


def body(entry: Entry, side: Side, *, to_all: bool = False) -> list[Block]:
    """What it is, why it matters and an example; of a rule its reason and what can be done instead.

    `to_all`: both sides read it, so that nobody is "you".
    """
    wording = entry.wording_for(side)
    before_why, before_example, example = _headings(
        entry, side, wording.example, SIDES[side] if to_all else "you"
    )
    blocks = [section(f"{heading(entry)}\n{fitted(wording.line, 1000)}")]
    rest = [
        f"*{before}* {fitted(text, 1200)}"
        for before, text in ((before_why, wording.why), (before_example, example))
        if text
    ]
    return [*blocks, section("\n".join(rest))] if rest else blocks


def heading(entry: Entry) -> str:
    """Its name, and what it stands for."""
    name, stands_for = term(entry), entry.stands_for.strip()
    is_said = stands_for.casefold() in ("", entry.preferred.text.casefold())
    return name if is_said else f"{name} ({bare(stands_for, 200)})"


def plain_line(entry: Entry, side: Side, most: int = 1000) -> str:
    """The explanation in one line."""
    return f"{heading(entry)}: {fitted(one_line(entry.wording_for(side).line), most)}"


def share_button(seat: Seat, value: str) -> dict[str, Any] | None:
    """Only where somebody else reads."""
    if not seat.is_among_others:
        return None
    return button(SHARE, "Share in thread" if seat.thread_ts else "Share in channel", value)


def related(entry: Entry, seat: Seat, words: Words) -> list[Block]:
    """Each explains its word."""
    known = (words.entry(slug) for slug in dict.fromkeys((*entry.broader, *entry.related)))
    shown = [other for other in known if other is not None and other.slug != entry.slug][:MOST_RELATED]
    rows = actions(*(word_button(other, seat) for other in shown))
    return [context("Words around it:"), *rows] if rows else []


def word_button(entry: Entry, seat: Seat, label: str = "", words: str = "") -> dict[str, Any]:
    name = cut(one_line(label or entry.preferred.text), 40)
    return button(f"{EXPLAIN_WORD}.{entry.slug}", name, seat.value(entry.slug, words[:_LONGEST_QUERY]))


def upkeep(concept: Concept, people: People, now: datetime) -> str:
    """Who keeps the entry, and since when nobody has looked at it."""
    return f"{kept_by(concept, people)} · {_checked(concept, now.date())}"


def _checked(concept: Concept, today: date) -> str:
    old = freshness(concept, today)
    return f":warning: {old}" if old else checked(concept, today)


def _headings(entry: Entry, side: Side, example: str, whom: str) -> tuple[str, str, str]:
    """What stands before the reason and before the example, and the example itself."""
    if entry.kind == "why_not" and example.casefold().startswith(_INSTEAD):
        instead = example[len(_INSTEAD) :]
        return "Why it is so:", "What we can do instead:", instead[:1].upper() + instead[1:]
    if entry.kind == "where":
        return "Good to know:", "For example:", example
    why = "Keep in mind:" if entry.home == side else f"Why it matters to {whom}:"
    return why, "For example:", example


def _confused(entry: Entry, side: Side, words: Words) -> list[Block]:
    others = [other for slug in entry.confused_with if (other := words.entry(slug)) is not None]
    lines = [f"• {plain_line(other, side, _LONGEST_ASIDE)}" for other in others[:_MOST_CONFUSED]]
    return [section("\n".join(["*Not to be confused with:*", *lines]))] if lines else []


def _not_meant(one: Explained, seat: Seat) -> str:
    return seat.value(one.entry.slug, one_line(one.words)[:_LONGEST_QUERY])


def _sentence_of(why: str) -> str:
    sentence = why[:1].upper() + why[1:]
    return sentence if sentence.endswith(("?", ".", "!")) else f"{sentence}."
