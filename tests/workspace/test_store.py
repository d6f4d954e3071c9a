"""What is still there after a restart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.workspace.conftest import SEED, Clock, actions, button, client_of
from workspace.server import Workspace


def test_everything_but_ephemeral_messages_survives_a_restart(tmp_path: Path, clock: Clock) -> None:
    kept = tmp_path / "state" / "workspace.json"
    with Workspace(seed=SEED, clock=clock, store=kept) as first:
        client, mia = client_of(first), first.person("mia")
        root = mia.say("#general", "root", files=[("a.txt", b"abc")])
        mia.say("#general", "reply", thread_ts=root)
        client.reactions_add(channel="C0GENERAL", timestamp=root, name="eyes")
        client.chat_postEphemeral(channel="C0GENERAL", user="U0MIA", text="psst")
        home = {"type": "home", "blocks": [actions(button("go"))]}
        view = client.views_publish(user_id="U0MIA", view=home)["view"]
        client.chat_scheduleMessage(channel="C0GENERAL", post_at=int(clock()) + 60, text="later")
        client.usergroups_create(name="Web")
        before = first.messages("#general")
    with Workspace(seed=SEED, clock=clock, store=kept, port=first.port) as second:
        assert second.messages("#general") == before
        client, mia = client_of(second), second.person("mia")
        assert len(mia.sees("#general")) == 2
        shown = mia.home(wait=0)
        assert shown is not None
        assert shown["id"] == view["id"]
        assert second.state.contents[before[0]["files"][0]["id"]] == b"abc"
        assert len(client.chat_scheduledMessages_list()["scheduled_messages"]) == 1
        assert client.usergroups_list()["usergroups"][0]["name"] == "Web"
        assert mia.say("#general", "newer") > before[-1]["ts"]


def test_a_change_is_saved_while_the_workspace_runs(tmp_path: Path, clock: Clock) -> None:
    kept = tmp_path / "workspace.json"
    with Workspace(seed=SEED, clock=clock, store=kept) as workspace:
        workspace.person("mia").say("#general", "keep this")
        workspace.until(lambda: kept.exists() and "keep this" in kept.read_text())
    assert [one.name for one in tmp_path.iterdir()] == ["workspace.json"]


def test_a_file_of_another_version_is_refused(tmp_path: Path) -> None:
    kept = tmp_path / "workspace.json"
    kept.write_text(json.dumps({"format": 99}))
    with pytest.raises(ValueError, match="Move it away to start afresh"):
        Workspace(seed=SEED, store=kept)
