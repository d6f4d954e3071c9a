""" "Still on it": the buttons and the form of whoever has a request, through the door."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.requests.answering import cancel
from bot.requests.model import Request
from bot.requests.working import hand_over
from bot.toolkit import Toolkit
from db.kinds import Change, ClockKind, NoticeKind
from handlers.answers import Answer
from handlers.names import DAY_FIELD, DONE, HAND_TO, PROMISE_DAY, PROMISE_FORM, PROMISE_STILL
from handlers.views.promises import promise_told
from tests.bot.escalation.conftest import company
from tests.bot.escalation.promised import Promised
from tests.bot.escalation.scene import berlin
from tests.bot.requests.scene import DEV, JONAS, LENA, MIA, PRIYA
from tests.conftest import SettableClock
from tests.handlers.knocking import Knocking, buttons

__all__ = ["company"]


@pytest.fixture
def scene(toolkit: Toolkit, clock: SettableClock) -> Promised:
    return Promised(toolkit, clock)


@pytest.fixture
def knocking(scene: Promised) -> Knocking:
    return Knocking(scene)


@pytest.fixture
def held(scene: Promised) -> Request:
    request = scene.held()
    scene.at("2026-03-12 13:00")
    return request


def asked(scene: Promised, request: Request) -> list[dict[str, Any]]:
    """All that can be pressed in the message to its owner."""
    people = scene.toolkit.directory.people()
    message = promise_told(
        request,
        "silent",
        ClockKind.NEXT_WORD,
        scene.clock.now,
        "",
        people.get(JONAS),
        people,
        scene.toolkit.company,
        scene.clock.now,
        asker_knows=True,
        card_link=None,
    )
    return buttons(message.blocks)


def element(scene: Promised, request: Request, name: str) -> dict[str, Any]:
    return next(one for one in asked(scene, request) if one["action_id"] == name)


def choose(knocking: Knocking, scene: Promised, who: str, request: Request, number: int = 1) -> Answer:
    menu = element(scene, request, PROMISE_STILL)
    return knocking.click(who, {**menu, "selected_option": menu["options"][number]})


def submit(knocking: Knocking, who: str, request: Request, day: date | None) -> Answer:
    values = {DAY_FIELD: {"type": "datepicker", "selected_date": day.isoformat() if day else None}}
    return knocking.submit(who, PROMISE_FORM, {"request_id": request.id}, values)


def told(scene: Promised) -> tuple[str, str]:
    detail = scene.notices(NoticeKind.PERSON_TOLD)[-1]["detail"]
    return detail["user_id"], detail["text"]


def promised(scene: Promised, request: Request) -> list[str]:
    details = [one["detail"] for one in scene.lines(request.id)]
    return [one["next_word_by"] for one in details if one["change"] == Change.PROMISED]


@pytest.mark.parametrize(
    ("number", "by"), [(0, "2026-03-12 17:00"), (1, "2026-03-13 12:00"), (2, "2026-03-16 12:00")]
)
def test_one_choice_and_the_asker_hears_by_when_there_is_news(
    knocking: Knocking, scene: Promised, held: Request, number: int, by: str
) -> None:
    choose(knocking, scene, JONAS, held, number)
    assert promised(scene, held) == [berlin(by).isoformat()]
    assert told(scene) == (JONAS, "Thanks, I've passed it on to Mia.")


def test_the_second_click_says_that_it_was_said(knocking: Knocking, scene: Promised, held: Request) -> None:
    choose(knocking, scene, JONAS, held)
    choose(knocking, scene, JONAS, held)
    assert told(scene) == (JONAS, "You've said that already, and I've passed it on.")
    assert len(promised(scene, held)) == 1


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        (LENA, "Jonas has it, so only they can say that. You can write in the thread."),
        (PRIYA, "Jonas has it, so only they can say that. You can write in the thread."),
        (DEV, "That one belongs to the Web Team, so only they can do this. You can write in the thread."),
        (MIA, "That one belongs to the Web Team, so only they can do this. You can write in the thread."),
    ],
)
def test_whoever_does_not_have_it_is_told_who_does(
    knocking: Knocking, scene: Promised, held: Request, who: str, sentence: str
) -> None:
    choose(knocking, scene, who, held)
    assert told(scene) == (who, sentence)
    knocking.click(who, element(scene, held, PROMISE_DAY))
    assert told(scene) == (who, sentence)
    submit(knocking, who, held, date(2026, 3, 16))
    assert told(scene) == (who, sentence)
    assert promised(scene, held) == []


def test_a_button_of_a_request_that_was_taken_back_says_so(
    knocking: Knocking, scene: Promised, held: Request
) -> None:
    scene.do(cancel, held.id, MIA)
    choose(knocking, scene, JONAS, held)
    assert told(scene) == (JONAS, "Mia took it back, so there's nothing to do.")


def test_a_button_of_a_request_that_was_handed_on_says_whose_it_is(
    knocking: Knocking, scene: Promised, held: Request
) -> None:
    scene.do(hand_over, held.id, JONAS, to_team="data")
    choose(knocking, scene, JONAS, held)
    assert "belongs to the Data Team" in told(scene)[1]


def test_a_choice_that_is_not_there_any_more_says_what_to_do(
    knocking: Knocking, scene: Promised, held: Request
) -> None:
    knocking.click(JONAS, {"action_id": PROMISE_STILL, "value": f"{held.id} one_day"})
    assert told(scene) == (JONAS, "That choice isn't there any more. Pick another one.")


def test_another_day_is_a_short_form(knocking: Knocking, scene: Promised, held: Request) -> None:
    knocking.click(JONAS, element(scene, held, PROMISE_DAY))
    view = scene.notices(NoticeKind.VIEW_DUE)[-1]["detail"]["view"]
    assert view["callback_id"] == PROMISE_FORM
    assert view["blocks"][1]["element"]["initial_date"] == "2026-03-12"
    assert submit(knocking, JONAS, held, date(2026, 3, 19)).errors == {}
    assert promised(scene, held) == [berlin("2026-03-19 12:00").isoformat()]


@pytest.mark.parametrize(
    ("day", "error"),
    [
        (None, "Pick the day by which there will be news."),
        (date(2026, 3, 11), "Pick a day that is still to come, within a year."),
        (date(2027, 3, 14), "Pick a day that is still to come, within a year."),
    ],
)
def test_the_form_stays_open_until_the_day_is_one(
    knocking: Knocking, scene: Promised, held: Request, day: date | None, error: str
) -> None:
    assert submit(knocking, JONAS, held, day).errors == {DAY_FIELD: error}
    assert promised(scene, held) == []


def test_done_and_hand_on_are_the_buttons_of_the_card(
    knocking: Knocking, scene: Promised, held: Request
) -> None:
    menu = element(scene, held, HAND_TO)
    knocking.click(JONAS, {**menu, "selected_option": menu["options"][0]})
    assert scene.request(held.id).team_id == "data"
    knocking.click(DEV, element(scene, held, DONE))
    assert (Change.RESOLVED, DEV) in scene.changes(held.id)
