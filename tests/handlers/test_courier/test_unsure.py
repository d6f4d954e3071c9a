"""What may be in Slack already is looked for before it is said again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db.errors import Outage
from db.kinds import NoticeKind
from db.outbox import Notice
from tests.handlers.test_courier.conftest import MIA, Stage

POST = "chat.postMessage"


def say_until_settled(stage: Stage) -> None:
    for _ in range(6):
        stage.say_all()
        stage.later(30)


def test_a_post_that_was_taken_but_never_answered_is_not_posted_again(stage: Stage) -> None:
    stage.workspace.faults.time_out_after_accepting(POST, channel="C0MARKETING", hold=0)
    request = stage.file()
    say_until_settled(stage)
    (receipt,) = stage.workspace.messages("C0MARKETING")
    assert stage.workspace.faults.count("time_out_after_accepting") == 1
    assert stage.fresh(request).receipt_ts == receipt["ts"]


def test_a_post_that_was_not_taken_is_posted_once(stage: Stage) -> None:
    stage.workspace.faults.drop_connection(POST, channel="C0MARKETING", times=3)
    request = stage.file()
    say_until_settled(stage)
    (receipt,) = stage.workspace.messages("C0MARKETING")
    assert stage.workspace.faults.count("drop_connection") == 3
    assert stage.fresh(request).receipt_ts == receipt["ts"]


def test_a_reply_in_a_thread_is_looked_for_in_that_thread(stage: Stage) -> None:
    root = stage.workspace.person(MIA).say("C0MARKETING", "We launch on Monday")
    stage.workspace.faults.time_out_after_accepting(POST, channel="C0MARKETING", hold=0)
    request = stage.file(thread_ts=root)
    say_until_settled(stage)
    assert len(stage.workspace.messages("C0MARKETING")) == 2
    assert stage.fresh(request).home_ts == root


def test_a_direct_message_is_looked_for_too(stage: Stage) -> None:
    stage.workspace.faults.time_out_after_accepting(POST, hold=0)
    stage.file(channel_id=None, kind="nowhere")
    say_until_settled(stage)
    dm = stage.client.conversations_open(users=MIA)["channel"]["id"]
    assert len(stage.workspace.messages(dm)) == 1


def unsure_receipt(stage: Stage) -> Notice:
    request = stage.file()
    return replace(stage.notice(NoticeKind.REQUEST_FILED, request_id=request.id), unsure=True)


def test_a_post_many_pages_back_is_found(stage: Stage) -> None:
    """A busy channel: more was said since than fits on one page."""
    notice = unsure_receipt(stage)
    first = stage.courier.deliver(replace(notice, unsure=False))
    people = stage.workspace.person(MIA)
    for number in range(210):
        people.say("C0MARKETING", f"chatter {number}")
    stage.later(5)
    assert stage.courier.deliver(notice) == first


def test_what_others_marked_with_our_id_is_not_taken_for_ours(stage: Stage) -> None:
    """Any app may write metadata."""
    notice = unsure_receipt(stage)
    mark = {"event_type": "liaison_notice", "event_payload": {"id": notice.id}}
    person = stage.workspace.person(MIA)
    ts = person.say("C0MARKETING", "I am Liaison")
    stage.workspace.within(lambda office: office.state.messages["C0MARKETING"][ts].update(metadata=mark))
    said = stage.courier.deliver(notice)
    assert said.ts not in (None, ts)


def test_another_notice_of_ours_is_not_taken_for_this_one(stage: Stage) -> None:
    notice = unsure_receipt(stage)
    other = stage.courier.deliver(replace(notice, unsure=False, id="nother"))
    assert stage.courier.deliver(notice).ts != other.ts


@pytest.mark.parametrize("code", ["not_in_channel", "thread_not_found"])
def test_where_we_may_not_look_we_cannot_have_posted(stage: Stage, code: str) -> None:
    stage.workspace.faults.slack_error("conversations.history", code)
    assert stage.courier.deliver(unsure_receipt(stage)).ts is not None


def test_while_slack_cannot_be_asked_nothing_is_posted(stage: Stage) -> None:
    stage.workspace.faults.server_error("conversations.history", times=None)
    with pytest.raises(Outage):
        stage.courier.deliver(unsure_receipt(stage))
    assert stage.workspace.messages("C0MARKETING") == []


def test_what_only_one_person_sees_is_not_shown_a_second_time(stage: Stage) -> None:
    """Slack keeps no trace of it, so it cannot be looked up."""
    stage.workspace.faults.time_out_after_accepting("chat.postEphemeral", hold=0)
    stage.toolkit.wake()
    told = stage.notice(NoticeKind.PERSON_TOLD, user_id=MIA, text="Psst", channel_id="C0MARKETING")
    with pytest.raises(Outage) as outage:
        stage.courier.deliver(told)
    assert outage.value.unsure
    assert stage.courier.deliver(replace(told, unsure=True)).ts is None
    seen = [message["text"] for message in stage.workspace.person(MIA).sees("C0MARKETING")]
    assert seen.count("Psst") == 1
