"""The small company while nobody answers: file, let time pass, see who is asked when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.escalation.climbing import Step, due_steps, next_step_at, steps_of
from bot.oncall.keeping import count_change
from bot.requests.model import Request
from db.duty_tables import absences, overrides
from db.kinds import NoticeKind, StepState
from scheduler.jobs.escalation import ask_whoever_is_next
from tests.bot.requests.scene import JONAS, MIA, Scene

TAKEN, CALLED = NoticeKind.STEP_TAKEN, NoticeKind.PERSON_CALLED
DOWN = "our landing page is down, nobody can order right now"
BERLIN = ZoneInfo("Europe/Berlin")


def berlin(wall: str) -> datetime:
    """The Web Team's and the Data Team's clock: they work from nine to five."""
    return datetime.fromisoformat(wall).replace(tzinfo=BERLIN).astimezone(UTC)


@dataclass(frozen=True)
class Asked:
    """What one look led to."""

    at: datetime
    to: str
    user_ids: tuple[str, ...]
    late: bool = False


@dataclass
class Waiting(Scene):
    def at(self, moment: datetime | str) -> None:
        """The clock stands at this moment (Berlin's, where it is written), and somebody looks."""
        self.clock.now = berlin(moment) if isinstance(moment, str) else moment
        self.look()

    def look(self) -> None:
        ask_whoever_is_next(self.toolkit)

    def steps(self, request: Request) -> list[Step]:
        with self.toolkit.ledger.read() as connection:
            return list(steps_of(connection, request.id))

    def waiting(self, request: Request) -> list[tuple[str, datetime]]:
        return [(one.to, one.due_at) for one in self.steps(request) if one.state is StepState.WAITING]

    def states(self, request: Request) -> list[StepState]:
        return [one.state for one in self.steps(request)]

    def due(self) -> list[str]:
        with self.toolkit.ledger.read() as connection:
            return due_steps(connection, self.clock.now, 100)

    def next_at(self) -> datetime | None:
        with self.toolkit.ledger.read() as connection:
            return next_step_at(connection)

    def let_it_climb(self, request: Request) -> list[Asked]:
        """Jumps from step to step until nobody is left to be asked; each jump comes three seconds late."""
        asked: list[Asked] = []
        while (moment := self.next_at()) is not None:
            self.at(max(moment, self.clock.now) + timedelta(seconds=3))
            last = [one for one in self.steps(request) if one.state is StepState.TAKEN][-1]
            asked.append(Asked(moment, last.to, last.told, last.late))
        return asked

    def said(self, kind: NoticeKind, request: Request) -> list[Mapping[str, Any]]:
        return [each["detail"] for each in self.notices(kind) if each["request_id"] == request.id]

    def called(self, request: Request) -> list[str]:
        """Everybody who was called by name in their direct messages, one after the other."""
        return [detail["user_id"] for detail in self.said(CALLED, request)]

    def take_over(self, user_id: str, starts_at: datetime, ends_at: datetime, team_id: str = "web") -> None:
        """Somebody else serves from one moment to the other."""
        self.filed += 1
        with self.toolkit.ledger.begin() as unit:
            unit.add(
                overrides,
                id=f"o{self.filed}",
                team_id=team_id,
                starts_at=starts_at,
                ends_at=ends_at,
                user_id=user_id,
                made_by=user_id,
                made_at=self.clock.now,
                changed_at=self.clock.now,
            )
            count_change(unit)
        self.toolkit.duties.catch_up()

    def go_away(self, user_id: str, first_day: date, last_day: date) -> None:
        self.filed += 1
        with self.toolkit.ledger.begin() as unit:
            unit.add(
                absences,
                id=f"a{self.filed}",
                user_id=user_id,
                first_day=first_day,
                last_day=last_day,
                made_by=user_id,
                made_at=self.clock.now,
            )
            count_change(unit)
        self.toolkit.duties.catch_up()


__all__ = ["BERLIN", "CALLED", "DOWN", "JONAS", "MIA", "TAKEN", "Asked", "Waiting", "berlin"]
