"""Answers of the Web API as a caller sees them on a bad day."""

from __future__ import annotations

import asyncio
import json

from aiohttp import web
from aiohttp.abc import AbstractStreamWriter

HELD_AT_MOST = 3600.0


class CutConnection(web.Response):
    """No answer at all: the connection is closed without a word."""

    async def prepare(self, request: web.BaseRequest) -> AbstractStreamWriter | None:
        await self._wait(request)
        # The server takes it for a caller who is gone: it writes nothing and closes the connection.
        raise ConnectionResetError("the connection was cut on purpose")

    async def _wait(self, request: web.BaseRequest) -> None:
        """A plain cut waits for nothing."""


class NeverAnswered(CutConnection):
    """Silence until the caller gives up or the time is over; then the connection is cut."""

    def __init__(self, seconds: float = HELD_AT_MOST) -> None:
        super().__init__()
        self._seconds = seconds

    def __bool__(self) -> bool:
        return True

    async def _wait(self, request: web.BaseRequest) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + self._seconds
        while loop.time() < until and request.transport is not None and not request.transport.is_closing():
            await asyncio.sleep(min(0.05, max(0.0, until - loop.time())))


def rate_limited(retry_after: int) -> web.Response:
    headers = {"Retry-After": str(retry_after)}
    return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)


def server_error(status: int) -> web.Response:
    return web.Response(status=status, text="upstream connect error or disconnect before headers")


def slack_error(error: str) -> web.Response:
    return web.Response(text=json.dumps({"ok": False, "error": error}), content_type="application/json")


def html_page(status: int) -> web.Response:
    page = "<!DOCTYPE html><html><body><h1>Please sign in to this network</h1></body></html>"
    return web.Response(status=status, text=page, content_type="text/html")
