"""Many reports of one thing: what stands in Slack once they are put together, and taken apart again."""

from __future__ import annotations

from typing import Any

from bot.requests.following import follow
from bot.requests.merging import merge, unmerge, update_all
from bot.requests.model import Request
from scheduler.jobs.escalation import ask_whoever_is_next
from tests.companies import TOM, slack_id
from tests.handlers.test_courier.conftest import JONAS, LENA, Stage

DOWN = "Our landing page is down, customers get an error everywhere"
SAME = "Nobody can order, the form on the landing page is down"


def by(stage: Stage, service: Any, *arguments: Any) -> None:
    with stage.toolkit.ledger.begin() as unit:
        service(stage.toolkit.desk(unit), *arguments)
    for _ in range(3):  # as many posts may follow each other at one place
        stage.say_all()
        stage.later(2)


def look(stage: Stage) -> None:
    ask_whoever_is_next(stage.toolkit)
    stage.say_all()


def reports(stage: Stage) -> tuple[Request, Request]:
    """Two, the second put to the first."""
    parent, child = stage.filed(DOWN), stage.filed(SAME, anyway=True)
    look(stage)
    by(stage, merge, child.id, parent.id, JONAS)
    return parent, child


def card(stage: Stage, request: Request) -> str:
    messages = stage.workspace.messages("#it-web")
    return str(next(one for one in messages if one["ts"] == request.card_ts)["blocks"])


def calls(stage: Stage, about: str) -> list[dict[str, Any]]:
    channel = stage.client.conversations_open(users=JONAS)["channel"]["id"]
    return [one for one in stage.workspace.messages(channel) if about in one["text"]]


def test_one_card_counts_and_the_other_is_calm(stage: Stage) -> None:
    parent, child = reports(stage)
    assert "One other reports the same: Mia." in card(stage, parent)
    calm = card(stage, child)
    assert "Take it out again" in calm
    assert "I've got it" not in calm


def test_a_call_about_the_calm_one_loses_its_buttons_and_a_new_one_has_them(stage: Stage) -> None:
    _, child = reports(stage)
    (call,) = calls(stage, SAME)
    assert call["text"].startswith("Somebody else reported the same thing, and the card of that one counts.")
    by(stage, unmerge, child.id, LENA)
    look(stage)
    assert "request.claim" in str(calls(stage, SAME)[-1]["blocks"])
    assert "I've got it" in card(stage, child)


def test_a_call_that_is_on_its_way_when_they_are_put_together_is_not_said(stage: Stage) -> None:
    parent, child = stage.filed(DOWN), stage.filed(SAME, anyway=True)
    ask_whoever_is_next(stage.toolkit)
    by(stage, merge, child.id, parent.id, JONAS)
    assert calls(stage, SAME) == []
    assert len(calls(stage, DOWN)) == 1


def test_a_follower_reads_the_update_alone(stage: Stage) -> None:
    parent, _ = reports(stage)
    by(stage, follow, parent.id, slack_id(TOM), "me too")
    by(stage, update_all, parent.id, JONAS, "Back at <noon>.")
    person = stage.toolkit.directory.refresh().get(slack_id(TOM))
    assert person.dm_channel is not None
    (message,) = stage.workspace.messages(person.dm_channel)
    assert message["text"].endswith("Back at &lt;noon&gt;.")
    assert message["text"].startswith("This is what you were waiting for too. Jonas has news:")
