"""The page's protocol, as docs/workspace.md gives it."""

from __future__ import annotations

import asyncio
import json
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import aiohttp
import pytest
from slack_sdk import WebClient

from tests.workspace.conftest import MANIFEST, SEED, Clock, actions, button, client_of, field, modal
from tests.workspace.listening_app import ListeningApp
from workspace.server import Workspace


class Browser:
    """What a window of one person asks for."""

    def __init__(self, workspace: Workspace, user: str) -> None:
        self._url = workspace.url
        self.user = user

    def get(self, path: str, **query: Any) -> Any:
        asked = urllib.parse.urlencode({"as": self.user, **query})
        with urllib.request.urlopen(f"{self._url}page/{path}?{asked}") as response:
            return json.loads(response.read())

    def post(self, path: str, body: Any) -> Any:
        address = f"{self._url}page/{path}?as={self.user}"
        with urllib.request.urlopen(urllib.request.Request(address, json.dumps(body).encode())) as response:
            return json.loads(response.read())

    def act(self, do: str, **fields: Any) -> Any:
        return self.post("act", {"do": do, **fields})

    def history(self, channel: str, **query: Any) -> Any:
        return self.get("history", channel=channel, **query)

    def watch(self, do: Callable[[], object], until: str) -> list[dict[str, Any]]:
        """Every live event up to the first of this type, while something is done."""

        async def watching() -> list[dict[str, Any]]:
            seen: list[dict[str, Any]] = []
            async with (
                aiohttp.ClientSession() as session,
                session.ws_connect(f"{self._url}page/live?as={self.user}") as socket,
            ):
                doing = asyncio.create_task(asyncio.to_thread(do))
                while not seen or seen[-1]["type"] != until:
                    seen.append(await socket.receive_json(timeout=5))
                await doing
            return seen

        return asyncio.run(watching())


@pytest.fixture
def mia(workspace: Workspace) -> Browser:
    return Browser(workspace, "U0MIA")


def test_the_snapshot_holds_what_the_frame_needs(declared: Workspace, declared_app: ListeningApp) -> None:
    declared.person("jonas").say("#general", "@mia hello")
    snapshot = Browser(declared, "U0MIA").get("snapshot")
    assert snapshot["team"] == {"id": "T0NORTH", "name": "Northwind", "domain": "northwind"}
    assert (snapshot["me"]["id"], snapshot["me"]["tz"]) == ("U0MIA", "Europe/London")
    assert snapshot["me"]["color"].startswith("#")
    channels = {one["id"]: one for one in snapshot["channels"]}
    assert {one["name"] for one in channels.values()} == {
        *("general", "launches", "no-bot", "secret", "old", "with-partner", ""),
    }
    direct = channels[declared.person("mia").dm()]
    assert (direct["kind"], direct["user"]) == ("im", "U0LIAISON")
    assert snapshot["unread"]["C0GENERAL"] == {"count": 1, "mentions": 1}
    assert snapshot["commands"][0] == {"command": "/ask", "description": "Ask IT", "usage_hint": "[words]"}
    assert [one["type"] for one in snapshot["shortcuts"]] == ["message", "global"]
    app = {"user_id": "U0LIAISON", "name": "Liaison", "connected": True, "home_enabled": True}
    assert snapshot["app"] == app
    assert snapshot["home"] is snapshot["modal"] is None
    assert snapshot["clock"]["travels"] is False


def test_partners_and_guests_see_only_where_they_are(workspace: Workspace) -> None:
    for user in ("U0EVE", "U0GUEST"):
        channels = Browser(workspace, user).get("snapshot")["channels"]
        expected = ["with-partner", ""] if user == "U0EVE" else [""]
        assert [one["name"] for one in channels] == expected


def test_nobody_acts_as_the_app_or_as_a_stranger(workspace: Workspace) -> None:
    for user in ("U0LIAISON", "U0NOBODY", ""):
        assert Browser(workspace, user).get("snapshot")["error"] == "user_not_found"
    assert len(Browser(workspace, "").get("people")["users"]) == 7


def test_saying_something_shows_it_to_everybody(mia: Browser, workspace: Workspace) -> None:
    ts = mia.act("say", channel="C0GENERAL", text="hello @jonas")["ts"]
    [message] = Browser(workspace, "U0JONAS").history("C0GENERAL")["messages"]
    assert message == {
        "ts": ts,
        "channel": "C0GENERAL",
        "user": "U0MIA",
        "text": "hello <@U0JONAS>",
        "blocks": [],
        "edited": False,
        "files": [],
        "reactions": [],
        "ephemeral": False,
        "bot": False,
    }


def test_history_comes_oldest_first_from_the_end(mia: Browser) -> None:
    stamps = [mia.act("say", channel="C0GENERAL", text=str(n))["ts"] for n in range(4)]
    page = mia.history("C0GENERAL", limit=3)
    assert ([one["text"] for one in page["messages"]], page["has_more"]) == (["1", "2", "3"], True)
    before = mia.history("C0GENERAL", limit=3, before=stamps[1])
    assert ([one["text"] for one in before["messages"]], before["has_more"]) == (["0"], False)
    assert mia.history("C0IT")["error"] == "channel_not_found"


def test_a_thread_comes_whole_and_is_counted_on_its_root(mia: Browser) -> None:
    root = mia.act("say", channel="C0GENERAL", text="root")["ts"]
    reply = mia.act("say", channel="C0GENERAL", text="reply", thread_ts=root)["ts"]
    thread = mia.history("C0GENERAL", thread=root)["messages"]
    assert [one["ts"] for one in thread] == [root, reply]
    [shown] = mia.history("C0GENERAL")["messages"]
    assert (shown["reply_count"], shown["reply_users"], shown["latest_reply"]) == (1, ["U0MIA"], reply)


def test_own_messages_are_edited_and_deleted(mia: Browser, workspace: Workspace) -> None:
    ts = mia.act("say", channel="C0GENERAL", text="one")["ts"]
    assert mia.act("edit", channel="C0GENERAL", ts=ts, text="two") == {"ok": True}
    [shown] = mia.history("C0GENERAL")["messages"]
    assert (shown["text"], shown["edited"]) == ("two", True)
    refused = Browser(workspace, "U0JONAS").act("delete", channel="C0GENERAL", ts=ts)
    assert refused["message"] == "You can change your own messages only."
    assert mia.act("delete", channel="C0GENERAL", ts=ts)["ok"]
    assert mia.history("C0GENERAL")["messages"] == []


REFUSALS: list[tuple[str, dict[str, Any], str]] = [
    ("say", {"channel": "C0OLD", "text": "x"}, "This channel is archived."),
    ("say", {"channel": "C0GENERAL", "text": " "}, "There is nothing to say yet."),
    (
        "say",
        {"channel": "C0GENERAL", "text": "x", "thread_ts": "1.000001"},
        "This thread is no longer there.",
    ),
    ("say", {"channel": "C0IT", "text": "x"}, "There is no such channel, or you are not in it."),
    ("say", {"channel": "C0GENERAL"}, "text is missing."),
    ("dance", {}, "There is no action 'dance'."),
    ("react", {"channel": "C0GENERAL", "ts": "1.000001", "name": "eyes"}, "This message is no longer there."),
    ("open_dm", {"user": "U0NOBODY"}, "There is nobody called 'U0NOBODY' here."),
    ("submit", {"view_id": "V0NONE"}, "This window is no longer open."),
    ("join", {"channel": "C0OLD"}, "This channel is archived."),
]


@pytest.mark.parametrize(("do", "fields", "sentence"), REFUSALS)
def test_a_refused_action_says_why(mia: Browser, do: str, fields: dict[str, Any], sentence: str) -> None:
    answer = mia.act(do, **fields)
    assert answer["ok"] is False
    assert answer["message"] == sentence


def upload(workspace: Workspace, *parts: tuple[str, str, bytes]) -> Any:
    edge = uuid.uuid4().hex
    body = b""
    for name, filename, content in parts:
        label = f'form-data; name="{name}"' + (f'; filename="{filename}"' if filename else "")
        body += f"--{edge}\r\nContent-Disposition: {label}\r\n\r\n".encode() + content + b"\r\n"
    body += f"--{edge}--\r\n".encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={edge}"}
    request = urllib.request.Request(f"{workspace.url}page/upload?as=U0MIA", body, headers)
    with urllib.request.urlopen(request) as response:
        return json.loads(response.read())


def test_an_upload_is_a_message_with_files(mia: Browser, workspace: Workspace) -> None:
    shot = ("file", "shot.png", b"\x89PNG\r\n")
    assert upload(workspace, ("channel", "", b"C0GENERAL"), ("text", "", b"see"), shot)["ok"] is True
    [message] = mia.history("C0GENERAL")["messages"]
    [file] = message["files"]
    assert (message["text"], file["name"], file["is_image"]) == ("see", "shot.png", True)
    with urllib.request.urlopen(workspace.url.rstrip("/") + file["url"]) as response:
        assert response.read() == b"\x89PNG\r\n"
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_an_upload_for_a_form_is_kept_without_a_message(mia: Browser, workspace: Workspace) -> None:
    answer = upload(workspace, ("file", "shot.png", b"abc"))
    assert [one["name"] for one in answer["files"]] == ["shot.png"]
    assert workspace.state.messages == {}


def test_a_command_typed_as_a_message_is_a_command(declared: Workspace, declared_app: ListeningApp) -> None:
    mia = Browser(declared, "U0MIA")
    declared_app.answers["/ask"] = {"text": "Got it"}
    seen = mia.watch(lambda: mia.act("say", channel="C0GENERAL", text="/ask the form"), "message")
    assert (seen[-1]["message"]["text"], seen[-1]["message"]["ephemeral"]) == ("Got it", True)
    assert declared_app.wait_for("slash_commands")["text"] == "the form"
    assert mia.history("C0GENERAL")["messages"] == []
    unknown = mia.act("say", channel="C0GENERAL", text="/lunch now")
    assert unknown["message"] == "/lunch is not a command of this workspace."
    thread = mia.act("command", channel="C0GENERAL", command="/ask", text="x", thread_ts="1.000001")
    assert thread["message"] == "/ask can't be used in a thread."


def test_a_silent_app_is_told_of_by_a_passing_bar(workspace: Workspace, mia: Browser) -> None:
    seen = mia.watch(lambda: mia.act("command", channel="C0GENERAL", command="/ask", text="x"), "notice")
    assert seen[-1]["text"] == "/ask failed (dispatch_failed)"


def test_a_modal_is_opened_filled_and_sent(workspace: Workspace, mia: Browser, app: ListeningApp) -> None:
    def open_modal(payload: dict[str, Any]) -> None:
        client_of(workspace).views_open(trigger_id=payload["trigger_id"], view=modal(field("what")))

    app.answers["/ask"] = open_modal
    app.answers["form"] = {"response_action": "errors", "errors": {"what": "More, please"}}
    seen = mia.watch(lambda: mia.act("command", channel="C0GENERAL", command="/ask", text=""), "modal")
    view = seen[-1]["view"]
    assert view["callback_id"] == "form"
    assert mia.get("snapshot")["modal"]["id"] == view["id"]
    values = {"what": {"words": {"type": "plain_text_input", "value": "x"}}}
    assert mia.act("submit", view_id=view["id"], values=values)["errors"] == {"what": "More, please"}
    del app.answers["form"]
    seen = mia.watch(lambda: mia.act("submit", view_id=view["id"], values=values), "modal")
    assert seen[-1]["view"] is None


def test_a_button_is_pressed_in_a_message(mia: Browser, client: WebClient, app: ListeningApp) -> None:
    ts = client.chat_postMessage(channel="C0GENERAL", text="x", blocks=[actions(button("go", value="1"))])[
        "ts"
    ]
    container = {"type": "message", "channel": "C0GENERAL", "ts": ts}
    pressed = {"block_id": "row", "action_id": "go", "type": "button", "value": "1"}
    assert mia.act("click", container=container, action=pressed) == {"ok": True, "acknowledged": True}
    assert app.wait_for("block_actions")["actions"][0]["value"] == "1"
    gone = mia.act("click", container={**container, "ts": "1.000001"}, action=pressed)
    assert gone["message"] == "This message is no longer there."


def test_the_apps_tabs_and_direct_messages_open(
    mia: Browser, workspace: Workspace, app: ListeningApp
) -> None:
    assert mia.act("open_home")["channel"] == workspace.person("mia").dm()
    assert app.wait_for_event("app_home_opened")["tab"] == "home"
    mia.act("open_messages")
    assert app.wait_for_event("app_home_opened", tab="messages")["user"] == "U0MIA"
    channel = mia.act("open_dm", user="U0JONAS")["channel"]
    assert mia.act("open_dm", user="U0JONAS")["channel"] == channel


def test_what_happens_is_seen_as_it_happens(workspace: Workspace, mia: Browser, client: WebClient) -> None:
    jonas = workspace.person("jonas")

    def happen() -> None:
        root = jonas.say("#general", "hello @mia")
        jonas.react("#general", root, "eyes")
        reply = jonas.say("#general", "more", thread_ts=root)
        jonas.delete("#general", reply)
        client.views_publish(user_id="U0MIA", view={"type": "home", "blocks": [{"type": "divider"}]})

    seen = mia.watch(happen, "home")
    kinds = [one["type"] for one in seen]
    assert kinds == [
        *("message", "unread"),
        "message_changed",
        *("message", "message_changed", "unread"),
        *("message_deleted", "message_changed"),
        "home",
    ]
    assert seen[1] == {"type": "unread", "channel": "C0GENERAL", "count": 1, "mentions": 1}
    assert seen[2]["message"]["reactions"] == [{"name": "eyes", "users": ["U0JONAS"], "count": 1}]
    assert seen[4]["message"]["reply_count"] == 1
    assert seen[6]["thread_ts"] == seen[0]["message"]["ts"]


def test_reading_takes_the_mark_away(workspace: Workspace, mia: Browser) -> None:
    ts = workspace.person("jonas").say("#general", "hello")
    seen = mia.watch(lambda: mia.act("read", channel="C0GENERAL", ts=ts), "unread")
    assert seen[-1]["count"] == 0
    assert mia.get("snapshot")["unread"]["C0GENERAL"]["count"] == 0


def test_a_connecting_app_is_seen(workspace: Workspace, mia: Browser) -> None:
    def connect() -> None:
        ListeningApp(workspace).close()

    assert mia.watch(connect, "app")[-1] == {"type": "app", "connected": True}


class Travelling:
    """A clock that the page may move."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.due: tuple[float, str] | None = None

    def now(self) -> float:
        return self.clock()

    def next_due(self) -> tuple[float, str] | None:
        return self.due

    def jump(self, to: float) -> None:
        self.clock.time = to


@pytest.fixture
def travel(clock: Clock) -> Travelling:
    return Travelling(clock)


@pytest.fixture
def travelling(clock: Clock, travel: Travelling) -> Iterator[Workspace]:
    with Workspace(seed=SEED, clock=clock, manifest=MANIFEST, travel=travel) as running:
        yield running


def test_the_clock_jumps_to_what_is_due_and_never_back(
    travelling: Workspace, travel: Travelling, clock: Clock
) -> None:
    mia = Browser(travelling, "U0MIA")
    start = clock()
    assert mia.post("clock", {"to": "next"})["message"] == "Nothing is due."
    travel.due = (start + 3_600, "A reminder")
    assert mia.get("clock") == {
        "now": start,
        "travels": True,
        "next": {"at": start + 3_600, "what": "A reminder"},
    }
    client_of(travelling).chat_scheduleMessage(channel="C0GENERAL", post_at=int(start) + 60, text="first")
    assert mia.get("clock")["next"]["what"] == "A scheduled message in #general"
    seen = mia.watch(lambda: mia.post("clock", {"to": "next"}), "clock")
    assert seen[-1]["now"] == start + 60
    assert mia.post("clock", {"to": start})["message"] == "The clock only goes forwards."
    assert mia.post("clock", {"to": "tomorrow"})["message"] == "Say when to jump to."


def test_a_real_clock_does_not_travel(mia: Browser, clock: Clock) -> None:
    assert mia.get("clock") == {"now": clock(), "travels": False, "next": None}
    assert mia.post("clock", {"to": clock() + 1})["message"] == "This workspace keeps real time."


@pytest.mark.parametrize("path", ["../state.py", "..%2Fstate.py", "%2e%2e/%2e%2e/state.py", "nothing.js"])
def test_only_the_built_page_is_served(workspace: Workspace, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(workspace.url + path)
    with refused.value:
        assert refused.value.code == 404
