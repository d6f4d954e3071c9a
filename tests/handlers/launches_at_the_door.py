"""What the tests of launches at the door share: who announces what, and what is drawn of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.channels import Channel, remember_channels
from bot.launches.model import Launch, launch_from, touched_by
from bot.launches.tying import tied_to
from db.kinds import NoticeKind
from db.meeting_tables import launches
from handlers.views.budget import problems
from handlers.views.launches.card import card
from handlers.views.launches.opened import Standing, opened
from handlers.views.message import Message
from tests.bot.requests.scene import Scene
from tests.handlers.knocking import Knocking, buttons

WORDS = "boots campaign with a landing page on 21 April"
NEWS = "Heads up: the boots launch goes live on 21 April"
FIRST, LAST = "launch.first_day", "launch.last_day"


@pytest.fixture
def knocking(scene: Scene) -> Knocking:
    channels = [Channel("C0MARKETING", "marketing"), Channel("C0SHARED", "shared", is_shared_outside=True)]
    scene.do(lambda desk: remember_channels(desk.unit, channels, desk.now))
    return Knocking(scene)


def only(scene: Scene) -> Launch:
    with scene.toolkit.ledger.read() as connection:
        return launch_from(connection.execute(select(launches)).mappings().one())


def count(scene: Scene, table: Any = launches) -> int:
    with scene.toolkit.ledger.read() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def told(scene: Scene) -> Mapping[str, Any]:
    """The last thing that a person was told alone."""
    return scene.notices(NoticeKind.PERSON_TOLD)[-1]["detail"]  # type: ignore[no-any-return]


def form(scene: Scene) -> dict[str, Any]:
    """The form that is to be opened."""
    return scene.notices(NoticeKind.VIEW_DUE)[-1]["detail"]["view"]  # type: ignore[no-any-return]


def filled(view: Mapping[str, Any]) -> dict[str, Any]:
    """Field -> what stands in it when it opens."""
    elements = {one["block_id"]: one["element"] for one in view["blocks"] if one["type"] == "input"}
    return {
        name: each.get("initial_value")
        or each.get("initial_date")
        or (each.get("initial_option") or {}).get("value")
        for name, each in elements.items()
    }


def message(scene: Scene) -> Message:
    """The message that tells of the only launch, as it is drawn now."""
    toolkit, launch = scene.toolkit, only(scene)
    with toolkit.ledger.read() as connection:
        standing = Standing(launch, touched_by(connection, launch.id), tied_to(connection, launch.id))
    drawn = opened(standing, toolkit.directory.people(), toolkit.company, toolkit.now())
    assert problems(drawn) == []
    return drawn


def team_card(scene: Scene, team_id: str = "web") -> Message:
    toolkit, launch = scene.toolkit, only(scene)
    with toolkit.ledger.read() as connection:
        mine = [one for one in touched_by(connection, launch.id) if one.team_id == team_id]
    drawn = card(launch, mine, team_id, toolkit.directory.people(), toolkit.company, toolkit.now())
    assert problems(drawn) == []
    return drawn


def chosen(message: Message, label: str) -> dict[str, Any]:
    """An option of one of its menus, as Slack sends it."""
    for menu in buttons(message.blocks):
        for option in menu.get("options", ()):
            if option["text"]["text"] == label:
                return {"type": "static_select", "action_id": menu["action_id"], "selected_option": option}
    raise AssertionError(f"no menu offers {label}")


def values(name: str, first: str | None, last: str | None = None, **more: str) -> dict[str, dict[str, Any]]:
    return {
        "launch.name": {"type": "plain_text_input", "value": name},
        "launch.kind": {"type": "static_select", "selected_option": {"value": more.get("kind", "launch")}},
        FIRST: {"type": "datepicker", "selected_date": first},
        LAST: {"type": "datepicker", "selected_date": last},
        "launch.customers": {"type": "plain_text_input", "value": more.get("customers")},
    }
