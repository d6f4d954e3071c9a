from __future__ import annotations

from typing import Any

import pytest

from bot.requests.model import Request
from bot.requests.talking import Spoken, deleted, edited, heard, send_to_asker
from db.engine import Taken
from db.errors import Undeliverable
from db.kinds import NoticeKind
from db.outbox import parked_notices
from handlers.courier import Courier
from handlers.reading import message_from
from tests.handlers.test_courier.conftest import JONAS, LENA, MIA, NEW, Stage


def hear(stage: Stage, person: str, channel: str, ts: str) -> None:
    """As the door does with a message event."""
    message = next(m for m in stage.workspace.messages(channel) if m["ts"] == ts)
    read = message_from(message, channel)
    with stage.toolkit.ledger.begin() as unit:
        heard(
            stage.toolkit.desk(unit),
            Spoken(channel, ts, read.thread_ts, person, read.text, read.files),
        )


def speak(stage: Stage, person: str, channel: str, thread_ts: str, text: str, **more: Any) -> str:
    ts = stage.workspace.person(person).say(channel, text, thread_ts=thread_ts, **more)
    hear(stage, person, channel, ts)
    return ts


def say(stage: Stage) -> None:
    stage.later(5)
    stage.say_all()


def relayed(stage: Stage) -> tuple[Request, str]:
    """A request from a direct message, and that direct message."""
    dm = stage.workspace.person(MIA).dm()
    root = stage.workspace.person(MIA).say(dm, "Please put a form on our landing page")
    return stage.filed(channel_id=dm, thread_ts=root, kind="direct"), dm


def under_card(stage: Stage) -> list[dict[str, Any]]:
    said = stage.workspace.messages("C0WEB")
    return [message for message in said if message.get("thread_ts", message["ts"]) != message["ts"]]


def test_the_askers_words_are_carried_under_the_teams_card(stage: Stage) -> None:
    request, dm = relayed(stage)
    speak(stage, MIA, dm, request.home_ts or "", "It is *urgent* <!channel>")
    say(stage)
    copies = [m for m in under_card(stage) if "Mia Tanaka" in m["text"]]
    assert len(copies) == 1
    assert "urgent" in copies[0]["text"]
    assert "<!channel>" not in copies[0]["text"]
    assert copies[0]["thread_ts"] == request.card_ts


def test_files_are_carried_as_links(stage: Stage) -> None:
    request, dm = relayed(stage)
    speak(stage, MIA, dm, request.home_ts or "", "look", files=[("broken.png", b"\x89PNG")])
    say(stage)
    assert "broken.png" in str(under_card(stage)[-1]["blocks"])


def test_what_the_team_writes_stays_with_the_team_and_its_writer_is_told_how_to_send_it(
    stage: Stage,
) -> None:
    request, dm = relayed(stage)
    before = len(stage.workspace.messages(dm))
    speak(stage, JONAS, "C0WEB", request.card_ts or "", "typical marketing")
    say(stage)
    assert len(stage.workspace.messages(dm)) == before
    notes = [m for m in stage.workspace.person(JONAS).sees("C0WEB") if m.get("is_ephemeral")]
    assert notes[0]["text"].startswith("Only your team sees “typical marketing”")
    assert not [m for m in stage.workspace.person(LENA).sees("C0WEB") if m.get("is_ephemeral")]


def send(stage: Stage, ts: str) -> None:
    with stage.toolkit.ledger.begin() as unit:
        send_to_asker(stage.toolkit.desk(unit), JONAS, "C0WEB", ts)
    say(stage)


def test_a_note_that_is_sent_reaches_the_asker_in_its_present_words(stage: Stage) -> None:
    request, dm = relayed(stage)
    ts = speak(stage, JONAS, "C0WEB", request.card_ts or "", "Which pgae?")
    stage.workspace.person(JONAS).edit("C0WEB", ts, "Which page, @mia?")
    send(stage, ts)
    copy = stage.workspace.messages(dm)[-1]
    assert "Jonas Weber (Web Team)" in copy["text"]
    assert "Which page, @Mia Tanaka?" in copy["text"]
    assert copy["thread_ts"] == request.home_ts


def test_a_note_that_was_deleted_before_it_was_sent_is_parked_and_its_thread_says_so(stage: Stage) -> None:
    request, _ = relayed(stage)
    ts = speak(stage, JONAS, "C0WEB", request.card_ts or "", "Which page?")
    stage.workspace.person(JONAS).delete("C0WEB", ts)
    send(stage, ts)
    say(stage)
    with stage.toolkit.ledger.read() as connection:
        assert [notice.error for notice in parked_notices(connection)] == ["message_not_found"]
    assert "Not delivered to Mia" in under_card(stage)[-1]["text"]


def test_an_edit_is_carried_to_the_copy_with_its_files(stage: Stage) -> None:
    request, dm = relayed(stage)
    ts = speak(stage, MIA, dm, request.home_ts or "", "On Mnoday", files=[("plan.pdf", b"%PDF")])
    say(stage)
    stage.workspace.person(MIA).edit(dm, ts, "On Monday")
    with stage.toolkit.ledger.begin() as unit:
        edited(stage.toolkit.desk(unit), dm, ts, "On Monday", MIA)
    say(stage)
    copy = under_card(stage)[-1]
    assert "On Monday" in copy["text"]
    assert "plan.pdf" in str(copy["blocks"])


def test_an_edit_made_before_the_copy_was_posted_needs_no_second_message(stage: Stage) -> None:
    request, dm = relayed(stage)
    ts = speak(stage, MIA, dm, request.home_ts or "", "On Mnoday")
    stage.workspace.person(MIA).edit(dm, ts, "On Monday")
    with stage.toolkit.ledger.begin() as unit:
        edited(stage.toolkit.desk(unit), dm, ts, "On Monday", MIA)
    say(stage)
    assert ["On Monday" in message["text"] for message in under_card(stage)] == [True]


def test_a_deletion_takes_the_copy_with_it(stage: Stage) -> None:
    request, dm = relayed(stage)
    ts = speak(stage, MIA, dm, request.home_ts or "", "My password is hunter2")
    say(stage)
    assert len(under_card(stage)) == 1
    stage.workspace.person(MIA).delete(dm, ts)
    with stage.toolkit.ledger.begin() as unit:
        deleted(stage.toolkit.desk(unit), dm, ts)
    say(stage)
    assert under_card(stage) == []


def test_a_copy_that_somebody_deleted_already_is_no_trouble(stage: Stage) -> None:
    request, dm = relayed(stage)
    ts = speak(stage, MIA, dm, request.home_ts or "", "My password is hunter2")
    say(stage)
    stage.client.chat_delete(channel="C0WEB", ts=under_card(stage)[0]["ts"])
    with stage.toolkit.ledger.begin() as unit:
        deleted(stage.toolkit.desk(unit), dm, ts)
    say(stage)
    with stage.toolkit.ledger.read() as connection:
        assert parked_notices(connection) == []


def test_words_that_cannot_be_carried_are_marked_beside_them(stage: Stage) -> None:
    request, dm = relayed(stage)
    stage.workspace.faults.slack_error("chat.postMessage", "is_archived", channel="C0WEB")
    speak(stage, MIA, dm, request.home_ts or "", "It is urgent")
    say(stage)
    failed = stage.workspace.messages(dm)[-1]
    assert "Not delivered to the Web Team" in failed["text"]
    assert failed["thread_ts"] == request.home_ts


def test_words_for_a_request_without_a_card_are_marked_as_not_delivered(stage: Stage) -> None:
    request = stage.file(channel_id=None, kind="nowhere")
    notice = stage.notice(
        NoticeKind.MESSAGE_COPIED,
        request_id=request.id,
        side="team",
        author_id=MIA,
        text="hello",
        files=[],
        source_channel="D1",
        source_ts="1.000001",
    )
    with pytest.raises(Undeliverable) as refused:
        stage.courier.deliver(notice)
    assert refused.value.code == "thread_not_found"


def test_a_message_in_a_thread_that_was_pointed_at_is_fetched(stage: Stage) -> None:
    person = stage.workspace.person(NEW)
    root = person.say("C0MARKETING", "Launch")
    ts = person.say("C0MARKETING", "The form is broken", thread_ts=root)
    person.say("C0MARKETING", "really", thread_ts=root)
    stage.courier.deliver(
        stage.notice(NoticeKind.MESSAGE_WANTED, channel_id="C0MARKETING", ts=ts, user_id=MIA)
    )
    (message,) = stage.found
    assert (message["text"], message["thread_ts"], message["user"]) == ("The form is broken", root, NEW)
    assert stage.toolkit.directory.people().get(NEW).known


def test_a_message_that_was_deleted_before_it_was_fetched_is_nobodys_wish(stage: Stage) -> None:
    person = stage.workspace.person(MIA)
    ts = person.say("C0MARKETING", "The form is broken")
    person.delete("C0MARKETING", ts)
    stage.courier.deliver(
        stage.notice(NoticeKind.MESSAGE_WANTED, channel_id="C0MARKETING", ts=ts, user_id=MIA)
    )
    assert stage.found == []


def test_a_message_that_was_filed_in_another_way_meanwhile_is_not_filed_again(stage: Stage) -> None:
    def filed_before(*_: object) -> None:
        raise Taken("uq_requests_source_key")

    courier = Courier(stage.client, stage.toolkit, found=filed_before, monotonic=stage.pulse)
    ts = stage.workspace.person(MIA).say("C0MARKETING", "The form is broken")
    notice = stage.notice(NoticeKind.MESSAGE_WANTED, channel_id="C0MARKETING", ts=ts, user_id=MIA)
    assert courier.deliver(notice).ts is None
