from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs

import pytest
from aiohttp import web
from slack_sdk.signature import Clock, SignatureVerifier

from tests.workspace.apps.stage import (
    SECRET,
    HttpApp,
    Stage,
    click,
    command,
    eventually,
    message,
    stage,
    submission,
)
from workspace.deliveries import Answer, Delivery
from workspace.web_requests import signature


class At(Clock):
    """The moment at which an app looks at a signature."""

    def __init__(self, moment: float) -> None:
        self.moment = moment

    def now(self) -> float:
        return self.moment


@asynccontextmanager
async def http_stage(**options: Any) -> AsyncIterator[tuple[Stage, HttpApp]]:
    async with stage(**options) as here:
        app = await HttpApp().start()
        here.deliveries.connect_http(app.url, SECRET)
        await eventually(lambda: here.deliveries.connected)
        try:
            yield here, app
        finally:
            await app.stop()


def answering(status: int = 200, **options: Any) -> Any:
    async def answer() -> web.Response:
        return web.Response(status=status, **options)

    return answer


def test_the_signature_is_the_one_slack_documents() -> None:
    assert signature(
        "8f742231b10e8888abcd99yyyzzz85a5", 1531420618, b"token=xyzz0WbapA4vBCDEFasx0q6G&text=hi"
    ) == SignatureVerifier("8f742231b10e8888abcd99yyyzzz85a5").generate_signature(
        timestamp="1531420618", body="token=xyzz0WbapA4vBCDEFasx0q6G&text=hi"
    )


@pytest.mark.parametrize("delivery", [message("grüße ✅"), command(), click(), submission()])
def test_every_request_bears_a_signature_that_slacks_own_verifier_accepts(delivery: Delivery) -> None:
    async def scene() -> None:
        async with http_stage() as (here, app):
            assert (await here.deliveries.deliver(delivery)).acknowledged
            headers, body = app.requests[0]
            assert SignatureVerifier(SECRET).is_valid_request(body, headers)

    asyncio.run(scene())


def test_the_address_is_verified_once_before_the_first_event() -> None:
    async def scene() -> None:
        async with http_stage() as (here, app):
            for _ in range(3):
                await here.deliveries.deliver(message())
            assert (app.verified, len(app.requests)) == (1, 3)

    asyncio.run(scene())


def test_an_event_waits_for_the_verification() -> None:
    async def scene() -> None:
        async with stage(ack_seconds=5) as here:
            app = await HttpApp().start()
            here.deliveries.connect_http(app.url, SECRET)
            assert (await here.deliveries.deliver(message())).acknowledged
            assert (app.verified, len(app.requests)) == (1, 1)
            await app.stop()

    asyncio.run(scene())


def test_an_app_that_does_not_return_the_challenge_gets_no_events() -> None:
    async def scene() -> None:
        async with stage() as here:
            app = HttpApp()
            app.passes_handshake = False
            await app.start()
            here.deliveries.connect_http(app.url, SECRET)
            await eventually(lambda: here.deliveries.log)
            assert not (await here.deliveries.deliver(message())).acknowledged
            assert not here.deliveries.connected
            assert app.requests == []
            assert here.deliveries.log[0].what == f"the app did not pass the url_verification at {app.url}"
            await app.stop()

    asyncio.run(scene())


def test_an_event_is_json_a_command_is_fields_and_an_interaction_is_one_field_of_json() -> None:
    async def scene() -> None:
        async with http_stage() as (here, app):
            for delivery in (message(), command(), click()):
                await here.deliveries.deliver(delivery)
            (event_headers, event), (fields_headers, fields), (_, field) = app.requests
            assert event_headers["Content-Type"] == "application/json"
            assert json.loads(event) == message().payload
            assert fields_headers["Content-Type"] == "application/x-www-form-urlencoded"
            said = {name: values[0] for name, values in parse_qs(fields.decode()).items()}
            assert said["text"] == "the CDN & the <form>"
            assert said["is_enterprise_install"] == "false"
            assert "enterprise_id" not in said
            assert json.loads(parse_qs(field.decode())["payload"][0]) == click().payload

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        (answering(), None),
        (answering(text="On it."), {"text": "On it."}),
        (
            answering(
                text='{"text": "On it.", "response_type": "in_channel"}', content_type="application/json"
            ),
            {"text": "On it.", "response_type": "in_channel"},
        ),
        (answering(text="{}", content_type="application/json"), None),
        (answering(text="{broken", content_type="application/json"), None),
        (answering(status=204), None),
    ],
)
def test_the_answer_is_what_the_response_says(answer: Any, body: dict[str, Any] | None) -> None:
    async def scene() -> None:
        async with http_stage() as (here, app):
            app.answer = answer
            assert await here.deliveries.deliver(command()) == Answer(True, body)

    asyncio.run(scene())


@pytest.mark.parametrize("status", [400, 401, 404, 500, 503])
def test_anything_but_success_is_a_failed_delivery(status: int) -> None:
    async def scene() -> None:
        async with http_stage() as (here, app):
            app.answer = answering(status=status, text="oh")
            assert await here.deliveries.deliver(command()) == Answer(False, None)
            assert here.deliveries.log[-1].what == "the request failed: http_error"

    asyncio.run(scene())


def test_a_retry_says_so_in_its_headers() -> None:
    async def scene() -> None:
        async with http_stage(retry_waits=(0, 0)) as (here, app):
            app.answer = answering(status=500)
            await here.deliveries.deliver(message())
            await eventually(lambda: here.deliveries.waiting == 0)
            said = [
                (headers.get("X-Slack-Retry-Num"), headers.get("X-Slack-Retry-Reason"))
                for headers, _ in app.requests
            ]
            assert said == [(None, None), ("1", "http_error"), ("2", "http_error")]
            assert len({body for _, body in app.requests}) == 1

    asyncio.run(scene())


def test_an_app_can_ask_for_no_further_attempt() -> None:
    async def scene() -> None:
        async with http_stage(retry_waits=(0, 0)) as (here, app):
            app.answer = answering(status=500, headers={"x-slack-no-retry": "1"})
            await here.deliveries.deliver(message())
            assert here.deliveries.waiting == 0
            assert len(app.requests) == 1

    asyncio.run(scene())


def test_an_app_that_says_nothing_is_told_that_it_timed_out() -> None:
    async def scene() -> None:
        async with http_stage(retry_waits=(0,)) as (here, app):
            silence = asyncio.Event()

            async def say_nothing() -> web.Response:
                await silence.wait()
                return web.Response()

            app.answer = say_nothing
            await here.deliveries.deliver(message())
            await eventually(lambda: here.deliveries.waiting == 0)
            silence.set()
            assert app.requests[1][0]["X-Slack-Retry-Reason"] == "http_timeout"

    asyncio.run(scene())


def test_an_app_that_went_away_and_came_back_is_told_what_it_missed() -> None:
    async def scene() -> None:
        async with stage(retry_waits=(60,)) as here:
            app = await HttpApp().start()
            told: list[bool] = []
            here.deliveries.on_connected = told.append
            here.deliveries.connect_http(app.url, SECRET)
            await eventually(lambda: here.deliveries.connected)
            port = app.port
            await app.stop()
            assert not (await here.deliveries.deliver(message())).acknowledged
            assert not here.deliveries.connected
            back = await HttpApp().start(port)
            await eventually(lambda: here.deliveries.connected)
            here.clock.now += 61
            await eventually(lambda: back.requests)
            assert back.requests[0][0]["X-Slack-Retry-Reason"] == "connection_failed"
            assert back.verified == 0
            assert told == [True, False, True]
            await back.stop()

    asyncio.run(scene())


def test_an_endless_redirect_is_not_followed_for_ever() -> None:
    async def scene() -> None:
        async with http_stage(retry_waits=()) as (here, app):

            async def moved() -> web.Response:
                raise web.HTTPTemporaryRedirect("/moved")

            app.answer = moved
            await here.deliveries.deliver(command())
            assert here.deliveries.log[-1].what == "the request failed: too_many_redirects"

    asyncio.run(scene())


def test_a_wrong_signature_is_one_that_the_app_must_refuse() -> None:
    async def scene() -> None:
        async with http_stage() as (here, app):
            here.faults.bad_signature()
            await here.deliveries.deliver(command())
            await here.deliveries.deliver(command())
            verdicts = [SignatureVerifier(SECRET).is_valid_request(body, said) for said, body in app.requests]
            assert verdicts == [False, True]

    asyncio.run(scene())


def test_a_replayed_request_is_signed_rightly_but_too_old() -> None:
    async def scene() -> None:
        async with http_stage() as (here, app):
            here.faults.stale_timestamp()
            await here.deliveries.deliver(command())
            headers, body = app.requests[0]
            sent_at = float(headers["X-Slack-Request-Timestamp"])
            assert not SignatureVerifier(SECRET).is_valid_request(body, headers)
            assert SignatureVerifier(SECRET, At(sent_at + 10)).is_valid_request(body, headers)

    asyncio.run(scene())


@pytest.mark.parametrize(
    "address",
    ["https://example.com/slack/events", "http://10.0.0.7:3000/", "ftp://127.0.0.1/x", "not an address"],
)
def test_an_address_off_this_machine_is_refused_in_plain_words(address: str) -> None:
    async def scene() -> None:
        async with stage() as here:
            with pytest.raises(ValueError, match="only sends to this machine") as refused:
                here.deliveries.connect_http(address, SECRET)
            assert address in str(refused.value)

    asyncio.run(scene())
