"""What is missing, through the door: what Slack sends, and what comes of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.company import Company
from bot.requests.answering import cancel
from bot.requests.asking import EMPTY, LEFT_OPEN, MASKED, NOTHING_OPEN
from bot.requests.model import Request
from bot.requests.working import hand_over
from bot.toolkit import Toolkit
from db.kinds import NoticeKind
from handlers.names import ANSWER, ANSWER_FORM, LEAVE_OPEN
from handlers.submissions.questions import ANSWERED_SINCE, IN_THE_THREAD
from tests.bot.requests.scene import JONAS, MIA, PRIYA, TOM, Scene
from tests.companies import asking_company
from tests.conftest import SettableClock
from tests.handlers.knocking import Knocking

WISH = "Please change the banner on our landing page"


@pytest.fixture
def company() -> Company:
    return asking_company()


@pytest.fixture
def knocking(toolkit: Toolkit, clock: SettableClock) -> Knocking:
    return Knocking(Scene(toolkit, clock))


@pytest.fixture
def asked(knocking: Knocking) -> Request:
    return knocking.scene.filed_and_posted(text=WISH)


def press(knocking: Knocking, name: str, request: Request, who: str = MIA) -> None:
    assert knocking.click(who, {"action_id": name, "value": request.id}).errors == {}


def opened(knocking: Knocking) -> dict[str, Any]:
    """The about of the form that was opened last."""
    view = knocking.scene.notices(NoticeKind.VIEW_DUE)[-1]["detail"]["view"]
    assert view["callback_id"] == ANSWER_FORM
    about: dict[str, Any] = json.loads(view["private_metadata"])
    return about


def send(knocking: Knocking, who: str, about: dict[str, Any], page: str = "", day: str | None = None) -> Any:
    values = {
        "answer.0": {"type": "plain_text_input", "value": page or None},
        "answer.1": {"type": "datepicker", "selected_date": day},
    }
    return knocking.submit(who, ANSWER_FORM, about, values)


def told(knocking: Knocking) -> list[tuple[str, str]]:
    rows = knocking.scene.notices(NoticeKind.PERSON_TOLD)
    return [(row["detail"]["user_id"], row["detail"]["text"]) for row in rows]


def test_the_button_opens_the_form_and_what_it_brings_is_noted(knocking: Knocking, asked: Request) -> None:
    press(knocking, ANSWER, asked)
    assert send(knocking, MIA, opened(knocking), "the boots page", "2026-04-20").errors == {}
    request = knocking.scene.request(asked.id)
    assert request.answers == {"page_url": "the boots page", "go_live": "20 April 2026"}
    assert str(request.due_on) == "2026-04-20"
    assert told(knocking) == []


def test_a_form_sent_back_as_it_was_says_nothing(knocking: Knocking, asked: Request) -> None:
    press(knocking, ANSWER, asked)
    send(knocking, MIA, opened(knocking), day="2026-04-20")
    press(knocking, ANSWER, asked)
    send(knocking, MIA, opened(knocking), day="2026-04-20")
    assert len(knocking.scene.changes(asked.id)) == 2


def test_an_empty_form_stays_open_with_a_hint(knocking: Knocking, asked: Request) -> None:
    press(knocking, ANSWER, asked)
    assert send(knocking, MIA, opened(knocking)).errors == {"answer.0": EMPTY}


def test_not_sure_yet_leaves_it_open_and_an_old_button_says_so(knocking: Knocking, asked: Request) -> None:
    press(knocking, LEAVE_OPEN, asked)
    assert knocking.scene.request(asked.id).answers == {"page_url": "", "go_live": ""}
    press(knocking, LEAVE_OPEN, asked)
    assert told(knocking) == [(MIA, LEFT_OPEN)]
    press(knocking, ANSWER, asked)
    assert opened(knocking)["known"] == [], "who knows now may say so"


def test_others_are_told_whose_questions_they_are(knocking: Knocking, asked: Request) -> None:
    for name in (ANSWER, LEAVE_OPEN):
        press(knocking, name, asked, TOM)
    press(knocking, ANSWER, asked)
    send(knocking, TOM, opened(knocking), "the boots page")
    sentence = "Only Mia can do that, it's their request. You can write in the thread."
    assert told(knocking) == [(TOM, sentence)] * 3
    assert knocking.scene.request(asked.id).answers == {}


def test_once_all_is_known_the_old_button_says_so(knocking: Knocking, asked: Request) -> None:
    press(knocking, ANSWER, asked)
    send(knocking, MIA, opened(knocking), "the boots page", "2026-04-20")
    press(knocking, ANSWER, asked)
    assert told(knocking) == [(MIA, NOTHING_OPEN)]


def test_who_sends_second_is_told_and_their_words_are_in_the_thread(
    knocking: Knocking, asked: Request
) -> None:
    press(knocking, ANSWER, asked)
    about = opened(knocking)
    send(knocking, MIA, about, "the boots page")
    send(knocking, PRIYA, about, "the gloves page")
    assert told(knocking) == [(PRIYA, f"{ANSWERED_SINCE} {IN_THE_THREAD}")]
    assert knocking.scene.request(asked.id).answers == {"page_url": "the boots page"}
    assert knocking.scene.lines(asked.id)[-1]["detail"]["apart"] == {"page_url": "the gloves page"}


def test_a_form_that_comes_after_a_move_is_told_where_it_went(knocking: Knocking, asked: Request) -> None:
    press(knocking, ANSWER, asked)
    about = opened(knocking)
    knocking.scene.do(hand_over, asked.id, JONAS, to_area="reports")
    assert send(knocking, MIA, about, "the boots page").errors == {}
    assert told(knocking) == [(MIA, f"It's with the Data Team now, who didn't ask that. {IN_THE_THREAD}")]
    assert knocking.scene.lines(asked.id)[-1]["detail"]["apart"] == {"page_url": "the boots page"}


def test_a_form_that_comes_after_the_end_stays_open_with_what_was_typed(
    knocking: Knocking, asked: Request
) -> None:
    press(knocking, ANSWER, asked)
    about = opened(knocking)
    knocking.scene.do(cancel, asked.id, MIA)
    sentence = "You took it back, so there's nothing to do."
    assert send(knocking, MIA, about, "the boots page").errors == {"answer.0": sentence}
    press(knocking, ANSWER, asked)
    press(knocking, LEAVE_OPEN, asked)
    assert told(knocking) == [(MIA, sentence)] * 2


def test_a_pasted_password_is_left_out_and_its_owner_told(knocking: Knocking, asked: Request) -> None:
    press(knocking, ANSWER, asked)
    send(knocking, MIA, opened(knocking), "the boots page, password: Tr0ub4dor&3x")
    assert told(knocking) == [(MIA, MASKED)]
    assert "Tr0ub4dor" not in str(knocking.scene.request(asked.id).answers)


def test_plain_words_in_the_thread_answer_too(knocking: Knocking, asked: Request) -> None:
    knocking.event(
        type="message",
        user=MIA,
        text="<https://example.org/boots>, by 20 April",
        ts="300.1",
        thread_ts=asked.home_ts,
        channel=asked.home_channel,
        channel_type="channel",
    )
    request = knocking.scene.request(asked.id)
    assert list(request.answers) == ["page_url", "go_live"]
    assert str(request.due_on) == "2026-04-20"
