"""The buttons under what is missing: answer it in a short form, or leave it open."""

from __future__ import annotations

from bot.requests import asking
from bot.requests.model import get_request
from bot.toolkit import Desk
from handlers.answers import NOTHING, Answer
from handlers.commands.ask import open_view
from handlers.reading import Click
from handlers.views.questions import answer_form


def answer(desk: Desk, click: Click) -> Answer:
    request = get_request(desk.unit, click.value)
    asking.require_open_questions(desk, request, click.user_id)
    where = {"channel_id": click.channel_id, "thread_ts": click.thread_ts}
    open_view(desk, click.user_id, click.trigger_id, answer_form(request, desk.company, where=where))
    return NOTHING


def leave_open(desk: Desk, click: Click) -> Answer:
    asking.leave_open(desk, click.value, click.user_id)
    return NOTHING
