"""What the local workspace can be told to do wrong.

Every method may be called from any thread, takes effect from the next delivery or call on, and is spent
after `times` uses (`times=None`: until `reset()`). `count(name)` says how often a fault really struck, by the
name of the method that asked for it, so that a test can prove that its fault happened.

Faults on deliveries (to the app) can be narrowed with `kind` ("event", "command", "interactive", "options"),
`channel` (an id) and `what` (an event type, an interaction type such as "block_actions", or a command such as
"/ask"). Faults on calls (from the app) can be narrowed with `method` ("chat.postMessage", or "response_url";
None means any), `channel` (an id) and `holding` (a word that they send, such as a kind of block).

An event that fails is sent again by the retry schedule, and each attempt may meet a fault: `drop(2)` loses
the first delivery and the first retry, and the second retry arrives. Commands and interactions are never sent
again.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypedDict, Unpack

from aiohttp import web

from workspace import spoiled_answers
from workspace.envelopes import AS_IT_SHOULD_BE, Delivery, Kind, Plan
from workspace.holding import Hold

_INSTEAD = ("rate_limit", "server_error", "slack_error", "html_answer", "drop_connection")


class OnlyDeliveries(TypedDict, total=False):
    """Which deliveries a fault is for; what is not named does not matter."""

    kind: Kind
    channel: str
    what: str


class OnlyCalls(TypedDict, total=False):
    """How many calls a fault is for, and in which channel; one call anywhere unless said otherwise.

    `holding` narrows it to calls that have this word somewhere in what they send: a kind of block, say.
    """

    times: int | None
    channel: str
    holding: str


class Sockets(Protocol):
    """What the faults may do to the open sockets; both are callable from any thread."""

    def close_all(self, goodbye: bool) -> None: ...

    def ask_to_leave(self, reason: str) -> None: ...


@dataclass
class _OnDelivery:
    name: str
    left: int | None
    only: OnlyDeliveries
    change: Callable[[Plan], Plan]
    hold: Hold | None = None

    def meets(self, delivery: Delivery) -> bool:
        here = {"kind": delivery.kind, "channel": delivery.channel, "what": delivery.what}
        return all(here[key] == wanted for key, wanted in self.only.items())


@dataclass
class _OnCall:
    name: str
    left: int | None
    method: str | None
    channel: str | None
    answer: Callable[[], web.StreamResponse] | None = None
    seconds: float = 0.0
    holding: str = ""

    def meets(self, method: str, args: Mapping[str, Any]) -> bool:
        channel = args.get("channel") or args.get("channel_id")
        here = self.method in (None, method) and self.channel in (None, channel)
        return here and (not self.holding or self.holding in json.dumps(dict(args), default=str))


class Faults:
    """All faults of one workspace; as long as nobody asks for one, everything works."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._on_delivery: list[_OnDelivery] = []
        self._on_call: list[_OnCall] = []
        self._counts: Counter[str] = Counter()
        self._sockets: Sockets | None = None

    # Deliveries to the app

    def drop(self, times: int | None = 1, **only: Unpack[OnlyDeliveries]) -> None:
        """The next deliveries get lost on the way; Slack finds out when no acknowledgement comes."""
        self._spoil("drop", times, only, lambda plan: replace(plan, dropped=True))

    def delay(self, seconds: float, times: int | None = 1, **only: Unpack[OnlyDeliveries]) -> None:
        """The next deliveries travel this long; past three seconds they arrive after Slack gave up."""
        self._spoil("delay", times, only, lambda plan: replace(plan, delay=seconds))

    def duplicate(
        self, copies: int = 2, times: int | None = 1, *, apart: float = 0.0, **only: Unpack[OnlyDeliveries]
    ) -> None:
        """The app sees each of the next deliveries `copies` times: same envelope, event and trigger ids.

        All copies leave at once, or `apart` seconds after each other. The first answer counts.
        """
        self._spoil("duplicate", times, only, lambda plan: replace(plan, copies=copies, apart=apart))

    def reorder(self, count: int = 2, *, at_most: float = 5.0, **only: Unpack[OnlyDeliveries]) -> None:
        """The next `count` deliveries are held, then sent backwards, each when the one before it has ended.

        If fewer come, those that are held go out after `at_most` seconds, or at `reset()`. Only first
        deliveries are held, not what is sent again.
        """
        self._spoil("reorder", count, only, lambda plan: plan, Hold(count, at_most))

    def lose_acknowledgement(self, times: int | None = 1, **only: Unpack[OnlyDeliveries]) -> None:
        """The app gets the next deliveries and answers, but its answers never reach the workspace."""
        self._spoil("lose_acknowledgement", times, only, lambda plan: replace(plan, deaf=True))

    def close_before_acknowledgement(self, times: int | None = 1, **only: Unpack[OnlyDeliveries]) -> None:
        """The socket closes right after the next deliveries were sent, before their answers are read.

        An acknowledgement that the app sends on its next socket counts, as with Slack. In HTTP mode the
        connection of that request is cut before its answer is read.
        """
        name = "close_before_acknowledgement"
        self._spoil(name, times, only, lambda plan: replace(plan, hang_up=True))

    def bad_signature(self, times: int | None = 1, **only: Unpack[OnlyDeliveries]) -> None:
        """HTTP mode: the next requests are signed with the wrong secret, and the app must refuse them."""
        self._spoil("bad_signature", times, only, lambda plan: replace(plan, bad_signature=True))

    def stale_timestamp(self, times: int | None = 1, **only: Unpack[OnlyDeliveries]) -> None:
        """HTTP mode: the next requests are signed rightly, but ten minutes ago, as in a replay attack."""
        self._spoil("stale_timestamp", times, only, lambda plan: replace(plan, stale_timestamp=True))

    # Open sockets

    def close_socket(self, *, goodbye: bool = True) -> None:
        """Every open Socket Mode connection is closed now; without a goodbye it is reset.

        An app finds out when it next looks: the SDK's clients do so at each ping, every ten seconds unless
        the app chose another `ping_interval`. After `disconnect()` they come back at once.
        """
        self._note("close_socket")
        if self._sockets:
            self._sockets.close_all(goodbye)

    def disconnect(self, reason: str = "refresh_requested") -> None:
        """Every open connection is asked to go away: "warning", "refresh_requested" or "link_disabled".

        The SDK's built-in client opens the next one at once, but hears nothing on it until it has let go of
        the old one, up to three seconds later.
        """
        self._note("disconnect")
        if self._sockets:
            self._sockets.ask_to_leave(reason)

    def attach(self, sockets: Sockets) -> None:
        """Called once by the deliveries, whose sockets these faults may close."""
        self._sockets = sockets

    # Calls from the app

    def rate_limit(
        self, method: str | None = None, *, retry_after: int = 1, **only: Unpack[OnlyCalls]
    ) -> None:
        """The next calls are answered 429 with `Retry-After`, and are not carried out."""
        self._answer("rate_limit", method, only, lambda: spoiled_answers.rate_limited(retry_after))

    def server_error(
        self, method: str | None = None, *, status: int = 500, **only: Unpack[OnlyCalls]
    ) -> None:
        """The next calls are answered with a bare 500 (or another status), and are not carried out."""
        self._answer("server_error", method, only, lambda: spoiled_answers.server_error(status))

    def slack_error(self, method: str | None, error: str, **only: Unpack[OnlyCalls]) -> None:
        """The next calls are answered `{"ok": false, "error": error}`, and are not carried out."""
        self._answer("slack_error", method, only, lambda: spoiled_answers.slack_error(error))

    def html_answer(self, method: str | None = None, *, status: int = 200, **only: Unpack[OnlyCalls]) -> None:
        """The next calls are answered with a web page, as a proxy in between would, and not carried out."""
        self._answer("html_answer", method, only, lambda: spoiled_answers.html_page(status))

    def drop_connection(self, method: str | None = None, **only: Unpack[OnlyCalls]) -> None:
        """The next calls find their connection cut before anything was carried out."""
        self._answer("drop_connection", method, only, spoiled_answers.CutConnection)

    def time_out_after_accepting(
        self,
        method: str | None = None,
        *,
        hold: float = spoiled_answers.HELD_AT_MOST,
        **only: Unpack[OnlyCalls],
    ) -> None:
        """The next calls are carried out, but the caller never gets the answer.

        The connection stays silent until the caller gives up, at most `hold` seconds, and is then cut. With
        `hold=0` it is cut at once: the caller sees a reset after the message was posted.
        """
        self._answer("time_out_after_accepting", method, only, lambda: spoiled_answers.NeverAnswered(hold))

    def slow_answer(self, seconds: float, method: str | None = None, **only: Unpack[OnlyCalls]) -> None:
        """The next calls are carried out at once, and answered this much later."""
        self._answer("slow_answer", method, only, None, seconds)

    # All of them

    def reset(self) -> None:
        """Everything works again, what is held goes out, and the counts start at zero."""
        with self._lock:
            holds = [fault.hold for fault in self._on_delivery if fault.hold]
            self._on_delivery.clear()
            self._on_call.clear()
            self._counts.clear()
        for hold in holds:
            hold.release()

    def count(self, name: str) -> int:
        """How often the fault of this name has struck since the last reset."""
        with self._lock:
            return self._counts[name]

    @property
    def pending(self) -> int:
        """How many faults have not struck as often as asked; one without an end always counts."""
        with self._lock:
            left = [fault.left for fault in self._on_delivery] + [fault.left for fault in self._on_call]
        return sum(1 for uses in left if uses != 0)

    # What the workspace asks

    def plan(self, delivery: Delivery) -> Plan:
        """How this attempt is to go wrong; of the faults with the same name the oldest that fits strikes."""
        plan = AS_IT_SHOULD_BE
        struck: set[str] = set()
        with self._lock:
            for fault in self._on_delivery:
                if fault.name in struck or fault.hold or not fault.meets(delivery):
                    continue
                if self._strikes(fault):
                    struck.add(fault.name)
                    plan = fault.change(plan)
        return plan

    def hold(self, delivery: Delivery) -> Hold | None:
        """The group with which this delivery waits to be sent backwards, if it is to wait."""
        with self._lock:
            for fault in self._on_delivery:
                if fault.hold and fault.meets(delivery) and self._strikes(fault):
                    return fault.hold
        return None

    async def before_call(self, method: str, args: Mapping[str, Any]) -> web.StreamResponse | None:
        """What to answer instead of carrying the call out; None lets it through."""
        fault = self._met_by_call(method, args, _INSTEAD)
        return fault.answer() if fault and fault.answer else None

    async def after_call(self, method: str, args: Mapping[str, Any]) -> web.StreamResponse | None:
        """What to return in place of the answer of a call that was carried out; None leaves it alone.

        It is never an answer: returned to aiohttp it keeps silent for as long as was asked, and then cuts the
        connection.
        """
        slow = self._met_by_call(method, args, ("slow_answer",))
        if slow:
            await asyncio.sleep(slow.seconds)
        fault = self._met_by_call(method, args, ("time_out_after_accepting",))
        return fault.answer() if fault and fault.answer else None

    # Inside

    def _spoil(
        self,
        name: str,
        times: int | None,
        only: OnlyDeliveries,
        change: Callable[[Plan], Plan],
        hold: Hold | None = None,
    ) -> None:
        with self._lock:
            self._on_delivery.append(_OnDelivery(name, times, only, change, hold))

    def _answer(
        self,
        name: str,
        method: str | None,
        only: OnlyCalls,
        answer: Callable[[], web.StreamResponse] | None,
        seconds: float = 0.0,
    ) -> None:
        fault = _OnCall(
            name,
            only.get("times", 1),
            method,
            only.get("channel"),
            answer,
            seconds,
            only.get("holding", ""),
        )
        with self._lock:
            self._on_call.append(fault)

    def _met_by_call(self, method: str, args: Mapping[str, Any], names: tuple[str, ...]) -> _OnCall | None:
        with self._lock:
            for fault in self._on_call:
                if fault.name in names and fault.meets(method, args) and self._strikes(fault):
                    return fault
        return None

    def _strikes(self, fault: _OnDelivery | _OnCall) -> bool:
        """Spend one use; called with the lock held."""
        if fault.left == 0:
            return False
        if fault.left is not None:
            fault.left -= 1
        self._counts[fault.name] += 1
        return True

    def _note(self, name: str) -> None:
        with self._lock:
            self._counts[name] += 1
