from __future__ import annotations

import pytest

from tests.bot.launches.plans import Plans
from tests.bot.requests.conftest import company, scene
from tests.bot.requests.scene import Scene

__all__ = ["company", "scene"]


@pytest.fixture
def plans(scene: Scene) -> Plans:
    return Plans(scene)
