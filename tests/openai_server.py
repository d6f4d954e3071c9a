"""A small server that speaks as OpenAI's chat completions do, over real HTTP, good days and bad days."""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from bot.llm import Model
from bot.llm.client import TIMEOUT, connect
from bot.settings import Settings, from_env

PIECES = 200  # of an answer that drips: more than anybody waits for


@dataclass(frozen=True)
class Call:
    path: str
    headers: Mapping[str, str]  # names in lower case
    body: Mapping[str, Any]
    length: int  # bytes

    @property
    def rules(self) -> str:
        return str(self.body["messages"][0]["content"])

    @property
    def data(self) -> str:
        return str(self.body["messages"][1]["content"])


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Listening

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        home = self.server.home
        home.calls.append(Call(self.path, headers, json.loads(raw), len(raw)))
        reply = home.replies.popleft() if len(home.replies) > 1 else home.replies[0]
        reply(self)

    def send(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """The terminal belongs to the tests."""


Reply = Callable[[Handler], None]


class _Listening(ThreadingHTTPServer):
    daemon_threads = True
    home: OpenAIServer


class OpenAIServer:
    """`with OpenAIServer() as server`: gives its replies one after the other, the last one for ever."""

    def __init__(self, *replies: Reply) -> None:
        self.calls: list[Call] = []
        self.replies: deque[Reply] = deque(replies or (says(),))
        self._listening = _Listening(("127.0.0.1", 0), Handler)
        self._listening.home = self
        self._thread = threading.Thread(target=self._listening.serve_forever, args=(0.01,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listening.server_port}/v1"

    def reply_with(self, *replies: Reply) -> None:
        self.replies = deque(replies)

    def __enter__(self) -> OpenAIServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.shutdown()
        self._listening.server_close()
        self._thread.join()


class Seconds:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def settings(**env: str) -> Settings:
    return from_env({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", **env})


@contextmanager
def line_to(
    server: OpenAIServer, seconds: Seconds | None = None, timeout: float = TIMEOUT, **env: str
) -> Iterator[Model]:
    """The bot's own line to this server. `timeout` is in seconds."""
    told = settings(OPENAI_BASE_URL=server.url, **env)
    model = connect(told, monotonic=seconds or Seconds(), timeout=timeout)
    try:
        yield model
    finally:
        model.close()


def completion(**message: Any) -> bytes:
    """The body of an ordinary answer."""
    told = {"role": "assistant", "content": None, "refusal": None, **message}
    choice = {"index": 0, "message": told, "finish_reason": "stop", "logprobs": None}
    usage = {"prompt_tokens": 900, "completion_tokens": 30, "total_tokens": 930}
    whole = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "m"}
    return json.dumps({**whole, "choices": [choice], "usage": usage}).encode()


def says(*areas: str, certain: bool = False, missing: tuple[str, ...] = ()) -> Reply:
    """An opinion in the shape that was asked for."""
    told = {"areas": list(areas), "certain": certain, "missing": list(missing)}
    return says_words(json.dumps(told))


def says_words(words: str) -> Reply:
    return lambda handler: handler.send(completion(content=words))


def refuses(words: str = "I can't help with that.") -> Reply:
    return lambda handler: handler.send(completion(refusal=words))


def sends(body: bytes, status: int = 200, **headers: str) -> Reply:
    """Whatever it is; underscores in names of headers stand for hyphens."""
    return lambda handler: handler.send(body, status, **headers)


def fails(status: int, message: str = "no", **headers: str) -> Reply:
    return sends(json.dumps({"error": {"message": message, "code": "x"}}).encode(), status, **headers)


def hangs_up(handler: Handler) -> None:
    """In the middle of its answer."""
    whole = completion(content="{}")
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(whole)))
    handler.end_headers()
    handler.wfile.write(whole[:20])
    handler.close_connection = True


def hangs_up_at_once(handler: Handler) -> None:
    handler.close_connection = True


def says_nothing_until(released: threading.Event) -> Reply:
    """Takes the question, and never answers."""

    def reply(handler: Handler) -> None:
        released.wait(30)
        handler.close_connection = True

    return reply


def drips(between: Callable[[], None], status: int = 200) -> Reply:
    """One byte, `between`, one byte, and so on."""

    def reply(handler: Handler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(PIECES))
        handler.end_headers()
        handler.close_connection = True
        try:
            for _ in range(PIECES):
                handler.wfile.write(b" ")
                handler.wfile.flush()
                between()
        except OSError:
            return  # nobody waits any more

    return reply
