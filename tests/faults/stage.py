"""A world that is looked at from outside: what stands in Slack, what stands in the database."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Select, func, select

from db.engine import Ledger
from db.errors import Outage
from db.kinds import InboxState, NoticeState, PostRole
from db.tables import history, inbox, outbox, posts, requests
from tests.world import ORDINARY, BotProcess, World
from workspace.people.person import Person
from workspace.rules.refused import Refused

FUSED = ("-m", "tests.faults.program")
PATIENCE = 60.0
DUMPED_WITHIN = 1.0  # seconds
SESSIONS = """
    SELECT pid, state, wait_event, now() - xact_start AS since, pg_blocking_pids(pid) AS behind, query
    FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
Said = dict[str, Any]


class Stage:
    """One world, one database, and the bot that may die in it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.workspace = world.workspace
        self.faults = world.faults
        self.ledger = Ledger(world.database_url)
        self.deaths = 0

    # The bot

    def start(self, *options: str) -> BotProcess:
        """The bot with a fuse; without options it has none, but its clock can jump."""
        return self.world.start_bot((*FUSED, *options))

    @property
    def bot(self) -> BotProcess:
        assert self.world.bot is not None
        return self.world.bot

    def bury(self) -> None:
        """Waits for the bot's death, and until Slack has noticed."""
        self.bot.process.wait(timeout=PATIENCE)
        self.bot.kill()
        self.deaths += 1
        self.workspace.until(lambda: self.workspace.deliveries.connections == 0)

    def start_again(self) -> None:
        """The ordinary program. What a dead process was saying waits for its lease where others may live
        (PostgreSQL); there some hours pass."""
        if self.ledger.is_sqlite:
            self.world.start_bot(ORDINARY)
        else:
            self.start("--hurried")
            self.let_hours_pass()

    def let_hours_pass(self) -> None:
        self.bot.process.send_signal(signal.SIGUSR2)

    # Waiting

    def until(self, holds: Callable[[], Any], *, seconds: float = PATIENCE) -> None:
        """Waits until something holds; whenever the bot has died meanwhile it is started again."""

        def living() -> bool:
            if not self.bot.is_alive:
                self.bury()
                self.start_again()
            return bool(holds())

        try:
            self.workspace.until(living, seconds=seconds)
        except TimeoutError:
            raise TimeoutError(self.standing()) from None

    def until_quiet(self) -> None:
        """Nothing is on its way: neither to the bot, nor in it, nor from it."""
        self.until(self.is_quiet)

    def is_quiet(self) -> bool:
        if self.workspace.deliveries.waiting or self.workspace.within(lambda office: office.is_telling()):
            return False
        return not self.unsaid() and not self.unfinished() and not self.has_spooled()

    # When it goes no further

    def standing(self) -> str:
        """What may tell why: rows, the bot's log, where its threads are, what the database does."""
        log = self.bot.log
        self.bot.process.send_signal(signal.SIGUSR1)
        time.sleep(DUMPED_WITHIN)
        parts = [
            f"It is {datetime.now(UTC)}.",
            "Said:",
            log[-6000:],
            "Its threads:",
            self.bot.log[len(log) :],
        ]
        try:
            parts += ["Unsaid:", *map(str, self.unsaid()), "Unfinished:", *map(str, self.unfinished())]
            parts += ["Sessions:", *map(str, self.sessions())]
        except Outage as outage:
            parts.append(str(outage))
        return "\n".join(parts)

    # The database

    def rows(self, statement: Select[Any]) -> list[Any]:
        with self.ledger.read() as connection:
            return list(connection.execute(statement).mappings().all())

    def unsaid(self) -> list[Any]:
        waiting = outbox.c.state.in_((NoticeState.DUE, NoticeState.CLAIMED))
        when = (outbox.c.due_at, outbox.c.lease_until, outbox.c.attempts)
        told = (outbox.c.kind, outbox.c.state, outbox.c.lane, outbox.c.error, *when)
        return self.rows(select(*told).where(waiting).order_by(outbox.c.id))

    def sessions(self) -> list[Any]:
        """What PostgreSQL is doing for each who is connected, and who waits for whom."""
        if self.ledger.is_sqlite:
            return []
        with self.ledger.read() as connection:
            return list(connection.exec_driver_sql(SESSIONS).mappings().all())

    def parked(self) -> list[Any]:
        return self.rows(select(outbox).where(outbox.c.state == NoticeState.PARKED))

    def unfinished(self) -> list[Any]:
        return self.rows(select(inbox).where(inbox.c.state != InboxState.DONE))

    def has_spooled(self) -> bool:
        """Whether something came when the database did not answer, as it may beside busy neighbours."""
        return any(self.world.folder.glob("*.spool"))

    def requests(self) -> list[Any]:
        return self.rows(select(requests).order_by(requests.c.id))

    def request(self, words: str) -> Any:
        """The one request with these words in it."""
        (found,) = [one for one in self.requests() if words in one["text"]]
        return found

    def count_requests(self) -> int:
        with self.ledger.read() as connection:
            return int(connection.execute(select(func.count()).select_from(requests)).scalar_one())

    def changes(self, request_id: str) -> list[str]:
        of_this = history.c.request_id == request_id
        return [row["change"] for row in self.rows(select(history).where(of_this).order_by(history.c.id))]

    def posts(self, request_id: str) -> list[str]:
        """What stands in Slack for this request, as the bot itself knows it, and really stands there.

        What is missing is asked once at most. Whether these words leave anything open is no matter of faults.
        """
        known = self.rows(select(posts).where(posts.c.request_id == request_id))
        standing = {(one["channel"], one["ts"]) for one in self.all_bot_messages()}
        roles = sorted(row["role"] for row in known if (row["channel_id"], row["ts"]) in standing)
        assert roles.count(PostRole.ASKED) <= 1
        return [role for role in roles if role != PostRole.ASKED]

    # Slack

    def person(self, name: str) -> Person:
        return self.workspace.person(name)

    def roots(self, channel: str) -> list[Said]:
        """Those of the bot's messages that open a thread: receipts and cards."""
        return [one for one in self.bot_messages(channel) if one.get("thread_ts", one["ts"]) == one["ts"]]

    def bot_messages(self, channel: str) -> list[Said]:
        """What the bot says for everybody there to see, oldest first."""
        ours = self.workspace.state.bot
        return [one for one in self.workspace.messages(channel) if one.get("user") == ours]

    def all_bot_messages(self) -> list[Said]:
        channels = self.workspace.within(lambda office: list(office.state.channels))
        return [{**one, "channel": channel} for channel in channels for one in self.bot_messages(channel)]

    def notice_ids(self) -> list[str]:
        """The ids under which the bot's messages stand in Slack."""
        marks = [one.get("metadata") for one in self.all_bot_messages()]
        return [mark["event_payload"]["id"] for mark in marks if mark]

    def whispers(self, person: Person, channel: str) -> list[str]:
        return [one["text"] for one in person.sees(channel) if one.get("is_ephemeral")]

    def with_button(self, channel: str, action_id: str, about: str = "") -> Button | None:
        """The newest button (or menu) of this name that can be pressed here; `about`: in its value."""
        for message in reversed(self.workspace.messages(channel)):
            for element in elements(message):
                offered = f"{element.get('value', '')} {element.get('options', '')}"
                if str(element.get("action_id", "")).startswith(action_id) and about in offered:
                    return Button(message["ts"], element["action_id"])
        return None

    def press(
        self, person: Person, channel: str, action_id: str, about: str = "", option: str | None = None
    ) -> None:
        """Presses until it is answered: who is shown an error presses again, if the button is there."""
        self.until(lambda: self.with_button(channel, action_id, about))
        button = self.with_button(channel, action_id, about)
        assert button is not None
        while True:
            try:
                if person.click(channel, button.ts, button.action_id, option=option).acknowledged:
                    return
            except Refused as refused:
                if refused.code != "action_not_found":
                    raise
                return  # it had done its work
            self.until(lambda: self.workspace.deliveries.connected)

    def fill_in(self, person: Person, values: dict[str, str]) -> None:
        """Waits for the form to open, fills it in and sends it off."""
        self.until(person.view)
        assert person.submit(values) == {}


@dataclass(frozen=True)
class Button:
    ts: str
    action_id: str


def elements(message: Said) -> list[Said]:
    rows = [block.get("elements", []) for block in message.get("blocks", []) if block["type"] == "actions"]
    return [element for row in rows for element in row]


@contextmanager
def staged(folder: Path, database_url: str, **options: Any) -> Iterator[Stage]:
    """A world with nobody in the bot's chair yet. What Slack sends again it sends again soon."""
    with World(folder, database_url, forked=True, **options) as world:
        world.workspace.deliveries.retry_waits = (0, *[1] * 40)
        stage = Stage(world)
        try:
            yield stage
        finally:
            if world.bot is not None:
                world.bot.kill()
            stage.ledger.close()


def at_once(*works: Callable[[], Any]) -> None:
    """Everybody at the same moment, each in a thread of their own; the first error is raised."""
    errors: list[BaseException] = []
    start = threading.Barrier(len(works))

    def run(work: Callable[[], Any]) -> None:
        try:
            start.wait()
            work()
        except BaseException as error:  # noqa: BLE001 - raised again where the test runs
            errors.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
