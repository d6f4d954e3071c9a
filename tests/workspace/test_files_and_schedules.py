"""Files in three steps, and messages that wait for their time."""

from __future__ import annotations

import json
import urllib.request
from typing import Any

import pytest
from slack_sdk import WebClient

from tests.workspace.conftest import Clock, error
from workspace.server import Workspace

DAY = 86_400


def test_a_file_goes_up_and_comes_down(client: WebClient, workspace: Workspace) -> None:
    client.files_upload_v2(
        channel="C0GENERAL", content=b"a,b\n", filename="list.csv", initial_comment="the list"
    )
    [message] = workspace.messages("#general")
    assert (message["text"], message["subtype"]) == ("the list", "file_share")
    [file] = message["files"]
    assert (file["name"], file["size"], file["mimetype"]) == ("list.csv", 4, "text/csv")
    assert client.files_info(file=file["id"])["file"]["channels"] == ["C0GENERAL"]
    bearer = {"Authorization": f"Bearer {workspace.bot_token}"}
    with urllib.request.urlopen(urllib.request.Request(file["url_private"], headers=bearer)) as response:
        assert response.read() == b"a,b\n"
    with urllib.request.urlopen(file["url_private"]) as response:
        assert b"Sign in" in response.read()


def test_a_file_of_a_person_can_be_fetched_where_the_bot_is(client: WebClient, workspace: Workspace) -> None:
    mia = workspace.person("mia")
    mia.say("#general", "see", files=[("shot.png", b"\x89PNG")])
    [file] = workspace.messages("#general")[0]["files"]
    assert client.files_info(file=file["id"])["file"]["user"] == "U0MIA"
    mia.say("#secret", "see", files=[("other.png", b"\x89PNG")])
    [hidden] = workspace.messages("#secret")[0]["files"]
    assert error(lambda: client.files_info(file=hidden["id"])) == "file_not_found"


def test_an_upload_that_slack_refuses(client: WebClient, workspace: Workspace) -> None:
    assert error(lambda: client.files_getUploadURLExternal(filename="x", length=0)) == "invalid_arguments"
    announced = client.files_getUploadURLExternal(filename="x", length=3)
    finish = {"files": json.dumps([{"id": announced["file_id"]}]), "channel_id": "C0NOBOT"}
    assert error(lambda: client.api_call("files.completeUploadExternal", params=finish)) == "file_not_found"
    upload = urllib.request.Request(announced["upload_url"], data=b"abc", method="POST")
    with urllib.request.urlopen(upload) as response:
        assert response.read() == b"OK - 3"
    assert error(lambda: client.api_call("files.completeUploadExternal", params=finish)) == "not_in_channel"
    assert error(lambda: client.api_call("files.completeUploadExternal", params={})) == "invalid_arguments"
    assert client.api_call("files.completeUploadExternal", params={**finish, "channel_id": "C0GENERAL"})["ok"]
    assert error(lambda: client.api_call("files.completeUploadExternal", params=finish)) == "file_not_found"


def test_a_scheduled_message_is_posted_at_its_time(
    client: WebClient, workspace: Workspace, clock: Clock
) -> None:
    later = int(clock()) + 3_600
    planned = client.chat_scheduleMessage(channel="C0GENERAL", post_at=later, text="good morning")
    [listed] = client.chat_scheduledMessages_list()["scheduled_messages"]
    assert listed == {
        "id": planned["scheduled_message_id"],
        "channel_id": "C0GENERAL",
        "post_at": later,
        "date_created": int(clock()),
        "text": "good morning",
    }
    assert workspace.messages("#general") == []
    clock.move(3_600)
    workspace.until(lambda: workspace.messages("#general"))
    assert workspace.messages("#general")[0]["text"] == "good morning"
    assert client.chat_scheduledMessages_list()["scheduled_messages"] == []


def test_a_scheduled_message_with_metadata_is_never_posted(
    client: WebClient, workspace: Workspace, clock: Clock
) -> None:
    metadata = {"event_type": "x", "event_payload": {}}
    later = int(clock()) + 60
    post = {"channel": "C0GENERAL", "text": "lost", "post_at": later, "metadata": metadata}
    assert client.api_call("chat.scheduleMessage", json=post)["ok"]
    client.chat_scheduleMessage(channel="C0GENERAL", post_at=later, text="posted")
    clock.move(60)
    workspace.until(lambda: workspace.messages("#general"))
    assert [one["text"] for one in workspace.messages("#general")] == ["posted"]


@pytest.mark.parametrize(("seconds", "code"), [(0, "time_in_past"), (120 * DAY + 1, "time_too_far")])
def test_a_time_that_slack_refuses(client: WebClient, clock: Clock, seconds: int, code: str) -> None:
    when = int(clock()) + seconds
    assert error(lambda: client.chat_scheduleMessage(channel="C0GENERAL", post_at=when, text="x")) == code


def test_thirty_messages_fit_into_five_minutes(client: WebClient, clock: Clock) -> None:
    when = int(clock()) + 600
    for _ in range(30):
        client.chat_scheduleMessage(channel="C0GENERAL", post_at=when, text="x")
    full: dict[str, Any] = {"channel": "C0GENERAL", "post_at": when, "text": "x"}
    assert error(lambda: client.chat_scheduleMessage(**full)) == "restricted_too_many"
    assert client.chat_scheduleMessage(channel="C0LAUNCH", post_at=when, text="x")["ok"]
    page = client.chat_scheduledMessages_list(limit=20)
    rest = client.chat_scheduledMessages_list(limit=20, cursor=page["response_metadata"]["next_cursor"])
    assert len(page["scheduled_messages"]) + len(rest["scheduled_messages"]) == 31


def test_a_scheduled_message_can_be_taken_back_until_the_last_minute(client: WebClient, clock: Clock) -> None:
    def planned() -> dict[str, Any]:
        answer = client.chat_scheduleMessage(channel="C0GENERAL", post_at=int(clock()) + 120, text="x")
        return {"channel": "C0GENERAL", "scheduled_message_id": answer["scheduled_message_id"]}

    assert client.chat_deleteScheduledMessage(**planned())["ok"]
    late = planned()
    clock.move(61)
    assert error(lambda: client.chat_deleteScheduledMessage(**late)) == "invalid_scheduled_message_id"
    unknown = {**late, "scheduled_message_id": "Q0NONE"}
    assert error(lambda: client.chat_deleteScheduledMessage(**unknown)) == "invalid_scheduled_message_id"
