"""HTTP mode: Slack's signed requests and a health page, served by waitress.

Bolt's own development server takes one request at a time (docs/decisions/0003).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from waitress.server import create_server

from bot.toolkit import Toolkit
from db.errors import Outage

EVENTS_PATH = "/slack/events"
HEALTH_PATH = "/health"
THREADS = 16

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@contextmanager
def serve(app: App, toolkit: Toolkit, *, port: int | None, host: str = "0.0.0.0") -> Iterator[int]:
    """Serves until the block ends; gives the port. All addresses by default: Slack comes from outside."""
    server = create_server(
        with_health(SlackRequestHandler(app, path=EVENTS_PATH), toolkit),
        host=host,
        port=port or 0,
        threads=THREADS,
        ident=None,
        clear_untrusted_proxy_headers=True,
    )
    thread = threading.Thread(target=server.run, name="http", daemon=True)
    thread.start()
    try:
        yield server.effective_port
    finally:
        server.close()
        thread.join(timeout=5)


def with_health(slack: Wsgi, toolkit: Toolkit) -> Wsgi:
    """`/health` asks the database and says 200 or 503; it names nothing."""

    def serve_one(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("PATH_INFO") != HEALTH_PATH:
            return slack(environ, start)
        status, word = (
            ("200 OK", b"ok\n")
            if _database_answers(toolkit)
            else ("503 Service Unavailable", b"no database\n")
        )
        start(status, [("Content-Type", "text/plain"), ("Content-Length", str(len(word)))])
        return [word]

    return serve_one


def _database_answers(toolkit: Toolkit) -> bool:
    try:
        with toolkit.ledger.read() as connection:
            connection.exec_driver_sql("SELECT 1")
    except Outage:
        return False
    return True
