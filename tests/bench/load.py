"""The load: so many clients, each of which sends its next command when the last one is acknowledged."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any

from tests.bench.processes import Busy
from tests.bench.wishes import form

PATH = "/slack/events"
LAST_ANSWERS_WITHIN = 20.0
MOST_ERRORS_SHOWN = 3

Commands = Iterator[dict[str, str]]


@dataclass
class Tally:
    """What came back. `trigger_ids` are those that were acknowledged as they should be."""

    sent: int = 0
    seconds: float = 0.0
    cores: float = 0.0
    waits: list[float] = field(default_factory=list)
    trigger_ids: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    error_count: int = 0

    def good(self, trigger_id: str, waited: float) -> None:
        self.waits.append(waited)
        self.trigger_ids.append(trigger_id)

    def bad(self, what: str) -> None:
        self.error_count += 1
        if len(self.errors) < MOST_ERRORS_SHOWN:
            self.errors.append(what)

    def told(self) -> dict[str, Any]:
        ordered = sorted(self.waits) or [0.0]
        shown = {name: value for name, value in asdict(self).items() if name != "waits"}
        p50, p99 = ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)]
        return {**shown, "p50": p50, "p99": p99}


class _Client(asyncio.Protocol):
    """One keep-alive connection with one request on it at a time. Reads no more of HTTP than it must."""

    def __init__(
        self, tally: Tally, next_one: Callable[[], tuple[str, bytes] | None], expected: bytes
    ) -> None:
        self._tally = tally
        self._next_one = next_one
        self._expected = expected
        self._received = b""
        self._trigger_id = ""
        self._started = 0.0
        self._transport: asyncio.Transport | None = None
        self.finished: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._send()

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, found, body = self._received.partition(b"\r\n\r\n")
        if not found:
            return
        _, _, length = head.lower().partition(b"content-length: ")
        if len(body) < int(length.split(b"\r\n", 1)[0] or b"0"):
            return
        self._received = b""
        if head.startswith(b"HTTP/1.1 200") and self._expected in body:
            self._tally.good(self._trigger_id, time.perf_counter() - self._started)
        else:
            self._tally.bad((head.split(b"\r\n", 1)[0] + b" " + body[:200]).decode(errors="replace"))
        self._send()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.finished.done():
            self._tally.bad(f"the connection was lost: {error}")
            self.finished.set_result(None)

    def _send(self) -> None:
        assert self._transport is not None
        following = self._next_one()
        if following is None:
            self.finished.set_result(None)
            self._transport.close()
            return
        self._trigger_id, request = following
        self._tally.sent += 1
        self._started = time.perf_counter()
        self._transport.write(request)


async def over_http(
    commands: Commands, *, port: int, secret: str, clients: int, seconds: float, most: int, expected: str
) -> Tally:
    """Bounded in time and in count; all bodies are signed beforehand."""
    signed = [(command["trigger_id"], _signed(form(command), secret)) for command in islice(commands, most)]
    signed.reverse()
    tally, busy, started = Tally(), Busy(), time.perf_counter()
    until = started + seconds

    def next_one() -> tuple[str, bytes] | None:
        return signed.pop() if signed and time.perf_counter() < until else None

    loop = asyncio.get_running_loop()
    made = [
        await loop.create_connection(lambda: _Client(tally, next_one, expected.encode()), "127.0.0.1", port)
        for _ in range(clients)
    ]
    await asyncio.wait([client.finished for _, client in made], timeout=seconds + LAST_ANSWERS_WITHIN)
    tally.seconds, tally.cores = time.perf_counter() - started, busy.cores()
    for transport, client in made:
        if not client.finished.done():
            tally.bad("no answer")
            client.finished.set_result(None)
        transport.close()
    return tally


def _signed(body: bytes, secret: str) -> bytes:
    moment = str(int(time.time()))
    signature = hmac.new(secret.encode(), b"v0:" + moment.encode() + b":" + body, hashlib.sha256).hexdigest()
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: Slackbot 1.0\r\n"
        "Accept: application/json,*/*\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        f"X-Slack-Request-Timestamp: {moment}\r\nX-Slack-Signature: v0={signature}\r\n\r\n"
    )
    return head.encode() + body


class SocketLoad:
    """So many envelopes in flight on one connection; an acknowledgement lets the next one go."""

    def __init__(self, send: Callable[[str, dict[str, Any]], None]) -> None:
        self._send = send
        self._tally = Tally()
        self._under_way: dict[str, tuple[str, float]] = {}
        self._commands: Commands = iter(())
        self._until = 0.0
        self._expected = ""
        self._idle = asyncio.Event()

    async def run(
        self, commands: Commands, *, clients: int, seconds: float, most: int, expected: str
    ) -> Tally:
        self._tally, self._under_way, self._expected = Tally(), {}, expected
        self._commands, self._idle = iter(list(islice(commands, most))), asyncio.Event()
        busy, started = Busy(), time.perf_counter()
        self._until = started + seconds
        for _ in range(clients):
            self._next()
        try:
            await asyncio.wait_for(self._idle.wait(), seconds + LAST_ANSWERS_WITHIN)
        except TimeoutError:
            for trigger_id, _ in self._under_way.values():
                self._tally.bad(f"no acknowledgement of {trigger_id}")
        self._tally.seconds, self._tally.cores = time.perf_counter() - started, busy.cores()
        return self._tally

    def acknowledged(self, envelope_id: str, payload: dict[str, Any] | None) -> None:
        sent = self._under_way.pop(envelope_id, None)
        if sent is None:
            self._tally.bad(f"{envelope_id} was acknowledged twice, or never sent")
            return
        if self._expected in str((payload or {}).get("text", "")):
            self._tally.good(sent[0], time.perf_counter() - sent[1])
        else:
            self._tally.bad(str(payload)[:200])
        self._next()

    def _next(self) -> None:
        command = next(self._commands, None) if time.perf_counter() < self._until else None
        if command is not None:
            envelope_id = f"envelope-{command['trigger_id']}"
            self._tally.sent += 1
            self._under_way[envelope_id] = (command["trigger_id"], time.perf_counter())
            self._send(envelope_id, dict(command))
        elif not self._under_way:
            self._idle.set()
