"""Slash commands, shortcuts and response_url."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any

import pytest

from tests.workspace.conftest import Clock, section
from tests.workspace.listening_app import ListeningApp
from workspace.rules.refused import Refused
from workspace.server import Workspace


def send(url: str, body: dict[str, Any]) -> tuple[int, str]:
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, json.loads(refused.read())["error"]


def test_a_command_arrives_in_slacks_shape(declared: Workspace, declared_app: ListeningApp) -> None:
    line = "/ask tell @jonas in #launches: a < b & c"
    assert declared.person("mia").command("#general", line).acknowledged
    told = declared_app.wait_for("slash_commands")
    assert told.pop("trigger_id")
    assert told.pop("response_url").startswith(f"{declared.url}response/")
    assert told == {
        "token": "legacy-verification-token",
        "team_id": "T0NORTH",
        "team_domain": "northwind",
        "channel_id": "C0GENERAL",
        "channel_name": "general",
        "user_id": "U0MIA",
        "user_name": "mia",
        "command": "/ask",
        "text": "tell <@U0JONAS|jonas> in <#C0LAUNCH|launches>: a &lt; b &amp; c",
        "api_app_id": "A0LIAISON",
        "is_enterprise_install": "false",
    }


def test_a_command_without_should_escape_keeps_names_as_typed(
    declared: Workspace, declared_app: ListeningApp
) -> None:
    declared.person("mia").command("#general", "/raw @jonas & co")
    assert declared_app.wait_for("slash_commands")["text"] == "@jonas &amp; co"


def test_private_places_have_no_name_in_a_command(declared: Workspace, declared_app: ListeningApp) -> None:
    jonas = declared.person("jonas")
    jonas.command("#it-private", "/ask x")
    assert declared_app.wait_for("slash_commands")["channel_name"] == "privategroup"
    jonas.command(jonas.dm(), "/ask x")
    assert declared_app.wait_for("slash_commands")["channel_name"] == "directmessage"


def test_what_rides_on_the_acknowledgement_is_for_the_asker_alone(
    workspace: Workspace, app: ListeningApp
) -> None:
    app.answers["/ask"] = {"text": "Got it", "blocks": [section("*Got it*")]}
    mia = workspace.person("mia")
    mia.command("#general", "/ask x")
    [message] = mia.sees("#general")
    assert (message["text"], message["is_ephemeral"]) == ("Got it", True)
    assert message["blocks"][0]["text"]["text"] == "*Got it*"
    app.answers["/ask"] = {"text": "Everybody", "response_type": "in_channel"}
    mia.command("#general", "/ask x")
    assert [one["text"] for one in workspace.messages("#general")] == ["Everybody"]


def test_a_bad_acknowledgement_is_told_to_the_asker(workspace: Workspace, app: ListeningApp) -> None:
    app.answers["/ask"] = {"text": "x", "blocks": [{"type": "marquee"}]}
    mia = workspace.person("mia")
    mia.command("#general", "/ask x")
    assert mia.notices == ["/ask failed with the error invalid_blocks"]
    assert "marquee" in workspace.office.complaints[0]


def test_a_silent_app_leaves_a_passing_bar(workspace: Workspace, app: ListeningApp) -> None:
    workspace.deliveries.ack_seconds = 0.1
    app.silent.add("/ask")
    mia = workspace.person("mia")
    assert not mia.command("#general", "/ask x").acknowledged
    assert mia.notices == ["/ask did not respond in time (operation_timeout)"]


def test_an_app_that_is_not_there_fails_the_command(workspace: Workspace) -> None:
    mia = workspace.person("mia")
    assert not mia.command("#general", "/ask x").acknowledged
    assert mia.notices == ["/ask failed (dispatch_failed)"]


@pytest.mark.parametrize(
    ("who", "channel", "line", "in_thread", "code", "sentence"),
    [
        (
            "mia",
            "#general",
            "/lunch x",
            False,
            "unknown_command",
            "/lunch is not a command of this workspace.",
        ),
        ("mia", "#general", "/ask x", True, "not_in_thread", "/ask can't be used in a thread."),
        (
            "eve",
            "#with-partner",
            "/ask x",
            False,
            "restricted_action",
            "/ask is for people of Northwind only.",
        ),
        ("priya", "#launches", "/ask x", False, "not_in_channel", "Join the channel first."),
    ],
)
def test_a_command_that_slack_refuses(
    declared: Workspace, who: str, channel: str, line: str, in_thread: bool, code: str, sentence: str
) -> None:
    person = declared.person(who)
    with pytest.raises(Refused) as refused:
        person.command(channel, line, thread_ts="1.000001" if in_thread else None)
    assert refused.value.code == code
    assert refused.value.more["message"] == sentence
    assert person.notices == ([sentence] if in_thread else [])


def test_a_message_shortcut_brings_the_message(declared: Workspace, declared_app: ListeningApp) -> None:
    mia, jonas = declared.person("mia"), declared.person("jonas")
    root = jonas.say("#general", "root")
    ts = jonas.say("#general", "the pixel is dead", thread_ts=root)
    assert mia.shortcut("send", "#general", ts).acknowledged
    told = declared_app.wait_for("message_action")
    assert (told["callback_id"], told["message_ts"]) == ("send", ts)
    assert told["channel"] == {"id": "C0GENERAL", "name": "general"}
    assert told["user"] == {"id": "U0MIA", "username": "mia", "name": "mia", "team_id": "T0NORTH"}
    assert (told["message"]["text"], told["message"]["thread_ts"]) == ("the pixel is dead", root)
    assert told["response_url"]
    assert told["trigger_id"]


def test_a_global_shortcut_has_no_channel(declared: Workspace, declared_app: ListeningApp) -> None:
    assert declared.person("mia").global_shortcut("new").acknowledged
    told = declared_app.wait_for("shortcut")
    assert told["callback_id"] == "new"
    assert "channel" not in told
    assert "response_url" not in told


def test_a_shortcut_must_be_declared_and_is_not_for_partners(declared: Workspace) -> None:
    mia, eve = declared.person("mia"), declared.person("eve")
    ts = mia.say("#with-partner", "hello")
    with pytest.raises(Refused, match="unknown_shortcut"):
        mia.shortcut("new", "#with-partner", ts)
    with pytest.raises(Refused, match="restricted_action"):
        eve.shortcut("send", "#with-partner", ts)
    with pytest.raises(Refused, match="restricted_action"):
        eve.global_shortcut("new")


@pytest.fixture
def response_url(workspace: Workspace, app: ListeningApp) -> str:
    workspace.person("mia").command("#general", "/ask x")
    return str(app.wait_for("slash_commands")["response_url"])


def test_a_response_url_whispers_by_default(workspace: Workspace, response_url: str) -> None:
    assert send(response_url, {"text": "psst"}) == (200, "ok")
    assert workspace.messages("#general") == []
    [message] = workspace.person("mia").sees("#general")
    assert message["text"] == "psst"


def test_a_response_url_can_speak_to_the_channel_and_into_a_thread(
    workspace: Workspace, response_url: str
) -> None:
    root = workspace.person("mia").say("#general", "root")
    body = {"text": "all of you", "response_type": "in_channel", "thread_ts": root, "replace_original": False}
    send(response_url, body)
    assert workspace.messages("#general")[1]["thread_ts"] == root


def test_a_response_url_serves_five_times(workspace: Workspace, response_url: str) -> None:
    answers = [send(response_url, {"text": str(number)}) for number in range(6)]
    assert answers == [(200, "ok")] * 5 + [(404, "used_url")]


def test_a_response_url_lives_thirty_minutes(clock: Clock, response_url: str) -> None:
    clock.move(30 * 60)
    assert send(response_url, {"text": "just in time"})[0] == 200
    clock.move(1)
    assert send(response_url, {"text": "too late"}) == (404, "expired_url")


def test_a_response_url_refuses_what_a_post_refuses(workspace: Workspace, response_url: str) -> None:
    assert send(response_url, {"text": ""}) == (400, "no_text")
    assert send(response_url, {"text": "x", "blocks": [{"type": "marquee"}]}) == (400, "invalid_blocks")
    assert send(f"{workspace.url}response/none", {"text": "x"}) == (404, "invalid_url")
