"""The same things in the form in which the page wants them."""

from __future__ import annotations

import zlib
from typing import Any

from workspace.rendering import view_json
from workspace.state import Channel, File, Message, State, User, View

_COLOURS = ("#4f6d7a", "#a4553d", "#5a7d4f", "#7a5c99", "#b0752f", "#3f7f86", "#94506b", "#55618f")


def page_user(user: User) -> dict[str, Any]:
    return {
        "id": user.id,
        "name": user.name,
        "real_name": user.real_name,
        "display_name": user.display_name,
        "title": user.title,
        "tz": user.tz,
        "is_bot": user.is_bot,
        "deleted": user.deleted,
        "is_restricted": user.is_restricted,
        "team_id": user.team_id,
        "email": user.email,
        "color": _COLOURS[zlib.crc32(user.id.encode()) % len(_COLOURS)],
    }


def page_channel(state: State, channel: Channel, viewer: str) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": channel.id,
        "name": channel.name,
        "kind": channel.kind,
        "is_member": viewer in channel.members,
        "is_archived": channel.archived,
        "is_ext_shared": channel.ext_shared,
        "topic": channel.topic,
        "latest_ts": next(reversed(state.messages.get(channel.id, {})), None),
    }
    if channel.kind == "im":
        shown["user"] = next((one for one in channel.members if one != viewer), viewer)
    return shown


def page_message(state: State, message: Message) -> dict[str, Any]:
    ephemeral = bool(message.get("is_ephemeral"))
    shown: dict[str, Any] = {
        "ts": message["ts"],
        "channel": message["channel"],
        "user": message["user"],
        "text": message["text"],
        # What people typed is drawn from its text, in which their formatting marks still stand.
        "blocks": [] if message.get("typed") else message.get("blocks", []),
        "edited": "edited" in message,
        "files": [page_file(state.files[one]) for one in message.get("files", [])],
        "reactions": message.get("reactions", []),
        "ephemeral": ephemeral,
        "bot": "bot_id" in message,
    }
    for key in ("thread_ts", "subtype", "attachments"):
        if message.get(key):
            shown[key] = message[key]
    replies = [] if ephemeral else state.replies(message["channel"], message["ts"])
    if replies:
        shown["thread_ts"] = message["ts"]
        shown["reply_count"] = len(replies)
        shown["reply_users"] = list(dict.fromkeys(one["user"] for one in replies))
        shown["latest_reply"] = replies[-1]["ts"]
    return shown


def page_view(state: State, view: View) -> dict[str, Any]:
    return view_json(state, view, view.values)


def page_file(file: File) -> dict[str, Any]:
    return {
        "id": file.id,
        "name": file.name,
        "mimetype": file.mimetype,
        "size": file.size,
        "url": f"/page/file/{file.id}/{file.name.replace('/', '_')}",
        "is_image": file.mimetype.startswith("image/"),
    }
