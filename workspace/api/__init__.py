"""The Web API, method by method: the function, the scope it needs, and how often it may be called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from workspace.api import chat, conversations, files, people, reactions, scheduled, views
from workspace.api.arguments import Arguments
from workspace.office import Office


@dataclass(frozen=True)
class Method:
    run: Callable[[Office, Arguments], dict[str, Any]]
    scope: str = ""
    tier: int = 0  # 0: not counted here


def auth_test(office: Office, _args: Arguments) -> dict[str, Any]:
    state = office.state
    return {
        "url": office.base_url,
        "team": state.team["name"],
        "user": state.app["user_name"],
        "team_id": state.team["id"],
        "user_id": state.bot,
        "bot_id": state.app["bot_id"],
        "is_enterprise_install": False,
    }


def open_connection(office: Office, _args: Arguments) -> dict[str, Any]:
    socket = office.base_url.replace("http://", "ws://").rstrip("/")
    return {"url": socket + office.deliveries.open_ticket()}


METHODS: dict[str, Method] = {
    "auth.test": Method(auth_test),
    "apps.connections.open": Method(open_connection, tier=3),
    "chat.postMessage": Method(chat.post_message, "chat:write"),
    "chat.update": Method(chat.update, "chat:write", 3),
    "chat.delete": Method(chat.delete, "chat:write", 3),
    "chat.postEphemeral": Method(chat.post_ephemeral, "chat:write", 4),
    "chat.getPermalink": Method(chat.get_permalink),
    "chat.scheduleMessage": Method(scheduled.schedule_message, "chat:write", 3),
    "chat.scheduledMessages.list": Method(scheduled.list_scheduled, "", 3),
    "chat.deleteScheduledMessage": Method(scheduled.delete_scheduled, "chat:write", 3),
    "conversations.list": Method(conversations.list_all, "", 2),
    "conversations.info": Method(conversations.info, "", 3),
    "conversations.history": Method(conversations.history, "", 3),
    "conversations.replies": Method(conversations.replies, "", 3),
    "conversations.members": Method(conversations.members, "", 4),
    "conversations.open": Method(conversations.open_direct, "im:write", 3),
    "conversations.join": Method(conversations.join, "channels:join", 3),
    "conversations.invite": Method(conversations.invite, "", 3),
    "conversations.create": Method(conversations.create, "", 2),
    "conversations.archive": Method(conversations.archive, "", 2),
    "users.list": Method(people.list_all, "users:read", 2),
    "users.info": Method(people.info, "users:read", 4),
    "users.lookupByEmail": Method(people.lookup_by_email, "users:read.email", 3),
    "users.conversations": Method(conversations.list_of_user, "", 3),
    "users.profile.get": Method(people.profile, "users.profile:read", 4),
    "users.getPresence": Method(people.presence, "users:read", 3),
    "usergroups.list": Method(people.groups, "usergroups:read", 2),
    "usergroups.users.list": Method(people.group_members, "usergroups:read", 2),
    "usergroups.create": Method(people.create_group, "usergroups:write", 2),
    "usergroups.users.update": Method(people.update_group_members, "usergroups:write", 2),
    "reactions.add": Method(reactions.add, "reactions:write", 3),
    "reactions.remove": Method(reactions.remove, "reactions:write", 2),
    "reactions.get": Method(reactions.get, "reactions:read", 3),
    "views.open": Method(views.open_view, "", 4),
    "views.push": Method(views.push, "", 4),
    "views.update": Method(views.update, "", 4),
    "views.publish": Method(views.publish, "", 4),
    "files.getUploadURLExternal": Method(files.get_upload_url, "files:write", 4),
    "files.completeUploadExternal": Method(files.complete_upload, "files:write", 4),
    "files.info": Method(files.info, "files:read", 4),
    "team.info": Method(people.team_info, "team:read", 3),
    "bots.info": Method(people.bot_info, "users:read", 3),
    "emoji.list": Method(people.emoji, "emoji:read", 2),
}
