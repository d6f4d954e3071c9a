""" "This is an outage", the calls and their buttons, through the door; and what shows that somebody looks."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import App

from bot.escalation.waking import SAY_WHAT
from bot.requests.model import Request
from bot.requests.working import acknowledge
from bot.settings import Settings
from bot.toolkit import Toolkit
from db.kinds import NoticeKind, RequestState
from handlers.checking import all_well, auditor_of, silent_auditor
from handlers.names import BROKEN_FIELD, CLAIM, NOT_OURS, OUTAGE_FORM, SAY_OUTAGE
from handlers.serving import HEALTH_PATH, serve
from tests.bot.escalation.conftest import company, scene
from tests.bot.escalation.scene import DOWN, Waiting
from tests.bot.requests.scene import ADA, DEV, JONAS, LENA, MIA, PRIYA, TOM
from tests.conftest import TUESDAY_NOON
from tests.handlers.knocking import Knocking

__all__ = ["company", "scene"]

BROKEN = "Nobody can send the form"


@pytest.fixture
def knocking(scene: Waiting) -> Knocking:
    scene.at("2026-03-10 02:00")
    return Knocking(scene)


@pytest.fixture
def asked(scene: Waiting, knocking: Knocking) -> Request:
    return scene.filed_and_posted()


def press(knocking: Knocking, who: str, name: str, request: Request, channel: str = "C0MARKETING") -> None:
    assert knocking.click(who, {"action_id": name, "value": request.id}, channel).errors == {}


def opened(scene: Waiting) -> dict[str, Any]:
    view: dict[str, Any] = scene.notices(NoticeKind.VIEW_DUE)[-1]["detail"]["view"]
    assert view["callback_id"] == OUTAGE_FORM
    return view


def send(knocking: Knocking, who: str, about: dict[str, Any], words: str | None = BROKEN) -> Any:
    values = {BROKEN_FIELD: {"type": "plain_text_input", "value": words}}
    return knocking.submit(who, OUTAGE_FORM, about, values)


def told(scene: Waiting) -> list[tuple[str, str]]:
    rows = scene.notices(NoticeKind.PERSON_TOLD)
    return [(row["detail"]["user_id"], row["detail"]["text"]) for row in rows]


def test_one_press_one_question_and_the_one_on_call_is_woken(
    knocking: Knocking, scene: Waiting, asked: Request
) -> None:
    press(knocking, MIA, SAY_OUTAGE, asked)
    view = opened(scene)
    assert view["submit"]["text"] == "Call Jonas"
    about = json.loads(view["private_metadata"])
    assert send(knocking, MIA, about).errors == {}
    scene.look()
    assert scene.called(asked) == [JONAS]
    assert told(scene) == [], "the thread in which it was pressed says it"


def test_pressed_on_the_home_tab_it_is_answered_to_that_person(
    knocking: Knocking, scene: Waiting, asked: Request
) -> None:
    press(knocking, MIA, SAY_OUTAGE, asked, channel="D0MIA")
    send(knocking, MIA, json.loads(opened(scene)["private_metadata"]))
    ((who, sentence),) = told(scene)
    assert who == MIA
    assert sentence.startswith("I'm calling Jonas now. You'll hear by <!date^")


def test_an_empty_answer_is_asked_for_beside_the_field(
    knocking: Knocking, scene: Waiting, asked: Request
) -> None:
    for words in (None, "", "   "):
        assert send(knocking, MIA, {"request_id": asked.id}, words).errors == {BROKEN_FIELD: SAY_WHAT}
    assert scene.request(asked.id).urgency == "normal"


def test_a_second_press_and_a_second_form_are_told_who_was_called(
    knocking: Knocking, scene: Waiting, asked: Request
) -> None:
    about = {"request_id": asked.id, "seen": True}
    send(knocking, MIA, about)
    scene.look()
    sentence = "It's marked as an outage already. I called Jonas at 01:00 (Europe/London)."
    press(knocking, MIA, SAY_OUTAGE, asked)
    assert told(scene) == [(MIA, sentence)]
    assert send(knocking, MIA, about).errors == {BROKEN_FIELD: sentence}
    assert scene.notices(NoticeKind.VIEW_DUE) == []


def test_a_stale_button_says_who_has_it_by_now(knocking: Knocking, scene: Waiting, asked: Request) -> None:
    scene.do(acknowledge, asked.id, LENA)
    press(knocking, MIA, SAY_OUTAGE, asked)
    sentence = "Lena already has it. So I woke nobody. Write in the thread if it got worse."
    assert told(scene) == [(MIA, sentence)]


@pytest.mark.parametrize("who", [TOM, DEV])
def test_others_may_not_wake_anybody_neither_by_button_nor_by_form(
    knocking: Knocking, scene: Waiting, asked: Request, who: str
) -> None:
    press(knocking, who, SAY_OUTAGE, asked)
    send(knocking, who, {"request_id": asked.id})
    sentence = (
        "Only Mia, the team it is with and the bridge can do that. If it hits you too, write in the thread."
    )
    assert told(scene) == [(who, sentence)] * 2
    assert scene.request(asked.id).urgency == "normal"


def test_admins_are_no_asker_and_may_still_wake(knocking: Knocking, scene: Waiting, asked: Request) -> None:
    assert send(knocking, ADA, {"request_id": asked.id}).errors == {}
    assert scene.request(asked.id).urgency == "outage"


def test_the_call_is_taken_with_its_button_and_the_second_one_is_told_who_has_it(
    knocking: Knocking, scene: Waiting
) -> None:
    request = scene.filed_and_posted(text=DOWN)
    scene.let_it_climb(request)
    press(knocking, LENA, CLAIM, request, "D0LENA")
    assert scene.request(request.id).acknowledged_by == LENA
    press(knocking, PRIYA, CLAIM, request, "D0PRIYA")
    assert told(scene) == [(PRIYA, "Lena already has it.")]


def test_a_call_can_be_given_to_the_bridge_with_one_click(knocking: Knocking, scene: Waiting) -> None:
    request = scene.filed_and_posted(text=DOWN)
    scene.look()
    press(knocking, JONAS, NOT_OURS, request, "D0JONAS")
    moved = scene.request(request.id)
    assert (moved.state, moved.team_id, moved.owner_id) == (RequestState.MOVED, None, PRIYA)


def test_the_old_call_of_another_team_takes_nothing(knocking: Knocking, scene: Waiting) -> None:
    request = scene.filed_and_posted(text=DOWN)
    scene.look()
    press(knocking, JONAS, NOT_OURS, request, "D0JONAS")
    press(knocking, JONAS, CLAIM, request, "D0JONAS")
    ((who, sentence),) = told(scene)
    assert who == JONAS
    assert "belongs to the bridge between marketing and IT, so only they can do this" in sentence


# Who watches


def test_check_knows_a_bot_that_looks_and_names_one_that_has_stopped(
    scene: Waiting, database_url: str, toolkit: Toolkit
) -> None:
    settings = _at(toolkit, database_url)
    before = auditor_of(settings)
    assert before is not None
    assert list(silent_auditor(before, TUESDAY_NOON)) == [], "it was never started"
    assert all_well(before, TUESDAY_NOON).endswith("are in place.")
    scene.look()
    found = auditor_of(settings)
    assert found is not None
    said = all_well(found, scene.clock.now + timedelta(seconds=20))
    assert said.endswith("\nLast look for unanswered requests: 20 s ago.")
    assert list(silent_auditor(found, scene.clock.now + timedelta(seconds=20))) == []
    (problem,) = silent_auditor(found, scene.clock.now + timedelta(hours=3))
    assert problem == (
        "Nobody has looked for unanswered requests for 3 h. "
        "Start Liaison; if it runs, its log says why it stopped looking."
    )


def test_check_says_nothing_of_it_where_there_is_no_database_yet(
    empty_database_url: str, toolkit: Toolkit, tmp_path: Path
) -> None:
    assert auditor_of(_at(toolkit, empty_database_url)) is None
    assert auditor_of(_at(toolkit, f"sqlite:///{tmp_path / 'nowhere' / 'liaison.db'}")) is None
    assert list(silent_auditor(None, TUESDAY_NOON)) == []
    assert all_well(None, TUESDAY_NOON).startswith("All is well")


def test_the_health_page_says_how_long_ago_somebody_looked(scene: Waiting, toolkit: Toolkit) -> None:
    scene.look()
    scene.clock.advance(seconds=20)
    app = App(token="xoxb-1", signing_secret="s", token_verification_enabled=False)
    with serve(app, toolkit, port=None, host="127.0.0.1") as port:
        line = HTTPConnection("127.0.0.1", port, timeout=30)
        line.request("GET", HEALTH_PATH)
        assert line.getresponse().read() == b"ok\nlast look 20 s ago\n"
        line.close()


def _at(toolkit: Toolkit, url: str) -> Settings:
    return replace(toolkit.settings, database_url=url)
