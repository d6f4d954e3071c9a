"""The courier between a real database and the local workspace, with clocks that stand still."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.company import Company
from bot.requests.model import Ask, Place, Request, get_request
from bot.toolkit import Toolkit
from db.kinds import NoticeKind, Via
from db.outbox import Notice, claim, enqueue
from handlers.courier import Courier, build_client
from handlers.directory_sync import sync_channels
from scheduler.relay import Relay
from tests.companies import ELSEWHERE, WORKSPACE, accounts, slack_id, small_company
from tests.conftest import SettableClock
from tests.filing import open_one
from workspace.seed import Seed, SeedChannel, SeedTeam, SeedUser
from workspace.server import Workspace

LIAISON = "U0LIAISON"
MIA, TOM = slack_id("mia@example.org"), slack_id("tom@example.org")
JONAS, LENA = slack_id("jonas@example.org"), slack_id("lena@example.org")
DEV, PRIYA, ADA = slack_id("dev@example.org"), slack_id("priya@example.org"), slack_id("ada@example.org")
EVE = "U0EVE"  # of another company
NEW = "U0NEW"  # joined after we last asked for everybody
WISH = "Please put a sign-up form on our landing page"


def seed_of(company: Company) -> Seed:
    people = tuple(
        SeedUser(one.user_id, one.name.split()[0].lower(), one.name, email=one.email or "")
        for one in accounts(company)
    )
    everybody = tuple(one.id for one in people)
    return Seed(
        team=SeedTeam(WORKSPACE, "Example", "example"),
        users=(
            *people,
            SeedUser(EVE, "eve", "Eve Partner", email="eve@partner.example", team_id=ELSEWHERE),
            SeedUser(NEW, "nils", "Nils Newman", email="nils@example.org"),
        ),
        channels=(
            SeedChannel("C0WEB", "it-web", members=(*everybody, LIAISON)),
            SeedChannel("C0DATA", "it-data", members=(*everybody, LIAISON)),
            SeedChannel("C0BRIDGE", "bridge", members=(*everybody, LIAISON)),
            SeedChannel("C0MARKETING", "marketing", members=(*everybody, EVE, NEW, LIAISON)),
            SeedChannel("C0LAUNCHES", "launches", members=everybody),  # public, without the bot
            SeedChannel("C0SECRET", "secret", private=True, members=(MIA,)),
            SeedChannel("C0OLD", "old", archived=True, members=(*everybody, LIAISON)),
        ),
    )


@dataclass
class Pulse:
    """Seconds for the pacing, moved by hand."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Stage:
    toolkit: Toolkit
    workspace: Workspace
    client: WebClient
    clock: SettableClock
    pulse: Pulse
    found: list[Mapping[str, Any]] = field(default_factory=list)
    lanes: Iterator[int] = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        self.courier = Courier(
            self.client,
            self.toolkit,
            found=lambda _, message: self.found.append(message),
            monotonic=self.pulse,
        )
        self.relay = Relay(self.toolkit, self.courier.deliver, worker="test")

    def file(
        self,
        text: str = WISH,
        *,
        asked_by: str = MIA,
        channel_id: str | None = "C0MARKETING",
        thread_ts: str | None = None,
        kind: Any = "public",
        **more: Any,
    ) -> Request:
        """As a door does; nothing is said yet."""
        with self.toolkit.ledger.begin() as unit:
            desk = self.toolkit.desk(unit)
            ask = Ask(
                text=text,
                asked_by=asked_by,
                via=Via.COMMAND,
                source_key=f"test:{self.clock.now}:{text}:{more}",
                place=Place(kind, channel_id, thread_ts),
                **more,
            )
            return open_one(desk, ask)

    def filed(self, *args: Any, **more: Any) -> Request:
        """Filed, and receipt and card posted."""
        request = self.file(*args, **more)
        self.say_all()
        return self.fresh(request)

    def say_all(self) -> int:
        return self.relay.drain_once()

    def later(self, seconds: float) -> None:
        """Both clocks, as in life."""
        self.clock.advance(seconds=seconds)
        self.pulse.now += seconds

    def fresh(self, request: Request) -> Request:
        with self.toolkit.ledger.read() as connection:
            return get_request(connection, request.id)

    def notice(self, kind: NoticeKind, *, request_id: str | None = None, **detail: Any) -> Notice:
        """One notice, written and claimed, for a delivery by hand."""
        with self.toolkit.ledger.begin() as unit:
            lane = f"by hand {next(self.lanes)}"
            notice_id = enqueue(unit, kind, lane=lane, now=self.clock.now, request_id=request_id, **detail)
        with self.toolkit.ledger.begin() as unit:
            claimed = claim(unit, worker="test", now=self.clock.now, limit=100)
        return next(notice for notice in claimed if notice.id == notice_id)

    def texts(self, channel: str) -> list[str]:
        return [message["text"] for message in self.workspace.messages(channel)]


@pytest.fixture(params=["sqlite"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """What the courier reads and writes is tested on both databases where it is written."""
    return str(request.param)


@pytest.fixture
def company() -> Company:
    return small_company()


@pytest.fixture
def workspace(company: Company, clock: SettableClock) -> Iterator[Workspace]:
    with Workspace(seed=seed_of(company), clock=lambda: clock.now.timestamp()) as running:
        yield running


@pytest.fixture
def client(toolkit: Toolkit, workspace: Workspace) -> WebClient:
    settings = replace(toolkit.settings, slack_bot_token=workspace.bot_token, slack_api_url=workspace.api_url)
    return build_client(settings)


@pytest.fixture
def stage(toolkit: Toolkit, workspace: Workspace, client: WebClient, clock: SettableClock) -> Stage:
    sync_channels(client, toolkit)
    return Stage(toolkit, workspace, client, clock, Pulse())
