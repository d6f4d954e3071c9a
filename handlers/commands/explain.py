"""`/explain`: a word, a question or a pasted sentence, in the reader's words; alone it says how it works."""

from __future__ import annotations

from bot.explaining import look_up
from bot.toolkit import Desk
from handlers.answers import Answer
from handlers.explaining import HELP, drawn, require_colleague
from handlers.plain import plain
from handlers.reading import Command
from handlers.views.explaining.seat import Seat


def explain(desk: Desk, command: Command) -> Answer:
    require_colleague(command)
    words = plain(command.text, desk.people).strip()
    if words.lower() in ("", "help", "?"):
        return Answer(text=HELP)
    found = look_up(desk, command.user_id, words, command.channel_id)
    message = drawn(desk, found, Seat(command.channel_id))
    return Answer(text=message.text, blocks=message.blocks)
