from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.workspace.listening_app import ListeningApp
from workspace.seed import Seed, SeedApp, SeedChannel, SeedTeam, SeedUser
from workspace.server import Workspace

BOT = "U0LIAISON"
INSIDE = ("U0MIA", "U0JONAS", "U0PRIYA")

SEED = Seed(
    team=SeedTeam("T0NORTH", "Northwind", "northwind"),
    app=SeedApp(),
    users=(
        SeedUser("U0MIA", "mia", "Mia Tanaka", "Mia", tz="Europe/London", email="mia@northwind.example"),
        SeedUser("U0JONAS", "jonas", "Jonas Weber", tz="Europe/Berlin", email="jonas@northwind.example"),
        SeedUser("U0PRIYA", "priya", "Priya Nair", email="priya@northwind.example"),
        SeedUser("U0EVE", "eve", "Eve Partner", email="eve@partner.example", team_id="T0OTHER"),
        SeedUser("U0GUEST", "gus", "Gus Guest", is_restricted=True),
        SeedUser("U0GONE", "olga", "Olga Gone", email="olga@northwind.example", deleted=True),
    ),
    channels=(
        SeedChannel("C0GENERAL", "general", members=(*INSIDE, BOT)),
        SeedChannel("C0LAUNCH", "launches", members=("U0MIA", "U0JONAS", BOT)),
        SeedChannel("C0NOBOT", "no-bot", members=INSIDE),
        SeedChannel("C0SECRET", "secret", private=True, members=("U0MIA",)),
        SeedChannel("C0IT", "it-private", private=True, members=("U0JONAS", BOT)),
        SeedChannel("C0OLD", "old", archived=True, members=(*INSIDE, BOT)),
        SeedChannel("C0SHARED", "with-partner", ext_shared=True, members=("U0MIA", "U0EVE", BOT)),
    ),
)

MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Liaison"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [
            {"command": "/ask", "description": "Ask IT", "usage_hint": "[words]", "should_escape": True},
            {"command": "/raw", "description": "As typed"},
        ],
        "shortcuts": [
            {"name": "Send to IT", "type": "message", "callback_id": "send", "description": "Send it"},
            {"name": "New request", "type": "global", "callback_id": "new", "description": "Open the form"},
        ],
    },
    "oauth_config": {
        "scopes": {"bot": ["chat:write", "channels:history", "channels:read", "im:history", "commands"]}
    },
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened", "message.channels", "reaction_added"]},
        "interactivity": {"is_enabled": True},
    },
}


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.time = 1_795_252_500.0

    def __call__(self) -> float:
        return self.time

    def move(self, seconds: float) -> None:
        self.time += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(clock: Clock) -> Iterator[Workspace]:
    with Workspace(seed=SEED, clock=clock) as running:
        yield running


@pytest.fixture
def declared(clock: Clock) -> Iterator[Workspace]:
    """A workspace whose app has a manifest that does not ask for everything."""
    with Workspace(seed=SEED, clock=clock, manifest=MANIFEST) as running:
        yield running


def client_of(workspace: Workspace) -> WebClient:
    return WebClient(workspace.bot_token, base_url=workspace.api_url, retry_handlers=[])


@pytest.fixture
def client(workspace: Workspace) -> WebClient:
    return client_of(workspace)


@pytest.fixture
def app(workspace: Workspace) -> Iterator[ListeningApp]:
    listening = ListeningApp(workspace)
    yield listening
    listening.close()


@pytest.fixture
def declared_app(declared: Workspace) -> Iterator[ListeningApp]:
    listening = ListeningApp(declared)
    yield listening
    listening.close()


def refusal(call: Callable[[], object]) -> dict[str, Any]:
    """The answer to a call that Slack refuses."""
    with pytest.raises(SlackApiError) as caught:
        call()
    answer = caught.value.response.data
    assert isinstance(answer, dict)
    return answer


def error(call: Callable[[], object]) -> str:
    return str(refusal(call)["error"])


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(action_id: str, text: str = "Press", **more: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": action_id, "text": plain(text), **more}


def actions(*elements: dict[str, Any], block_id: str = "row") -> dict[str, Any]:
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def field(block_id: str, **element: Any) -> dict[str, Any]:
    element = {"type": "plain_text_input", "action_id": "words", **element}
    return {"type": "input", "block_id": block_id, "label": plain("Say it"), "element": element}


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    shown = list(blocks) or [field("what")]
    start = {
        "type": "modal",
        "callback_id": "form",
        "title": plain("Form"),
        "submit": plain("Send"),
        "blocks": shown,
    }
    return start | more
