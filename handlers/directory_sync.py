"""Who is in the workspace and which channels there are: asked of Slack at the start and once a day.

In between, people who change or join tell us themselves (events), and an account nobody has met yet is
asked for one by one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from slack_sdk import WebClient

from bot.channels import Channel, channel_id_of, last_seen, remember_channels
from bot.people import remember
from bot.toolkit import Toolkit
from db.errors import Outage
from handlers.courier.outcomes import call
from handlers.reading import facts_from

FRESH_FOR = timedelta(days=1)
PAGE = 200
MOST_WAITS = 5
LONGEST_WAIT = 60.0
_KINDS = {"types": "public_channel,private_channel"}

Sleep = Callable[[float], None]


def sync_people(
    client: WebClient, toolkit: Toolkit, *, only_if_stale: bool = False, sleep: Sleep = time.sleep
) -> None:
    if only_if_stale and not _stale(toolkit):
        toolkit.directory.refresh()
        return
    for page in _pages(client, "users.list", "members", {}, sleep):
        with toolkit.ledger.begin() as unit:
            remember(unit, [facts_from(user) for user in page], toolkit.now())
    toolkit.directory.refresh()


def sync_channels(
    client: WebClient, toolkit: Toolkit, *, only_if_stale: bool = False, sleep: Sleep = time.sleep
) -> None:
    """After `sync_people`: that this ran is how the next start knows that all is fresh."""
    if only_if_stale and not _stale(toolkit):
        return
    for page in _pages(client, "conversations.list", "channels", _KINDS, sleep):
        with toolkit.ledger.begin() as unit:
            remember_channels(unit, [_channel(found) for found in page], toolkit.now())


def every_user(client: WebClient) -> Iterator[dict[str, Any]]:
    """All accounts, as Slack shows them. Raises Outage."""
    for page in _pages(client, "users.list", "members", {}, time.sleep):
        yield from page


def every_channel(client: WebClient) -> Iterator[dict[str, Any]]:
    """All channels we can see, as Slack shows them. Raises Outage."""
    for page in _pages(client, "conversations.list", "channels", _KINDS, time.sleep):
        yield from page


def _stale(toolkit: Toolkit) -> bool:
    """Never asked, asked too long ago, or the company file names a channel that is new to us."""
    with toolkit.ledger.read() as connection:
        seen_at = last_seen(connection)
        if seen_at is None or toolkit.now() - seen_at >= FRESH_FOR:
            return True
        return any(channel_id_of(connection, name) is None for name in toolkit.company.channels)


def _pages(
    client: WebClient, method: str, key: str, args: Mapping[str, Any], sleep: Sleep
) -> Iterator[list[dict[str, Any]]]:
    cursor = None
    while cursor != "":
        answer = _patiently(client, method, {**args, "limit": PAGE, "cursor": cursor or ""}, sleep)
        yield answer.get(key) or []
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""


def _patiently(client: WebClient, method: str, args: Mapping[str, Any], sleep: Sleep) -> dict[str, Any]:
    """These lists are the ones Slack limits most; it says how long to wait."""
    for _ in range(MOST_WAITS):
        try:
            return call(client, method, params=args)
        except Outage as outage:
            if outage.retry_after is None or outage.retry_after > LONGEST_WAIT:
                raise
            sleep(outage.retry_after)
    return call(client, method, params=args)


def _channel(found: Mapping[str, Any]) -> Channel:
    return Channel(
        channel_id=found["id"],
        name=found.get("name") or "",
        is_private=bool(found.get("is_private")),
        is_archived=bool(found.get("is_archived")),
        is_shared_outside=bool(found.get("is_ext_shared") or found.get("is_pending_ext_shared")),
    )
