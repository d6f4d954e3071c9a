"""`/requests`: a private list of what is mine, what waits for me, what my team has."""

from __future__ import annotations

from typing import get_args

from bot.numbers.own import own_requests
from bot.requests.finding import Which, find_page
from bot.toolkit import Desk
from handlers.answers import Answer
from handlers.commands.accuracy import WORD, accuracy
from handlers.names import REQUESTS
from handlers.reading import Command
from handlers.views.lists import listing
from handlers.views.own import WORD as EXPORT
from handlers.views.own import own_table

HELP = "\n".join(
    (
        f"`{REQUESTS}` your own requests",
        f"`{REQUESTS} waiting` what waits for you",
        f"`{REQUESTS} team` what your team has",
        f"`{REQUESTS} {WORD}` how well requests find their way, and what I learnt; the bridge and admins",
        f"`{REQUESTS} {EXPORT}` your own requests as a table for a spreadsheet",
        f"Add words to narrow it down: `{REQUESTS} mine newsletter form`",
    )
)


def requests(desk: Desk, command: Command) -> Answer:
    words = command.text.split()
    if words and words[0].lower() in ("help", "?"):
        return Answer(text=HELP)
    if [word.lower() for word in words] == [WORD]:
        return accuracy(desk, command.user_id)
    if (part := _part_to_export(words)) is not None:
        return exported(desk, command.user_id, part)
    which, rest = _which(words)
    return listed(desk, command.user_id, which, " ".join(rest), 0)


def listed(desk: Desk, user_id: str, which: Which, words: str, number: int) -> Answer:
    reader = desk.people.get(user_id)
    page = find_page(desk.unit, reader, which, words, number)
    message = listing(page, reader, desk.people, desk.company, desk.now)
    return Answer(text=message.text, blocks=message.blocks)


def exported(desk: Desk, user_id: str, part: int) -> Answer:
    """What is one's own, whoever one is."""
    own = own_requests(desk.unit, desk.people.get(user_id), desk.company, part)
    message = own_table(own)
    return Answer(text=message.text, blocks=message.blocks)


def _part_to_export(words: list[str]) -> int | None:
    """None: these are words to look for."""
    if not words or words[0].lower() != EXPORT or len(words) > 2:
        return None
    number = words[1] if len(words) == 2 else "1"
    return int(number[:9]) if number.isascii() and number.isdigit() else None


def _which(words: list[str]) -> tuple[Which, list[str]]:
    first = words[0].lower() if words else ""
    for which in get_args(Which):
        if first == which:
            return which, words[1:]
    return "mine", words
