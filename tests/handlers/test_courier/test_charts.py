"""A chart where Slack takes it, the same figures as a table where it does not."""

from __future__ import annotations

from typing import Any

import pytest

from db.errors import Undeliverable
from db.kinds import NoticeKind
from handlers.views.charts import Series, chart, table
from handlers.views.message import Message
from tests.handlers.test_courier.conftest import JONAS, MIA, Stage

IN = Series("In", (("2 Mar", 4), ("9 Mar", 3)))
CHART = chart("Requests in", "bar", [IN])
SHOWN = {"type": "section", "text": table("Requests in", [IN])["text"]}
REFUSING: dict[str, Any] = {"holding": "data_visualization", "times": None}


def post(stage: Stage, channel_id: str = "C0MARKETING") -> str:
    notice = stage.notice(NoticeKind.PERSON_TOLD, user_id=MIA, text="unused")
    said = stage.courier._satchel.slack.post(notice, channel_id, Message("In: 4, then 3", [CHART]))
    assert said.ts is not None
    stage.later(2)
    return said.ts


def last(stage: Stage, channel: str = "C0MARKETING") -> dict[str, Any]:
    (block,) = stage.workspace.messages(channel)[-1]["blocks"]
    return {key: value for key, value in block.items() if key != "block_id"}


def test_a_workspace_that_knows_charts_draws_them(stage: Stage) -> None:
    post(stage)
    assert last(stage) == CHART


def test_a_workspace_that_refuses_charts_shows_the_same_figures_as_a_table(stage: Stage) -> None:
    faults = stage.workspace.faults
    faults.slack_error("chat.postMessage", "invalid_blocks", **REFUSING)
    post(stage)
    assert last(stage) == SHOWN
    assert faults.count("slack_error") == 1
    post(stage)
    assert last(stage) == SHOWN
    assert faults.count("slack_error") == 1  # it is not tried again at every post


def test_a_message_that_is_drawn_anew_loses_its_chart_rather_than_its_news(stage: Stage) -> None:
    ts = post(stage)
    stage.workspace.faults.slack_error("chat.update", "invalid_blocks", **REFUSING)
    stage.courier._satchel.slack.update("C0MARKETING", ts, Message("In: 4, then 3", [CHART]))
    assert last(stage) == SHOWN


def test_what_only_one_person_sees_is_shown_as_a_table_too(stage: Stage) -> None:
    stage.workspace.faults.slack_error("chat.postEphemeral", "invalid_blocks", **REFUSING)
    stage.courier._satchel.slack.whisper("C0MARKETING", JONAS, Message("In: 4", [CHART]))
    (message,) = [m for m in stage.workspace.person(JONAS).sees("C0MARKETING") if m["text"] == "In: 4"]
    assert message["blocks"][0]["text"] == SHOWN["text"]


@pytest.mark.parametrize("code", ["invalid_arguments", "invalid_blocks"])
def test_a_home_tab_is_shown_with_a_table_where_it_takes_no_chart(stage: Stage, code: str) -> None:
    stage.workspace.faults.slack_error("views.publish", code, **REFUSING)
    stage.courier._satchel.slack.publish(MIA, {"type": "home", "blocks": [CHART]})
    home = stage.workspace.person(MIA).home()
    assert home is not None
    assert home["blocks"][0]["text"] == SHOWN["text"]


def test_another_refusal_stays_a_refusal(stage: Stage) -> None:
    stage.workspace.faults.slack_error("chat.postMessage", "is_archived", **REFUSING)
    with pytest.raises(Undeliverable, match="archived"):
        post(stage)


def test_a_layout_that_is_refused_without_its_chart_as_well_is_refused(stage: Stage) -> None:
    stage.workspace.faults.slack_error("chat.postMessage", "invalid_blocks", times=None)
    with pytest.raises(Undeliverable, match="layout"):
        post(stage)
    stage.workspace.faults.reset()
    post(stage)
    assert last(stage) == CHART  # it was not the chart's fault
