"""By when, how urgent, and what to do when the day is nearer than what is usual. The asker decides."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from bot.company import Level
from bot.escalation.chains import begin
from bot.escalation.promising import new_reply_by
from bot.intake.dates import Due
from bot.requests.model import LONGEST_PURPOSE, Request, hold_request, storable
from bot.requests.rights import require_asker
from bot.requests.telling import change_state, draw_anew, refuse_because_of_state, tell
from bot.toolkit import Desk
from db.errors import Conflict
from db.kinds import WITH_TEAM, Change

Plan = Literal["simple", "later"]
CHOSEN_BY_ASKER = "because you said so"


def pick_day(desk: Desk, request_id: str, actor_id: str, day: date | None) -> Request:
    """Which of the days they meant. None: no fixed day."""
    request = hold_request(desk.unit, request_id)
    require_asker(desk.people, actor_id, request)
    if not request.due_options:
        raise Conflict("That's settled already. Press *Change it* if you need another day.")
    return _planned(desk, request, actor_id, due_on=day, due_options=[])


def choose_plan(desk: Desk, request_id: str, actor_id: str, plan: Plan) -> Request:
    """A simple version by the day, or all of it a bit later."""
    request = hold_request(desk.unit, request_id)
    require_asker(desk.people, actor_id, request)
    if request.plan is not None:
        raise Conflict("You've said that already. Write in the thread if it changed.")
    return _planned(desk, request, actor_id, plan=plan)


def set_plan(desk: Desk, request: Request, actor_id: str, *, due_on: date | None, urgency: Level) -> Request:
    """From the form. Nothing changed: nothing is said. A new day makes an old choice about it void. Whether
    something is down decides who is asked when, so that begins anew."""
    values: dict[str, Any] = {}
    if due_on != request.due_on:
        values |= {"due_on": due_on, "due_options": [], "due_words": None, "plan": None}
    if urgency != request.urgency:
        values |= {"urgency": urgency, "urgency_why": CHOSEN_BY_ASKER}
        if request.is_unclaimed:
            values["reply_by"] = new_reply_by(desk, request, urgency)
    planned = _planned(desk, request, actor_id, **values) if values else request
    if planned.is_unclaimed and (request.urgency == "outage") != (planned.urgency == "outage"):
        begin(desk, planned, first="call" if planned.urgency == "outage" else "asked")
    return planned


def set_purpose(desk: Desk, request: Request, actor_id: str, customers: str) -> Request:
    """What it does for customers, from the form. Nothing changed: nothing is drawn."""
    require_asker(desk.people, actor_id, request)
    kept = purpose_kept(desk, customers)
    if kept == request.customers:
        return request
    changed = change_state(desk, request, WITH_TEAM, customers=kept)
    if changed is None:
        raise refuse_because_of_state(desk, request, actor_id)
    draw_anew(desk, changed)
    return changed


def purpose_kept(desk: Desk, customers: str) -> str | None:
    """In one line, without what must not be kept; None for none."""
    if not customers:
        return None
    return " ".join(desk.reader.mask(storable(customers)).split())[:LONGEST_PURPOSE].strip() or None


def due_values(due: Due) -> dict[str, Any]:
    """A day as it was read in words, for the row: an old choice about another day is void."""
    options = () if due.day else due.options
    return {
        "due_on": due.day,
        "due_words": due.words,
        "due_options": [day.isoformat() for day in options],
        "plan": None,
    }


def _planned(desk: Desk, request: Request, actor_id: str, **values: Any) -> Request:
    planned = change_state(desk, request, WITH_TEAM, **values)
    if planned is None:
        raise refuse_because_of_state(desk, request, actor_id)
    told = {name: values[name] for name in ("plan", "urgency") if values.get(name)}
    if "due_on" in values:
        told["due_on"] = values["due_on"].isoformat() if values["due_on"] else ""
    if "urgency" in values:
        told["urgency_was"] = request.urgency
    tell(desk, planned, Change.PLANNED, actor_id, to_team=True, **told)
    return planned
