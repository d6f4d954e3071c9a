"""What Slack's answers become, seen through real calls to the local workspace."""

from __future__ import annotations

import logging

import pytest

from db.errors import Outage, Undeliverable
from db.kinds import NoticeKind
from handlers.courier import Courier
from handlers.courier.outcomes import NEVER, SETTINGS, STUMBLES
from handlers.courier.to_one import WHAT_IT_WAS
from tests.handlers.test_courier.conftest import MIA, Stage


def test_there_is_a_way_of_saying_each_kind_of_notice() -> None:
    assert set(Courier.SAYING) == set(NoticeKind)
    assert set(WHAT_IT_WAS) == set(NoticeKind)


def test_no_word_of_slack_has_two_meanings() -> None:
    assert not set(NEVER) & SETTINGS
    assert not set(NEVER) & STUMBLES
    assert not SETTINGS & STUMBLES


def tell_mia(stage: Stage) -> None:
    notice = stage.notice(NoticeKind.PERSON_TOLD, user_id=MIA, text="Hello", target="direct")
    stage.courier.deliver(notice)


@pytest.mark.parametrize("code", sorted(NEVER.keys() - {"not_in_channel"}))
def test_what_slack_will_never_take_says_why_in_words(stage: Stage, code: str) -> None:
    stage.workspace.faults.slack_error("chat.postMessage", code)
    with pytest.raises(Undeliverable) as refused:
        tell_mia(stage)
    assert refused.value.code == code
    assert str(refused.value).startswith(NEVER[code])


@pytest.mark.parametrize("code", sorted(SETTINGS))
def test_wrong_settings_are_not_the_messages_fault(
    stage: Stage, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    stage.workspace.faults.slack_error("chat.postMessage", code)
    with pytest.raises(Outage) as outage:
        tell_mia(stage)
    assert outage.value.retry_after == 300
    assert not outage.value.unsure
    assert any("app.py check" in record.getMessage() for record in caplog.records)


@pytest.mark.parametrize("code", sorted(STUMBLES))
def test_when_slack_stumbles_it_may_have_posted_all_the_same(stage: Stage, code: str) -> None:
    stage.workspace.faults.slack_error("chat.postMessage", code)
    with pytest.raises(Outage) as outage:
        tell_mia(stage)
    assert outage.value.unsure


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_server_error_may_have_posted_all_the_same(stage: Stage, status: int) -> None:
    stage.workspace.faults.server_error("chat.postMessage", status=status)
    with pytest.raises(Outage) as outage:
        tell_mia(stage)
    assert outage.value.unsure


@pytest.mark.parametrize("status", [200, 404])
def test_a_web_page_in_place_of_an_answer_is_an_outage(stage: Stage, status: int) -> None:
    stage.workspace.faults.html_answer("chat.postMessage", status=status)
    with pytest.raises(Outage) as outage:
        tell_mia(stage)
    assert outage.value.unsure


def test_a_cut_connection_may_have_posted_all_the_same(stage: Stage) -> None:
    stage.workspace.faults.drop_connection("chat.postMessage")
    with pytest.raises(Outage) as outage:
        tell_mia(stage)
    assert outage.value.unsure


def test_trouble_with_a_call_that_says_nothing_leaves_the_notice_sure(stage: Stage) -> None:
    stage.workspace.faults.drop_connection("conversations.open")
    with pytest.raises(Outage) as outage:
        tell_mia(stage)
    assert not outage.value.unsure


def test_a_refused_connection_has_posted_nothing(stage: Stage) -> None:
    stage.courier.deliver(stage.notice(NoticeKind.PERSON_TOLD, user_id=MIA, text="Hello"))
    stage.workspace.stop()
    with pytest.raises(Outage) as outage:
        tell_mia(stage)
    assert not outage.value.unsure


def test_slack_says_how_long_to_wait(stage: Stage) -> None:
    stage.workspace.faults.rate_limit("chat.postMessage", retry_after=42)
    with pytest.raises(Outage) as outage:
        tell_mia(stage)
    assert outage.value.retry_after == 42
    assert not outage.value.unsure


def test_a_word_we_do_not_know_is_a_refusal_and_is_logged(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.workspace.faults.slack_error("chat.postMessage", "brand_new_refusal")
    with pytest.raises(Undeliverable) as refused, caplog.at_level(logging.ERROR):
        tell_mia(stage)
    assert refused.value.code == "brand_new_refusal"
    assert any("brand_new_refusal" in record.getMessage() for record in caplog.records)


def test_an_inactive_account_is_the_persons_where_a_person_is_opened(stage: Stage) -> None:
    stage.workspace.faults.slack_error("conversations.open", "account_inactive")
    with pytest.raises(Undeliverable):
        tell_mia(stage)
