"""Everybody and every channel, page by page, and only when it is time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from slack_sdk import WebClient

from bot.channels import channel_id_of, channel_name_of, channel_names, is_private
from bot.company import Company
from bot.toolkit import Toolkit
from db.errors import Outage
from handlers.courier import build_client
from handlers.directory_sync import sync_channels, sync_people
from tests.companies import ELSEWHERE, WORKSPACE, small_company
from tests.conftest import SettableClock
from workspace.seed import Seed, SeedChannel, SeedTeam, SeedUser
from workspace.server import Workspace

MANY = 450  # more than two pages

SEED = Seed(
    team=SeedTeam(WORKSPACE, "Example", "example"),
    users=(
        *(SeedUser(f"U{number:05}", f"p{number}", f"Person {number}") for number in range(MANY)),
        SeedUser("U0MIA", "mia", "Mia Tanaka", email="mia@example.org", deleted=True),
        SeedUser("U0EVE", "eve", "Eve Partner", team_id=ELSEWHERE),
    ),
    channels=(
        *(SeedChannel(f"C{number:05}", f"room-{number}") for number in range(MANY)),
        *(SeedChannel(f"C0{name.upper()}", name) for name in ("it-web", "it-data", "bridge", "marketing")),
        SeedChannel("C0IT", "it-private", private=True, members=("U0LIAISON",)),
        SeedChannel("C0SECRET", "secret", private=True, members=("U00001",)),
        SeedChannel("C0WEBOLD", "it-old", archived=True),
        SeedChannel("C0PARTNER", "partner", ext_shared=True),
    ),
)


@pytest.fixture
def company() -> Company:
    return small_company()


@pytest.fixture
def workspace(clock: SettableClock) -> Iterator[Workspace]:
    with Workspace(seed=SEED, clock=lambda: clock.now.timestamp()) as running:
        yield running


@pytest.fixture
def client(toolkit: Toolkit, workspace: Workspace) -> WebClient:
    settings = replace(toolkit.settings, slack_bot_token="xoxb-local", slack_api_url=workspace.api_url)
    return build_client(settings)


def test_everybody_is_remembered_over_many_pages(toolkit: Toolkit, client: WebClient) -> None:
    sync_people(client, toolkit)
    people = toolkit.directory.people()
    assert people.get("U00000").name == "Person 0"
    assert people.get(f"U{MANY - 1:05}").known
    assert people.get("U0MIA").deactivated
    assert people.get("U0EVE").outside


def test_every_channel_is_remembered_with_what_matters_about_it(toolkit: Toolkit, client: WebClient) -> None:
    sync_channels(client, toolkit)
    with toolkit.ledger.read() as connection:
        assert channel_id_of(connection, "#it-web") == "C0IT-WEB"
        assert channel_id_of(connection, "it-web") == "C0IT-WEB"
        assert channel_id_of(connection, "#secret") is None
        assert channel_name_of(connection, "C00449") == "#room-449"
        assert channel_name_of(connection, "C0NOWHERE") is None
        assert is_private(connection, "C0IT")
        assert not is_private(connection, "C0IT-WEB")
        assert channel_names(connection)["C0PARTNER"] == "#partner"


def test_a_channel_we_have_not_met_counts_as_private(toolkit: Toolkit) -> None:
    with toolkit.ledger.read() as connection:
        assert is_private(connection, "C0NEW")


def test_a_renamed_channel_is_found_by_its_new_name(
    toolkit: Toolkit, client: WebClient, workspace: Workspace
) -> None:
    sync_channels(client, toolkit)
    workspace.within(lambda office: setattr(office.state.channels["C00001"], "name", "launches"))
    sync_channels(client, toolkit)
    with toolkit.ledger.read() as connection:
        assert channel_id_of(connection, "#launches") == "C00001"
        assert channel_id_of(connection, "#room-1") is None


def test_slacks_limits_are_obeyed_and_nothing_is_left_out(
    toolkit: Toolkit, client: WebClient, workspace: Workspace
) -> None:
    slept: list[float] = []
    workspace.faults.rate_limit("users.list", retry_after=7, times=3)
    sync_people(client, toolkit, sleep=slept.append)
    assert slept == [7, 7, 7]
    assert toolkit.directory.people().get(f"U{MANY - 1:05}").known


def test_a_limit_without_an_end_is_an_outage(
    toolkit: Toolkit, client: WebClient, workspace: Workspace
) -> None:
    slept: list[float] = []
    workspace.faults.rate_limit("users.list", retry_after=7, times=None)
    with pytest.raises(Outage):
        sync_people(client, toolkit, sleep=slept.append)
    assert slept == [7] * 5


def test_a_wait_of_hours_is_left_to_the_next_tick(
    toolkit: Toolkit, client: WebClient, workspace: Workspace
) -> None:
    slept: list[float] = []
    workspace.faults.rate_limit("users.list", retry_after=3600)
    with pytest.raises(Outage):
        sync_people(client, toolkit, sleep=slept.append)
    assert slept == []


def test_what_is_fresh_is_not_asked_again_until_a_day_has_passed(
    toolkit: Toolkit, client: WebClient, workspace: Workspace, clock: SettableClock
) -> None:
    for sync in (sync_people, sync_channels):
        sync(client, toolkit, only_if_stale=True)
    workspace.faults.server_error(times=None)
    for sync in (sync_people, sync_channels):
        sync(client, toolkit, only_if_stale=True)
    assert workspace.faults.count("server_error") == 0
    clock.advance(timedelta(days=1))
    with pytest.raises(Outage):
        sync_people(client, toolkit, only_if_stale=True)


def test_a_channel_that_is_new_in_the_company_file_is_looked_for_at_once(
    toolkit: Toolkit, client: WebClient, workspace: Workspace
) -> None:
    sync_channels(client, toolkit)
    bridge = replace(toolkit.company.bridge, channel="#fresh")
    changed = replace(toolkit, company=replace(toolkit.company, bridge=bridge))
    workspace.within(lambda office: setattr(office.state.channels["C00002"], "name", "fresh"))
    sync_channels(client, changed, only_if_stale=True)
    with toolkit.ledger.read() as connection:
        assert channel_id_of(connection, "#fresh") == "C00002"
