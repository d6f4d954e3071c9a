"""The program as it is called: what it says when something is missing, and how it ends."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.company import read_company
from handlers.manifest import SCOPES, manifest
from tests.conftest import Databases
from tests.world import COMPANY, ROOT, World
from trying import seed_of
from workspace.rules.manifest import Manifest
from workspace.seed import Seed
from workspace.server import Workspace

PATIENCE = 60


def called(
    *arguments: str, folder: Path, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """`python app.py …` in a folder of its own, with nothing of this machine's settings."""
    bare = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, str(ROOT / "app.py"), *arguments],
        cwd=folder,
        env={**bare, "PYTHONPATH": str(ROOT), **(env or {})},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


@contextmanager
def a_slack(seed: Seed | None = None, scopes: set[str] | None = None) -> Iterator[Workspace]:
    told: dict[str, Any] = manifest()
    if scopes is not None:
        told["oauth_config"]["scopes"]["bot"] = sorted(scopes)
    with Workspace(seed=seed or seed_of(read_company(COMPANY)), manifest=told) as workspace:
        yield workspace


def settings(workspace: Workspace, folder: Path, **other: str) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "SLACK_API_URL": workspace.api_url,
        "DATABASE_URL": f"sqlite:///{folder / 'liaison.db'}",
        "LIAISON_COMPANY": str(COMPANY),
        **other,
    }


def test_check_is_content_where_everything_is_in_place(tmp_path: Path) -> None:
    with a_slack() as workspace:
        ended = called("check", folder=tmp_path, env=settings(workspace, tmp_path))
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("All is well")


def test_check_names_everything_that_slack_lacks_at_once(tmp_path: Path) -> None:
    whole = seed_of(read_company(COMPANY))
    channels = tuple(
        replace(one, archived=one.name == "it-infra") for one in whole.channels if one.name != "it-data"
    )
    people = tuple(replace(one, deleted=one.name == "priya") for one in whole.users if one.name != "jonas")
    seed = replace(whole, channels=channels, users=people)
    with a_slack(seed, scopes=set(SCOPES) - {"reactions:read", "im:write"}) as workspace:
        ended = called("check", folder=tmp_path, env=settings(workspace, tmp_path))
    assert ended.returncode == 2
    said = ended.stdout.splitlines()
    for words in (
        "The scope im:write is missing (needed to open a direct message).",
        "The scope reactions:read is missing (needed to see 🎫, 👀, ✅ and 📖).",
        "There is no channel #it-data,",
        "The channel #it-infra is archived.",
        "jonas@northwind.example (the owner of Web Team) has no account in this Slack.",
        "priya@northwind.example (the bridge) is deactivated in Slack.",
    ):
        assert len([line for line in said if line.startswith(f"- {words}")]) == 1, ended.stdout
    assert said[-1] == "6 thing(s) to mend."
    assert ended.stderr == ""


def test_check_names_a_wrong_bot_token(tmp_path: Path) -> None:
    with a_slack() as workspace:
        env = settings(workspace, tmp_path, SLACK_BOT_TOKEN="xoxb-somebody-elses")
        ended = called("check", folder=tmp_path, env=env)
    assert ended.returncode == 2
    assert "Slack does not know SLACK_BOT_TOKEN. Copy it again from OAuth & Permissions." in ended.stdout


def test_check_names_a_wrong_app_token_beside_what_else_is_wrong(tmp_path: Path) -> None:
    with a_slack(scopes=set(SCOPES) - {"im:write"}) as workspace:
        env = settings(workspace, tmp_path, SLACK_APP_TOKEN="xapp-somebody-elses")
        ended = called("check", folder=tmp_path, env=env)
    assert ended.returncode == 2
    assert "Slack refuses SLACK_APP_TOKEN (invalid_auth)." in ended.stdout
    assert "The scope im:write is missing" in ended.stdout


def test_check_says_that_slack_and_the_database_do_not_answer(tmp_path: Path) -> None:
    env = {
        "SLACK_BOT_TOKEN": "xoxb-a",
        "SLACK_APP_TOKEN": "xapp-a",
        "SLACK_API_URL": "http://127.0.0.1:9/api/",
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/nothing",
        "LIAISON_COMPANY": str(COMPANY),
    }
    ended = called("check", folder=tmp_path, env=env)
    assert ended.returncode == 2
    assert "Slack does not answer at http://127.0.0.1:9/api/" in ended.stdout
    assert "database" in ended.stdout
    assert "Traceback" not in ended.stdout + ended.stderr


@pytest.mark.parametrize("command", ["run", "check"])
def test_without_settings_every_problem_is_named_at_once(command: str, tmp_path: Path) -> None:
    ended = called(command, folder=tmp_path)
    assert ended.returncode == 2
    assert "SLACK_BOT_TOKEN" in ended.stderr
    assert "SLACK_APP_TOKEN" in ended.stderr
    assert "liaison.yaml" in ended.stderr
    assert "Traceback" not in ended.stdout + ended.stderr
    assert all(line.startswith("- ") for line in ended.stderr.splitlines()), ended.stderr


def test_the_env_file_is_read_and_the_environment_stands_above_it(tmp_path: Path) -> None:
    with a_slack() as workspace:
        told = settings(workspace, tmp_path)
        lines = [f"{name}={value}" for name, value in told.items()]
        (tmp_path / ".env").write_text("\n".join(["# of this Slack", *lines, ""]))
        from_file = called("check", folder=tmp_path)
        above = called("check", folder=tmp_path, env={"SLACK_BOT_TOKEN": "xoxb-wrong"})
    assert from_file.returncode == 0, from_file.stdout + from_file.stderr
    assert above.returncode == 2


def test_the_printed_manifest_is_one_that_slack_accepts(tmp_path: Path) -> None:
    ended = called("manifest", folder=tmp_path)
    assert ended.returncode == 0
    printed = json.loads(ended.stdout)
    accepted = Manifest(printed)
    assert accepted.grants("chat:write")
    with Workspace(seed=seed_of(read_company(COMPANY)), manifest=printed) as workspace:
        assert called("check", folder=tmp_path, env=settings(workspace, tmp_path)).returncode == 0


def test_the_manifest_for_http_names_the_address_wherever_slack_calls(tmp_path: Path) -> None:
    url = "https://liaison.example.com/slack/events"
    printed = json.loads(called("manifest", "--request-url", url, folder=tmp_path).stdout)
    assert printed["settings"]["socket_mode_enabled"] is False
    assert printed["settings"]["event_subscriptions"]["request_url"] == url
    assert printed["settings"]["interactivity"]["request_url"] == url
    assert {one["url"] for one in printed["features"]["slash_commands"]} == {url}


def test_a_second_wish_to_end_does_not_hurt(templates: Databases, tmp_path: Path) -> None:
    with World(tmp_path, templates.planted("sqlite", tmp_path)) as world:
        bot = world.start_bot()
        bot.process.send_signal(signal.SIGTERM)
        bot.process.send_signal(signal.SIGTERM)
        assert bot.process.wait(timeout=PATIENCE) == 0
        assert "Traceback" not in bot.log


def test_a_bot_that_slack_does_not_know_ends_with_a_sentence(tmp_path: Path) -> None:
    shutil.copy(COMPANY, tmp_path / "liaison.yaml")
    with a_slack() as workspace:
        env = settings(workspace, tmp_path, SLACK_BOT_TOKEN="xoxb-somebody-elses")
        ended = called("run", folder=tmp_path, env=env)
    assert ended.returncode == 2
    assert "Slack does not know SLACK_BOT_TOKEN" in ended.stderr
    assert "Traceback" not in ended.stderr
