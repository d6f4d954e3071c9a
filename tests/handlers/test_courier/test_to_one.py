from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.requests.posting import refused as refuse
from bot.requests.telling import tell_person
from db import inbox
from db.errors import Outage, Undeliverable
from db.kinds import NoticeKind
from db.outbox import parked_notices
from handlers.courier.to_one import CLICK_AGAIN
from handlers.views.modals import ask_form
from tests.handlers.test_courier.conftest import ADA, JONAS, MIA, NEW, Stage
from workspace import answers


def tell(stage: Stage, **detail: Any) -> None:
    stage.courier.deliver(stage.notice(NoticeKind.PERSON_TOLD, **{"user_id": MIA, "text": "Psst", **detail}))


def seen(stage: Stage, user_id: str, channel: str) -> list[dict[str, Any]]:
    return [m for m in stage.workspace.person(user_id).sees(channel) if m["text"] in ("Psst", CLICK_AGAIN)]


def own_dm(stage: Stage, user_id: str) -> list[str]:
    return stage.texts(stage.workspace.person(user_id).dm())


def answer_address(stage: Stage, user_id: str, channel: str, **more: Any) -> str:
    return stage.workspace.within(lambda office: answers.new_address(office, user_id, channel, **more))


def test_a_person_is_told_where_they_are_looking_and_nobody_else_sees_it(stage: Stage) -> None:
    root = stage.workspace.person(MIA).say("C0MARKETING", "Launch")
    tell(stage, channel_id="C0MARKETING", thread_ts=root)
    (message,) = seen(stage, MIA, "C0MARKETING")
    assert message["thread_ts"] == root
    assert seen(stage, JONAS, "C0MARKETING") == []


def test_a_click_is_answered_through_its_own_address(stage: Stage) -> None:
    url = answer_address(stage, MIA, "C0MARKETING")
    stage.workspace.faults.server_error("chat.postEphemeral", times=None)
    tell(stage, response_url=url, channel_id="C0MARKETING")
    assert len(seen(stage, MIA, "C0MARKETING")) == 1
    assert seen(stage, JONAS, "C0MARKETING") == []


def test_an_answer_can_take_the_place_of_what_was_clicked(stage: Stage) -> None:
    ts = stage.client.chat_postEphemeral(channel="C0MARKETING", user=MIA, text="Click me")["message_ts"]
    url = answer_address(stage, MIA, "C0MARKETING", message_ts=ts, ephemeral=True)
    tell(stage, response_url=url, replace_original=True)
    assert [m["ts"] for m in seen(stage, MIA, "C0MARKETING")] == [ts]
    assert "Click me" not in [m["text"] for m in stage.workspace.person(MIA).sees("C0MARKETING")]


def test_a_click_that_is_too_long_ago_is_answered_in_the_channel(stage: Stage) -> None:
    url = answer_address(stage, MIA, "C0MARKETING")
    stage.later(31 * 60)
    tell(stage, response_url=url, channel_id="C0MARKETING")
    assert len(seen(stage, MIA, "C0MARKETING")) == 1


def test_an_unclear_answer_to_a_click_is_not_given_again(stage: Stage) -> None:
    url = answer_address(stage, MIA, "C0MARKETING")
    stage.workspace.faults.time_out_after_accepting("response_url", hold=0)
    notice = stage.notice(NoticeKind.PERSON_TOLD, user_id=MIA, text="Psst", response_url=url)
    with pytest.raises(Outage) as outage:
        stage.courier.deliver(notice)
    assert outage.value.unsure
    stage.courier.deliver(replace(notice, unsure=True))
    assert len(seen(stage, MIA, "C0MARKETING")) == 1


def test_somebody_who_left_the_channel_is_told_directly(stage: Stage) -> None:
    with stage.toolkit.ledger.begin() as unit:
        tell_person(stage.toolkit.desk(unit), MIA, "Psst", channel_id="C0SECRET")
    stage.say_all()
    assert own_dm(stage, MIA) == ["Psst"]


def test_in_direct_messages_it_stays_to_be_read_later(stage: Stage) -> None:
    dm = stage.workspace.person(MIA).dm()
    tell(stage, channel_id=dm)
    assert own_dm(stage, MIA) == ["Psst"]


def test_without_a_place_it_is_a_direct_message(stage: Stage) -> None:
    tell(stage)
    assert own_dm(stage, MIA) == ["Psst"]


def test_a_public_channel_is_joined_to_tell_somebody_there(stage: Stage) -> None:
    tell(stage, channel_id="C0LAUNCHES")
    assert len(seen(stage, MIA, "C0LAUNCHES")) == 1


def trigger_of(stage: Stage, user_id: str) -> str:
    return stage.workspace.within(lambda office: office.trigger(user_id))


def form_due(stage: Stage, trigger_id: str) -> Any:
    view = ask_form(stage.toolkit.company)
    return stage.notice(NoticeKind.VIEW_DUE, user_id=MIA, trigger_id=trigger_id, view=view)


def test_a_form_opens_while_the_click_is_young(stage: Stage) -> None:
    stage.courier.deliver(form_due(stage, trigger_of(stage, MIA)))
    view = stage.workspace.person(MIA).view()
    assert view is not None
    assert view["callback_id"] == "request.ask_form"


def test_a_form_that_comes_too_late_is_not_tried_and_its_person_is_asked_to_click_again(stage: Stage) -> None:
    notice = form_due(stage, trigger_of(stage, MIA))
    stage.workspace.faults.server_error("views.open", times=None)
    stage.later(3.5)
    stage.courier.deliver(notice)
    assert stage.workspace.faults.count("server_error") == 0
    assert own_dm(stage, MIA) == [CLICK_AGAIN]


@pytest.mark.parametrize("code", ["expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"])
def test_a_click_that_slack_finds_too_old_is_said_kindly(stage: Stage, code: str) -> None:
    stage.workspace.faults.slack_error("views.open", code)
    stage.courier.deliver(form_due(stage, trigger_of(stage, MIA)))
    assert own_dm(stage, MIA) == [CLICK_AGAIN]


def test_a_form_that_may_be_open_is_not_opened_twice(stage: Stage) -> None:
    stage.workspace.faults.time_out_after_accepting("views.open", hold=0)
    notice = form_due(stage, trigger_of(stage, MIA))
    with pytest.raises(Outage):
        stage.courier.deliver(notice)
    stage.courier.deliver(replace(notice, unsure=True))
    assert own_dm(stage, MIA) == []
    assert stage.workspace.person(MIA).view() is not None


def test_a_form_that_slack_does_not_understand_is_a_refusal(stage: Stage) -> None:
    notice = stage.notice(
        NoticeKind.VIEW_DUE, user_id=MIA, trigger_id=trigger_of(stage, MIA), view={"type": "modal"}
    )
    with pytest.raises(Undeliverable) as refused:
        stage.courier.deliver(notice)
    assert refused.value.code == "invalid_arguments"


def home_of(stage: Stage, user_id: str) -> str:
    stage.courier.deliver(stage.notice(NoticeKind.HOME_CHANGED, user_id=user_id))
    return str(stage.workspace.person(user_id).home(wait=0))


def test_a_home_tab_shows_what_the_rows_say_now(stage: Stage) -> None:
    assert "landing page" not in home_of(stage, MIA)
    stage.filed()
    assert "landing page" in home_of(stage, MIA)
    assert "landing page" in home_of(stage, JONAS)
    assert "Nils" in home_of(stage, NEW)


def test_only_admins_see_on_their_home_tab_what_slack_refused(stage: Stage) -> None:
    stage.filed()
    stage.workspace.faults.slack_error("chat.postMessage", "thread_locked", channel="C0DATA", times=None)
    notice = stage.notice(
        NoticeKind.MESSAGE_COPIED,
        request_id=None,
        side="team",
        source_channel="C1",
        source_ts="1.0",
    )
    with stage.toolkit.ledger.begin() as unit:
        refuse(stage.toolkit.desk(unit), notice, "is_archived")
        inbox.keep(unit, "event:1", "event", {}, reference="7f3a", now=stage.clock.now)
    with stage.toolkit.ledger.read() as connection:
        assert len(parked_notices(connection)) == 1
    assert "The channel is archived." in home_of(stage, ADA)
    assert "archived" not in home_of(stage, MIA)


def test_a_home_tab_that_is_switched_off_is_no_trouble_to_an_admin(stage: Stage) -> None:
    stage.workspace.faults.slack_error("views.publish", "not_enabled")
    stage.notice(NoticeKind.HOME_CHANGED, user_id=MIA)
    stage.later(61)
    stage.say_all()
    with stage.toolkit.ledger.read() as connection:
        assert parked_notices(connection) == []


def turned(stage: Stage, url: str | None, **detail: Any) -> None:
    named = {"user_id": MIA, "which": "mine", "number": 0, "words": "", "response_url": url}
    stage.courier.deliver(stage.notice(NoticeKind.LIST_TURNED, **{**named, **detail}))


def test_another_page_takes_the_place_of_the_one_that_was_seen(stage: Stage) -> None:
    for number in range(10):
        stage.file(f"Please put form number {number} on our landing page", channel_id=None, kind="nowhere")
        stage.later(60)
    ts = stage.client.chat_postEphemeral(channel="C0MARKETING", user=MIA, text="a list")["message_ts"]
    url = answer_address(stage, MIA, "C0MARKETING", message_ts=ts, ephemeral=True)
    turned(stage, url, number=1)
    (shown,) = [m for m in stage.workspace.person(MIA).sees("C0MARKETING") if m.get("is_ephemeral")]
    assert shown["ts"] == ts
    assert "Page 2 of 2" in str(shown["blocks"])
    assert "form number 0" in str(shown["blocks"])
    assert "form number 9" not in str(shown["blocks"])


def test_a_list_without_an_address_to_answer_is_a_refusal(stage: Stage) -> None:
    with pytest.raises(Undeliverable):
        turned(stage, None)


def test_a_list_whose_address_ran_out_is_a_refusal(stage: Stage) -> None:
    url = answer_address(stage, MIA, "C0MARKETING")
    stage.later(31 * 60)
    with pytest.raises(Undeliverable):
        turned(stage, url)


def test_those_who_lead_see_figures_with_a_chart_on_their_home_tab(stage: Stage) -> None:
    stage.filed()
    for who in (JONAS, ADA):
        assert "1 request came in, 0 were done. 1 is open now." in home_of(stage, who)
        assert "data_visualization" in home_of(stage, who)
    assert "data_visualization" not in home_of(stage, NEW)


def test_where_the_home_tab_takes_no_chart_the_figures_stand_in_a_table(stage: Stage) -> None:
    stage.filed()
    refusing: dict[str, Any] = {"holding": "data_visualization", "times": None}
    stage.workspace.faults.slack_error("views.publish", "invalid_arguments", **refusing)
    shown = home_of(stage, ADA)
    assert "data_visualization" not in shown
    assert "*Requests in and done*" in shown
