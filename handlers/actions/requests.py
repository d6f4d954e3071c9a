"""The buttons of cards, receipts and questions: each calls one service, which has the card drawn anew."""

from __future__ import annotations

from bot.requests.answering import cancel, confirm, reopen
from bot.requests.model import Place, get_request
from bot.requests.rights import require_asker, require_worker
from bot.requests.talking import send_to_asker
from bot.requests.telling import tell_person
from bot.requests.working import acknowledge, hand_over, resolve
from bot.toolkit import Desk
from db.errors import Conflict
from handlers.answers import NOTHING, Answer
from handlers.commands.ask import open_ask_form, open_view
from handlers.reading import Click
from handlers.views.modals import ask_back_form, change_form
from handlers.views.text import escape


def claim(desk: Desk, click: Click) -> Answer:
    acknowledge(desk, click.value, click.user_id)
    return NOTHING


def not_ours(desk: Desk, click: Click) -> Answer:
    """To the bridge: it costs no explanation."""
    hand_over(desk, click.value, click.user_id)
    return NOTHING


def hand_to(desk: Desk, click: Click) -> Answer:
    request_id, team_id = click.value.split(" ", 1)
    hand_over(desk, request_id, click.user_id, to_team=team_id)
    return NOTHING


def send_on(desk: Desk, click: Click) -> Answer:
    request_id, area_id = click.value.split(" ", 1)
    hand_over(desk, request_id, click.user_id, to_area=area_id)
    return NOTHING


def done(desk: Desk, click: Click) -> Answer:
    resolve(desk, click.value, click.user_id)
    return NOTHING


def ask_back(desk: Desk, click: Click) -> Answer:
    request = get_request(desk.unit, click.value)
    require_worker(desk.people, click.user_id, request)
    if not request.is_open:
        raise Conflict(
            "That one is closed already, so there's nothing to ask. Write in the thread if you need to."
        )
    open_view(desk, click.user_id, click.trigger_id, ask_back_form(request, desk.people))
    return NOTHING


def change(desk: Desk, click: Click) -> Answer:
    request = get_request(desk.unit, click.value)
    require_asker(desk.people, click.user_id, request)
    open_view(desk, click.user_id, click.trigger_id, change_form(request, desk.company))
    return NOTHING


def take_back(desk: Desk, click: Click) -> Answer:
    cancel(desk, click.value, click.user_id)
    return NOTHING


def looks_right(desk: Desk, click: Click) -> Answer:
    confirm(desk, click.value, click.user_id)
    return NOTHING


def not_quite(desk: Desk, click: Click) -> Answer:
    reopen(desk, click.value, click.user_id)
    return NOTHING


def send_note(desk: Desk, click: Click) -> Answer:
    channel_id, ts = click.value.split(" ", 1)
    request = send_to_asker(desk, click.user_id, channel_id, ts)
    asker = desk.people.get(request.asked_by)
    tell_person(
        desk,
        click.user_id,
        f"Sent to {escape(asker.first_name)}.",
        response_url=click.response_url,
        replace_original=True,
    )
    return NOTHING


def new_from_home(desk: Desk, click: Click) -> Answer:
    open_ask_form(desk, click.user_id, click.trigger_id, Place("nowhere"))
    return NOTHING
