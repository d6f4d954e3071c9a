"""Transactions: one `with ledger.begin() as unit` per door.

A unit that only adds rows never opens a connection of its own: its rows join those of other units
in the writer, which commits many at once (group commit). The `with` block ends when the rows are
committed, so the caller may acknowledge. A unit that reads or updates runs in its own transaction.

A thread that has several deliveries before it may gather such units (db/gathering.py): then they are
committed together, after the last of them, and only then may each be acknowledged.

On SQLite all writers of this process take turns on one lock, since SQLite's own waiting is unfair.
`BEGIN IMMEDIATE` keeps read-then-write safe from other processes.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, TypeGuard

from sqlalchemy import Connection, CursorResult, Engine, Executable, Table, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError, TimeoutError
from sqlalchemy.pool import ConnectionPoolEntry

from db.crowding import AT_ONCE, Crowding
from db.errors import Outage
from db.gathering import Gathering, gathering_of
from db.rows import Rows, complete, insert_rows
from db.taken import Taken, taken
from db.writer import Writer

# How long we wait on SQLite. Together they must stay well under the three seconds that Slack waits.
SQLITE_PATIENCE_MS = 1500  # for another process
TURN_PATIENCE = 1.0  # seconds, for another writer of this process
# Pages that wait in SQLite's log, 16 MB of them, before whoever commits next carries them into the file:
# somebody waits for that, and a page that was changed a hundred times is carried once.
_CHECKPOINT = "wal_autocheckpoint=4000"

# PostgreSQL rolls back for a process that stands still within a transaction (its machine was frozen, or lost
# its power): its locks would hold up all the others until the server's system noticed, hours later.
FROZEN_AFTER = 60  # seconds
# The other way round: a server that vanished without a word is noticed within half a minute, also by a thread
# that waits for its answer. Left to the system that takes a quarter of an hour, or two hours.
_LINE = {
    "keepalives_idle": 10,  # seconds without a word
    "keepalives_interval": 5,  # seconds
    "keepalives_count": 4,
    "tcp_user_timeout": 20_000,  # milliseconds for what was sent and is not acknowledged
}

NO_ANSWER = "The database does not answer right now."


class Unit:
    """One transaction. `add` is remembered and written in order; `execute` sees what was added."""

    def __init__(self, open_connection: Callable[[], Connection], crowding: Crowding | None = None) -> None:
        self.rows: Rows = []
        self.after_commit: list[Callable[[], None]] = []
        self.is_expected = True  # by the writer, which waits a moment for our rows
        self._open = open_connection
        self._crowding = crowding
        self.connection: Connection | None = None

    def add(self, table: Table, **values: Any) -> None:
        self.rows.append((table, complete(table, values)))

    def wait_at(self, place: str) -> timedelta:
        """How long one more post to this place will have to wait for its turn."""
        return self._crowding.wait(place) if self._crowding else AT_ONCE

    def execute(self, statement: Executable, values: Mapping[str, Any] | None = None) -> CursorResult[Any]:
        return self.flush().execute(statement, values)

    def flush(self) -> Connection:
        if self.connection is None:
            self.connection = self._open()
        if self.rows:
            rows, self.rows = self.rows, []
            insert_rows(self.connection, rows)
        return self.connection


class Ledger:
    """The database as the rest of the house sees it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        self.engine = _sqlite_engine(url) if self.is_sqlite else _postgres_engine(url)
        self._turn = threading.Lock()
        self._writer = Writer(self._write)
        self._here = threading.local()
        self._crowding: Crowding | None = None

    @property
    def filed(self) -> int:
        """How many units joined a group commit so far: grown much since the last look, many people file."""
        return self._writer.taken

    def pace_posts(self, monotonic: Callable[[], float]) -> None:
        """From now on crowds at one place are told apart by when their posts are due."""
        self._crowding = Crowding(monotonic)

    def gather(self, outage: Outage | None = None) -> Gathering:
        """For a thread that has several deliveries before it and acknowledges none before all are handled."""
        return Gathering(self._writer, self._here, outage)

    @contextmanager
    def begin(self) -> Iterator[Unit]:
        """Commits at the end, rolls back on any exception.

        Raises Outage when the database does not answer, Taken when a row's key is there already.
        """
        unit = Unit(lambda: self._opened(unit), self._crowding)
        self._writer.expect()
        with _translated():
            try:
                yield unit
                self._finish(unit)
            finally:
                self._leave(unit)
        for wake in unit.after_commit:
            wake()

    def _opened(self, unit: Unit) -> Connection:
        self._expect_no_more(unit)
        self._take_turn()
        try:
            return self.engine.connect()
        except BaseException:
            self._release()
            raise

    def _finish(self, unit: Unit) -> None:
        if unit.connection is not None:
            self.commit(unit.flush())
        elif unit.rows:
            gathering = gathering_of(self._here)
            if gathering is not None:
                gathering.take(unit.rows, unit.after_commit)
                unit.after_commit = []
            else:
                unit.is_expected = False
                self._writer.write(unit.rows, expected=True)

    def _leave(self, unit: Unit) -> None:
        self._expect_no_more(unit)
        if unit.connection is not None:
            try:
                unit.connection.close()  # rolls back what was not committed
            finally:
                self._release()

    def _expect_no_more(self, unit: Unit) -> None:
        if unit.is_expected:
            unit.is_expected = False
            self._writer.expect_no_more()

    def _take_turn(self) -> None:
        if self.is_sqlite and not self._turn.acquire(timeout=TURN_PATIENCE):
            raise Outage(NO_ANSWER)

    def _release(self) -> None:
        if self.is_sqlite:
            self._turn.release()

    def _write(self, rows: Rows) -> None:
        """For the writer: an Outage concerns everybody, anything else perhaps only some of the rows."""
        self._take_turn()
        try:
            with _translated(), self.engine.connect() as connection:
                insert_rows(connection, rows)
                self.commit(connection)
        except Outage as outage:
            if _is_deadlock(outage.__cause__):
                raise outage.__cause__ from None
            raise
        finally:
            self._release()

    def commit(self, connection: Connection) -> None:
        """Every write of the bot goes through here; the fault tests end the process on either side of it."""
        connection.commit()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """For looking only: takes no write lock and is always rolled back."""
        with _translated(), self.engine.connect() as connection:
            yield connection.execution_options(reading=True)

    def close(self) -> None:
        self._writer.close()
        self.engine.dispose()


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        raise (taken(error) or error) from error
    except (OperationalError, InterfaceError, TimeoutError) as error:
        raise Outage(NO_ANSWER) from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise Outage("The connection to the database was lost.") from error
        raise


def _is_deadlock(cause: BaseException | None) -> TypeGuard[DBAPIError]:
    """Two batches of two processes met in opposite order: one by one they get through."""
    return isinstance(cause, DBAPIError) and getattr(cause.orig, "sqlstate", None) == "40P01"


def _sqlite_engine(url: str) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,  # an error in the log must not show people's words
        connect_args={"timeout": SQLITE_PATIENCE_MS / 1000, "check_same_thread": False},
        pool_size=20,
        max_overflow=50,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", _CHECKPOINT):
            connection.execute(f"PRAGMA {pragma}")
        # SQLite's own knows only A to Z; people also search for Ärger.
        connection.create_function("lower", 1, _lower, deterministic=True)

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _postgres_engine(url: str) -> Engine:
    return create_engine(
        url,
        hide_parameters=True,
        pool_size=20,
        max_overflow=20,
        pool_timeout=2,
        pool_pre_ping=False,
        pool_recycle=1800,
        connect_args={
            "connect_timeout": 2,
            "options": "-c timezone=UTC -c lock_timeout=2000 -c statement_timeout=20000"
            f" -c idle_in_transaction_session_timeout={FROZEN_AFTER * 1000}",
            **_LINE,
        },
    )


__all__ = ["Ledger", "Taken", "Unit"]
