"""What a real slack-sdk client sees when the Web API misbehaves."""

from __future__ import annotations

import asyncio
import http.client
import logging
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.error import URLError

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from workspace.faults import Faults


class Api:
    """The least Web API that asks the faults as the workspace does, and remembers what was carried out."""

    def __init__(self) -> None:
        self.faults = Faults()
        self.carried_out: list[tuple[str, str]] = []
        self.url = ""

    async def call(self, method: str, *, timeout: int = 30, **args: str) -> dict[str, Any]:
        client = WebClient("xoxb-local", base_url=self.url, timeout=timeout, retry_handlers=[])
        data = (await asyncio.to_thread(client.api_call, method, params=args)).data
        assert isinstance(data, dict)
        return data

    async def post(self, channel: str = "C1", *, timeout: int = 30) -> dict[str, Any]:
        return await self.call("chat.postMessage", channel=channel, timeout=timeout)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        method, args = request.match_info["method"], dict(request.query) | dict(await request.post())
        instead = await self.faults.before_call(method, args)
        if instead is not None:
            return instead
        self.carried_out.append((method, str(args.get("channel", ""))))
        spoiled = await self.faults.after_call(method, args)
        return spoiled or web.json_response({"ok": True})


def play(scene: Callable[[Api], Awaitable[None]]) -> None:
    async def whole() -> None:
        api = Api()
        app = web.Application()
        app.router.add_route("*", "/api/{method}", api.answer)
        server = TestServer(app)
        await server.start_server()
        api.url = str(server.make_url("/api/"))
        try:
            await scene(api)
        finally:
            await server.close()

    asyncio.run(whole())


def test_a_rate_limited_call_is_answered_429_and_not_carried_out() -> None:
    async def scene(api: Api) -> None:
        api.faults.rate_limit("chat.postMessage", retry_after=7)
        with pytest.raises(SlackApiError) as refused:
            await api.post()
        assert refused.value.response.status_code == 429
        assert refused.value.response.headers["Retry-After"] == "7"
        assert refused.value.response["error"] == "ratelimited"
        assert (await api.post())["ok"]
        assert api.carried_out == [("chat.postMessage", "C1")]

    play(scene)


def test_a_fault_can_be_for_calls_that_hold_a_word() -> None:
    async def scene(api: Api) -> None:
        api.faults.slack_error(None, "invalid_blocks", holding="marquee", times=None)
        with pytest.raises(SlackApiError, match="invalid_blocks"):
            await api.call("chat.postMessage", channel="C1", blocks='[{"type": "marquee"}]')
        assert (await api.call("chat.postMessage", channel="C1", blocks='[{"type": "divider"}]'))["ok"]
        assert api.faults.count("slack_error") == 1

    play(scene)


def test_a_fault_is_for_its_method_and_channel_and_for_as_many_calls_as_it_was_told() -> None:
    async def scene(api: Api) -> None:
        api.faults.rate_limit("chat.postMessage", channel="C1", times=2)
        assert (await api.post("C2"))["ok"]
        assert (await api.call("chat.update", channel="C1"))["ok"]
        for _ in range(2):
            with pytest.raises(SlackApiError):
                await api.post("C1")
        assert (await api.post("C1"))["ok"]
        assert api.faults.count("rate_limit") == 2

    play(scene)


def test_without_a_method_any_call_meets_the_fault_until_the_reset() -> None:
    async def scene(api: Api) -> None:
        api.faults.server_error(status=503, times=None)
        for method in ("chat.postMessage", "views.open", "auth.test"):
            with pytest.raises(SlackApiError) as failed:
                await api.call(method)
            assert failed.value.response.status_code == 503
        api.faults.reset()
        assert (await api.call("auth.test"))["ok"]
        assert api.carried_out == [("auth.test", "")]

    play(scene)


def test_a_slack_error_comes_at_status_200() -> None:
    async def scene(api: Api) -> None:
        api.faults.slack_error("chat.postMessage", "not_in_channel")
        with pytest.raises(SlackApiError) as refused:
            await api.post()
        assert (refused.value.response.status_code, refused.value.response["error"]) == (
            200,
            "not_in_channel",
        )
        assert api.carried_out == []

    play(scene)


def test_a_web_page_in_place_of_json_is_an_error_to_the_client() -> None:
    async def scene(api: Api) -> None:
        api.faults.html_answer("chat.postMessage")
        with pytest.raises(SlackApiError, match="sign in to this network"):
            await api.post()
        assert api.carried_out == []

    play(scene)


def test_a_dropped_connection_leaves_nothing_behind(caplog: pytest.LogCaptureFixture) -> None:
    async def scene(api: Api) -> None:
        api.faults.drop_connection("chat.postMessage")
        with pytest.raises((ConnectionError, http.client.HTTPException, URLError)):
            await api.post()
        assert api.carried_out == []
        assert (await api.post())["ok"]

    with caplog.at_level(logging.ERROR, "aiohttp.server"):
        play(scene)
    assert [each for each in caplog.records if each.name == "aiohttp.server"] == []


def test_a_call_that_times_out_after_it_was_accepted_was_carried_out() -> None:
    async def scene(api: Api) -> None:
        api.faults.time_out_after_accepting("chat.postMessage")
        with pytest.raises(TimeoutError):
            await api.post(timeout=1)
        assert api.carried_out == [("chat.postMessage", "C1")]
        assert (await api.post())["ok"]
        assert api.faults.count("time_out_after_accepting") == 1

    play(scene)


def test_a_call_may_be_carried_out_and_cut_at_once() -> None:
    async def scene(api: Api) -> None:
        api.faults.time_out_after_accepting("chat.postMessage", hold=0)
        with pytest.raises((ConnectionError, http.client.HTTPException, URLError)):
            await api.post()
        assert api.carried_out == [("chat.postMessage", "C1")]

    play(scene)


def test_a_slow_answer_is_still_the_answer() -> None:
    async def scene(api: Api) -> None:
        api.faults.slow_answer(0.05, "chat.postMessage")
        assert (await api.post())["ok"]
        assert api.faults.count("slow_answer") == 1
        api.faults.slow_answer(3600, "chat.postMessage")
        with pytest.raises(TimeoutError):
            await api.post(timeout=1)
        assert len(api.carried_out) == 2

    play(scene)
