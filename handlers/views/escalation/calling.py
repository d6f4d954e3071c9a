"""Somebody is called: in their direct messages, with all that they need to decide at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.company import Company
from bot.escalation.asked import Asked
from bot.people import Colleague, People
from bot.requests.model import Request
from handlers.names import CLAIM, NOT_OURS
from handlers.views.blocks import actions, button, context, part, section, words
from handlers.views.escalation.climbing import (
    Climb,
    asked_before,
    late_words,
    open_thread,
    origin,
    own_words,
    what_is_broken,
)
from handlers.views.message import Message
from handlers.views.text import fitted
from handlers.views.wording import first, keeper, promised, team_name, team_of, title


def called(
    request: Request,
    climb: Climb,
    before: Sequence[Asked],
    person: Colleague,
    people: People,
    company: Company,
    now: datetime,
    *,
    card_link: str | None,
) -> Message:
    """`before`: who was asked in this round; `person` reads it, in their own zone."""
    zone, understood = person.zone_info, title(request, company)
    sentence = _why_you(request, climb, before, person, people, company)
    details = [
        origin(request, people, company, zone, now),
        asked_before(climb, before, people, now, zone),
        late_words(climb, now, zone),
        promised(request, zone, now) if request.is_unclaimed else "",
    ]
    blocks = [
        words(part(understood, "bold")),
        section(sentence),
        *what_is_broken(request),
        *own_words(request, understood),
        context(" ".join(one for one in details if one)),
        *actions(
            button(CLAIM, "I've got it", request.id, style="primary"),
            button(NOT_OURS, "Not ours", request.id) if request.team_id else None,
            open_thread(card_link, "Open the thread"),
        ),
    ]
    return Message(f"{sentence} {fitted(understood, 600)}", blocks)


def _why_you(
    request: Request,
    climb: Climb,
    before: Sequence[Asked],
    person: Colleague,
    people: People,
    company: Company,
) -> str:
    team = team_name(team_of(request, company))
    if climb.owner_is_silent:
        holder = keeper(request, people)
        who = first(holder) if holder else "Somebody"
        return (
            f"{who} has this, and it's been quiet for longer than promised. "
            "Could you see whether they need a hand, or take it over?"
        )
    down = "🔥 Something is down. " if request.urgency == "outage" else ""
    return f"{down}{_place_in_chain(climb, before, person, team)}"


def _place_in_chain(climb: Climb, before: Sequence[Asked], person: Colleague, team: str) -> str:
    asked = {one for earlier in before if earlier.number < climb.number for one in earlier.user_ids}
    nobody = "Nobody has picked this up yet"
    if climb.to == "on_call" or person.user_id == climb.on_call:
        if person.user_id in asked:
            return f"{nobody}, so I'm asking you once more: you're on call for {team}."
        return f"{f'{nobody}. ' if asked else ''}You're on call for {team}, and this one is for you."
    if climb.to == "second_layer":
        return f"{nobody}. You come next for {team}, could you have a look?"
    if climb.to == "team":
        return f"{nobody}, so I'm asking everybody in {team}. Could you take it?"
    if climb.to == "bridge":
        return f"{nobody}; it's with {team}. Could you see who can take it?"
    return f"{nobody}, and you're the one to ask next for {team}. Could you have a look?"
