"""Several words at once: the meanings of one, those of a sentence, and what else may have been meant."""

from __future__ import annotations

from collections.abc import Sequence

from bot.explaining import Meanings, Sentence
from glossary.finding import Hit
from glossary.model import Entry, Side
from glossary.spotting import Noticed
from handlers.names import EXPLAIN, WANT_OTHER
from handlers.views.blocks import actions, button, context, section
from handlers.views.budget import room
from handlers.views.explaining.answer import heading, plain_line, word_button
from handlers.views.explaining.seat import Seat
from handlers.views.glossary.spoken import bare
from handlers.views.message import Block, Message
from handlers.views.text import cut, fitted, one_line

MOST_WORDS = 15  # of a sentence; what is beyond them gets a button each
_MOST_BUTTONS = 10
_LONGEST_ASIDE = 200
NOTHING_IN_IT = (
    f"I found no word in there that I could explain to you. Is there one that's unclear? `{EXPLAIN}` with "
    "the word asks for it."
)


def meanings(found: Meanings, seat: Seat) -> Message:
    """Both are shown, and each can be read whole."""
    word = bare(found.words, 100)
    intro = f"“{word}” has {_count(len(found.entries))} meanings. Which one is it here?"
    rows = [_choice(entry, found.side, seat, found.words) for entry in found.entries]
    none = button(WANT_OTHER, f"None of these: ask {_other(found.side)}", one_line(cut(found.words, 60)))
    return Message(
        " ".join((intro, *(plain_line(entry, found.side) for entry in found.entries)))[:3000],
        [section(intro), *rows, *actions(none)],
    )


def sentence(found: Sentence, seat: Seat) -> Message:
    """Each word as it is written there, with the meaning it has there, and what else it may mean."""
    if not found.noticed:
        return Message(NOTHING_IN_IT, [section(NOTHING_IN_IT)])
    count = len(found.noticed)
    intro = (
        "One word in there may be new to you:"
        if count == 1
        else f"{_count(count).capitalize()} words in there may be new to you:"
    )
    blocks: list[Block] = [section(intro)]
    told = [intro]
    for number, one in enumerate(found.noticed):
        row = _noticed(one, found, seat)
        if number >= MOST_WORDS or room(blocks) < 1500:
            blocks += _rest(found.noticed[number:], seat)
            break
        blocks.append(row)
        told.append(f"{_as_written(one, found.text)}: {plain_line(one.entry, found.side, 300)}")
    blocks.append(context("Only you see this. The buttons show whole entries."))
    return Message("\n".join(told)[:2900], blocks)


def others(hits: Sequence[Hit], side: Side, seat: Seat, words: str, *, wanted: str) -> Message:
    """After "Not what I meant". `wanted`: the word to ask somebody to define; "" for none."""
    intro = (
        "Sorry about that. Did you mean one of these?"
        if hits
        else "Sorry about that. I know no other meaning of it."
    )
    rows = [_choice(hit.entry, side, seat, words) for hit in hits]
    ask = button(WANT_OTHER, f"Ask {_other(side)} to define it", wanted) if wanted else None
    return Message(intro, [section(intro), *rows, *actions(ask)])


def _choice(entry: Entry, side: Side, seat: Seat, words: str) -> Block:
    return {
        **section(f"{heading(entry)}\n{fitted(one_line(entry.wording_for(side).line), 600)}"),
        "accessory": word_button(entry, seat, entry.stands_for or entry.preferred.text, words),
    }


def _noticed(one: Noticed, found: Sentence, seat: Seat) -> Block:
    wording = one.entry.wording_for(found.side)
    lines = [
        f"*{_as_written(one, found.text)}*{_named(one, found.text)}: {fitted(one_line(wording.line), 600)}",
        *([f"_Why it matters to you:_ {fitted(one_line(wording.why), 600)}"] if wording.why else []),
        *(f"It could also be {plain_line(other, found.side, _LONGEST_ASIDE)}" for other in one.others[:3]),
    ]
    return {
        **section("\n".join(lines)),
        "accessory": word_button(one.entry, seat, f"More on {found.text[one.start : one.end]}"),
    }


def _as_written(one: Noticed, text: str) -> str:
    return bare(text[one.start : one.end], 80)


def _named(one: Noticed, text: str) -> str:
    """The entry's name, where the sentence says it otherwise; what it stands for, where it says letters."""
    written, name = text[one.start : one.end].casefold(), one.entry.preferred.text
    if one.entry.stands_for and one.entry.stands_for.casefold() != written:
        return f" ({bare(one.entry.stands_for, 120)})"
    return "" if name.casefold() in written or written in name.casefold() else f" ({bare(name)})"


def _rest(noticed: Sequence[Noticed], seat: Seat) -> list[Block]:
    buttons = [word_button(one.entry, seat) for one in noticed[:_MOST_BUTTONS]]
    return [context("And these:"), *actions(*buttons)]


def _other(side: Side) -> str:
    return "IT" if side == "marketing" else "marketing"


def _count(number: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[number] if number < len(words) else str(number)
