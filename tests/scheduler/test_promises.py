"""The look at promised times: it gives way while many file, and one request that breaks silences no other."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from bot.company import Company
from bot.requests.working import acknowledge
from bot.toolkit import Toolkit
from db.tables import history, runs
from scheduler.due import next_due
from scheduler.jobs.promises import MOST_SKIPPED, RUSH, Promises
from tests.bot.escalation.promised import Promised
from tests.bot.requests.scene import JONAS
from tests.companies import small_company
from tests.conftest import SettableClock


@pytest.fixture
def company() -> Company:
    return small_company()


@pytest.fixture
def scene(toolkit: Toolkit, clock: SettableClock) -> Promised:
    return Promised(toolkit, clock)


def rush(scene: Promised, number: int) -> None:
    """So many units that only add rows, as filing does."""
    for count in range(RUSH + 1):
        scene.do(
            lambda desk, slot=f"{number} {count}": desk.unit.add(
                runs, job="t", slot=slot, claimed_at=desk.now
            )
        )


def test_while_many_file_it_waits_but_not_for_ever(scene: Promised) -> None:
    request = scene.file()
    promises = Promises(scene.toolkit)
    for number in range(MOST_SKIPPED):
        rush(scene, number)
        promises.look()
        assert scene.clocks(request) == {}
    rush(scene, MOST_SKIPPED)
    promises.look()
    assert scene.clocks(request)


def test_one_that_cannot_be_told_keeps_no_other_from_being_told(
    scene: Promised, caplog: pytest.LogCaptureFixture
) -> None:
    broken, whole = scene.file(), scene.file("a new landing page for hats")
    for request in (broken, whole):
        scene.do(acknowledge, request.id, JONAS)
    scene.look()
    with scene.toolkit.ledger.begin() as unit:
        of_it = update(history).where(history.c.request_id == broken.id)
        unit.execute(of_it.values(change="promised", detail={"next_word_by": "no moment"}))
    scene.clock.advance(days=2)
    scene.promises.look()
    assert [one["request_id"] for one in scene.notices() if one["kind"] == "promise_told"] == [whole.id]
    assert f"What was promised about {broken.id} could not be told" in caplog.text
    later = scene.file()
    Promises(scene.toolkit).look()
    assert f"What was promised about {broken.id} is unclear" in caplog.text
    assert scene.clocks(later), "a look that begins with it goes on, too"


def test_whoever_travels_is_led_to_the_next_promise(scene: Promised) -> None:
    request = scene.file()
    scene.do(acknowledge, request.id, JONAS)
    scene.look()
    scene.say_all()
    assert next_due(scene.toolkit) == (scene.next_clock(), "a promised time comes near, or passes")
