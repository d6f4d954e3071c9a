"""What people would wait for is made once, before they ask."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from bot.routing import Embed
from scheduler.jobs.settling import Settling
from tests.bot.requests.conftest import company, scene
from tests.bot.requests.scene import Scene
from tests.bot.routing.test_semantic import EMBED

__all__ = ["company", "scene"]


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_where_the_extra_is_installed_meanings_are_compared_from_then_on(scene: Scene) -> None:
    asked: list[str] = []

    def load() -> Embed:
        asked.append("loaded")
        return EMBED

    def understands() -> bool:
        return scene.toolkit.learner.reader.router.understands

    settling = Settling(scene.toolkit, load)
    assert not understands()
    settling.look()
    settling.look()
    assert understands()
    assert asked == ["loaded"]


def test_without_it_what_exists_is_kept_from_the_collector_all_the_same(scene: Scene) -> None:
    before = gc.get_freeze_count()
    Settling(scene.toolkit, lambda: None).look()
    assert not scene.toolkit.learner.reader.router.understands
    assert gc.get_freeze_count() > before
