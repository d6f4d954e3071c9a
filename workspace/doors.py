"""The addresses an app meets besides the Web API: uploads, private files, response_urls; who may knock."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

from workspace import answers
from workspace.api.files import MOST_BYTES, keep
from workspace.office import Office
from workspace.rules.refused import Refused

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
RESPONSE_URL = "response_url"  # the name by which faults know it
_LOCAL = {"127.0.0.1", "localhost"}


@web.middleware
async def only_local(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A page of some other site must not reach this workspace through the browser of whoever runs it."""
    host = urlsplit(f"//{request.host}").hostname
    origin = request.headers.get("Origin")
    if host not in _LOCAL or (origin is not None and urlsplit(origin).hostname not in _LOCAL):
        raise web.HTTPForbidden(text="This workspace answers to 127.0.0.1 and localhost only.")
    return await handler(request)


class Doors:
    def __init__(self, office: Office) -> None:
        self._office = office

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/response/{id}", self._response),
            web.post("/upload/{file}", self._upload),
            web.get("/files-pri/{file}/{name}", self._download),
            web.get("/files-pri/download/{file}/{name}", self._download),
            web.get("/archives/{channel}/{ts}", self._permalink),
        ]

    async def _response(self, request: web.Request) -> web.StreamResponse:
        raw = await request.text()
        try:
            body = json.loads(raw)
        except ValueError:
            body = dict(await request.post()).get("payload", "")
            body = json.loads(body) if isinstance(body, str) and body.startswith("{") else None
        if not isinstance(body, dict):
            return web.json_response({"ok": False, "error": "invalid_payload"}, status=400)
        spoiled = await self._office.faults.before_call(RESPONSE_URL, body)
        if spoiled is not None:
            return spoiled
        response = self._used(request.match_info["id"], body)
        withheld = await self._office.faults.after_call(RESPONSE_URL, body)
        return response if withheld is None else withheld

    def _used(self, address: str, body: dict[str, object]) -> web.Response:
        try:
            answers.use(self._office, address, body)
        except Refused as refused:
            status = 404 if refused.code in ("used_url", "expired_url", "invalid_url") else 400
            return web.json_response(refused.body(), status=status)
        return web.Response(text="ok")

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        file_id = request.match_info["file"]
        name = self._office.reserved.get(file_id)
        if name is None:
            return web.Response(status=404, text="There is no upload with this address.")
        content = await self._content(request)
        if len(content) > MOST_BYTES:
            return web.Response(status=413, text="This file is too large.")
        del self._office.reserved[file_id]
        keep(self._office, file_id, name, self._office.state.bot, content)
        return web.Response(text=f"OK - {len(content)}")

    async def _content(self, request: web.Request) -> bytes:
        if request.content_type != "multipart/form-data":
            return await request.read()
        form = await request.post()
        uploads = [one for one in form.values() if isinstance(one, web.FileField)]
        return uploads[0].file.read() if uploads else b""

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """Without the app's token Slack shows its sign-in page, with status 200."""
        file = self._office.state.files.get(request.match_info["file"].rpartition("-")[2])
        if request.headers.get("Authorization") != f"Bearer {self._office.tokens.bot}":
            return web.Response(text="<!DOCTYPE html><title>Sign in</title>", content_type="text/html")
        if file is None:
            raise web.HTTPNotFound(text="There is no such file.")
        return web.Response(body=self._office.state.contents.get(file.id, b""), content_type=file.mimetype)

    async def _permalink(self, request: web.Request) -> web.StreamResponse:
        """A link to a message leads to the page, which finds the message by its own address."""
        channel, ts = request.match_info["channel"], request.match_info["ts"].removeprefix("p")
        target = f"/?channel={channel}&message={ts[:-6]}.{ts[-6:]}"
        thread_ts = request.query.get("thread_ts")
        raise web.HTTPFound(f"{target}&thread={thread_ts}" if thread_ts else target)
