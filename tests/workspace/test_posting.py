"""What an app may say, where, and in which words it is refused."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient

from tests.workspace.conftest import Clock, client_of, error, refusal, section
from workspace.server import Workspace


def test_a_message_comes_back_as_it_was_posted(client: WebClient, workspace: Workspace) -> None:
    posted = client.chat_postMessage(channel="C0GENERAL", text="hello", blocks=[section("*hello*")])
    message = workspace.messages("#general")[0]
    assert posted["ts"] == message["ts"]
    assert posted["channel"] == "C0GENERAL"
    assert posted["message"] == message
    assert (message["user"], message["bot_id"], message["app_id"]) == ("U0LIAISON", "B0LIAISON", "A0LIAISON")
    assert message["blocks"][0]["block_id"]


def test_timestamps_are_unique_and_rise_though_the_clock_stands(client: WebClient) -> None:
    stamps = [client.chat_postMessage(channel="C0GENERAL", text=str(n))["ts"] for n in range(5)]
    assert stamps == sorted(set(stamps))


def test_a_channel_can_be_named(client: WebClient) -> None:
    assert client.chat_postMessage(channel="#general", text="hello")["channel"] == "C0GENERAL"


def test_a_person_as_channel_means_the_direct_messages(client: WebClient, workspace: Workspace) -> None:
    channel = client.chat_postMessage(channel="U0MIA", text="hello")["channel"]
    assert channel == workspace.person("mia").dm()
    assert client.chat_postMessage(channel=channel, text="again")["channel"] == channel


@pytest.mark.parametrize(
    ("channel", "code"),
    [
        ("C0NOWHERE", "channel_not_found"),
        ("C0SECRET", "channel_not_found"),
        ("C0NOBOT", "not_in_channel"),
        ("C0OLD", "is_archived"),
        ("U0GONE", "channel_not_found"),
    ],
)
def test_a_place_where_the_bot_cannot_post_is_refused(client: WebClient, channel: str, code: str) -> None:
    assert error(lambda: client.chat_postMessage(channel=channel, text="hello")) == code


def test_a_message_needs_something_to_say(client: WebClient) -> None:
    empty = {"channel": "C0GENERAL", "text": "  "}
    assert error(lambda: client.api_call("chat.postMessage", json=empty)) == "no_text"


def test_text_is_cut_at_forty_thousand(client: WebClient) -> None:
    posted = client.chat_postMessage(channel="C0GENERAL", text="x" * 40_001)
    assert len(posted["message"]["text"]) == 40_000


def test_markdown_text_stands_alone(client: WebClient) -> None:
    posted = client.chat_postMessage(channel="C0GENERAL", markdown_text="**hello**")
    assert posted["message"]["blocks"][0]["type"] == "markdown"
    both: dict[str, Any] = {"channel": "C0GENERAL", "text": "hello", "markdown_text": "**hello**"}
    assert error(lambda: client.chat_postMessage(**both)) == "markdown_text_conflict"
    long: dict[str, Any] = {"channel": "C0GENERAL", "markdown_text": "x" * 12_001}
    assert error(lambda: client.chat_postMessage(**long)) == "msg_too_long"


def test_loose_brackets_are_escaped_and_tokens_live(client: WebClient) -> None:
    text = "a < b & c &amp; <@U0MIA> <https://x.example|x> https://y.example. <!date^1^{date}|then>"
    posted = client.chat_postMessage(channel="C0GENERAL", text=text)
    assert posted["message"]["text"] == (
        "a &lt; b &amp; c &amp; <@U0MIA> <https://x.example|x> <https://y.example>. <!date^1^{date}|then>"
    )


def test_names_become_live_only_if_the_app_asks_for_it(client: WebClient) -> None:
    plain = client.chat_postMessage(channel="C0GENERAL", text="@mia in #launches")
    assert plain["message"]["text"] == "@mia in #launches"
    linked = client.chat_postMessage(channel="C0GENERAL", text="@mia in #launches", link_names=True)
    assert linked["message"]["text"] == "<@U0MIA> in <#C0LAUNCH|launches>"


def test_metadata_is_kept_and_shown_only_on_request(client: WebClient) -> None:
    metadata = {"event_type": "notice_posted", "event_payload": {"id": "n1"}}
    ts = client.chat_postMessage(channel="C0GENERAL", text="hello", metadata=metadata)["ts"]
    assert "metadata" not in client.conversations_history(channel="C0GENERAL")["messages"][0]
    client.chat_update(channel="C0GENERAL", ts=ts, text="changed")
    asked = client.conversations_history(channel="C0GENERAL", include_all_metadata=True)
    assert asked["messages"][0]["metadata"] == metadata
    client.chat_update(channel="C0GENERAL", ts=ts, text="changed", metadata={})
    asked = client.conversations_history(channel="C0GENERAL", include_all_metadata=True)
    assert "metadata" not in asked["messages"][0]


@pytest.mark.parametrize(
    ("metadata", "code"),
    [
        ({"event_type": "x"}, "invalid_metadata_format"),
        ({"event_type": "x", "event_payload": {"long": "x" * 8_000}}, "metadata_too_large"),
    ],
)
def test_metadata_out_of_form_is_refused(client: WebClient, metadata: dict[str, Any], code: str) -> None:
    post = {"channel": "C0GENERAL", "text": "hello", "metadata": metadata}
    assert error(lambda: client.api_call("chat.postMessage", json=post)) == code


def test_an_update_changes_the_message_in_place(client: WebClient, workspace: Workspace) -> None:
    ts = client.chat_postMessage(channel="C0GENERAL", text="one", blocks=[section("one")])["ts"]
    client.chat_update(channel="C0GENERAL", ts=ts, text="two")
    [message] = workspace.messages("#general")
    assert message["text"] == "two"
    assert "blocks" not in message
    assert message["edited"]["user"] == "U0LIAISON"


def test_an_update_with_blocks_only_leaves_no_mark(client: WebClient, workspace: Workspace) -> None:
    ts = client.chat_postMessage(channel="C0GENERAL", text="one")["ts"]
    client.api_call("chat.update", json={"channel": "C0GENERAL", "ts": ts, "blocks": [section("two")]})
    [message] = workspace.messages("#general")
    assert (message["text"], message["blocks"][0]["text"]["text"]) == ("one", "two")
    assert "edited" not in message


def test_an_update_of_what_is_not_ours_is_refused(client: WebClient, workspace: Workspace) -> None:
    ts = workspace.person("mia").say("#general", "mine")
    assert error(lambda: client.chat_update(channel="C0GENERAL", ts=ts, text="x")) == "cant_update_message"
    assert error(lambda: client.chat_delete(channel="C0GENERAL", ts=ts)) == "cant_delete_message"
    assert (
        error(lambda: client.chat_update(channel="C0GENERAL", ts="1.000001", text="x")) == "message_not_found"
    )
    assert error(lambda: client.chat_delete(channel="C0GENERAL", ts="1.000001")) == "message_not_found"
    assert error(lambda: client.chat_update(channel="U0MIA", ts=ts, text="x")) == "channel_not_found"


def test_an_update_over_four_thousand_is_too_long(client: WebClient) -> None:
    ts = client.chat_postMessage(channel="C0GENERAL", text="one")["ts"]
    assert client.chat_update(channel="C0GENERAL", ts=ts, text="x" * 4_000)["ok"]
    assert error(lambda: client.chat_update(channel="C0GENERAL", ts=ts, text="x" * 4_001)) == "msg_too_long"


def test_a_deleted_message_is_gone_and_a_deleted_root_leaves_a_stone(
    client: WebClient, workspace: Workspace
) -> None:
    root = client.chat_postMessage(channel="C0GENERAL", text="root")["ts"]
    reply = client.chat_postMessage(channel="C0GENERAL", text="reply", thread_ts=root)["ts"]
    client.chat_delete(channel="C0GENERAL", ts=root)
    assert [one.get("subtype") for one in workspace.messages("#general")] == ["tombstone", None]
    client.chat_delete(channel="C0GENERAL", ts=reply)
    assert [one["ts"] for one in workspace.messages("#general")] == [root]


def test_an_ephemeral_message_is_for_one_person_and_not_in_the_history(
    client: WebClient, workspace: Workspace
) -> None:
    ts = client.chat_postEphemeral(channel="C0GENERAL", user="U0MIA", text="psst")["message_ts"]
    mia, jonas = workspace.person("mia"), workspace.person("jonas")
    assert [one["text"] for one in mia.sees("#general")] == ["psst"]
    assert jonas.sees("#general") == []
    assert client.conversations_history(channel="C0GENERAL")["messages"] == []
    assert error(lambda: client.chat_update(channel="C0GENERAL", ts=ts, text="x")) == "message_not_found"
    mia.reload()
    assert mia.sees("#general") == []


@pytest.mark.parametrize(
    ("channel", "user", "code"),
    [
        ("C0GENERAL", "U0EVE", "user_not_in_channel"),
        ("C0SECRET", "U0MIA", "channel_not_found"),
        ("C0NOBOT", "U0MIA", "not_in_channel"),
        ("C0OLD", "U0MIA", "is_archived"),
    ],
)
def test_an_ephemeral_message_finds_its_reader_or_is_refused(
    client: WebClient, channel: str, user: str, code: str
) -> None:
    assert error(lambda: client.chat_postEphemeral(channel=channel, user=user, text="psst")) == code


def test_a_permalink_leads_to_a_message(client: WebClient, workspace: Workspace) -> None:
    root = client.chat_postMessage(channel="C0GENERAL", text="root")["ts"]
    reply = client.chat_postMessage(channel="C0GENERAL", text="reply", thread_ts=root)["ts"]
    link = client.chat_getPermalink(channel="C0GENERAL", message_ts=reply)["permalink"]
    path = f"archives/C0GENERAL/p{reply.replace('.', '')}?thread_ts={root}&cid=C0GENERAL"
    assert link == workspace.url + path
    assert (
        error(lambda: client.chat_getPermalink(channel="C0GENERAL", message_ts="1.000001"))
        == "message_not_found"
    )


def test_the_right_to_post_anywhere_has_to_be_declared(declared: Workspace, clock: Clock) -> None:
    assert (
        error(lambda: client_of(declared).chat_postMessage(channel="C0NOBOT", text="x")) == "not_in_channel"
    )
    declared.office.manifest.scopes.append("chat:write.public")
    assert client_of(declared).chat_postMessage(channel="C0NOBOT", text="x")["ok"]


def test_a_closed_messages_tab_takes_no_messages(declared: Workspace) -> None:
    declared.office.manifest.messages_enabled = False
    answer = refusal(lambda: client_of(declared).chat_postMessage(channel="U0MIA", text="hello"))
    assert answer["error"] == "messages_tab_disabled"
