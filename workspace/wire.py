"""Socket Mode: tickets, websockets, envelopes and their acknowledgements.

An app may hold up to ten connections. Each envelope goes down exactly one of them, in turn, and may be
acknowledged on any that is open at that moment.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections import OrderedDict, deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from workspace.envelopes import Outcome, Plan, Sending

MOST_CONNECTIONS = 10
REMEMBERED_ENVELOPES = 1000
UNUSED_TICKETS = 100
GRACE = 10.0
CLOSE_WITHIN = 1.0
TYPES = {
    "event": "events_api",
    "command": "slash_commands",
    "interactive": "interactive",
    "options": "interactive",
}


@dataclass(eq=False)
class _Connection:
    """One open websocket; `leaving` once it was asked to go, `deaf` once its answers are no longer read."""

    socket: web.WebSocketResponse
    request: web.Request
    leaving: bool = False
    deaf: bool = False


@dataclass
class _Sent:
    """What is known about one envelope: how often it left and was answered, and who waits for that."""

    copies: int = 0
    answered: int = 0
    deaf: bool = False
    waiting: deque[asyncio.Future[Outcome]] = field(default_factory=deque)


class SocketMode:
    """The websockets of one app.

    Everything but `close_all` and `ask_to_leave` belongs to the workspace's loop.
    """

    silence = "timeout"

    def __init__(
        self, app_id: str, *, note: Callable[[str, str], None], on_connected: Callable[[bool], None]
    ) -> None:
        self._app_id = app_id
        self._note = note
        self._on_connected = on_connected
        self.opened = 0
        self._tickets: deque[str] = deque(maxlen=UNUSED_TICKETS)
        self._connections: list[_Connection] = []
        self._turn = 0
        self._sent: OrderedDict[str, _Sent] = OrderedDict()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._farewells: set[asyncio.Task[None]] = set()

    @property
    def connected(self) -> bool:
        return bool(self._connections)

    @property
    def connections(self) -> int:
        return len(self._connections)

    def open_ticket(self) -> str:
        ticket = secrets.token_urlsafe(24)
        self._tickets.append(ticket)
        return f"/link/?ticket={ticket}&app_id={self._app_id}"

    async def link(self, request: web.Request) -> web.StreamResponse:
        """The websocket endpoint; a ticket opens it once."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403, text="This ticket is unknown or was used before.")
        self._tickets.remove(ticket)
        # Clients look for their own words in a pong, and the SDK's built-in one knows no compressed frames.
        socket = web.WebSocketResponse(autoping=False, compress=False, timeout=CLOSE_WITHIN)
        await socket.prepare(request)
        self._loop = asyncio.get_running_loop()
        if len(self._connections) >= MOST_CONNECTIONS:
            await socket.send_json(self._goodbye("too_many_websockets"))
            await socket.close()
            return socket
        await self._serve(_Connection(socket, request))
        return socket

    async def send(self, sending: Sending) -> Outcome:
        """Send one envelope down one connection and wait for its acknowledgement."""
        loop = asyncio.get_running_loop()
        sent = self._remember(sending.envelope_id)
        sent.deaf = sending.plan.deaf
        sent.copies += 1
        answer: asyncio.Future[Outcome] = loop.create_future()
        sent.waiting.append(answer)
        try:
            if not await self._send_frame(json.dumps(self._envelope(sending)), sending.plan):
                sent.copies -= 1
                return Outcome(False, failure="connection_failed")
            return await asyncio.wait_for(answer, max(0.0, sending.give_up_at - loop.time()))
        except TimeoutError:
            return Outcome(False, failure=self.silence)
        finally:
            if answer in sent.waiting:
                sent.waiting.remove(answer)

    def close_all(self, goodbye: bool) -> None:
        """Close every open connection, or reset it without a goodbye; from any thread."""
        self._from_any_thread(self._close_all if goodbye else self._cut)

    def ask_to_leave(self, reason: str) -> None:
        """Send every open connection a `disconnect` frame; from any thread."""
        self._from_any_thread(lambda: self._say_goodbye(reason))

    async def close(self) -> None:
        for farewell in tuple(self._farewells):
            farewell.cancel()
        await asyncio.gather(*self._farewells, return_exceptions=True)
        await asyncio.gather(*(self._hang_up(connection) for connection in tuple(self._connections)))

    # One connection

    async def _serve(self, connection: _Connection) -> None:
        self._connections.append(connection)
        self.opened += 1
        try:
            await connection.socket.send_json(self._hello())
            if len(self._connections) == 1:
                self._on_connected(True)
            async for message in connection.socket:
                if message.type is WSMsgType.PING:
                    await connection.socket.pong(message.data)
                elif message.type is WSMsgType.TEXT and not connection.deaf:
                    self._read(message.data)
        except ConnectionError:
            self._note("", "a connection broke while the workspace was writing to it")
        finally:
            self._connections.remove(connection)
            if not self._connections:
                self._on_connected(False)

    def _hello(self) -> dict[str, Any]:
        return {
            "type": "hello",
            "num_connections": len(self._connections),
            "debug_info": {
                "host": "local-workspace",
                "build_number": 1,
                "approximate_connection_time": 18060,
            },
            "connection_info": {"app_id": self._app_id},
        }

    def _goodbye(self, reason: str) -> dict[str, Any]:
        return {"type": "disconnect", "reason": reason, "debug_info": {"host": "local-workspace"}}

    async def _hang_up(self, connection: _Connection) -> None:
        """Close with a goodbye, and read nothing more."""
        connection.deaf = True
        try:
            await connection.socket.close()
        except ConnectionError:
            self._note("", "a connection broke while the workspace was closing it")

    def _from_any_thread(self, work: Callable[[], object]) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(work)

    def _close_all(self) -> None:
        for connection in self._connections:
            self._follow(self._hang_up(connection))

    def _cut(self) -> None:
        for connection in self._connections:
            connection.deaf = True
            if connection.request.transport is not None:
                connection.request.transport.abort()

    def _say_goodbye(self, reason: str) -> None:
        for connection in self._connections:
            connection.leaving = True
            self._follow(self._see_off(connection, reason))

    def _follow(self, farewell: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(farewell)
        self._farewells.add(task)
        task.add_done_callback(self._farewells.discard)

    async def _see_off(self, connection: _Connection, reason: str) -> None:
        if await self._write(connection, json.dumps(self._goodbye(reason))):
            await asyncio.sleep(GRACE)
            await self._hang_up(connection)

    # Envelopes out

    def _envelope(self, sending: Sending) -> dict[str, Any]:
        envelope: dict[str, Any] = {
            "envelope_id": sending.envelope_id,
            "type": TYPES[sending.delivery.kind],
            "accepts_response_payload": sending.delivery.accepts_answer,
            "payload": sending.delivery.payload,
        }
        if sending.delivery.kind == "event":
            envelope["retry_attempt"] = sending.retry.number
            envelope["retry_reason"] = sending.retry.reason
        return envelope

    async def _send_frame(self, frame: str, plan: Plan) -> bool:
        """Try the connections in turn, those that were asked to leave last."""
        self._turn += 1
        connections = self._connections
        turned = [connections[(self._turn + n) % len(connections)] for n in range(len(connections))]
        for connection in sorted(turned, key=lambda each: each.leaving):
            if connection.deaf:
                continue
            if await self._write(connection, frame):
                if plan.hang_up:
                    await self._hang_up(connection)
                return True
        return False

    async def _write(self, connection: _Connection, frame: str) -> bool:
        try:
            await connection.socket.send_str(frame)
        except ConnectionError:
            return False
        return True

    def _remember(self, envelope_id: str) -> _Sent:
        sent = self._sent.setdefault(envelope_id, _Sent())
        while len(self._sent) > REMEMBERED_ENVELOPES:
            self._sent.popitem(last=False)
        return sent

    # Acknowledgements in

    def _read(self, text: str) -> None:
        try:
            said = json.loads(text)
        except ValueError:
            self._note("", "a frame was not JSON")
            return
        envelope_id = said.get("envelope_id") if isinstance(said, dict) else None
        sent = self._sent.get(envelope_id) if isinstance(envelope_id, str) else None
        if sent is None:
            self._note(str(envelope_id or ""), "an acknowledgement of an envelope that was never sent")
            return
        if not sent.deaf:
            self._acknowledge(str(envelope_id), sent, said.get("payload"))

    def _acknowledge(self, envelope_id: str, sent: _Sent, payload: Any) -> None:
        sent.answered += 1
        if sent.answered > sent.copies:
            self._note(envelope_id, "acknowledged more often than it was sent")
        elif not sent.waiting:
            self._note(envelope_id, "acknowledged too late")
        else:
            answer = sent.waiting.popleft()
            if not answer.done():
                answer.set_result(Outcome(True, payload if isinstance(payload, dict) and payload else None))
