"""The one way into `open_request`, for every surface."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot.channels import is_private
from bot.requests.model import Ask, Place, PlaceKind
from bot.requests.opening import Filed, Held, open_request
from bot.requests.telling import tell_person
from bot.toolkit import Desk
from db.kinds import Via
from handlers.plain import plain
from handlers.reading import Heard
from handlers.reading import Message as Said
from handlers.views.held import Again, fits, held
from handlers.views.message import Message
from handlers.views.privately import privately, with_care
from handlers.views.similar import already_asked


def file_words(
    desk: Desk,
    words: str,
    *,
    asked_by: str,
    source_key: str,
    via: Via,
    place: Place,
    area_id: str | None = None,
    anyway: bool = False,
    launch_id: str | None = None,
    due_on: date | None = None,
    customers: str = "",
) -> Filed | Held:
    """Words that stand in no message: a command's or a form's."""
    ask = Ask(
        text=plain(words, desk.people),
        asked_by=asked_by,
        via=via,
        source_key=source_key,
        place=place,
        area_id=area_id,
        anyway=anyway,
        launch_id=launch_id,
        due_on=due_on,
        customers=plain(customers, desk.people),
    )
    outcome = open_request(desk, ask)
    if isinstance(outcome, Held) and not fits(again(source_key, place, outcome)):
        return open_request(desk, replace(ask, anyway=True))
    return outcome


def again(source_key: str, place: Place, outcome: Filed | Held) -> Again:
    """For words that stand in no message; what must not be kept is not in the button either."""
    return Again(source_key, place, outcome.reading.masked)


def file_message(
    desk: Desk,
    message: Said,
    *,
    actor_id: str,
    via: Via,
    channel_kind: PlaceKind,
    anyway: bool = False,
) -> Filed | Held:
    """A message, pointed at or sent to us. Its writer is the asker, unless that is a bot or a stranger."""
    writer = desk.people.get(message.user_id)
    by_writer = writer.known and not writer.is_bot and not message.by_bot
    return open_request(
        desk,
        Ask(
            text=words_of(desk, message.text),
            asked_by=message.user_id if by_writer or message.user_id == actor_id else actor_id,
            via=via,
            source_key=message_key(message.channel_id, message.ts),
            place=Place(channel_kind, message.channel_id, message.thread_ts or message.ts),
            client_msg_id=message.client_msg_id,
            source_ts=message.ts,
            files=message.files,
            filed_by=actor_id,
            anyway=anyway,
        ),
    )


def reply(desk: Desk, user_id: str, outcome: Filed | Held, again: Again) -> Message:
    """What the person is told at once and alone. `again`: how to find words that were held back."""
    if isinstance(outcome, Held):
        if outcome.like is not None:
            viewer = desk.people.get(user_id)
            asked = already_asked(outcome.like, viewer, again, desk.people, desk.company, desk.now)
            return with_care(asked, outcome.reading.found)
        today = desk.now.astimezone(desk.people.get(user_id).zone_info).date()
        return with_care(held(outcome, again, desk.company, today), outcome.reading.found)
    return privately(outcome, desk.people, desk.company)


def tell_at_once(desk: Desk, user_id: str, message: Message, **where: str | None) -> None:
    tell_person(desk, user_id, message.text, blocks=message.blocks, **where)


def tell_if_need_be(
    desk: Desk, user_id: str, outcome: Filed | Held, again: Again, **where: str | None
) -> None:
    """The receipt in the thread says the rest; privately only what was held back or left out."""
    if isinstance(outcome, Held) or outcome.reading.found:
        tell_at_once(desk, user_id, reply(desk, user_id, outcome, again), **where)


def words_of(desk: Desk, text: str) -> str:
    """Plain words, without the mention that called us."""
    ours = re.compile(rf"<@{re.escape(desk.bot_user_id)}(\|[^>]*)?>[\s,:]*")
    return plain(ours.sub("", text), desk.people).strip()


def again_with(message: Said, channel_kind: PlaceKind) -> Again:
    """For words that stand in a message: it is fetched once more when it is wanted."""
    place = Place(channel_kind, message.channel_id)
    return Again(message_key(message.channel_id, message.ts), place, ts=message.ts)


def message_key(channel_id: str, ts: str) -> str:
    """The same for every way of filing one message, so that two ways give one request."""
    return f"message:{channel_id}:{ts}"


def kind_of_mention(desk: Desk, heard: Heard) -> PlaceKind:
    """Mentions come without the channel's type."""
    if heard.channel_kind == "public" and is_private(desk.unit, heard.message.channel_id):
        return "private"
    return heard.channel_kind
