"""What the rows make happen next, for whoever wants to travel there."""

from __future__ import annotations

from datetime import datetime

from bot.digests.keeping import next_digest_at
from bot.escalation.climbing import next_step_at
from bot.escalation.clocks import next_clock_at
from bot.launches.reminding import next_reminder
from bot.oncall.handing_over import next_hand_over
from bot.requests.finding import next_to_close
from bot.syncs.reminding import next_moment as next_of_syncs
from bot.toolkit import Toolkit
from db import inbox, outbox
from glossary.quiet.readers import next_course


def next_due(toolkit: Toolkit) -> tuple[datetime, str] | None:
    """The next moment at which something happens by itself, with a short sentence saying what."""
    now, people = toolkit.now(), toolkit.directory.people()
    with toolkit.ledger.read() as connection:
        moments = [
            (outbox.next_due(connection, after=now), "Liaison says something that was waiting"),
            (next_step_at(connection), "somebody is asked, because nobody has taken a request"),
            (next_clock_at(connection), "a promised time comes near, or passes"),
            (next_to_close(connection), "a request that was left unanswered closes by itself"),
            (inbox.next_attempt(connection), "something that got stuck is tried again"),
            (next_course(connection), "somebody's next screen of the list for new starters is due"),
            (next_digest_at(connection), "a digest is due"),
            (
                next_reminder(connection, toolkit.company, people, now),
                "somebody is reminded of a launch's last good day",
            ),
            (next_hand_over(toolkit.duties.board(), now), "somebody's shift begins"),
            (next_of_syncs(connection, toolkit.company, people, now), "something about a sync is due"),
        ]
    known = [(moment, what) for moment, what in moments if moment is not None]
    return min(known, default=None)
