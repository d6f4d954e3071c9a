"""The line to a language model, held against a server that speaks real HTTP."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator

import pytest

from bot.llm import Prompt, build_model
from bot.llm.breaker import FAILURES, FIRST_PAUSE
from bot.llm.client import ANSWER_TOKENS, LONGEST_ANSWER, Trouble, connect
from db.errors import Misconfigured
from tests.openai_server import (
    OpenAIServer,
    Reply,
    Seconds,
    completion,
    drips,
    fails,
    hangs_up,
    hangs_up_at_once,
    line_to,
    refuses,
    says_nothing_until,
    says_words,
    sends,
    settings,
)

SECRET_WORD = "zanzibar"
SCHEMA = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}
PROMPT = Prompt("Sort it.", f"A page about {SECRET_WORD}", SCHEMA)
DEEP = b"[" * 30_000


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with OpenAIServer() as running:
        yield running


def test_without_a_key_and_an_address_there_is_no_model() -> None:
    assert build_model(settings(OPENAI_MODEL="gpt-4.1"), monotonic=Seconds()) is None


def test_a_key_alone_is_enough_and_so_is_an_address_alone() -> None:
    for env in ({"OPENAI_API_KEY": "sk-1"}, {"OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}):
        model = build_model(settings(**env, OPENAI_MODEL="some-model"), monotonic=Seconds())
        assert model is not None
        assert (model.name, model.is_ready()) == ("some-model", True)
        model.close()


def test_an_address_that_is_none_is_named_at_the_start() -> None:
    with pytest.raises(Misconfigured, match="OPENAI_BASE_URL"):
        build_model(settings(OPENAI_BASE_URL="http://host:port/v1"), monotonic=Seconds())


def test_an_answer_comes_back_as_it_was_said(server: OpenAIServer) -> None:
    server.reply_with(says_words('{"areas": ["pages"]}'))
    with line_to(server) as model:
        assert model.complete(PROMPT) == '{"areas": ["pages"]}'
    assert [call.path for call in server.calls] == ["/v1/chat/completions"]


def test_what_is_sent_is_the_question_and_nothing_else(server: OpenAIServer) -> None:
    with line_to(server, OPENAI_MODEL="some-model", OPENAI_API_KEY="sk-1") as model:
        model.complete(PROMPT)
    [call] = server.calls
    assert call.body == {
        "model": "some-model",
        "messages": [
            {"role": "system", "content": PROMPT.rules},
            {"role": "user", "content": PROMPT.data},
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "opinion", "strict": True, "schema": SCHEMA},
        },
        "max_completion_tokens": ANSWER_TOKENS,
        "store": False,
    }


def test_the_headers_tell_nothing_of_this_machine(server: OpenAIServer) -> None:
    with pytest.MonkeyPatch.context() as machine:
        machine.setenv("OPENAI_ORG_ID", "org-1")
        machine.setenv("OPENAI_PROJECT_ID", "proj-1")
        with line_to(server, OPENAI_API_KEY="sk-1") as model:
            model.complete(PROMPT)
    [call] = server.calls
    told = {name: value for name, value in call.headers.items() if name not in ("host", "content-length")}
    assert told == {
        "authorization": "Bearer sk-1",
        "user-agent": "Liaison",
        "accept": "application/json",
        "content-type": "application/json",
        "accept-encoding": "gzip, deflate",
        "connection": "keep-alive",
        "x-stainless-raw-response": "true",
    }


def test_without_a_key_none_of_the_machine_is_taken_instead(server: OpenAIServer) -> None:
    with pytest.MonkeyPatch.context() as machine:
        machine.setenv("OPENAI_API_KEY", "sk-of-somebody-else")
        machine.setenv("OPENAI_ADMIN_KEY", "sk-of-an-admin")
        with line_to(server) as model:
            model.complete(PROMPT)
    assert server.calls[0].headers["authorization"] == "Bearer not-needed"


TROUBLES: dict[str, tuple[Reply, Trouble]] = {
    "a wrong key": (fails(401, f"wrong key for {SECRET_WORD}"), Trouble.KEY),
    "a key without rights": (fails(403), Trouble.KEY),
    "too many questions": (fails(429, SECRET_WORD), Trouble.LIMIT),
    "an unknown model": (fails(404, f"no model {SECRET_WORD}"), Trouble.REJECTED),
    "a question it does not take": (fails(400, SECRET_WORD), Trouble.REJECTED),
    "a fault": (fails(500, SECRET_WORD), Trouble.BROKEN),
    "a gateway without a model": (sends(b"<html>bad gateway</html>", 502), Trouble.BROKEN),
    "a fault in deep nesting": (sends(DEEP, 500), Trouble.BROKEN),
    "a refusal": (refuses(f"I will not speak of {SECRET_WORD}."), Trouble.REFUSED),
    "a page instead of an answer": (sends(f"<html>{SECRET_WORD}".encode()), Trouble.NONSENSE),
    "nothing": (sends(b""), Trouble.NONSENSE),
    "no choices": (sends(b'{"choices": []}'), Trouble.NONSENSE),
    "choices that are none": (sends(b'{"choices": null}'), Trouble.NONSENSE),
    "a choice that is a word": (sends(b'{"choices": ["pages"]}'), Trouble.NONSENSE),
    "a list": (sends(b"[1, 2]"), Trouble.NONSENSE),
    "a deep nest": (sends(DEEP), Trouble.NONSENSE),
    "no UTF-8": (sends(b'{"choices": "\xff\xfe"}'), Trouble.NONSENSE),
    "empty words": (sends(completion(content="  ")), Trouble.NONSENSE),
    "words that are none": (sends(completion(content=["pages"])), Trouble.NONSENSE),
    "a line that is cut": (hangs_up, Trouble.UNREACHABLE),
    "a line that is cut at once": (hangs_up_at_once, Trouble.UNREACHABLE),
    "an answer without end": (sends(b" " * (LONGEST_ANSWER + 1)), Trouble.UNREACHABLE),
}


@pytest.mark.parametrize("kind", TROUBLES)
def test_whatever_goes_wrong_is_no_answer_and_one_line_in_the_log_without_anybodys_words(
    kind: str, server: OpenAIServer, caplog: pytest.LogCaptureFixture
) -> None:
    reply, trouble = TROUBLES[kind]
    server.reply_with(reply)
    with caplog.at_level(logging.DEBUG), line_to(server, OPENAI_API_KEY="sk-1-secret") as model:
        assert model.complete(PROMPT) is None
    [line] = [record.getMessage() for record in caplog.records if record.name != "asyncio"]
    assert f"no opinion: {trouble}." in line
    assert SECRET_WORD not in caplog.text
    assert "sk-1-secret" not in caplog.text
    assert len(server.calls) == 1, "it was asked again"


def test_a_model_that_takes_too_long_is_not_waited_for(
    server: OpenAIServer, caplog: pytest.LogCaptureFixture
) -> None:
    released = threading.Event()
    server.reply_with(says_nothing_until(released))
    try:
        with line_to(server, timeout=0.2) as model:
            assert model.complete(PROMPT) is None
    finally:
        released.set()
    assert Trouble.LATE in caplog.text


def test_an_answer_that_drips_is_not_waited_for(
    server: OpenAIServer, caplog: pytest.LogCaptureFixture
) -> None:
    seconds = Seconds()

    def a_second_later() -> None:
        seconds.now += 1

    server.reply_with(drips(a_second_later))
    with line_to(server, seconds) as model:
        assert model.complete(PROMPT) is None
    assert Trouble.LATE in caplog.text


def test_a_fault_that_drips_is_not_waited_for_either(
    server: OpenAIServer, caplog: pytest.LogCaptureFixture
) -> None:
    seconds = Seconds()

    def a_second_later() -> None:
        seconds.now += 1

    server.reply_with(drips(a_second_later, status=500))
    with line_to(server, seconds) as model:
        assert model.complete(PROMPT) is None
    assert Trouble.LATE in caplog.text


def test_nobody_there_is_no_answer(caplog: pytest.LogCaptureFixture) -> None:
    with OpenAIServer() as gone:
        address = gone.url
    model = connect(settings(OPENAI_BASE_URL=address), monotonic=Seconds())
    assert model.complete(PROMPT) is None
    model.close()
    assert Trouble.UNREACHABLE in caplog.text


def test_a_key_that_fits_into_no_header_is_no_answer(
    server: OpenAIServer, caplog: pytest.LogCaptureFixture
) -> None:
    with line_to(server, OPENAI_API_KEY="sk-schlüssel") as model:
        assert model.complete(PROMPT) is None
    assert server.calls == []
    assert "schlüssel" not in caplog.text


def test_half_a_character_in_the_question_is_no_answer_and_no_exception(server: OpenAIServer) -> None:
    with line_to(server) as model:
        assert model.complete(Prompt("Sort it.", "half \ud83d", SCHEMA)) is None
    assert server.calls == []


def test_the_words_do_not_follow_a_redirect_to_another_address(server: OpenAIServer) -> None:
    with OpenAIServer() as elsewhere:
        server.reply_with(sends(b"", 307, Location=f"{elsewhere.url}/chat/completions"))
        with line_to(server) as model:
            assert model.complete(PROMPT) is None
        assert elsewhere.calls == []


def test_after_a_few_failures_the_model_is_left_alone_and_then_tried_once(server: OpenAIServer) -> None:
    seconds = Seconds()
    server.reply_with(fails(500))
    with line_to(server, seconds) as model:
        for _ in range(FAILURES + 4):
            assert model.complete(PROMPT) is None
        assert len(server.calls) == FAILURES
        assert not model.is_ready()
        seconds.now += FIRST_PAUSE
        assert model.is_ready()
        server.reply_with(says_words("{}"))
        assert model.complete(PROMPT) == "{}"
        assert model.complete(PROMPT) == "{}"
    assert len(server.calls) == FAILURES + 2


@pytest.mark.parametrize("status", [401, 429])
def test_a_wrong_key_and_a_used_up_limit_are_not_tried_again_soon(status: int, server: OpenAIServer) -> None:
    server.reply_with(fails(status))
    with line_to(server) as model:
        model.complete(PROMPT)
        assert not model.is_ready()
        assert model.complete(PROMPT) is None
    assert len(server.calls) == 1


@pytest.mark.parametrize(("said", "kept"), [("300", 300.0), ("Wed, 21 Oct 2026 07:28:00 GMT", FIRST_PAUSE)])
def test_the_wait_that_the_model_asks_for_is_kept(said: str, kept: float, server: OpenAIServer) -> None:
    seconds = Seconds()
    server.reply_with(fails(429, Retry_After=said))
    with line_to(server, seconds) as model:
        model.complete(PROMPT)
        seconds.now += kept - 1
        assert not model.is_ready()
        seconds.now += 1
        assert model.is_ready()


def test_refusals_are_answers_and_do_not_break_the_line(server: OpenAIServer) -> None:
    server.reply_with(refuses())
    with line_to(server) as model:
        for _ in range(2 * FAILURES):
            assert model.complete(PROMPT) is None
        assert model.is_ready()
    assert len(server.calls) == 2 * FAILURES
