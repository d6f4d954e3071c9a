"""Signs people know already: 🎫 files, 👀 takes, ✅ says it's done; 📖, where it stands, explains."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.channels import is_private
from bot.requests.answering import undo_reaction
from bot.requests.model import PlaceKind, Request, find_by_post, find_by_source, find_together
from bot.requests.rights import works_on
from bot.requests.telling import tell_person
from bot.requests.working import acknowledge, resolve
from bot.toolkit import Desk, Toolkit
from db.errors import Conflict, Refusal
from db.kinds import UNCLAIMED, WITH_TEAM, NoticeKind, Via
from db.outbox import Notice, drop_due, enqueue
from glossary.quiet.touches import touch_on
from handlers.actions.following import follow
from handlers.actions.launches import note_held
from handlers.actions.quiet import add_book
from handlers.answers import NOTHING, Answer
from handlers.filing import again_with, file_message, message_key, tell_if_need_be, words_of
from handlers.names import BOOK, FINISHED, LOOKING, TICKET
from handlers.reading import Reacted, message_from
from handlers.views.held import again_from
from handlers.views.text import escape

PASSED_ON = "Passed on. The thread has the news."
WHICH_ONE = (
    "There's more than one request in this thread. Please press the button on the card of the one you mean."
)


def concerns_us(toolkit: Toolkit, event: Reacted) -> bool:
    if event.name == TICKET:
        return True
    if event.name not in (LOOKING, FINISHED, BOOK) or not event.added:
        return False
    if event.name == BOOK and event.user_id == toolkit.identity.user_id:
        return False  # our own mark
    with toolkit.ledger.read() as connection:
        if event.name == BOOK:
            return touch_on(connection, event.channel_id, event.ts) is not None
        return find_by_post(connection, event.channel_id, event.ts) is not None


def reaction(desk: Desk, event: Reacted) -> Answer:
    if event.name == TICKET and event.added:
        _fetch_and_file(desk, event)
    elif event.name == TICKET:
        _take_back(desk, event)
    elif event.name == BOOK:
        add_book(desk, event)
    else:
        _work(desk, event)
    return NOTHING


def _lane(event: Reacted) -> str:
    """One for each person, so that taking one's own ticket off leaves another's."""
    return f"wanted:{event.channel_id}:{event.ts}:{event.user_id}"


def _fetch_and_file(desk: Desk, event: Reacted) -> None:
    """The event does not carry the message; the relay fetches it, then `found` files it."""
    if find_by_post(desk.unit, event.channel_id, event.ts) is not None:
        return
    enqueue(
        desk.unit,
        NoticeKind.MESSAGE_WANTED,
        lane=_lane(event),
        now=desk.now,
        channel_id=event.channel_id,
        ts=event.ts,
        user_id=event.user_id,
    )


def found(desk: Desk, notice: Notice, message: Mapping[str, Any]) -> None:
    """The message a 🎫 was put on, or that is to be passed on anyway. Filed before, or the 🎫 taken off while
    we fetched it: nothing to do."""
    if notice.detail.get("like"):
        _follow(desk, notice, message)
        return
    if notice.detail.get("launch"):
        _note_launch(desk, notice, message)
        return
    anyway = bool(notice.detail.get("anyway"))
    if not anyway and not any(reaction["name"] == TICKET for reaction in message.get("reactions", ())):
        return
    channel_id, actor_id = notice.detail["channel_id"], notice.detail["user_id"]
    said = message_from(message, channel_id)
    if find_by_source(desk.unit, message_key(channel_id, said.ts), said.client_msg_id) is not None:
        return
    kind, via = _kind(desk, channel_id), Via.SHORTCUT if anyway else Via.REACTION
    where = {"channel_id": channel_id, "thread_ts": said.thread_ts}
    try:
        outcome = file_message(desk, said, actor_id=actor_id, via=via, channel_kind=kind, anyway=anyway)
    except Refusal as refusal:
        tell_person(desk, actor_id, str(refusal), **where)
        return
    if anyway:
        said_before = {"response_url": notice.detail.get("response_url"), "replace_original": True}
        tell_person(desk, actor_id, PASSED_ON, **where, **said_before)
    else:
        tell_if_need_be(desk, actor_id, outcome, again_with(said, kind), **where)


def _follow(desk: Desk, notice: Notice, message: Mapping[str, Any]) -> None:
    """ "Me too", with the words of the message that it was pressed about."""
    detail = notice.detail
    said = message_from(message, detail["channel_id"])
    try:
        follow(desk, detail["like"], detail["user_id"], words_of(desk, said.text), **detail["where"])
    except Refusal as refusal:
        tell_person(desk, detail["user_id"], escape(str(refusal)), **detail["where"])


def _note_launch(desk: Desk, notice: Notice, message: Mapping[str, Any]) -> None:
    """News of a launch, with the words of the message that was held back."""
    detail = notice.detail
    words = words_of(desk, message_from(message, detail["channel_id"]).text)
    where = {"channel_id": detail["channel_id"], "response_url": detail.get("response_url")}
    try:
        note_held(desk, detail["user_id"], words, again_from(detail["launch"]), **where)
    except Refusal as refusal:
        tell_person(desk, detail["user_id"], escape(str(refusal)), **where)


def _kind(desk: Desk, channel_id: str) -> PlaceKind:
    if channel_id.startswith("D"):
        return "direct"
    return "private" if is_private(desk.unit, channel_id) else "public"


def _take_back(desk: Desk, event: Reacted) -> None:
    drop_due(desk.unit, _lane(event), desk.now, "the ticket was taken off again")
    request = find_by_source(desk.unit, message_key(event.channel_id, event.ts))
    if request is not None:
        undo_reaction(desk, request, event.user_id)


def _work(desk: Desk, event: Reacted) -> None:
    """Only people who may: for everybody else 👀 and ✅ are just faces. Late ones are no error either."""
    request = find_by_post(desk.unit, event.channel_id, event.ts)
    request = _meant(desk, request, event) if request else None
    if request is None:
        return
    try:
        if event.name == LOOKING:
            acknowledge(desk, request.id, event.user_id)
        else:
            resolve(desk, request.id, event.user_id)
    except Conflict as conflict:
        where = {"channel_id": event.channel_id, "thread_ts": _thread_of(request, event)}
        tell_person(desk, event.user_id, str(conflict), **where)


def _meant(desk: Desk, request: Request, event: Reacted) -> Request | None:
    """In a thread that several requests share, the one that is this person's to take or to finish."""
    person = desk.people.get(event.user_id)
    there = (request,) if event.channel_id == request.card_channel else find_together(desk.unit, request)
    theirs = [one for one in there if works_on(person, one)]
    if len(there) == 1 or len(theirs) < 2:
        return theirs[0] if theirs else None
    own = [one for one in theirs if one.team_id in person.team_ids] or theirs
    allowed = UNCLAIMED if event.name == LOOKING else WITH_TEAM
    fitting = [one for one in own if one.state in allowed]
    if len(fitting) > 1:
        where = {"channel_id": event.channel_id, "thread_ts": request.home_ts}
        tell_person(desk, event.user_id, WHICH_ONE, **where)
        return None
    return (fitting or own)[0]


def _thread_of(request: Any, event: Reacted) -> str | None:
    if event.channel_id == request.card_channel:
        return str(request.card_ts)
    return request.home_ts if event.channel_id == request.home_channel else None
