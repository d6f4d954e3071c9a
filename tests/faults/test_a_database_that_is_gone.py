"""The database is locked, or stopped: each person gets one plain sentence, and later all is done."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from handlers import names
from tests.conftest import Databases
from tests.faults.stage import Stage, at_once, staged
from tests.postgres import PostgresServer

FIRST = "please put the new form on our spring landing page"
WISH = "please repair the newsletter sign-up form on our website"
PRIVATE_WISH = "please add the LinkedIn insight tag to the pricing page"
REFERENCE = re.compile(r"\(Reference ([0-9a-f]{4})\)$")
HOLD_THE_LOCK = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""
Gone = Callable[[], AbstractContextManager[None]]


class StoppablePostgres(PostgresServer):
    """A server that can be stopped and started again where it was."""

    @contextmanager
    def stopped(self) -> Iterator[None]:
        assert self._process is not None
        command = self._process.args
        self._end()
        yield
        self._process = subprocess.Popen(command, cwd=self._home, env={"TZ": "UTC"}, **self._as)
        assert self._answers()


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Another process writes, and takes its time."""
    command = [sys.executable, "-c", HOLD_THE_LOCK, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        yield
        process.communicate()


@pytest.fixture(params=["a locked SQLite file", "a stopped PostgreSQL"])
def stage_and_gone(
    request: pytest.FixtureRequest, databases: Databases, tmp_path: Path
) -> Iterator[tuple[Stage, Gone]]:
    if request.param == "a locked SQLite file":
        with staged(tmp_path, databases.planted("sqlite", tmp_path)) as stage:
            yield stage, lambda: locked(tmp_path / "liaison.db")
        return
    server = StoppablePostgres()
    server.start()
    try:
        with staged(tmp_path, server.url(server.create())) as stage:
            yield stage, server.stopped
    finally:
        server.stop()


def test_each_gets_one_sentence_with_a_reference_and_later_all_is_done(
    stage_and_gone: tuple[Stage, Gone],
) -> None:
    stage, gone = stage_and_gone
    stage.start("--hurried")
    mia = stage.person("mia")
    assert mia.command("marketing", f"/ask {FIRST}").acknowledged
    mia.command("launches", "/ask")
    stage.until(mia.view)
    stage.until_quiet()
    with gone():
        sentences = everybody_says_something(stage)
    stage.ledger.engine.dispose()  # the test's own connections are gone too
    references = [reference_in(sentence) for sentence in sentences]
    assert len(set(references)) == len(references)
    for reference in references:
        assert re.search(rf"reference {reference}: .*\nTraceback", stage.bot.log)
    stage.until(lambda: stage.count_requests() >= 1)  # it answers again; the sweep may have been quicker
    stage.let_hours_pass()
    stage.until(lambda: stage.count_requests() == 4)
    stage.until_quiet()
    check(stage)


def everybody_says_something(stage: Stage) -> list[str]:
    """A command, a form, a click and a message at once; what each of the four is told."""
    told: list[str] = []
    mia, ava, oliver, jonas = (stage.person(name) for name in ("mia", "ava", "oliver", "jonas"))
    card = stage.with_button("it-web", names.CLAIM)
    assert card is not None

    def command() -> None:
        answer = oliver.command("marketing", f"/ask {WISH} by command")
        assert answer.acknowledged
        assert answer.body is not None
        told.append(answer.body["text"])

    def form() -> None:
        told.extend(mia.submit({names.TEXT_FIELD: f"{WISH} by form"}).values())

    def click() -> None:
        assert jonas.click("it-web", card.ts, names.CLAIM).acknowledged
        told.append(whispered(stage, "it-web"))

    def message() -> None:
        ava.say(ava.dm(), PRIVATE_WISH)
        stage.until(lambda: stage.bot_messages(ava.dm()))
        told.append(stage.bot_messages(ava.dm())[0]["text"])

    def whispered(stage: Stage, channel: str) -> str:
        stage.until(lambda: stage.whispers(jonas, channel))
        (sentence,) = stage.whispers(jonas, channel)
        return sentence

    at_once(command, form, click, message)
    assert len(told) == 4
    return told


def reference_in(sentence: str) -> str:
    assert sentence.startswith("Sorry, something got stuck on my side. I've kept what you said")
    found = REFERENCE.search(sentence)
    assert found is not None
    return found[1]


def check(stage: Stage) -> None:
    assert sorted(one["text"] for one in stage.requests()) == sorted(
        [FIRST, f"{WISH} by command", f"{WISH} by form", PRIVATE_WISH]
    )
    assert stage.changes(stage.request(FIRST)["id"]) == ["filed", "acknowledged"]
    assert [stage.posts(one["id"]) for one in stage.requests()].count(["card", "receipt"]) == 3
    assert stage.parked() == []
    assert list(stage.world.folder.glob("*.spool")) == []
    ids = stage.notice_ids()
    assert sorted(ids) == sorted(set(ids))


def test_talk_that_may_not_concern_us_is_answered_with_silence(
    stage_and_gone: tuple[Stage, Gone],
) -> None:
    """Whether a thread is a request's only the database knows; people who chat need no apology."""
    stage, gone = stage_and_gone
    stage.start("--hurried")
    stage.until_quiet()  # what a start says is under way otherwise, and waits for its lease
    mia, oliver = stage.person("mia"), stage.person("oliver")
    root = mia.say("marketing", "Who is in for lunch?")
    with gone():
        oliver.say("marketing", "Me!", thread_ts=root)
        stage.workspace.until(lambda: not stage.workspace.within(lambda office: office.is_telling()))
    stage.ledger.engine.dispose()
    stage.until(lambda: stage.count_requests() == 0)
    stage.let_hours_pass()
    stage.until_quiet()
    assert stage.bot_messages("marketing") == []
    assert stage.bot_messages(oliver.dm()) == []
    assert stage.whispers(oliver, "marketing") == []
    assert stage.count_requests() == 0


def test_a_bot_whose_database_is_gone_at_the_start_says_so_and_ends(
    databases: Databases, tmp_path: Path
) -> None:
    server = StoppablePostgres()
    server.start()
    try:
        with staged(tmp_path, server.url(server.create())) as stage:
            with server.stopped(), pytest.raises(RuntimeError):
                stage.world.start_bot()
            assert "The database does not answer right now." in stage.bot.log
            assert "Traceback" not in stage.bot.log
            assert stage.bot.process.wait() == 1
            stage.bot.kill()
            stage.world.start_bot()
            assert stage.person("mia").command("marketing", f"/ask {FIRST}").acknowledged
            stage.until_quiet()
            assert stage.posts(stage.request(FIRST)["id"]) == ["card", "receipt"]
    finally:
        server.stop()
