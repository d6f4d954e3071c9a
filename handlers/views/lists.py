"""The private list of `/requests`: three lists, filter words, pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, get_args

from bot.company import Company
from bot.people import Colleague, People
from bot.requests.finding import Page, Which
from bot.requests.model import Request
from handlers.names import ASK, REQUESTS, TURN_PAGE
from handlers.views.blocks import actions, button, context, section
from handlers.views.budget import room, weight
from handlers.views.entries import entry, standing_for
from handlers.views.message import Block, Message
from handlers.views.text import clean, cut, escape, fitted, length, one_line
from handlers.views.wording import title

_LONGEST_ECHO = 100
_LONGEST_WORDS = 1500  # what a button carries on to the next page
_MOST_IN_TEXT = 2500

LinkOf = Callable[[Request], str | None]


def no_link(_request: Request) -> None:
    return None


def listing(
    page: Page,
    reader: Colleague,
    people: People,
    company: Company,
    now: datetime,
    link_of: LinkOf = no_link,
) -> Message:
    heading = _heading(page, reader)
    blocks: list[Block] = [section(heading)]
    if not page.requests:
        blocks.append(section(_nothing_there(page)))
    foot = [*_pages(page), *_tabs(page, reader)]
    for request in page.requests:
        followed = page.which == "mine" and request.asked_by != reader.user_id
        drawn = entry(request, reader, people, company, now, link=link_of(request), followed=followed)
        if weight(drawn) > room([*blocks, *foot]):
            break
        blocks += drawn
    return Message(_spoken(heading, page, reader, people, company, now), [*blocks, *foot])


def sees_team(reader: Colleague) -> bool:
    """Requests are handed to teams of IT; others see such a list only when there is something in it."""
    return (reader.side == "it" or reader.is_bridge or reader.is_admin) and not reader.outside


def _heading(page: Page, reader: Colleague) -> str:
    name = {"mine": "Your requests", "waiting": "Waiting for you", "team": _team_list(reader)}[page.which]
    with_words = f" with “{_echo(page)}” in them" if page.words.strip() else ""
    count = f", {page.total} in all" if page.total else ""
    return f"*{name}*{with_words}{count}"


def _team_list(reader: Colleague) -> str:
    return "Everybody's open requests" if reader.is_bridge or reader.is_admin else "Your team's open requests"


def _echo(page: Page) -> str:
    return escape(cut(one_line(page.words), _LONGEST_ECHO))


def _nothing_there(page: Page) -> str:
    if page.words.strip():
        return f"Nothing here has all of these words in it. Try fewer of them, or `{REQUESTS}` alone."
    return {
        "mine": f"Nothing yet. Write `{ASK}` and one sentence, and I'll find the right person.",
        "waiting": "Nobody waits for you. Enjoy the quiet.",
        "team": "Nothing open here. New requests appear in your team's channel.",
    }[page.which]


def _pages(page: Page) -> list[Block]:
    if page.last == 0:
        return []
    back = _turn(page, page.number - 1, "Newer") if page.number > 0 else None
    on = _turn(page, page.number + 1, "Older") if page.number < page.last else None
    return [context(f"Page {page.number + 1} of {page.last + 1}"), *actions(back, on)]


def _turn(page: Page, number: int, label: str) -> dict[str, Any]:
    return button(f"{TURN_PAGE}.{number}", label, _value(page.which, number, page.words))


def _tabs(page: Page, reader: Colleague) -> list[Block]:
    """The other lists, with the same words."""
    team = "Everybody's" if reader.is_bridge or reader.is_admin else "My team's"
    labels: dict[Which, str] = {"mine": "Mine", "waiting": "Waiting for me", "team": team}
    shown = [which for which in get_args(Which) if which != "team" or sees_team(reader)]
    others = [which for which in shown if which != page.which]
    return actions(
        *(button(f"{TURN_PAGE}.{which}", labels[which], _value(which, 0, page.words)) for which in others)
    )


def _value(which: Which, number: int, words: str) -> str:
    """Of more words than a button can carry the last ones are left out."""
    words = one_line(clean(words[:_LONGEST_WORDS]))
    while length(words) > _LONGEST_WORDS:
        words = words.rpartition(" ")[0]
    return f"{which} {number} {words}".rstrip()


def _spoken(
    heading: str, page: Page, reader: Colleague, people: People, company: Company, now: datetime
) -> str:
    told = [heading]
    for request in page.requests:
        followed = page.which == "mine" and request.asked_by != reader.user_id
        standing = standing_for(request, reader, people, company, now, followed=followed)
        told.append(f"{fitted(title(request, company), 300)}: {standing}")
        if length("\n".join(told)) > _MOST_IN_TEXT:
            told.pop()
            break
    return "\n".join(told if page.requests else [heading, _nothing_there(page)])
