"""One busy or limited channel, and all the others."""

from __future__ import annotations

from db.kinds import NoticeKind
from tests.handlers.test_courier.conftest import Stage


def test_a_burst_in_one_channel_is_spread_and_loses_nothing(stage: Stage) -> None:
    for number in range(8):
        stage.file(f"Please put form number {number} on our landing page")
    stage.say_all()
    assert len(stage.workspace.messages("C0MARKETING")) == 3
    for _ in range(8):
        stage.later(1)
        stage.say_all()
    assert len(stage.workspace.messages("C0MARKETING")) == 8
    for _ in range(8):
        stage.later(1)
        stage.say_all()
    assert len(stage.workspace.messages("C0WEB")) == 8


def test_after_429_only_that_channel_waits_and_exactly_so_long(stage: Stage) -> None:
    stage.workspace.faults.rate_limit("chat.postMessage", channel="C0MARKETING", retry_after=20)
    first = stage.file("Please put a form on our landing page")
    second = stage.file("Please put a banner on our landing page")
    elsewhere = stage.file("Please put a picture on our landing page", channel_id="C0BRIDGE")
    stage.say_all()
    assert stage.fresh(elsewhere).receipt_ts is not None
    stage.later(19)
    stage.say_all()
    assert stage.workspace.messages("C0MARKETING") == []
    stage.later(1)
    stage.say_all()
    assert stage.fresh(first).receipt_ts is not None
    stage.later(1)
    stage.say_all()
    assert stage.fresh(second).receipt_ts is not None


def test_changes_and_private_words_are_not_paced(stage: Stage) -> None:
    request = stage.filed()
    for _ in range(10):
        stage.courier.deliver(stage.notice(NoticeKind.CARD_CHANGED, request_id=request.id))
    assert len(stage.workspace.messages("C0WEB")) == 1
