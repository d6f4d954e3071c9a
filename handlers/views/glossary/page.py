"""One entry, whole: the explanation, what the other side is told, and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.people import People
from db.kinds import ConceptStatus
from glossary.concepts import Concept, Revision
from glossary.keeping.looking_after import is_due
from glossary.keeping.reviewing import may_read
from glossary.keeping.writer import SPOKEN, Writer, may_review, reading_side
from glossary.model import Entry, Side, other_side
from handlers.names import (
    EDIT_WORD,
    HAND_OVER,
    OPEN_PROPOSAL,
    OPEN_WORD,
    RESTORE,
    RETIRE,
    STILL_RIGHT,
    TURN_GLOSSARY,
    WORD_HISTORY,
)
from handlers.views.blocks import actions, button, context, divider, section
from handlers.views.glossary.spoken import WHOSE, bare, other_names, person, quoted, term, wording
from handlers.views.message import Block, Message
from handlers.views.text import when


@dataclass(frozen=True)
class Reader:
    """Who looks at it: what they may do, and where they sit."""

    writer: Writer
    side: Side
    zone: ZoneInfo


def entry_page(
    shown: Message,
    concept: Concept,
    entry: Entry,
    reader: Reader,
    people: People,
    now: datetime,
    *,
    waiting: Revision | None = None,
) -> Message:
    """`shown`: the explanation in the reader's words. `waiting`: a newer text that is not decided yet."""
    today = now.astimezone(reader.zone).date()
    return Message(
        shown.text,
        [
            *shown.blocks,
            divider(),
            *_other_side(entry, reader.side),
            context(_about(entry)),
            *_waiting(waiting, people, now, reader.zone),
            *actions(*_buttons(concept, entry, reader, today), back_to_topics()),
        ],
    )


def put_away_page(concept: Concept, entry: Entry, successor: Entry | None, reader: Reader) -> Message:
    """Of an entry that nobody is shown any more."""
    if concept.status is ConceptStatus.EXCLUDED:
        sentence = f"{term(entry)} counts as no jargon: everybody knows it, so it isn't explained."
    elif successor is not None:
        sentence = f"{term(entry)} isn't used any more. {term(successor)} took its place."
    else:
        sentence = f"{term(entry)} isn't used any more, and nothing took its place."
    back = button(RESTORE, "Bring it back", entry.slug) if may_review(reader.writer, concept.home) else None
    instead = _open(successor, f"Show {bare(successor.preferred.text, 40)}") if successor else None
    line = f"It was explained as {quoted(entry.wording_for(reader.side).line)}"
    rows = actions(instead, back, _history(entry), back_to_topics())
    return Message(sentence, [section(sentence), context(line), *rows])


def proposed_page(revision: Revision, reader: Reader, people: People, now: datetime) -> Message:
    """Of a word that somebody has proposed and nobody has approved yet, to those who cannot move it on."""
    entry, name = revision.entry, term(revision.entry)
    author = (
        "You have"
        if revision.author_id == reader.writer.user_id
        else f"{person(people, revision.author_id)} has"
    )
    since = when(revision.proposed_at, reader.zone, now)
    sentence = f"{author} suggested how to explain {name}, {since}. {whose_turn(revision, people)}"
    reword = button(EDIT_WORD, "Word it differently", entry.slug)
    lines = section(wording(entry.wording_for(reader.side), of=reader.side))
    return Message(sentence, [section(sentence), lines, *actions(reword, back_to_topics())])


def rejected_page(revision: Revision, people: People) -> Message:
    """Of a word whose only text was rejected."""
    who, name = person(people, revision.decided_by), term(revision.entry)
    reason = f": {quoted(revision.decided_note)}" if revision.decided_note else "."
    sentence = f"Nobody explains {name} yet. A text was suggested, and {who} said no to it{reason}"
    again = button(EDIT_WORD, "Try again", revision.entry.slug)
    return Message(sentence, [section(sentence), *actions(again, back_to_topics())])


def whose_turn(revision: Revision, people: People) -> str:
    """Who has the next word about a proposal, as a sentence."""
    if revision.understood_by:
        home = revision.entry.home
        approver = "the reviewers" if home == "shared" else f"{SPOKEN[home]}'s reviewers"
        return f"{person(people, revision.understood_by)} understands it; {approver} decide now."
    side = reading_side(revision.entry.home, revision.author_side)
    readers = f"Somebody of {SPOKEN[side]}" if side else "Somebody else"
    if revision.unclear_by:
        return f"It isn't clear yet to {person(people, revision.unclear_by)}: {quoted(revision.unclear_note)}"
    return f"{readers} is to say whether they understand it."


def may_move_on(revision: Revision, concept: Concept, writer: Writer) -> bool:
    """May say something about this proposal now."""
    if revision.understood_by is None:
        return may_read(revision, writer)
    own_new = concept.live is None and revision.author_id == writer.user_id
    return may_review(writer, concept.home) and (writer.is_overseer or not own_new)


def back_to_topics() -> dict[str, Any]:
    return button(f"{TURN_GLOSSARY}.topics.0", "All topics", "topics 0")


def _other_side(entry: Entry, reader: Side) -> list[Block]:
    """How the others have it explained, where that differs."""
    if entry.marketing == entry.it:
        return []
    other = other_side(reader)
    return [context(wording(entry.wording_for(other), of=other))]


def _about(entry: Entry) -> str:
    names = other_names(entry)
    parts = [WHOSE[entry.home], *([f"topic: {bare(entry.topic)}"] if entry.topic else [])]
    return f"{' · '.join(parts)}{f' · also called {names}' if names else ''}"


def _waiting(waiting: Revision | None, people: People, now: datetime, zone: ZoneInfo) -> list[Block]:
    if waiting is None:
        return []
    author = person(people, waiting.author_id) if waiting.author_id else "An import"
    since = when(waiting.proposed_at, zone, now)
    said = f"{author} suggested another text, {since}. {whose_turn(waiting, people)}"
    look = button(f"{OPEN_PROPOSAL}.{waiting.id}", "Look at it", waiting.id)
    return [{**section(said), "accessory": look}]


def _buttons(concept: Concept, entry: Entry, reader: Reader, today: date) -> list[dict[str, Any]]:
    """What this reader can do, the likeliest first."""
    writer = reader.writer
    reviews = may_review(writer, concept.home)
    keeps = reviews or concept.keeper_id == writer.user_id
    still = [button(STILL_RIGHT, "Still right", entry.slug)] if keeps and is_due(concept, today) else []
    edit = button(EDIT_WORD, "Edit" if reviews else "Suggest a better wording", entry.slug)
    mine = [button(HAND_OVER, "Hand over", entry.slug), button(RETIRE, "Retire", entry.slug)] if keeps else []
    return [*still, edit, _history(entry), *mine]


def _history(entry: Entry) -> dict[str, Any]:
    return button(f"{WORD_HISTORY}.0", "History", f"{entry.slug} 0")


def _open(entry: Entry, label: str) -> dict[str, Any]:
    return button(f"{OPEN_WORD}.{entry.slug}", label, entry.slug)
