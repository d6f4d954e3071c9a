"""The workspace as one object: a server in a thread of its own, and the people in it."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from aiohttp import web

from workspace import answers, places, rendering
from workspace.api.calls import Calls
from workspace.api.files import MOST_BYTES
from workspace.api.scheduled import post_what_is_due
from workspace.deliveries import Deliveries
from workspace.doors import Doors, only_local
from workspace.faults import Faults
from workspace.office import Office, Tokens
from workspace.page import Page
from workspace.page_forms import page_user
from workspace.people.person import Person
from workspace.rendering import user_json
from workspace.rules.manifest import Manifest
from workspace.rules.rates import Rates
from workspace.rules.refused import Refused
from workspace.seed import Seed
from workspace.state import State, from_seed
from workspace.store import Store
from workspace.travel import Travel

Result = TypeVar("Result")

DIST = Path(__file__).parent / "web" / "dist"
TICK = 0.1
SAVE_AFTER = 0.5
ANSWER_WITHIN = 30.0


class Workspace:
    """`with Workspace(seed=…) as workspace:` runs until the block ends. Any thread may call its methods."""

    def __init__(
        self,
        *,
        seed: Seed,
        manifest: Mapping[str, Any] | None = None,
        port: int = 0,
        clock: Callable[[], float] = time.time,
        store: Path | None = None,
        faults: Faults | None = None,
        travel: Travel | None = None,
        rate_limits: bool = False,
        bot_token: str = "xoxb-local",
        app_token: str = "xapp-local",
        signing_secret: str = "local-signing-secret",
    ) -> None:
        self.faults = faults or Faults()
        self.port = port
        self.bot_token, self.app_token, self.signing_secret = bot_token, app_token, signing_secret
        self._travel = travel
        self._store = Store(store) if store else None
        state = self._store.load() if self._store else None
        self.deliveries = Deliveries(clock=clock, faults=self.faults, app_id=seed.app.id)
        self.office = Office(
            state or from_seed(seed, clock()),
            manifest=Manifest(manifest),
            clock=clock,
            deliveries=self.deliveries,
            faults=self.faults,
            tokens=Tokens(bot_token, app_token, signing_secret),
            rates=Rates(clock) if rate_limits else None,
        )
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="workspace", daemon=True)
        self._saved_version = 0

    # From outside

    def start(self) -> Workspace:
        self._thread.start()
        try:
            self._wait(self._open())
        except BaseException:
            self._end_loop()
            raise
        return self

    def stop(self) -> None:
        if self._thread.is_alive():
            self._wait(self._close())
            self._end_loop()

    def __enter__(self) -> Workspace:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @property
    def api_url(self) -> str:
        return f"{self.url}api/"

    @property
    def state(self) -> State:
        return self.office.state

    def use_http(self, request_url: str) -> None:
        """From now on the app is told by signed HTTP requests to this address."""
        self.within(lambda _: self.deliveries.connect_http(request_url, self.signing_secret))

    def person(self, who: str) -> Person:
        return Person(self, self.within(lambda office: places.person(office, who).id))

    def messages(self, channel: str) -> list[dict[str, Any]]:
        """Everything said in a channel, threads and metadata included, oldest first."""

        def work(office: Office) -> list[dict[str, Any]]:
            found = office.state.channels.get(channel) or office.state.channel_named(channel)
            if found is None:
                raise Refused("channel_not_found", message=f"There is no channel {channel!r}.")
            said = office.state.in_channel(found.id)
            return [rendering.message_json(office.state, one, office.base_url, metadata=True) for one in said]

        return self.within(work)

    def change_person(self, who: str, **new: Any) -> None:
        """Another title, zone or name, or `deleted=True`; the app hears of it as user_change."""

        def work(office: Office) -> None:
            user = places.person(office, who)
            for name, value in new.items():
                if not hasattr(user, name):
                    raise Refused("invalid_profile", message=f"A person has no {name}.")
                setattr(user, name, value)
            user.updated = int(office.now())
            office.changed()
            with_email = office.manifest.grants("users:read.email")
            shown = user_json(office.state, user, office.now(), with_email=with_email)
            office.event({"type": "user_change", "user": shown, "event_ts": office.ts()})
            office.live.tell_everybody({"type": "user", "user": page_user(user)})

        self.within(work)

    def mark_all_read(self) -> None:
        """Nobody has anything unread; for seeds that come with a history."""

        def work(office: Office) -> None:
            for user in office.state.users:
                marks = office.state.read.setdefault(user, {})
                for channel, messages in office.state.messages.items():
                    marks[channel] = next(reversed(messages), "0")
            office.changed()

        self.within(work)

    def is_quiet(self) -> bool:
        """Every event so far was taken by the app, or is waiting to be sent again."""
        return self.within(lambda office: not office.is_telling())

    @contextmanager
    def unheard(self) -> Iterator[None]:
        """What people do meanwhile is history: the app is not told of it, not even later."""
        self.within(lambda office: setattr(office, "unheard", True))
        try:
            yield
        finally:
            self.within(lambda office: setattr(office, "unheard", False))

    def until(self, holds: Callable[[], Any], *, seconds: float = 10.0) -> None:
        """Waits until something holds, seen from the calling thread; TimeoutError if it never does."""
        end = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > end:
                raise TimeoutError(f"It did not come about within {seconds:g} seconds.")
            time.sleep(0.01)

    def within(self, work: Callable[[Office], Result]) -> Result:
        """Runs a plain function where the workspace lives."""

        async def run() -> Result:
            return work(self.office)

        return self._wait(run())

    def wait_for(self, work: Callable[[Office], Awaitable[Result]]) -> Result:
        async def run() -> Result:
            return await work(self.office)

        return self._wait(run())

    # Inside

    def _wait(self, work: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(ANSWER_WITHIN)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    def _end_loop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(ANSWER_WITHIN)
        self._loop.close()

    async def _open(self) -> None:
        office = self.office
        self._page = Page(office, DIST, self._travel)
        app = web.Application(client_max_size=MOST_BYTES + 1_000_000, middlewares=[only_local])
        calls = Calls(office)
        app.router.add_route("*", "/api/{method}", calls.answer)
        app.add_routes([*self.deliveries.routes(), *Doors(office).routes(), *self._page.routes()])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self.port = self._runner.addresses[0][1]
        office.base_url = self.url
        self.deliveries.on_connected = self._tell_connected
        self._ticking = asyncio.create_task(self._tick())

    def _tell_connected(self, connected: bool) -> None:
        self.office.live.tell_everybody({"type": "app", "connected": connected})

    async def _close(self) -> None:
        self._ticking.cancel()
        await asyncio.gather(self._ticking, return_exceptions=True)
        await self._page.close()
        await self.deliveries.close()
        await self.office.close()
        await self._runner.cleanup()
        self._save()

    async def _tick(self) -> None:
        """Whatever time alone brings: scheduled messages, old addresses, saving."""
        since = 0.0
        while True:
            await asyncio.sleep(TICK)
            post_what_is_due(self.office)
            since += TICK
            if since >= SAVE_AFTER:
                since = 0.0
                answers.forget_old(self.office)
                self._save()

    def _save(self) -> None:
        if self._store and self._saved_version != self.office.version:
            self._saved_version = self.office.version
            self._store.save(self.office.state)
