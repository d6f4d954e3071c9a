"""The fast Slack as the benches start it, and the settings with which a bot finds it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.processes import Program


@contextmanager
def fast_slack(folder: Path) -> Iterator[Program]:
    slack = Program("tests.bench.slack", (), folder / "slack.log")
    try:
        slack.env = {
            "SLACK_BOT_TOKEN": "xoxb-bench",
            "SLACK_API_URL": f"http://127.0.0.1:{slack.hear()['port']}/api/",
            "LIAISON_COMPANY": "liaison.example.yaml",
        }
        yield slack
    finally:
        slack.stop()


def socket_mode(slack: Program, database_url: str = "") -> dict[str, str]:
    database = {"DATABASE_URL": database_url} if database_url else {}
    return {**slack.env, **database, "SLACK_APP_TOKEN": "xapp-bench"}
