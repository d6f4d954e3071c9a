"""Rows that may be there already."""

from __future__ import annotations

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from db.engine import Unit


def insert_into(unit: Unit, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that knows ON CONFLICT, for the database of this unit."""
    return sqlite.insert(table) if unit.flush().dialect.name == "sqlite" else postgresql.insert(table)
