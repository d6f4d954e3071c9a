"""The receipt in the asker's thread: what was understood, who has it, when to expect a reply."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.company import Company
from bot.people import People
from bot.requests.model import Request
from db.kinds import WITH_TEAM, RequestState
from handlers.names import CANCEL, CHANGE, CHOOSE, CONFIRM, NONE_OF_THESE, REOPEN, REQUESTS
from handlers.views.blocks import actions, button, confirm, context, part, quote, section, words
from handlers.views.budget import COMFORTABLE_WEIGHT, MOST_BLOCKS, room, weight
from handlers.views.message import Block, Message
from handlers.views.night import back_at, outage_button, team_at_start
from handlers.views.plans import asked_for, plan_rows, today_of
from handlers.views.similar import also_waiting
from handlers.views.text import MOST_TEXT, cut, escape, fitted, length, one_line, when
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
_MOST_BLOCKS = MOST_BLOCKS["message"] - 1  # of several requests; the last block says that there are more
_MOST_OWN_WORDS = 1500  # of each of several
_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def receipt(
    request: Request,
    people: People,
    company: Company,
    now: datetime,
    beside: Sequence[Request] = (),
    followers: int = 0,
) -> Message:
    """`beside`: what was filed with the same words; one receipt tells of all. `followers`: who waits too."""
    if beside:
        return _of_several((request, *beside), people, company, now)
    sentence = standing(request, people, company)
    understood = title(request, company)
    frame = [section(sentence), words(part("I read this as: "), part(understood, "italic"))]
    rest = [
        *_details(request, people, company, now),
        *also_waiting(followers),
        *_buttons(request, company, now),
    ]
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


def thanks_for_several(filed: Sequence[Request], people: People) -> str:
    asker = people.get(filed[0].asked_by)
    greeting = f"Got it, thanks {first(asker)}." if asker.known else "Got it, thanks."
    return f"{greeting} I've made {_how_many(filed)} of it:"


def with_whom(request: Request, people: People, company: Company) -> str:
    """What `standing` says, without the thanks, which stand above the list, and without an eye for each."""
    if request.state is not RequestState.NEW:
        return standing(request, people, company).removeprefix("👀 ")
    if chooses(request):
        return "Which of these is it closest to?"
    if request.team_id is None:
        return f"I wasn't sure whose this is, so {keeper_name(request, people, company)} sends it on."
    return f"It's with {passed_to(request, people, company)}."


def confirm_buttons(request: Request) -> list[Block]:
    """For "Does it look right?"."""
    return actions(
        button(CONFIRM, "Yes, thanks", request.id, style="primary"), button(REOPEN, "Not quite", request.id)
    )


def _of_several(filed: Sequence[Request], people: People, company: Company, now: datetime) -> Message:
    """Each with its own standing and its own buttons. What finds no room is a click away."""
    sentence = _standing_of_several(filed, people, company)
    blocks, text = [section(sentence)], sentence
    for number, request in enumerate(filed):
        item = _one_of_several(request, people, company, now)
        left = len(filed) - number
        if len(blocks) + len(item) > _MOST_BLOCKS or weight([*blocks, *item]) > COMFORTABLE_WEIGHT:
            return Message(text, [*blocks, context(f"And {left} more: `{REQUESTS}` shows them all.")])
        blocks += item
        told = f"{text} {fitted(title(request, company), 150)}: {with_whom(request, people, company)}"
        text = told if length(told) <= MOST_TEXT else text
    return Message(text, blocks)


def _standing_of_several(filed: Sequence[Request], people: People, company: Company) -> str:
    states = {request.state for request in filed}
    if states == {RequestState.NEW}:
        return thanks_for_several(filed, people)
    if states == {RequestState.CANCELLED}:
        return standing(filed[0], people, company)
    if states <= {RequestState.CANCELLED, RequestState.CLOSED}:
        return "All of it is settled:"
    return f"I've made {_how_many(filed)} of it, and this is how they stand:"


def _how_many(filed: Sequence[Request]) -> str:
    return _NUMBERS[len(filed)] if len(filed) < len(_NUMBERS) else str(len(filed))


def _one_of_several(request: Request, people: People, company: Company, now: datetime) -> list[Block]:
    understood = title(request, company)
    area = company.find_area(request.area_id) if request.area_id else None
    about = f" ({escape(cut(one_line(area.choice), 150))})" if area else ""
    first_lines = [words(part(understood, "bold")), section(with_whom(request, people, company) + about)]
    quoted = _own_words(request, understood, _MOST_OWN_WORDS)
    return [
        *first_lines,
        *quoted,
        *_details(request, people, company, now),
        *_buttons(request, company, now, cancel="Take this one back"),
    ]


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
    lines = [_reply(request, people, company, now), _why(request, people, company)]
    line = " ".join(one for one in lines if one)
    return [*told, context(line)] if line else told


def _reply(request: Request, people: People, company: Company, now: datetime) -> str:
    """Nothing is promised while the answer we wait for is the asker's own. Where nobody is there right now
    it says when they are back."""
    if request.reply_by is None or request.state is RequestState.WAITING:
        return ""
    zone = people.get(request.asked_by).zone_info
    moment, back = when(request.reply_by, zone, now), back_at(request, company, now)
    team = f"{team_at_start(request, company)} is back {when(back, zone, now)}" if back else ""
    if request.reply_by > now:
        waits = request.is_unclaimed and team
        return f"{team}; you'll hear by {moment}." if waits else f"You'll hear back by {moment}."
    if request.acknowledged_by:
        return ""
    return f"You should have heard by {moment}. Sorry for the wait.{f' {team}.' if team else ''}"


def _why(request: Request, people: People, company: Company) -> str:
    reason, person = reason_for_asker(request), keeper(request, people)
    if not reason:
        return ""
    team = team_of(request, company)
    place = team_name(team) if team or person is None else first(person)
    return f"It went to {place} {reason}."


def _buttons(request: Request, company: Company, now: datetime, *, cancel: str = "Cancel") -> list[Block]:
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
        button(CHANGE, "Change it", request.id),
        button(CANCEL, cancel, request.id, confirm=sure),
        outage_button(request, company, now),
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
