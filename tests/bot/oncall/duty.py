"""The Web Team takes turns: change who is on call, look who is then, and at what is to be said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar

from sqlalchemy import Connection, select, update

from bot.company import Company
from bot.company.rota import HandOver, Layer, Rota
from bot.oncall.board import Board
from bot.oncall.model import Override
from bot.oncall.overriding import override_from
from bot.people import Facts, remember
from bot.toolkit import Toolkit
from db.duty_tables import overrides
from db.kinds import DeliveryState, NoticeKind
from db.meeting_tables import deliveries
from db.tables import people
from tests import companies
from tests.bot.requests.scene import DEACTIVATED, OUTSIDER, Scene
from tests.companies import ELSEWHERE, JONAS, LENA, WORKSPACE, small_company
from tests.conftest import SettableClock

BOT = "U0SOMEBOT"
ONE_DAY = timedelta(days=1)
# Jonas serves from Tuesday 10 March at nine in Berlin, Lena from Wednesday, and so on, day by day.
TURNS = Layer("first", "On call", (JONAS, LENA), HandOver("daily", time(9)), date(2026, 3, 2))
ROTA = Rota("Europe/Berlin", (TURNS,))

T = TypeVar("T")


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    """In March 2026, by the clock in Berlin, which is an hour ahead until the 29th."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC) - timedelta(hours=1)


def with_rota(rota: Rota | None = ROTA, **values: Any) -> Company:
    """The small company, whose Web Team has this rota. `values`: of the Web Team."""
    small = small_company()
    web = replace(companies.WEB, rota=rota, **values)
    return replace(small, teams=tuple(web if one.id == "web" else one for one in small.teams))


@dataclass
class Duty:
    toolkit: Toolkit
    clock: SettableClock

    def do(self, service: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """One service in one transaction; in between other processes' news have arrived."""
        self.toolkit.duties.catch_up()
        with self.toolkit.ledger.begin() as unit:
            return service(self.toolkit.desk(unit), *arguments, **named)

    @property
    def scene(self) -> Scene:
        return Scene(self.toolkit, self.clock)

    def board(self) -> Board:
        self.toolkit.duties.catch_up()
        return self.toolkit.duties.board()

    def on_call(self, moment: datetime | None = None, team: str = "web") -> str:
        found = self.board().on_call(self.toolkit.company.team(team), moment or self.clock.now)
        assert found is not None
        return found.user_id

    def told(self, *, to: str | None = None, what: str | None = None) -> list[Mapping[str, Any]]:
        """What DUTY_TOLD carries: to this person, else to the team; of one kind, else of all."""
        found = [one["detail"] for one in self.scene.notices(NoticeKind.DUTY_TOLD)]
        return [one for one in found if one.get("to") == to and what in (None, one["what"])]

    def settled(self, kind: str) -> list[tuple[str, DeliveryState, str]]:
        """Slot, state and reason of each that fell due."""
        c = deliveries.c
        rows = select(c.slot, c.state, c.reason).where(c.kind == kind).order_by(c.settled_at, c.slot)
        with self.toolkit.ledger.read() as connection:
            return [(slot, DeliveryState(state), reason) for slot, state, reason in connection.execute(rows)]

    def deactivate(self, user_id: str) -> None:
        with self.toolkit.ledger.begin() as unit:
            unit.execute(update(people).where(people.c.user_id == user_id).values(deactivated=True))
        self.toolkit.directory.refresh()


def coming_overrides(source: Connection, team_id: str, now: datetime) -> list[Override]:
    """Those of the team that stand and are not over, by when they begin."""
    c = overrides.c
    standing = select(overrides).where(c.team_id == team_id, c.cancelled_at.is_(None), c.ends_at > now)
    return [override_from(row) for row in source.execute(standing.order_by(c.starts_at, c.id)).mappings()]


def duty_of(toolkit: Toolkit, clock: SettableClock) -> Duty:
    """With somebody of another company, somebody who has left, and an app."""
    with toolkit.ledger.begin() as unit:
        others = [
            Facts(OUTSIDER, ELSEWHERE, "Olga Outside", email="olga@partner.example"),
            Facts(DEACTIVATED, WORKSPACE, "Ruth Adler", email="ruth@example.org", deactivated=True),
            Facts(BOT, WORKSPACE, "Some App", is_bot=True),
        ]
        remember(unit, others, clock.now)
    toolkit.directory.refresh()
    return Duty(toolkit, clock)
