"""Can the database be reached and written? Asked by `app.py check`."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError


def database_problems(url: str) -> list[str]:
    """One sentence for each thing that is wrong; the database itself is left as it is."""
    file = Path(url.removeprefix("sqlite:///"))
    if url.startswith("sqlite") and not file.exists():
        return _problems_of_a_new_file(file)
    engine = None
    try:
        engine = create_engine(url, connect_args={} if url.startswith("sqlite") else {"connect_timeout": 5})
        with engine.connect() as connection:
            # SQLite opens anything; only a look inside tells whether it is a database.
            connection.execute(text("PRAGMA schema_version" if url.startswith("sqlite") else "SELECT 1"))
    except DBAPIError as error:
        reason = str(error.orig).strip().splitlines()[0]
        return [f"The database in DATABASE_URL cannot be opened: {reason}."]
    except (SQLAlchemyError, ImportError) as error:
        return [f"DATABASE_URL does not name a database we know ({error})."]
    finally:
        if engine is not None:
            engine.dispose()
    return []


def _problems_of_a_new_file(file: Path) -> list[str]:
    folder = file.absolute().parent
    if not folder.is_dir():
        return [f"The folder {folder} for the database in DATABASE_URL does not exist. Make it first."]
    if not os.access(folder, os.W_OK):
        return [f"Nothing may be written to the folder {folder} for the database in DATABASE_URL."]
    return []
