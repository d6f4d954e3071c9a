from __future__ import annotations

from typing import Any

import pytest

from bot.requests.answering import cancel, confirm
from bot.requests.model import Request, find_request
from bot.requests.posting import NotYet
from bot.requests.working import acknowledge, ask_back, hand_over, resolve
from db.errors import Undeliverable
from db.kinds import NoticeKind
from db.outbox import parked_notices
from handlers.directory_sync import sync_people
from tests.handlers.test_courier.conftest import ADA, EVE, JONAS, LIAISON, MIA, NEW, PRIYA, Stage


def act(stage: Stage, service: Any, request: Request, actor_id: str, **more: Any) -> Request:
    with stage.toolkit.ledger.begin() as unit:
        service(stage.toolkit.desk(unit), request.id, actor_id, **more)
    stage.later(5)
    stage.say_all()
    return stage.fresh(request)


def buttons(message: dict[str, Any]) -> set[str]:
    rows = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
    return {element["action_id"] for row in rows for element in row}


def dm_texts(stage: Stage, user_id: str) -> list[str]:
    channel = stage.client.conversations_open(users=user_id)["channel"]["id"]
    return stage.texts(channel)


def test_a_request_of_a_public_channel_gets_a_receipt_there_and_a_card_with_its_team(stage: Stage) -> None:
    request = stage.filed()
    (receipt,) = stage.workspace.messages("C0MARKETING")
    (card,) = stage.workspace.messages("C0WEB")
    here = ("C0MARKETING", receipt["ts"], receipt["ts"])
    assert (request.home_channel, request.home_ts, request.receipt_ts) == here
    assert (request.card_channel, request.card_ts) == ("C0WEB", card["ts"])
    assert {"request.change", "request.cancel"} <= buttons(receipt)
    assert {"request.claim", "request.open_thread"} <= buttons(card)


def test_a_request_filed_in_a_thread_is_answered_in_that_thread(stage: Stage) -> None:
    root = stage.workspace.person(MIA).say("C0MARKETING", "We launch on Monday")
    request = stage.filed(thread_ts=root)
    receipt = stage.workspace.messages("C0MARKETING")[-1]
    assert receipt["thread_ts"] == root
    assert (request.home_ts, request.receipt_ts) == (root, receipt["ts"])


def test_a_request_of_nowhere_is_answered_by_direct_message(stage: Stage) -> None:
    request = stage.filed(channel_id=None, kind="nowhere")
    dm = stage.client.conversations_open(users=MIA)["channel"]["id"]
    assert (request.home_channel, request.home_ts) == (dm, request.receipt_ts)
    assert "request.open_thread" not in buttons(stage.workspace.messages("C0WEB")[0])


def test_the_direct_messages_with_a_person_are_opened_once(stage: Stage) -> None:
    stage.filed(channel_id=None, kind="nowhere")
    stage.workspace.faults.slack_error("conversations.open", "fatal_error", times=None)
    request = stage.filed("Please put another form on our landing page", channel_id=None, kind="nowhere")
    assert request.receipt_ts is not None
    assert stage.toolkit.directory.refresh().get(MIA).dm_channel == request.home_channel


def test_every_post_is_quiet_and_carries_its_notice(stage: Stage) -> None:
    stage.filed()
    for channel in ("C0MARKETING", "C0WEB"):
        (message,) = stage.workspace.messages(channel)
        assert message["metadata"]["event_type"] == "liaison_notice"
        assert message["metadata"]["event_payload"]["id"].startswith("n")
        assert message["text"]
        assert "attachments" not in message


def test_the_bot_joins_a_public_channel_it_is_not_in(stage: Stage) -> None:
    request = stage.filed(channel_id="C0LAUNCHES")
    assert request.home_channel == "C0LAUNCHES"
    assert stage.texts("C0LAUNCHES")[-1].startswith("Got it")


@pytest.mark.parametrize("channel_id", ["C0OLD", "C0SECRET", "C0GONE"])
def test_where_the_receipt_is_refused_it_goes_to_the_asker_directly(stage: Stage, channel_id: str) -> None:
    request = stage.filed(channel_id=channel_id, thread_ts="1.000001")
    dm = stage.client.conversations_open(users=MIA)["channel"]["id"]
    assert (request.home_channel, request.home_ts) == (dm, request.receipt_ts)


def test_where_the_teams_channel_is_archived_the_owner_gets_the_card(stage: Stage) -> None:
    stage.workspace.faults.slack_error("chat.postMessage", "is_archived", channel="C0WEB")
    request = stage.filed()
    dm = stage.client.conversations_open(users=JONAS)["channel"]["id"]
    assert request.card_channel == dm


def test_where_owner_and_team_cannot_be_reached_the_bridge_gets_the_card(stage: Stage) -> None:
    stage.workspace.faults.slack_error("chat.postMessage", "is_archived", channel="C0WEB")
    request = stage.file()
    stage.workspace.change_person(JONAS, deleted=True)
    stage.say_all()
    assert stage.fresh(request).card_channel == "C0BRIDGE"


def test_where_even_the_bridges_channel_is_gone_its_people_get_the_card(stage: Stage) -> None:
    for channel in ("C0WEB", "C0BRIDGE"):
        stage.workspace.faults.slack_error("chat.postMessage", "is_archived", channel=channel)
    request = stage.file()
    stage.workspace.change_person(JONAS, deleted=True)
    stage.say_all()
    dm = stage.client.conversations_open(users=PRIYA)["channel"]["id"]
    assert stage.fresh(request).card_channel == dm


def test_a_request_that_is_nobodys_goes_to_the_bridge(stage: Stage) -> None:
    request = stage.filed("Could somebody please mend the zebra gadget upstairs", anyway=True)
    assert (request.team_id, request.card_channel) == (None, "C0BRIDGE")


def test_a_card_of_a_team_that_no_longer_has_the_request_is_not_posted(stage: Stage) -> None:
    request = stage.file()
    with stage.toolkit.ledger.begin() as unit:
        hand_over(stage.toolkit.desk(unit), request.id, JONAS, to_team="data")
    stage.say_all()
    assert stage.workspace.messages("C0WEB") == []
    (card,) = stage.workspace.messages("C0DATA")
    assert stage.fresh(request).card_ts == card["ts"]


def test_a_request_that_came_back_before_its_card_was_posted_has_one_card(stage: Stage) -> None:
    request = stage.file()
    for team in ("data", "web"):
        with stage.toolkit.ledger.begin() as unit:
            hand_over(stage.toolkit.desk(unit), request.id, PRIYA, to_team=team)
    stage.say_all()
    cards = [message for message in stage.workspace.messages("C0WEB") if "thread_ts" not in message]
    assert len(cards) == 1
    assert stage.fresh(request).card_ts == cards[0]["ts"]


def test_a_request_taken_back_at_once_bothers_nobody(stage: Stage) -> None:
    request = stage.file()
    with stage.toolkit.ledger.begin() as unit:
        cancel(stage.toolkit.desk(unit), request.id, MIA)
    stage.say_all()
    assert stage.workspace.messages("C0WEB") == []


def test_taking_it_redraws_both_and_says_one_line_to_the_asker(stage: Stage) -> None:
    request = stage.filed()
    act(stage, acknowledge, request, JONAS)
    receipt, line = stage.workspace.messages("C0MARKETING")
    (card,) = stage.workspace.messages("C0WEB")
    assert "Jonas" in line["text"]
    assert line["thread_ts"] == receipt["ts"]
    assert "request.claim" not in buttons(card)
    assert "request.done" in buttons(card)
    assert "request.open_thread" in buttons(card)


def test_the_whole_walk_leaves_one_line_for_each_change(stage: Stage) -> None:
    request = stage.filed()
    act(stage, acknowledge, request, JONAS)
    act(stage, ask_back, request, JONAS, question="Which page?")
    act(stage, resolve, request, JONAS)
    act(stage, confirm, request, MIA)
    marketing, web = stage.workspace.messages("C0MARKETING"), stage.workspace.messages("C0WEB")
    assert len(marketing) == 1 + 4
    assert len(web) == 1 + 1
    assert "Which page?" in str(marketing[2]["blocks"])
    assert buttons(marketing[0]) == buttons(web[0]) - {"request.open_thread"} == set()
    assert not any("request.confirm" in buttons(message) for message in marketing)
    assert {message["user"] for message in (*marketing, *web)} == {LIAISON}


def test_the_old_card_says_where_the_request_went(stage: Stage) -> None:
    request = stage.filed()
    moved = act(stage, hand_over, request, JONAS, to_team="data")
    old_card = stage.workspace.messages("C0WEB")[0]
    assert "Data Team" in old_card["text"]
    assert buttons(old_card) == set()
    assert moved.card_channel == "C0DATA"


def test_news_of_a_thread_that_is_gone_reach_the_asker_and_say_what_they_are_about(stage: Stage) -> None:
    request = stage.filed()
    stage.workspace.faults.slack_error("chat.postMessage", "thread_not_found", channel="C0MARKETING")
    act(stage, acknowledge, request, JONAS)
    (told,) = dm_texts(stage, MIA)
    assert "About your request" in told
    assert "landing page" in told
    assert "Jonas" in told


def test_a_line_under_a_card_that_slack_refuses_is_parked_and_not_sent_to_the_asker(stage: Stage) -> None:
    request = stage.filed()
    stage.workspace.faults.slack_error("chat.postMessage", "thread_locked", channel="C0WEB", times=None)
    act(stage, cancel, request, MIA)
    with stage.toolkit.ledger.read() as connection:
        (parked,) = parked_notices(connection)
    assert (parked.kind, parked.error) == (NoticeKind.CHANGE_TOLD, "thread_locked")
    assert dm_texts(stage, MIA) == []
    assert "thread_locked" in dm_texts(stage, ADA)[0]


def test_a_receipt_that_was_deleted_is_no_trouble_to_anybody(stage: Stage) -> None:
    request = stage.filed()
    stage.client.chat_delete(channel="C0MARKETING", ts=request.receipt_ts or "")
    act(stage, acknowledge, request, JONAS)
    with stage.toolkit.ledger.read() as connection:
        assert parked_notices(connection) == []


def test_an_asker_we_have_not_met_is_looked_up_and_called_by_name(stage: Stage) -> None:
    assert not stage.toolkit.directory.people().get(NEW).known
    stage.filed(asked_by=NEW)
    assert "thanks Nils" in stage.texts("C0MARKETING")[0]
    assert stage.toolkit.directory.people().get(NEW).name == "Nils Newman"


def test_an_asker_of_another_company_is_known_as_such(stage: Stage) -> None:
    stage.filed(asked_by=EVE)
    assert stage.toolkit.directory.people().get(EVE).outside


def test_an_asker_whom_slack_does_not_know_is_served_all_the_same(stage: Stage) -> None:
    request = stage.filed(asked_by="U0NOBODY")
    assert request.receipt_ts is not None
    assert request.card_ts is not None


def test_a_link_that_slack_does_not_give_is_left_out(stage: Stage) -> None:
    stage.workspace.faults.slack_error("chat.getPermalink", "message_not_found")
    stage.filed()
    assert "request.open_thread" not in buttons(stage.workspace.messages("C0WEB")[0])


def test_a_card_waits_a_moment_for_the_thread_it_leads_to_and_not_for_ever(stage: Stage) -> None:
    request = stage.file()
    notice = stage.notice(NoticeKind.REQUEST_ARRIVED, request_id=request.id, team_id="web")
    with pytest.raises(NotYet):
        stage.courier.deliver(notice)
    stage.later(5)
    assert stage.courier.deliver(notice).channel_id == "C0WEB"


def test_a_card_does_not_wait_for_a_thread_that_its_team_cannot_read(stage: Stage) -> None:
    request = stage.file(channel_id="C0SECRET", kind="private")
    notice = stage.notice(NoticeKind.REQUEST_ARRIVED, request_id=request.id, team_id="web")
    assert stage.courier.deliver(notice).channel_id == "C0WEB"


def test_a_card_that_was_quicker_than_the_receipt_gets_its_link_afterwards(stage: Stage) -> None:
    request = stage.file()
    stage.workspace.faults.rate_limit("chat.postMessage", channel="C0MARKETING", retry_after=60)
    stage.say_all()
    stage.later(5)
    stage.say_all()
    assert "request.open_thread" not in buttons(stage.workspace.messages("C0WEB")[0])
    stage.later(60)
    stage.say_all()
    assert stage.fresh(request).home_ts is not None
    assert "request.open_thread" in buttons(stage.workspace.messages("C0WEB")[0])


def test_a_person_whom_we_know_to_be_deactivated_gets_no_direct_message(stage: Stage) -> None:
    """Slack takes messages into direct messages that were opened earlier, and nobody reads them."""
    stage.filed(channel_id=None, kind="nowhere")
    stage.workspace.change_person(MIA, deleted=True)
    sync_people(stage.client, stage.toolkit)
    with pytest.raises(Undeliverable) as refused:
        stage.courier.deliver(stage.notice(NoticeKind.PERSON_TOLD, user_id=MIA, text="Hello"))
    assert refused.value.code == "user_disabled"


def test_a_notice_of_a_request_that_was_forgotten_is_dropped(stage: Stage) -> None:
    for kind in (NoticeKind.REQUEST_FILED, NoticeKind.REQUEST_ARRIVED, NoticeKind.CARD_CHANGED):
        said = stage.courier.deliver(stage.notice(kind, request_id="gone", team_id=None))
        assert said.ts is None
    with stage.toolkit.ledger.read() as connection:
        assert find_request(connection, "gone") is None


def test_a_team_channel_that_slack_does_not_have_is_a_refusal(stage: Stage) -> None:
    request = stage.file()
    notice = stage.notice(NoticeKind.REQUEST_ARRIVED, request_id=request.id, team_id="web", target="team")
    stage.client.conversations_archive(channel="C0WEB")
    stage.later(5)
    with pytest.raises(Undeliverable) as refused:
        stage.courier.deliver(notice)
    assert refused.value.code == "is_archived"
