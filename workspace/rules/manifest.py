"""What the app's manifest allows. Without a manifest everything is allowed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workspace.rules.refused import Refused

# The scopes a workspace without a manifest says it has granted.
# fmt: off
ALL_SCOPES = [
    "app_mentions:read", "assistant:write", "bookmarks:read", "bookmarks:write", "channels:history",
    "channels:join", "channels:manage", "channels:read", "chat:write", "chat:write.customize",
    "commands", "dnd:read", "emoji:read", "files:read", "files:write", "groups:history", "groups:read",
    "groups:write", "im:history", "im:read", "im:write", "metadata.message:read", "mpim:history",
    "mpim:read", "mpim:write", "pins:read", "pins:write", "reactions:read", "reactions:write",
    "team:read", "usergroups:read", "usergroups:write", "users.profile:read", "users:read",
    "users:read.email",
]
# fmt: on


# Which scopes let an event through; any one of them will do. Events that are not here need none.
_EVENT_SCOPES = {
    "app_mention": ("app_mentions:read",),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "reaction_added": ("reactions:read",),
    "reaction_removed": ("reactions:read",),
    "member_joined_channel": ("channels:read", "groups:read"),
    "channel_created": ("channels:read",),
    "channel_archive": ("channels:read",),
    "subteam_created": ("usergroups:read",),
    "subteam_updated": ("usergroups:read",),
    "subteam_members_changed": ("usergroups:read",),
    "user_change": ("users:read",),
}


class Manifest:
    def __init__(self, content: Mapping[str, Any] | None) -> None:
        self.given = content is not None
        content = content or {}
        features = content.get("features") or {}
        settings = content.get("settings") or {}
        scopes = (content.get("oauth_config") or {}).get("scopes") or {}
        home = features.get("app_home") or {}
        bot_scopes = [*(scopes.get("bot") or []), *(scopes.get("bot_optional") or [])]
        self.scopes: list[str] = bot_scopes if self.given else list(ALL_SCOPES)
        self.commands: list[dict[str, Any]] = list(features.get("slash_commands") or [])
        self.shortcuts: list[dict[str, Any]] = list(features.get("shortcuts") or [])
        self.events: list[str] = list((settings.get("event_subscriptions") or {}).get("bot_events") or [])
        self.home_enabled = bool(home.get("home_tab_enabled", False)) if self.given else True
        self.messages_enabled = bool(home.get("messages_tab_enabled", True)) if self.given else True
        self.interactive = (
            bool((settings.get("interactivity") or {}).get("is_enabled")) if self.given else True
        )

    def grants(self, scope: str) -> bool:
        return not self.given or scope in self.scopes

    def need(self, *any_of: str) -> None:
        """Raises missing_scope unless one of the scopes is granted."""
        if not any(self.grants(scope) for scope in any_of):
            raise Refused("missing_scope", needed=any_of[0], provided=",".join(self.scopes))

    def wants(self, event: str) -> bool:
        scopes = _EVENT_SCOPES.get(event, ())
        return not self.given or (event in self.events and (not scopes or any(map(self.grants, scopes))))

    def command(self, name: str) -> dict[str, Any] | None:
        if not self.given:
            return {"command": name, "description": "", "should_escape": True}
        return next((one for one in self.commands if one["command"] == name), None)

    def shortcut(self, callback_id: str, kind: str) -> dict[str, Any] | None:
        if not self.given:
            return {"name": callback_id, "callback_id": callback_id, "type": kind, "description": ""}
        return next(
            (s for s in self.shortcuts if s["callback_id"] == callback_id and s["type"] == kind), None
        )
