""" "This is an outage": the button that asks one question."""

from __future__ import annotations

from bot.escalation.waking import require_may_wake
from bot.requests.model import get_request
from bot.toolkit import Desk
from handlers.answers import NOTHING, Answer
from handlers.commands.ask import open_view
from handlers.reading import Click
from handlers.views.escalation.waking import outage_form


def say_outage(desk: Desk, click: Click) -> Answer:
    request = get_request(desk.unit, click.value)
    require_may_wake(desk, request, click.user_id)
    seen = click.channel_id is not None and click.channel_id == request.home_channel
    open_view(
        desk,
        click.user_id,
        click.trigger_id,
        outage_form(request, desk.people, desk.board, desk.now, seen=seen),
    )
    return NOTHING
