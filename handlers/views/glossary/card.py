"""The card of a proposal: first for those who are to understand it, then for those who approve it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.people import People
from db.kinds import RevisionState
from glossary.concepts import Concept, Revision
from glossary.keeping.history import changes
from glossary.keeping.notices import Step
from glossary.keeping.writer import SPOKEN, reading_side
from glossary.model import Entry, Side
from handlers.names import APPROVE, NOT_CLEAR, REJECT, UNDERSTAND
from handlers.views.blocks import actions, button, context, quote, section
from handlers.views.glossary.spoken import (
    BOTH_SIDES,
    SIDES,
    WHOSE,
    bare,
    look_up,
    other_names,
    person,
    quoted,
    term,
    wording,
)
from handlers.views.message import Block, Message
from handlers.views.text import cut, fitted, when

PRIVATE = " private"  # behind a revision's id: it was pressed in somebody's own list
_MOST_QUESTIONS = 5
_LONGEST_NOTE = 400
_LONGEST_QUESTION = 200
_MOST_CHANGES = 5


def card(
    revision: Revision,
    concept: Concept,
    people: People,
    now: datetime,
    zone: ZoneInfo,
    step: Step,
    *,
    private: bool = False,
) -> Message:
    """`zone`: of those who read it. `private`: shown to one person alone, in a list of theirs."""
    sentence = _sentence(revision, concept, people, step)
    if revision.state is not RevisionState.PROPOSED:
        return _calm(sentence, revision.entry)
    origin = _origin(revision, concept, people, now, zone)
    reader = reading_side(revision.entry.home, revision.author_side)
    blocks = [
        section(sentence),
        context(origin),
        *text_of(revision.entry, first=reader, aside=reader is not None and step == "understand"),
        *_remarks(revision, concept, people, step),
        *actions(*_buttons(revision, step, PRIVATE if private else "")),
    ]
    return Message(f"{sentence} {quoted(revision.entry.marketing.line)}", blocks)


def text_of(entry: Entry, *, first: Side | None = None, aside: bool = False) -> list[Block]:
    """The whole text, the wording of side `first` on top; the other one smaller if it is only an `aside`."""
    order: Sequence[Side] = BOTH_SIDES if first != "it" else BOTH_SIDES[::-1]
    if entry.marketing == entry.it:
        shown = [
            section(wording(entry.marketing, of="marketing").replace("*For marketing:*", "*For both:*", 1))
        ]
    else:
        above, below = (wording(entry.wording_for(side), of=side) for side in order)
        shown = [section(above), context(below) if aside else section(below)]
    about = [f"Stands for {fitted(entry.stands_for, 300)}."] if entry.stands_for else []
    names = other_names(entry)
    if names:
        about.append(f"Also called {names}.")
    asked = [f"• {fitted(one, _LONGEST_QUESTION)}" for one in entry.questions[:_MOST_QUESTIONS]]
    if asked:
        shown.append(context("\n".join(["It answers:", *asked])))
    return [*shown, context(" ".join(about))] if about else shown


def _sentence(revision: Revision, concept: Concept, people: People, step: Step) -> str:
    """What is wanted of whoever reads it, or what became of it."""
    name, decider = term(revision.entry), person(people, revision.decided_by)
    if revision.state in (RevisionState.APPROVED, RevisionState.SUPERSEDED):
        return f"{decider} has approved this text for {name}. It's in the glossary."
    if revision.state is RevisionState.REJECTED:
        return f"{decider} said no to this text for {name}: {quoted(revision.decided_note)}"
    if revision.state is RevisionState.OVERTAKEN:
        return f"Nothing to do here: there is a newer text for {name}, {look_up(revision.entry)} shows it."
    what = "A new word" if concept.live is None else "A better wording"
    if step == "approve":
        understood = (
            f"{person(people, revision.understood_by)} understands it." if revision.understood_by else ""
        )
        return f"{what} to approve: {name}. {understood}".strip()
    if revision.understood_by:
        reviewers = SPOKEN[concept.home] if concept.home != "shared" else "the reviewers"
        return f"{person(people, revision.understood_by)} understands {name}. It's with {reviewers} now."
    return f"{what}: {name}. Would you understand it, explained like this?"


def _origin(revision: Revision, concept: Concept, people: People, now: datetime, zone: ZoneInfo) -> str:
    author = f"from {person(people, revision.author_id)}" if revision.author_id else "from an import"
    if revision.is_draft:
        author = "a draft by a language model, so read it with care"
    home = WHOSE[revision.entry.home]
    moved = f", so far it was {SPOKEN[concept.home]}'s" if concept.home != revision.entry.home else ""
    return f"{home}{moved}, {author}, {when(revision.proposed_at, zone, now)}."


def _remarks(revision: Revision, concept: Concept, people: People, step: Step) -> list[Block]:
    """What it changes and what for, and what somebody did not understand."""
    told: list[Block] = []
    different = changes(concept.entry, revision.entry)
    if different:
        more = f" and {len(different) - _MOST_CHANGES} more" if len(different) > _MOST_CHANGES else ""
        told.append(context(f"New in it: {', '.join(different[:_MOST_CHANGES])}{more}."))
        told += _so_far(concept.entry, revision.entry)
    if revision.note:
        told += [
            context(f"{person(people, revision.author_id)} says:"),
            quote(cut(revision.note, _LONGEST_NOTE)),
        ]
    if revision.unclear_by and revision.unclear_note:
        who = person(people, revision.unclear_by)
        told.append(context(f"Not clear yet to {who}: {quoted(revision.unclear_note)}"))
    if step == "understand" and not revision.understood_by:
        told.append(context("You needn't know whether it's right. Only say whether you'd understand it."))
    return told


def _so_far(live: Entry | None, proposed: Entry) -> list[Block]:
    """The lines that would be replaced."""
    lines = [
        f"So far {SIDES[side]} reads: {quoted(live.wording_for(side).line)}"
        for side in BOTH_SIDES
        if live is not None and live.wording_for(side).line != proposed.wording_for(side).line
    ]
    return [context("\n".join(lines))] if lines else []


def _buttons(revision: Revision, step: Step, suffix: str) -> list[dict[str, Any]]:
    value = revision.id + suffix
    if step == "approve":
        return [
            button(APPROVE, "Approve", value, style="primary"),
            button(REJECT, "Reject", value),
        ]
    if revision.understood_by:
        return []
    return [
        button(UNDERSTAND, "I understand this", value, style="primary"),
        button(NOT_CLEAR, "Not clear yet", value),
    ]


def _calm(sentence: str, entry: Entry) -> Message:
    line = f"{bare(entry.preferred.text)}: {quoted(entry.marketing.line)}"
    return Message(sentence, [section(sentence), context(line)])
