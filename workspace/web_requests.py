"""The same deliveries as signed HTTP requests, for an app that has a request URL instead of a socket."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import ipaddress
import json
import secrets
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import aiohttp
from yarl import URL

from workspace.envelopes import AS_IT_SHOULD_BE, Delivery, Outcome, Plan, Sending

FOLLOWED_REDIRECTS = 2
STALE_BY = 600
WATCH_PACE = 0.2
HANDSHAKE_PACE = 1.0
LATE_MOMENT = 1.0
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


class SignedRequests:
    """One request URL: verified once, then told everything. Belongs to the workspace's loop."""

    silence = "http_timeout"

    def __init__(
        self,
        request_url: str,
        signing_secret: str,
        *,
        note: Callable[[str, str], None],
        on_connected: Callable[[bool], None],
        wall_clock: Callable[[], float] = time.time,
    ) -> None:
        self._url = _on_this_machine(request_url)
        self._tls = True if self._url.scheme == "https" else None
        self._secret = signing_secret
        self._note = note
        self._on_connected = on_connected
        # A signature is judged by the app's own clock, so it bears the real time even where days are skipped.
        self._wall_clock = wall_clock
        self._session: aiohttp.ClientSession | None = None
        self._watching: asyncio.Task[None] | None = None
        self._verified = False
        self._reachable = False

    @property
    def connected(self) -> bool:
        return self._verified and self._reachable

    def watch(self) -> None:
        """Look for the app until it is there, and hand it the `url_verification` until it passes once.

        Called before the loop runs it does nothing; the first delivery then starts it.
        """
        if self.connected or (self._watching is not None and not self._watching.done()):
            return
        if _in_a_loop():
            self._watching = asyncio.ensure_future(self._look_for_app())

    async def send(self, sending: Sending) -> Outcome:
        """Post one delivery; an event needs an address that has been verified."""
        delivery, retry, plan = sending.delivery, sending.retry, sending.plan
        # What leaves late still gets a moment, so that the app sees the whole of it.
        within = max(LATE_MOMENT, sending.give_up_at - asyncio.get_running_loop().time())
        self.watch()
        if delivery.kind == "event" and not await self._is_verified(within):
            return Outcome(False, failure="connection_failed")
        body, content_type = form_of(delivery)
        headers = self._sign(body, content_type, plan)
        if retry.number:
            headers |= {"X-Slack-Retry-Num": str(retry.number), "X-Slack-Retry-Reason": retry.reason}
        if plan.hang_up:
            return await self._post_and_hang_up(body, headers, within)
        outcome = await self._post(body, headers, within)
        if plan.deaf:
            await asyncio.sleep(within)
            return Outcome(False, failure=self.silence)
        if outcome.failure:
            self._note(sending.envelope_id, f"the request failed: {outcome.failure}")
        return outcome

    async def close(self) -> None:
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.gather(self._watching, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    # Is anybody there

    async def _look_for_app(self) -> None:
        while not self.connected:
            self._reachable = await self._answers_calls()
            if self._reachable and not self._verified:
                self._verified = await self._shake_hands()
                if not self._verified:
                    await asyncio.sleep(HANDSHAKE_PACE)
            elif not self._reachable:
                await asyncio.sleep(WATCH_PACE)
        self._on_connected(True)

    async def _is_verified(self, within: float) -> bool:
        if not self._verified and self._watching is not None:
            await asyncio.wait({self._watching}, timeout=within)
        return self._verified

    async def _answers_calls(self) -> bool:
        try:
            _, writer = await asyncio.open_connection(self._url.host, self._url.port)
        except OSError:
            return False
        await _close(writer)
        return True

    async def _shake_hands(self) -> bool:
        challenge = secrets.token_hex(16)
        request = {"token": "local-verification-token", "challenge": challenge, "type": "url_verification"}
        body = json.dumps(request).encode()
        outcome = await self._post(body, self._sign(body, JSON, AS_IT_SHOULD_BE), 3.0)
        said = outcome.body or {}
        if outcome.acknowledged and challenge in (said.get("challenge"), str(said.get("text", "")).strip()):
            return True
        self._note("", f"the app did not pass the url_verification at {self._url}")
        return False

    def _is_gone(self) -> None:
        if self._reachable:
            self._reachable = False
            self._on_connected(False)
        self.watch()

    # One request

    def _sign(self, body: bytes, content_type: str, plan: Plan) -> dict[str, str]:
        timestamp = int(self._wall_clock()) - (STALE_BY if plan.stale_timestamp else 0)
        secret = "not-" + self._secret if plan.bad_signature else self._secret
        return {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": str(timestamp),
            "X-Slack-Signature": signature(secret, timestamp, body),
        }

    async def _post(self, body: bytes, headers: dict[str, str], within: float) -> Outcome:
        try:
            async with self._client().post(
                self._url,
                data=body,
                headers=headers,
                timeout=aiohttp.ClientTimeout(total=within),
                max_redirects=FOLLOWED_REDIRECTS + 1,
            ) as response:
                return await _read(response)
        except aiohttp.TooManyRedirects:
            return Outcome(False, failure="too_many_redirects")
        except aiohttp.ClientSSLError:
            return Outcome(False, failure="ssl_error")
        except TimeoutError:
            return Outcome(False, failure=self.silence)
        except aiohttp.ClientConnectorError:
            self._is_gone()
            return Outcome(False, failure="connection_failed")
        except aiohttp.ClientConnectionError:
            return Outcome(False, failure="connection_failed")
        except aiohttp.ClientError:
            return Outcome(False, failure="unknown_error")

    async def _post_and_hang_up(self, body: bytes, headers: dict[str, str], within: float) -> Outcome:
        """Write the whole request and go away without reading a word of the answer."""
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        head = f"POST {self._url.raw_path_qs} HTTP/1.1\r\nHost: {self._url.authority}\r\n{lines}"
        head += f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        try:
            _, writer = await asyncio.open_connection(self._url.host, self._url.port, ssl=self._tls)
        except OSError:
            self._is_gone()
            return Outcome(False, failure="connection_failed")
        try:
            writer.write(head.encode() + body)
            # Closing at once could reset the connection before the app has read the request.
            await asyncio.sleep(min(0.1, within))
        finally:
            writer.close()
        return Outcome(False, failure="connection_failed")

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            # None is kept: a connection that the app has closed meanwhile would look like a failed delivery.
            connector = aiohttp.TCPConnector(force_close=True)
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())
        return self._session


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """Slack's `v0` signature over the raw body."""
    base = f"v0:{timestamp}:".encode() + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def form_of(delivery: Delivery) -> tuple[bytes, str]:
    """Body and content type: events are JSON, commands fields, interactions one field of JSON."""
    if delivery.kind == "event":
        return json.dumps(delivery.payload).encode(), JSON
    if delivery.kind == "command":
        return urlencode(_fields(delivery.payload)).encode(), FORM
    return urlencode({"payload": json.dumps(delivery.payload)}).encode(), FORM


def _fields(payload: dict[str, Any]) -> dict[str, str]:
    return {
        name: str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in payload.items()
        if value is not None
    }


async def _close(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with contextlib.suppress(OSError):  # the other side may have been quicker
        await writer.wait_closed()


def _in_a_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


async def _read(response: aiohttp.ClientResponse) -> Outcome:
    text = await response.text(errors="replace")
    if not 200 <= response.status < 300:
        final = response.headers.get("X-Slack-No-Retry") == "1"
        return Outcome(False, failure="http_error", final=final)
    if not text:
        return Outcome(True)
    if response.content_type != JSON:
        return Outcome(True, {"text": text})
    try:
        said = json.loads(text)
    except ValueError:
        return Outcome(True)
    return Outcome(True, said if isinstance(said, dict) and said else None)


def _on_this_machine(request_url: str) -> URL:
    """Nothing leaves the machine, so the address must not either."""
    url = URL(request_url)
    host = url.host or ""
    try:
        local = ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = host == "localhost"
    if url.scheme not in ("http", "https") or not local:
        raise ValueError(
            f"The local workspace only sends to this machine: use an address such as"
            f" http://127.0.0.1:3000/slack/events, not {request_url}."
        )
    return url
