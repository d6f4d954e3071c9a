"""People, places, messages, files and views in the form in which the Web API gives them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from workspace.state import Channel, File, Group, Message, State, User, View

_INWARD = {"channel", "to", "metadata", "files", "typed"}


def user_json(state: State, user: User, now: float, *, with_email: bool) -> dict[str, Any]:
    ours = user.team_id == state.team["id"]
    offset = datetime.fromtimestamp(now, ZoneInfo(user.tz)).utcoffset()
    profile = {
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": user.display_name,
        "display_name_normalized": user.display_name,
        "title": user.title,
        "status_text": "",
        "status_emoji": "",
        "status_expiration": 0,
        "team": user.team_id,
    }
    if with_email and ours and user.email:
        profile["email"] = user.email
    if user.id == state.bot:
        profile |= {"api_app_id": state.app["id"], "bot_id": state.app["bot_id"]}
    person: dict[str, Any] = {
        "id": user.id,
        "team_id": user.team_id,
        "name": user.name,
        "deleted": user.deleted,
        "real_name": user.real_name,
        "tz": user.tz,
        "tz_label": user.tz,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": profile,
        "is_admin": False,
        "is_owner": False,
        "is_restricted": user.is_restricted,
        "is_ultra_restricted": False,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": user.updated,
    }
    return person if ours else person | {"is_stranger": True}


def channel_json(state: State, channel: Channel, viewer: str) -> dict[str, Any]:
    if channel.kind == "im":
        return _direct_json(state, channel, viewer)
    private = channel.kind == "private"
    teams = sorted({state.users[one].team_id for one in channel.members if one in state.users})
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not private,
        "is_group": private,
        "is_im": False,
        "is_mpim": False,
        "is_private": private,
        "is_archived": channel.archived,
        "is_general": channel.name == "general",
        "is_member": viewer in channel.members,
        "is_shared": channel.ext_shared,
        "is_ext_shared": channel.ext_shared,
        "is_org_shared": False,
        "is_pending_ext_shared": False,
        "context_team_id": state.team["id"],
        "shared_team_ids": teams or [state.team["id"]],
        "connected_team_ids": [one for one in teams if one != state.team["id"]],
        "created": channel.created,
        "creator": channel.creator,
        "num_members": len(channel.members),
        "topic": {"value": channel.topic, "creator": channel.creator, "last_set": channel.created},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }


def _direct_json(state: State, channel: Channel, viewer: str) -> dict[str, Any]:
    other = next((one for one in channel.members if one != viewer), viewer)
    return {
        "id": channel.id,
        "created": channel.created,
        "is_im": True,
        "is_archived": False,
        "is_org_shared": False,
        "context_team_id": state.team["id"],
        "user": other,
        "is_user_deleted": state.users[other].deleted,
    }


def message_json(state: State, message: Message, base_url: str, *, metadata: bool = False) -> dict[str, Any]:
    shown = {key: value for key, value in message.items() if key not in _INWARD}
    if message.get("files"):
        shown["files"] = [file_json(state, state.files[one], base_url) for one in message["files"]]
    if metadata and message.get("metadata"):
        shown["metadata"] = message["metadata"]
    replies = state.replies(message["channel"], message["ts"])
    if replies:
        shown |= _thread_counts(message, replies)
    return shown


def _thread_counts(message: Message, replies: list[Message]) -> dict[str, Any]:
    authors = list(dict.fromkeys(one["user"] for one in replies))
    return {
        "thread_ts": message["ts"],
        "reply_count": len(replies),
        "reply_users_count": len(authors),
        "reply_users": authors[:5],
        "latest_reply": replies[-1]["ts"],
        "is_locked": False,
        "subscribed": False,
    }


def file_json(state: State, file: File, base_url: str) -> dict[str, Any]:
    name = file.name.replace("/", "_")
    private = f"{base_url}files-pri/{state.team['id']}-{file.id}/{name}"
    return {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title,
        "mimetype": file.mimetype,
        "filetype": name.rpartition(".")[2] or "binary",
        "user": file.user,
        "user_team": state.team["id"],
        "size": file.size,
        "mode": "hosted",
        "is_external": False,
        "is_public": bool(file.channels),
        "channels": list(file.channels),
        "url_private": private,
        "url_private_download": private.replace("files-pri/", "files-pri/download/"),
        "permalink": f"{base_url}page/file/{file.id}/{name}",
    }


def group_json(state: State, group: Group, *, with_users: bool) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": group.id,
        "team_id": state.team["id"],
        "is_usergroup": True,
        "is_external": False,
        "name": group.name,
        "handle": group.handle,
        "description": group.description,
        "date_create": group.created,
        "date_update": group.created,
        "date_delete": group.date_delete,
        "auto_provision": False,
        "user_count": len(group.users),
    }
    return shown | {"users": list(group.users)} if with_users else shown


def view_json(state: State, view: View, values: dict[str, Any] | None = None) -> dict[str, Any]:
    content = view.content
    shown = {
        "id": view.id,
        "team_id": state.team["id"],
        "type": view.type,
        "blocks": content["blocks"],
        "private_metadata": content.get("private_metadata", ""),
        "callback_id": content.get("callback_id", ""),
        "external_id": content.get("external_id", ""),
        "state": {"values": values or {}},
        "hash": view.hash,
        "title": content.get("title"),
        "submit": content.get("submit"),
        "close": content.get("close"),
        "clear_on_close": content.get("clear_on_close", False),
        "notify_on_close": content.get("notify_on_close", False),
        "submit_disabled": content.get("submit_disabled", False),
        "previous_view_id": view.previous,
        "root_view_id": view.root,
        "app_id": state.app["id"],
        "bot_id": state.app["bot_id"],
        "app_installed_team_id": state.team["id"],
    }
    if view.type == "home":
        shown["title"] = {"type": "plain_text", "text": "View Title", "emoji": True}
    return shown


def top_level(state: State, channel: str) -> Iterator[Message]:
    """What a channel shows outside its threads, oldest first."""
    for message in state.in_channel(channel):
        root = message.get("thread_ts")
        if not root or root == message["ts"] or message.get("subtype") == "thread_broadcast":
            yield message
