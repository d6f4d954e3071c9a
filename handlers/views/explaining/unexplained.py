"""A word that nobody has explained yet: what whoever asked is told, and the card for those who may know."""

from __future__ import annotations

from collections import Counter
from typing import Any

from bot.explaining import Unexplained
from bot.people import People
from db.kinds import WordState
from glossary.finding import Tier
from glossary.keeping.writer import SPOKEN
from glossary.model import Entry, Side
from glossary.unknown.counting import UnknownWord
from handlers.names import (
    DEFINE,
    EXPLAIN,
    NOT_JARGON,
    SAME_AS,
    SAME_AS_FIELD,
    SAME_AS_FORM,
    TELL_ME,
    WANT_WORD,
)
from handlers.views.blocks import actions, button, context, field, modal, plain_text, section
from handlers.views.explaining.answer import plain_line, word_button
from handlers.views.explaining.seat import Seat
from handlers.views.glossary.spoken import bare, person, term
from handlers.views.message import Block, Message

_LONGEST = 60  # characters of a word in a button
OTHER: dict[Side, Side] = {"marketing": "it", "it": "marketing"}


def unexplained(found: Unexplained, seat: Seat) -> Message:
    """What comes near, else who could be asked."""
    sentence = _sentence(found)
    blocks: list[Block] = [section(sentence)]
    if found.offered and not found.is_no_jargon:
        blocks += [section(_before_offers(found)), *actions(*_offers(found, seat))]
    return Message(sentence, [*blocks, *_what_now(found)])


def wanted(word: UnknownWord) -> Message:
    """After "Ask IT to define it"."""
    name = bare(word.text)
    if word.state is WordState.OPEN:
        sentence = f"{_spoken(word.side)} has “{name}” on a card now, and nobody there sees who asked."
    else:
        sentence = f"It's on its way: somebody has said what “{name}” is, and others are reading it."
    tell = button(TELL_ME, "Tell me when it's there", word.text[:_LONGEST])
    return Message(sentence, [section(sentence), *actions(tell)])


def waiting(word: UnknownWord) -> Message:
    sentence = f"I'll tell you, and only you, as soon as “{bare(word.text)}” is explained."
    return Message(sentence, [section(sentence)])


def card(word: UnknownWord, people: People, entry: Entry | None = None) -> Message:
    """For the side whose word it may be. `entry`: what it turned out to be, or what has that name already."""
    sentence = _standing(word, people, entry)
    if word.state is not WordState.OPEN:
        return Message(sentence, [section(sentence)])
    buttons = actions(
        button(DEFINE, "Define", word.norm, style="primary"),
        button(SAME_AS, "Same as…", word.norm),
        button(NOT_JARGON, "Not jargon", word.norm),
    )
    aside = context("Nobody sees who asked: I only count different people.")
    return Message(sentence, [section(sentence), *buttons, aside])


def same_as_form(word: UnknownWord) -> dict[str, Any]:
    element = {
        "type": "plain_text_input",
        "action_id": SAME_AS_FIELD,
        "max_length": 80,
        "placeholder": plain_text("For example: single sign-on", 150),
        "focus_on_load": True,
    }
    label = f"What is “{word.text}” another name of?"
    hint = "Write the word under which the glossary explains it already."
    asked_for = field(SAME_AS_FIELD, label, element, hint=hint)
    return modal(SAME_AS_FORM, "The same as…", "Save", [asked_for], {"norm": word.norm})


def _sentence(found: Unexplained) -> str:
    name = bare(found.words, 120)
    if found.is_no_jargon:
        return (
            f"“{name}” counts as an everyday word here, so nobody has written it up. If it puzzles you in a "
            "sentence, ask whoever wrote it, or mark the message with ⋯ → *Explain the jargon*."
        )
    if not found.is_word and found.offered:
        if found.is_question:
            return "I have no answer to exactly that."
        return "I see no word in there that should be new to you."
    if found.word is None and not found.offered:
        return (
            "I found no word in there that I could explain. Write the word alone, as in "
            f"`{EXPLAIN} CDN`, or a question as in `{EXPLAIN} why can't we share a login`."
        )
    if found.word is not None and found.word.state is WordState.SAME:
        return f"“{name}” seems to be another name of something known; that's being read before it's shown."
    if found.is_proposed or (found.word and found.word.state is WordState.PROMISED):
        return f"Somebody has written up “{name}” already; it's being read before it's shown to everybody."
    if found.word is not None and found.word.state is WordState.OPEN:
        return f"Nobody has explained “{name}” yet. {_spoken(found.word.side)} has it on a card."
    if found.word is None:
        return f"I don't know “{name}” by that name."
    return f"Nobody has explained “{name}” yet."


def _what_now(found: Unexplained) -> list[Block]:
    if found.is_no_jargon or not found.is_word or not found.words.strip():
        return []
    word = found.words[:_LONGEST]
    is_on_its_way = found.is_proposed or (
        found.word is not None and found.word.state is not WordState.COUNTED
    )
    ask = None if is_on_its_way else button(WANT_WORD, f"Ask {_spoken(OTHER[found.side])} to define it", word)
    return actions(ask, button(TELL_ME, "Tell me when it's there", word))


def _before_offers(found: Unexplained) -> str:
    if any(hit.tier is Tier.WITHIN for hit in found.offered):
        return "These words of it are explained:"
    return "Did you mean:" if found.is_word else "Perhaps one of these helps:"


def _offers(found: Unexplained, seat: Seat) -> list[dict[str, Any]]:
    """Of two that have the same name, what each stands for tells them apart."""
    names = Counter(hit.entry.preferred.text for hit in found.offered)
    return [
        word_button(
            hit.entry,
            seat,
            hit.entry.stands_for if names[hit.entry.preferred.text] > 1 else "",
            words=found.words,
        )
        for hit in found.offered
    ]


def _standing(word: UnknownWord, people: People, entry: Entry | None) -> str:
    name, who = f"“{bare(word.text)}”", person(people, word.decided_by)
    if word.state is WordState.DEFINED:
        return (
            f"{name} is explained now. {plain_line(entry, word.side)}"
            if entry
            else f"{name} is explained now."
        )
    if word.state is WordState.PROMISED:
        return f"{who} has written an explanation of {name}. It's being read before it's shown to everybody."
    if word.state is WordState.SAME:
        return f"{who} says that {name} is the same as {term(entry) if entry else 'another word'}."
    if word.state is WordState.NOT_JARGON:
        return f"{who} says that {name} is no jargon, so nobody needs to explain it."
    asked = "Somebody wants" if word.asked <= 1 else f"{word.asked} people want"
    so_far = (
        "and the meaning that the glossary has isn't theirs" if entry else "and nobody has explained it yet"
    )
    return (
        f"{asked} to know what {name} means, {so_far}. "
        f"It may be one of {SPOKEN[word.side]}'s words. What is it?"
    )


def _spoken(side: Side) -> str:
    return "IT" if side == "it" else "Marketing"
