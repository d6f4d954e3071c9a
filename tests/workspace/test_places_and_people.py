"""Channels, people, user groups and reactions through the Web API."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from slack_sdk import WebClient

from tests.workspace.conftest import client_of, error
from tests.workspace.listening_app import ListeningApp
from workspace.server import Workspace


def names(channels: list[dict[str, Any]]) -> list[str]:
    return [one["name"] for one in channels]


def test_the_list_shows_public_channels_and_only_own_private_ones(client: WebClient) -> None:
    public = client.conversations_list(exclude_archived=True)["channels"]
    assert names(public) == ["general", "launches", "no-bot", "with-partner"]
    assert [one["is_member"] for one in public] == [True, True, False, True]
    assert names(client.conversations_list(types="private_channel")["channels"]) == ["it-private"]
    assert error(lambda: client.conversations_list(types="secret_channel")) == "invalid_types"


def test_the_list_comes_in_pages(client: WebClient) -> None:
    found, cursor = [], ""
    while True:
        page = client.conversations_list(limit=2, cursor=cursor)
        assert len(page["channels"]) <= 2
        found += names(page["channels"])
        cursor = page["response_metadata"]["next_cursor"]
        if not cursor:
            break
    assert found == ["general", "launches", "no-bot", "old", "with-partner"]
    assert error(lambda: client.conversations_list(cursor="bm9wZTox")) == "invalid_cursor"
    assert error(lambda: client.conversations_list(limit=1001)) == "invalid_limit"


def test_a_channel_tells_about_itself(client: WebClient) -> None:
    shown = client.conversations_info(channel="C0SHARED")["channel"]
    assert (shown["name"], shown["is_ext_shared"], shown["is_private"]) == ("with-partner", True, False)
    assert shown["connected_team_ids"] == ["T0OTHER"]
    assert client.conversations_members(channel="C0SHARED")["members"] == ["U0MIA", "U0EVE", "U0LIAISON"]
    assert error(lambda: client.conversations_info(channel="C0SECRET")) == "channel_not_found"


def test_direct_messages_are_opened_once(client: WebClient) -> None:
    first = client.conversations_open(users="U0MIA")
    again = client.conversations_open(users=["U0MIA"], return_im=True)
    assert first["channel"]["id"] == again["channel"]["id"]
    assert again["already_open"] is True
    assert (again["channel"]["is_im"], again["channel"]["user"]) == (True, "U0MIA")


@pytest.mark.parametrize(
    ("users", "code"),
    [
        ("", "users_list_not_supplied"),
        ("U0NOBODY", "user_not_found"),
        ("U0GONE", "user_disabled"),
        ("U0LIAISON", "cannot_dm_bot"),
        ("U0MIA,U0JONAS", "too_many_users"),
    ],
)
def test_direct_messages_that_cannot_be_opened(client: WebClient, users: str, code: str) -> None:
    assert error(lambda: client.conversations_open(users=users)) == code


def test_the_bot_joins_public_channels_only(client: WebClient, workspace: Workspace) -> None:
    assert client.conversations_join(channel="C0NOBOT")["channel"]["is_member"] is True
    assert client.chat_postMessage(channel="C0NOBOT", text="hello")["ok"]
    assert error(lambda: client.conversations_join(channel="C0OLD")) == "is_archived"
    assert error(lambda: client.conversations_join(channel="C0SECRET")) == "channel_not_found"
    assert error(lambda: client.conversations_join(channel="C0IT")) == "method_not_supported_for_channel_type"


def test_people_are_invited_once(client: WebClient, workspace: Workspace) -> None:
    client.conversations_invite(channel="C0LAUNCH", users="U0PRIYA")
    assert "U0PRIYA" in client.conversations_members(channel="C0LAUNCH")["members"]

    def invited(channel: str, users: str) -> str:
        return error(lambda: client.conversations_invite(channel=channel, users=users))

    assert invited("C0LAUNCH", "U0PRIYA") == "already_in_channel"
    assert invited("C0LAUNCH", "U0EVE") == "cant_invite"
    assert invited("C0LAUNCH", "U0LIAISON") == "cant_invite_self"
    assert invited("C0NOBOT", "U0EVE") == "not_in_channel"
    assert invited("C0OLD", "U0EVE") == "is_archived"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "invalid_name_required"),
        ("x" * 81, "invalid_name_maxlength"),
        ("Two Words", "invalid_name_specials"),
        ("general", "name_taken"),
    ],
)
def test_a_channel_needs_a_name_of_its_own(client: WebClient, name: str, code: str) -> None:
    assert error(lambda: client.conversations_create(name=name)) == code


def test_a_channel_is_made_and_archived(client: WebClient, app: ListeningApp) -> None:
    channel = client.conversations_create(name="war-room")["channel"]["id"]
    assert app.wait_for_event("channel_created")["channel"]["name"] == "war-room"
    client.conversations_archive(channel=channel)
    assert app.wait_for_event("channel_archive")["channel"] == channel
    assert error(lambda: client.conversations_archive(channel=channel)) == "already_archived"
    assert error(lambda: client.conversations_archive(channel="C0GENERAL")) == "cant_archive_general"
    assert error(lambda: client.chat_postMessage(channel=channel, text="x")) == "is_archived"


def test_a_person_tells_about_themselves(client: WebClient) -> None:
    mia = client.users_info(user="U0MIA")["user"]
    assert (mia["tz"], mia["tz_offset"], mia["team_id"]) == ("Europe/London", 0, "T0NORTH")
    assert mia["profile"]["email"] == "mia@northwind.example"
    eve = client.users_info(user="U0EVE")["user"]
    assert eve["is_stranger"] is True
    assert "email" not in eve["profile"]
    assert client.users_info(user="U0GUEST")["user"]["is_restricted"] is True
    assert client.users_info(user="U0GONE")["user"]["deleted"] is True
    assert client.users_profile_get(user="U0MIA")["profile"]["display_name"] == "Mia"
    assert error(lambda: client.users_info(user="U0NOBODY")) == "user_not_found"


def test_an_address_is_found_unless_it_is_foreign_or_gone(client: WebClient) -> None:
    assert client.users_lookupByEmail(email="Jonas@northwind.example")["user"]["id"] == "U0JONAS"
    for address in ("eve@partner.example", "olga@northwind.example", "nobody@northwind.example"):
        assert error(partial(client.users_lookupByEmail, email=address)) == "users_not_found"


def test_addresses_need_their_own_scope(declared: Workspace) -> None:
    declared.office.manifest.scopes.append("users:read")
    client = client_of(declared)
    assert "email" not in client.users_info(user="U0MIA")["user"]["profile"]
    assert error(lambda: client.users_lookupByEmail(email="mia@northwind.example")) == "missing_scope"


def test_everybody_is_listed_in_pages(client: WebClient) -> None:
    first = client.users_list(limit=4)
    rest = client.users_list(limit=4, cursor=first["response_metadata"]["next_cursor"])
    ids = [one["id"] for page in (first, rest) for one in page["members"]]
    assert ids == ["U0MIA", "U0JONAS", "U0PRIYA", "U0EVE", "U0GUEST", "U0GONE", "U0LIAISON"]


def test_the_channels_of_somebody_leave_out_what_the_bot_cannot_know(client: WebClient) -> None:
    types = "public_channel,private_channel"
    assert names(client.users_conversations(types=types)["channels"]) == [
        "general",
        "launches",
        "it-private",
        "old",
        "with-partner",
    ]
    of_mia = names(client.users_conversations(user="U0MIA", types=types, exclude_archived=True)["channels"])
    assert of_mia == ["general", "launches", "no-bot", "with-partner"]


def test_a_user_group_is_made_filled_and_read(
    client: WebClient, workspace: Workspace, app: ListeningApp
) -> None:
    group = client.usergroups_create(name="Web team", handle="web")["usergroup"]["id"]
    client.usergroups_users_update(usergroup=group, users=["U0JONAS", "U0PRIYA"])
    assert client.usergroups_users_list(usergroup=group)["users"] == ["U0JONAS", "U0PRIYA"]
    [shown] = client.usergroups_list(include_users=True)["usergroups"]
    assert (shown["handle"], shown["users"], shown["date_delete"]) == ("web", ["U0JONAS", "U0PRIYA"], 0)
    assert app.wait_for_event("subteam_members_changed")["added_users"] == ["U0JONAS", "U0PRIYA"]
    workspace.person("mia").say("#general", "@web please")
    assert workspace.messages("#general")[0]["text"] == f"<!subteam^{group}|@web> please"


def test_a_user_group_refuses_what_slack_refuses(client: WebClient) -> None:
    group = client.usergroups_create(name="Web team", handle="web")["usergroup"]["id"]
    assert error(lambda: client.usergroups_create(name="Web team")) == "name_already_exists"
    assert error(lambda: client.usergroups_create(name="Other", handle="web")) == "handle_already_exists"
    assert error(lambda: client.usergroups_users_update(usergroup=group, users=[])) == "no_users_provided"
    assert error(lambda: client.usergroups_users_update(usergroup=group, users=["U0GONE"])) == "invalid_users"
    assert error(lambda: client.usergroups_users_list(usergroup="S0NONE")) == "no_such_subteam"


def test_a_reaction_counts_once_for_each(client: WebClient, workspace: Workspace) -> None:
    mia = workspace.person("mia")
    ts = mia.say("#general", "look")
    mia.react("#general", ts, "eyes")
    client.reactions_add(channel="C0GENERAL", timestamp=ts, name="eyes")
    message = client.reactions_get(channel="C0GENERAL", timestamp=ts)["message"]
    assert message["reactions"] == [{"name": "eyes", "users": ["U0MIA", "U0LIAISON"], "count": 2}]
    client.reactions_remove(channel="C0GENERAL", timestamp=ts, name="eyes")
    assert workspace.messages("#general")[0]["reactions"][0]["count"] == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, "already_reacted"),
        ({"name": "Not A Name"}, "invalid_name"),
        ({"timestamp": "1.000001"}, "message_not_found"),
        ({"timestamp": ""}, "no_item_specified"),
        ({"channel": "C0SECRET"}, "channel_not_found"),
    ],
)
def test_a_reaction_that_slack_refuses(client: WebClient, change: dict[str, str], code: str) -> None:
    ts = client.chat_postMessage(channel="C0GENERAL", text="look")["ts"]
    reaction = {"channel": "C0GENERAL", "timestamp": ts, "name": "eyes"}
    client.reactions_add(**reaction)
    assert error(lambda: client.reactions_add(**{**reaction, **change})) == code


def test_a_reaction_that_is_not_there_cannot_go(client: WebClient) -> None:
    ts = client.chat_postMessage(channel="C0GENERAL", text="look")["ts"]
    gone = {"channel": "C0GENERAL", "timestamp": ts, "name": "eyes"}
    assert error(lambda: client.reactions_remove(**gone)) == "no_reaction"


def test_the_team_the_bot_and_the_emoji(client: WebClient) -> None:
    assert client.team_info()["team"]["domain"] == "northwind"
    assert client.bots_info(bot="B0LIAISON")["bot"]["user_id"] == "U0LIAISON"
    assert error(lambda: client.bots_info(bot="B0OTHER")) == "bot_not_found"
    assert client.emoji_list()["emoji"] == {}
    assert client.users_getPresence(user="U0MIA")["presence"] == "away"
