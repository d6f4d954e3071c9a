"""The menu under the figures: which requests a week counts, and for whom."""

from __future__ import annotations

from typing import Any

import pytest

from bot.requests.model import Place
from bot.requests.working import acknowledge
from db.kinds import NoticeKind
from handlers.actions.numbers import UNREADABLE
from handlers.names import NUMBERS_WEEK
from handlers.views.budget import problems
from tests.bot.requests.conftest import company, scene
from tests.bot.requests.scene import ADA, DEACTIVATED, JONAS, LENA, MIA, OUTSIDER, PRIYA, TOM, Scene
from tests.handlers.knocking import Knocking
from tests.handlers.views.values import read

__all__ = ["company", "scene"]

THIS_WEEK = "2026-03-09"
BOOTS = "a new landing page for the boots"
SECRET = Place("private", "G0SECRET", "300.1")


@pytest.fixture
def knocking(scene: Scene) -> Knocking:
    return Knocking(scene)


def choose(knocking: Knocking, who: str, week: str = THIS_WEEK) -> None:
    knocking.click(who, {"action_id": NUMBERS_WEEK, "selected_option": {"value": week}})


def shown(scene: Scene) -> str:
    view: dict[str, Any] = scene.notices(NoticeKind.VIEW_DUE)[-1]["detail"]["view"]
    assert problems(view) == []
    return read(view)


def told(scene: Scene) -> str:
    return str(scene.notices(NoticeKind.PERSON_TOLD)[-1]["detail"]["text"])


@pytest.mark.parametrize("who", [PRIYA, ADA, JONAS, MIA])
def test_who_sees_figures_sees_what_they_count(knocking: Knocking, scene: Scene, who: str) -> None:
    request = scene.file(BOOTS)
    scene.do(acknowledge, request.id, JONAS)
    choose(knocking, who)
    text = shown(scene)
    assert "*Week from Mon 9 Mar*\n*Came in:* 1" in text
    assert "landing page for the boots · Web Team" in text.casefold().replace("web team", "Web Team")
    assert "0 working hours" in text


@pytest.mark.parametrize("who", [LENA, TOM, OUTSIDER, DEACTIVATED])
def test_others_are_told_who_sees_them(knocking: Knocking, scene: Scene, who: str) -> None:
    choose(knocking, who)
    assert told(scene) == "Figures are shown to owners of teams, the bridge and admins. Ask one of them."
    assert scene.notices(NoticeKind.VIEW_DUE) == []


def test_the_owner_of_the_askers_team_does_not_read_what_was_asked_in_private(
    knocking: Knocking, scene: Scene
) -> None:
    scene.file(BOOTS, asked_by=TOM, place=SECRET)
    choose(knocking, MIA)
    assert "A request in a private conversation · Web Team" in shown(scene)
    assert "boots" not in shown(scene)
    choose(knocking, JONAS)  # whose team works on it
    assert "boots" in shown(scene)


def test_a_week_that_is_no_longer_shown_says_where_else_to_look(knocking: Knocking, scene: Scene) -> None:
    choose(knocking, PRIYA, "2025-03-10")
    assert told(scene) == (
        "That week is no longer among the last 8. Open the Home tab again, or ask an admin for an export: it "
        "goes back a year."
    )


@pytest.mark.parametrize("week", ["", "soon", "2026-13-40"])
def test_a_week_that_cannot_be_read_is_asked_for_again(knocking: Knocking, scene: Scene, week: str) -> None:
    choose(knocking, PRIYA, week)
    assert told(scene) == UNREADABLE
