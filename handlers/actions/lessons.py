"""The buttons under `/requests accuracy`: another page, and taking a lesson back."""

from __future__ import annotations

from typing import get_args

from bot.requests.accuracy import Shelf, sees_accuracy
from bot.requests.lessons import revoke
from bot.requests.telling import tell_person
from bot.toolkit import Desk
from db.errors import Conflict, Unclear
from handlers.answers import NOTHING, Answer
from handlers.commands.accuracy import accuracy_drawn
from handlers.reading import Click
from handlers.views.message import Message
from handlers.views.text import escape

UNREADABLE = "I can't read that page any more. Please call /requests accuracy again."
TAKEN_BACK = "Taken back. I no longer go by that one."


def turn(desk: Desk, click: Click) -> Answer:
    shelf, number = _page(click.value)
    _show_instead(desk, click, accuracy_drawn(desk, click.user_id, shelf, number))
    return NOTHING


def take_back(desk: Desk, click: Click) -> Answer:
    """Whoever comes second is told so, above the page as it is now."""
    lesson_id, _, page = click.value.partition(" ")
    shelf, number = _page(page)
    try:
        revoke(desk, lesson_id, click.user_id)
        news = TAKEN_BACK
    except Conflict as late:
        news = str(late)
    if sees_accuracy(desk.people.get(click.user_id)):
        _show_instead(desk, click, accuracy_drawn(desk, click.user_id, shelf, number, news=news))
    else:  # whoever taught it may take it back, and sees no more than that
        _show_instead(desk, click, Message(escape(news), []))
    return NOTHING


def _page(value: str) -> tuple[Shelf, int]:
    name, _, number = value.partition(" ")
    shelf = next((one for one in get_args(Shelf) if one == name), None)
    if shelf is None or not (number.isascii() and number.isdigit()):
        raise Unclear(UNREADABLE)
    return shelf, int(number[:9])


def _show_instead(desk: Desk, click: Click, message: Message) -> None:
    said = {"blocks": message.blocks, "replace_original": True}
    tell_person(desk, click.user_id, message.text, **said, **click.where)
