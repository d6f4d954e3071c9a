"""The look for requests that nobody answers: it stumbles over nothing, and takes on what is older than it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from bot.escalation.watching import LOOK, auditor
from bot.requests.working import acknowledge
from db.duty_tables import chain_steps
from db.errors import Outage
from db.kinds import StepState
from db.tables import requests
from scheduler.due import next_due
from scheduler.jobs.escalation import ask_whoever_is_next, watch_over_old_requests
from tests.bot.escalation.conftest import scene
from tests.bot.escalation.scene import CALLED, DOWN, TAKEN, Waiting, berlin
from tests.bot.requests.scene import JONAS, LENA
from tests.racing import at_once

__all__ = ["scene"]


def test_each_look_is_noted_also_one_that_finds_nothing(scene: Waiting) -> None:
    scene.look()
    scene.clock.advance(seconds=5)
    scene.look()
    with scene.toolkit.ledger.read() as connection:
        assert auditor(connection).looked_at == scene.clock.now
    assert LOOK == "escalation"


def test_one_request_that_we_stumble_over_stops_no_other(
    scene: Waiting, caplog: pytest.LogCaptureFixture
) -> None:
    broken, other = scene.file(DOWN), scene.file(DOWN)
    with scene.toolkit.ledger.begin() as unit:
        of_broken = chain_steps.c.request_id == broken.id
        unit.execute(update(chain_steps).where(of_broken).values(why="no such reason"))
    scene.look()
    assert scene.called(other) == [JONAS]
    assert f"Nobody could be asked about request {broken.id}" in caplog.text


def test_a_database_that_is_gone_ends_the_look(scene: Waiting) -> None:
    request = scene.file(DOWN)
    with scene.toolkit.ledger.engine.connect() as connection:
        connection.execute(update(requests).values(reason="somebody else holds it"))
        with pytest.raises(Outage):
            scene.look()
        connection.rollback()
    scene.look()
    assert scene.called(request) == [JONAS]


def test_at_most_so_many_are_asked_about_in_one_look_the_longest_due_first(scene: Waiting) -> None:
    first = scene.file(DOWN)
    scene.clock.advance(seconds=1)
    second = scene.file(DOWN)
    ask_whoever_is_next(scene.toolkit, at_once=1)
    assert (scene.called(first), scene.called(second)) == ([JONAS], [])
    ask_whoever_is_next(scene.toolkit, at_once=1)
    assert scene.called(second) == [JONAS]


def without_steps(scene: Waiting) -> None:
    with scene.toolkit.ledger.begin() as unit:
        unit.execute(delete(chain_steps))


def test_what_was_filed_before_there_were_steps_gets_them_and_calls_nobody_again(scene: Waiting) -> None:
    scene.clock.now = berlin("2026-03-10 09:00")
    wish, outage = scene.file(), scene.file(DOWN)
    taken = scene.file()
    scene.do(acknowledge, taken.id, LENA)
    without_steps(scene)
    scene.clock.now = berlin("2026-03-10 10:00")
    watch_over_old_requests(scene.toolkit)
    scene.look()
    assert scene.notices(CALLED) == scene.notices(TAKEN) == []
    assert scene.waiting(wish)[0] == ("on_call", berlin("2026-03-10 12:00"))
    assert scene.waiting(outage)[0] == ("on_call", scene.clock.now + timedelta(minutes=5))
    assert scene.steps(taken) == []
    scene.at("2026-03-10 10:05")
    assert scene.called(outage) == [JONAS]


def test_two_that_start_at_once_give_each_old_request_one_chain(scene: Waiting) -> None:
    made = [scene.file() for _ in range(20)]
    without_steps(scene)
    at_once(*[lambda: watch_over_old_requests(scene.toolkit)] * 2)
    assert {len(scene.steps(request)) for request in made} == {4}
    before = scene.steps(made[0])
    watch_over_old_requests(scene.toolkit)
    assert scene.steps(made[0]) == before


def test_a_request_about_the_same_thing_as_another_needs_no_chain(scene: Waiting) -> None:
    first, follower = scene.file(), scene.file()
    without_steps(scene)
    with scene.toolkit.ledger.begin() as unit:
        this = requests.c.id == follower.id
        unit.execute(update(requests).where(this).values(parent_id=first.id))
    watch_over_old_requests(scene.toolkit)
    assert (len(scene.steps(first)), scene.steps(follower)) == (4, [])


def test_who_travels_is_told_when_somebody_is_asked_next(scene: Waiting) -> None:
    request = scene.file(DOWN)
    scene.look()
    scene.say_all()
    due = next_due(scene.toolkit)
    assert due is not None
    assert due[0] == scene.clock.now + timedelta(minutes=5)
    assert due[1] == "somebody is asked, because nobody has taken a request"
    scene.do(acknowledge, request.id, JONAS)
    scene.say_all()
    assert next_due(scene.toolkit) is None or next_due(scene.toolkit) != due
    assert StepState.WAITING not in scene.states(request)
