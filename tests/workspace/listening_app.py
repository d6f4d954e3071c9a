"""An app that only listens: it writes down what it is told, and answers what the test laid out for it."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable
from typing import Any

import aiohttp

from workspace.server import Workspace

Payload = dict[str, Any]


class ListeningApp:
    """`answers` leads from a command, callback_id or interaction type to what rides on the acknowledgement.

    What is in `silent` is heard and not acknowledged.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.answers: dict[str, Payload | Callable[[Payload], Payload | None]] = {}
        self.silent: set[str] = set()
        self.told: list[tuple[str, Payload]] = []
        self._workspace = workspace
        self._lock = threading.Lock()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        workspace.until(lambda: workspace.deliveries.connected)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._listening.cancel)
        self._thread.join()

    def events(self, kind: str) -> list[Payload]:
        """The events of one type, oldest first."""
        with self._lock:
            return [
                p["event"] for name, p in self.told if name == "events_api" and p["event"]["type"] == kind
            ]

    def wait_for_event(self, kind: str, **parts: Any) -> Payload:
        """The first event of this type with these parts."""
        return self._wait(
            lambda: [e for e in self.events(kind) if parts.items() <= e.items()], f"{kind} {parts}"
        )

    def wait_for(self, kind: str) -> Payload:
        """The last payload of this type of interaction, or the last command."""
        return self._wait(lambda: self.payloads(kind)[-1:], kind)

    def payloads(self, kind: str) -> list[Payload]:
        with self._lock:
            return [p for name, p in self.told if kind in (name, p.get("type"))]

    def _wait(self, find: Callable[[], list[Payload]], what: str) -> Payload:
        end = time.monotonic() + 5
        while True:
            found = find()
            if found:
                return found[0]
            if time.monotonic() > end:
                raise AssertionError(
                    f"The app was never told of {what}; it knows {json.dumps(self.told)[:2000]}"
                )
            time.sleep(0.01)

    def _run(self) -> None:
        self._listening = self._loop.create_task(self._listen())
        try:
            self._loop.run_until_complete(self._listening)
        except asyncio.CancelledError:
            self._loop.run_until_complete(asyncio.sleep(0))
        finally:
            self._loop.close()

    async def _listen(self) -> None:
        bearer = {"Authorization": f"Bearer {self._workspace.app_token}"}
        async with aiohttp.ClientSession() as session:
            async with session.post(
                f"{self._workspace.api_url}apps.connections.open", headers=bearer
            ) as opened:
                url = (await opened.json())["url"]
            async with session.ws_connect(url) as socket:
                async for frame in socket:
                    await self._hear(socket, frame.json())

    async def _hear(self, socket: aiohttp.ClientWebSocketResponse, envelope: Payload) -> None:
        if "envelope_id" not in envelope:
            return
        payload = envelope["payload"]
        with self._lock:
            self.told.append((envelope["type"], payload))
        view = payload.get("view") or {}
        names = [
            payload.get("command"),
            payload.get("callback_id"),
            view.get("callback_id"),
            payload.get("type"),
        ]
        if any(name in self.silent for name in names):
            return
        answer = next((self.answers[name] for name in names if name in self.answers), None)
        # An answer that is worked out may call the workspace, which must not wait for this loop meanwhile.
        body = await asyncio.to_thread(answer, payload) if callable(answer) else answer
        acknowledged = {"envelope_id": envelope["envelope_id"]}
        await socket.send_json({**acknowledged, "payload": body} if body is not None else acknowledged)
