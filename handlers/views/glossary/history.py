"""All texts an entry ever had, the newest first, and the way back to one of them with one click."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.people import People
from db.kinds import RevisionState
from glossary.browsing import Page, page_of
from glossary.keeping.history import Past
from glossary.model import Entry, Side
from handlers.names import OPEN_WORD, ROLL_BACK, WORD_HISTORY
from handlers.views.blocks import actions, button, confirm, context, section
from handlers.views.glossary.spoken import BOTH_SIDES, SIDES, person, plain_term, quoted, term
from handlers.views.message import Block, Message
from handlers.views.text import fitted, length, when

ON_PAGE = 5
_LONGEST_NOTE = 200
_MOST_CHANGES = 4
_MOST_IN_TEXT = 2500


def history_page(
    entry: Entry,
    past: Sequence[Past],
    number: int,
    people: People,
    now: datetime,
    zone: ZoneInfo,
    side: Side,
    *,
    may_return: bool,
    news: str = "",
) -> Message:
    """`news`: what has just been done, escaped. `may_return`: the reader may go back to an older text."""
    page = page_of(past, number, ON_PAGE)
    heading = f"*History of* {term(entry)}, {page.total} text{'s' if page.total != 1 else ''} in all"
    told = [news, heading] if news else [heading]
    sides = _that_differ(past) or [side]
    rows = [_told(one, people, now, zone, sides) for one in page.shown]
    drawn = [_row(row, one, entry, may_return=may_return) for row, one in zip(rows, page.shown, strict=True)]
    blocks = [*map(section, told), *drawn, *_pages(page, entry)]
    said = "\n".join(told)
    for row in rows:
        if length(said) + length(row) > _MOST_IN_TEXT:
            break
        said = f"{said}\n{row}"
    return Message(said, blocks)


def _row(row: str, one: Past, entry: Entry, *, may_return: bool) -> Block:
    block = section(row)
    if not (may_return and one.can_return):
        return block
    sure = confirm(
        "Back to this text?",
        f"Everybody reads this text about {plain_term(entry)} again. The present one is kept in the history.",
        yes="Go back to it",
        no="Leave it",
    )
    value = f"{entry.slug} {one.revision.id}"
    return {
        **block,
        "accessory": button(f"{ROLL_BACK}.{one.revision.id}", "Go back to this", value, confirm=sure),
    }


def _that_differ(past: Sequence[Past]) -> list[Side]:
    """The sides whose line was ever another one."""
    return [
        side for side in BOTH_SIDES if len({one.revision.entry.wording_for(side).line for one in past}) > 1
    ]


def _told(one: Past, people: People, now: datetime, zone: ZoneInfo, sides: Sequence[Side]) -> str:
    revision = one.revision
    lines = [f"*{_standing(one, people)}* {_origin(one, people, now, zone)}"]
    lines += [f"For {SIDES[side]}: {quoted(revision.entry.wording_for(side).line)}" for side in sides]
    if one.changed:
        more = f" and {len(one.changed) - _MOST_CHANGES} more" if len(one.changed) > _MOST_CHANGES else ""
        lines.append(f"Changed: {', '.join(one.changed[:_MOST_CHANGES])}{more}.")
    if revision.note:
        lines.append(f"Why: {fitted(revision.note, _LONGEST_NOTE)}")
    if revision.state is RevisionState.REJECTED and revision.decided_note:
        lines.append(f"Why not: {fitted(revision.decided_note, _LONGEST_NOTE)}")
    return "\n".join(lines)


def _standing(one: Past, people: People) -> str:
    revision = one.revision
    if one.is_live:
        return "What everybody reads now."
    if one.was_live:
        return "Earlier."
    if revision.state is RevisionState.REJECTED:
        return f"Rejected by {person(people, revision.decided_by)}."
    return "Never decided." if revision.state is RevisionState.OVERTAKEN else "Waiting."


def _origin(one: Past, people: People, now: datetime, zone: ZoneInfo) -> str:
    revision = one.revision
    author = f"By {person(people, revision.author_id)}" if revision.author_id else "Came with Liaison"
    decided = ""
    if one.was_live and revision.decided_by and revision.decided_by != revision.author_id:
        decided = f", approved by {person(people, revision.decided_by)}"
    return f"{author}, {when(revision.proposed_at, zone, now)}{decided}."


def _pages(page: Page[Past], entry: Entry) -> list[Block]:
    def turn(number: int, label: str) -> dict[str, Any]:
        return button(f"{WORD_HISTORY}.{number}", label, f"{entry.slug} {number}")

    back = turn(page.number - 1, "Newer") if page.number > 0 else None
    on = turn(page.number + 1, "Older") if page.number < page.last else None
    where = [context(f"Page {page.number + 1} of {page.last + 1}")] if page.last else []
    show = button(f"{OPEN_WORD}.{entry.slug}", "Back to the word", entry.slug)
    return [*where, *actions(back, on, show)]
