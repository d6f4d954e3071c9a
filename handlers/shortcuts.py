"""Shortcuts: ⋯ on a message, and ⚡ anywhere. They work in threads, where commands do not."""

from __future__ import annotations

from bot.requests.model import Place, find_by_source
from bot.requests.talking import send_to_asker
from bot.requests.telling import tell_person
from bot.syncs.items import find_by_source as find_item
from bot.syncs.overview import agenda_near
from bot.syncs.rights import require_colleague
from bot.toolkit import Desk
from db.errors import Conflict, Unclear
from db.kinds import ItemState, Via
from handlers.answers import NOTHING, Answer
from handlers.commands.ask import open_ask_form, open_view
from handlers.filing import again_with, file_message, message_key, reply, tell_at_once
from handlers.plain import plain
from handlers.reading import Shortcut
from handlers.views.syncs.forms import add_form
from handlers.views.syncs.spoken import begins
from handlers.views.text import escape


def send_to_it(desk: Desk, shortcut: Shortcut) -> Answer:
    message = shortcut.message
    if message is None:
        raise Unclear("Use this on a message: ⋯ → Send to IT.")
    outcome = file_message(
        desk, message, actor_id=shortcut.user_id, via=Via.SHORTCUT, channel_kind=shortcut.channel_kind
    )
    where = {
        "channel_id": message.channel_id,
        "thread_ts": message.thread_ts,
        "response_url": shortcut.response_url,
    }
    words = reply(desk, shortcut.user_id, outcome, again_with(message, shortcut.channel_kind))
    tell_at_once(desk, shortcut.user_id, words, **where)
    return NOTHING


def sent_before(desk: Desk, shortcut: Shortcut) -> None:
    """The same message was filed before, by whichever way."""
    message = shortcut.message
    if message is None:
        return
    request = find_by_source(desk.unit, message_key(message.channel_id, message.ts), message.client_msg_id)
    owner = desk.people.get(request.acknowledged_by or request.owner_id) if request else None
    holder = escape(owner.first_name) if owner and owner.known else "IT"
    tell_person(
        desk,
        shortcut.user_id,
        f"That message is a request already; it's with {holder}. The thread has the news.",
        channel_id=message.channel_id,
        thread_ts=message.thread_ts,
        response_url=shortcut.response_url,
    )


def send_note_to_asker(desk: Desk, shortcut: Shortcut) -> Answer:
    message = shortcut.message
    if message is None:
        raise Unclear("Use this on a message in a request's thread: ⋯ → Send to asker.")
    request = send_to_asker(desk, shortcut.user_id, message.channel_id, message.ts)
    asker = desk.people.get(request.asked_by)
    tell_person(
        desk,
        shortcut.user_id,
        f"Sent to {escape(asker.first_name)}.",
        channel_id=message.channel_id,
        thread_ts=message.thread_ts,
        response_url=shortcut.response_url,
    )
    return NOTHING


def put_on_sync(desk: Desk, shortcut: Shortcut) -> Answer:
    """The form with the message's words, for the next agenda of this channel or of the person."""
    message = shortcut.message
    if message is None:
        raise Unclear("Use this on a message: ⋯ → Put on the next sync.")
    require_colleague(desk.people, shortcut.user_id)
    channel_id = message.channel_id
    key = f"agenda:{message_key(channel_id, message.ts)}"
    before = find_item(desk.unit, key)
    if before is not None and before.state is ItemState.OPEN:
        raise Conflict("That message is on an agenda already. `/sync` shows which syncs come.")
    sync, one = agenda_near(desk.unit, desk.people, shortcut.user_id, channel_id, desk.now)
    words = desk.reader.mask(plain(message.text, desk.people))
    about = {"key": one.key, "channel_id": channel_id, "thread_ts": message.thread_ts}
    about |= {"source_key": key} if before is None else {}
    view = add_form(sync, begins(one, desk.now), desk.company, text=words, about=about)
    open_view(desk, shortcut.user_id, shortcut.trigger_id, view)
    return NOTHING


def new_request(desk: Desk, shortcut: Shortcut) -> Answer:
    open_ask_form(desk, shortcut.user_id, shortcut.trigger_id, Place("nowhere"))
    return NOTHING
