"""Messages: how they come to be, change and go, and who is told."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from workspace.office import Office
from workspace.page_forms import page_message
from workspace.rendering import message_json, top_level
from workspace.rules import texts
from workspace.rules.refused import Refused
from workspace.state import Channel, Message, User


@dataclass(frozen=True)
class Content:
    """What a new message is to say; its text is already as Slack stores it."""

    text: str = ""
    blocks: list[dict[str, Any]] | None = None
    attachments: list[dict[str, Any]] | None = None
    metadata: dict[str, Any] | None = None
    files: Sequence[str] = ()
    subtype: str = ""
    more: dict[str, Any] = field(default_factory=dict)


def post(
    office: Office,
    channel: Channel,
    author: User,
    content: Content,
    *,
    thread_ts: str = "",
    broadcast: bool = False,
) -> Message:
    message = _new(office, channel, author, content)
    if thread_ts:
        root = office.state.message(channel.id, thread_ts)
        # A reply to a reply goes into the same thread.
        root_ts = root.get("thread_ts", thread_ts) if root else thread_ts
        message["thread_ts"] = root_ts
        parent = office.state.message(channel.id, root_ts)
        if parent:
            message["parent_user_id"] = parent["user"]
        if broadcast:
            message["subtype"] = "thread_broadcast"
    office.state.keep(message)
    _mark_own_as_read(office, message)
    office.changed()
    _tell_page(office, channel, message, "message")
    _tell_unread(office, channel, message)
    _tell_app(office, channel, message)
    return message


def _new(office: Office, channel: Channel, author: User, content: Content) -> Message:
    state = office.state
    message: Message = {
        "type": "message",
        "channel": channel.id,
        "user": author.id,
        "text": content.text,
        "ts": office.ts(),
        "team": author.team_id,
    }
    if author.id == state.bot:
        message |= {
            "bot_id": state.app["bot_id"],
            "app_id": state.app["id"],
            "bot_profile": bot_profile(office),
        }
    elif not content.subtype:
        message |= {"client_msg_id": str(uuid.uuid4()), "typed": True}
        message["blocks"] = texts.as_rich_text(content.text, office.mint())
    if author.id != state.bot and channel.ext_shared:
        message |= {"user_team": author.team_id, "source_team": author.team_id}
    optional = {
        "blocks": content.blocks,
        "attachments": content.attachments,
        "metadata": content.metadata,
        "files": list(content.files),
        "subtype": content.subtype,
    }
    message |= {key: value for key, value in optional.items() if value}
    if content.files:
        message |= {"subtype": "file_share", "upload": False}
    return message | content.more


def bot_profile(office: Office) -> dict[str, Any]:
    app = office.state.app
    return {
        "id": app["bot_id"],
        "app_id": app["id"],
        "name": app["name"],
        "deleted": False,
        "team_id": office.state.team["id"],
    }


def change(office: Office, message: Message, new: dict[str, Any], *, editor: User | None = None) -> None:
    """Puts new parts into a message; a part that is None goes away. An editor leaves a mark."""
    state, channel = office.state, office.state.channels[message["channel"]]
    before = message_json(state, message, office.base_url)
    for key, value in new.items():
        if value is None:
            message.pop(key, None)
        else:
            message[key] = value
    if editor:
        message["edited"] = {"user": editor.id, "ts": office.ts()}
    office.changed()
    _tell_page(office, channel, message, "message_changed")
    after = message_json(state, message, office.base_url)
    _hidden(office, channel, {"subtype": "message_changed", "message": after, "previous_message": before})


def remove(office: Office, message: Message) -> None:
    state, channel = office.state, office.state.channels[message["channel"]]
    before = message_json(state, message, office.base_url)
    if state.replies(channel.id, message["ts"]):
        gone = {
            key: None for key in ("blocks", "attachments", "files", "metadata", "client_msg_id", "edited")
        }
        change(
            office,
            message,
            gone | {"subtype": "tombstone", "text": "This message was deleted.", "hidden": True},
        )
        return
    state.drop(message)
    office.changed()
    told: dict[str, Any] = {"type": "message_deleted", "channel": channel.id, "ts": message["ts"]}
    if message.get("thread_ts"):
        told["thread_ts"] = message["thread_ts"]
    office.live.tell(office.audience(channel), told)
    _tell_page_of_root(office, channel, message)
    _hidden(
        office,
        channel,
        {"subtype": "message_deleted", "deleted_ts": message["ts"], "previous_message": before},
    )


def whisper(
    office: Office, channel: Channel, to: str, content: Content, *, thread_ts: str = "", ts: str = ""
) -> Message:
    """A message that only one person sees, and only until the page is loaded anew."""
    state = office.state
    message = _new(office, channel, state.users[state.bot], content)
    message |= {"to": to, "is_ephemeral": True}
    if ts:
        message["ts"] = ts
    if thread_ts:
        message["thread_ts"] = thread_ts
    state.ephemerals = [one for one in state.ephemerals if (one["to"], one["ts"]) != (to, message["ts"])]
    state.ephemerals.append(message)
    office.changed()
    kind = "message_changed" if ts else "message"
    office.live.tell([to], {"type": kind, "message": page_message(state, message)})
    return message


def unwhisper(office: Office, message: Message) -> None:
    office.state.ephemerals.remove(message)
    office.changed()
    told = {"type": "message_deleted", "channel": message["channel"], "ts": message["ts"]}
    if message.get("thread_ts"):
        told["thread_ts"] = message["thread_ts"]
    office.live.tell([message["to"]], told)


def react(office: Office, message: Message, user: str, name: str) -> None:
    reactions = message.setdefault("reactions", [])
    reaction = next((one for one in reactions if one["name"] == name), None)
    if reaction is None:
        reaction = {"name": name, "users": [], "count": 0}
        reactions.append(reaction)
    if user in reaction["users"]:
        raise Refused("already_reacted")
    reaction["users"].append(user)
    reaction["count"] += 1
    _reacted(office, message, user, name, "reaction_added")


def unreact(office: Office, message: Message, user: str, name: str) -> None:
    reactions = message.get("reactions", [])
    reaction = next((one for one in reactions if one["name"] == name and user in one["users"]), None)
    if reaction is None:
        raise Refused("no_reaction")
    reaction["users"].remove(user)
    reaction["count"] -= 1
    if not reaction["users"]:
        reactions.remove(reaction)
    if not reactions:
        message.pop("reactions")
    _reacted(office, message, user, name, "reaction_removed")


def _reacted(office: Office, message: Message, user: str, name: str, kind: str) -> None:
    channel = office.state.channels[message["channel"]]
    office.changed()
    _tell_page(office, channel, message, "message_changed")
    item = {"type": "message", "channel": channel.id, "ts": message["ts"]}
    event = {"type": kind, "user": user, "reaction": name, "item": item, "item_user": message["user"]}
    office.event(event | {"event_ts": office.ts()}, channel=channel)


def unread(office: Office, user: str, channel: Channel) -> dict[str, int]:
    """How much somebody has not read here, and how much of it speaks to them."""
    since = office.state.read.get(user, {}).get(channel.id, "0")
    fresh = [m for m in top_level(office.state, channel.id) if m["ts"] > since and m["user"] != user]
    spoken_to = [one for one in fresh if channel.kind == "im" or _calls(one["text"], user)]
    return {"count": len(fresh), "mentions": len(spoken_to)}


def _calls(text: str, user: str) -> bool:
    return texts.mentions(text, user) or any(f"<!{word}" in text for word in ("here", "channel", "everyone"))


def _mark_own_as_read(office: Office, message: Message) -> None:
    office.state.read.setdefault(message["user"], {})[message["channel"]] = message["ts"]


def _tell_unread(office: Office, channel: Channel, message: Message) -> None:
    for user in channel.members:
        if user != message["user"] and office.live.is_watching(user):
            told = {"type": "unread", "channel": channel.id, **unread(office, user, channel)}
            office.live.tell([user], told)


def _tell_page(office: Office, channel: Channel, message: Message, kind: str) -> None:
    office.live.tell(office.audience(channel), {"type": kind, "message": page_message(office.state, message)})
    if kind == "message":
        _tell_page_of_root(office, channel, message)


def _tell_page_of_root(office: Office, channel: Channel, message: Message) -> None:
    """The root shows how many replies it has."""
    root_ts = message.get("thread_ts")
    root = office.state.message(channel.id, root_ts) if root_ts and root_ts != message["ts"] else None
    if root:
        told = {"type": "message_changed", "message": page_message(office.state, root)}
        office.live.tell(office.audience(channel), told)


def _tell_app(office: Office, channel: Channel, message: Message) -> None:
    state = office.state
    shown = message_json(state, message, office.base_url)
    shown |= {"channel": channel.id, "event_ts": message["ts"]}
    if message.get("subtype") == "thread_broadcast":
        root = state.message(channel.id, message["thread_ts"])
        shown["root"] = message_json(state, root, office.base_url) if root else {}
    event = {**shown, "channel_type": channel.event_kind}
    office.event(event, name=_subscription(channel), channel=channel)
    speaks_to_app = texts.mentions(message["text"], state.bot) and message["user"] != state.bot
    if speaks_to_app and channel.kind != "im" and message.get("subtype") != "channel_join":
        mention = {key: value for key, value in shown.items() if key not in ("subtype", "root", "upload")}
        office.event({**mention, "type": "app_mention"}, channel=channel)


def _hidden(office: Office, channel: Channel, parts: dict[str, Any]) -> None:
    ts = office.ts()
    event = {"type": "message", "hidden": True, "channel": channel.id, "channel_type": channel.event_kind}
    office.event(event | parts | {"ts": ts, "event_ts": ts}, name=_subscription(channel), channel=channel)


def _subscription(channel: Channel) -> str:
    return {"channel": "message.channels", "private": "message.groups", "im": "message.im"}[channel.kind]
