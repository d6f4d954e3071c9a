"""response_url, and whatever an app says on an acknowledgement: the same content, the same rules."""

from __future__ import annotations

import uuid
from typing import Any

from workspace import talk
from workspace.api.arguments import Arguments
from workspace.api.chat import content
from workspace.office import Office
from workspace.rules.refused import Refused
from workspace.state import Message, ReplyAddress

MOST_USES = 5
LIFETIME = 30 * 60


def new_address(
    office: Office,
    user: str,
    channel: str,
    *,
    message_ts: str = "",
    ephemeral: bool = False,
) -> str:
    """A new response_url for one interaction."""
    address = ReplyAddress(
        id=uuid.uuid4().hex,
        user=user,
        channel=channel,
        created=office.now(),
        message_ts=message_ts,
        ephemeral=ephemeral,
    )
    office.state.addresses[address.id] = address
    return f"{office.base_url}response/{address.id}"


def use(office: Office, address_id: str, body: dict[str, Any]) -> None:
    address = office.state.addresses.get(address_id)
    if address is None:
        raise Refused("invalid_url")
    if office.now() - address.created > LIFETIME:
        raise Refused("expired_url")
    if address.uses >= MOST_USES:
        raise Refused("used_url")
    say(office, address, body)
    address.uses += 1


def forget_old(office: Office) -> None:
    limit = office.now() - 2 * LIFETIME
    for trigger_id in [key for key, one in office.triggers.items() if one.given_at < limit]:
        del office.triggers[trigger_id]
    addresses = office.state.addresses
    for address in [one for one in addresses.values() if one.created < limit]:
        del addresses[address.id]


def say(office: Office, address: ReplyAddress, body: dict[str, Any]) -> None:
    args = Arguments(body)
    original = _original(office, address)
    if args.flag("delete_original"):
        if original:
            _take_back(office, original)
        return
    said = content(office, args)
    if args.flag("replace_original") and original:
        _replace(office, original, said)
        return
    channel = office.state.channels[address.channel]
    thread_ts = args.text("thread_ts")
    if args.text("response_type") == "in_channel":
        talk.post(office, channel, office.user(office.state.bot), said, thread_ts=thread_ts)
    else:
        talk.whisper(office, channel, address.user, said, thread_ts=thread_ts)


def _original(office: Office, address: ReplyAddress) -> Message | None:
    if not address.message_ts:
        return None
    if address.ephemeral:
        return office.state.ephemeral(address.user, address.channel, address.message_ts)
    message = office.state.message(address.channel, address.message_ts)
    # Of a message shortcut the original belongs to whoever wrote it, and stays.
    return message if message and message["user"] == office.state.bot else None


def _take_back(office: Office, original: Message) -> None:
    if original.get("is_ephemeral"):
        talk.unwhisper(office, original)
    else:
        talk.remove(office, original)


def _replace(office: Office, original: Message, said: talk.Content) -> None:
    if original.get("is_ephemeral"):
        channel = office.state.channels[original["channel"]]
        thread_ts = original.get("thread_ts", "")
        talk.whisper(office, channel, original["to"], said, thread_ts=thread_ts, ts=original["ts"])
        return
    parts = {"text": said.text, "blocks": said.blocks or None, "attachments": said.attachments or None}
    talk.change(office, original, parts)
