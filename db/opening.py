"""The database, for a command that looks at it beside the bot."""

from __future__ import annotations

from contextlib import closing

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
