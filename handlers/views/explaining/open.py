"""What everybody in a channel or thread reads, because somebody chose to say it there."""

from __future__ import annotations

from bot.people import Colleague
from glossary.model import Entry, Side
from handlers.names import EDIT_WORD, EXPLAIN
from handlers.views.blocks import actions, button, context, section
from handlers.views.explaining.answer import body, heading, plain_line
from handlers.views.glossary.spoken import bare
from handlers.views.message import Message
from handlers.views.wording import first


def shared(entry: Entry, side: Side, sharer: Colleague) -> Message:
    """In the words of the sharer's side; whoever wants their own looks it up."""
    own = f"`{EXPLAIN} {bare(entry.preferred.text)}` puts it into your words."
    said_by = f"{first(sharer)} shared this from the glossary. {own}"
    return Message(
        f"{plain_line(entry, side)} {said_by}", [*body(entry, side, to_all=True), context(said_by)]
    )


def asked_openly(entry: Entry, side: Side, asker: Colleague) -> Message:
    sentence = (
        f"{first(asker)} has read what the glossary says about {heading(entry)} and asks: "
        "can somebody put it in other words?"
    )
    line = plain_line(entry, side)
    return Message(sentence, [section(sentence), context(f"It says: {line}")])


def not_shared(entry: Entry) -> Message:
    sentence = (
        f"I couldn't post {heading(entry)} there, because I'm not in that channel. "
        "Invite me with `/invite @Liaison`, then share it again."
    )
    return Message(sentence, [section(sentence)])


def found_unclear(entry: Entry, count: int) -> Message:
    """For whoever looks after the entry. Nobody is named."""
    who = "Somebody read" if count == 1 else f"{count} people read"
    sentence = (
        f"{who} what we say about {heading(entry)}, and it's still unclear. "
        "Could you put it in plainer words?"
    )
    rows = actions(button(EDIT_WORD, "Suggest a better wording", entry.slug))
    lines = context(f"For marketing: {plain_line(entry, 'marketing')}\nFor IT: {plain_line(entry, 'it')}")
    return Message(sentence, [section(sentence), lines, *rows])
