"""What stands on the road map, as values: launches, freezes, migrations, renewals; and what they touch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Connection, select

from db.engine import Unit
from db.errors import Missing
from db.kinds import LaunchAnswer, LaunchKind, LaunchState
from db.meeting_tables import launch_areas, launches

LONGEST_NAME = 80
Choice = Literal["simple", "later"]


@dataclass(frozen=True)
class Launch:
    id: str
    kind: LaunchKind
    name: str
    first_day: date
    last_day: date  # the same, where it is one day
    customers: str | None
    team_id: str | None  # of whoever made it
    made_by: str
    made_at: datetime
    changed_at: datetime
    source_key: str
    state: LaunchState
    sequence: int = 0  # counts changes, for calendar programs
    channel_id: str | None = None  # our message that tells of it
    ts: str | None = None
    thread_ts: str | None = None  # the thread in which it is spoken of; may begin above our message

    @property
    def is_planned(self) -> bool:
        return self.state is LaunchState.PLANNED

    @property
    def is_launch(self) -> bool:
        """Only a launch touches areas; the others are on the road map for everybody to see."""
        return self.kind is LaunchKind.LAUNCH

    @property
    def lane(self) -> str:
        """The notices for the place where it was told of, one after the other."""
        return f"{self.id}:home"

    def team_lane(self, team_id: str) -> str:
        return f"{self.id}:{team_id}"


@dataclass(frozen=True)
class Touched:
    """One area that a launch touches, and what its team said of it."""

    launch_id: str
    area_id: str
    team_id: str
    last_good_day: date | None  # None: the area promises no days
    state: LaunchAnswer = LaunchAnswer.UNANSWERED
    answered_by: str | None = None
    answered_at: datetime | None = None
    choice: Choice | None = None  # what the announcer chose where the day was too near
    channel_id: str | None = None  # the team's card
    ts: str | None = None

    def is_too_late(self, today: date) -> bool:
        return self.last_good_day is not None and self.last_good_day < today


_NAMES = tuple(each.name for each in fields(Launch))
_TOUCHED = tuple(each.name for each in fields(Touched))


def launch_from(row: Mapping[Any, Any]) -> Launch:
    values = {name: row[name] for name in _NAMES}
    return Launch(**{**values, "kind": LaunchKind(row["kind"]), "state": LaunchState(row["state"])})


def find_launch(source: Unit | Connection, launch_id: str) -> Launch | None:
    row = source.execute(select(launches).where(launches.c.id == launch_id)).mappings().first()
    return launch_from(row) if row else None


def get_launch(source: Unit | Connection, launch_id: str) -> Launch:
    found = find_launch(source, launch_id)
    if found is None:
        raise Missing("I can't find that launch any more. `/launch list` shows what is planned.")
    return found


def hold_launch(unit: Unit, launch_id: str) -> Launch:
    """For whoever changes it: nobody else does so until this unit ends."""
    held = select(launches).where(launches.c.id == launch_id).with_for_update()  # SQLite holds all anyway
    row = unit.execute(held).mappings().first()
    return launch_from(row) if row else get_launch(unit, launch_id)


def find_by_source(source: Unit | Connection, source_key: str) -> Launch | None:
    row = source.execute(select(launches).where(launches.c.source_key == source_key)).mappings().first()
    return launch_from(row) if row else None


def touched_by(source: Unit | Connection, launch_id: str) -> tuple[Touched, ...]:
    """The areas, the one whose day comes first at the front."""
    statement = select(launch_areas).where(launch_areas.c.launch_id == launch_id)
    found = [_touched(row) for row in source.execute(statement).mappings()]
    return tuple(sorted(found, key=lambda one: (one.last_good_day or date.max, one.area_id)))


def planned(source: Unit | Connection, since: date, until: date = date.max) -> list[Launch]:
    """All that is planned and touches these days, both included; the soonest first."""
    statement = select(launches).where(
        launches.c.state == LaunchState.PLANNED,
        launches.c.last_day >= since,
        launches.c.first_day <= until,
    )
    ordered = statement.order_by(launches.c.first_day, launches.c.last_day, launches.c.id)
    return [launch_from(row) for row in source.execute(ordered).mappings()]


def touched_by_all(source: Unit | Connection, launch_ids: list[str]) -> dict[str, list[Touched]]:
    """By launch; those that touch nothing are not in it."""
    found: dict[str, list[Touched]] = {}
    statement = select(launch_areas).where(launch_areas.c.launch_id.in_(launch_ids))
    for row in source.execute(statement.order_by(launch_areas.c.area_id)).mappings():
        found.setdefault(str(row["launch_id"]), []).append(_touched(row))
    return found


def _touched(row: Mapping[Any, Any]) -> Touched:
    return Touched(**{**{name: row[name] for name in _TOUCHED}, "state": LaunchAnswer(row["state"])})
