"""Somebody has asked for that already: the question before filing, and what is told to whoever waits too."""

from __future__ import annotations

from datetime import datetime

from bot.company import Company
from bot.people import Colleague, People
from bot.requests.model import Place, Request
from db.kinds import Change
from handlers.names import ANYWAY, LET_GO, ME_TOO, UNFOLLOW
from handlers.views.blocks import actions, button, context, part, quote, section, words
from handlers.views.held import Again, fits
from handlers.views.message import Block, Message
from handlers.views.text import cut, fitted, on_day
from handlers.views.wording import first, keeper, keeper_name, passed_to, title

_MOST_TITLE = 300
_MOST_UPDATE = 2000
_MOST_IN_TEXT = 1000


def already_asked(
    request: Request, viewer: Colleague, again: Again, people: People, company: Company, now: datetime
) -> Message:
    """Before anything is filed: is it the same? Only for somebody who may see the request."""
    zone = viewer.zone_info
    asked_on, today = request.asked_at.astimezone(zone).date(), now.astimezone(zone).date()
    day = "earlier today" if asked_on == today else f"on {on_day(asked_on, today)}"
    mine = request.asked_by == viewer.user_id
    asked = f"{'You' if mine else first(people.get(request.asked_by))} asked for this {day}:"
    stands = f"{_standing(request, people, company)} Is it the same?"
    same = (
        button(LET_GO, "Yes, leave it", "let_go")
        if mine
        else button(ME_TOO, "Me too", f"{request.id} {again.value}", style="primary")
    )
    rest = None if mine else button(LET_GO, "Leave it", "let_go")
    return _about(
        request, company, asked, stands, actions(same, button(ANYWAY, "No, file mine", again.value), rest)
    )


def now_following(request: Request, people: People, company: Company) -> Message:
    stands = f"{_standing(request, people, company)} I'll tell you when it's done."
    return _about(
        request, company, "Right, I've put you down for this too:", stands, actions(_unfollow(request))
    )


def news(
    request: Request,
    people: People,
    company: Company,
    change: Change,
    *,
    actor: Colleague | None,
    follower_id: str,
    own_words: str,
    update: str = "",
) -> Message:
    """What became of it. `own_words`: what this follower had written; they may still need it. `update`: what
    whoever has it tells everybody, plain."""
    sentence = f"This is what you were waiting for too. {_became(request, change, actor, people)}"
    if change is Change.UPDATED:
        said = [quote(cut(update, _MOST_UPDATE)), *actions(_unfollow(request))]
        told = _about(request, company, sentence, "", said)
        return Message(f"{told.text} {fitted(update, _MOST_IN_TEXT)}", told.blocks)
    rows: list[Block] = []
    if change is Change.CANCELLED:
        again = Again(f"follow:{request.id}:{follower_id}", Place("nowhere"), own_words)
        if own_words.strip() and fits(again):
            rows = actions(button(ANYWAY, "I still need it", again.value))
    elif change is not Change.CONFIRMED and change is not Change.CLOSED:
        rows = actions(_unfollow(request))
    return _about(request, company, sentence, "", rows)


def also_waiting(count: int) -> list[Block]:
    """For card and receipt; nothing when nobody does."""
    if not count:
        return []
    return [context(f"Also waiting: {'one more person' if count == 1 else f'{count} people'}.")]


def _standing(request: Request, people: People, company: Company) -> str:
    if request.is_unclaimed:
        return f"It's with {passed_to(request, people, company)}."
    return f"{keeper_name(request, people, company)} has it."


def _became(request: Request, change: Change, actor: Colleague | None, people: People) -> str:
    person = keeper(request, people)
    who = first(actor) if actor else first(person) if person else "The team"
    return {
        Change.RESOLVED: f"{who} says it's done.",
        Change.CONFIRMED: f"{who} says it looks right, so it's closed.",
        Change.CLOSED: "Nobody had anything to add, so it's closed.",
        Change.REOPENED: f"{who} says it's not quite right yet, so somebody is on it again."
        if actor
        else "It's not quite right yet, so somebody is on it again.",
        Change.UPDATED: f"{who} has news:",
        Change.CANCELLED: f"{who} has taken it back, so nobody works on it any more.",
    }[change]


def _unfollow(request: Request) -> dict[str, object]:
    return button(UNFOLLOW, "Don't tell me", request.id)


def _about(request: Request, company: Company, before: str, after: str, rows: list[Block]) -> Message:
    """Their words between two sentences of ours, in rich text, which Slack never parses."""
    about = title(request, company)
    text = f"{before} “{fitted(about, _MOST_TITLE)}”. {after}".rstrip()
    return Message(
        text, [section(before), words(part(about, "italic")), *([section(after)] if after else []), *rows]
    )
