"""Runs an app as what it is to the workspace: another process, reached over the wire."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from workspace.server import Workspace

HERE = "tests.workspace.apps"
GENERAL = "C0GENERAL"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def started(workspace: Workspace, app: str, mode: str, port: int) -> subprocess.Popen[bytes]:
    """The app's process; it has only what the workspace would print for anybody to use."""
    given = {
        "PATH": os.environ["PATH"],
        "SLACK_API_URL": workspace.api_url,
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "SLACK_SIGNING_SECRET": workspace.signing_secret,
    }
    return subprocess.Popen([sys.executable, "-m", f"{HERE}.{app}", mode, str(port)], env=given)


@contextmanager
def running(workspace: Workspace, app: str, mode: str) -> Iterator[subprocess.Popen[bytes]]:
    """The app, connected; gone at the end."""
    port = free_port()
    if mode == "http":
        workspace.use_http(f"http://127.0.0.1:{port}/slack/events")
    process = started(workspace, app, mode, port)
    try:
        workspace.until(lambda: workspace.deliveries.connected, seconds=60)
        yield process
    finally:
        process.send_signal(signal.SIGCONT)
        process.kill()
        process.wait()


def replies(workspace: Workspace, ts: str) -> int:
    """How many answers hang under this message."""
    return sum(1 for each in workspace.messages(GENERAL) if each.get("thread_ts") == ts != each["ts"])


def posts(workspace: Workspace, text: str) -> int:
    """How many messages of the app hold this text."""
    return sum(1 for each in workspace.messages(GENERAL) if each["user"] == "U0APP" and text in each["text"])
