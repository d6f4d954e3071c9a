"""The receipt in the asker's thread: what was understood, who has it, when to expect a reply."""

from __future__ import annotations

from datetime import datetime

from bot.company import Company
from bot.people import People
from bot.requests.model import Request
from db.kinds import WITH_TEAM, RequestState
from handlers.names import CANCEL, CHANGE, CHOOSE, CONFIRM, NONE_OF_THESE, REOPEN
from handlers.views.blocks import actions, button, confirm, context, part, quote, section, words
from handlers.views.budget import room
from handlers.views.message import Block, Message
from handlers.views.plans import asked_for, plan_rows, today_of
from handlers.views.text import cut, fitted, one_line, when
from handlers.views.wording import (
    file_links,
    first,
    keeper,
    keeper_name,
    passed_to,
    reason_for_asker,
    says_more,
    team_name,
    team_of,
    title,
)

_MOST_TITLE = 600
_MOST_CHOICES = 3


def receipt(request: Request, people: People, company: Company, now: datetime) -> Message:
    sentence = standing(request, people, company)
    understood = title(request, company)
    frame = [section(sentence), words(part("I read this as: "), part(understood, "italic"))]
    rest = _details(request, people, company, now) + _buttons(request, company)
    told = [*frame, *_own_words(request, understood, room(frame + rest)), *rest]
    return Message(f"{sentence} I read this as: {fitted(understood, _MOST_TITLE)}", told)


def thanks(request: Request, people: People, company: Company) -> str:
    """The first sentence, also for whoever has just filed privately."""
    asker = people.get(request.asked_by)
    greeting = f"Got it, thanks {first(asker)}." if asker.known else "Got it, thanks."
    if chooses(request):
        return f"{greeting} Which of these is it closest to?"
    if request.team_id is None:
        bridge = keeper_name(request, people, company)
        return f"{greeting} I wasn't sure whose this is, so {bridge} sends it to the right person."
    return f"{greeting} I've passed this to {passed_to(request, people, company)}."


def standing(request: Request, people: People, company: Company) -> str:
    """What is true now, in one sentence."""
    who = keeper_name(request, people, company)
    if request.state is RequestState.NEW:
        return thanks(request, people, company)
    if request.state is RequestState.MOVED:
        if request.team_id is None:
            return f"{who} has a look and sends this to the right person."
        return f"This is with {passed_to(request, people, company)} now."
    return {
        RequestState.ACKNOWLEDGED: f"👀 {who} has it.",
        RequestState.WAITING: f"{who} has it and is waiting for your answer, here in the thread.",
        RequestState.RESOLVED: f"{who} says it's done. Does it look right?",
        RequestState.CLOSED: f"All done, thanks to {who}.",
        RequestState.CANCELLED: "Taken back, so nobody needs to do anything.",
    }[request.state]


def confirm_buttons(request: Request) -> list[Block]:
    """For "Does it look right?"."""
    return actions(
        button(CONFIRM, "Yes, thanks", request.id, style="primary"), button(REOPEN, "Not quite", request.id)
    )


def _own_words(request: Request, understood: str, most: int) -> list[Block]:
    """Where the thread is ours its first message must say what it is about; elsewhere they stand above."""
    opened_by_us = request.home_ts is None or request.home_ts == request.receipt_ts
    if not opened_by_us or not request.text.strip() or not says_more(request.text, understood):
        return []
    return [quote(cut(request.text.strip(), most))]


def _details(request: Request, people: People, company: Company, now: datetime) -> list[Block]:
    told = [context(f"With it: {file_links(request.files)}")] if request.files else []
    if request.state not in WITH_TEAM:
        return told
    today = today_of(request, people, now)
    told += [*asked_for(request, today), *plan_rows(request, company, today)]
    lines = [_reply(request, people, now), _why(request, people, company)]
    line = " ".join(one for one in lines if one)
    return [*told, context(line)] if line else told


def _reply(request: Request, people: People, now: datetime) -> str:
    """Nothing is promised while the answer we wait for is the asker's own."""
    if request.reply_by is None or request.state is RequestState.WAITING:
        return ""
    moment = when(request.reply_by, people.get(request.asked_by).zone_info, now)
    if request.reply_by > now:
        return f"You'll hear back by {moment}."
    return "" if request.acknowledged_by else f"You should have heard by {moment}. Sorry for the wait."


def _why(request: Request, people: People, company: Company) -> str:
    reason, person = reason_for_asker(request), keeper(request, people)
    if not reason:
        return ""
    team = team_of(request, company)
    place = team_name(team) if team or person is None else first(person)
    return f"It went to {place} {reason}."


def _buttons(request: Request, company: Company) -> list[Block]:
    if request.state is RequestState.RESOLVED:
        return confirm_buttons(request)
    if request.state not in WITH_TEAM:
        return []
    sure = confirm(
        "Take it back?",
        "Then nobody needs to do anything. You can ask again any time.",
        yes="Take it back",
        no="Keep it",
    )
    rows = _choices(request, company) if chooses(request) else []
    return rows + actions(
        button(CHANGE, "Change it", request.id), button(CANCEL, "Cancel", request.id, confirm=sure)
    )


def chooses(request: Request) -> bool:
    """While nobody has it, one click of the asker is the shortest way to the right person."""
    undecided = request.team_id is None and request.band == "ask" and request.is_unclaimed
    return undecided and bool(request.guesses)


def _choices(request: Request, company: Company) -> list[Block]:
    """In plain words, never names of teams: whoever asks need not know them."""
    areas = [company.find_area(area_id) for area_id in request.guesses[:_MOST_CHOICES]]
    shown = [button(f"{CHOOSE}.{a.id}", one_line(a.choice), f"{request.id} {a.id}") for a in areas if a]
    return actions(*shown, button(NONE_OF_THESE, "None of these", request.id))
