"""A unique constraint that said no, told by its name on both databases."""

from __future__ import annotations

import re

from sqlalchemy import PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.exc import IntegrityError

from db.errors import BotError
from db.tables import metadata


class Taken(BotError):
    """A row with this key is there already: `constraint` is the name of the constraint that said so."""

    def __init__(self, constraint: str) -> None:
        super().__init__(f"A row with this key is there already ({constraint}).")
        self.constraint = constraint


def taken(error: IntegrityError) -> Taken | None:
    """The Taken that stands for this error, or None when it is about something else."""
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:  # psycopg
        return Taken(diagnosis.constraint_name) if error.orig.sqlstate == "23505" else None  # type: ignore[union-attr]
    found = re.match(r"UNIQUE constraint failed: (.+)", str(error.orig))
    return Taken(_named(found[1])) if found else None


def _named(columns: str) -> str:
    """SQLite names the columns, not the constraint."""
    pairs = [part.strip().split(".") for part in columns.split(",")]
    table = metadata.tables[pairs[0][0]]
    names = {column for _, column in pairs}
    for constraint in table.constraints:
        if (
            isinstance(constraint, UniqueConstraint | PrimaryKeyConstraint)
            and {c.name for c in constraint.columns} == names
        ):
            return str(constraint.name)
    return f"{table.name}: {columns}"
