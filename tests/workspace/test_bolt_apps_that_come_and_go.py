"""Real Bolt apps that come and go: frozen, killed, several at once, or with their sockets closed."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial

import pytest

from tests.workspace.apps.lunch import MANIFEST
from tests.workspace.apps.running import GENERAL, posts, replies, running
from workspace.people.person import Person
from workspace.seed import small_seed
from workspace.server import Workspace

BOTH_MODES = pytest.mark.parametrize("mode", ["socket", "http"])


class Clock:
    """The real time, plus whatever a test has skipped."""

    def __init__(self) -> None:
        self.skipped = 0.0

    def __call__(self) -> float:
        return time.time() + self.skipped


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(clock: Clock) -> Iterator[Workspace]:
    with Workspace(seed=small_seed("Lunch"), manifest=MANIFEST, clock=clock) as workspace:
        workspace.deliveries.ack_seconds = 10.0
        yield workspace


@pytest.fixture
def ana(workspace: Workspace) -> Person:
    return workspace.person("ana")


@pytest.fixture
def app(workspace: Workspace, mode: str) -> Iterator[subprocess.Popen[bytes]]:
    with running(workspace, "lunch", mode) as process:
        yield process


def opened_after(workspace: Workspace, before: int) -> bool:
    return workspace.deliveries.opened > before


@BOTH_MODES
def test_a_frozen_app_fails_its_people_and_handles_the_event_twice_when_it_wakes(
    workspace: Workspace, ana: Person, app: subprocess.Popen[bytes]
) -> None:
    workspace.deliveries.ack_seconds = 1.0
    app.send_signal(signal.SIGSTOP)
    assert not ana.command(GENERAL, "/lunch Late Diner").acknowledged
    ts = ana.say(GENERAL, "hungry")
    workspace.until(lambda: workspace.deliveries.waiting == 1)
    assert replies(workspace, ts) == 0
    app.send_signal(signal.SIGCONT)
    workspace.until(lambda: replies(workspace, ts) == 2)
    assert any("did not respond in time" in notice for notice in ana.notices)


@BOTH_MODES
def test_what_was_said_while_the_app_was_dead_reaches_its_successor_after_a_minute_is_skipped(
    workspace: Workspace, ana: Person, clock: Clock, mode: str
) -> None:
    with running(workspace, "lunch", mode) as first:
        first.kill()
        first.wait()
        # A closed socket is noticed by itself; a closed port only by whoever calls.
        workspace.until(lambda: mode == "http" or not workspace.deliveries.connected)
        assert not ana.command(GENERAL, "/lunch Nobody's").acknowledged
        workspace.until(lambda: not workspace.deliveries.connected)
        ts = ana.say(GENERAL, "hungry")
        workspace.until(lambda: workspace.deliveries.waiting == 1)
    with running(workspace, "lunch", mode):
        assert replies(workspace, ts) == 0
        clock.skipped += 61
        workspace.until(lambda: replies(workspace, ts) == 1)
        assert ana.command(GENERAL, "/lunch Back Again").acknowledged
    assert posts(workspace, "Nobody's") == 0


@pytest.mark.parametrize("mode", ["http"])
@pytest.mark.parametrize("fault", ["bad_signature", "stale_timestamp"])
@pytest.mark.usefixtures("app")
def test_bolt_refuses_a_request_that_slack_did_not_sign_just_now(
    workspace: Workspace, ana: Person, fault: str
) -> None:
    getattr(workspace.faults, fault)(kind="command")
    assert not ana.command(GENERAL, "/lunch Forged").acknowledged
    assert ana.command(GENERAL, "/lunch Genuine").acknowledged
    workspace.until(lambda: posts(workspace, "Genuine") == 1)
    assert posts(workspace, "Forged") == 0
    assert [noted.what for noted in workspace.deliveries.log] == ["the request failed: http_error"]


@pytest.mark.parametrize("mode", ["socket"])
@pytest.mark.usefixtures("app")
def test_an_app_that_is_asked_to_leave_comes_back_on_a_new_socket(workspace: Workspace, ana: Person) -> None:
    workspace.faults.disconnect()
    workspace.until(lambda: workspace.deliveries.opened == 2)
    # The SDK's own client listens to its new socket when it has let go of the old one, seconds later.
    workspace.until(lambda: workspace.deliveries.connections == 1)
    assert ana.command(GENERAL, "/lunch Second Seating").acknowledged


@pytest.mark.parametrize("mode", ["socket"])
@pytest.mark.usefixtures("app")
def test_a_closed_socket_is_opened_anew(workspace: Workspace, ana: Person) -> None:
    for goodbye in (True, False):
        before = workspace.deliveries.opened
        workspace.faults.close_socket(goodbye=goodbye)
        workspace.until(partial(opened_after, workspace, before))
        assert ana.command(GENERAL, "/lunch Encore").acknowledged
    workspace.until(lambda: posts(workspace, "Encore") == 2)


def test_several_processes_share_the_work_and_do_nothing_twice(workspace: Workspace, ana: Person) -> None:
    with ExitStack() as processes:
        for _ in range(3):
            processes.enter_context(running(workspace, "lunch", "socket"))
        workspace.until(lambda: workspace.deliveries.connections == 3, seconds=60)
        for number in range(9):
            assert ana.command(GENERAL, f"/lunch Place {number}").acknowledged
        workspace.until(lambda: posts(workspace, "Place") >= 9)
    assert posts(workspace, "Place") == 9


@BOTH_MODES
def test_an_asyncio_app_works_as_well(ana: Person, mode: str) -> None:
    with Workspace(seed=small_seed("Echo")) as workspace, running(workspace, "echo", mode):
        ben = workspace.person("ben")
        answer = ben.command(GENERAL, "/echo one & two")
        assert answer.body == {"text": "You said: one &amp; two"}
        ts = ben.say(GENERAL, "ping!")
        workspace.until(lambda: replies(workspace, ts) == 1)
        workspace.faults.close_socket()
        workspace.until(lambda: mode == "http" or workspace.deliveries.opened == 2)
        workspace.until(lambda: workspace.deliveries.connected)
        again = ben.say(GENERAL, "ping again")
        workspace.until(lambda: replies(workspace, again) == 1)
