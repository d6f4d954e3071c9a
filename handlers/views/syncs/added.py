"""Something was put on an agenda: what it says back, and the question whom else it touches."""

from __future__ import annotations

from datetime import datetime

from bot.company import Company
from bot.syncs.model import AgendaItem, Occurrence, Sync
from handlers.names import SYNC_DROP, SYNC_TOUCHES
from handlers.views.blocks import actions, button, menu, option, section
from handlers.views.message import Message
from handlers.views.syncs.spoken import begins, titled
from handlers.views.text import cut, fitted

_LONGEST_ID = 100


def added(
    sync: Sync, one: Occurrence, item: AgendaItem, company: Company, now: datetime, *, asks: bool = True
) -> Message:
    """`asks`: with the menu of departments."""
    words = f"It's on the agenda of *{titled(sync, one)}*, {begins(one, now)}: “{fitted(item.text, 200)}”."
    ask = " What other department is touched?" if asks else ""
    options = [
        option(cut(team.name, 75), f"{item.id} {team.id}")
        for team in company.teams
        if len(team.id) <= _LONGEST_ID
    ]
    chosen = None if not asks else menu(SYNC_TOUCHES, "Nobody else", options)
    off = button(SYNC_DROP, "Take it off again", item.id)
    return Message(words, [section(words + ask), *actions(chosen, off)])
