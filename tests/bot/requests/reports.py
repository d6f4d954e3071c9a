"""Several people report that the same thing is down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.escalation.climbing import steps_of
from bot.requests.merging import merge
from bot.requests.model import Request
from db.kinds import NoticeKind, StepState
from tests.bot.requests.scene import DEV, JONAS, MIA, PRIYA, TOM, Scene

DOWN = "our landing page is down, nobody can order right now"
WHO = (MIA, TOM, DEV, PRIYA)


def reported(scene: Scene, count: int = 2, **named: Any) -> list[Request]:
    """So many reports with the Web Team, the oldest first, their cards posted, all by different people."""
    found = []
    for number in range(count):
        scene.clock.advance(seconds=10)
        asked_by = WHO[number % len(WHO)]
        found.append(scene.filed_and_posted(text=DOWN, asked_by=asked_by, anyway=True, **named))
    return found


def together(scene: Scene, count: int = 2, **named: Any) -> tuple[Request, list[Request]]:
    """The first of them, and the others put to it by Jonas."""
    parent, *children = reported(scene, count, **named)
    for child in children:
        scene.do(merge, child.id, parent.id, JONAS)
    return scene.request(parent.id), [scene.request(child.id) for child in children]


def told(scene: Scene, request: Request, side: str = "home") -> list[str]:
    """The changes that were told in one of its threads, in their order."""
    return [one["detail"]["change"] for one in scene.lines(request.id, side)]


def is_asking(scene: Scene, request: Request) -> bool:
    """Somebody is still to be asked about it."""
    with scene.toolkit.ledger.read() as connection:
        return any(step.state is StepState.WAITING for step in steps_of(connection, request.id))


def to_followers(scene: Scene) -> list[Mapping[str, Any]]:
    return [one["detail"] for one in scene.notices(NoticeKind.FOLLOWER_TOLD)]
