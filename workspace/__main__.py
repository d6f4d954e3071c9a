"""`python -m workspace --port 7777 --manifest manifest.json`: the workspace alone, for any Slack app."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import yaml

from stopping import told_to_stop
from workspace.seed import small_seed
from workspace.server import Workspace


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m workspace", description="A Slack on your own machine.")
    parser.add_argument("--port", type=int, default=7777)
    parser.add_argument(
        "--manifest", type=Path, help="the app's manifest (JSON or YAML); without it all is allowed"
    )
    parser.add_argument(
        "--store", type=Path, help="a file to keep everything in; without it all is gone at the end"
    )
    parser.add_argument("--request-url", help="tell the app by signed HTTP requests to this address")
    parser.add_argument(
        "--rate-limits", action="store_true", help="refuse calls that come too fast, as Slack does"
    )
    asked = parser.parse_args(words)
    try:
        manifest = _manifest(asked.manifest)
    except (OSError, ValueError, yaml.YAMLError) as problem:
        print(f"The manifest could not be read: {problem}", file=sys.stderr)
        return 2
    name = ((manifest or {}).get("display_information") or {}).get("name", "Your app")
    workspace = Workspace(
        seed=small_seed(name),
        manifest=manifest,
        port=asked.port,
        store=asked.store,
        rate_limits=asked.rate_limits,
    )
    try:
        workspace.start()
    except OSError as problem:
        print(f"Port {asked.port} could not be opened: {problem.strerror or problem}", file=sys.stderr)
        return 1
    if asked.request_url:
        workspace.use_http(asked.request_url)
    with told_to_stop() as wait:
        _say_how(workspace)
        wait()
    workspace.stop()
    return 0


def _manifest(path: Path | None) -> dict[str, Any] | None:
    if path is None:
        return None
    # JSON is YAML, so one reader does for both forms in which Slack gives manifests.
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(found, dict):
        raise ValueError(f"{path} holds no manifest.")
    return found


def _say_how(workspace: Workspace) -> None:
    print(f"Open {workspace.url} in a browser. Start your app with:")
    print(f"  SLACK_API_URL={workspace.api_url}")
    print(f"  SLACK_BOT_TOKEN={workspace.bot_token}")
    print(f"  SLACK_APP_TOKEN={workspace.app_token}")
    print(f"  SLACK_SIGNING_SECRET={workspace.signing_secret}")
    print(
        "and let it build its client with WebClient(base_url=SLACK_API_URL). Ctrl+C ends the workspace.",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
