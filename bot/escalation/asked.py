"""Who has been asked about a request, and when; and where the messages stand that asked them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from bot.company.rota import Whom
from bot.escalation.climbing import steps_of
from db.engine import Unit
from db.kinds import PostRole, StepState
from db.tables import posts


@dataclass(frozen=True)
class Asked:
    """One step that was taken: these people were asked at this moment."""

    user_ids: tuple[str, ...]
    at: datetime
    to: Whom
    number: int = 0


def newest_round(source: Unit | Connection, request_id: str) -> int:
    """0 where nobody was ever to be asked."""
    return max((step.round for step in steps_of(source, request_id)), default=0)


def asked(source: Unit | Connection, request_id: str) -> tuple[Asked, ...]:
    """Of the newest round, in the order in which they were asked."""
    steps = steps_of(source, request_id)
    newest = max((step.round for step in steps), default=0)
    return tuple(
        Asked(step.told, step.settled_at or step.due_at, step.to, step.number)
        for step in steps
        if step.round == newest and step.told and step.state is not StepState.WAITING
    )


def find_calls(
    source: Unit | Connection, request_id: str, until: datetime | None = None
) -> list[tuple[str, str]]:
    """Channel and ts of each message whose buttons still ask somebody. `until`: only those made by then."""
    standing = (posts.c.request_id == request_id, posts.c.role == PostRole.CALL)
    calls = select(posts.c.channel_id, posts.c.ts).where(*standing)
    if until is not None:
        calls = calls.where(posts.c.made_at <= until)
    return [(row.channel_id, row.ts) for row in source.execute(calls)]


def settle_call(unit: Unit, channel_id: str, ts: str) -> None:
    """It asks nobody any more; it stays a message of its request."""
    this = (posts.c.channel_id == channel_id, posts.c.ts == ts)
    unit.execute(update(posts).where(*this).values(role=PostRole.LINE))
