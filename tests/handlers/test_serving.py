"""HTTP mode begins and ends cleanly, whoever is still on the line."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from http.client import HTTPConnection
from typing import Any

from slack_bolt import App
from waitress.server import create_server

from bot.toolkit import Toolkit
from handlers.serving import HEALTH_PATH, end, serve

ROUNDS = 20
WOKEN = 0.2  # seconds, in which a thread that was woken has run what it was woken for


def test_when_it_ends_nothing_of_it_is_left_though_somebody_is_still_on_the_line(toolkit: Toolkit) -> None:
    app = App(token="xoxb-1", signing_secret="s", token_verification_enabled=False)
    for _ in range(ROUNDS):
        with serve(app, toolkit, port=None, host="127.0.0.1") as port:
            line = HTTPConnection("127.0.0.1", port, timeout=30)
            line.request("GET", HEALTH_PATH)
            assert line.getresponse().read() == b"ok\n"
        assert "http" not in {thread.name for thread in threading.enumerate()}
        line.close()


class _EarlierPull:
    """A trigger that another thread, with an answer, pulls as well, between our note and our own pull."""

    def __init__(self, real: Any) -> None:
        self._real = real

    def pull_trigger(self, thunk: Callable[[], None]) -> None:
        with self._real.lock:
            self._real.thunks.append(thunk)
        self._real.pull_trigger()
        time.sleep(WOKEN)
        self._real.pull_trigger()

    def close(self) -> None:
        self._real.close()


def test_a_server_that_is_woken_by_an_answer_does_not_close_under_the_one_who_ends_it() -> None:
    server = create_server(lambda _environ, _start: [], host="127.0.0.1", port=0, threads=1)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    server.trigger = _EarlierPull(server.trigger)
    end(server)
    thread.join(timeout=5)
    assert not thread.is_alive()
