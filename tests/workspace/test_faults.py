from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest
from aiohttp import WSMsgType

from tests.workspace.apps.stage import Stage, click, command, eventually, message, stage
from workspace.deliveries import Answer, Delivery
from workspace.faults import Faults


class SocketApp:
    """An app that acknowledges whatever comes, and keeps it in order."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.seen: list[dict[str, Any]] = []
        self.task = asyncio.ensure_future(self._work())

    async def _work(self) -> None:
        async for frame in self.socket:
            self.seen.append(frame.json())
            await self.socket.send_json({"envelope_id": self.seen[-1]["envelope_id"]})

    @property
    def texts(self) -> list[str]:
        return [each["payload"]["event"]["text"] for each in self.seen]


async def app_on(here: Stage) -> SocketApp:
    return SocketApp(await here.open_socket())


def test_a_dropped_event_arrives_with_its_retry() -> None:
    async def scene() -> None:
        async with stage(retry_waits=(0, 0), ack_seconds=0.1) as here:
            app = await app_on(here)
            here.faults.drop(2)
            assert await here.deliveries.deliver(message()) == Answer(False, None)
            await eventually(lambda: here.deliveries.waiting == 0)
            assert [each["retry_attempt"] for each in app.seen] == [2]
            assert here.faults.count("drop") == 2

    asyncio.run(scene())


def test_a_dropped_command_never_arrives_and_the_next_one_does() -> None:
    async def scene() -> None:
        async with stage(ack_seconds=0.1) as here:
            app = await app_on(here)
            here.faults.drop()
            assert await here.deliveries.deliver(command("/lost")) == Answer(False, None)
            assert (await here.deliveries.deliver(command("/kept"))).acknowledged
            assert [each["payload"]["command"] for each in app.seen] == ["/kept"]

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("only", "lost"),
    [
        ({}, ["message C1", "message C2", "/ask C1", "block_actions C1"]),
        ({"kind": "event"}, ["message C1", "message C2"]),
        ({"channel": "C1"}, ["message C1", "/ask C1", "block_actions C1"]),
        ({"what": "/ask"}, ["/ask C1"]),
        ({"what": "message", "channel": "C2"}, ["message C2"]),
        ({"kind": "options"}, []),
    ],
)
def test_a_fault_strikes_only_what_it_is_for(only: Any, lost: list[str]) -> None:
    faults = Faults()
    faults.drop(times=None, **only)
    deliveries: list[Delivery] = [message(channel="C1"), message(channel="C2"), command(), click()]
    struck = [f"{each.what} {each.channel}" for each in deliveries if faults.plan(each).dropped]
    assert struck == lost
    assert faults.count("drop") == len(lost)


def test_a_delayed_command_fails_for_the_person_and_still_reaches_the_app() -> None:
    async def scene() -> None:
        async with stage(ack_seconds=0.1) as here:
            app = await app_on(here)
            here.faults.delay(0.3)
            assert await here.deliveries.deliver(command()) == Answer(False, None)
            assert app.seen == []
            await eventually(lambda: here.deliveries.log)
            assert len(app.seen) == 1
            assert here.deliveries.log[0].what == "acknowledged too late"

    asyncio.run(scene())


def test_a_short_delay_harms_nobody() -> None:
    async def scene() -> None:
        async with stage(ack_seconds=5) as here:
            app = await app_on(here)
            here.faults.delay(0.05)
            assert (await here.deliveries.deliver(command())).acknowledged
            assert len(app.seen) == 1

    asyncio.run(scene())


@pytest.mark.parametrize("apart", [0.0, 0.02])
def test_a_duplicated_delivery_is_the_same_to_the_last_id(apart: float) -> None:
    async def scene() -> None:
        async with stage(ack_seconds=5) as here:
            app = await app_on(here)
            here.faults.duplicate(5, apart=apart)
            assert (await here.deliveries.deliver(command())).acknowledged
            await eventually(lambda: len(app.seen) == 5)
            assert all(each == app.seen[0] for each in app.seen)
            assert here.deliveries.log == []
            assert (await here.deliveries.deliver(command())).acknowledged
            assert len(app.seen) == 6

    asyncio.run(scene())


def test_reordered_events_arrive_backwards() -> None:
    async def scene() -> None:
        async with stage(ack_seconds=5) as here:
            app = await app_on(here)
            here.faults.reorder(3)
            telling = [here.deliveries.deliver(message(text)) for text in ("one", "two", "three", "four")]
            answers = await asyncio.gather(*telling)
            assert all(answer.acknowledged for answer in answers)
            assert [text for text in app.texts if text != "four"] == ["three", "two", "one"]
            await here.deliveries.deliver(message("five"))
            assert app.texts[-1] == "five"

    asyncio.run(scene())


@pytest.mark.parametrize("let_go", ["time", "reset"])
def test_held_events_go_out_though_the_others_never_come(let_go: str) -> None:
    async def scene() -> None:
        async with stage(ack_seconds=5) as here:
            app = await app_on(here)
            here.faults.reorder(9, at_most=0.1 if let_go == "time" else 3600)
            telling = asyncio.gather(*(here.deliveries.deliver(message(text)) for text in ("one", "two")))
            await eventually(lambda: here.faults.count("reorder") == 2)
            if let_go == "reset":
                here.faults.reset()
            await telling
            assert app.texts == ["two", "one"]

    asyncio.run(scene())


def test_a_lost_acknowledgement_makes_the_event_come_again() -> None:
    async def scene() -> None:
        async with stage(retry_waits=(0,), ack_seconds=0.1) as here:
            app = await app_on(here)
            here.faults.lose_acknowledgement()
            assert await here.deliveries.deliver(message()) == Answer(False, None)
            await eventually(lambda: here.deliveries.waiting == 0)
            assert [each["retry_attempt"] for each in app.seen] == [0, 1]
            assert here.deliveries.given_up == []

    asyncio.run(scene())


def test_a_socket_closed_before_the_answer_is_read_makes_the_event_come_again_on_the_next_one() -> None:
    async def scene() -> None:
        async with stage(retry_waits=(0,), ack_seconds=0.3) as here:
            old = await here.open_socket()
            here.faults.close_before_acknowledgement()
            telling = asyncio.ensure_future(here.deliveries.deliver(message()))
            first = await old.receive_json(timeout=5)
            assert (await old.receive(timeout=5)).type is WSMsgType.CLOSE
            app = await app_on(here)
            assert await telling == Answer(False, None)
            await eventually(lambda: here.deliveries.waiting == 0)
            assert [each["retry_attempt"] for each in app.seen] == [1]
            assert app.seen[0]["payload"] == first["payload"]

    asyncio.run(scene())


def test_an_answer_that_the_app_sends_on_its_next_socket_counts() -> None:
    async def scene() -> None:
        async with stage(ack_seconds=5) as here:
            old = await here.open_socket()
            here.faults.close_before_acknowledgement()
            telling = asyncio.ensure_future(here.deliveries.deliver(command()))
            envelope = await old.receive_json(timeout=5)
            new = await here.open_socket()
            await new.send_json({"envelope_id": envelope["envelope_id"], "payload": {"text": "here"}})
            assert await telling == Answer(True, {"text": "here"})

    asyncio.run(scene())


@pytest.mark.parametrize(("goodbye", "end"), [(True, WSMsgType.CLOSE), (False, WSMsgType.CLOSED)])
def test_every_socket_can_be_closed_at_once_from_another_thread(goodbye: bool, end: WSMsgType) -> None:
    async def scene() -> None:
        async with stage() as here:
            sockets = [await here.open_socket(autoclose=False), await here.open_socket(autoclose=False)]
            await asyncio.to_thread(here.faults.close_socket, goodbye=goodbye)
            for socket in sockets:
                assert (await socket.receive(timeout=5)).type is end
            await eventually(lambda: not here.deliveries.connected)
            assert here.faults.count("close_socket") == 1

    asyncio.run(scene())


def test_after_a_reset_nothing_goes_wrong_and_nothing_is_counted() -> None:
    async def scene() -> None:
        async with stage(ack_seconds=5) as here:
            app = await app_on(here)
            here.faults.drop(times=None)
            here.faults.rate_limit(times=None)
            here.faults.duplicate(times=1)
            assert here.faults.pending == 3
            here.faults.reset()
            assert (await here.deliveries.deliver(command())).acknowledged
            assert await here.faults.before_call("chat.postMessage", {}) is None
            assert (here.faults.pending, here.faults.count("drop")) == (0, 0)
            assert len(app.seen) == 1

    asyncio.run(scene())


def test_several_faults_can_meet_on_one_delivery_and_each_is_spent_on_its_own() -> None:
    faults = Faults()
    faults.duplicate(3)
    faults.delay(0.5)
    faults.delay(0.9)
    first, second, third = (faults.plan(message()) for _ in range(3))
    assert (first.copies, first.delay) == (3, 0.5)
    assert (second.copies, second.delay) == (1, 0.9)
    assert (third.copies, third.delay) == (1, 0.0)
    assert (faults.count("duplicate"), faults.count("delay"), faults.pending) == (1, 2, 0)
