"""Several wishes in one text, through the door: what Slack sends, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from bot.company import Company
from bot.requests.answering import cancel
from bot.requests.model import Request, request_from
from bot.requests.working import acknowledge
from bot.toolkit import Toolkit
from db.kinds import Change, NoticeKind, RequestState
from db.tables import requests
from handlers import find
from handlers.answers import Answer
from handlers.door import Door
from handlers.events.reactions import WHICH_ONE
from handlers.names import ASK, ASK_FORM, CANCEL, CLAIM, TEXT_FIELD
from tests.bot.requests.scene import DEV, JONAS, LENA, MIA, PRIYA, TOM, Scene
from tests.companies import WORKSPACE, small_company
from tests.conftest import SettableClock

TWO = "We need a new landing page for the boots. Also, could you make a dashboard with the spring numbers?"
TOLD = "Got it, thanks Mia. I've made two of it:"
HOME = "C0MARKETING"


@pytest.fixture
def company() -> Company:
    return small_company()


@pytest.fixture
def scene(toolkit: Toolkit, clock: SettableClock) -> Scene:
    return Scene(toolkit, clock)


Deliver = Callable[[dict[str, Any]], Answer]


@pytest.fixture
def deliver(toolkit: Toolkit) -> Deliver:
    return Door(toolkit, find, lambda *_: None).take


def event(number: int, **inner: Any) -> dict[str, Any]:
    return {
        "type": "event_callback",
        "event_id": f"Ev{number}",
        "team_id": WORKSPACE,
        "event": {"team": WORKSPACE, **inner},
    }


def message(number: int, text: str = TWO, *, user: str = MIA, **inner: Any) -> dict[str, Any]:
    place = {"ts": f"200.{number}", "channel": "D0MIA", "channel_type": "im"}
    return event(number, **{"type": "message", "user": user, "text": text, **place, **inner})


def reaction(number: int, name: str, user: str, ts: str, *, channel: str = HOME) -> dict[str, Any]:
    item = {"type": "message", "channel": channel, "ts": ts}
    return event(number, type="reaction_added", user=user, reaction=name, item=item)


def command(trigger: str = "1.1.a", text: str = TWO) -> dict[str, Any]:
    return {
        "command": ASK,
        "text": text,
        "trigger_id": trigger,
        "user_id": MIA,
        "team_id": WORKSPACE,
        "channel_id": HOME,
        "channel_name": "marketing",
        "response_url": "https://hooks.example/1",
    }


def click(name: str, request_id: str, user: str, trigger: str) -> dict[str, Any]:
    return {
        "type": "block_actions",
        "trigger_id": trigger,
        "team": {"id": WORKSPACE},
        "user": {"id": user, "team_id": WORKSPACE},
        "container": {"type": "message", "message_ts": "900.1", "channel_id": "D0MIA"},
        "actions": [{"action_id": name, "type": "button", "value": request_id, "action_ts": trigger}],
    }


def kept(scene: Scene) -> list[Request]:
    with scene.toolkit.ledger.read() as connection:
        rows = connection.execute(select(requests).order_by(requests.c.id)).mappings()
        return [request_from(row) for row in rows]


def told(scene: Scene, user_id: str) -> list[str]:
    notices = [one["detail"] for one in scene.notices(NoticeKind.PERSON_TOLD, due=True)]
    return [one["text"] for one in notices if one["user_id"] == user_id]


def in_public(scene: Scene, deliver: Deliver) -> list[Request]:
    deliver(message(1, channel=HOME, channel_type="channel", type="app_mention", ts="100.1"))
    scene.say_all()
    return kept(scene)


def test_the_command_answers_at_once_with_who_has_which(scene: Scene, deliver: Deliver) -> None:
    answer = deliver(command())
    assert answer.text is not None
    assert answer.text.startswith(TOLD)
    assert "It's with Jonas from the Web Team." in answer.text
    assert "It's with Dev from the Data Team." in answer.text
    assert [one.owner_id for one in kept(scene)] == [JONAS, DEV]


def test_a_command_that_is_delivered_twice_files_both_once(scene: Scene, deliver: Deliver) -> None:
    deliver(command())
    deliver(command())
    assert len(kept(scene)) == 2
    assert len(scene.notices(NoticeKind.REQUEST_ARRIVED)) == 2


def test_the_form_tells_privately_of_both(scene: Scene, deliver: Deliver) -> None:
    view = {
        "id": "V1",
        "callback_id": ASK_FORM,
        "private_metadata": f'{{"kind": "public", "channel_id": "{HOME}"}}',
        "state": {"values": {TEXT_FIELD: {TEXT_FIELD: {"type": "plain_text_input", "value": TWO}}}},
    }
    deliver(
        {
            "type": "view_submission",
            "user": {"id": MIA, "team_id": WORKSPACE},
            "trigger_id": "1.2.b",
            "view": view,
        }
    )
    (sentence,) = told(scene, MIA)
    assert sentence.startswith(TOLD)


def test_a_direct_message_and_what_is_added_in_its_thread(scene: Scene, deliver: Deliver) -> None:
    deliver(message(1))
    deliver(message(1))
    scene.say_all()
    page, dashboard = kept(scene)
    deliver(message(2, "they are for the spring sale", thread_ts="200.1"))
    deliver(message(2, "they are for the spring sale", thread_ts="200.1"))
    copies = scene.notices(NoticeKind.MESSAGE_COPIED)
    assert [one["request_id"] for one in copies] == [page.id, dashboard.id]


def test_the_button_of_one_takes_that_one_back_and_the_second_press_is_told_so(
    scene: Scene, deliver: Deliver
) -> None:
    page, dashboard = in_public(scene, deliver)
    deliver(click(CANCEL, dashboard.id, TOM, "2.1.a"))
    assert told(scene, TOM) == ["Only Mia can do that, it's their request. You can write in the thread."]
    deliver(click(CANCEL, dashboard.id, MIA, "2.2.a"))
    assert [one.state for one in kept(scene)] == [RequestState.NEW, RequestState.CANCELLED]
    deliver(click(CANCEL, dashboard.id, MIA, "2.3.a"))
    assert told(scene, MIA) == ["You took it back, so there's nothing to do."]
    redrawn = scene.notices(NoticeKind.RECEIPT_CHANGED, due=True)
    assert [one["request_id"] for one in redrawn] == [page.id]


def test_who_may_not_take_one_may_still_take_the_other(scene: Scene, deliver: Deliver) -> None:
    page, dashboard = in_public(scene, deliver)
    deliver(click(CLAIM, dashboard.id, JONAS, "2.1.a"))
    assert told(scene, JONAS) == [
        "That one belongs to the Data Team, so only they can do this. You can write in the thread."
    ]
    deliver(click(CLAIM, page.id, JONAS, "2.2.a"))
    assert [one.acknowledged_by for one in kept(scene)] == [JONAS, None]


@pytest.mark.parametrize("where", ["the message", "the receipt", "a word in the thread"])
def test_eyes_and_check_marks_mean_the_one_that_is_theirs(scene: Scene, deliver: Deliver, where: str) -> None:
    page, _ = in_public(scene, deliver)
    deliver(message(2, "both soon", channel=HOME, channel_type="channel", thread_ts="100.1", ts="100.2"))
    ts = {"the message": "100.1", "the receipt": page.receipt_ts or "", "a word in the thread": "100.2"}[
        where
    ]
    deliver(reaction(3, "eyes", DEV, ts))
    deliver(reaction(4, "eyes", LENA, ts))
    deliver(reaction(5, "eyes", TOM, ts))
    assert [one.acknowledged_by for one in kept(scene)] == [LENA, DEV]
    deliver(reaction(6, "white_check_mark", DEV, ts))
    assert [one.state for one in kept(scene)] == [RequestState.ACKNOWLEDGED, RequestState.RESOLVED]
    assert told(scene, DEV) == told(scene, LENA) == []


def test_whoever_may_work_on_both_is_asked_which_one_is_meant(scene: Scene, deliver: Deliver) -> None:
    page, dashboard = in_public(scene, deliver)
    deliver(reaction(2, "eyes", PRIYA, "100.1"))
    assert told(scene, PRIYA) == [WHICH_ONE]
    assert [one.acknowledged_by for one in kept(scene)] == [None, None]
    scene.do(acknowledge, page.id, JONAS)
    deliver(reaction(3, "eyes", PRIYA, "100.1"))
    assert [one.acknowledged_by for one in kept(scene)] == [JONAS, PRIYA], "only one was left to take"
    deliver(reaction(4, "eyes", PRIYA, "100.1"))
    assert told(scene, PRIYA)[1:] == ["Jonas already has it."]
    assert scene.changes(dashboard.id)[-1] == (Change.ACKNOWLEDGED, PRIYA)


def test_a_reaction_that_comes_too_late_for_all_is_told_so(scene: Scene, deliver: Deliver) -> None:
    for one in in_public(scene, deliver):
        scene.do(cancel, one.id, MIA)
    deliver(reaction(2, "eyes", DEV, "100.1"))
    assert told(scene, DEV) == ["Mia took it back, so there's nothing to do."]


def test_on_its_own_card_a_reaction_means_that_card(scene: Scene, deliver: Deliver) -> None:
    _, dashboard = in_public(scene, deliver)
    deliver(reaction(2, "eyes", PRIYA, dashboard.card_ts or "", channel=dashboard.card_channel or ""))
    assert [one.acknowledged_by for one in kept(scene)] == [None, PRIYA]
