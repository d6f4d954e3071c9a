"""The first reader of a process is made in the background; whoever reads before waits for it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest

from bot.intake.reader import Reader
from bot.learning import Learner
from db.engine import Ledger
from db.errors import Outage
from tests.bot.requests.conftest import company, scene
from tests.bot.requests.scene import Scene
from tests.bot.test_learning import moved, reads
from tests.conftest import untaught

__all__ = ["company", "scene"]


def test_who_reads_before_the_reader_is_made_waits_for_it_and_for_its_lessons(scene: Scene) -> None:
    moved(scene)
    may_be_made = Event()

    def make() -> Reader:
        may_be_made.wait()
        return untaught(scene.toolkit.company)

    fresh = Learner(scene.toolkit.ledger, make)
    fresh.catch_up()  # has nothing to do yet, and waits for nobody
    with ThreadPoolExecutor() as hands:
        answer = hands.submit(reads, fresh)
        assert not answer.done()
        may_be_made.set()
        assert answer.result() == ("reports", "sure")


def test_a_reader_that_cannot_be_made_is_told_to_whoever_reads(scene: Scene) -> None:
    def make() -> Reader:
        raise ValueError("there are no words")

    fresh = Learner(scene.toolkit.ledger, make)
    with pytest.raises(ValueError, match="there are no words"):
        reads(fresh)


def test_a_reader_that_is_made_while_the_database_is_gone_learns_later(scene: Scene) -> None:
    moved(scene)
    engines = scene.toolkit.ledger

    class GoneAtFirst(Ledger):
        def read(self) -> Any:
            if not came_back:
                raise Outage("The database does not answer right now.")
            return engines.read()

    came_back: list[bool] = []
    fresh = Learner(GoneAtFirst.__new__(GoneAtFirst), lambda: untaught(scene.toolkit.company))
    assert reads(fresh)[0] is None
    came_back.append(True)
    fresh.catch_up()
    assert reads(fresh) == ("reports", "sure")
