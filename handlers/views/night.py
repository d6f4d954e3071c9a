"""While the people it is with are away: when they are back, said the same everywhere."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.company import Company
from bot.escalation.chains import reaches_people_at
from bot.promises import working_time_of
from bot.requests.model import Request
from handlers.names import SAY_OUTAGE
from handlers.views.blocks import button
from handlers.views.wording import team_name, team_of


def back_at(request: Request, company: Company, now: datetime) -> datetime | None:
    """When people are back who can be called about it. None: they are there, or it is down and they are
    called now."""
    working = working_time_of(company, team_of(request, company))
    reached = reaches_people_at(request.urgency, working, now)
    return reached if reached > now else None


def team_at_start(request: Request, company: Company) -> str:
    """Its team at the start of a sentence: "The Web Team"."""
    name = team_name(team_of(request, company))
    return name[:1].upper() + name[1:]


def outage_button(request: Request, company: Company, now: datetime) -> dict[str, Any] | None:
    """For the asker, where nobody is asked right now or nobody answered in time."""
    if not request.is_unclaimed or request.urgency == "outage":
        return None
    overdue = request.reply_by is not None and request.reply_by <= now
    if not overdue and back_at(request, company, now) is None:
        return None
    return button(SAY_OUTAGE, "This is an outage", request.id)
