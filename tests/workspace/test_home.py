"""The app's own tabs."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient

from tests.workspace.conftest import actions, button, client_of, error, section
from tests.workspace.listening_app import ListeningApp
from workspace.rules.refused import Refused
from workspace.server import Workspace


def home(text: str = "Your requests") -> dict[str, Any]:
    return {"type": "home", "blocks": [section(text), actions(button("new"))]}


def test_opening_the_home_tab_is_told_and_brings_what_the_app_publishes(
    workspace: Workspace, client: WebClient, app: ListeningApp
) -> None:
    mia = workspace.person("mia")
    client.views_publish(user_id="U0MIA", view=home("old"))
    shown = mia.home(wait=0.05)
    assert shown is not None
    assert shown["blocks"][0]["text"]["text"] == "old"
    told = app.wait_for_event("app_home_opened")
    assert (told["tab"], told["channel"], told["view"]["id"]) == ("home", mia.dm(), shown["id"])


def test_a_home_tab_published_on_opening_is_waited_for(
    workspace: Workspace, client: WebClient, app: ListeningApp
) -> None:
    def publish(payload: dict[str, Any]) -> None:
        client.views_publish(user_id=payload["event"]["user"], view=home("fresh"))

    app.answers["event_callback"] = publish
    shown = workspace.person("mia").home()
    assert shown is not None
    assert shown["blocks"][0]["text"]["text"] == "fresh"


def test_the_home_view_keeps_its_id_and_changes_its_hash(client: WebClient) -> None:
    first = client.views_publish(user_id="U0MIA", view=home("one"))["view"]
    second = client.views_publish(user_id="U0MIA", view=home("two"), hash=first["hash"])["view"]
    assert first["id"] == second["id"]
    assert first["hash"] != second["hash"]
    stale = {"user_id": "U0MIA", "view": home("three"), "hash": first["hash"]}
    assert error(lambda: client.views_publish(**stale)) == "hash_conflict"
    assert client.views_publish(user_id="U0JONAS", view=home())["view"]["id"] != first["id"]


def test_a_click_on_the_home_tab_carries_the_view(
    workspace: Workspace, client: WebClient, app: ListeningApp
) -> None:
    client.views_publish(user_id="U0MIA", view=home())
    mia = workspace.person("mia")
    shown = mia.home(wait=0)
    assert shown is not None
    assert mia.click_view(shown, "new").acknowledged
    told = app.wait_for("block_actions")
    assert told["view"]["type"] == "home"
    with pytest.raises(Refused, match="view_not_found"):
        workspace.person("jonas").click_view(shown, "new")


def test_a_home_tab_has_no_submit_and_needs_its_person(client: WebClient) -> None:
    view = {**home(), "submit": {"type": "plain_text", "text": "x"}}
    assert error(lambda: client.views_publish(user_id="U0MIA", view=view)) == "invalid_arguments"
    assert error(lambda: client.views_publish(user_id="U0NOBODY", view=home())) == "user_not_found"


def test_a_home_tab_that_is_off_is_not_enabled(declared: Workspace) -> None:
    declared.office.manifest.home_enabled = False
    answer = error(lambda: client_of(declared).views_publish(user_id="U0MIA", view=home()))
    assert answer == "not_enabled"
    with pytest.raises(Refused, match="not_enabled"):
        declared.person("mia").home()
