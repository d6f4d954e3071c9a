"""Duty as people meet it: the small company with a rota, forms filled in the way Slack does it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.channels import Channel, remember_channels
from bot.company import Company
from bot.company.rota import HandOver, Layer, Rota
from bot.oncall.model import Override
from bot.people import Facts, remember
from bot.toolkit import Toolkit
from db.kinds import NoticeKind
from handlers.answers import Answer
from handlers.views.budget import problems
from handlers.views.message import Message
from tests import companies
from tests.bot.requests.scene import OUTSIDER, Scene
from tests.companies import ELSEWHERE, WORKSPACE, small_company
from tests.conftest import SettableClock
from tests.handlers.syncs_at_the_door import Meetings

BERLIN = ZoneInfo("Europe/Berlin")
HERE = "C0WEB"
# From Monday 9 March on Jonas has Monday, Lena Tuesday, and so on, from nine to nine in Berlin.
TURNS = Layer(
    "turns", "Turns", (companies.JONAS, companies.LENA), HandOver("daily", time(9)), date(2026, 3, 9)
)


def company_on_call() -> Company:
    """The small one, whose Web Team takes turns. The Data Team takes none."""
    small = small_company()
    web = replace(companies.WEB, rota=Rota("Europe/Berlin", (TURNS,)))
    return replace(small, teams=tuple(web if team.id == "web" else team for team in small.teams))


@dataclass
class Duty(Meetings):
    def command(self, who: str, line: str) -> Answer:
        return self.door.command(who, line, HERE)

    def overrides(self) -> tuple[Override, ...]:
        """Those that count, as every process sees them after the commit."""
        return self.scene.toolkit.duties.board().state.overrides

    def on_call(self, wall: str, team_id: str = "web") -> str:
        """By the clock in Berlin."""
        team = self.scene.toolkit.company.team(team_id)
        person = self.scene.toolkit.duties.board().on_call(team, berlin(wall))
        assert person is not None
        return person.user_id

    def press_in(self, who: str, view: Mapping[str, Any], name: str, value: str, **entered: Any) -> Answer:
        """A button or a menu in an open window."""
        number = next(self.numbers)
        fields = {**view, "blocks": [one for one in view["blocks"] if one["type"] == "input"]}
        return self.door.door.take(
            {
                "type": "block_actions",
                "trigger_id": f"pressed{number}",
                "user": {"id": who, "team_id": WORKSPACE},
                "container": {"type": "view", "view_id": "V1"},
                "view": self._state(fields, entered),
                "actions": [{"action_id": name, "action_ts": f"{2_000 + number}.1", "value": value}],
            }
        )

    def _state(self, view: Mapping[str, Any], entered: Mapping[str, Any]) -> dict[str, Any]:
        """A form that is opened once more is another one."""
        return {**super()._state(view, entered), "id": view.get("id", "V1")}

    def last_told(self, who: str) -> str:
        return [text for user_id, text in self.told() if user_id == who][-1]


def shown(answer: Answer) -> str:
    """All that stands in a private answer, as Slack takes it."""
    assert answer.errors == {}
    if answer.blocks:
        assert problems(Message(answer.text or "", answer.blocks)) == []
    return str(answer.blocks) if answer.blocks else answer.text or ""


def berlin(wall: str) -> datetime:
    return datetime.fromisoformat(wall).replace(tzinfo=BERLIN).astimezone(UTC)


def opened(duty: Duty, who: str, name: str, value: str = "web") -> dict[str, Any]:
    """The form that a button opens."""
    duty.press_on(who, name, value)
    return duty.opened()


def forms(duty: Duty) -> int:
    """How many were opened."""
    return len(duty.scene.notices(NoticeKind.VIEW_DUE))


@pytest.fixture
def company() -> Company:
    return company_on_call()


@pytest.fixture
def duty(toolkit: Toolkit, clock: SettableClock) -> Duty:
    """On Tuesday 10 March 2026, 13:00 in Berlin: Lena is on call."""
    scene = Scene(toolkit, clock)
    scene.do(lambda desk: remember_channels(desk.unit, [Channel(HERE, "it-web")], desk.now))
    scene.do(lambda desk: remember(desk.unit, [Facts(OUTSIDER, ELSEWHERE, "Olga Outside")], desk.now))
    toolkit.directory.refresh()
    return Duty(scene)
