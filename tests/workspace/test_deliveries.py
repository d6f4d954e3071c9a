from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest

from tests.workspace.apps.stage import click, command, eventually, message, stage, submission
from workspace.deliveries import Answer, Delivery


async def acknowledge(socket: aiohttp.ClientWebSocketResponse) -> dict[str, Any]:
    envelope: dict[str, Any] = await socket.receive_json(timeout=5)
    await socket.send_json({"envelope_id": envelope["envelope_id"]})
    return envelope


def test_an_unacknowledged_event_is_sent_again_at_once_after_a_minute_and_after_five_more() -> None:
    async def scene() -> None:
        async with stage(ack_seconds=0.05) as here:
            socket = await here.open_socket()
            assert await here.deliveries.deliver(message(event_id="Ev7")) == Answer(False, None)
            envelopes = [await socket.receive_json(timeout=5), await socket.receive_json(timeout=5)]
            for pause in (60, 300):
                here.clock.now += pause - 1
                with pytest.raises(TimeoutError):
                    await socket.receive_json(timeout=0.2)
                assert here.deliveries.waiting == 1
                here.clock.now += 2
                envelopes.append(await socket.receive_json(timeout=5))
            await eventually(lambda: here.deliveries.waiting == 0)
            tries = [(each["retry_attempt"], each["retry_reason"]) for each in envelopes]
            assert tries == [(0, ""), (1, "timeout"), (2, "timeout"), (3, "timeout")]
            assert {each["payload"]["event_id"] for each in envelopes} == {"Ev7"}
            assert len({each["envelope_id"] for each in envelopes}) == 4
            assert here.deliveries.given_up == [message(event_id="Ev7")]

    asyncio.run(scene())


def test_what_is_sent_again_is_what_was_sent_first_whatever_happened_meanwhile() -> None:
    async def scene() -> None:
        async with stage(ack_seconds=0.05) as here:
            socket = await here.open_socket()
            delivery = message("as it was said")
            await here.deliveries.deliver(delivery)
            delivery.payload["event"]["text"] = "as it was edited"
            here.clock.now += 60
            said = [(await socket.receive_json(timeout=5))["payload"]["event"]["text"] for _ in range(2)]
            assert said == ["as it was said", "as it was said"]

    asyncio.run(scene())


def test_an_event_acknowledged_on_its_retry_is_not_sent_a_third_time() -> None:
    async def scene() -> None:
        async with stage(retry_waits=(0, 0, 0), ack_seconds=0.1) as here:
            socket = await here.open_socket()
            await here.deliveries.deliver(message())
            await socket.receive_json(timeout=5)
            assert (await acknowledge(socket))["retry_attempt"] == 1
            await eventually(lambda: here.deliveries.waiting == 0)
            assert here.deliveries.given_up == []
            with pytest.raises(TimeoutError):
                await socket.receive_json(timeout=0.2)

    asyncio.run(scene())


@pytest.mark.parametrize("delivery", [command(), click(), submission()])
def test_what_a_person_waits_for_is_never_sent_again(delivery: Delivery) -> None:
    async def scene() -> None:
        async with stage(retry_waits=(0,), ack_seconds=0.05) as here:
            socket = await here.open_socket()
            assert await here.deliveries.deliver(delivery) == Answer(False, None)
            await socket.receive_json(timeout=5)
            with pytest.raises(TimeoutError):
                await socket.receive_json(timeout=0.2)
            assert here.deliveries.waiting == 0

    asyncio.run(scene())


def test_an_event_said_while_nobody_listens_arrives_when_the_app_is_back() -> None:
    async def scene() -> None:
        async with stage() as here:
            assert await here.deliveries.deliver(message()) == Answer(False, None)
            socket = await here.open_socket()
            here.clock.now += 61
            envelope = await acknowledge(socket)
            assert (envelope["retry_attempt"], envelope["retry_reason"]) == (2, "connection_failed")

    asyncio.run(scene())


def test_nothing_is_sent_or_waited_for_after_the_end() -> None:
    async def scene() -> None:
        async with stage() as here:
            await here.deliveries.deliver(message())
            assert here.deliveries.waiting == 1
            await here.deliveries.close()
            assert here.deliveries.waiting == 0
            assert await here.deliveries.deliver(message()) == Answer(False, None)
            assert here.deliveries.waiting == 0

    asyncio.run(scene())


def test_many_deliveries_at_once_each_get_their_own_answer() -> None:
    async def scene() -> None:
        async with stage(ack_seconds=5) as here:
            socket = await here.open_socket()

            async def app() -> None:
                held = [await socket.receive_json(timeout=5) for _ in range(20)]
                for envelope in reversed(held):
                    payload = {"text": envelope["payload"]["channel_id"]}
                    await socket.send_json({"envelope_id": envelope["envelope_id"], "payload": payload})

            telling = [here.deliveries.deliver(command(channel=f"C{n}")) for n in range(20)]
            *answers, _ = await asyncio.gather(*telling, app())
            assert answers == [Answer(True, {"text": f"C{n}"}) for n in range(20)]

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("payload", "kind", "channel", "what"),
    [
        ({"event": {"type": "message", "channel": "C1"}}, "event", "C1", "message"),
        ({"event": {"type": "reaction_added", "item": {"channel": "C2"}}}, "event", "C2", "reaction_added"),
        ({"event": {"type": "channel_rename", "channel": {"id": "C3"}}}, "event", "C3", "channel_rename"),
        ({"event": {"type": "user_change"}}, "event", None, "user_change"),
        ({"command": "/ask", "channel_id": "C4"}, "command", "C4", "/ask"),
        ({"type": "block_actions", "channel": {"id": "C5"}}, "interactive", "C5", "block_actions"),
        ({"type": "block_actions", "container": {"channel_id": "C6"}}, "interactive", "C6", "block_actions"),
        ({"type": "view_submission"}, "interactive", None, "view_submission"),
    ],
)
def test_a_delivery_knows_where_it_belongs_and_what_it_is_about(
    payload: dict[str, Any], kind: Any, channel: str | None, what: str
) -> None:
    delivery = Delivery(kind, payload)
    assert (delivery.channel, delivery.what) == (channel, what)


@pytest.mark.parametrize("waits", [(), (0,), (0, 60, 300), (60, 60, 60, 60)])
def test_an_event_nobody_takes_is_tried_once_and_once_more_for_each_wait(waits: tuple[float, ...]) -> None:
    async def scene() -> None:
        async with stage(retry_waits=waits, ack_seconds=0.01) as here:
            here.faults.drop(times=None)
            await here.deliveries.deliver(message())

            def time_passes() -> bool:
                here.clock.now += 60
                return here.deliveries.waiting == 0

            await eventually(time_passes)
            assert here.faults.count("drop") == 1 + len(waits)
            assert here.deliveries.given_up == [message()]

    asyncio.run(scene())
