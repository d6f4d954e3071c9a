""" "This is an outage": the form with its one question, and who is called then."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.company import Company
from bot.escalation.waking import LONGEST_ANSWER
from bot.oncall.board import Board
from bot.people import Colleague, People
from bot.requests.model import Request
from handlers.names import BROKEN_FIELD, OUTAGE_FORM
from handlers.views.blocks import context, field, modal, part, plain_text, words
from handlers.views.text import cut, when
from handlers.views.wording import first, keeper, plain_name, team_name, team_of, title


def outage_form(
    request: Request, people: People, board: Board, now: datetime, *, seen: bool
) -> dict[str, Any]:
    """`seen`: it was asked for in the request's own thread, where everybody reads what comes of it."""
    company = people.company
    person = board.on_call(team_of(request, company), now)
    element = {
        "type": "plain_text_input",
        "action_id": BROKEN_FIELD,
        "max_length": LONGEST_ANSWER,
        "placeholder": plain_text("Nobody can pay in the shop", 150),
        "focus_on_load": True,
    }
    team = team_name(team_of(request, company))
    whom = f"{first(person)}, who is on call for {team}" if person else team
    return modal(
        OUTAGE_FORM,
        "This is an outage",
        cut(f"Call {plain_name(person)}", 24) if person else "Call somebody",
        [
            words(part(title(request, company), "italic")),
            field(BROKEN_FIELD, "What can people not do right now?", element),
            context(f"When you send this I call {whom}."),
        ],
        {"request_id": request.id, "seen": seen},
    )


def being_called(request: Request, people: People, company: Company, reader: Colleague, now: datetime) -> str:
    """To whoever said so elsewhere than in the thread."""
    person = keeper(request, people)
    who = first(person) if person else team_name(team_of(request, company))
    by = f" You'll hear by {when(request.reply_by, reader.zone_info, now)}." if request.reply_by else ""
    return f"I'm calling {who} now.{by}"
