"""What was said, in pages, with threads folded away."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient

from tests.workspace.conftest import error
from workspace.server import Workspace


def test_history_hides_replies_and_counts_them_on_the_root(client: WebClient, workspace: Workspace) -> None:
    mia, jonas = workspace.person("mia"), workspace.person("jonas")
    root = mia.say("#general", "root")
    jonas.say("#general", "first", thread_ts=root)
    last = mia.say("#general", "second", thread_ts=root)
    [message] = client.conversations_history(channel="C0GENERAL")["messages"]
    assert message["ts"] == message["thread_ts"] == root
    assert (message["reply_count"], message["reply_users_count"]) == (2, 2)
    assert message["reply_users"] == ["U0JONAS", "U0MIA"]
    assert message["latest_reply"] == last


def test_a_broadcast_reply_is_in_the_channel_too(client: WebClient, workspace: Workspace) -> None:
    root = workspace.person("mia").say("#general", "root")
    client.chat_postMessage(channel="C0GENERAL", text="to all", thread_ts=root, reply_broadcast=True)
    newest = client.conversations_history(channel="C0GENERAL")["messages"][0]
    assert (newest["text"], newest["subtype"], newest["thread_ts"]) == ("to all", "thread_broadcast", root)


def test_replies_begin_with_the_root_from_any_message_of_the_thread(
    client: WebClient, workspace: Workspace
) -> None:
    mia = workspace.person("mia")
    root = mia.say("#general", "root")
    reply = mia.say("#general", "reply", thread_ts=root)
    deeper = mia.say("#general", "reply to the reply", thread_ts=reply)
    for asked in (root, reply, deeper):
        found = client.conversations_replies(channel="C0GENERAL", ts=asked)["messages"]
        assert [one["ts"] for one in found] == [root, reply, deeper]
    assert found[1]["parent_user_id"] == "U0MIA"


def test_a_thread_that_is_not_there_is_not_found(client: WebClient) -> None:
    assert (
        error(lambda: client.conversations_replies(channel="C0GENERAL", ts="1.000001")) == "thread_not_found"
    )
    reply: dict[str, Any] = {"channel": "C0GENERAL", "text": "x", "thread_ts": "1795252500.999999"}
    assert error(lambda: client.chat_postMessage(**reply)) == "thread_not_found"
    assert (
        error(lambda: client.chat_postMessage(**{**reply, "thread_ts": "yesterday"})) == "invalid_thread_ts"
    )


def test_history_comes_newest_first_in_pages(client: WebClient) -> None:
    for number in range(5):
        client.chat_postMessage(channel="C0GENERAL", text=str(number))
    first = client.conversations_history(channel="C0GENERAL", limit=2)
    cursor = first["response_metadata"]["next_cursor"]
    second = client.conversations_history(channel="C0GENERAL", limit=2, cursor=cursor)
    last = client.conversations_history(
        channel="C0GENERAL", limit=2, cursor=second["response_metadata"]["next_cursor"]
    )
    pages = [[one["text"] for one in page["messages"]] for page in (first, second, last)]
    assert pages == [["4", "3"], ["2", "1"], ["0"]]
    assert [page["has_more"] for page in (first, second, last)] == [True, True, False]
    assert last["response_metadata"]["next_cursor"] == ""


def test_a_cursor_works_where_it_came_from_and_nowhere_else(client: WebClient) -> None:
    for number in range(3):
        client.chat_postMessage(channel="C0GENERAL", text=str(number))
    cursor = client.conversations_history(channel="C0GENERAL", limit=1)["response_metadata"]["next_cursor"]
    assert error(lambda: client.conversations_history(channel="C0LAUNCH", cursor=cursor)) == "invalid_cursor"
    assert (
        error(lambda: client.conversations_history(channel="C0GENERAL", cursor="next!")) == "invalid_cursor"
    )
    assert error(lambda: client.conversations_history(channel="C0GENERAL", limit=-1)) == "invalid_limit"


def test_oldest_and_latest_leave_out_their_edges_unless_told(client: WebClient) -> None:
    a, b, c = (client.chat_postMessage(channel="C0GENERAL", text=text)["ts"] for text in "abc")

    def texts(**window: object) -> list[str]:
        found = client.api_call("conversations.history", params={"channel": "C0GENERAL", **window})
        return [one["text"] for one in found["messages"]]

    assert texts(oldest=a, latest=c) == ["b"]
    assert texts(oldest=a, latest=c, inclusive=True) == ["c", "b", "a"]
    assert texts(oldest=b) == ["c"]
    assert texts(latest=b, inclusive=True, limit=1) == ["b"]
    assert error(lambda: texts(oldest="monday")) == "invalid_ts_oldest"


@pytest.mark.parametrize(
    ("channel", "code"),
    [("C0NOBOT", "not_in_channel"), ("C0SECRET", "channel_not_found"), ("C0NOWHERE", "channel_not_found")],
)
def test_history_is_for_members(client: WebClient, channel: str, code: str) -> None:
    assert error(lambda: client.conversations_history(channel=channel)) == code
    assert error(lambda: client.conversations_replies(channel=channel, ts="1.000001")) == code
