"""Slack's payloads made into small plain values. Pure: nothing is looked up, nothing is decided.

`read` gives None for deliveries that are acknowledged and forgotten (a link button, an event we only
subscribe to together with others).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.people import Facts
from bot.requests.model import PlaceKind, SharedFile
from handlers.form_values import filled_in
from handlers.names import today


@dataclass(frozen=True)
class Happening:
    """`key`: Slack's own id of the delivery, the same each time. `outside`: a person of another company."""

    key: str
    user_id: str
    outside: bool


@dataclass(frozen=True)
class Command(Happening):
    name: str
    text: str
    channel_id: str
    channel_kind: PlaceKind
    trigger_id: str
    response_url: str


@dataclass(frozen=True)
class Message:
    """A person's message as Slack shows it; `text` still has Slack's tokens."""

    channel_id: str
    ts: str
    thread_ts: str | None
    user_id: str
    text: str
    files: tuple[SharedFile, ...]
    client_msg_id: str | None
    by_bot: bool


@dataclass(frozen=True)
class Click(Happening):
    name: str
    value: str
    trigger_id: str
    response_url: str | None
    channel_id: str | None
    message_ts: str | None
    thread_ts: str | None
    view_id: str | None = None  # of the form in which it was made
    about: Mapping[str, Any] = field(default_factory=dict)  # what we put into that form's private_metadata
    values: Mapping[str, str | None] = field(default_factory=dict)  # block id -> what stands in that form

    @property
    def where(self) -> dict[str, str | None]:
        """Where the person is looking, so that they are told there."""
        return {"channel_id": self.channel_id, "thread_ts": self.thread_ts, "response_url": self.response_url}


@dataclass(frozen=True)
class Submission(Happening):
    name: str
    view_id: str
    about: Mapping[str, Any]  # what we put into private_metadata
    values: Mapping[str, str | None]  # block id -> what was entered or chosen


@dataclass(frozen=True)
class Shortcut(Happening):
    name: str
    trigger_id: str
    channel_kind: PlaceKind
    message: Message | None
    response_url: str | None


@dataclass(frozen=True)
class Heard(Happening):
    message: Message
    channel_kind: PlaceKind
    mentions_us: bool  # it came because we were mentioned


@dataclass(frozen=True)
class Edited(Happening):
    channel_id: str
    ts: str
    text: str


@dataclass(frozen=True)
class Deleted(Happening):
    channel_id: str
    ts: str


@dataclass(frozen=True)
class Reacted(Happening):
    name: str
    channel_id: str
    ts: str
    added: bool


@dataclass(frozen=True)
class HomeOpened(Happening):
    tab: str


@dataclass(frozen=True)
class PersonChanged(Happening):
    facts: Facts = field(kw_only=True)


Body = Mapping[str, Any]


def read(body: Body, workspace_id: str) -> Happening | None:
    """`workspace_id`: our own, to tell people of other companies apart."""
    if "command" in body:
        return _command(body, workspace_id)
    reader = _INTERACTIONS.get(body.get("type", ""))
    if reader is not None:
        return reader(body, workspace_id)
    if body.get("type") == "event_callback":
        event_reader = _EVENTS.get(body["event"].get("type", ""))
        return event_reader(body, body["event"], workspace_id) if event_reader else None
    return None


def kind_of(body: Body) -> str:
    """A word for the inbox's `kind` column."""
    if "command" in body:
        return "command"
    if body.get("type") == "event_callback":
        return f"event:{body['event'].get('type')}"
    return str(body.get("type"))


def _command(body: Body, workspace_id: str) -> Command:
    return Command(
        key=f"command:{body['trigger_id']}",
        user_id=body["user_id"],
        outside=body["team_id"] != workspace_id,
        name=body["command"],
        text=body.get("text") or "",
        channel_id=body["channel_id"],
        channel_kind=_named_kind(body["channel_id"], body.get("channel_name", "")),
        trigger_id=body["trigger_id"],
        response_url=body["response_url"],
    )


def _named_kind(channel_id: str, name: str) -> PlaceKind:
    """Commands and shortcuts carry a channel's name, which tells private ones and direct messages apart."""
    if name == "directmessage" or channel_id.startswith("D"):
        return "direct"
    return "private" if name == "privategroup" or name.startswith("mpdm-") else "public"


def _typed_kind(channel_type: str | None, channel_id: str) -> PlaceKind:
    if channel_type == "im" or channel_id.startswith("D"):
        return "direct"
    return "private" if channel_type in ("group", "mpim") or channel_id.startswith("G") else "public"


def _person(body: Body, workspace_id: str) -> tuple[str, bool]:
    user = body["user"]
    return user["id"], user.get("team_id", workspace_id) != workspace_id


def _click(body: Body, workspace_id: str) -> Click | None:
    action = body["actions"][0]
    if action.get("url"):
        return None  # a link; Slack only wants it acknowledged
    user_id, outside = _person(body, workspace_id)
    container, view = body.get("container", {}), body.get("view") or {}
    return Click(
        key=f"click:{body['trigger_id']}:{action.get('action_ts', '')}",
        user_id=user_id,
        outside=outside,
        name=today(action["action_id"]),
        value=action.get("value") or (action.get("selected_option") or {}).get("value") or "",
        trigger_id=body["trigger_id"],
        response_url=body.get("response_url"),
        channel_id=container.get("channel_id"),
        message_ts=container.get("message_ts"),
        thread_ts=_answers(
            container.get("thread_ts") or (body.get("message") or {}).get("thread_ts"),
            container.get("message_ts"),
        ),
        view_id=view.get("id"),
        about=json.loads(view.get("private_metadata") or "{}"),
        values=filled_in(view),
    )


def _submission(body: Body, workspace_id: str) -> Submission:
    user_id, outside = _person(body, workspace_id)
    view = body["view"]
    return Submission(
        key=f"submission:{view['id']}:{view.get('hash', '')}:{body.get('trigger_id', '')}",
        user_id=user_id,
        outside=outside,
        name=today(view["callback_id"]),
        view_id=view["id"],
        about=json.loads(view.get("private_metadata") or "{}"),
        values=filled_in(view),
    )


def _message_shortcut(body: Body, workspace_id: str) -> Shortcut:
    user_id, outside = _person(body, workspace_id)
    channel = body["channel"]
    return Shortcut(
        key=f"shortcut:{body['trigger_id']}",
        user_id=user_id,
        outside=outside,
        name=today(body["callback_id"]),
        trigger_id=body["trigger_id"],
        channel_kind=_named_kind(channel["id"], channel.get("name", "")),
        message=message_from(body["message"], channel["id"]),
        response_url=body.get("response_url"),
    )


def _global_shortcut(body: Body, workspace_id: str) -> Shortcut:
    user_id, outside = _person(body, workspace_id)
    return Shortcut(
        key=f"shortcut:{body['trigger_id']}",
        user_id=user_id,
        outside=outside,
        name=today(body["callback_id"]),
        trigger_id=body["trigger_id"],
        channel_kind="nowhere",
        message=None,
        response_url=None,
    )


def _answers(thread_ts: str | None, ts: str | None) -> str | None:
    """The root that a message answers. A root has no other: it is read in its channel, not in its thread."""
    return None if thread_ts == ts else thread_ts


def message_from(message: Mapping[str, Any], channel_id: str) -> Message:
    return Message(
        channel_id=channel_id,
        ts=message["ts"],
        thread_ts=_answers(message.get("thread_ts"), message["ts"]),
        user_id=message.get("user", ""),
        text=message.get("text") or "",
        files=tuple(
            SharedFile(file.get("name") or file.get("title") or "a file", file.get("permalink") or "")
            for file in message.get("files", ())
        ),
        client_msg_id=message.get("client_msg_id"),
        by_bot="bot_id" in message or message.get("subtype") == "bot_message",
    )


# Subtypes that are a person speaking. All others (joins, topics, pins …) are Slack speaking.
_SPEECH = frozenset({None, "file_share", "thread_broadcast", "me_message"})


def _heard(body: Body, event: Body, workspace_id: str) -> Happening | None:
    subtype = event.get("subtype")
    if subtype in ("message_changed", "message_deleted"):
        return _corrected(body, event, workspace_id)
    if subtype not in _SPEECH or "user" not in event:
        return None
    message = message_from(event, event["channel"])
    if message.by_bot:
        return None
    return Heard(
        key=f"event:{body['event_id']}",
        user_id=message.user_id,
        outside=_outside(event, workspace_id),
        message=message,
        channel_kind=_typed_kind(event.get("channel_type"), message.channel_id),
        mentions_us=event["type"] == "app_mention",
    )


def _corrected(body: Body, event: Body, workspace_id: str) -> Happening | None:
    before = event.get("previous_message") or {}
    key, channel_id = f"event:{body['event_id']}", event["channel"]
    if event["subtype"] == "message_deleted":
        return Deleted(key, before.get("user", ""), False, channel_id, event["deleted_ts"])
    after = event["message"]
    if after.get("subtype") == "tombstone":
        return Deleted(key, before.get("user", ""), False, channel_id, after["ts"])
    if "bot_id" in after or after.get("text") == before.get("text"):
        return None  # Slack added a preview, or a reply count
    return Edited(
        key,
        after.get("user", ""),
        _outside(after, workspace_id),
        channel_id,
        after["ts"],
        after.get("text") or "",
    )


def _reacted(body: Body, event: Body, workspace_id: str) -> Reacted | None:
    item = event["item"]
    if item.get("type") != "message":
        return None
    return Reacted(
        key=f"event:{body['event_id']}",
        user_id=event["user"],
        outside=_outside(event, workspace_id),
        name=event["reaction"].split("::")[0],
        channel_id=item["channel"],
        ts=item["ts"],
        added=event["type"] == "reaction_added",
    )


def _home_opened(body: Body, event: Body, workspace_id: str) -> HomeOpened:
    return HomeOpened(
        f"event:{body['event_id']}", event["user"], _outside(event, workspace_id), event.get("tab", "home")
    )


def _person_changed(body: Body, event: Body, workspace_id: str) -> PersonChanged:
    facts = facts_from(event["user"])
    return PersonChanged(
        key=f"event:{body['event_id']}",
        user_id=facts.user_id,
        outside=facts.workspace_id != workspace_id,
        facts=facts,
    )


def facts_from(user: Mapping[str, Any]) -> Facts:
    profile = user.get("profile", {})
    name = (
        profile.get("display_name")
        or profile.get("real_name")
        or user.get("real_name")
        or user.get("name")
        or ""
    )
    return Facts(
        user_id=user["id"],
        workspace_id=user.get("team_id", ""),
        name=name,
        email=profile.get("email"),
        zone=user.get("tz"),
        is_bot=bool(user.get("is_bot")),
        deactivated=bool(user.get("deleted")),
    )


def _outside(event: Mapping[str, Any], workspace_id: str) -> bool:
    team = event.get("user_team") or event.get("source_team") or event.get("team")
    return team is not None and team != workspace_id


_INTERACTIONS = {
    "block_actions": _click,
    "view_submission": _submission,
    "message_action": _message_shortcut,
    "shortcut": _global_shortcut,
}
_EVENTS = {
    "message": _heard,
    "app_mention": _heard,
    "reaction_added": _reacted,
    "reaction_removed": _reacted,
    "app_home_opened": _home_opened,
    "user_change": _person_changed,
    "team_join": _person_changed,
}
