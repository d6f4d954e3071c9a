"""`/requests accuracy`: how well requests find their way, and what was learnt; for the bridge and admins."""

from __future__ import annotations

from bot.requests.accuracy import Shelf, find_accuracy, require_overseer
from bot.toolkit import Desk
from handlers.answers import Answer
from handlers.views.accuracy import accuracy_page
from handlers.views.message import Message

WORD = "accuracy"


def accuracy(desk: Desk, user_id: str) -> Answer:
    message = accuracy_drawn(desk, user_id, "areas", 0)
    return Answer(text=message.text, blocks=message.blocks)


def accuracy_drawn(desk: Desk, user_id: str, shelf: Shelf, number: int, *, news: str = "") -> Message:
    """`news`: what has just been done, said above the page; plain. Raises NotAllowed."""
    reader = desk.people.get(user_id)
    require_overseer(reader)
    found = find_accuracy(desk.unit, shelf, number)
    return accuracy_page(found, reader, desk.people, desk.company, desk.now, news=news)
