"""HTTP mode begins and ends cleanly, whoever is still on the line."""

from __future__ import annotations

import threading
from http.client import HTTPConnection

from slack_bolt import App

from bot.toolkit import Toolkit
from handlers.serving import HEALTH_PATH, serve

ROUNDS = 20


def test_when_it_ends_nothing_of_it_is_left_though_somebody_is_still_on_the_line(toolkit: Toolkit) -> None:
    app = App(token="xoxb-1", signing_secret="s", token_verification_enabled=False)
    for _ in range(ROUNDS):
        with serve(app, toolkit, port=None, host="127.0.0.1") as port:
            line = HTTPConnection("127.0.0.1", port, timeout=30)
            line.request("GET", HEALTH_PATH)
            assert line.getresponse().read() == b"ok\n"
        assert "http" not in {thread.name for thread in threading.enumerate()}
        line.close()
