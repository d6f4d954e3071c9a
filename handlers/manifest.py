"""The app manifest to paste into Slack: the commands, shortcuts, events and scopes that the tables need."""

from __future__ import annotations

from typing import Any

import handlers
from handlers import names

# Why each scope is asked for. A test holds the list against the methods and events in use.
SCOPES = {
    "app_mentions:read": "hear @Liaison",
    "channels:history": "read the threads of requests in public channels, and messages marked with 🎫",
    "channels:join": "join a public channel that a request was filed in",
    "channels:read": "find the teams' channels by name",
    "chat:write": "post and update cards, receipts and lines",
    "commands": "commands and shortcuts",
    "groups:history": "the same in private channels we were invited to",
    "groups:read": "know which channels are private",
    "im:history": "read what people write to us directly",
    "im:read": "know our direct messages",
    "im:write": "open a direct message",
    "reactions:read": "see 🎫, 👀, ✅ and 📖",
    "reactions:write": "mark a message that holds words somebody may not know with 📖",
    "usergroups:read": "find a team's user group, and see whether somebody changed it",
    "usergroups:write": "keep it equal to who is on call",
    "users:read": "names and time zones",
    "users:read.email": "match people with the company file",
}
_HINTS = {
    names.ASK: "[what you need, in your own words]",
    names.REQUESTS: "[mine | waiting | team] [words]",
    names.GLOSSARY: "[a word | mine | keep | add | help]",
    names.SYNC: "[new every other Tuesday 10:00 | add words | help]",
    names.EXPLAIN: "[a word, a question or a sentence]",
    names.LAUNCH: "[boots campaign on 21 April | list | add freeze 1-7 April | help]",
    names.ONCALL: "[team | override thursday | swap | away 24-28 Dec | edit | help]",
    names.DIGEST: "[it | marketing | leaders | words] [here | for me] [when]",
}
_SHORTCUT_NAMES = {
    names.SEND_TO_IT: ("Send to IT", "message"),
    names.SEND_TO_ASKER: ("Send to asker", "message"),
    names.NEW_REQUEST: ("Ask IT", "global"),
    names.PUT_ON_SYNC: ("Put on the next sync", "message"),
    names.EXPLAIN_MESSAGE: ("Explain the jargon", "message"),
    names.ANNOUNCE_LAUNCH: ("Announce a launch", "message"),
}


def manifest(*, socket_mode: bool = True, request_url: str | None = None) -> dict[str, Any]:
    """For HTTP mode `request_url` is where Slack reaches us, e.g. https://liaison.example.com/slack/events."""
    interactivity: dict[str, Any] = {"is_enabled": True}
    events: dict[str, Any] = {"bot_events": list(handlers.EVENT_NAMES)}
    if request_url:
        interactivity["request_url"] = events["request_url"] = request_url
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": "Liaison",
            "description": "Marketing asks in plain words, the right IT person answers",
            "background_color": "#1f4e5f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Liaison", "always_online": True},
            "shortcuts": [_shortcut(callback_id) for callback_id in handlers.SHORTCUTS],
            "slash_commands": [_command(command, request_url) for command in handlers.COMMANDS],
        },
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}},
        "settings": {
            "event_subscriptions": events,
            "interactivity": interactivity,
            "org_deploy_enabled": False,
            "socket_mode_enabled": socket_mode,
            "token_rotation_enabled": False,
        },
    }


def _shortcut(callback_id: str) -> dict[str, str]:
    name, kind = _SHORTCUT_NAMES[callback_id]
    return {
        "name": name,
        "type": kind,
        "callback_id": callback_id,
        "description": handlers.SHORTCUTS[callback_id].help,
    }


def _command(command: str, request_url: str | None) -> dict[str, Any]:
    entry = {
        "command": command,
        "description": handlers.COMMANDS[command].help,
        "usage_hint": _HINTS[command],
        "should_escape": True,
    }
    return {**entry, "url": request_url} if request_url else entry
