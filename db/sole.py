"""SQLite serves one process: the second one is turned away before it does harm.

The lock is the operating system's, so it ends with the process, however that ends.
"""

from __future__ import annotations

import fcntl
from pathlib import Path
from typing import IO

from db.errors import Misconfigured


def hold(database_url: str) -> IO[bytes] | None:
    """Keep what is returned while the process lives; None where several may run. Raises Misconfigured."""
    path = database_url.removeprefix("sqlite:///")
    if path == database_url:
        return None
    file = Path(f"{path}.lock").open("ab")  # noqa: SIM115 - held open on purpose
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise Misconfigured(
            [
                f"Liaison is running already on the database file {path}. Stop it first, "
                "or use PostgreSQL, where several may run."
            ]
        ) from error
    return file
