"""What Slack's answer means for a notice: it waits (Outage), or it will never be taken (Undeliverable)."""

from __future__ import annotations

import http.client
import logging
import re
import socket
import ssl
from collections.abc import Mapping
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackRequestError

from db.errors import BotError, Outage, Undeliverable

log = logging.getLogger(__name__)

# Slack's own words, and what they mean to whoever reads the log or the admin's Home tab.
NEVER: Mapping[str, str] = {
    "channel_not_found": "The channel is gone, or Liaison isn't a member of it.",
    "not_in_channel": "Liaison isn't a member of that channel.",
    "is_archived": "The channel is archived.",
    "channel_is_limited_access": "The channel doesn't let Liaison in.",
    "restricted_action": "The workspace's rules don't let Liaison post there.",
    "restricted_action_read_only_channel": "The channel is read-only.",
    "restricted_action_thread_only_channel": "The channel takes replies only.",
    "restricted_action_non_threadable_channel": "The channel takes no replies.",
    "restricted_action_thread_locked": "The thread is locked.",
    "thread_locked": "The thread is locked.",
    "posting_to_channel_denied": "The workspace's rules don't let Liaison post there.",
    "messages_tab_disabled": "Direct messages to Liaison are switched off in its app settings.",
    "user_not_found": "Slack knows no such person.",
    "user_not_visible": "Liaison may not see that person.",
    "user_disabled": "The person's account is deactivated.",
    "user_not_in_channel": "The person isn't in that channel.",
    "cannot_dm_bot": "That is a bot, and bots get no direct messages.",
    "message_not_found": "The message is gone.",
    "thread_not_found": "The thread is gone.",
    "cannot_reply_to_message": "That message takes no replies.",
    "cant_update_message": "That message isn't Liaison's to change.",
    "cant_delete_message": "That message isn't Liaison's to delete.",
    "edit_window_closed": "The workspace's rules don't let messages of that age be changed.",
    "update_failed": "Slack couldn't change that message.",
    "block_mismatch": "That message can't be changed into this one.",
    "already_reacted": "The message carries that mark already.",
    "too_many_emoji": "The message carries as many different marks as Slack allows.",
    "too_many_reactions": "The message carries as many different marks as Slack allows.",
    "no_text": "The message was empty.",
    "msg_too_long": "The message was too long.",
    "msg_blocks_too_long": "The message was too long.",
    "invalid_blocks": "Slack doesn't understand the message's layout.",
    "invalid_blocks_format": "Slack doesn't understand the message's layout.",
    "invalid_arguments": "Slack doesn't understand what Liaison sent.",
    "metadata_too_large": "The mark that Liaison puts on its messages is too large.",
    "not_found": "The form was closed before it could be drawn anew.",
    "view_too_large": "The form or Home tab was too large.",
    "expired_trigger_id": "The click was too long ago to open a form.",
    "exchanged_trigger_id": "The click has opened a form already.",
    "invalid_trigger_id": "The click can't open a form.",
    "push_limit_reached": "Too many forms are open on top of each other.",
    "not_enabled": "The Home tab is switched off in Liaison's app settings.",
    "method_not_supported_for_channel_type": "Liaison must be invited to that channel.",
    "no_such_handle": "There is no user group with this handle.",
    "no_such_subteam": "The user group is gone.",
    "permission_denied": "The workspace's rules don't let Liaison change user groups.",
    "plan_upgrade_required": "User groups need another plan of Slack's.",
    "paid_teams_only": "User groups need another plan of Slack's.",
}
# Nothing is wrong with the message, so it waits until somebody has mended the settings.
SETTINGS = frozenset(
    {
        "not_authed",
        "invalid_auth",
        "account_inactive",
        "token_revoked",
        "token_expired",
        "missing_scope",
        "not_allowed_token_type",
        "no_permission",
        "team_access_not_granted",
        "org_login_required",
        "ekm_access_denied",
        "two_factor_setup_required",
        "access_denied",
        "accesslimited",
    }
)
SETTINGS_WAIT = 300.0
_OF_GROUPS = frozenset(
    {"missing_scope", "not_allowed_token_type", "no_permission", "team_access_not_granted", "access_denied"}
)
# Slack stumbled, perhaps after it had taken the message.
STUMBLES = frozenset(
    {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"}
)
LIMITS = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
USUAL_WAIT = 30.0  # when Slack limits us without saying for how long
# Doing these twice shows; all others may be repeated.
SPEAKING = frozenset({"chat.postMessage", "chat.postEphemeral", "views.open", "response_url"})
_CODE = re.compile(r"[a-z][a-z0-9_]*")
_BEFORE_SENDING = (ConnectionRefusedError, socket.gaierror, TimeoutError, ssl.SSLError)
FAILURES = (SlackApiError, SlackRequestError, OSError, http.client.HTTPException)


def call(client: WebClient, method: str, **how: Any) -> dict[str, Any]:
    """One call of the Web API, its failures in our words. `params` for what reads, `json` for what writes."""
    try:
        answer = client.api_call(method, **how)
    except FAILURES as error:
        raise translated(error, method) from error
    return dict(answer.data) if isinstance(answer.data, dict) else {}


def translated(error: Exception, method: str) -> BotError:
    if isinstance(error, SlackApiError):
        return _answered(error, method)
    unsure = method in SPEAKING
    if isinstance(error, URLError) and isinstance(error.reason, _BEFORE_SENDING):
        unsure = False  # urllib wraps only what happens up to the sending
    return Outage(f"Slack could not be reached ({method}: {type(error).__name__}).", unsure=unsure)


def _answered(error: SlackApiError, method: str) -> BotError:
    answer = error.response
    data = answer.data if isinstance(answer.data, dict) else {}
    code = str(data.get("error") or "")
    if answer.status_code == 429 or code in LIMITS:
        return Outage(f"Slack asks us to wait ({method}).", _retry_after(answer.headers))
    if answer.status_code >= 500 or code in STUMBLES or not _CODE.fullmatch(code):
        seen = code if _CODE.fullmatch(code) else answer.status_code
        return Outage(f"Slack stumbled ({method}: {seen}).", unsure=method in SPEAKING)
    if code in SETTINGS and not _about_the_person(code, method) and not _about_the_group(code, method):
        return _settings(code, method, data)
    return refusal(code, method, data)


def refusal(code: str, method: str, data: Mapping[str, Any] | None = None) -> Undeliverable:
    sentence = NEVER.get(code)
    if sentence is None:
        sentence = "Slack refused it."
        log.error("Slack refused %s with a word we don't know: %s", method, code)
    details = ((data or {}).get("response_metadata") or {}).get("messages") or (data or {}).get("errors")
    if details:
        log.error("Slack refused %s (%s): %s", method, code, details)
    return Undeliverable(f"{sentence} ({method}: {code})", code)


def _about_the_person(code: str, method: str) -> bool:
    """Where a person is opened or looked up, it is their account that is inactive."""
    return code == "account_inactive" and method in ("conversations.open", "users.info")


def _about_the_group(code: str, method: str) -> bool:
    """User groups need a scope, a right and a plan that all else does without: nothing waits for them."""
    return method.startswith("usergroups.") and code in _OF_GROUPS


def _settings(code: str, method: str, data: Mapping[str, Any]) -> Outage:
    needed = f" The scope {data['needed']} is missing." if data.get("needed") else ""
    log.error(
        "Slack does not let Liaison call %s (%s).%s Mend the app's settings; `app.py check` says how.",
        method,
        code,
        needed,
    )
    return Outage(f"Slack does not let Liaison do this ({method}: {code}).", SETTINGS_WAIT)


def _retry_after(headers: Mapping[str, Any]) -> float:
    for name, value in headers.items():
        if name.lower() == "retry-after":
            given = value[0] if isinstance(value, list) else value
            return float(given) if re.fullmatch(r"\d+(\.\d+)?", str(given).strip()) else USUAL_WAIT
    return USUAL_WAIT
