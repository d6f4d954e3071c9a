"""What is measured, each a process of its own: Liaison, an echo app on the same servers, an empty app.

`python -m tests.bench.server liaison|echo|empty http|socket`. Says `{"port": …}` or `{}` when it is ready,
answers each line with how busy it was since the last one, and ends when its input ends.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import cast

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.socket_mode.base_handler import BaseSocketModeHandler

import app as liaison
from bot.company import read_company
from bot.settings import Settings, from_env
from bot.toolkit import Toolkit
from handlers.courier import build_client
from handlers.serving import serve
from tests.bench.echo import echo_app, empty_app
from tests.bench.processes import Busy, say

LOOPBACK = "127.0.0.1"
CONCURRENCY = 32  # of the echo; more than enough for what it does


@contextmanager
def http(app: App | liaison.Bot, _: Settings, role: str) -> Iterator[dict[str, int]]:
    # Only /health uses the toolkit, and nobody asks for it here.
    bolt = app.app if isinstance(app, liaison.Bot) else app
    with serve(bolt, cast(Toolkit, None), port=None, host=LOOPBACK) as port:
        yield {"port": port}


@contextmanager
def socket(app: App | liaison.Bot, settings: Settings, role: str) -> Iterator[dict[str, int]]:
    """Liaison as app.py connects it, the echo with many threads, the empty app with as many as Bolt gives."""
    token = settings.slack_app_token
    handler: BaseSocketModeHandler
    if isinstance(app, liaison.Bot):
        handler = liaison.connected(app, token or "")
    else:
        handler = (
            SocketModeHandler(app, token, concurrency=CONCURRENCY)
            if role == "echo"
            else SocketModeHandler(app, token)
        )
        handler.connect()  # type: ignore[no-untyped-call] # the library leaves it open
    yield {}
    liaison.close_quietly(handler)


@contextmanager
def running(role: str, settings: Settings) -> Iterator[App | liaison.Bot]:
    if role != "liaison":
        yield (echo_app if role == "echo" else empty_app)(build_client(settings), settings)
        return
    liaison.start_log(settings.log_level)
    bot = liaison.compose(settings, read_company(settings.company_path))
    bot.start()
    yield bot
    bot.stop()


def main(role: str, wire: str) -> None:
    settings = from_env(os.environ)
    door: Callable[[App | liaison.Bot, Settings, str], AbstractContextManager[dict[str, int]]]
    door = http if wire == "http" else socket
    with running(role, settings) as app, door(app, settings, role) as ready:
        say(**ready)
        busy = Busy()
        while sys.stdin.readline():
            say(cores=busy.cores())
            busy = Busy()
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
