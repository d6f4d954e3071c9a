"""Buttons and menus in messages."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from tests.workspace.conftest import actions, button, field, plain
from tests.workspace.listening_app import ListeningApp
from workspace.rules.refused import Refused
from workspace.server import Workspace


def option(value: str, text: str) -> dict[str, Any]:
    return {"text": plain(text), "value": value}


OPTIONS = [option("low", "Low"), option("high", "High")]
CARD = [
    actions(
        button("claim", "I've got it", value="r1", style="primary"),
        {
            "type": "static_select",
            "action_id": "urgency",
            "options": OPTIONS,
            "placeholder": plain("How urgent?"),
        },
        {"type": "overflow", "action_id": "more", "options": OPTIONS},
        {"type": "checkboxes", "action_id": "ticks", "options": OPTIONS},
        {"type": "datepicker", "action_id": "day"},
        {"type": "users_select", "action_id": "owner"},
    ),
    field("note"),
]


@pytest.fixture
def card(client: WebClient) -> str:
    return str(client.chat_postMessage(channel="C0GENERAL", text="A request", blocks=CARD)["ts"])


def test_a_click_arrives_in_slacks_shape(workspace: Workspace, app: ListeningApp, card: str) -> None:
    assert workspace.person("jonas").click("#general", card, "claim", values={"note": "soon"}).acknowledged
    told = app.wait_for("block_actions")
    [action] = told["actions"]
    assert action.pop("action_ts")
    assert action == {
        "type": "button",
        "action_id": "claim",
        "block_id": "row",
        "value": "r1",
        "style": "primary",
        "text": plain("I've got it"),
    }
    assert told["container"] == {
        "type": "message",
        "message_ts": card,
        "channel_id": "C0GENERAL",
        "is_ephemeral": False,
    }
    assert told["user"] == {"id": "U0JONAS", "username": "jonas", "name": "jonas", "team_id": "T0NORTH"}
    assert told["message"]["ts"] == card
    assert told["channel"] == {"id": "C0GENERAL", "name": "general"}
    assert told["state"]["values"]["note"]["words"] == {"type": "plain_text_input", "value": "soon"}
    assert told["state"]["values"]["row"]["urgency"] == {"type": "static_select", "selected_option": None}


@pytest.mark.parametrize(
    ("action_id", "chosen", "key", "value"),
    [
        ("urgency", "high", "selected_option", OPTIONS[1]),
        ("urgency", "Low", "selected_option", OPTIONS[0]),
        ("more", "low", "selected_option", OPTIONS[0]),
        ("ticks", ["low", "high"], "selected_options", OPTIONS),
        ("day", "2026-12-01", "selected_date", "2026-12-01"),
        ("owner", "U0JONAS", "selected_user", "U0JONAS"),
    ],
)
def test_what_was_chosen_rides_on_the_action(
    workspace: Workspace, app: ListeningApp, card: str, action_id: str, chosen: Any, key: str, value: Any
) -> None:
    workspace.person("mia").click("#general", card, action_id, option=chosen)
    assert app.wait_for("block_actions")["actions"][0][key] == value


def test_nobody_can_press_what_is_not_there(workspace: Workspace, card: str) -> None:
    mia = workspace.person("mia")
    with pytest.raises(Refused, match="action_not_found"):
        mia.click("#general", card, "vanish")
    with pytest.raises(Refused, match="no_such_option"):
        mia.click("#general", card, "urgency", option="extreme")
    with pytest.raises(Refused, match="message_not_found"):
        mia.click("#general", "1.000001", "claim")
    with pytest.raises(Refused, match="channel_not_found"):
        workspace.person("eve").click("#general", card, "claim")


def test_a_click_in_a_thread_says_so(
    workspace: Workspace, app: ListeningApp, client: WebClient, card: str
) -> None:
    reply = client.chat_postMessage(channel="C0GENERAL", text="x", blocks=CARD, thread_ts=card)["ts"]
    workspace.person("mia").click("#general", reply, "claim")
    assert app.wait_for("block_actions")["container"]["thread_ts"] == card


def test_partners_can_click_and_are_known_as_partners(
    workspace: Workspace, app: ListeningApp, client: WebClient
) -> None:
    ts = client.chat_postMessage(channel="C0SHARED", text="x", blocks=CARD)["ts"]
    assert workspace.person("eve").click("#with-partner", ts, "claim").acknowledged
    assert app.wait_for("block_actions")["user"]["team_id"] == "T0OTHER"


def test_a_click_on_an_ephemeral_message_carries_no_message(
    workspace: Workspace, app: ListeningApp, client: WebClient
) -> None:
    mia = workspace.person("mia")
    ts = client.chat_postEphemeral(channel="C0GENERAL", user="U0MIA", text="psst", blocks=CARD)["message_ts"]
    mia.click("#general", ts, "claim", ephemeral=True)
    told = app.wait_for("block_actions")
    assert told["container"]["is_ephemeral"] is True
    assert "message" not in told
    with pytest.raises(Refused, match="message_not_found"):
        workspace.person("jonas").click("#general", ts, "claim", ephemeral=True)
    WebhookClient(told["response_url"]).send(text="changed", replace_original=True)
    assert [one["text"] for one in mia.sees("#general")] == ["changed"]
    WebhookClient(told["response_url"]).send(delete_original=True)
    assert mia.sees("#general") == []


def test_a_response_url_replaces_and_deletes_the_clicked_message(
    workspace: Workspace, app: ListeningApp, card: str
) -> None:
    workspace.person("mia").click("#general", card, "claim")
    url = app.wait_for("block_actions")["response_url"]
    assert WebhookClient(url).send(text="taken", replace_original=True).status_code == 200
    [message] = workspace.messages("#general")
    assert (message["ts"], message["text"]) == (card, "taken")
    assert "blocks" not in message
    WebhookClient(url).send(delete_original=True)
    assert workspace.messages("#general") == []


def test_a_silent_app_leaves_a_passing_bar_on_a_click(
    workspace: Workspace, app: ListeningApp, card: str
) -> None:
    workspace.deliveries.ack_seconds = 0.1
    app.silent.add("block_actions")
    mia = workspace.person("mia")
    assert not mia.click("#general", card, "claim").acknowledged
    assert mia.notices == ["Liaison did not respond in time (operation_timeout)"]


def test_a_menu_that_asks_the_app_gets_its_options(
    workspace: Workspace, app: ListeningApp, client: WebClient
) -> None:
    blocks = [actions({"type": "external_select", "action_id": "term", "min_query_length": 1})]
    ts = client.chat_postMessage(channel="C0GENERAL", text="x", blocks=blocks)["ts"]
    app.answers["block_suggestion"] = {"options": OPTIONS}
    mia = workspace.person("mia")
    assert mia.options("term", "lo", channel="#general", ts=ts) == {"options": OPTIONS}
    told = app.wait_for("block_suggestion")
    assert (told["action_id"], told["block_id"], told["value"]) == ("term", "row", "lo")
    app.answers["block_suggestion"] = {"options": [option(str(n), "x") for n in range(101)]}
    assert mia.options("term", "lo", channel="#general", ts=ts) == {"options": []}
    assert mia.notices == ["This list could not be loaded"]
