"""Several reports of one thing: which are together, what a report takes over from the one it is put to, and
which others it may be the same as.

A parent has children; a child has none. What is said of the parent counts for all (see telling.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, select

from bot.intake.likeness import enough, gist, likeness
from bot.promises import silence_ends
from bot.requests.model import Request, find_request, hold_request, request_from
from bot.toolkit import Desk
from db.engine import Unit
from db.errors import Conflict
from db.kinds import WITH_TEAM, Change, RequestState
from db.tables import requests

MOST_CHOICES: Final = 10  # outages that one card offers as the same thing
LOOKS_BACK: Final = timedelta(days=1)
TAKEN: Final = (Change.ACKNOWLEDGED, Change.ASKED)  # whoever does so has it

States = tuple[RequestState, ...]


@dataclass(frozen=True)
class Together:
    """What a card says and offers of other requests."""

    parent: Request | None = None
    children: tuple[Request, ...] = ()
    same: tuple[Request, ...] = ()  # what it may be the same as, the likeliest first


ALONE: Final = Together()


def children_of(source: Unit | Connection, parent_id: str) -> tuple[Request, ...]:
    """Those that were put to it, the oldest first, without what its asker took back."""
    wanted = (requests.c.parent_id == parent_id, requests.c.state != RequestState.CANCELLED)
    rows = source.execute(select(requests).where(*wanted).order_by(requests.c.id)).mappings()
    return tuple(request_from(row) for row in rows)


def held_children(unit: Unit, parent_id: str) -> list[Request]:
    """For whoever changes them. What was taken out at the same moment is not among them."""
    held = [hold_request(unit, child.id) for child in children_of(unit, parent_id)]
    return [child for child in held if child.parent_id == parent_id]


def together_with(source: Unit | Connection, request: Request, now: datetime) -> Together:
    if request.parent_id is not None:
        return Together(parent=find_request(source, request.parent_id))
    return Together(children=children_of(source, request.id), same=_same_as(source, request, now))


def refuse_if_child(desk: Desk, request: Request) -> None:
    """What is done is done to the one that counts."""
    if request.parent_id is None:
        return
    parent = find_request(desk.unit, request.parent_id)
    whose = desk.people.get(parent.asked_by).first_name if parent else "somebody else"
    raise Conflict(
        f"It's the same thing as what {whose} reported. Use the card of that one, "
        "or press *Take it out again* first."
    )


def closes_at(desk: Desk, asker_id: str) -> datetime:
    """When silence closes what is done now, by the asker's working days."""
    team_ids = desk.people.get(asker_id).team_ids
    return silence_ends(desk.company, desk.company.find_team(team_ids[0]) if team_ids else None, desk.now)


def has_it_already(parent: Request, child: Request) -> bool:
    """Then a question to the other asker is no news for this one."""
    same = parent.acknowledged_by == child.acknowledged_by
    return same and child.state is RequestState.ACKNOWLEDGED


def taken_over(desk: Desk, parent: Request, child: Request, change: Change) -> tuple[States, dict[str, Any]]:
    """What a child becomes with this change of its parent: in which states it may be, and the new values."""
    taken = {"acknowledged_by": parent.acknowledged_by, "acknowledged_at": parent.acknowledged_at}
    if change in TAKEN:
        return WITH_TEAM, {"state": RequestState.ACKNOWLEDGED, **taken}
    if change is Change.RESOLVED:
        done = {"resolved_at": desk.now, "close_at": closes_at(desk, child.asked_by)}
        return WITH_TEAM, {"state": RequestState.RESOLVED, **taken, **done}
    if change is Change.REOPENED:
        undone = {"state": parent.state, "resolved_at": None, "close_at": None}
        return (RequestState.RESOLVED,), {**taken, **undone}
    places = ("team_id", "area_id", "owner_id", "reason", "band", "reply_by")
    moved = {name: getattr(parent, name) for name in places}
    return WITH_TEAM, {"state": RequestState.MOVED, **taken, **moved, "card_channel": None, "card_ts": None}


def _same_as(source: Unit | Connection, request: Request, now: datetime) -> tuple[Request, ...]:
    """Other outages of the last day that are with the same team."""
    if request.urgency != "outage" or request.state not in WITH_TEAM:
        return ()
    wanted = (
        requests.c.team_id.is_not_distinct_from(request.team_id),
        requests.c.urgency == "outage",
        requests.c.state.in_(WITH_TEAM),
        requests.c.parent_id.is_(None),
        requests.c.id != request.id,
        requests.c.asked_at > now - LOOKS_BACK,
    )
    newest = select(requests).where(*wanted).order_by(requests.c.id.desc()).limit(MOST_CHOICES)
    return _likeliest_first(request, map(request_from, source.execute(newest).mappings()))


def _likeliest_first(request: Request, others: Iterable[Request]) -> tuple[Request, ...]:
    words = gist(request.text)

    def unlikeness(other: Request) -> float:
        alike = likeness(words, gist(other.text), outage=True)
        return -alike if alike >= enough(outage=True) else 0.0

    return tuple(sorted(others, key=unlikeness))
