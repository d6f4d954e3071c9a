"""The only file that knows the OpenAI SDK, and the HTTP library that comes with it.

Whatever goes wrong over there has one outcome here: no answer. It is logged in a few words of ours,
never with words of the question or of the answer: an error's own text may repeat them.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import cast

import httpx2
from openai import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    DefaultHttpxClient,
    Omit,
    OpenAI,
    OpenAIError,
)
from openai.types.chat import ChatCompletionMessageParam
from openai.types.shared_params import ResponseFormatJSONSchema

from bot.llm.breaker import Breaker
from bot.llm.model import Model, Prompt
from bot.settings import Settings
from db.errors import Misconfigured

TIMEOUT = 10.0  # seconds for one answer, from the first byte sent to the last one read
CONNECT_TIMEOUT = 3.0  # seconds
ANSWER_TOKENS = 1000  # an answer needs about 60; a model that thinks first counts its thoughts too
LONGEST_ANSWER = 64 * 1024  # bytes on the line, with all that is around the answer itself
OPENAI = "https://api.openai.com/v1"
NO_KEY = "not-needed"  # the SDK insists on one, a server in the house does not

# What the SDK would tell about this machine, and take from its environment, beside our question.
_UNSENT = (
    "X-Stainless-Lang",
    "X-Stainless-Package-Version",
    "X-Stainless-OS",
    "X-Stainless-Arch",
    "X-Stainless-Runtime",
    "X-Stainless-Runtime-Version",
    "X-Stainless-Async",
    "X-Stainless-Retry-Count",
    "X-Stainless-Read-Timeout",
    "OpenAI-Organization",
    "OpenAI-Project",
    "Idempotency-Key",
)
_HEADERS: dict[str, str | Omit] = {**{name: Omit() for name in _UNSENT}, "User-Agent": "Liaison"}

log = logging.getLogger(__name__)


class Trouble(StrEnum):
    """Why there was no answer."""

    KEY = "it does not accept OPENAI_API_KEY"
    LIMIT = "it has had enough questions for now"
    REJECTED = "it does not take such questions; look at OPENAI_MODEL and OPENAI_BASE_URL"
    BROKEN = "it has a fault of its own"
    LATE = "it took too long"
    UNREACHABLE = "it could not be reached, or the line was cut"
    REFUSED = "it would not answer this one"
    NONSENSE = "its answer could not be read"


class NoAnswer(Exception):
    """Stays in this file."""

    def __init__(self, trouble: Trouble, *, wait: float = 0.0) -> None:
        super().__init__(trouble)
        self.trouble = trouble
        self.wait = wait  # seconds that the other side asked for


def connect(settings: Settings, *, monotonic: Callable[[], float], timeout: float = TIMEOUT) -> Model:
    """Connects nowhere yet. `timeout` is in seconds. Raises Misconfigured for an address that is none."""
    for chatty in ("openai", "httpx2", "httpcore2"):
        logging.getLogger(chatty).setLevel(logging.WARNING)  # their DEBUG prints what is sent
    try:
        sdk = OpenAI(
            api_key=settings.openai_api_key or NO_KEY,
            base_url=settings.openai_base_url or OPENAI,
            max_retries=0,
            http_client=_http_client(monotonic, timeout),
        )
    except httpx2.InvalidURL:
        raise Misconfigured(["OPENAI_BASE_URL is no web address that can be called."]) from None
    line = _Line(sdk, settings.openai_model, Breaker(monotonic))
    return Model(settings.openai_model, line.complete, line.breaker.is_open, sdk.close)


def _http_client(monotonic: Callable[[], float], timeout: float) -> httpx2.Client:
    """One that ends in time, and that goes nowhere but to the address in the settings."""

    def start(request: httpx2.Request) -> None:
        request.extensions["ends_at"] = monotonic() + timeout

    def bound(response: httpx2.Response) -> None:
        ends_at = response.request.extensions["ends_at"]
        response.stream = _Bounded(response, lambda: monotonic() >= ends_at)

    return DefaultHttpxClient(
        timeout=httpx2.Timeout(timeout, connect=min(timeout, CONNECT_TIMEOUT)),
        follow_redirects=False,
        limits=httpx2.Limits(max_keepalive_connections=0),  # questions are rare; an old line may be dead
        event_hooks={"request": [start], "response": [bound]},
    )


class _Bounded(httpx2.SyncByteStream):
    """An answer that drips for minutes, or never ends, is no answer.

    The library's own time-out only watches the wait between two pieces.
    """

    def __init__(self, response: httpx2.Response, is_late: Callable[[], bool]) -> None:
        self._inner = cast(httpx2.SyncByteStream, response.stream)
        self._is_late = is_late

    def __iter__(self) -> Iterator[bytes]:
        length = 0
        for piece in self._inner:
            length += len(piece)
            if self._is_late():
                raise httpx2.ReadTimeout("The answer took too long.")
            if length > LONGEST_ANSWER:
                raise httpx2.ReadError("The answer is too long.")
            yield piece

    def close(self) -> None:
        self._inner.close()


class _Line:
    """To one model, with a breaker in it."""

    def __init__(self, sdk: OpenAI, name: str, breaker: Breaker) -> None:
        self._sdk = sdk
        self._name = name
        self.breaker = breaker

    def complete(self, prompt: Prompt) -> str | None:
        if not self.breaker.enter():
            return None
        try:
            answer = _content(self._ask(prompt))
        except NoAnswer as none:
            self._note(none)
            return None
        self.breaker.succeeded()
        return answer

    def _note(self, none: NoAnswer) -> None:
        if none.trouble is Trouble.REFUSED:
            self.breaker.succeeded()  # it does answer, only not this
            log.info("The language model gave no opinion: %s.", none.trouble)
            return
        at_once = none.trouble in (Trouble.KEY, Trouble.LIMIT)
        pause = self.breaker.failed(wished=none.wait, at_once=at_once)
        after = f" It is left alone for {round(pause)} seconds." if pause else ""
        log.warning("The language model gave no opinion: %s.%s", none.trouble, after)

    def _ask(self, prompt: Prompt) -> bytes:
        """The body of the answer. Raises NoAnswer, and nothing else."""
        messages: list[ChatCompletionMessageParam] = [
            {"role": "system", "content": prompt.rules},
            {"role": "user", "content": prompt.data},
        ]
        shape: ResponseFormatJSONSchema = {
            "type": "json_schema",
            "json_schema": {"name": "opinion", "strict": True, "schema": dict(prompt.schema)},
        }
        try:
            raw = self._sdk.chat.completions.with_raw_response.create(
                model=self._name,
                messages=messages,
                response_format=shape,
                max_completion_tokens=ANSWER_TOKENS,
                store=False,
                extra_headers=cast(dict[str, str], _HEADERS),
            )
            return raw.http_response.content
        except APIStatusError as error:
            raise _of_status(error) from None
        except (APITimeoutError, httpx2.TimeoutException):
            raise NoAnswer(Trouble.LATE) from None
        except (APIConnectionError, httpx2.HTTPError, httpx2.InvalidURL, OSError):
            raise NoAnswer(Trouble.UNREACHABLE) from None
        except (OpenAIError, ValueError, TypeError):  # a key or a text that cannot be put into a request
            raise NoAnswer(Trouble.REJECTED) from None


def _of_status(error: APIStatusError) -> NoAnswer:
    status = error.status_code
    if status in (401, 403):
        return NoAnswer(Trouble.KEY)
    if status == 429:
        return NoAnswer(Trouble.LIMIT, wait=_seconds(error.response.headers.get("retry-after", "")))
    return NoAnswer(Trouble.BROKEN if status >= 500 else Trouble.REJECTED)


def _seconds(words: str) -> float:
    """Of a Retry-After. It may also be a date; then our own pause will do."""
    return float(words) if words.isascii() and words.isdigit() and len(words) < 9 else 0.0


def _content(body: bytes) -> str:
    """What the model said. Raises NoAnswer where it said nothing that can be read."""
    try:
        told = json.loads(body)
        message = told["choices"][0]["message"]
        content, refusal = message.get("content"), message.get("refusal")
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        raise NoAnswer(Trouble.NONSENSE) from None
    if refusal:
        raise NoAnswer(Trouble.REFUSED)
    if not isinstance(content, str) or not content.strip():
        raise NoAnswer(Trouble.NONSENSE)
    return content


__all__ = ["Trouble", "connect"]
