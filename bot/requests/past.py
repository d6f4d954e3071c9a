"""How past requests found their way, told from what was kept: where each was sent first, and where it ended.

What the asker chose in the form says nothing about the bot's own reading, so it is told apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, select

from bot.hindsight import Settled
from bot.intake.reader import CHOSEN
from bot.learning import in_force, known_from
from db.engine import Unit
from db.kinds import Change, RequestState
from db.tables import history, lessons, requests


class Way(StrEnum):
    """How a request came to the team it is with."""

    PICKED = "picked"  # the asker chose the area while filing
    ROUTED = "routed"  # sent by the bot alone, and it stayed with that team
    MOVED = "moved"  # sent by the bot alone, and then to another team or to the bridge
    ASKED = "asked"  # the asker was shown some choices
    BRIDGE = "bridge"  # a person of the bridge had to decide


@dataclass(frozen=True)
class Past:
    """`first_area` is None where the bot sent it to nobody; `area_id` where nobody has decided yet."""

    id: str
    text: str
    asked_at: datetime
    way: Way
    first_area: str | None
    area_id: str | None

    @property
    def told_of(self) -> str | None:
        """The area that this way says something about: the one it was sent to, else the one it came to."""
        return self.first_area or self.area_id


@dataclass(frozen=True)
class Tally:
    """What is known of one area (None: not known), by way; the oldest first."""

    area_id: str | None
    ways: Mapping[Way, tuple[Past, ...]]

    def count(self, way: Way) -> int:
        return len(self.ways.get(way, ()))

    @property
    def total(self) -> int:
        return sum(len(each) for each in self.ways.values())


def past_requests(connection: Unit | Connection) -> tuple[Past, ...]:
    """Every request that was not taken back, the oldest first."""
    changes = _changes(connection)
    statement = select(requests).where(requests.c.state != RequestState.CANCELLED)
    rows = connection.execute(statement.order_by(requests.c.asked_at, requests.c.id)).mappings()
    return tuple(_past(row, changes[row["id"]]) for row in rows)


def by_area(past: Iterable[Past]) -> tuple[Tally, ...]:
    """The busiest area first, what is known of no area last."""
    found: dict[str | None, dict[Way, list[Past]]] = defaultdict(lambda: defaultdict(list))
    for each in past:
        found[each.told_of][each.way].append(each)
    tallies = (
        Tally(area_id, {way: tuple(some) for way, some in ways.items()}) for area_id, ways in found.items()
    )
    return tuple(sorted(tallies, key=lambda one: (one.area_id is None, -one.total, one.area_id or "")))


def settled_requests(connection: Connection) -> tuple[Settled, ...]:
    """Those of which people have said whose they were, in so far as it counts; the oldest first."""
    moments = connection.execute(select(requests.c.id, requests.c.asked_at))
    asked_at: dict[str, datetime] = {request_id: moment for request_id, moment in moments}
    known = in_force(known_from(row) for row in connection.execute(select(lessons)).mappings())
    found = (
        Settled(lesson.id, lesson.text, lesson.area_id, asked_at[lesson.request_id])
        for lesson in known
        if lesson.request_id in asked_at
    )
    return tuple(sorted(found, key=lambda one: (one.asked_at, one.id)))


@dataclass
class _Changes:
    """What the history says of one request that bears on its way."""

    filed: Mapping[str, Any] = field(default_factory=dict)
    moved: bool = False
    chosen: bool = False


def _changes(connection: Unit | Connection) -> defaultdict[str, _Changes]:
    found: defaultdict[str, _Changes] = defaultdict(_Changes)
    telling = (Change.FILED, Change.MOVED, Change.CHOSEN)
    statement = select(history.c.request_id, history.c.change, history.c.detail)
    for row in connection.execute(statement.where(history.c.change.in_(telling))).mappings():
        of_this, change = found[row["request_id"]], row["change"]
        if change == Change.FILED:
            of_this.filed = row["detail"]
        of_this.moved |= change == Change.MOVED
        of_this.chosen |= change == Change.CHOSEN
    return found


def _past(row: Mapping[Any, Any], changes: _Changes) -> Past:
    filed = changes.filed
    first_team = filed.get("team_id")
    # What was filed by an older version does not say which area it was, only which team.
    as_it_stands = None if changes.moved else row["area_id"]
    first_area = filed.get("area_id", as_it_stands) if first_team else None
    way = _way(filed, changes, stayed=row["team_id"] == first_team)
    # The same team, another area: it was with the right people, under the name that it has now.
    told = row["area_id"] if way is Way.ROUTED else first_area
    return Past(row["id"], row["text"], row["asked_at"], way, told, row["area_id"])


def _way(filed: Mapping[str, Any], changes: _Changes, *, stayed: bool) -> Way:
    if filed.get("reason") == CHOSEN:
        return Way.PICKED
    if filed.get("team_id"):
        return Way.ROUTED if stayed else Way.MOVED
    return Way.ASKED if changes.chosen or filed.get("band") == "ask" else Way.BRIDGE
