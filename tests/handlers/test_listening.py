"""Commands over Socket Mode: taken together, committed together, and each answered for itself."""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import Ack, App, BoltResponse
from slack_sdk import WebClient
from slack_sdk.socket_mode.request import SocketModeRequest
from sqlalchemy import Connection, select

from db.engine import Ledger, Taken
from db.errors import Outage
from db.inbox import record
from db.tables import inbox
from handlers.listening import Listening
from handlers.socket_line import acknowledgement, frame
from tests.conftest import Databases
from tests.workspace.apps.lunch import MANIFEST
from workspace.envelopes import Answer
from workspace.seed import small_seed
from workspace.server import Workspace

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
ENOUGH = 20.0  # seconds; only what is broken needs them


class CountingLedger(Ledger):
    """Counts its commits, and may be told that the database is gone."""

    commits = 0
    is_gone = False

    def commit(self, connection: Connection) -> None:
        self.commits += 1
        if self.is_gone:
            raise Outage("The database does not answer right now.")
        super().commit(connection)

    def keys(self) -> list[str]:
        with self.read() as connection:
            return list(connection.execute(select(inbox.c.key).order_by(inbox.c.key)).scalars())


class Desk:
    """A small app that keeps the words of each command. "wait" waits at the gate, "break" breaks, "poison"
    breaks even what deals with mistakes.
    """

    def __init__(self, workspace: Workspace, ledger: CountingLedger) -> None:
        self.workspace = workspace
        self.ledger = ledger
        self.entered, self.gate = threading.Event(), threading.Event()
        client = WebClient(token=workspace.bot_token, base_url=workspace.api_url)
        app = App(client=client, process_before_response=True)
        app.command("/lunch")(self.take)
        app.event("message")(self.hear)
        app.error(self.broke)
        self.listening = Listening(app, workspace.app_token, ledger)

    def take(self, ack: Ack, body: dict[str, Any]) -> None:
        words = body["text"]
        if words == "wait":
            self.entered.set()
            assert self.gate.wait(ENOUGH)
        if words in ("break", "poison"):
            raise RuntimeError("a mistake of ours" if words == "break" else words)
        ack(text=self.keep(words), response_type="ephemeral")

    def hear(self, body: dict[str, Any]) -> None:
        if body["event"]["text"] == "wait":
            self.entered.set()
            assert self.gate.wait(ENOUGH)
        self.keep(body["event"]["text"])

    def broke(self, error: Exception) -> BoltResponse:
        if str(error) == "poison":
            raise error
        return BoltResponse(status=200, body={"text": f"sorry: {error}", "response_type": "ephemeral"})

    def keep(self, words: str) -> str:
        try:
            with self.ledger.begin() as unit:
                record(unit, words, "command", NOW)
        except Taken:
            return f"again: {words}"
        except Outage as outage:
            return str(outage)
        return f"kept: {words}"

    def queued(self, pool: ThreadPoolExecutor, *words: str) -> list[Future[Answer]]:
        """One command that waits at the gate, and others that have come meanwhile."""
        ana = self.workspace.person("ana")
        lines = [f"/lunch {word}" for word in words]
        told = [pool.submit(ana.command, "general", "/lunch wait")]
        assert self.entered.wait(ENOUGH)
        told += [pool.submit(ana.command, "general", line) for line in lines]
        self.workspace.until(lambda: len(self.listening.client._held) == len(words))
        return told


def texts(told: list[Future[Answer]]) -> list[str]:
    answers = [one.result(ENOUGH) for one in told]
    assert all(answer.acknowledged for answer in answers)
    return [answer.body["text"] for answer in answers if answer.body]


@pytest.fixture
def desk(databases: Databases, tmp_path: Path) -> Iterator[Desk]:
    ledger = CountingLedger(databases.fresh("sqlite", tmp_path))
    with Workspace(seed=small_seed("Lunch"), manifest=MANIFEST) as workspace:
        workspace.deliveries.ack_seconds = ENOUGH
        desk = Desk(workspace, ledger)
        desk.listening.connect()  # type: ignore[no-untyped-call]
        workspace.until(lambda: workspace.deliveries.connected)
        yield desk
        desk.gate.set()
        desk.listening.close()  # type: ignore[no-untyped-call]
    ledger.close()


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as pool:
        yield pool


def test_commands_that_come_together_share_one_commit_and_each_is_answered(
    desk: Desk, pool: ThreadPoolExecutor
) -> None:
    told = desk.queued(pool, "a", "b", "c", "d")
    desk.gate.set()
    assert sorted(texts(told)) == ["kept: a", "kept: b", "kept: c", "kept: d", "kept: wait"]
    assert desk.ledger.keys() == ["a", "b", "c", "d", "wait"]
    assert desk.ledger.commits == 2


def test_one_that_was_kept_before_is_told_so_and_harms_no_other(desk: Desk, pool: ThreadPoolExecutor) -> None:
    desk.keep("b")
    told = desk.queued(pool, "a", "b", "c")
    desk.gate.set()
    assert sorted(texts(told)) == ["again: b", "kept: a", "kept: c", "kept: wait"]
    assert desk.ledger.keys() == ["a", "b", "c", "wait"]


def test_a_mistake_on_one_leaves_the_others_kept_and_answered(desk: Desk, pool: ThreadPoolExecutor) -> None:
    told = desk.queued(pool, "a", "break", "c")
    desk.gate.set()
    assert sorted(texts(told)) == ["kept: a", "kept: c", "kept: wait", "sorry: a mistake of ours"]
    assert desk.ledger.keys() == ["a", "c", "wait"]


def test_one_that_nobody_can_deal_with_costs_the_others_nothing(desk: Desk, pool: ThreadPoolExecutor) -> None:
    desk.workspace.deliveries.ack_seconds = 6.0
    wait, first, poison, last = desk.queued(pool, "a", "poison", "c")
    desk.gate.set()
    assert sorted(texts([wait, first, last])) == ["kept: a", "kept: c", "kept: wait"]
    assert desk.ledger.keys() == ["a", "c", "wait"]
    assert not poison.result(ENOUGH).acknowledged


def test_when_the_database_is_gone_one_attempt_tells_all_who_have_come(
    desk: Desk, pool: ThreadPoolExecutor
) -> None:
    told = desk.queued(pool, "a", "b", "c")
    desk.ledger.is_gone = True
    desk.gate.set()
    assert texts(told) == ["The database does not answer right now."] * 4
    assert desk.ledger.commits == 1
    assert desk.ledger.keys() == []


def test_a_command_that_takes_its_time_holds_up_nothing_but_commands(
    desk: Desk, pool: ThreadPoolExecutor
) -> None:
    told = desk.queued(pool)
    desk.workspace.person("ana").say("general", "hello")
    desk.workspace.until(lambda: desk.ledger.keys() == ["hello"])
    desk.gate.set()
    assert texts(told) == ["kept: wait"]


def test_what_is_in_hand_when_we_leave_is_kept_and_breaks_nothing(
    desk: Desk, pool: ThreadPoolExecutor, caplog: pytest.LogCaptureFixture
) -> None:
    desk.workspace.person("ana").say("general", "wait")
    assert desk.entered.wait(ENOUGH)
    left = pool.submit(desk.listening.close)
    desk.workspace.until(lambda: not desk.listening.client.is_connected())
    desk.gate.set()
    left.result(ENOUGH)
    desk.workspace.until(lambda: desk.ledger.keys() == ["wait"])
    desk.listening.client.message_workers.shutdown()
    assert [record.message for record in caplog.records if record.exc_info] == []


def request(envelope_id: str = "e1") -> SocketModeRequest:
    return SocketModeRequest(type="slash_commands", envelope_id=envelope_id, payload={})


@pytest.mark.parametrize(
    ("answer", "payload"),
    [
        (BoltResponse(status=200, body=""), None),
        (BoltResponse(status=200, body={"text": 'say "ä" 🎫'}), {"text": 'say "ä" 🎫'}),
        (BoltResponse(status=200, body="plain"), {"text": "plain"}),
    ],
)
def test_an_acknowledgement_carries_what_bolt_answered(
    answer: BoltResponse, payload: dict[str, Any] | None
) -> None:
    said = acknowledgement(request('e"1'), answer)
    assert said is not None
    assert json.loads(said) == {"envelope_id": 'e"1', **({"payload": payload} if payload else {})}


def test_what_bolt_could_do_nothing_with_is_not_acknowledged() -> None:
    assert acknowledgement(request(), BoltResponse(status=404, body={"error": "unhandled request"})) is None


@pytest.mark.parametrize("length", [0, 1, 125, 126, 65535, 65536, 200_000])
def test_a_frame_holds_its_words_masked(length: int) -> None:
    text = secrets.token_hex(length // 2 + 1)[:length]
    assert unmasked(frame(text)) == text.encode()


def test_a_frame_holds_words_of_every_script() -> None:
    assert unmasked(frame("Grüße 🎫 登录")) == "Grüße 🎫 登录".encode()


def unmasked(data: bytes) -> bytes:
    """As RFC 6455 has it: one final text frame, from a client."""
    assert data[0] == 0x81
    assert data[1] & 0x80
    short = data[1] & 0x7F
    wide = {126: 2, 127: 8}.get(short, 0)
    length = int.from_bytes(data[2 : 2 + wide], "big") if wide else short
    mask, body = data[2 + wide : 6 + wide], data[6 + wide :]
    assert len(body) == length
    return bytes(byte ^ mask[at % 4] for at, byte in enumerate(body))
