"""reactions.*: small signs on messages."""

from __future__ import annotations

import re
from typing import Any

from workspace import places, talk
from workspace.api.arguments import Arguments
from workspace.office import Office
from workspace.rendering import message_json
from workspace.rules.refused import Refused
from workspace.state import Message

EMOJI_NAME = re.compile(r"[a-z0-9_+'-]{1,100}(::skin-tone-[2-6])?")


def add(office: Office, args: Arguments) -> dict[str, Any]:
    name = emoji_name(args.required("name"))
    message = _message(office, args)
    if office.state.channels[message["channel"]].archived:
        raise Refused("is_archived")
    talk.react(office, message, office.state.bot, name)
    return {}


def remove(office: Office, args: Arguments) -> dict[str, Any]:
    name = emoji_name(args.required("name"))
    talk.unreact(office, _message(office, args), office.state.bot, name)
    return {}


def get(office: Office, args: Arguments) -> dict[str, Any]:
    message = _message(office, args)
    shown = message_json(office.state, message, office.base_url)
    return {"type": "message", "channel": message["channel"], "message": shown}


def emoji_name(name: str) -> str:
    if not EMOJI_NAME.fullmatch(name):
        raise Refused("invalid_name")
    return name


def _message(office: Office, args: Arguments) -> Message:
    if not args.text("channel") or not args.text("timestamp"):
        raise Refused("no_item_specified")
    channel = places.for_app(office, args.text("channel"))
    message = office.state.message(channel.id, args.text("timestamp"))
    if message is None:
        raise Refused("message_not_found")
    if office.state.bot not in channel.members:
        raise Refused("not_in_channel")
    return message
