"""One's own requests, to be copied into a spreadsheet."""

from __future__ import annotations

from bot.numbers.own import OwnPart
from handlers.names import ASK, REQUESTS
from handlers.views.blocks import context, part, rich, section
from handlers.views.message import Message

WORD = "export"
NONE_YET = f"You have no requests to take along. Write `{ASK}` and one sentence, and there will be one."


def own_table(own: OwnPart | None) -> Message:
    """Rich text is copied as it stands: Slack reads nothing into it."""
    if own is None:
        return Message(NONE_YET, [])
    count = "Your only request" if own.total == 1 else f"Your {own.total} requests, the newest first"
    told = f"{count}. Copy this table into a file whose name ends in .csv, and any spreadsheet opens it."
    table = rich({"type": "rich_text_preformatted", "elements": [part(own.csv.rstrip("\n"))]})
    return Message(told, [section(told), table, *([context(_where(own))] if own.parts > 1 else [])])


def _where(own: OwnPart) -> str:
    here = f"Part {own.number} of {own.parts}."
    if own.number < own.parts:
        return f"{here} `{REQUESTS} {WORD} {own.number + 1}` is the next."
    return f"{here} This is the last."
