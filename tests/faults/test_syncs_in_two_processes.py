"""Two that look at once, each with its own ledger: a thousand things fall due, and each is said once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

import pytest
from sqlalchemy import select

from bot.open_requests import OpenRequests
from bot.people import Directory
from bot.syncs.reminding import due_pieces
from bot.toolkit import Toolkit
from db.engine import Ledger
from db.errors import Outage
from db.kinds import DeliveryState, EmptyPolicy, NoticeKind
from db.meeting_tables import deliveries
from db.tables import outbox
from scheduler.jobs.syncs import keep_syncs
from tests.bot.syncs.meetings import MIA, Meetings, company, database_url, london, meetings, one_postgres
from tests.companies import WORKSPACE
from tests.faults.stage import at_once

__all__ = ["company", "database_url", "meetings", "one_postgres"]

SYNCS, PEOPLE = 10, 100  # so many reminders fall due in the same minute
CROWD = tuple(f"U0CROWD{number:03}" for number in range(PEOPLE))
LOOKS = 10


@dataclass(frozen=True)
class Pair:
    meetings: Meetings
    second: Toolkit  # of the other process

    def both_look(self) -> None:
        at_once(*(partial(looks_until_done, one) for one in (self.meetings.toolkit, self.second)))

    def rows(self, kind: NoticeKind) -> list[tuple[str, str]]:
        """Sync and person of every notice of this kind."""
        statement = select(outbox.c.detail).where(outbox.c.kind == kind)
        with self.second.ledger.read() as connection:
            found = list(connection.execute(statement).scalars())
        return [(one["sync_id"], one.get("user_id", "")) for one in found]


@pytest.fixture
def pair(meetings: Meetings, database_url: str) -> Iterator[Pair]:
    first = meetings.toolkit
    ledger = Ledger(database_url)
    directory = Directory(ledger, first.company, WORKSPACE)
    directory.refresh()
    yield Pair(
        meetings, replace(first, ledger=ledger, directory=directory, open_requests=OpenRequests(ledger))
    )
    ledger.close()


def looks_until_done(toolkit: Toolkit) -> None:
    """As the clock does: a look that the database cut off is followed by the next."""
    for _ in range(LOOKS):
        try:
            keep_syncs(toolkit, at_once=300)
        except Outage:
            continue
        with toolkit.ledger.read() as connection:
            if not due_pieces(connection, toolkit.company, toolkit.directory.people(), toolkit.now(), 1):
                return


def test_a_thousand_reminders_that_two_processes_find_are_a_thousand_notices(pair: Pair) -> None:
    meetings = pair.meetings
    made = [
        meetings.make(name=f"Sync {number}", attendees=CROWD, made_by=MIA, when_empty=EmptyPolicy.HOLD)
        for number in range(SYNCS)
    ]
    meetings.clock.now = london("2026-03-17 09:00")
    pair.both_look()
    reminded = Counter(pair.rows(NoticeKind.SYNC_REMINDED))
    assert len(reminded) == SYNCS * PEOPLE
    assert set(reminded.values()) == {1}
    assert Counter(pair.rows(NoticeKind.SYNC_ANNOUNCED)) == Counter((one.id, "") for one in made)
    said = select(deliveries.c.subject, deliveries.c.target).where(
        deliveries.c.kind == "sync.reminded", deliveries.c.state == DeliveryState.SAID
    )
    with pair.second.ledger.read() as connection:
        assert Counter(map(tuple, connection.execute(said))) == reminded


def test_two_that_plan_at_once_write_each_date_once(pair: Pair) -> None:
    sync = pair.meetings.make()
    pair.meetings.clock.advance(days=20)
    pair.both_look()
    keys = [one.key for one in pair.meetings.dates(sync)]
    assert len(keys) == len(set(keys)) == 11


def test_two_that_find_a_meeting_over_count_the_turn_once(pair: Pair) -> None:
    sync = pair.meetings.make()
    pair.meetings.clock.now = london("2026-03-17 10:31")
    pair.both_look()
    with pair.second.ledger.read() as connection:
        served = connection.exec_driver_sql("SELECT served FROM attendees ORDER BY served").scalars().all()
    assert (list(served), sync.id) == ([0, 0, 1], sync.id)
