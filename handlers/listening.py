"""Socket Mode: Slack's deliveries over one connection that we open.

Commands come in crowds, and each costs little, so they are taken together: one thread handles whatever has
come while it was busy, commits it all at once, and acknowledges each. A thread for each of them would cost
more than the work. Everything else goes the SDK's way, a thread each, so that nothing slow is in front of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from time import time

from slack_bolt import App, BoltResponse
from slack_bolt.adapter.socket_mode.base_handler import BaseSocketModeHandler
from slack_bolt.adapter.socket_mode.internals import run_bolt_app, send_response
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from db.engine import Ledger
from db.errors import Outage
from handlers.socket_line import Line, acknowledgement

THREADS = 32  # for what is not taken together
PING_EVERY = 3  # seconds; the SDK notices a dead connection at its next ping and opens another one
RECEIVED_AT_ONCE = 16384  # bytes; the SDK's 1024 is a system call for each delivery

Requests = Sequence[SocketModeRequest]


class Listening(BaseSocketModeHandler):
    """Takes the place of Bolt's own handler."""

    client: Line

    def __init__(self, app: App, app_token: str, ledger: Ledger) -> None:
        self.app = app
        self._ledger = ledger
        self.client = Line(
            self.take_together,
            app_token=app_token,
            logger=app.logger,
            web_client=app.client,
            proxy=app.client.proxy,
            ping_interval=PING_EVERY,
            concurrency=THREADS,
            receive_buffer_size=RECEIVED_AT_ONCE,
        )
        self.client.socket_mode_request_listeners.append(self.handle)

    def handle(self, client: BaseSocketModeClient, req: SocketModeRequest) -> None:
        send_response(client, req, run_bolt_app(self.app, req), time())

    def take_together(self, requests: Requests) -> None:
        """Acknowledges each whose rows are committed; the others are handled again, each by itself."""
        errors: list[BaseException | None] | None = None
        try:
            errors = self._take(requests)
        finally:
            if errors is None:  # one of them breaks even what deals with mistakes; the others must not suffer
                for request in requests:
                    self.client.begin(self.handle, self.client, request)
        left = [request for request, error in zip(requests, errors, strict=True) if error is not None]
        outage = next((error for error in errors if isinstance(error, Outage)), None)
        if outage is not None:
            # Nobody waits for the database again: Slack waits three seconds in all.
            self._take([*left, *self.client.held()], outage)
            return
        for request in left:
            self.handle(self.client, request)

    def _take(self, requests: Requests, outage: Outage | None = None) -> list[BaseException | None]:
        gathering = self._ledger.gather(outage)
        answers: list[BoltResponse] = []
        for request in requests:
            with gathering.one():
                answers.append(run_bolt_app(self.app, request))
        errors = gathering.commit()
        said = (
            acknowledgement(request, answer)
            for request, answer, error in zip(requests, answers, errors, strict=True)
            if error is None
        )
        self.client.send_together([one for one in said if one is not None])
        return errors
