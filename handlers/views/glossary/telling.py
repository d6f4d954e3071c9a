"""What people are told about entries by direct message: what became of their text, what waits for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.people import People
from db.kinds import ConceptStatus, WordDecision
from glossary.concepts import Concept, Revision
from glossary.keeping.looking_after import freshness
from glossary.keeping.notices import Why
from glossary.keeping.writer import SPOKEN, reading_side
from glossary.model import Entry, Side
from handlers.names import EDIT_WORD, GLOSSARY, HAND_OVER, OPEN_WORD, RETIRE, STILL_RIGHT
from handlers.views.blocks import actions, button, context, section
from handlers.views.glossary.card import text_of
from handlers.views.glossary.spoken import checked, look_up, person, quoted, term
from handlers.views.message import Message
from handlers.views.text import MOST_TEXT, escape

KEPT = "What you wrote is kept in its history."


def decided(
    revision: Revision,
    concept: Concept,
    people: People,
    decision: WordDecision,
    actor_id: str | None,
    note: str,
) -> Message:
    """To the author: one decision about their text."""
    who, name = person(people, actor_id), term(revision.entry)
    was_live = concept.live is not None and concept.live.id != revision.id
    stays = " What was explained before stays." if was_live else ""
    if decision is WordDecision.UNDERSTOOD:
        reviewers = "the reviewers" if concept.home == "shared" else f"{SPOKEN[concept.home]}'s reviewers"
        return Message(f"{who} understands what you wrote about {name}. It's with {reviewers} now.", [])
    if decision is WordDecision.UNCLEAR:
        sentence = f"What you wrote about {name} isn't clear yet to {who}: {quoted(note)}"
        return _with_edit(sentence, revision, "Word it differently", "It stays open; change it when you can.")
    if decision is WordDecision.APPROVED:
        return Message(
            f"{who} has approved what you wrote about {name}. Everybody reads it now. Thank you.", []
        )
    if decision is WordDecision.REJECTED:
        sentence = f"{who} said no to what you wrote about {name}: {quoted(note)}{stays}"
        return _with_edit(sentence, revision, "Try again", KEPT)
    gone = concept.status in (ConceptStatus.RETIRED, ConceptStatus.EXCLUDED)
    reason = f"{who} put {name} away" if gone else f"{who} wrote a newer text for {name}"
    return Message(f"{reason}, so yours isn't decided any more. {KEPT}", [])


def handed_over(entry: Entry, people: People, actor_id: str | None) -> Message:
    sentence = f"{person(people, actor_id)} asks you to look after {term(entry)} in the glossary."
    return Message(
        sentence,
        [
            section(sentence),
            *text_of(entry),
            context("Now and then I ask you whether it's still right. If it isn't yours, hand it on."),
            *actions(
                button(EDIT_WORD, "Edit", entry.slug),
                button(HAND_OVER, "Hand over", entry.slug),
            ),
        ],
    )


def review_due(concept: Concept, entry: Entry, today: date) -> Message:
    """Is it still right? One click says yes."""
    stale = freshness(concept, today)
    when = stale or checked(concept, today)
    sentence = f"Is {term(entry)} still explained right? You look after it; {when}."
    return Message(
        sentence,
        [
            section(sentence),
            *text_of(entry),
            *actions(
                button(STILL_RIGHT, "Still right", entry.slug, style="primary"),
                button(EDIT_WORD, "Edit", entry.slug),
                button(HAND_OVER, "Hand over", entry.slug),
                button(RETIRE, "Retire", entry.slug),
            ),
        ],
    )


def waiting(side: Side, why: Why, entries: Sequence[Entry], count: int) -> Message:
    """One message for a side, however many there are. `entries`: the first of them."""
    many = f"{count} words" if count != 1 else "One word"
    wait = "wait" if count != 1 else "waits"
    if why == "review":
        sentence = f"{many} of {SPOKEN[side]} {wait} for somebody to say whether they are still right."
        if count == 1:
            sentence = f"One word of {SPOKEN[side]} waits for somebody to say whether it is still right."
    else:
        sentence = (
            f"{many} {wait} for somebody of {SPOKEN[side]} to say: “I understand this.” They came together."
        )
        if count == 1:
            sentence = f"One word waits for somebody of {SPOKEN[side]} to say: “I understand this.”"
    names = ", ".join(term(entry) for entry in entries)
    more = f" and {count - len(entries)} more" if count > len(entries) else ""
    first = f"{names}{more}." if names else ""
    how = f"`{GLOSSARY} mine` shows them one by one."
    return Message(f"{sentence} {how}", [section(f"{sentence}\n{first}".strip()), context(how)])


def proposed(entry: Entry, *, is_live: bool, is_new: bool, author_side: Side | None) -> Message:
    """Thanks to whoever has just sent the form: who reads it next."""
    if is_live:
        return Message(f"Done. That's how {term(entry)} is explained from now on.", [])
    side = reading_side(entry.home, author_side)
    readers = f"somebody of {SPOKEN[side]}" if side else "somebody else"
    what = "" if is_new else " Until then the old text stays."
    approver = (
        "the reviewers approve" if entry.home == "shared" else f"{SPOKEN[entry.home]}'s reviewers approve"
    )
    return Message(
        f"Thanks. First {readers} says whether they understand {term(entry)}, then {approver} it. "
        f"I'll tell you.{what}",
        [],
    )


def still_right_noted(concept: Concept, entry: Entry, today: date) -> Message:
    due = concept.review_due_on
    again = f" I'll ask again in {due:%B %Y}." if due and due > today else ""
    return Message(f"Thanks, noted: {term(entry)} is right.{again}", [])


def retired(entry: Entry, successor: Entry | None) -> Message:
    instead = f" Whoever looks for it finds {term(successor)}." if successor else ""
    return Message(f"{term(entry)} is put away.{instead} {_way_back(entry)}", [])


def no_jargon(entry: Entry) -> Message:
    return Message(
        f"{term(entry)} counts as no jargon now: nobody is shown it any more. {_way_back(entry)}", []
    )


def passed_on(entry: Entry, author: str, *, is_known: bool) -> Message:
    """To whoever did not understand a proposal. `author` is plain."""
    who = f"{escape(author)} knows" if is_known else "The reviewers see"
    return Message(f"Thanks. {who} now what isn't clear about {term(entry)}.", [])


def rejected(entry: Entry) -> Message:
    return Message(f"All right. Your reason for saying no to this text about {term(entry)} is passed on.", [])


def handed_to(entry: Entry, people: People, user_id: str, *, myself: bool) -> Message:
    who = "You look" if myself else f"{person(people, user_id)} looks"
    return Message(f"Thanks. {who} after {term(entry)} from now on.", [])


def with_news(message: Message, news: str) -> Message:
    """The same, below a sentence that says what has just been done. `news` is escaped."""
    return Message(f"{news}\n{message.text}"[:MOST_TEXT], [section(news), *message.blocks])


def done(sentence: str, slug: str) -> Message:
    """In the place of what was clicked. `sentence` is escaped."""
    return Message(sentence, [section(sentence), *actions(button(f"{OPEN_WORD}.{slug}", "Show it", slug))])


def _way_back(entry: Entry) -> str:
    return f"{look_up(entry)} still finds it for those who may bring it back."


def _with_edit(sentence: str, revision: Revision, label: str, foot: str) -> Message:
    rows = actions(button(EDIT_WORD, label, f"{revision.entry.slug} {revision.id}"))
    return Message(f"{sentence} {foot}", [section(sentence), context(foot), *rows])
