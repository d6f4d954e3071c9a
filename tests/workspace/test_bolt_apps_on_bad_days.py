"""Real Bolt apps, in both modes, while the workspace misbehaves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.workspace.apps.lunch import MANIFEST
from tests.workspace.apps.running import GENERAL, posts, replies, running
from workspace.people.person import Person
from workspace.seed import small_seed
from workspace.server import Workspace


@pytest.fixture(scope="module", params=["socket", "http"])
def running_workspace(request: pytest.FixtureRequest) -> Iterator[Workspace]:
    with (
        Workspace(seed=small_seed("Lunch"), manifest=MANIFEST) as workspace,
        running(workspace, "lunch", request.param),
    ):
        workspace.deliveries.retry_waits = (0, 1, 1)
        yield workspace


@pytest.fixture
def workspace(running_workspace: Workspace) -> Iterator[Workspace]:
    """An impatient workspace, left to the next test with everything told and its app connected."""
    running_workspace.deliveries.ack_seconds = 1.0
    yield running_workspace
    running_workspace.faults.reset()
    deliveries = running_workspace.deliveries
    running_workspace.until(lambda: deliveries.connected and deliveries.waiting == 0)


@pytest.fixture
def ana(workspace: Workspace) -> Person:
    return workspace.person("ana")


def test_an_event_delivered_five_times_is_answered_five_times_by_an_app_that_does_not_mind(
    workspace: Workspace, ana: Person
) -> None:
    workspace.faults.duplicate(5, what="message")
    ts = ana.say(GENERAL, "hungry")
    workspace.until(lambda: replies(workspace, ts) == 5)


def test_a_dropped_event_is_answered_on_its_retry(workspace: Workspace, ana: Person) -> None:
    workspace.faults.drop(what="message")
    ts = ana.say(GENERAL, "hungry")
    workspace.until(lambda: replies(workspace, ts) == 1)
    assert workspace.faults.count("drop") == 1


def test_an_event_whose_acknowledgement_is_lost_is_handled_twice(workspace: Workspace, ana: Person) -> None:
    workspace.faults.lose_acknowledgement(what="message")
    ts = ana.say(GENERAL, "hungry")
    workspace.until(lambda: replies(workspace, ts) == 2)


def test_a_connection_that_breaks_before_the_answer_loses_no_event(workspace: Workspace, ana: Person) -> None:
    workspace.faults.close_before_acknowledgement(what="message")
    ts = ana.say(GENERAL, "hungry")
    workspace.until(lambda: replies(workspace, ts) >= 1)
    assert workspace.faults.count("close_before_acknowledgement") == 1


def test_a_post_cut_off_after_it_was_taken_is_there_twice(workspace: Workspace, ana: Person) -> None:
    # The SDK repeats a call whose connection broke, and cannot know that the first one was carried out.
    workspace.deliveries.ack_seconds = 10.0
    workspace.faults.time_out_after_accepting("chat.postMessage", hold=0)
    assert ana.command(GENERAL, "/lunch Twice").acknowledged
    workspace.until(lambda: posts(workspace, "Twice") == 2)
