"""What whoever has a request, and whoever waits for it, reads when a promised time comes near or passes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.escalation.clocks import clocks_of
from bot.escalation.promising import still
from bot.requests.model import Request
from bot.requests.working import acknowledge, ask_back, hand_over, resolve
from db.kinds import Change, NoticeKind
from handlers.names import CLAIM, DONE, HAND_TO, NOT_OURS, PROMISE_DAY, PROMISE_STILL
from scheduler.jobs.promises import Promises
from tests.handlers.test_courier.conftest import JONAS, MIA, Stage


def do(stage: Stage, service: Any, *arguments: Any, **named: Any) -> Any:
    with stage.toolkit.ledger.begin() as unit:
        return service(stage.toolkit.desk(unit), *arguments, **named)


def say(stage: Stage) -> None:
    for _ in range(4):
        stage.say_all()
        stage.later(2)


def held(stage: Stage) -> Request:
    request = stage.filed()
    do(stage, acknowledge, request.id, JONAS)
    say(stage)
    return request


def look(stage: Stage, **later: float) -> None:
    stage.clock.advance(timedelta(**later))
    Promises(stage.toolkit).look()


def direct(stage: Stage, user_id: str = JONAS) -> list[dict[str, Any]]:
    person = stage.toolkit.directory.refresh().get(user_id)
    return list(stage.workspace.messages(person.dm_channel)) if person.dm_channel else []


def names(message: dict[str, Any]) -> list[str]:
    rows = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
    return [one["action_id"] for row in rows for one in row]


def test_the_owner_reads_what_was_promised_why_and_what_can_be_done(stage: Stage) -> None:
    held(stage)
    look(stage, days=2, hours=1)
    say(stage)
    (message,) = direct(stage)
    assert message["text"].startswith("Mia should have heard more by <!date^")
    assert "How does it stand? I've told Mia that I'm asking you." in message["text"]
    assert "2 working days of the Web Team (Berlin) from when somebody took it on Tue 10 Mar" in str(
        message["blocks"]
    )
    assert names(message)[:4] == [PROMISE_STILL, PROMISE_DAY, DONE, HAND_TO]


def test_the_asker_reads_sorry_and_who_is_on_it(stage: Stage) -> None:
    held(stage)
    look(stage, days=2, hours=1)
    say(stage)
    sorry = "Sorry, you should have heard more by now. Jonas has it, and I've just asked how it stands."
    assert sorry in stage.texts("#marketing")
    assert [
        text for text in stage.texts("#it-web") if text.startswith("Mia should have heard more by <!date^")
    ]


def test_being_warned_is_between_the_bot_and_the_owner(stage: Stage) -> None:
    held(stage)
    before = stage.texts("#marketing")
    look(stage, days=1, hours=22)
    say(stage)
    (message,) = direct(stage)
    assert message["text"].startswith("Mia should hear from you by <!date^")
    assert stage.texts("#marketing") == before


@pytest.mark.parametrize(
    "word",
    [
        lambda stage, request: do(stage, still, request.id, JONAS, "next_week"),
        lambda stage, request: do(stage, ask_back, request.id, JONAS, "Which page?"),
        lambda stage, request: do(stage, resolve, request.id, JONAS),
        lambda stage, request: do(stage, hand_over, request.id, JONAS, to_team="data"),
    ],
)
def test_a_word_that_overtakes_the_message_makes_it_needless(stage: Stage, word: Any) -> None:
    request = held(stage)
    look(stage, days=2, hours=1)
    stage.clock.advance(seconds=1)
    word(stage, request)
    Promises(stage.toolkit).look()
    say(stage)
    assert [one for one in direct(stage) if "How does it stand?" in one["text"]] == []


def test_still_on_it_is_one_line_on_each_side(stage: Stage) -> None:
    request = held(stage)
    do(stage, still, request.id, JONAS, "tomorrow")
    say(stage)
    assert stage.texts("#marketing")[-1].startswith("Jonas is still on it. You'll hear more by <!date^")
    assert stage.texts("#it-web")[-1].startswith("Jonas is still on it, and Mia hears more by <!date^")


@pytest.mark.parametrize("kind", ["first_reply", "solution"])
@pytest.mark.parametrize("what", ["near", "missed"])
def test_what_nobody_has_yet_can_be_taken_with_one_click(stage: Stage, kind: str, what: str) -> None:
    request = stage.filed(text="Our landing page form is broken, please fix it today, it is urgent")
    look(stage, minutes=1)
    with stage.toolkit.ledger.read() as connection:
        by = due_of(connection, request.id, kind)
    detail = {"user_id": JONAS, "what": what, "clock": kind, "by": by, "asker_knows": what == "missed"}
    said = stage.courier.deliver(stage.notice(NoticeKind.PROMISE_TOLD, request_id=request.id, **detail))
    assert said.ts
    (message,) = direct(stage)
    assert names(message)[:2] == [CLAIM, NOT_OURS]
    assert ("I've told Mia that it takes longer." in message["text"]) is (what == "missed")


def due_of(connection: Any, request_id: str, kind: str) -> str:
    (due_at,) = [one.due_at for one in clocks_of(connection, request_id).values() if one.kind == kind]
    assert due_at is not None
    return due_at.isoformat()


@pytest.mark.parametrize("state", ["unclaimed", "held"])
@pytest.mark.parametrize("kind", ["first_reply", "next_word", "solution"])
def test_every_clock_has_its_line_for_the_asker(stage: Stage, state: str, kind: str) -> None:
    request = held(stage) if state == "held" else stage.filed()
    said = {"change": Change.LATE, "clock": kind, "by": stage.clock.now.isoformat(), "side": "home"}
    stage.courier.deliver(stage.notice(NoticeKind.CHANGE_TOLD, request_id=request.id, **said))
    text = stage.texts("#marketing")[-1]
    assert text.startswith("Sorry, ")
    assert "Jonas" in text


def test_nobody_is_named_to_blame(stage: Stage) -> None:
    held(stage)
    look(stage, days=3)
    say(stage)
    late = [text for text in stage.texts("#it-web") if "should have heard" in text]
    assert late
    assert all("Jonas" not in text for text in late)
    assert MIA not in late[0]
