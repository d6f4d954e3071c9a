"""Fresh, migrated databases for the benches, as durable as in production."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

from db.migrate import migrate
from tests.postgres import PostgresServer

# What is acknowledged must survive a power cut here as well: only then is the price of it measured.
DURABLE = {"listen_addresses": "127.0.0.1", "max_connections": "200"}


class Databases:
    def __init__(self, folder: Path, server: PostgresServer) -> None:
        self._folder = folder
        self._server = server
        self._count = 0
        self._template = folder / "template.db"
        migrate(f"sqlite:///{self._template}")
        self._postgres_template = server.create()
        migrate(server.url(self._postgres_template))

    def fresh(self, kind: str) -> str:
        self._count += 1
        if kind == "sqlite":
            file = self._folder / f"{self._count}.db"
            shutil.copyfile(self._template, file)
            return f"sqlite:///{file}"
        return self._server.url(self._server.create(self._postgres_template))

    def drop(self, url: str) -> None:
        if url.startswith("sqlite"):
            for file in self._folder.glob(f"{Path(url.removeprefix('sqlite:///')).name}*"):
                file.unlink()
        else:
            self._server.drop(url.rsplit("/", 1)[1])


@contextmanager
def databases(folder: Path) -> Iterator[Databases]:
    server = PostgresServer(DURABLE)
    server.start()
    try:
        yield Databases(folder, server)
    finally:
        server.stop()


def column(url: str, statement: str) -> list[str]:
    """One column of what is in a database that others write to."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return [str(row[0]) for row in connection.execute(text(statement))]
    finally:
        engine.dispose()
