"""By when and how urgent, as receipt and card say it, with the choices that are the asker's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot.company import Area, Company
from bot.lead_time import in_words, is_tight, ready_day
from bot.people import People
from bot.requests.model import Request
from db.kinds import WITH_TEAM
from handlers.names import PICK_DAY, PLAN
from handlers.views.blocks import actions, button, context, section
from handlers.views.message import Block
from handlers.views.text import escape, on_day, one_line
from handlers.views.wording import first

NO_DAY = "none"
_MARKED = {
    "outage": "It sounds as if customers or the whole team are hit, so it comes before everything else.",
    "high": "I've marked it as urgent",
    "low": "I've marked it as not urgent",
}
_ON_CARD = {"outage": "🔥 Something is down", "high": "Urgent", "low": "No rush"}


def today_of(request: Request, people: People, now: datetime) -> date:
    """The asker's own day: their dates are meant by it."""
    return now.astimezone(people.get(request.asked_by).zone_info).date()


def urgency_for_asker(request: Request) -> str:
    if request.urgency not in _MARKED:
        return ""
    why = f" {escape(one_line(request.urgency_why))}" if request.urgency_why else ""
    marked = _MARKED[request.urgency]
    return marked if request.urgency == "outage" else f"{marked}{why}."


def due_for_asker(request: Request, today: date) -> str:
    """Nothing for an outage: it is worked on now, and "by Thursday" would sound as if it could wait."""
    if request.due_on is None or request.urgency == "outage":
        return ""
    return f"You need it by {on_day(request.due_on, today)}."


def plan_rows(request: Request, company: Company, today: date) -> list[Block]:
    """What only the asker can say: which day they meant, and what to do when it is too near."""
    if request.state not in WITH_TEAM:
        return []
    if request.due_options:
        return _which_day(request, today)
    area = company.find_area(request.area_id) if request.area_id else None
    if area and request.due_on and not request.plan and is_tight(company, area, request.due_on, today):
        return _too_near(request, company, area, request.due_on, today)
    return []


def for_card(request: Request, company: Company, people: People, now: datetime) -> str:
    """One line for the team: how urgent, by when, and whether that is nearer than what is usual."""
    asked_on = today_of(request, people, request.asked_at)
    today = today_of(request, people, now)
    said = [_ON_CARD[request.urgency] + "."] if request.urgency in _ON_CARD else []
    area = company.find_area(request.area_id) if request.area_id else None
    if request.due_on:
        said.append(f"Needed by {on_day(request.due_on, today)}.")
        if area and is_tight(company, area, request.due_on, asked_on):
            said.append(_tight_for_team(request, people, area))
    elif request.due_options:
        said.append(f"{first(people.get(request.asked_by))} is asked which day is meant.")
    return " ".join(said)


def _tight_for_team(request: Request, people: People, area: Area) -> str:
    asker = first(people.get(request.asked_by))
    if request.plan == "simple":
        return f"That's tight, so a simple version is enough for {asker}."
    if request.plan == "later":
        return f"That's tight; {asker} is fine with a bit later."
    return f"That's nearer than the usual {in_words(area.lead_time_business_days)}; {asker} knows."


def _which_day(request: Request, today: date) -> list[Block]:
    words = escape(one_line(request.due_words or ""))[:100]
    days = [
        button(f"{PICK_DAY}.{day.isoformat()}", on_day(day, today), f"{request.id} {day.isoformat()}")
        for day in request.due_options[:3]
    ]
    none = button(f"{PICK_DAY}.{NO_DAY}", "No fixed day", f"{request.id} {NO_DAY}")
    return [section(f"You wrote *{words}*. Which day do you mean?"), *actions(*days, none)]


def _too_near(request: Request, company: Company, area: Area, due: date, today: date) -> list[Block]:
    """Honest about time: a choice, never a bare no."""
    usual = on_day(ready_day(company, area, today), today)
    by = on_day(due, today)
    sentence = (
        f"That usually takes {in_words(area.lead_time_business_days)}, which would be {usual}; "
        f"you need it by {by}. They could do a simple version by then, or all of it a bit later. "
        "Which helps more?"
    )
    simple = button(f"{PLAN}.simple", f"Simple, by {by}", f"{request.id} simple")
    later = button(f"{PLAN}.later", "All of it, later", f"{request.id} later")
    return [section(sentence), *actions(simple, later)]


def asked_for(request: Request, today: date) -> list[Block]:
    told = " ".join(one for one in (due_for_asker(request, today), urgency_for_asker(request)) if one)
    return [context(told)] if told else []


def plan_said(detail: Mapping[str, Any], today: date) -> str:
    """What somebody said about the day and the hurry, as it was written down. `today`: the asker's."""
    said = []
    if "due_on" in detail:
        day = detail["due_on"]
        said.append(f"needed by {on_day(date.fromisoformat(day), today)}" if day else "no fixed day")
    urgency = {"outage": "something is down", "high": "it's urgent", "low": "no rush", "normal": "not urgent"}
    if detail.get("urgency"):
        said.append(urgency[detail["urgency"]])
    plans = {"simple": "a simple version by then is enough", "later": "all of it, and a bit later is fine"}
    if detail.get("plan"):
        said.append(plans[detail["plan"]])
    return ", ".join(said)
