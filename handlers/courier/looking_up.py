"""Is it in Slack already? Asked before an unsure notice is said again.

Every post carries its notice's id in Slack's message metadata. Any app may write metadata, so only
messages of our own bot count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from bot.toolkit import Identity
from db.errors import Undeliverable
from db.outbox import Notice

MARK = "liaison_notice"
BEFORE = timedelta(minutes=10)  # our clock and Slack's may differ
PAGE = 200
# Where we may not look we cannot have posted either.
_NEVER_THERE = frozenset({"not_in_channel", "thread_not_found", "message_not_found"})

Read = Callable[..., dict[str, Any]]


def find_said(
    read: Read, identity: Identity, notice: Notice, channel_id: str, thread_ts: str | None
) -> str | None:
    try:
        for message in _since(read, notice, channel_id, thread_ts):
            if _is_ours(message, identity) and _mark(message) == notice.id:
                return str(message["ts"])
    except Undeliverable as refused:
        if refused.code not in _NEVER_THERE:
            raise
    return None


def _since(read: Read, notice: Notice, channel_id: str, thread_ts: str | None) -> Iterator[Mapping[str, Any]]:
    oldest = f"{(notice.created_at - BEFORE).timestamp():.6f}"
    method = "conversations.replies" if thread_ts else "conversations.history"
    cursor = None
    while cursor != "":
        page = read(
            method,
            channel=channel_id,
            ts=thread_ts,
            oldest=oldest,
            limit=PAGE,
            cursor=cursor,
            include_all_metadata=True,
        )
        yield from page.get("messages") or []
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""


def _is_ours(message: Mapping[str, Any], identity: Identity) -> bool:
    return message.get("user") == identity.user_id or message.get("bot_id") == identity.bot_id


def _mark(message: Mapping[str, Any]) -> Any:
    metadata = message.get("metadata") or {}
    return (metadata.get("event_payload") or {}).get("id") if metadata.get("event_type") == MARK else None
