"""HTTP mode: Slack's signed requests, calendars and a health page, served by waitress.

Bolt's own development server takes one request at a time (docs/decisions/0003).
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from waitress.server import create_server

from bot.calendars.feeds import PATH as CALENDAR_PATH
from bot.calendars.feeds import read_feed
from bot.escalation.watching import auditor
from bot.toolkit import Toolkit
from db.errors import Outage

EVENTS_PATH = "/slack/events"
HEALTH_PATH = "/health"
THREADS = 16

# Calendar programs look every hour at the most; a change is seen by the next look.
CALENDAR_KEPT = 300  # seconds
# Nobody but the subscriber may keep it, and its address, which is the key, is passed on to nobody.
_GUARDED = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Robots-Tag", "noindex"),
]

Headers = list[tuple[str, str]]
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@contextmanager
def serve(app: App, toolkit: Toolkit, *, port: int | None, host: str = "0.0.0.0") -> Iterator[int]:
    """Serves until the block ends; gives the port. All addresses by default: Slack comes from outside."""
    server = create_server(
        with_calendars(with_health(SlackRequestHandler(app, path=EVENTS_PATH), toolkit), toolkit),
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
        end(server)
        thread.join(timeout=5)


def end(server: Any) -> None:
    """Lets what is being answered finish, then has a server of waitress close itself and its lines.

    The closing is run by the server's own thread: from another one it would be waiting on what is closed
    under it. That thread may have been woken by somebody else and be here before our own pull of the trigger
    has written, into what would then be closed, or another's: it closes nothing until the pull is over.
    """
    pulled = threading.Event()

    def close() -> None:
        pulled.wait()
        server.close()
        for channel in list(server.active_channels.values()):
            channel.handle_close()

    server.task_dispatcher.shutdown()
    try:
        server.trigger.pull_trigger(close)
    finally:
        pulled.set()


def with_health(slack: Wsgi, toolkit: Toolkit) -> Wsgi:
    """`/health` asks the database and says 200 or 503, and how long ago unanswered requests were looked for;
    it names nothing."""

    def serve_one(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("PATH_INFO") != HEALTH_PATH:
            return slack(environ, start)
        looked = _last_look(toolkit)
        status, word = ("503 Service Unavailable", b"no database\n") if looked is None else ("200 OK", looked)
        start(status, [("Content-Type", "text/plain"), ("Content-Length", str(len(word)))])
        return [word]

    return serve_one


def _last_look(toolkit: Toolkit) -> bytes | None:
    """None when the database does not answer."""
    try:
        with toolkit.ledger.read() as connection:
            found = auditor(connection)
    except Outage:
        return None
    if found.looked_at is None:
        return b"ok\n"
    return f"ok\nlast look {found.age(toolkit.now())} ago\n".encode()


def with_calendars(inner: Wsgi, toolkit: Toolkit) -> Wsgi:
    """`/calendar/<token>.ics`, for GET and HEAD. A token that is unknown, revoked or dead with its account
    gets the same answer, byte for byte."""

    def serve_one(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO") or ""
        if not path.startswith("/calendar/"):
            return inner(environ, start)
        method = environ.get("REQUEST_METHOD")
        if method not in ("GET", "HEAD"):
            status, headers, body = _plainly("405 Method Not Allowed", [("Allow", "GET, HEAD")])
        else:
            status, headers, body = _calendar(toolkit, path, environ.get("HTTP_IF_NONE_MATCH") or "")
        start(status, [*headers, *_GUARDED])
        return [] if method == "HEAD" else [body]

    return serve_one


def _calendar(toolkit: Toolkit, path: str, known: str) -> tuple[str, Headers, bytes]:
    """Status, headers and body. `known`: the marks of what the subscriber has already."""
    asked = CALENDAR_PATH.fullmatch(path)
    try:
        text = _read_feed(toolkit, asked[1]) if asked else None
    except Outage:
        return _plainly("503 Service Unavailable", [("Retry-After", str(CALENDAR_KEPT))])
    if text is None:
        return _plainly("404 Not Found", [])
    mark = f'"{hashlib.sha256(text).hexdigest()[:32]}"'
    kept = [("Cache-Control", f"private, max-age={CALENDAR_KEPT}"), ("ETag", mark)]
    if mark in [each.strip().removeprefix("W/") for each in known.split(",")]:
        return "304 Not Modified", kept, b""
    typed = [
        ("Content-Type", "text/calendar; charset=utf-8"),
        ("Content-Disposition", 'inline; filename="liaison.ics"'),
        ("Content-Length", str(len(text))),
    ]
    return "200 OK", [*typed, *kept], text


def _read_feed(toolkit: Toolkit, token: str) -> bytes | None:
    with toolkit.ledger.read() as connection:
        return read_feed(connection, toolkit.duties.board(), token, toolkit.now())


def _plainly(status: str, headers: Headers) -> tuple[str, Headers, bytes]:
    """A refusal of one line, the status itself, which nobody keeps."""
    body = f"{status[4:]}\n".encode()
    plain = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
    ]
    return status, [*plain, *headers], body
