"""Syncs of the small company in London and Berlin, whose offices keep England's and Berlin's holidays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.company import Company
from bot.deliveries import Delivery, settled
from bot.people import Facts, remember
from bot.syncs.model import Occurrence, Series, Sync
from bot.syncs.rows import occurrences_of
from bot.syncs.syncs import NewSync, open_sync
from bot.toolkit import Toolkit
from db.engine import Ledger
from db.kinds import NoticeKind
from db.meeting_tables import deliveries
from db.tables import metadata, outbox
from scheduler.jobs.syncs import keep_syncs
from tests import companies
from tests.bot.requests.scene import DEACTIVATED, DEV, JONAS, MIA, OUTSIDER, TOM
from tests.companies import ELSEWHERE, WORKSPACE, small_company
from tests.conftest import Databases, SettableClock


def wall(text: str) -> datetime:
    """A naive time by the wall: "2026-03-17 10:00"."""
    return datetime.fromisoformat(text)


LONDON = ZoneInfo("Europe/London")
CHANNEL = "C0MARKETING"
TUESDAYS = Series(wall("2026-03-17 10:00"), "Europe/London", "FREQ=WEEKLY;BYDAY=TU")
PEOPLE = (MIA, JONAS, TOM)

T = TypeVar("T")


@pytest.fixture(scope="module")
def one_postgres(templates: Databases) -> Iterator[str]:
    """One database for all tests of a module: making one takes longer than most of them."""
    name = templates.server.create(templates.postgres_template)
    yield templates.server.url(name)
    templates.server.drop(name)


@pytest.fixture
def database_url(database_kind: str, one_postgres: str, templates: Databases, tmp_path: Path) -> str:
    """Empty at the beginning of each test; nobody looks words up here."""
    if database_kind == "sqlite":
        return templates.fresh(database_kind, tmp_path)
    ledger = Ledger(one_postgres)
    with ledger.begin() as unit:
        for table in reversed(metadata.sorted_tables):
            unit.execute(table.delete())
    ledger.close()
    return one_postgres


@pytest.fixture
def company() -> Company:
    offices = (
        replace(
            companies.LONDON,
            country="GB",
            subdivision="ENG",
            company_days=((date(2026, 5, 12), "Summer outing"),),
        ),
        replace(companies.BERLIN, country="DE", subdivision="BE"),
    )
    return replace(small_company(), calendars=offices)


@pytest.fixture
def meetings(toolkit: Toolkit, clock: SettableClock) -> Meetings:
    """On Tuesday 10 March 2026, at noon in London."""
    with toolkit.ledger.begin() as unit:
        strangers = [
            Facts(OUTSIDER, ELSEWHERE, "Olga Outside"),
            Facts(DEACTIVATED, WORKSPACE, "Lena Graf", deactivated=True),
        ]
        remember(unit, strangers, clock.now)
    toolkit.directory.refresh()
    return Meetings(toolkit, clock)


@dataclass
class Meetings:
    toolkit: Toolkit
    clock: SettableClock

    def do(self, service: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """One service in one transaction."""
        with self.toolkit.ledger.begin() as unit:
            return service(self.toolkit.desk(unit), *arguments, **named)

    def make(self, series: Series = TUESDAYS, **named: Any) -> Sync:
        return self.do(open_sync, wanted(series, **named))

    def at(self, wall: str) -> None:
        """It is that time in London ("2026-03-17 09:00"), and the clock ticks."""
        self.clock.now = london(wall)
        self.tick()

    def tick(self) -> None:
        keep_syncs(self.toolkit)

    def wait(self, wall: str) -> None:
        """Looks every two minutes until then, as a bot does that is never down."""
        until = london(wall)
        while self.clock.now < until:
            self.clock.now = min(until, self.clock.advance(minutes=2))
            self.tick()

    def dates(self, sync: Sync) -> list[Occurrence]:
        with self.toolkit.ledger.read() as connection:
            return occurrences_of(connection, sync.id)

    def date(self, sync: Sync, key: str) -> Occurrence:
        """ "03-17": the one that was planned for that day."""
        (found,) = [one for one in self.dates(sync) if one.key[5:10] == key]
        return found

    def said(self, *kinds: NoticeKind) -> list[Mapping[str, Any]]:
        """What each notice of these kinds carries, the oldest first."""
        statement = (
            select(outbox.c.detail, outbox.c.kind).where(outbox.c.kind.in_(kinds)).order_by(outbox.c.id)
        )
        with self.toolkit.ledger.read() as connection:
            return [row.detail for row in connection.execute(statement)]

    def count(self, kind: NoticeKind) -> int:
        return len(self.said(kind))

    def settled(self, sync: Sync) -> list[Delivery]:
        with self.toolkit.ledger.read() as connection:
            return settled(connection, sync.id, 1000)

    def forget_all(self) -> None:
        """What was said so far is of no interest to this test."""
        with self.toolkit.ledger.begin() as unit:
            unit.execute(outbox.delete())

    def forget_settled(self) -> None:
        with self.toolkit.ledger.begin() as unit:
            unit.execute(deliveries.delete())


def wanted(series: Series = TUESDAYS, **named: Any) -> NewSync:
    values: dict[str, Any] = {
        "name": "Web sync",
        "channel_id": CHANNEL,
        "attendees": PEOPLE,
        "made_by": MIA,
        "calendars": ("london", "berlin"),
        "minutes_ahead": 60,
        **named,
    }
    return NewSync(series=series, **values)


def london(wall: str) -> datetime:
    return datetime.fromisoformat(wall).replace(tzinfo=LONDON).astimezone(UTC)


__all__ = [
    "CHANNEL",
    "DEACTIVATED",
    "DEV",
    "JONAS",
    "LONDON",
    "MIA",
    "OUTSIDER",
    "PEOPLE",
    "TOM",
    "TUESDAYS",
    "Meetings",
    "company",
    "database_url",
    "london",
    "meetings",
    "one_postgres",
    "wall",
    "wanted",
]
