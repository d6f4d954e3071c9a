"""What the page asks for, all of it JSON under /page/."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

from workspace import modals, places, talk
from workspace.api.files import keep
from workspace.office import Office
from workspace.page_acts import act
from workspace.page_forms import page_channel, page_file, page_message, page_user, page_view
from workspace.people import saying
from workspace.rendering import top_level
from workspace.rules.refused import Refused
from workspace.state import User
from workspace.travel import Travel

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Body = dict[str, Any]
MOST_MESSAGES = 200


class Page:
    def __init__(self, office: Office, dist: Path, travel: Travel | None) -> None:
        self._office = office
        self._dist = dist
        self._travel = travel
        self._sockets: set[web.WebSocketResponse] = set()

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/", self._index),
            web.get("/page/people", self._answered(self._people)),
            web.get("/page/snapshot", self._answered(self._snapshot)),
            web.get("/page/history", self._answered(self._history)),
            web.post("/page/act", self._answered(self._act)),
            web.post("/page/upload", self._answered(self._upload)),
            web.get("/page/clock", self._answered(self._clock)),
            web.post("/page/clock", self._answered(self._set_clock)),
            web.get("/page/file/{file}/{name}", self._file),
            web.get("/page/live", self._live),
            web.get("/{path:.+}", self._static),
        ]

    async def close(self) -> None:
        for socket in list(self._sockets):
            await socket.close()

    def _answered(self, work: Callable[[web.Request], Awaitable[Body]]) -> Handler:
        async def handler(request: web.Request) -> web.StreamResponse:
            try:
                return web.json_response(await work(request))
            except Refused as refused:
                sentence = refused.more.get("message", refused.code)
                return web.json_response({"ok": False, "error": refused.code, "message": sentence})

        return handler

    def _who(self, request: web.Request) -> User:
        user = self._office.user(request.query.get("as", ""))
        if user.is_bot:
            raise Refused("user_not_found", message="Nobody sits at the keyboard of an app.")
        return user

    async def _people(self, _request: web.Request) -> Body:
        return {"users": self._users()}

    def _users(self) -> list[Body]:
        return [page_user(one) for one in self._office.state.users.values()]

    async def _snapshot(self, request: web.Request) -> Body:
        office, user = self._office, self._who(request)
        state = office.state
        places.direct(office, user.id, state.bot)
        seen = [one for one in state.channels.values() if office.sees(user.id, one)]
        home, modal = state.views.get(state.homes.get(user.id, "")), modals.top(office, user.id)
        return {
            "team": {key: state.team[key] for key in ("id", "name", "domain")},
            "me": page_user(user),
            "users": self._users(),
            "channels": [page_channel(state, one, user.id) for one in seen],
            "unread": {one.id: talk.unread(office, user.id, one) for one in seen if user.id in one.members},
            "commands": [_command(one) for one in office.manifest.commands],
            "shortcuts": [_shortcut(one) for one in office.manifest.shortcuts],
            "app": {
                "user_id": state.bot,
                "name": state.app["name"],
                "connected": office.deliveries.connected,
                "home_enabled": office.manifest.home_enabled,
            },
            "home": page_view(state, home) if home else None,
            "modal": page_view(state, modal) if modal else None,
            "clock": {"now": self._now(), "travels": self._travel is not None},
        }

    async def _history(self, request: web.Request) -> Body:
        office, user = self._office, self._who(request)
        channel = places.for_person(office, user, request.query.get("channel", ""))
        root_ts = request.query.get("thread")
        if root_ts:
            root = saying.seen_message(office, channel, root_ts)
            thread = [root, *office.state.replies(channel.id, root_ts)]
            return {"messages": [page_message(office.state, one) for one in thread], "has_more": False}
        before = request.query.get("before", "")
        found = [one for one in top_level(office.state, channel.id) if not before or one["ts"] < before]
        given = request.query.get("limit", "50")
        limit = max(1, min(int(given), MOST_MESSAGES)) if given.isdigit() else 50
        shown = [page_message(office.state, one) for one in found[-limit:]]
        return {"messages": shown, "has_more": len(found) > limit}

    async def _act(self, request: web.Request) -> Body:
        user = self._who(request)
        try:
            asked = await request.json()
        except ValueError:
            raise Refused("invalid_json", message="That was no JSON.") from None
        return {"ok": True, **await act(self._office, user, asked)}

    async def _upload(self, request: web.Request) -> Body:
        office, user = self._office, self._who(request)
        form = await request.post()
        uploads = [one for one in form.getall("file", []) if isinstance(one, web.FileField)]
        files = [
            (Path(one.filename).name or "file", await asyncio.to_thread(one.file.read)) for one in uploads
        ]
        words = {key: value for key, value in form.items() if isinstance(value, str)}
        if not words.get("channel"):
            kept = [
                keep(office, office.state.next_id("F"), name, user.id, content) for name, content in files
            ]
            return {"ok": True, "files": [page_file(one) for one in kept]}
        channel = places.for_person(office, user, words["channel"])
        thread_ts = words.get("thread_ts", "")
        ts = saying.say(office, user, channel, words.get("text", ""), thread_ts=thread_ts, files=files)
        return {"ok": True, "ts": ts}

    def _now(self) -> float:
        return self._travel.now() if self._travel else self._office.now()

    async def _clock(self, _request: web.Request) -> Body:
        following = await self._next_due()
        shown = {"at": following[0], "what": following[1]} if following else None
        return {"now": self._now(), "travels": self._travel is not None, "next": shown}

    async def _next_due(self) -> tuple[float, str] | None:
        if self._travel is None:
            return None
        due = await asyncio.to_thread(self._travel.next_due)
        scheduled = [
            (float(one.post_at), f"A scheduled message in #{self._office.state.channels[one.channel].name}")
            for one in self._office.state.scheduled.values()
        ]
        return min([*scheduled, due] if due else scheduled, default=None)

    async def _set_clock(self, request: web.Request) -> Body:
        if self._travel is None:
            raise Refused("no_travel", message="This workspace keeps real time.")
        asked = await request.json()
        to = asked.get("to")
        if to == "next":
            following = await self._next_due()
            if following is None:
                raise Refused("nothing_due", message="Nothing is due.")
            to = following[0]
        if not isinstance(to, int | float) or isinstance(to, bool):
            raise Refused("invalid_time", message="Say when to jump to.")
        if to < self._travel.now():
            raise Refused("time_in_past", message="The clock only goes forwards.")
        await asyncio.to_thread(self._travel.jump, float(to))
        self._office.live.tell_everybody({"type": "clock", "now": self._now()})
        return {"ok": True, **await self._clock(request)}

    async def _file(self, request: web.Request) -> web.StreamResponse:
        file = self._office.state.files.get(request.match_info["file"])
        if file is None:
            raise web.HTTPNotFound(text="There is no such file.")
        content = self._office.state.contents.get(file.id, b"")
        # Whatever somebody uploaded must not run as a page of ours.
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        return web.Response(body=content, content_type=file.mimetype, headers=headers)

    async def _live(self, request: web.Request) -> web.StreamResponse:
        try:
            user = self._who(request)
        except Refused:
            raise web.HTTPNotFound(text="There is nobody with this id.") from None
        socket = web.WebSocketResponse(heartbeat=30, timeout=1.0)
        await socket.prepare(request)
        waiting: asyncio.Queue[Body] = asyncio.Queue()
        stop = self._office.live.listen(user.id, waiting.put_nowait)
        self._sockets.add(socket)
        sender = asyncio.create_task(_send(socket, waiting))
        try:
            async for message in socket:
                if message.type == WSMsgType.ERROR:
                    break
        finally:
            stop()
            sender.cancel()
            self._sockets.discard(socket)
        return socket

    async def _index(self, _request: web.Request) -> web.StreamResponse:
        index = self._dist / "index.html"
        if not index.exists():
            raise web.HTTPServiceUnavailable(text="The page is not built yet: run `make web`.")
        return web.FileResponse(index, headers={"Cache-Control": "no-cache"})

    async def _static(self, request: web.Request) -> web.StreamResponse:
        root = self._dist.resolve()
        wanted = (root / request.match_info["path"]).resolve()
        if not wanted.is_relative_to(root) or not wanted.is_file():
            raise web.HTTPNotFound(text="There is no such page.")
        return web.FileResponse(wanted)


async def _send(socket: web.WebSocketResponse, waiting: asyncio.Queue[Body]) -> None:
    while True:
        event = await waiting.get()
        try:
            await socket.send_str(json.dumps(event, ensure_ascii=False))
        except ConnectionError:
            return


def _command(declared: Body) -> Body:
    return {key: declared.get(key, "") for key in ("command", "description", "usage_hint")}


def _shortcut(declared: Body) -> Body:
    return {key: declared.get(key, "") for key in ("name", "callback_id", "type", "description")}
