"""One running workspace: what it knows, its clock, the app it is connected to, and who is looking."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from workspace.deliveries import Answer, Deliveries, Delivery
from workspace.faults import Faults
from workspace.live import Live
from workspace.rules.manifest import Manifest
from workspace.rules.rates import Rates
from workspace.rules.refused import Refused
from workspace.state import Channel, State, User


@dataclass(frozen=True)
class Tokens:
    bot: str
    app: str
    signing_secret: str


@dataclass
class Trigger:
    user: str
    given_at: float
    spent: bool = False


class Office:
    """Everything that the Web API, the page and the people share. It is used in its own loop only."""

    def __init__(
        self,
        state: State,
        *,
        manifest: Manifest,
        clock: Callable[[], float],
        deliveries: Deliveries,
        faults: Faults,
        tokens: Tokens,
        rates: Rates | None,
    ) -> None:
        self.state = state
        self.manifest = manifest
        self.clock = clock
        self.deliveries = deliveries
        self.faults = faults
        self.tokens = tokens
        self.rates = rates
        self.live = Live()
        self.base_url = ""
        self.triggers: dict[str, Trigger] = {}
        self.reserved: dict[str, str] = {}  # files whose upload was announced: id -> name
        self.complaints: list[str] = []  # what an app sent on an acknowledgement that Slack would not take
        self.version = 0  # grows with every change
        self.unheard = False  # the app is told of no events, as if it had been installed later
        self._tasks: set[asyncio.Task[Any]] = set()

    def now(self) -> float:
        return self.clock()

    def ts(self) -> str:
        return self.state.next_ts(self.now())

    def changed(self) -> None:
        self.version += 1

    def mint(self) -> str:
        """An id for a block or an element that came without one."""
        return uuid.uuid4().hex[:5]

    def user(self, user_id: str) -> User:
        user = self.state.users.get(user_id)
        if user is None:
            raise Refused("user_not_found")
        return user

    def is_external(self, user: User) -> bool:
        return user.team_id != self.state.team["id"]

    def sees(self, user: str, channel: Channel) -> bool:
        if user in channel.members:
            return True
        person = self.state.users[user]
        return channel.kind == "channel" and not self.is_external(person) and not person.is_restricted

    def audience(self, channel: Channel) -> list[str]:
        return [user for user in self.state.users if self.sees(user, channel)]

    def trigger(self, user: str) -> str:
        trigger_id = f"{self.state.next_id('')}.{self.state.team['id']}.{uuid.uuid4().hex}"
        self.triggers[trigger_id] = Trigger(user, self.now())
        return trigger_id

    def event(self, event: dict[str, Any], *, name: str = "", channel: Channel | None = None) -> None:
        """Tells the app of an event, if its manifest asks for it and its bot is where it happened."""
        if self.unheard or not self.manifest.wants(name or event["type"]):
            return
        if channel is not None and self.state.bot not in channel.members:
            return
        shared = channel is not None and channel.ext_shared
        self.start(self.deliveries.deliver(Delivery("event", self._wrapped(event, shared))))

    def _wrapped(self, event: dict[str, Any], ext_shared: bool) -> dict[str, Any]:
        team = self.state.team["id"]
        return {
            "token": "legacy-verification-token",
            "team_id": team,
            "context_team_id": team,
            "context_enterprise_id": None,
            "api_app_id": self.state.app["id"],
            "event": event,
            "type": "event_callback",
            "event_id": self.state.next_id("Ev"),
            "event_time": int(self.now()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": team,
                    "user_id": self.state.bot,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": ext_shared,
            "event_context": f"4-{uuid.uuid4().hex}",
        }

    async def ask(self, delivery: Delivery) -> Answer:
        """Tells the app of something a person did, and waits for its answer."""
        return await self.deliveries.deliver(delivery)

    def start(self, work: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def is_telling(self) -> bool:
        """Is an event on its way to the app?"""
        return bool(self._tasks)

    async def close(self) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
