"""How the workspace tells an app what happened, waits for its answer, and tries again.

An app has three seconds to acknowledge. An event that was not acknowledged is sent again with the same
`event_id`: at once, after a minute, and after five more. A command or an interaction is never sent again:
the person is told that the app did not answer. The waits run from the start of one attempt to the next on the
workspace's clock, which may jump ahead; the three seconds are real ones, since they measure a real app.
"""

from __future__ import annotations

import asyncio
import copy
import uuid
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from aiohttp import web

from workspace.envelopes import Answer, Delivery, Noted, Outcome, Retry, Sending
from workspace.faults import Faults
from workspace.web_requests import SignedRequests
from workspace.wire import SocketMode

__all__ = ["Answer", "Deliveries", "Delivery", "Noted"]


class Deliveries:
    """Everything that goes from one workspace to one app, in Socket Mode unless `connect_http` was called.

    All coroutines run in the workspace's loop. `ack_seconds`, `retry_waits` and `poll_seconds` may be changed
    at any time. `log` holds what the app did that Slack would swallow: late, double and unknown
    acknowledgements, refused requests. `given_up` holds the events that failed to the end.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], float],
        faults: Faults,
        app_id: str = "A0LOCAL",
        ack_seconds: float = 3.0,
        retry_waits: Sequence[float] = (0, 60, 300),
        poll_seconds: float = 0.1,
    ) -> None:
        self.ack_seconds = ack_seconds
        self.retry_waits = retry_waits
        self.poll_seconds = poll_seconds
        self.on_connected: Callable[[bool], None] | None = None
        self.log: list[Noted] = []
        self.given_up: list[Delivery] = []
        self._clock = clock
        self._faults = faults
        self._socket = SocketMode(app_id, note=self._note, on_connected=self._tell)
        self._http: SignedRequests | None = None
        self._tasks: set[asyncio.Task[Any]] = set()
        self._repeating: set[asyncio.Task[Any]] = set()
        self._closed = False
        faults.attach(self._socket)

    def connect_http(self, request_url: str, signing_secret: str) -> None:
        """Send signed requests to this address from now on, once it has passed the `url_verification`."""
        if self._http is not None:
            self._start(self._http.close())
        self._http = SignedRequests(request_url, signing_secret, note=self._note, on_connected=self._tell)
        self._http.watch()

    @property
    def connected(self) -> bool:
        """Whether an app is there to be told: an open socket, or an address that has been verified."""
        return self._line.connected

    @property
    def connections(self) -> int:
        """How many websockets are open."""
        return self._socket.connections

    @property
    def opened(self) -> int:
        """How many websockets have been opened so far, the closed ones included."""
        return self._socket.opened

    @property
    def waiting(self) -> int:
        """How many events wait to be sent again."""
        return len(self._repeating)

    def open_ticket(self) -> str:
        """The path and query of one new websocket, for `apps.connections.open`; it opens once."""
        return self._socket.open_ticket()

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/link/", self._socket.link)]

    async def deliver(self, delivery: Delivery) -> Answer:
        """Tell the app and wait for its answer, at most three seconds; a failed event is repeated later."""
        if self._closed:
            return Answer(False, None)
        # What is sent again must be what was sent first, whatever becomes of the message meanwhile.
        delivery = Delivery(delivery.kind, copy.deepcopy(delivery.payload))
        began = self._clock()
        outcome = await self._in_turn(delivery)
        if not outcome.acknowledged and not outcome.final and delivery.kind == "event":
            repeating = self._start(self._send_again(delivery, began, outcome.failure))
            self._repeating.add(repeating)
            repeating.add_done_callback(self._repeating.discard)
        return Answer(outcome.acknowledged, outcome.body if delivery.accepts_answer else None)

    async def close(self) -> None:
        """Stop trying, and close every connection."""
        self._closed = True
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._socket.close()
        if self._http:
            await self._http.close()

    @property
    def _line(self) -> SocketMode | SignedRequests:
        return self._http or self._socket

    async def _in_turn(self, delivery: Delivery) -> Outcome:
        hold = self._faults.hold(delivery)
        if hold is None:
            return await self._attempt(delivery, Retry())
        place = await hold.my_turn()
        try:
            return await self._attempt(delivery, Retry())
        finally:
            hold.leave(place)

    async def _send_again(self, delivery: Delivery, began: float, reason: str) -> None:
        for number, wait in enumerate(self.retry_waits, start=1):
            await self._until(began + wait)
            began = self._clock()
            outcome = await self._attempt(delivery, Retry(number, reason))
            if outcome.acknowledged or outcome.final:
                return
            reason = outcome.failure
        self.given_up.append(delivery)

    async def _until(self, moment: float) -> None:
        while self._clock() < moment:
            await asyncio.sleep(self.poll_seconds)

    async def _attempt(self, delivery: Delivery, retry: Retry) -> Outcome:
        """One attempt, with its copies; what is still under way when the time is over arrives late."""
        plan = self._faults.plan(delivery)
        give_up_at = asyncio.get_running_loop().time() + self.ack_seconds
        sending = Sending(str(uuid.uuid4()), delivery, retry, plan, give_up_at)
        if plan.dropped:
            await asyncio.sleep(self.ack_seconds)
            return Outcome(False, failure=self._line.silence)
        copies = {
            self._start(self._send(sending, after=plan.delay + nth * plan.apart))
            for nth in range(max(1, plan.copies))
        }
        return await self._first_answer(copies, give_up_at)

    async def _send(self, sending: Sending, *, after: float) -> Outcome:
        if after > 0:
            await asyncio.sleep(after)
        return await self._line.send(sending)

    async def _first_answer(self, open_copies: set[asyncio.Task[Outcome]], give_up_at: float) -> Outcome:
        loop = asyncio.get_running_loop()
        failed = Outcome(False, failure=self._line.silence)
        while open_copies:
            done, open_copies = await asyncio.wait(
                open_copies, timeout=max(0.0, give_up_at - loop.time()), return_when=asyncio.FIRST_COMPLETED
            )
            if not done:
                return failed
            for outcome in (each.result() for each in done):
                if outcome.acknowledged:
                    return outcome
                failed = outcome
        return failed

    def _start(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _tell(self, connected: bool) -> None:
        if self.on_connected and not self._closed:
            self.on_connected(connected)

    def _note(self, envelope_id: str, what: str) -> None:
        self.log.append(Noted(self._clock(), envelope_id, what))
