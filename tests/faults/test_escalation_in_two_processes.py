"""Two that look at once, each with its own ledger: a thousand steps fall due, and each is taken once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

import pytest
from sqlalchemy import func, select

from bot.escalation.climbing import due_steps
from bot.oncall.keeping import Duties
from bot.open_requests import OpenRequests
from bot.people import Directory
from bot.toolkit import Desk, Toolkit
from db.duty_tables import chain_steps
from db.engine import Ledger
from db.errors import Outage
from db.kinds import NoticeKind, StepState
from db.tables import outbox
from scheduler.jobs.escalation import ask_whoever_is_next
from tests.bot.escalation.conftest import company, scene
from tests.bot.escalation.scene import CALLED, DOWN, TAKEN, Waiting
from tests.bot.requests.scene import JONAS, LENA, PRIYA
from tests.bot.syncs.meetings import database_url, one_postgres
from tests.companies import WORKSPACE
from tests.faults.stage import at_once
from tests.filing import open_one

__all__ = ["company", "database_url", "one_postgres", "scene"]

REQUESTS = 1000
LOOKS = 20


@dataclass(frozen=True)
class Pair:
    scene: Waiting
    second: Toolkit  # of the other process

    def both_look(self) -> None:
        at_once(*(partial(looks_until_done, one) for one in (self.scene.toolkit, self.second)))

    def file(self, words: str, number: int) -> list[str]:
        asks = [self.scene.ask(words, anyway=True) for _ in range(number)]

        def file_all(desk: Desk) -> list[str]:
            return [open_one(desk, ask).id for ask in asks]

        return self.scene.do(file_all)

    def told(self, kind: NoticeKind) -> Counter[tuple[str, str]]:
        """Request and person of every notice of this kind."""
        statement = select(outbox.c.request_id, outbox.c.detail).where(outbox.c.kind == kind)
        with self.second.ledger.read() as connection:
            rows = connection.execute(statement).all()
        return Counter((row.request_id, row.detail.get("user_id", "")) for row in rows)

    def states(self) -> dict[str, int]:
        statement = select(chain_steps.c.state, func.count()).group_by(chain_steps.c.state)
        with self.second.ledger.read() as connection:
            return {row[0]: row[1] for row in connection.execute(statement)}


@pytest.fixture
def pair(scene: Waiting, database_url: str) -> Iterator[Pair]:
    first = scene.toolkit
    ledger = Ledger(database_url)
    directory = Directory(ledger, first.company, WORKSPACE)
    directory.refresh()
    duties = Duties(ledger, first.company, directory)
    own = replace(first, ledger=ledger, directory=directory, open_requests=OpenRequests(ledger))
    yield Pair(scene, replace(own, duties=duties))
    ledger.close()


def looks_until_done(toolkit: Toolkit) -> None:
    """As the clock does: a look that the database cut off is followed by the next."""
    for _ in range(LOOKS):
        try:
            ask_whoever_is_next(toolkit, at_once=300)
            with toolkit.ledger.read() as connection:
                if not due_steps(connection, toolkit.now(), 1):
                    return
        except Outage:
            continue


def test_a_thousand_steps_that_two_processes_find_are_taken_once_each(pair: Pair) -> None:
    made = pair.file("a new landing page for the boots", REQUESTS)
    pair.scene.clock.advance(hours=2)
    pair.both_look()
    assert pair.told(TAKEN) == Counter((request_id, "") for request_id in made)
    assert pair.told(CALLED) == Counter((request_id, JONAS) for request_id in made)
    assert pair.states() == {StepState.TAKEN: 2 * REQUESTS, StepState.WAITING: 2 * REQUESTS}


def test_what_two_processes_missed_is_made_up_for_once_and_says_so(pair: Pair) -> None:
    made = pair.file(DOWN, 50)
    pair.both_look()
    pair.scene.clock.advance(hours=3)
    pair.both_look()
    assert pair.told(TAKEN) == Counter((request_id, "") for request_id in made)
    twice = {(request_id, JONAS): 2 for request_id in made}
    assert pair.told(CALLED) == Counter(twice | {(request_id, PRIYA): 1 for request_id in made})
    assert pair.states() == {StepState.TAKEN: 2 * 50, StepState.MERGED: 3 * 50}
    assert LENA not in {user_id for _, user_id in pair.told(CALLED)}
