"""Nobody answers: what is said in Slack, to whom, and what becomes of it once somebody has it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.requests.model import Request
from bot.requests.posting import Said
from bot.requests.working import acknowledge, hand_over
from bot.toolkit import Toolkit
from db.kinds import NoticeKind
from db.outbox import Notice
from scheduler.jobs.escalation import ask_whoever_is_next
from scheduler.relay import Relay
from tests.handlers.test_courier.conftest import ADA, DEV, JONAS, LENA, MIA, PRIYA, Stage

DOWN = "Our landing page is down, customers get an error everywhere"
NIGHT = datetime(2026, 3, 10, 23, 0, tzinfo=UTC)
MORNING = datetime(2026, 3, 11, 8, 0, 30, tzinfo=UTC)  # nine in Berlin, and half a minute


def look(stage: Stage, *, minutes: float = 0) -> None:
    """So much later: whoever is next is asked, and it is said."""
    stage.later(minutes * 60)
    ask_whoever_is_next(stage.toolkit)
    stage.say_all()


def direct(stage: Stage, user_id: str) -> list[dict[str, Any]]:
    channel = stage.client.conversations_open(users=user_id)["channel"]["id"]
    return list(stage.workspace.messages(channel))


def buttons(message: dict[str, Any]) -> list[str]:
    rows = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
    return [one["action_id"] for row in rows for one in row]


def by(stage: Stage, service: Any, *arguments: Any, **named: Any) -> None:
    with stage.toolkit.ledger.begin() as unit:
        service(stage.toolkit.desk(unit), *arguments, **named)
    stage.say_all()


def test_in_an_outage_the_one_on_call_is_called_beside_the_card(stage: Stage) -> None:
    request = stage.filed(DOWN)
    look(stage)
    (call,) = direct(stage, JONAS)
    assert call["text"].startswith(
        "🔥 Something is down. You're on call for the Web Team, and this one is for you."
    )
    assert buttons(call) == ["request.claim", "request.not_ours", "request.open_thread"]
    (card,) = stage.workspace.messages("C0WEB")
    assert card["ts"] == request.card_ts, "the card has called them already, so no line says it again"


def test_each_step_of_an_outage_calls_the_next_and_says_who_was_asked_before(stage: Stage) -> None:
    request = stage.filed(DOWN)
    for minutes in (0, 5, 5, 10, 10):
        look(stage, minutes=minutes)
    lines = [one for one in stage.workspace.messages("C0WEB") if one.get("thread_ts") == request.card_ts]
    again, second, team = [one["text"] for one in lines if one["ts"] != request.card_ts]
    assert again.startswith(f"<@{JONAS}> Nobody has picked this up yet. Could you have a look?")
    assert second.startswith(f"<@{LENA}> Nobody has picked this up yet. Could you have a look?")
    assert "Asked before: Jonas (<!date^" in second
    assert team.startswith(f"<@{JONAS}> <@{LENA}> Nobody has picked this up yet. Could one of you take it?")
    (bridge,) = stage.workspace.messages("C0BRIDGE")
    assert bridge["text"].startswith(f"<@{PRIYA}> Nobody has picked this up yet; it's with the Web Team.")
    assert buttons(bridge) == ["request.claim", "request.open_thread", "request.hand_to"]
    assert len(direct(stage, JONAS)) == 3
    assert len(direct(stage, LENA)) == 2
    (call,) = direct(stage, PRIYA)
    assert "Could you see who can take it?" in call["text"]


def test_whoever_asked_reads_an_honest_line_for_each(stage: Stage) -> None:
    stage.filed(DOWN)
    for minutes in (0, 5, 5, 10, 10):
        look(stage, minutes=minutes)
    lines = [text for text in stage.texts("C0MARKETING") if text.startswith("Nobody has picked this up yet")]
    assert lines == [
        "Nobody has picked this up yet, so I've asked Jonas again.",
        "Nobody has picked this up yet, so I've asked Lena too.",
        "Nobody has picked this up yet, so I've asked everybody in the Web Team.",
        "Nobody has picked this up yet, so I've asked Priya from the bridge between marketing and IT too.",
    ]


def test_once_somebody_has_it_every_call_loses_its_buttons(stage: Stage) -> None:
    request = stage.filed(DOWN)
    for minutes in (0, 5, 5, 10, 10):
        look(stage, minutes=minutes)
    by(stage, acknowledge, request.id, LENA)
    calls = [*direct(stage, JONAS), *direct(stage, LENA), *direct(stage, PRIYA)]
    calls += stage.workspace.messages("C0BRIDGE")
    assert [buttons(call) for call in calls] == [[]] * 7
    assert {call["text"].split(".")[0] for call in calls} == {"👀 Lena has it"}
    look(stage, minutes=600)
    assert len(direct(stage, JONAS)) == 3


def test_a_call_that_somebody_deleted_does_not_stop_the_others_from_being_drawn(stage: Stage) -> None:
    request = stage.filed(DOWN)
    for minutes in (0, 5):
        look(stage, minutes=minutes)
    first, second = direct(stage, JONAS)
    channel = stage.client.conversations_open(users=JONAS)["channel"]["id"]
    stage.client.chat_delete(channel=channel, ts=first["ts"])
    by(stage, acknowledge, request.id, LENA)
    (left,) = direct(stage, JONAS)
    assert (left["ts"], buttons(left)) == (second["ts"], [])


def test_after_a_move_the_calls_of_the_old_team_say_where_it_went(stage: Stage) -> None:
    request = stage.filed(DOWN)
    look(stage)
    by(stage, hand_over, request.id, JONAS, to_team="data")
    (call,) = direct(stage, JONAS)
    assert call["text"].startswith("It has moved to the Data Team, so there's nothing to do here.")
    assert buttons(call) == []
    look(stage)
    (new,) = direct(stage, DEV)
    assert buttons(new)[0] == "request.claim", "the call of the new team stands"


def test_a_step_that_was_overtaken_says_nothing(stage: Stage) -> None:
    request = stage.filed(DOWN)
    stage.later(300)
    ask_whoever_is_next(stage.toolkit)
    with stage.toolkit.ledger.begin() as unit:
        acknowledge(stage.toolkit.desk(unit), request.id, LENA)
    stage.say_all()
    assert direct(stage, JONAS) == []
    (card,) = stage.texts("C0WEB")
    assert card.startswith("👀 Lena from the Web Team has it.")


def test_a_step_of_a_round_before_a_move_says_nothing(stage: Stage) -> None:
    request = stage.filed(DOWN)
    stage.later(300)
    ask_whoever_is_next(stage.toolkit)
    with stage.toolkit.ledger.begin() as unit:
        hand_over(stage.toolkit.desk(unit), request.id, JONAS, to_team="data")
    stage.say_all()
    assert direct(stage, JONAS) == []
    assert [one for one in stage.texts("C0DATA") if "Nobody has picked" in one] == []


def test_what_was_taken_while_a_call_was_on_its_way_is_drawn_once_more(stage: Stage) -> None:
    request = stage.filed(DOWN)
    look(stage)
    stage.later(300)
    ask_whoever_is_next(stage.toolkit)
    deliver = stage.courier.deliver
    taken: list[Notice] = []

    def slowly(notice: Notice) -> Said:
        said = deliver(notice)
        if notice.kind is NoticeKind.PERSON_CALLED and not taken:
            with stage.toolkit.ledger.begin() as unit:
                acknowledge(stage.toolkit.desk(unit), request.id, LENA)
            taken.append(notice)
        return said

    stage.relay = Relay(stage.toolkit, slowly, worker="slow")
    stage.say_all()
    stage.say_all()
    assert [buttons(call) for call in direct(stage, JONAS)] == [[], []]


def test_after_downtime_one_call_says_that_it_is_late_and_since_when_nobody_was_asked(stage: Stage) -> None:
    stage.filed(DOWN)
    look(stage)
    look(stage, minutes=180)
    (line,) = [one for one in stage.texts("C0BRIDGE")]
    assert line.count("Could you see who can take it?") == 1
    (_, late) = direct(stage, JONAS)
    words = str(late["blocks"])
    assert "This comes late: I was down from <!date^" in words
    assert "asking you once more: you're on call for the Web Team." in words
    assert any(
        text.startswith("I couldn't ask anybody for a while, sorry.") for text in stage.texts("C0MARKETING")
    )


@pytest.fixture
def night(stage: Stage) -> Stage:
    stage.clock.now = NIGHT
    return stage


def test_at_night_a_wish_waits_for_the_morning_without_calling_anybody(night: Stage) -> None:
    request = night.filed()
    (card,) = night.workspace.messages("C0WEB")
    assert card["text"].startswith("A new one for Jonas, when the Web Team is back: <!date^1773216000^")
    assert f"<@{JONAS}>" not in str(card)
    receipt = night.workspace.messages("C0MARKETING")[-1]
    assert "The Web Team is back <!date^1773216000^" in str(receipt["blocks"])
    assert "you'll hear by <!date^" in str(receipt["blocks"])
    assert "request.say_outage" in buttons(receipt)
    look(night)
    assert direct(night, JONAS) == []
    night.clock.now = MORNING
    look(night)
    line = [one["text"] for one in night.workspace.messages("C0WEB")][-1]
    assert line.startswith(f"<@{JONAS}> This one is for you, nobody has it yet.")
    assert len(direct(night, JONAS)) == 1
    assert night.fresh(request).is_unclaimed


def test_where_the_teams_channel_refuses_it_the_bridge_reads_the_whole(stage: Stage) -> None:
    stage.filed(DOWN)
    look(stage)
    stage.workspace.faults.slack_error("chat.postMessage", "is_archived", channel="C0WEB", times=None)
    look(stage, minutes=5)
    look(stage)
    (told,) = stage.workspace.messages("C0BRIDGE")
    assert told["text"].startswith(f"<@{JONAS}> Nobody has picked this up yet; it's with the Web Team.")
    assert "request.claim" in buttons(told)


def test_whom_slack_does_not_let_us_write_to_is_named_at_the_bridge(stage: Stage) -> None:
    stage.filed(DOWN)
    dm = stage.client.conversations_open(users=JONAS)["channel"]["id"]
    stage.workspace.faults.slack_error("chat.postMessage", "restricted_action", channel=dm, times=None)
    look(stage)
    look(stage)
    (told,) = stage.workspace.messages("C0BRIDGE")
    assert "I couldn't write to Jonas." in str(told["blocks"])


def test_the_asker_is_named_on_every_call(stage: Stage, toolkit: Toolkit) -> None:
    request: Request = stage.filed(DOWN, asked_by=MIA)
    look(stage)
    assert "From Mia Tanaka, Brand, asked <!date^" in str(direct(stage, JONAS)[0]["blocks"])
    assert toolkit.company.team("web").id == request.team_id


def test_the_home_tab_of_admins_and_it_says_how_long_ago_somebody_looked(stage: Stage) -> None:
    def shown(user_id: str) -> str:
        stage.courier.deliver(stage.notice(NoticeKind.HOME_CHANGED, user_id=user_id))
        return str(stage.workspace.person(user_id).home(wait=0))

    look(stage)
    stage.later(20)
    for user_id in (ADA, JONAS):
        assert "Last look for unanswered requests 20 s ago" in shown(user_id)
    assert "Last look" not in shown(MIA)
    stage.later(600)
    assert "Nobody has looked for unanswered requests since" in shown(ADA)
