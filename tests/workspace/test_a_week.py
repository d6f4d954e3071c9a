"""The week that a newcomer finds: acted out through the real bot, with something in every state."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

import app
import trying
from bot.company import read_company
from db.kinds import RequestState
from handlers.manifest import manifest
from tests.world import COMPANY, ROOT
from workspace.server import Workspace
from workspace.week import act_out_a_week


@pytest.fixture(scope="module")
def after_a_week(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, app.Bot]]:
    company = read_company(COMPANY)
    clock = trying.TravelClock()
    folder = tmp_path_factory.mktemp("week")
    with Workspace(seed=trying.seed_of(company), manifest=manifest(), clock=clock.now, travel=clock) as space:
        settings = trying.settings_for(space.api_url, database_url=f"sqlite:///{folder / 'liaison.db'}")
        bot = app.compose(settings, company, now=clock.moment, paced_by=clock.now)
        clock.bot = bot
        bot.start()
        handler = app.connected(bot, trying.APP_TOKEN)
        act_out_a_week(space, clock, lambda: space.is_quiet() and bot.relay.is_idle())
        yield space, bot
        app.close_quietly(handler)
        bot.stop()


def test_there_is_a_request_in_every_state(after_a_week: tuple[Workspace, app.Bot]) -> None:
    _, bot = after_a_week
    with bot.toolkit.ledger.read() as connection:
        states = {row[0] for row in connection.exec_driver_sql("SELECT state FROM requests")}
    assert states == set(RequestState)


def test_every_line_of_the_week_has_been_said(after_a_week: tuple[Workspace, app.Bot]) -> None:
    _, bot = after_a_week
    with bot.toolkit.ledger.read() as connection:
        rows = connection.exec_driver_sql("SELECT kind, state, error FROM outbox").all()
    assert [row for row in rows if row[1] not in ("posted", "dropped")] == []


def test_people_of_both_sides_have_spoken(
    after_a_week: tuple[Workspace, app.Bot],
) -> None:
    space, _ = after_a_week
    for channel, words in {"#it-web": "CNAME", "#marketing": "Gear guide", "#growth": "webinar"}.items():
        assert any(words in message["text"] for message in space.messages(channel)), channel


def test_a_word_waits_to_be_explained_and_a_book_stands_on_jargon(
    after_a_week: tuple[Workspace, app.Bot],
) -> None:
    space, _ = after_a_week
    assert any("PIM" in message["text"] for message in space.messages("#marketing-it-bridge"))
    with_book = [one for one in space.messages("#marketing") if "purge the CDN" in one["text"]]
    assert [reaction["name"] for reaction in with_book[0]["reactions"]] == ["book"]


def test_importing_the_bot_for_production_never_loads_the_workspace() -> None:
    program = "import app, sys; print(sorted({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert "handlers" in done.stdout
    assert "workspace" not in done.stdout
    assert "trying" not in done.stdout
