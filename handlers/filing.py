"""The one way into `open_request`, for every surface."""

from __future__ import annotations

import re

from bot.channels import is_private
from bot.requests.model import Ask, Place, PlaceKind, Request
from bot.requests.opening import open_request
from bot.toolkit import Desk
from db.kinds import Via
from handlers.plain import plain
from handlers.reading import Heard, Message


def file_words(
    desk: Desk,
    words: str,
    *,
    asked_by: str,
    source_key: str,
    via: Via,
    place: Place,
    area_id: str | None = None,
) -> Request:
    """Words that stand in no message: a command's or a form's."""
    text = plain(words, desk.people)
    return open_request(
        desk, Ask(text=text, asked_by=asked_by, via=via, source_key=source_key, place=place, area_id=area_id)
    )


def file_message(
    desk: Desk, message: Message, *, actor_id: str, via: Via, channel_kind: PlaceKind
) -> Request:
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
        ),
    )


def words_of(desk: Desk, text: str) -> str:
    """Plain words, without the mention that called us."""
    ours = re.compile(rf"<@{re.escape(desk.bot_user_id)}(\|[^>]*)?>[\s,:]*")
    return plain(ours.sub("", text), desk.people).strip()


def message_key(channel_id: str, ts: str) -> str:
    """The same for every way of filing one message, so that two ways give one request."""
    return f"message:{channel_id}:{ts}"


def kind_of_mention(desk: Desk, heard: Heard) -> PlaceKind:
    """Mentions come without the channel's type."""
    if heard.channel_kind == "public" and is_private(desk.unit, heard.message.channel_id):
        return "private"
    return heard.channel_kind
