"""On the Home tab: which requests a week's figures count."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from bot.numbers.tracing import trace
from bot.toolkit import Desk
from db.errors import Unclear
from handlers.answers import NOTHING, Answer
from handlers.commands.ask import open_view
from handlers.reading import Click
from handlers.views.numbers import week_view

UNREADABLE = "I can't tell which week that is. Open the Home tab again and choose one."


def show_week(desk: Desk, click: Click) -> Answer:
    try:
        monday = date.fromisoformat(click.value)
    except ValueError:
        raise Unclear(UNREADABLE) from None
    traced = trace(desk, click.user_id, monday)
    today = desk.now.astimezone(ZoneInfo(desk.company.zone)).date()
    open_view(desk, click.user_id, click.trigger_id, week_view(traced, desk.company, today))
    return NOTHING
