"""Can the database be reached and written? Asked by `app.py check`."""

from __future__ import annotations

from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError


def database_problems(url: str) -> list[str]:
    """One sentence for each thing that is wrong; the database itself is left as it is."""
    try:
        engine = create_engine(url, connect_args={} if url.startswith("sqlite") else {"connect_timeout": 5})
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        engine.dispose()
    except DBAPIError as error:
        reason = str(error.orig).strip().splitlines()[0]
        return [f"The database in DATABASE_URL cannot be opened: {reason}."]
    except (SQLAlchemyError, ImportError) as error:
        return [f"DATABASE_URL does not name a database we know ({error})."]
    return []
