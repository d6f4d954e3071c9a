"""A promised time comes near, or has passed: to whoever has the request, and to whoever waits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot.company import Company
from bot.escalation.promising import What
from bot.people import Colleague, People
from bot.requests.model import Request
from db.kinds import ClockKind
from handlers.names import (
    CLAIM,
    DAY_FIELD,
    DONE,
    HAND_TO,
    NOT_OURS,
    OPEN_THREAD,
    PROMISE_DAY,
    PROMISE_FORM,
    PROMISE_STILL,
)
from handlers.views.blocks import (
    actions,
    button,
    context,
    field,
    link_button,
    menu,
    modal,
    option,
    part,
    quote,
    section,
    words,
)
from handlers.views.card import teams_to_hand_to
from handlers.views.message import Block, Message
from handlers.views.text import cut, escape, fitted, when
from handlers.views.wording import first, keeper, passed_to, title

_CHOICES = {"today": "by this evening", "tomorrow": "tomorrow at noon", "next_week": "early next week"}
_LONGEST_LINK = 3000

View = dict[str, Any]


def promise_told(
    request: Request,
    what: What,
    clock: ClockKind,
    by: datetime,
    why: str,
    reader: Colleague,
    people: People,
    company: Company,
    now: datetime,
    *,
    asker_knows: bool,
    card_link: str | None,
) -> Message:
    """To one person, in their own zone. `why`: how the time was reckoned, in a sentence."""
    understood = title(request, company)
    moment = when(by, reader.zone_info, now)
    asker = first(people.get(request.asked_by))
    sentence = _sentence(what, clock, asker, moment, is_held=not request.is_unclaimed)
    knows = f" {_told(clock, asker)}" if asker_knows else ""
    blocks = [
        words(part(understood, "bold")),
        section(f"{sentence}{knows}"),
        *([context(escape(why))] if why else []),
        *_buttons(request, company, card_link),
    ]
    return Message(f"{sentence}{knows} {fitted(understood, 600)}", blocks)


def late_for_asker(request: Request, people: People, company: Company, clock: ClockKind) -> str:
    """Sorry, who is on it, and what happens next."""
    person = keeper(request, people)
    who = first(person) if person else "the team"
    if request.is_unclaimed:
        where = passed_to(request, people, company)
        if clock is ClockKind.FIRST_REPLY:
            return f"Sorry, you should have heard by now. It's with {where}, and I keep asking."
        return f"Sorry, this takes longer than it should. It's with {where}, and I keep asking."
    if clock is ClockKind.NEXT_WORD:
        return f"Sorry, you should have heard more by now. {who} has it, and I've just asked how it stands."
    return f"Sorry, this takes longer than it should. {who} has it, and I've asked when it will be done."


def late_for_team(request: Request, people: People, clock: ClockKind, moment: str) -> str:
    asker = first(people.get(request.asked_by))
    if clock is ClockKind.FIRST_REPLY:
        return f"{asker} should have heard from somebody by {moment}."
    if clock is ClockKind.NEXT_WORD:
        return f"{asker} should have heard more by {moment}."
    return f"This should have been done by {moment}."


def still_on_it(name: str, moment: str) -> str:
    return f"{name} is still on it. You'll hear more by {moment}."


def still_on_it_for_team(name: str, asker: str, moment: str) -> str:
    return f"{name} is still on it, and {asker} hears more by {moment}."


def day_form(request: Request, company: Company, today: date) -> View:
    """By when the asker hears more."""
    picker = {"type": "datepicker", "action_id": DAY_FIELD, "initial_date": today.isoformat()}
    hint = "I'll say at noon of that day, or when work begins after it; today means closing time."
    return modal(
        PROMISE_FORM,
        "Still on it",
        "Tell them",
        [
            quote(cut(title(request, company), 300)),
            field(DAY_FIELD, "By when will there be news?", picker, hint=hint),
        ],
        {"request_id": request.id},
    )


def _sentence(what: What, clock: ClockKind, asker: str, moment: str, *, is_held: bool) -> str:
    if clock is ClockKind.FIRST_REPLY:
        if what == "near":
            return (
                f"{asker} was told to expect an answer by {moment}, and nobody has this yet. You're on call."
            )
        return f"{asker} was told to expect an answer by {moment}, and nobody has this yet. Can you take it?"
    if clock is ClockKind.NEXT_WORD:
        if what == "near":
            return f"{asker} should hear from you by {moment}. One sentence in the thread is enough."
        return f"{asker} should have heard more by {moment}. How does it stand?"
    nobody = "" if is_held else " Nobody has it yet."
    if what == "near":
        return f"This should be done by {moment}.{nobody} If it takes longer, a word to {asker} helps."
    return f"This should have been done by {moment}.{nobody} How does it stand?"


def _told(clock: ClockKind, asker: str) -> str:
    if clock is ClockKind.NEXT_WORD:
        return f"I've told {asker} that I'm asking you."
    return f"I've told {asker} that it takes longer."


def _buttons(request: Request, company: Company, card_link: str | None) -> list[Block]:
    link = card_link if card_link and len(card_link) <= _LONGEST_LINK else None
    thread = link_button(OPEN_THREAD, "Open the thread", link) if link else None
    if request.is_unclaimed:
        return actions(
            button(CLAIM, "I've got it", request.id, style="primary"),
            button(NOT_OURS, "Not ours", request.id) if request.team_id else None,
            thread,
        )
    choices = [option(label, f"{request.id} {choice}") for choice, label in _CHOICES.items()]
    return actions(
        menu(PROMISE_STILL, "Still on it, more news…", choices),
        button(PROMISE_DAY, "Still on it, another day", request.id),
        button(DONE, "Done", request.id),
        menu(HAND_TO, "Hand it on to…", teams_to_hand_to(request, company)),
        thread,
    )


def moment_from(detail: Mapping[str, Any], key: str) -> datetime:
    return datetime.fromisoformat(detail[key])
