from __future__ import annotations

import pytest

from bot.channels import Channel, remember_channels
from tests.bot.requests.conftest import company, scene
from tests.bot.requests.scene import Scene
from tests.glossary.quiet.entries import planted

__all__ = ["company", "scene"]

CHANNELS = (
    Channel("C0MARKETING", "marketing"),
    Channel("C0WEB", "it-web", is_private=True),
    Channel("C0PARTNERS", "partners", is_shared_outside=True),
    Channel("C0OLD", "old", is_archived=True),
)


@pytest.fixture
def words(scene: Scene) -> Scene:
    """The small company at work, with a few words and channels."""
    planted(scene.toolkit)
    scene.do(lambda desk: remember_channels(desk.unit, CHANNELS, desk.now))
    return scene
