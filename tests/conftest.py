"""What every test may ask for. Whoever asks for a database is run twice: SQLite and a real PostgreSQL."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import pytest
from hypothesis import settings as hypothesis
from sqlalchemy import Dialect

from bot.company import Company
from bot.company.reading import read_company
from bot.intake.reader import Reader
from bot.learning import Learner
from bot.oncall.keeping import Duties
from bot.open_requests import OpenRequests
from bot.people import Directory, remember
from bot.routing import Router
from bot.settings import from_env
from bot.toolkit import Desk, Identity, Toolkit
from db.engine import Ledger
from db.migrate import migrate
from db.spool import Spool
from glossary.planting import plant_starter
from glossary.shelf import Shelf
from tests.companies import WORKSPACE, accounts
from tests.emptied import Emptied
from tests.postgres import PostgresServer

# Nothing here asserts on time: on a busy machine any example may take long.
hypothesis.register_profile("liaison", parent=hypothesis(), deadline=None)
hypothesis.load_profile("liaison")

EXAMPLE = Path(__file__).parent.parent / "liaison.example.yaml"
BOT = Identity(user_id="U0LIAISON", bot_id="B0LIAISON", workspace_id=WORKSPACE)
TUESDAY_NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


@dataclass
class SettableClock:
    now: datetime = TUESDAY_NOON

    def __call__(self) -> datetime:
        return self.now

    def advance(self, by: timedelta | None = None, **parts: float) -> datetime:
        """`advance(minutes=5)` or `advance(timedelta(minutes=5))`; the new time."""
        self.now += (by or timedelta()) + timedelta(**parts)
        return self.now


@dataclass
class CountedWake:
    """Stands for the relay's wake; counts how often it was called."""

    count: int = 0

    def __call__(self) -> None:
        self.count += 1


_dialects: dict[str, Dialect] = {}
_compiled: dict[Any, Any] = {}


def versed(ledger: Ledger) -> Ledger:
    """Knows the statements that earlier ones of its kind have compiled: else each test compiles its own."""
    engine = ledger.engine
    if engine.dialect.name not in _dialects:
        engine.connect().close()  # it learns then what the server can do
        _dialects[engine.dialect.name] = engine.dialect
    engine.dialect = _dialects[engine.dialect.name]
    engine.update_execution_options(compiled_cache=_compiled)
    return ledger


@cache
def untaught(company: Company) -> Reader:
    """Readers are values: one for each company serves all tests."""
    return Reader(company, Router(company))


class DeskOf(Protocol):
    """`with desk_of() as desk:` is one transaction with all that a service needs."""

    def __call__(self) -> AbstractContextManager[Desk]: ...


@dataclass
class Databases:
    """Fresh, migrated databases of both kinds, and their end."""

    folder: Path
    server: PostgresServer
    sqlite_template: Path
    postgres_template: str
    _made: list[str] = field(default_factory=list)
    _lent: list[Emptied] = field(default_factory=list)
    _idle: list[Emptied] = field(default_factory=list)
    _planted: dict[str, str] = field(default_factory=dict)  # kind -> the template that has the words

    def fresh(self, kind: str, folder: Path) -> str:
        if kind == "sqlite":
            return self._copy(kind, folder, self.sqlite_template, "")
        self._lent.append(self._idle.pop() if self._idle else Emptied(self.server, self.postgres_template))
        return self._lent[-1].url

    def planted(self, kind: str, folder: Path) -> str:
        """With the starter content of the glossary, for bots that are to be up soon."""
        if kind not in self._planted:
            self._planted[kind] = self._plant(kind)
        name = self._planted[kind]
        return self._copy(kind, folder, Path(name), name)

    def _plant(self, kind: str) -> str:
        file = self.folder / "planted.db"
        shutil.copyfile(self.sqlite_template, file)
        name = str(file) if kind == "sqlite" else self.server.create(self.postgres_template)
        ledger = Ledger(f"sqlite:///{file}" if kind == "sqlite" else self.server.url(name))
        with ledger.begin() as unit:
            plant_starter(unit, datetime.now(UTC))
        ledger.close()
        return name

    def _copy(self, kind: str, folder: Path, sqlite_template: Path, postgres_template: str) -> str:
        if kind == "sqlite":
            file = folder / "liaison.db"
            shutil.copyfile(sqlite_template, file)
            return f"sqlite:///{file}"
        self._made.append(self.server.create(postgres_template))
        return self.server.url(self._made[-1])

    def empty(self, kind: str, folder: Path) -> str:
        if kind == "sqlite":
            return f"sqlite:///{folder / 'empty.db'}"
        self._made.append(self.server.create())
        return self.server.url(self._made[-1])

    def take_back(self) -> None:
        """After each test. Two are ready for the next one: few ask for more."""
        while self._lent:
            one = self._lent.pop()
            if len(self._idle) < 2 and one.empty():
                self._idle.append(one)
            else:
                one.drop()
        while self._made:
            self.server.drop(self._made.pop())

    def close(self) -> None:
        self.take_back()
        while self._idle:
            self._idle.pop().drop()


@pytest.fixture(scope="session", autouse=True)
def own_environment() -> Iterator[None]:
    """No setting and no proxy of this machine reaches a test."""
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ:
            ours = name.startswith(("SLACK_", "OPENAI_", "LIAISON_", "PG"))
            if ours or name.upper().endswith("_PROXY") or name in ("DATABASE_URL", "PORT", "LOG_LEVEL"):
                patch.delenv(name)
        patch.setenv("OPENBLAS_NUM_THREADS", "1")  # of the programs that tests start
        yield


@pytest.fixture(scope="session")
def postgres(own_environment: None) -> Iterator[PostgresServer]:
    server = PostgresServer()
    server.start()
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def templates(postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    folder = tmp_path_factory.mktemp("templates")
    sqlite_template = folder / "template.db"
    migrate(f"sqlite:///{sqlite_template}")
    name = postgres.create()
    migrate(postgres.url(name))
    made = Databases(folder, postgres, sqlite_template, name)
    yield made
    made.close()


@pytest.fixture
def databases(templates: Databases) -> Iterator[Databases]:
    yield templates
    templates.take_back()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def database_url(database_kind: str, databases: Databases, tmp_path: Path) -> str:
    """A fresh, migrated database."""
    return databases.fresh(database_kind, tmp_path)


@pytest.fixture
def empty_database_url(database_kind: str, databases: Databases, tmp_path: Path) -> str:
    return databases.empty(database_kind, tmp_path)


@pytest.fixture
def ledger(database_url: str) -> Iterator[Ledger]:
    ledger = versed(Ledger(database_url))
    yield ledger
    ledger.close()


@pytest.fixture(scope="session")
def example_company() -> Company:
    return read_company(EXAMPLE)


@pytest.fixture
def company(example_company: Company) -> Company:
    return example_company


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock()


@pytest.fixture
def wake() -> CountedWake:
    return CountedWake()


@pytest.fixture
def toolkit(
    ledger: Ledger, company: Company, clock: SettableClock, wake: CountedWake, tmp_path: Path
) -> Toolkit:
    """All that a door may hold, with everybody of the company in Slack."""
    directory = Directory(ledger, company, WORKSPACE)
    with ledger.begin() as unit:
        remember(unit, accounts(company), clock.now)
    directory.refresh()
    return Toolkit(
        ledger=ledger,
        now=clock,
        settings=from_env({"SLACK_BOT_TOKEN": "xoxb-test", "SLACK_APP_TOKEN": "xapp-test"}),
        company=company,
        directory=directory,
        learner=Learner(ledger, untaught(company)),
        open_requests=OpenRequests(ledger),
        shelf=Shelf(ledger),
        duties=Duties(ledger, company, directory),
        identity=BOT,
        spool=Spool(tmp_path / "spool.jsonl"),
        wake=wake,
    )


@pytest.fixture
def desk_of(toolkit: Toolkit) -> DeskOf:
    @contextmanager
    def at_desk() -> Iterator[Desk]:
        with toolkit.ledger.begin() as unit:
            yield toolkit.desk(unit)

    return at_desk
