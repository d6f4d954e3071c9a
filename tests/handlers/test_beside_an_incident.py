"""A wish in the same words as an incident, through the door: two requests, and only one of them is urgent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from bot.company import Area, Company
from bot.requests.model import Request, request_from
from bot.toolkit import Toolkit
from db.kinds import NoticeKind
from db.tables import requests
from handlers import find
from handlers.door import Door
from handlers.names import ASK
from tests.bot.requests.scene import DEV, MIA, Scene
from tests.companies import WORKSPACE, small_company
from tests.conftest import SettableClock

DOWN = "The checkout is down, nobody can pay!"
WISH = "could you make a dashboard with the spring numbers?"


@pytest.fixture
def company() -> Company:
    small = small_company()
    what = "Something that worked and no longer works, is down or shows errors."
    broken = Area("broken", "Broken", "Something is down", what, "web", 0, keywords=("down", "outage"))
    return replace(small, areas=(*small.areas, broken))


@pytest.fixture
def scene(toolkit: Toolkit, clock: SettableClock) -> Scene:
    return Scene(toolkit, clock)


def asked(toolkit: Toolkit, scene: Scene, text: str) -> tuple[str, list[Request]]:
    answer = Door(toolkit, find, lambda *_: None).take(
        {
            "command": ASK,
            "text": text,
            "trigger_id": "1.1.a",
            "user_id": MIA,
            "team_id": WORKSPACE,
            "channel_id": "C0MARKETING",
            "channel_name": "marketing",
            "response_url": "https://hooks.example/1",
        }
    )
    with scene.toolkit.ledger.read() as connection:
        rows = connection.execute(select(requests).order_by(requests.c.id)).mappings()
        return answer.text or "", [request_from(row) for row in rows]


def test_both_are_said_back_and_only_what_broke_is_an_outage(toolkit: Toolkit, scene: Scene) -> None:
    said, (broken, wish) = asked(toolkit, scene, f"{DOWN} Also, unrelated: {WISH}")

    assert said.startswith("Got it, thanks Mia. I've made two of it:")
    assert (broken.area_id, broken.urgency, broken.text) == ("broken", "outage", DOWN)
    assert (wish.area_id, wish.urgency) == ("reports", "normal")
    assert (wish.text, wish.owner_id, wish.sibling_of) == (WISH, DEV, broken.id)
    assert wish.reply_by != broken.reply_by
    arrived = [each["request_id"] for each in scene.notices(NoticeKind.REQUEST_ARRIVED)]
    assert sorted(arrived) == sorted([broken.id, wish.id])


def test_a_day_named_with_the_wish_is_not_the_incidents(toolkit: Toolkit, scene: Scene) -> None:
    _, (broken, wish) = asked(toolkit, scene, f"{DOWN} By the way, {WISH} By 27 March.")

    assert (broken.due_on, wish.due_on) == (None, date(2026, 3, 27))


def test_the_day_of_the_incident_is_not_that_of_the_wish(toolkit: Toolkit, scene: Scene) -> None:
    text = f"The checkout is down, nobody can pay and it must work by 12 March! Also, unrelated: {WISH}"
    _, (broken, wish) = asked(toolkit, scene, text)

    assert (broken.due_on, wish.due_on) == (date(2026, 3, 12), None)


def test_a_hurry_of_its_own_stays_with_the_wish(toolkit: Toolkit, scene: Scene) -> None:
    _, (broken, wish) = asked(toolkit, scene, f"{DOWN} PS: no hurry at all, {WISH}")

    assert (broken.urgency, wish.urgency) == ("outage", "low")
