"""Buttons of cards about one thing that many report: put together, taken out again, one update for all."""

from __future__ import annotations

from bot.requests.merging import hearers, merge, require_audience, unmerge
from bot.requests.model import get_request
from bot.toolkit import Desk
from handlers.answers import NOTHING, Answer
from handlers.commands.ask import open_view
from handlers.reading import Click
from handlers.views.merging import update_form


def same_thing(desk: Desk, click: Click) -> Answer:
    child_id, parent_id = click.value.split(" ", 1)
    merge(desk, child_id, parent_id, click.user_id)
    return NOTHING


def take_out(desk: Desk, click: Click) -> Answer:
    unmerge(desk, click.value, click.user_id)
    return NOTHING


def tell_everybody(desk: Desk, click: Click) -> Answer:
    request = get_request(desk.unit, click.value)
    children = require_audience(desk, request, click.user_id)
    count = len(hearers(desk, request, children))
    open_view(desk, click.user_id, click.trigger_id, update_form(request, desk.company, count))
    return NOTHING
