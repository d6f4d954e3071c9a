"""Two that look at once, each with its own ledger: each promise is told once, and nothing that was told is
forgotten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from sqlalchemy import func, select

from bot.company import Company
from bot.escalation.clocks import due_clocks
from bot.open_requests import OpenRequests
from bot.people import Directory
from bot.requests.working import acknowledge
from bot.toolkit import Toolkit
from db.duty_tables import clocks
from db.engine import Ledger
from db.errors import Outage
from db.kinds import Change, NoticeKind
from db.tables import history, outbox
from scheduler.jobs.promises import Promises
from tests.bot.requests.scene import JONAS, Scene
from tests.companies import WORKSPACE, small_company
from tests.conftest import SettableClock
from tests.faults.stage import at_once

HELD = 120
LOOKS = 20


@dataclass(frozen=True)
class Pair:
    scene: Scene
    both: tuple[Toolkit, Toolkit]

    def look(self) -> None:
        at_once(*(lambda one=one: looks_until_done(one) for one in self.both))

    def told(self) -> Counter[str]:
        """How often its owner was asked, by request."""
        asked = select(outbox.c.request_id).where(outbox.c.kind == NoticeKind.PROMISE_TOLD)
        return self._counted(asked)

    def late(self) -> Counter[str]:
        return self._counted(select(history.c.request_id).where(history.c.change == Change.LATE))

    def _counted(self, statement: object) -> Counter[str]:
        with self.scene.toolkit.ledger.read() as connection:
            return Counter(connection.execute(statement).scalars())  # type: ignore[call-overload]


@pytest.fixture
def company() -> Company:
    return small_company()


@pytest.fixture
def pair(toolkit: Toolkit, clock: SettableClock, database_url: str) -> Iterator[Pair]:
    ledger = Ledger(database_url)
    directory = Directory(ledger, toolkit.company, WORKSPACE)
    directory.refresh()
    other = replace(toolkit, ledger=ledger, directory=directory, open_requests=OpenRequests(ledger))
    yield Pair(Scene(toolkit, clock), (toolkit, other))
    ledger.close()


def looks_until_done(toolkit: Toolkit) -> None:
    """As the clock does: a look that the database cut off is followed by the next."""
    promises = Promises(toolkit)
    for _ in range(LOOKS):
        try:
            promises.look()
        except Outage:
            continue
        with toolkit.ledger.read() as connection:
            if not due_clocks(connection, toolkit.now(), 1):
                return


def test_each_owner_is_asked_once_and_each_asker_told_once(pair: Pair) -> None:
    scene = pair.scene
    held = [scene.file(f"a new landing page for boots number {number}") for number in range(HELD)]
    for request in held:
        scene.do(acknowledge, request.id, JONAS)
    pair.look()
    with scene.toolkit.ledger.read() as connection:
        assert connection.execute(select(func.count()).select_from(clocks)).scalar_one() == 3 * HELD
    scene.clock.advance(days=2, hours=1)
    pair.look()
    once = Counter(request.id for request in held)
    assert pair.told() == once
    assert pair.late() == once
    pair.look()
    assert pair.told() == once
    assert pair.late() == once
