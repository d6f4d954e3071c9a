from __future__ import annotations

import pytest

from tests.bot.requests.conftest import company, scene
from tests.bot.requests.scene import Scene
from tests.handlers.glossary.counter import Counter

__all__ = ["company", "scene"]


@pytest.fixture
def counter(scene: Scene) -> Counter:
    """Three words: "staging" and "deploy" of IT, "lead" of marketing."""
    return Counter(scene)
