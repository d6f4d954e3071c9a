"""The private lists of `/glossary`: topics, what is found, what waits for somebody, what they look after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from bot.people import People
from glossary.browsing import Page, page_of
from glossary.concepts import Concept, Revision
from glossary.finding import Hit
from glossary.keeping.looking_after import freshness, is_due
from glossary.model import Entry, Side
from handlers.names import (
    ADD_WORD,
    CHOOSE_TOPIC,
    GLOSSARY,
    OPEN_PROPOSAL,
    OPEN_WORD,
    TURN_GLOSSARY,
)
from handlers.views.blocks import actions, button, context, menu, option, section
from handlers.views.glossary.spoken import bare, checked, named_button, person, quoted, term
from handlers.views.message import Block, Message
from handlers.views.text import clean, cut, escape, fitted, length, on_day, one_line, when

Which = Literal["topics", "topic", "find", "mine", "keep"]

NOWHERE = "-"  # what a button carries for a word that nobody has typed
_LONGEST_WORDS = 1500  # what a button carries on to the next page
_LONGEST_ECHO = 80
_LONGEST_TOPIC = 70
_LONGEST_LINE = 220
_MOST_IN_TEXT = 2500


@dataclass(frozen=True)
class Row:
    text: str  # mrkdwn
    button: dict[str, Any]


@dataclass(frozen=True)
class Standing:
    """How many wait for the reader, and how many they look after."""

    mine: int = 0
    kept: int = 0


def topics_page(found: Sequence[tuple[str, int]], standing: Standing) -> Message:
    total = sum(count for _, count in found)
    if not total:
        sentence = "*The glossary* is still empty. Explain the first word, and both sides have it."
        return Message(sentence, [section(sentence), *_foot(standing, but="topics")])
    sentence = (
        f"*The glossary*: {total} words that marketing and IT explain to each other. "
        f"Look one up with `{GLOSSARY}` and the word, or choose a topic."
    )
    options = [
        option(f"{cut(topic, _LONGEST_TOPIC - 6)} ({count})", cut(topic, 150)) for topic, count in found
    ]
    return Message(
        sentence,
        [
            section(sentence),
            *actions(menu(CHOOSE_TOPIC, "Choose a topic", options)),
            *_foot(standing, but="topics"),
            context(f"`{GLOSSARY} help` says what else there is."),
        ],
    )


def topic_page(
    topic: str, entries: Sequence[Entry], number: int, reader: Side, standing: Standing
) -> Message:
    if not entries:
        sentence = (
            f"There is nothing about {quoted(topic, _LONGEST_ECHO)} in the glossary. Choose another topic."
        )
        return Message(sentence, [section(sentence), *_foot(standing)])
    page = page_of(entries, number)
    heading = f"*{bare(topic)}*, {page.total} in all"
    return _listing(
        heading, [_entry_row(one, reader) for one in page.shown], page, ("topic", topic), standing
    )


def found_page(
    words: str, hits: Sequence[Hit], suggestions: Sequence[Hit], number: int, reader: Side, standing: Standing
) -> Message:
    """Each says why it was found. Without any the way to add the word is shown."""
    echo = quoted(words, _LONGEST_ECHO)
    add = button(ADD_WORD, "Explain it", carried(words) or NOWHERE)
    offered = [*hits, *suggestions]
    if not offered:
        sentence = f"Nobody has explained {echo} yet. If you know it, one sentence is enough."
        return Message(sentence, [section(sentence), *actions(add), *_foot(standing, but="add")])
    page = page_of(offered, number)
    count = f", {page.total} in all" if hits else ""
    heading = (
        f"*What comes near {echo}*{count}" if hits else f"There is no {echo}. *Did you mean one of these?*"
    )
    rows = [_entry_row(hit.entry, reader, hit.why) for hit in page.shown]
    return _listing(heading, rows, page, ("find", words), standing, add)


def mine_page(
    proposals: Sequence[tuple[Revision, Concept]],
    due: Sequence[Concept],
    number: int,
    people: People,
    now: datetime,
    zone: ZoneInfo,
    standing: Standing,
) -> Message:
    """What this reader can move on: proposals first, then entries that nobody has checked for long."""
    if not proposals and not due:
        sentence = "Nothing waits for you in the glossary. New proposals appear here."
        return Message(sentence, [section(sentence), *_foot(standing, but="mine")])
    today = now.astimezone(zone).date()
    items: list[tuple[Revision, Concept] | Concept] = [*proposals, *due]
    page = page_of(items, number)
    rows = [
        _due_row(one, today) if isinstance(one, Concept) else _proposal_row(one[0], one[1], people, now, zone)
        for one in page.shown
    ]
    return _listing(f"*Yours to review*, {page.total} in all", rows, page, ("mine", ""), standing)


def kept_page(kept: Sequence[Concept], number: int, today: date, standing: Standing) -> Message:
    shown = [concept for concept in kept if concept.entry is not None]
    if not shown:
        sentence = (
            "You look after no word yet. Whoever explains a word of their own side keeps it; "
            f"`{GLOSSARY} add` explains one."
        )
        return Message(sentence, [section(sentence), *_foot(standing, but="keep")])
    page = page_of(shown, number)
    rows = [_kept_row(concept, today) for concept in page.shown]
    return _listing(f"*What you look after*, {page.total} in all", rows, page, ("keep", ""), standing)


def carried(words: str) -> str:
    """Words as a button can carry them on. Of too many the last ones are left out."""
    words = one_line(clean(words[:_LONGEST_WORDS]))
    while length(words) > _LONGEST_WORDS:
        words = words.rpartition(" ")[0]
    return words


def _listing(
    heading: str,
    rows: Sequence[Row],
    page: Page[Any],
    where: tuple[Which, str],
    standing: Standing,
    *more: dict[str, Any],
) -> Message:
    drawn = [{**section(row.text), "accessory": row.button} for row in rows]
    which, words = where
    blocks = [
        section(heading),
        *drawn,
        *_pages(page, which, words),
        *actions(*more),
        *_foot(standing, but=which),
    ]
    said = heading
    for row in rows:
        if length(said) + length(row.text) > _MOST_IN_TEXT:
            break
        said = f"{said}\n{row.text}"
    return Message(said, blocks)


def _entry_row(entry: Entry, reader: Side, why: str = "") -> Row:
    line = fitted(one_line(entry.wording_for(reader).line), _LONGEST_LINE)
    reason = f" ({escape(cut(one_line(why), _LONGEST_ECHO))})" if why else ""
    return Row(f"{term(entry)}{reason}\n{line}", _open(entry))


def _proposal_row(revision: Revision, concept: Concept, people: People, now: datetime, zone: ZoneInfo) -> Row:
    what = "A new word" if concept.live is None else "A better wording"
    wanted = "to approve" if revision.understood_by else "to understand"
    author = f"from {person(people, revision.author_id)}" if revision.author_id else "from an import"
    told = f"{what} {wanted}, {author}, {when(revision.proposed_at, zone, now)}"
    look = named_button(f"{OPEN_PROPOSAL}.{revision.id}", "Look", revision.id, revision.entry)
    return Row(f"{term(revision.entry)}\n{told}", look)


def _due_row(concept: Concept, today: date) -> Row:
    assert concept.entry is not None
    stale = freshness(concept, today) or checked(concept, today)
    return Row(f"{term(concept.entry)}\nIs it still right? {_sentence(stale)}", _open(concept.entry))


def _kept_row(concept: Concept, today: date) -> Row:
    assert concept.entry is not None
    stale = freshness(concept, today) or checked(concept, today)
    due = concept.review_due_on
    if is_due(concept, today):
        next_time = "Is it still right? "
    else:
        next_time = f"To be checked again by {on_day(due, today)}. " if due else ""
    return Row(f"{term(concept.entry)}\n{next_time}{_sentence(stale)}", _open(concept.entry))


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _open(entry: Entry) -> dict[str, Any]:
    return named_button(f"{OPEN_WORD}.{entry.slug}", "Open", entry.slug, entry)


def _pages(page: Page[Any], which: Which, words: str) -> list[Block]:
    if page.last == 0:
        return []
    back = _turn(which, page.number - 1, words, "Back") if page.number > 0 else None
    on = _turn(which, page.number + 1, words, "More") if page.number < page.last else None
    return [context(f"Page {page.number + 1} of {page.last + 1}"), *actions(back, on)]


def _turn(which: Which, number: int, words: str, label: str) -> dict[str, Any]:
    value = f"{which} {number} {carried(words)}".rstrip()
    return button(f"{TURN_GLOSSARY}.{which}.{number}", label, value)


def _foot(standing: Standing, *, but: str = "") -> list[Block]:
    """The other lists, and the way to add a word."""
    mine = f"Mine to review ({standing.mine})" if standing.mine else "Mine to review"
    kept = f"What I keep ({standing.kept})" if standing.kept else "What I keep"
    return actions(
        _turn("topics", 0, "", "All topics") if but != "topics" else None,
        _turn("mine", 0, "", mine) if but != "mine" else None,
        _turn("keep", 0, "", kept) if but != "keep" else None,
        button(ADD_WORD, "Explain a word", NOWHERE) if but not in ("add", "find") else None,
    )
