from __future__ import annotations

import asyncio
import json
from typing import Any

import aiohttp
import pytest
from aiohttp import WSMsgType

from tests.workspace.apps.stage import (
    Stage,
    click,
    command,
    eventually,
    message,
    options,
    stage,
    submission,
)
from workspace.deliveries import Answer, Delivery


async def deliver_and_acknowledge(
    here: Stage, socket: aiohttp.ClientWebSocketResponse, delivery: Delivery, payload: Any = None
) -> tuple[dict[str, Any], Answer]:
    """Deliver to an app that acknowledges at once; what the app saw, and what the workspace heard."""
    telling = asyncio.ensure_future(here.deliveries.deliver(delivery))
    envelope = await socket.receive_json(timeout=5)
    said = {"envelope_id": envelope["envelope_id"]}
    await socket.send_json(said if payload is None else said | {"payload": payload})
    return envelope, await telling


def test_a_ticket_opens_one_websocket_and_no_second() -> None:
    async def scene() -> None:
        async with stage() as here:
            path = here.deliveries.open_ticket()
            socket = await here.open_link(path)
            hello = await socket.receive_json(timeout=5)
            assert (hello["type"], hello["num_connections"]) == ("hello", 1)
            assert hello["connection_info"] == {"app_id": "A0LOCAL"}
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await here.open_link(path)
            assert refused.value.status == 403

    asyncio.run(scene())


def test_an_invented_ticket_opens_nothing() -> None:
    async def scene() -> None:
        async with stage() as here:
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await here.open_link("/link/?ticket=guessed&app_id=A0LOCAL")
            assert refused.value.status == 403
            assert not here.deliveries.connected

    asyncio.run(scene())


def test_a_ping_is_answered_with_its_own_words() -> None:
    async def scene() -> None:
        async with stage() as here:
            socket = await here.open_socket(autoping=False)
            await socket.ping(b"session-1:1795252400.5")
            pong = await socket.receive(timeout=5)
            assert (pong.type, bytes(pong.data)) == (WSMsgType.PONG, b"session-1:1795252400.5")

    asyncio.run(scene())


def test_no_compression_is_agreed_even_if_the_app_offers_it() -> None:
    async def scene() -> None:
        async with stage() as here:
            socket = await here.open_socket(compress=15)
            assert socket.compress == 0

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("delivery", "kind", "accepts"),
    [
        (message(), "events_api", False),
        (command(), "slash_commands", True),
        (click(), "interactive", False),
        (submission(), "interactive", True),
        (options(), "interactive", True),
    ],
)
def test_an_envelope_says_what_it_holds_and_whether_an_answer_may_ride_back(
    delivery: Delivery, kind: str, accepts: bool
) -> None:
    async def scene() -> None:
        async with stage() as here:
            socket = await here.open_socket()
            envelope, answer = await deliver_and_acknowledge(here, socket, delivery)
            assert (envelope["type"], envelope["accepts_response_payload"]) == (kind, accepts)
            assert envelope["payload"] == delivery.payload
            assert ("retry_attempt" in envelope) == (kind == "events_api")
            assert answer == Answer(True, None)

    asyncio.run(scene())


def test_what_rides_on_the_acknowledgement_comes_back() -> None:
    async def scene() -> None:
        async with stage() as here:
            socket = await here.open_socket()
            errors = {"response_action": "errors", "errors": {"summary": "Please add one sentence"}}
            _, answer = await deliver_and_acknowledge(here, socket, submission(), errors)
            assert answer == Answer(True, errors)

    asyncio.run(scene())


def test_an_answer_where_none_is_accepted_is_thrown_away() -> None:
    async def scene() -> None:
        async with stage() as here:
            socket = await here.open_socket()
            _, answer = await deliver_and_acknowledge(here, socket, click(), {"text": "thanks"})
            assert answer == Answer(True, None)

    asyncio.run(scene())


def test_envelopes_go_to_the_open_connections_in_turn() -> None:
    async def scene() -> None:
        async with stage() as here:
            first, second = await here.open_socket(), await here.open_socket()
            seen: list[str] = []

            async def acknowledge(name: str, socket: aiohttp.ClientWebSocketResponse) -> None:
                async for frame in socket:
                    seen.append(name)
                    await socket.send_json({"envelope_id": json.loads(frame.data)["envelope_id"]})

            apps = [asyncio.ensure_future(acknowledge(*each)) for each in (("one", first), ("two", second))]
            for _ in range(4):
                assert (await here.deliveries.deliver(command())).acknowledged
            assert sorted(seen) == ["one", "one", "two", "two"]
            assert seen[0] != seen[1]
            for app in apps:
                app.cancel()

    asyncio.run(scene())


def test_an_acknowledgement_counts_on_whichever_connection_it_comes() -> None:
    async def scene() -> None:
        async with stage() as here:
            first, second = await here.open_socket(), await here.open_socket()
            telling = asyncio.ensure_future(here.deliveries.deliver(command()))
            reading = [asyncio.ensure_future(first.receive()), asyncio.ensure_future(second.receive())]
            done, waiting = await asyncio.wait(reading, return_when=asyncio.FIRST_COMPLETED)
            envelope_id = json.loads(done.pop().result().data)["envelope_id"]
            other = second if reading[0].done() else first
            await other.send_json({"envelope_id": envelope_id})
            assert (await telling).acknowledged
            waiting.pop().cancel()

    asyncio.run(scene())


def test_the_eleventh_connection_is_sent_away() -> None:
    async def scene() -> None:
        async with stage() as here:
            for _ in range(10):
                await here.open_socket()
            eleventh = await here.open_link(here.deliveries.open_ticket())
            goodbye = await eleventh.receive_json(timeout=5)
            assert (goodbye["type"], goodbye["reason"]) == ("disconnect", "too_many_websockets")
            assert (await eleventh.receive(timeout=5)).type is WSMsgType.CLOSE

    asyncio.run(scene())


@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "link_disabled"])
def test_an_app_is_asked_to_leave_and_its_next_connection_gets_the_work(reason: str) -> None:
    async def scene() -> None:
        async with stage() as here:
            old = await here.open_socket()
            here.faults.disconnect(reason)
            goodbye = await old.receive_json(timeout=5)
            assert (goodbye["type"], goodbye["reason"]) == ("disconnect", reason)
            new = await here.open_socket()
            for _ in range(3):
                _, answer = await deliver_and_acknowledge(here, new, command())
                assert answer.acknowledged

    asyncio.run(scene())


def test_the_page_hears_when_the_first_app_comes_and_the_last_one_goes() -> None:
    async def scene() -> None:
        async with stage() as here:
            told: list[bool] = []
            here.deliveries.on_connected = told.append
            first, second = await here.open_socket(), await here.open_socket()
            assert here.deliveries.connected
            await first.close()
            await second.close()
            await eventually(lambda: not here.deliveries.connected)
            assert told == [True, False]

    asyncio.run(scene())


def test_a_command_without_any_connection_fails_at_once() -> None:
    async def scene() -> None:
        async with stage(ack_seconds=60) as here:
            assert await here.deliveries.deliver(command()) == Answer(False, None)

    asyncio.run(scene())


def test_late_double_and_unknown_acknowledgements_are_noted() -> None:
    async def scene() -> None:
        async with stage(ack_seconds=0.05) as here:
            socket = await here.open_socket()
            answer = await here.deliveries.deliver(command())
            assert answer == Answer(False, None)
            envelope_id = (await socket.receive_json(timeout=5))["envelope_id"]
            await socket.send_json({"envelope_id": envelope_id})
            await socket.send_json({"envelope_id": envelope_id})
            await socket.send_json({"envelope_id": "never-heard-of"})
            await socket.send_str("not json")
            await eventually(lambda: len(here.deliveries.log) == 4)
            assert [(noted.envelope_id, noted.what) for noted in here.deliveries.log] == [
                (envelope_id, "acknowledged too late"),
                (envelope_id, "acknowledged more often than it was sent"),
                ("never-heard-of", "an acknowledgement of an envelope that was never sent"),
                ("", "a frame was not JSON"),
            ]
            assert {noted.at for noted in here.deliveries.log} == {here.clock.now}

    asyncio.run(scene())
