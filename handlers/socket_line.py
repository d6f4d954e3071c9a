"""The SDK's Socket Mode client, with commands handed over together and acknowledgements sent together."""

from __future__ import annotations

import json
import logging
import secrets
import struct
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any

from slack_bolt import BoltResponse
from slack_sdk.errors import SlackClientError
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

MOST_TOGETHER = 32
TOGETHER = '"slash_commands"'  # the type of an envelope; inside of somebody's words quotes are escaped

log = logging.getLogger(__name__)


class Line(SocketModeClient):
    def __init__(self, take_together: Callable[[list[SocketModeRequest]], None], **settings: Any) -> None:
        """`take_together` is never called by two threads at once."""
        self._take_together = take_together
        self._held: deque[str] = deque()
        self._holding = threading.Lock()
        self._is_taking = False
        super().__init__(**settings)

    def enqueue_message(self, message: str) -> None:
        if TOGETHER not in message:
            super().enqueue_message(message)
            return
        with self._holding:
            self._held.append(message)
            is_taking, self._is_taking = self._is_taking, True
        if not is_taking:
            self.begin(self._take_all)

    def held(self, most: int | None = None) -> list[SocketModeRequest]:
        """What has come and was not taken yet, at most so many; it is taken now."""
        with self._holding:
            count = len(self._held) if most is None else min(most, len(self._held))
            messages = [self._held.popleft() for _ in range(count)]
        requests = (SocketModeRequest.from_dict(json.loads(message)) for message in messages)
        return [request for request in requests if request is not None]

    def send_together(self, messages: Sequence[str]) -> None:
        """What cannot be sent is delivered again by Slack."""
        if not messages:
            return
        session = self.current_session
        try:
            with session.sock_send_lock:  # type: ignore[union-attr] # it was received in a session
                if session.sock is not None:  # type: ignore[union-attr]
                    session.sock.sendall(b"".join(map(frame, messages)))  # type: ignore[union-attr]
                    return
        except OSError as error:
            log.info("The connection broke while %d answers were sent: %s", len(messages), error)
        for message in messages:
            self.send_message(message)  # over the connection that took its place

    def send_message(self, message: str) -> None:
        """What cannot be sent, since the connection ended or we are leaving, is delivered again by Slack."""
        try:
            super().send_message(message)
        except SlackClientError as error:
            log.info("A delivery could not be acknowledged, and will come again: %s", error)

    def begin(self, work: Callable[..., None], *args: Any) -> None:
        """In another thread."""
        self.message_workers.submit(work, *args).add_done_callback(_log_failure)

    def _take_all(self) -> None:
        try:
            while requests := self.held(MOST_TOGETHER):
                self._take_together(requests)
        finally:
            with self._holding:
                self._is_taking = bool(self._held)
            if self._is_taking:
                self.begin(self._take_all)  # what came in between, or behind those that nobody could handle


def acknowledgement(request: SocketModeRequest, answer: BoltResponse) -> str | None:
    """What Slack is sent; None when Bolt could do nothing with the delivery, and it is to come again."""
    if answer.status != 200:
        log.info("A delivery was not acknowledged: %s %s", answer.status, answer.body)
        return None
    payload = ""
    if answer.body:
        kind = answer.headers.get("content-type", [""])[0]
        said = answer.body if kind.startswith("application/json") else json.dumps({"text": answer.body})
        payload = f', "payload": {said}'
    return f'{{"envelope_id": {json.dumps(request.envelope_id)}{payload}}}'


def frame(text: str) -> bytes:
    """One masked text frame (RFC 6455, 5.2 and 5.3): the SDK's own ends at 64 KiB and masks byte by byte."""
    data = text.encode()
    length = len(data)
    if length < 126:
        head = struct.pack("!BB", 0x81, 0x80 | length)
    elif length < 65536:
        head = struct.pack("!BBH", 0x81, 0x80 | 126, length)
    else:
        head = struct.pack("!BBQ", 0x81, 0x80 | 127, length)
    mask = secrets.token_bytes(4)
    pad = (mask * (length // 4 + 1))[:length]
    masked = int.from_bytes(data, "big") ^ int.from_bytes(pad, "big")
    return head + mask + masked.to_bytes(length, "big")


def _log_failure(taken: Future[None]) -> None:
    error = taken.exception()
    if error is not None:
        log.error("A command could not be handled.", exc_info=error)
