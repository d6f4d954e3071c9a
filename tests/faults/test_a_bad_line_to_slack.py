"""Slack is silent at the start, hangs up, loses, repeats or mixes up what it has to tell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.kinds import NoticeState
from handlers import names
from tests.conftest import Databases
from tests.faults import walk
from tests.faults.stage import Stage, staged

WISH = walk.SHARED


@pytest.fixture
def stage(databases: Databases, tmp_path: Path) -> Iterator[Stage]:
    with staged(tmp_path, databases.planted("sqlite", tmp_path)) as stage:
        yield stage


@pytest.mark.parametrize("method", ["auth.test", "users.list", "conversations.list"])
def test_a_slack_that_is_silent_at_the_start_ends_the_bot_with_a_sentence(stage: Stage, method: str) -> None:
    """Whoever keeps the bot running starts it again."""
    stage.faults.drop_connection(method, times=None)
    with pytest.raises(RuntimeError, match="ended while it was starting"):
        stage.world.start_bot()
    stage.bot.kill()
    assert stage.bot.process.returncode == 1
    assert "Traceback" not in stage.bot.log
    assert "Slack" in stage.bot.log.splitlines()[-1]
    stage.faults.reset()
    stage.world.start_bot()
    assert stage.person("mia").command("marketing", f"/ask {WISH}").acknowledged
    stage.until_quiet()
    assert stage.posts(stage.request(WISH)["id"]) == ["card", "receipt"]


@pytest.mark.parametrize("status", [500, 503])
def test_a_slack_that_breaks_at_the_start_ends_the_bot_with_a_sentence(stage: Stage, status: int) -> None:
    stage.faults.server_error("auth.test", status=status, times=None)
    with pytest.raises(RuntimeError, match="ended while it was starting"):
        stage.world.start_bot()
    stage.bot.kill()
    assert stage.bot.process.returncode == 1
    assert "Traceback" not in stage.bot.log


def test_a_first_socket_that_is_refused_ends_the_bot_with_a_sentence(stage: Stage) -> None:
    stage.faults.server_error("apps.connections.open", times=None)
    with pytest.raises(RuntimeError, match="ended while it was starting"):
        stage.world.start_bot()
    stage.bot.kill()
    assert stage.bot.process.returncode == 1
    assert "Traceback" not in stage.bot.log
    assert stage.bot.log.splitlines()[-1] == "Slack stumbled (apps.connections.open: 500)."


def test_a_socket_that_is_renewed_closed_and_reset_in_the_middle_changes_nothing(stage: Stage) -> None:
    stage.start("--hurried")
    walk.ask(stage)
    stage.faults.disconnect("refresh_requested")
    walk.take(stage)
    stage.faults.close_socket()
    walk.talk(stage)
    stage.faults.close_socket(goodbye=False)
    walk.finish(stage)
    walk.thank(stage)
    stage.until_quiet()
    assert stage.faults.count("close_socket") == 2
    walk.check(stage)


def test_an_event_that_was_lost_twice_comes_a_third_time(stage: Stage) -> None:
    stage.workspace.deliveries.ack_seconds = 0.5
    stage.start("--hurried")
    stage.faults.drop(2, kind="event")
    ava = stage.person("ava")
    ava.say(ava.dm(), walk.RELAYED)
    stage.until(lambda: stage.count_requests() == 1)
    stage.until_quiet()
    assert stage.faults.count("drop") == 2
    assert stage.posts(stage.request(walk.RELAYED)["id"]) == ["card", "receipt"]


def test_acknowledgements_that_get_lost_make_nothing_happen_twice(stage: Stage) -> None:
    """Slack sends each event again, and each person is shown an error and presses again."""
    stage.workspace.deliveries.ack_seconds = 0.5
    stage.start("--hurried")
    stage.faults.lose_acknowledgement(times=12)
    walk.walk(stage)
    assert stage.faults.count("lose_acknowledgement") == 12
    walk.check(stage)


def test_messages_that_come_in_the_wrong_order_are_each_carried_once(stage: Stage) -> None:
    stage.start("--hurried")
    ava = stage.person("ava")
    root = ava.say(ava.dm(), walk.RELAYED)
    stage.until(lambda: stage.with_button("it-martech", names.CLAIM))
    stage.until_quiet()
    stage.faults.reorder(3, kind="event", channel=ava.dm())
    for number in ("one", "two", "three"):
        ava.say(ava.dm(), f"number {number}", thread_ts=root)
    stage.until(lambda: len(stage.bot_messages("it-martech")) == 4)
    stage.until_quiet()
    assert stage.faults.count("reorder") == 3
    carried = sorted(one["text"] for one in stage.bot_messages("it-martech")[1:])
    assert carried == [f"Ava Morales: number {number}" for number in ("one", "three", "two")]


def test_what_was_to_be_said_when_the_bot_went_off_is_said_hours_later(stage: Stage) -> None:
    stage.start("--hurried")
    stage.faults.server_error("chat.postMessage", times=None)
    assert stage.person("mia").command("marketing", f"/ask {WISH}").acknowledged
    stage.until(lambda: stage.faults.count("server_error") >= 2)
    stage.bot.kill()
    assert {one["state"] for one in stage.unsaid()} <= {NoticeState.DUE, NoticeState.CLAIMED}
    stage.faults.reset()
    stage.workspace.until(lambda: stage.workspace.deliveries.connections == 0)
    lost = stage.person("oliver").command("marketing", f"/ask {WISH}, says Oliver")
    assert not lost.acknowledged
    stage.start()
    stage.let_hours_pass()
    stage.until_quiet()
    assert stage.count_requests() == 1
    assert stage.posts(stage.request(WISH)["id"]) == ["card", "receipt"]
