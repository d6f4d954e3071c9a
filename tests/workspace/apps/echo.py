"""The same protocol through Bolt's other half: asyncio, with aiohttp at both ends.

python -m tests.workspace.apps.echo socket
python -m tests.workspace.apps.echo http 3000
"""

from __future__ import annotations

import asyncio
import os
import sys
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncSay
from slack_sdk.web.async_client import AsyncWebClient


def build() -> AsyncApp:
    client = AsyncWebClient(os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    app = AsyncApp(client=client, signing_secret=os.environ["SLACK_SIGNING_SECRET"])

    @app.command("/echo")
    async def echo(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack(f"You said: {command['text']}")

    @app.message("ping")
    async def ping(message: dict[str, Any], say: AsyncSay) -> None:
        await say(text=f"pong to {message['text']}", thread_ts=message["ts"])

    return app


async def listen() -> None:
    handler = AsyncSocketModeHandler(build(), os.environ["SLACK_APP_TOKEN"], ping_interval=0.5)
    await handler.start_async()  # type: ignore[no-untyped-call]


def main(arguments: list[str]) -> None:
    if arguments[0] == "socket":
        asyncio.run(listen())
    else:
        build().start(port=int(arguments[1]))


if __name__ == "__main__":
    main(sys.argv[1:])
