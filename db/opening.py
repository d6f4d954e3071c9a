"""The database, for a command that looks at it beside the bot."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from sqlalchemy import Connection

from db.engine import Ledger
from db.errors import Misconfigured
from db.migrate import is_migrated


def opened(url: str) -> closing[Ledger]:
    """Raises Misconfigured when it is not there, or of another version; it is not made or migrated here."""
    if is_migrated(url):
        return closing(Ledger(url))
    raise Misconfigured(
        [
            "The database in DATABASE_URL is not there yet, or of an older version of Liaison. "
            "Start the bot once with it."
        ]
    )


@contextmanager
def one_look(url: str) -> Iterator[Connection]:
    """However much is read, it is all of the same moment. Raises Misconfigured as `opened` does."""
    with opened(url) as ledger, ledger.read() as connection:
        if not ledger.is_sqlite:  # there a transaction is one look anyway
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection
