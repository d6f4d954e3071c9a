"""The message that asks what is missing, as it stands in Slack."""

from __future__ import annotations

from typing import Any

import pytest

from bot.company import Company
from bot.requests.answering import cancel
from bot.requests.asking import answer, leave_open
from bot.requests.model import Request
from bot.requests.working import hand_over
from db.kinds import NoticeKind
from tests.companies import asking_company
from tests.handlers.test_courier.conftest import JONAS, MIA, Stage

WISH = "Please change the banner on our landing page"
ASKS = "Two quick things so Jonas can start:"
BOTH = {"page_url": "the boots page", "go_live": "2026-04-20"}


@pytest.fixture
def company() -> Company:
    return asking_company()


def act(stage: Stage, service: Any, request: Request, *arguments: Any, **named: Any) -> None:
    with stage.toolkit.ledger.begin() as unit:
        service(stage.toolkit.desk(unit), request.id, *arguments, **named)
    stage.later(5)
    stage.say_all()


def filed(stage: Stage, **where: Any) -> Request:
    request = stage.filed(WISH, **where)
    stage.later(5)
    stage.say_all()
    return request


def questions(stage: Stage, channel: str = "C0MARKETING") -> list[dict[str, Any]]:
    """The messages that have the questions' buttons, or had them."""
    found = stage.workspace.messages(channel)
    return [one for one in found if any(b["type"] == "rich_text" for b in one["blocks"]) and is_ours(one)]


def is_ours(message: dict[str, Any]) -> bool:
    return "Which page is it?" in str(message["blocks"])


def has_buttons(message: dict[str, Any]) -> bool:
    return any(block["type"] == "actions" for block in message["blocks"])


def test_it_stands_in_the_asker_s_thread_after_the_receipt(stage: Stage) -> None:
    filed(stage)
    receipt, asks = stage.workspace.messages("C0MARKETING")
    assert asks["text"].startswith(ASKS)
    assert asks["thread_ts"] == receipt["ts"]
    assert has_buttons(asks)


def test_by_direct_message_it_stands_in_that_thread(stage: Stage) -> None:
    filed(stage, channel_id=None, kind="nowhere")
    dm = stage.client.conversations_open(users=MIA)["channel"]["id"]
    receipt, asks = stage.workspace.messages(dm)
    assert (asks["thread_ts"], asks["text"].startswith(ASKS)) == (receipt["ts"], True)


def test_answers_are_drawn_into_the_same_message(stage: Stage) -> None:
    request = filed(stage)
    act(stage, answer, request, MIA, BOTH, known=())
    (asks,) = questions(stage)
    assert asks["text"] == "Thanks, that's all Jonas needs to start."
    assert not has_buttons(asks)
    (card,) = stage.workspace.messages("C0WEB")
    assert "*Known:* page: the boots page; date: 20 April 2026" in str(card["blocks"])


def test_left_open_its_buttons_go(stage: Stage) -> None:
    request = filed(stage)
    act(stage, leave_open, request, MIA)
    (asks,) = questions(stage)
    assert not has_buttons(asks)
    assert len(stage.workspace.messages("C0MARKETING")) == 2, "nobody says a word more"


def test_answered_before_it_could_be_asked_it_is_not_asked(stage: Stage) -> None:
    request = stage.file(WISH)
    act(stage, answer, request, MIA, BOTH, known=())
    assert questions(stage) == []


def test_taken_back_its_buttons_go(stage: Stage) -> None:
    request = filed(stage)
    act(stage, cancel, request, MIA)
    message = stage.workspace.messages("C0MARKETING")[1]
    assert (message["text"], has_buttons(message)) == ("Nothing more is needed here.", False)


def test_moved_on_the_same_message_asks_what_the_new_team_needs(stage: Stage) -> None:
    request = filed(stage)
    act(stage, hand_over, request, JONAS, to_area="reports")
    message = stage.workspace.messages("C0MARKETING")[1]
    assert message["text"].startswith("Two quick things so Dev can start: What do you want to decide")
    assert has_buttons(message)


def test_unsure_whether_it_was_said_it_is_looked_up_and_not_said_twice(stage: Stage) -> None:
    stage.workspace.faults.time_out_after_accepting(
        "chat.postMessage", channel="C0MARKETING", hold=0, times=2
    )
    stage.file(WISH)
    for _ in range(10):
        stage.say_all()
        stage.later(30)
    assert stage.workspace.faults.count("time_out_after_accepting") == 2, "receipt and questions"
    assert len(questions(stage)) == 1


def test_where_the_thread_is_locked_the_asker_is_asked_directly(stage: Stage) -> None:
    request = stage.filed("Please upload an image")
    faults = stage.workspace.faults
    faults.slack_error("chat.postMessage", "thread_locked", channel="C0MARKETING", times=None)
    act(stage, hand_over, request, JONAS, to_area="reports")
    stage.later(5)
    stage.say_all()
    dm = stage.client.conversations_open(users=MIA)["channel"]["id"]
    (asks,) = [text for text in stage.texts(dm) if "Two quick things so Dev can start" in text]
    assert asks.startswith("About your request: “Upload an image”")


def test_a_notice_of_a_request_that_is_forgotten_says_nothing(stage: Stage) -> None:
    for kind in (NoticeKind.QUESTIONS_ASKED, NoticeKind.QUESTIONS_CHANGED):
        assert stage.courier.deliver(stage.notice(kind, request_id="r_gone")).ts is None
