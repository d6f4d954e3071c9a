"""Once a day: who is in the workspace and which channels there are, as Slack has it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.channels import last_seen
from bot.toolkit import Toolkit
from db.runs import claim_run

FRESH_FOR = timedelta(days=1)


def keep_people_fresh(toolkit: Toolkit, sync: Callable[[], None]) -> None:
    """`sync` asks Slack, so it runs outside any transaction. If it fails, the next tick tries again.

    The table is read anew each time: another process may have heard of a change.
    """
    toolkit.directory.refresh()
    now = toolkit.now()
    with toolkit.ledger.read() as connection:
        seen_at = last_seen(connection)
    if seen_at is not None and now - seen_at < FRESH_FOR:
        return
    with toolkit.ledger.begin() as unit:
        mine = claim_run(unit, "people", now.strftime("%Y-%m-%dT%H:%M"), now)
    if mine:
        sync()
