"""`python -m workspace`: for other people's apps."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

from tests.workspace.conftest import MANIFEST, SEED
from workspace.server import Workspace


def started(*words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "workspace", *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_it_prints_what_an_app_needs_and_ends_when_told(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps(MANIFEST))
    with started(
        "--port", "0", "--manifest", str(manifest), "--store", str(tmp_path / "kept.json")
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline().strip() for _ in range(6)]
        settings = dict(line.split("=", 1) for line in lines[1:5])
        assert set(settings) == {
            "SLACK_API_URL",
            "SLACK_BOT_TOKEN",
            "SLACK_APP_TOKEN",
            "SLACK_SIGNING_SECRET",
        }
        bearer = {"Authorization": f"Bearer {settings['SLACK_BOT_TOKEN']}"}
        request = urllib.request.Request(f"{settings['SLACK_API_URL']}auth.test", headers=bearer)
        with urllib.request.urlopen(request) as response:
            assert json.loads(response.read())["user"] == "liaison"
            assert response.headers["x-oauth-scopes"].startswith("chat:write,")
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0


def test_a_manifest_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    broken = tmp_path / "manifest.yaml"
    for content in ("a: [", "just words"):
        broken.write_text(content)
        with started("--manifest", str(broken)) as process:
            _, said = process.communicate(timeout=20)
            assert process.returncode == 2
            assert said.startswith("The manifest could not be read: ")


def test_a_port_that_is_taken_is_said() -> None:
    with Workspace(seed=SEED) as taken, started("--port", str(taken.port)) as process:
        _, said = process.communicate(timeout=20)
        assert process.returncode == 1
        assert said.startswith(f"Port {taken.port} could not be opened: ")
