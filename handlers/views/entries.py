"""One request in a list, in two lines: what it is about, and how it stands for this reader."""

from __future__ import annotations

from datetime import datetime

from bot.company import Company
from bot.people import Colleague, People
from bot.requests.model import Request
from db.kinds import RequestState
from handlers.views.blocks import context, linked, words
from handlers.views.message import Block
from handlers.views.text import when
from handlers.views.wording import first, keeper_name, passed_to, promised, title


def entry(
    request: Request,
    reader: Colleague,
    people: People,
    company: Company,
    now: datetime,
    *,
    link: str | None = None,
    followed: bool = False,
) -> list[Block]:
    """`followed`: somebody else's, and the reader waits for it too."""
    return [
        words(linked(title(request, company), link, "bold")),
        context(standing_for(request, reader, people, company, now, followed=followed)),
    ]


def standing_for(
    request: Request,
    reader: Colleague,
    people: People,
    company: Company,
    now: datetime,
    *,
    followed: bool = False,
) -> str:
    """The state in words, with a person and a time; others' requests say whose they are."""
    state = _state(request, reader, people, company, now)
    if request.asked_by == reader.user_id:
        return state
    asked = when(request.asked_at, reader.zone_info, now)
    whose = f"From {first(people.get(request.asked_by))}, {asked}. {state}"
    return f"You wait for this too. {whose}" if followed else whose


def _state(request: Request, reader: Colleague, people: People, company: Company, now: datetime) -> str:
    def at(moment: datetime | None) -> str:
        return when(moment or request.changed_at, reader.zone_info, now)

    mine, holds = request.asked_by == reader.user_id, request.acknowledged_by == reader.user_id
    who, asker = keeper_name(request, people, company), first(people.get(request.asked_by))
    if request.is_unclaimed:
        waits = f"With {passed_to(request, people, company)}, nobody has taken it yet."
        late = request.reply_by is not None and request.reply_by <= now
        if mine and late:
            return f"{waits} You should have heard by {at(request.reply_by)}. Sorry for the wait."
        return " ".join(one for one in (waits, promised(request, reader.zone_info, now)) if one)
    if request.state is RequestState.ACKNOWLEDGED:
        more = request.reply_by is not None and request.reply_by > now
        hears = f" {'You hear' if mine else f'{asker} hears'} more by {at(request.reply_by)}." if more else ""
        return f"{'You have' if holds else f'{who} has'} it, since {at(request.acknowledged_at)}.{hears}"
    if request.state is RequestState.WAITING:
        if mine:
            return f"{who} asked you something, {at(None)}. Your answer goes into the thread."
        return f"{'You wait' if holds else f'{who} waits'} for {asker}'s answer, since {at(None)}."
    if request.state is RequestState.RESOLVED:
        told = f"{'You say' if holds else f'{who} says'} it's done, {at(request.resolved_at)}."
        return f"{told} {'Does it look right?' if mine else f'{asker} has the last word.'}"
    if request.state is RequestState.CLOSED:
        return f"Done, closed {at(request.ended_at)}."
    return f"Taken back {at(request.ended_at)}."
