""" "Still on it": whoever has a request says by when there will be news."""

from __future__ import annotations

from typing import get_args

from bot.escalation.promising import Choice, require_holder, still
from bot.requests.model import get_request
from bot.requests.telling import tell_person
from bot.toolkit import Desk
from db.errors import Conflict
from handlers.answers import NOTHING, Answer
from handlers.commands.ask import open_view
from handlers.reading import Click
from handlers.views.promises import day_form
from handlers.views.text import escape

PASSED_ON = "Thanks, I've passed it on to {name}."


def say_still(desk: Desk, click: Click) -> Answer:
    request_id, _, chosen = click.value.partition(" ")
    choice = next((one for one in get_args(Choice) if one == chosen), None)
    if choice is None:
        raise Conflict("That choice isn't there any more. Pick another one.")
    request = still(desk, request_id, click.user_id, choice)
    asker = desk.people.get(request.asked_by).first_name
    tell_person(desk, click.user_id, PASSED_ON.format(name=escape(asker)), **click.where)
    return NOTHING


def say_day(desk: Desk, click: Click) -> Answer:
    """Another day than those of the menu: a short form."""
    request = get_request(desk.unit, click.value)
    require_holder(desk, request, click.user_id)
    today = desk.now.astimezone(desk.people.get(click.user_id).zone_info).date()
    open_view(desk, click.user_id, click.trigger_id, day_form(request, desk.company, today))
    return NOTHING
