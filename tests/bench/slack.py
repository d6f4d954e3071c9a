"""A Slack that only answers quickly, and the load, in a process of their own.

`python -m tests.bench.slack` says `{"port": …}`; then each JSON line names a load (`http`, `socket`) or a
question (`connected`, `posts`) and is answered by one line. It limits nobody until it is told to (`limit`).
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

from bot.company import read_company
from tests.bench.load import SocketLoad, over_http
from tests.bench.processes import say, told
from tests.bench.wishes import TEAM, commands
from trying import seed_of
from workspace.seed import Seed

COMPANY = Path("liaison.example.yaml")
APPEARS_WITHIN = 30.0


class Limit:
    """Slack's rule for posts: one a second in a channel, a few at once after a pause."""

    def __init__(self, burst: int) -> None:
        self._burst = burst
        self._spent_until: dict[str, float] = {}

    def refuses(self, channel: str, now: float) -> bool:
        spent_until = max(self._spent_until.get(channel, now), now)
        if spent_until - now > self._burst - 1:
            return True
        self._spent_until[channel] = spent_until + 1.0
        return False


class FastSlack:
    def __init__(self) -> None:
        company = read_company(COMPANY)
        self._seed = seed_of(company)
        self.commands = commands(company)
        self.port = 0
        self.posts: list[tuple[str, str, str]] = []  # channel, text, mark
        self.refused = 0
        self.first_post = self.last_post = 0.0
        self.limit: Limit | None = None
        self._socket: web.WebSocketResponse | None = None
        self._outgoing: asyncio.Queue[str] = asyncio.Queue()
        self.load = SocketLoad(self._send)
        self._fixed = _fixed_answers(self._seed)

    async def start(self) -> None:
        app = web.Application(client_max_size=2**22)
        app.add_routes([web.route("*", "/api/{method}", self._call), web.get("/link", self._link)])
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.port = runner.addresses[0][1]

    async def until_connected(self) -> float:
        """Seconds of the wall clock at which a bot is connected; an old connection does not count."""
        until = time.monotonic() + APPEARS_WITHIN
        while self._socket is None and time.monotonic() < until:
            await asyncio.sleep(0.005)
        return time.time() if self._socket is not None else 0.0

    def forget(self) -> None:
        """Of the bot that was connected: the next one is awaited."""
        self._socket = None

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if method == "chat.postMessage":
            return self._post(await request.json())
        if method == "apps.connections.open":
            return _answer({"ok": True, "url": f"ws://127.0.0.1:{self.port}/link"})
        return _answer(self._fixed.get(method, {"ok": True, "ts": "1.0", "channel": "D0SOMEBODY"}))

    def _post(self, post: dict[str, Any]) -> web.Response:
        now, channel = time.monotonic(), post["channel"]
        if self.limit is not None and self.limit.refuses(channel, now):
            self.refused += 1
            return web.json_response(
                {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "1"}
            )
        self.first_post, self.last_post = self.first_post or now, now
        mark = post.get("metadata", {}).get("event_payload", {}).get("id", "")
        self.posts.append((channel, post.get("text", ""), mark))
        return _answer({"ok": True, "channel": channel, "ts": f"{1700000000 + len(self.posts)}.000100"})

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        await socket.send_str(
            json.dumps({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A1"}})
        )
        self._socket, self._outgoing = socket, asyncio.Queue()
        writer = asyncio.create_task(self._write(socket, self._outgoing))
        async for message in socket:
            if message.type is WSMsgType.TEXT and message.data.startswith("{"):
                said = json.loads(message.data)
                self.load.acknowledged(said["envelope_id"], said.get("payload"))
        writer.cancel()
        if self._socket is socket:
            self._socket = None
        return socket

    async def _write(self, socket: web.WebSocketResponse, outgoing: asyncio.Queue[str]) -> None:
        while True:
            await socket.send_str(await outgoing.get())

    def _send(self, envelope_id: str, payload: dict[str, Any]) -> None:
        envelope = {
            "envelope_id": envelope_id,
            "type": "slash_commands",
            "accepts_response_payload": True,
            "payload": payload,
        }
        self._outgoing.put_nowait(json.dumps(envelope))


def _answer(words: dict[str, Any]) -> web.Response:
    return web.json_response(words)


def _fixed_answers(seed: Seed) -> dict[str, dict[str, Any]]:
    who = {"user_id": seed.app.user_id, "bot_id": seed.app.bot_id, "user": "liaison", "team": "Northwind"}
    members = [
        {
            "id": user.id,
            "team_id": TEAM,
            "name": user.name,
            "tz": user.tz,
            "profile": {"display_name": user.display_name, "email": user.email},
        }
        for user in seed.users
    ]
    channels = [{"id": channel.id, "name": channel.name} for channel in seed.channels]
    return {
        "auth.test": {"ok": True, "team_id": TEAM, "url": "http://127.0.0.1/", **who},
        "users.list": {"ok": True, "members": members},
        "conversations.list": {"ok": True, "channels": channels},
        "conversations.open": {"ok": True, "channel": {"id": "D0SOMEBODY"}},
        "chat.getPermalink": {"ok": True, "permalink": "http://127.0.0.1/archives/C0/p1"},
        "chat.postEphemeral": {"ok": True, "message_ts": "1.0"},
        "views.open": {"ok": True, "view": {"id": "V1"}},
    }


async def _do(slack: FastSlack, words: dict[str, Any]) -> dict[str, Any]:
    what = words.pop("do")
    if what == "http":
        return (await over_http(slack.commands, **words)).told()
    if what == "socket":
        return (await slack.load.run(slack.commands, **words)).told()
    if what == "connected":
        return {"at": await slack.until_connected()}
    if what == "forget":
        slack.forget()
        return {}
    if what == "limit":
        slack.limit, slack.refused, slack.first_post = Limit(words["burst"]), 0, 0.0
        slack.posts.clear()
        return {}
    return {
        "posts": slack.posts,
        "refused": slack.refused,
        "first": slack.first_post,
        "last": slack.last_post,
    }


async def main(next_line: Callable[[], str]) -> None:
    slack = FastSlack()
    await slack.start()
    gc.freeze()  # the load's own pauses would be measured as the bot's
    say(port=slack.port)
    while line := await asyncio.to_thread(next_line):
        say(**await _do(slack, told(line)))


if __name__ == "__main__":
    asyncio.run(main(sys.stdin.readline))
