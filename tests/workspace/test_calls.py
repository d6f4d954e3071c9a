"""How a call is let in: token, scope, form, rate."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.workspace.conftest import SEED, Clock, client_of, error, refusal
from workspace.server import Workspace


def ask(url: str, *, data: bytes | None = None, headers: dict[str, str] | None = None) -> tuple[int, Any]:
    request = urllib.request.Request(url, data=data, headers=headers or {})
    try:
        with urllib.request.urlopen(request) as response:
            return response.status, json.loads(response.read())
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()


def test_a_call_without_a_token_is_not_authed(workspace: Workspace) -> None:
    assert ask(f"{workspace.api_url}auth.test")[1] == {"ok": False, "error": "not_authed"}


def test_an_unknown_token_is_invalid(workspace: Workspace) -> None:
    assert error(WebClient("xoxb-other", base_url=workspace.api_url).auth_test) == "invalid_auth"


def test_each_kind_of_token_opens_its_own_methods(workspace: Workspace, client: WebClient) -> None:
    with_app_token = WebClient(workspace.app_token, base_url=workspace.api_url)
    assert error(with_app_token.auth_test) == "not_allowed_token_type"
    assert (
        error(lambda: client.apps_connections_open(app_token=workspace.bot_token)) == "not_allowed_token_type"
    )
    url = client.apps_connections_open(app_token=workspace.app_token)["url"]
    assert url.startswith(f"ws://127.0.0.1:{workspace.port}/link/?ticket=")


def test_an_unknown_method_is_named_so(client: WebClient) -> None:
    assert error(lambda: client.api_call("dialog.open")) == "unknown_method"


@pytest.mark.parametrize("way", ["query", "form", "json"])
def test_a_method_takes_query_form_and_json(workspace: Workspace, way: str) -> None:
    url = f"{workspace.api_url}chat.postMessage"
    blocks = [{"type": "divider"}]
    bearer = {"Authorization": f"Bearer {workspace.bot_token}"}
    if way == "query":
        text = urllib.parse.quote(json.dumps(blocks))
        given = ask(f"{url}?token={workspace.bot_token}&channel=C0GENERAL&text=hello&blocks={text}")
    elif way == "form":
        form = urllib.parse.urlencode({"channel": "C0GENERAL", "text": "hello", "blocks": json.dumps(blocks)})
        given = ask(url, data=form.encode(), headers=bearer)
    else:
        body = json.dumps({"channel": "C0GENERAL", "text": "hello", "blocks": blocks}).encode()
        given = ask(url, data=body, headers={**bearer, "Content-Type": "application/json; charset=utf-8"})
    assert given[1]["ok"] is True
    assert given[1]["message"]["blocks"][0]["type"] == "divider"


def test_a_body_that_is_no_json_is_refused(workspace: Workspace) -> None:
    headers = {"Authorization": f"Bearer {workspace.bot_token}", "Content-Type": "application/json"}
    assert ask(f"{workspace.api_url}auth.test", data=b"{no", headers=headers)[1]["error"] == "invalid_json"


def test_a_missing_field_is_named(client: WebClient) -> None:
    answer = refusal(lambda: client.api_call("users.info"))
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == ["[ERROR] missing required field: user"]


def test_api_test_gives_back_what_it_got(client: WebClient) -> None:
    assert client.api_test(foo="bar")["args"]["foo"] == "bar"
    assert error(lambda: client.api_test(error="oh_no")) == "oh_no"


def test_auth_test_says_who_the_bot_is_and_what_it_may(client: WebClient) -> None:
    answer = client.auth_test()
    assert (answer["user_id"], answer["bot_id"], answer["team_id"]) == ("U0LIAISON", "B0LIAISON", "T0NORTH")
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


def test_a_scope_that_the_manifest_lacks_is_named(declared: Workspace) -> None:
    answer = refusal(lambda: client_of(declared).users_list())
    assert answer["error"] == "missing_scope"
    assert answer["needed"] == "users:read"
    assert answer["provided"] == "chat:write,channels:history,channels:read,im:history,commands"


def test_reading_needs_the_scope_of_the_kind_of_channel(declared: Workspace) -> None:
    client = client_of(declared)
    assert client.conversations_history(channel="C0GENERAL")["ok"]
    answer = refusal(lambda: client.conversations_history(channel="C0IT"))
    assert (answer["error"], answer["needed"]) == ("missing_scope", "groups:history")
    assert refusal(lambda: client.conversations_list(types="im"))["needed"] == "im:read"


@pytest.fixture
def limited(clock: Clock) -> Iterator[Workspace]:
    with Workspace(seed=SEED, clock=clock, rate_limits=True) as running:
        yield running


def test_a_channel_takes_a_burst_and_then_one_message_a_second(limited: Workspace, clock: Clock) -> None:
    client = client_of(limited)
    for number in range(3):
        client.chat_postMessage(channel="C0GENERAL", text=f"{number}")
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel="C0GENERAL", text="too fast")
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "1"
    assert caught.value.response["error"] == "ratelimited"
    client.chat_postMessage(channel="C0LAUNCH", text="another channel is free")
    clock.move(1)
    client.chat_postMessage(channel="C0GENERAL", text="now it goes")
    assert [one["text"] for one in limited.messages("#general")] == ["0", "1", "2", "now it goes"]


def test_a_tier_takes_its_calls_of_a_minute(limited: Workspace, clock: Clock) -> None:
    client = client_of(limited)
    for _ in range(20):
        client.conversations_list()
        clock.move(0.5)
    with pytest.raises(SlackApiError) as caught:
        client.conversations_list()
    assert caught.value.response.headers["Retry-After"] == "50"
    client.conversations_info(channel="C0GENERAL")
    clock.move(50)
    assert client.conversations_list()["ok"]


def test_a_request_under_another_host_name_is_refused(workspace: Workspace) -> None:
    status, text = ask(f"{workspace.url}page/people", headers={"Host": "evil.example"})
    assert status == 403
    assert "127.0.0.1" in text


def test_a_page_of_another_site_may_not_act_here(workspace: Workspace) -> None:
    address = f"{workspace.url}page/act?as=U0MIA"
    assert ask(address, data=b"{}", headers={"Origin": "https://evil.example"})[0] == 403
    own = workspace.url.rstrip("/")
    assert ask(address, data=b"{}", headers={"Origin": own})[1]["error"] == "unknown_action"
