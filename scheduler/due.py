"""What the rows make happen next, for whoever wants to travel there."""

from __future__ import annotations

from datetime import datetime

from bot.requests.finding import next_to_close
from bot.toolkit import Toolkit
from db import inbox, outbox
from glossary.quiet.readers import next_course


def next_due(toolkit: Toolkit) -> tuple[datetime, str] | None:
    """The next moment at which something happens by itself, with a short sentence saying what."""
    now = toolkit.now()
    with toolkit.ledger.read() as connection:
        moments = [
            (outbox.next_due(connection, after=now), "Liaison says something that was waiting"),
            (next_to_close(connection), "a request that was left unanswered closes by itself"),
            (inbox.next_attempt(connection), "something that got stuck is tried again"),
            (next_course(connection), "somebody's next screen of the list for new starters is due"),
        ]
    known = [(moment, what) for moment, what in moments if moment is not None]
    return min(known, default=None)
