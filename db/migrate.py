"""Brings a database up to the tables of today: an empty one, an older one, or two processes at once.

A revision is written by hand as a file in db/migrations/versions, and HEAD names the newest. A test holds
the outcome against db/tables.py on both databases.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, text
from sqlalchemy.exc import DBAPIError, OperationalError

from db.errors import Outage

HEAD = "0005"
PATIENCE = 30  # seconds for another process to finish its migration

_HERE = Path(__file__).parent / "migrations"
_LOCK = 0x6C696169  # any number, the same for all of us


def migrate(url: str) -> None:
    """Does nothing, quickly, when the database is up to date. Raises Outage when it does not answer."""
    engine = _engine(url)
    try:
        if _revision(engine) != HEAD:
            _upgrade(engine)
    except OperationalError as error:
        raise Outage("The database does not answer right now.") from error
    finally:
        engine.dispose()


def is_migrated(url: str) -> bool:
    """Only looks: a database that is not there, or does not answer, is not made or waited for."""
    if url.startswith("sqlite") and not Path(url.removeprefix("sqlite:///")).exists():
        return False
    engine = _engine(url)
    try:
        return _revision(engine) == HEAD
    except DBAPIError:
        return False
    finally:
        engine.dispose()


def _revision(engine: Engine) -> str | None:
    """A plain read: the machinery for migrations takes longer to load than all the rest of the start."""
    with engine.connect() as connection:
        try:
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
        except DBAPIError as error:
            if "alembic_version" in str(error.orig):
                return None  # an empty database
            raise


def _upgrade(engine: Engine) -> None:
    from alembic import command  # here, since a start that has nothing to do must not wait for it
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    with engine.connect() as connection:
        _take_turn(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")  # finds nothing to do when another process was first
        connection.commit()


def _take_turn(connection: Connection) -> None:
    """Until our transaction ends, no other process migrates."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("SELECT 1")  # opens the transaction: BEGIN IMMEDIATE
    else:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": PATIENCE})
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": PATIENCE})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, so that a migration is one transaction
        with suppress(sqlite3.OperationalError):  # another process is just doing the same
            connection.execute("PRAGMA journal_mode=WAL")  # stays in the file: looking waits for no writer

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
