"""A workspace's sending half alone, and apps at the other end that do exactly what a test tells them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
from yarl import URL

from workspace.deliveries import Deliveries, Delivery
from workspace.faults import Faults

SECRET = "local-signing-secret"


class Clock:
    """A workspace clock that moves only when told to."""

    def __init__(self) -> None:
        self.now = 1_795_252_400.0

    def __call__(self) -> float:
        return self.now


class Stage:
    """The deliveries under test and everything around them."""

    def __init__(self, server: TestServer, deliveries: Deliveries, faults: Faults, clock: Clock) -> None:
        self.server = server
        self.deliveries = deliveries
        self.faults = faults
        self.clock = clock
        self.session = aiohttp.ClientSession()
        self.sockets: list[aiohttp.ClientWebSocketResponse] = []

    async def open_socket(self, **options: Any) -> aiohttp.ClientWebSocketResponse:
        """Open one websocket the way an app does, and read its hello."""
        socket = await self.open_link(self.deliveries.open_ticket(), **options)
        assert (await socket.receive_json(timeout=5))["type"] == "hello"
        return socket

    async def open_link(self, path: str, **options: Any) -> aiohttp.ClientWebSocketResponse:
        socket: aiohttp.ClientWebSocketResponse = await self.session.ws_connect(
            self.server.make_url("/").join(URL(path, encoded=True)), **options
        )
        self.sockets.append(socket)  # one that nobody holds would be closed behind the test's back
        return socket


@asynccontextmanager
async def stage(**options: Any) -> AsyncIterator[Stage]:
    """Deliveries on a real server; quick to give up and to look at the clock, unless told otherwise."""
    clock, faults = Clock(), Faults()
    settings: dict[str, Any] = {"ack_seconds": 0.3, "poll_seconds": 0.01, **options}
    deliveries = Deliveries(clock=clock, faults=faults, **settings)
    app = web.Application()
    app.add_routes(deliveries.routes())
    server = TestServer(app)
    await server.start_server()
    here = Stage(server, deliveries, faults, clock)
    try:
        yield here
    finally:
        for socket in here.sockets:
            await socket.close()
        await here.session.close()
        await deliveries.close()
        await server.close()


async def eventually(is_so: Callable[[], object]) -> None:
    """Wait until it is so; the limit is only there to end a hopeless run."""
    for _ in range(1000):
        if is_so():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came to be")


def message(text: str = "hello", channel: str = "C1", event_id: str = "Ev1") -> Delivery:
    event = {"type": "message", "channel": channel, "user": "U1", "text": text, "ts": "1795252410.000300"}
    return Delivery("event", {"type": "event_callback", "event_id": event_id, "event": event})


def command(name: str = "/ask", channel: str = "C1") -> Delivery:
    payload = {
        "command": name,
        "text": "the CDN & the <form>",
        "channel_id": channel,
        "trigger_id": "1.2.abc",
    }
    return Delivery("command", payload | {"is_enterprise_install": False, "enterprise_id": None})


def click(channel: str = "C1") -> Delivery:
    payload = {"type": "block_actions", "trigger_id": "1.2.abc", "channel": {"id": channel, "name": "it"}}
    return Delivery("interactive", payload | {"actions": [{"action_id": "request.claim"}]})


def submission() -> Delivery:
    return Delivery("interactive", {"type": "view_submission", "view": {"callback_id": "ask"}})


def options() -> Delivery:
    return Delivery("options", {"type": "block_suggestion", "action_id": "term", "value": "CD"})


class HttpApp:
    """An app with a request URL: keeps every request, and answers as told."""

    def __init__(self) -> None:
        self.requests: list[tuple[dict[str, str], bytes]] = []
        self.answer: Callable[[], Awaitable[web.Response]] = self._nothing
        self.verified = 0
        self.passes_handshake = True
        self._server: TestServer | None = None

    @property
    def url(self) -> str:
        assert self._server is not None
        return str(self._server.make_url("/slack/events"))

    @property
    def port(self) -> int:
        assert self._server is not None
        assert self._server.port is not None
        return self._server.port

    async def start(self, port: int | None = None) -> HttpApp:
        app = web.Application()
        app.router.add_post("/slack/events", self._receive)
        app.router.add_post("/moved", self._move)
        self._server = TestServer(app, port=port)
        await self._server.start_server()
        return self

    async def stop(self) -> None:
        assert self._server is not None
        await self._server.close()

    async def _receive(self, request: web.Request) -> web.Response:
        body = await request.read()
        if request.content_type == "application/json":
            said = json.loads(body)
            if said["type"] == "url_verification":
                self.verified += 1
                return web.json_response({"challenge": said["challenge"] if self.passes_handshake else "?"})
        self.requests.append((dict(request.headers), body))
        return await self.answer()

    async def _move(self, request: web.Request) -> web.Response:
        raise web.HTTPTemporaryRedirect(request.path)

    async def _nothing(self) -> web.Response:
        return web.Response()
