"""What is kept no longer than it is needed. docs/architecture.md says how long each thing is kept."""

from __future__ import annotations

from bot import deliveries
from bot.calendars import feeds
from bot.digests import runs as digests
from bot.launches.forgetting import forget_past
from bot.oncall.forgetting import forget_old as forget_duty
from bot.requests.forgetting import forget_ended
from bot.syncs import forgetting as talk
from bot.toolkit import Toolkit
from db import inbox, outbox, runs
from glossary import forgetting as words

AT_ONCE = 200


def forget(toolkit: Toolkit) -> None:
    """Once an hour, whichever process comes first."""
    now = toolkit.now()
    with toolkit.ledger.begin() as unit:
        if not runs.claim_run(unit, "forgetting", now.strftime("%Y-%m-%dT%H"), now):
            return
        inbox.forget_old(unit, now)
        outbox.forget_old(unit, now)
        runs.forget_old(unit, now)
        words.forget_old(unit, now)
        deliveries.forget_old(unit, now)
        talk.forget_old(unit, now)
        digests.forget_old(unit, now)
        feeds.forget_old(unit, now)
        forget_past(unit, now)
        forget_duty(unit, now)
    forgotten = AT_ONCE
    while forgotten == AT_ONCE:
        with toolkit.ledger.begin() as unit:
            forgotten = forget_ended(unit, now, AT_ONCE)
