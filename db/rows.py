"""Rows on their way to the database: many a statement, since a statement costs more than its rows.

SQLAlchemy's own way of inserting many goes over each row twice and hands the driver one at a time, each time
letting another thread in between. So the statements are written here; docs/quality.md has the figures.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import JSON, Boolean, Connection, Dialect, Table
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

from db.tables import Moment

Row = dict[str, Any]
Convert = Callable[[Any], Any]
Rows = list[tuple[Table, Row]]

# Rows a statement on SQLite. Few sizes, so that the driver keeps the statements it has prepared.
_SIZES = (64, 32, 16, 8, 4, 3, 2, 1)
_SQLITE = SQLiteDialect()
_MOMENT = Moment()
_POSTGRES = PGDialect()  # type: ignore[no-untyped-call] # the library leaves it open


@cache
def _blank(table: Table) -> Row:
    return {column.name: _default(column.default) for column in table.columns}


def _default(default: Any) -> Any:
    if default is None:
        return None
    return default.arg(None) if default.is_callable else default.arg


def complete(table: Table, values: Mapping[str, Any]) -> Row:
    """All columns of a row, in the table's order, so that rows of one table can be inserted together."""
    blank = _blank(table)
    if not values.keys() <= blank.keys():
        raise TypeError(f"{table.name} has no column {', '.join(sorted(values.keys() - blank.keys()))}")
    return {**blank, **values}


def insert_rows(connection: Connection, rows: Rows) -> None:
    """Tables in the order in which they first appear."""
    by_table: dict[Table, list[Row]] = {}
    for table, row in rows:
        by_table.setdefault(table, []).append(row)
    insert = _insert_in_sqlite if connection.dialect.name == "sqlite" else _insert_in_postgres
    for table, together in by_table.items():
        insert(connection, table, together)


def _insert_in_sqlite(connection: Connection, table: Table, rows: list[Row]) -> None:
    """By the driver's own cursor: what SQLAlchemy does around a statement costs as much as the statement."""
    if not connection.in_transaction():
        connection.begin()
    converts, cursor = _converts(table), connection.connection.cursor()
    for some in _in_sizes(rows):
        flat: list[Any] = []
        for row in some:
            flat += _converted(row, converts)
        statement = _sqlite_statement(table, len(some))
        try:
            cursor.execute(statement, tuple(flat))
        except sqlite3.Error as error:
            raise _translated(statement, error, connection.dialect) from error


def _translated(statement: str, error: sqlite3.Error, dialect: Dialect) -> BaseException:
    """As SQLAlchemy would have raised it; without what stands in the rows, which are people's words."""
    return DBAPIError.instance(statement, None, error, sqlite3.Error, hide_parameters=True, dialect=dialect)


def _converted(row: Row, converts: tuple[tuple[int, Convert], ...]) -> list[Any]:
    values = list(row.values())
    for at, convert in converts:
        if values[at] is not None:
            values[at] = convert(values[at])
    return values


@cache
def _converts(table: Table) -> tuple[tuple[int, Convert], ...]:
    """Of the columns whose values cannot go into SQLite as they are, by their place in the row."""
    made = [(at, _convert(column.type)) for at, column in enumerate(table.columns)]
    return tuple((at, convert) for at, convert in made if convert is not None)


def _convert(kind: TypeEngine[Any]) -> Convert | None:
    if isinstance(kind, JSON):
        return _json
    if isinstance(kind, Moment):
        return _microseconds
    if isinstance(kind, Boolean):
        return None  # the driver writes 0 and 1
    return kind.dialect_impl(_SQLITE).bind_processor(_SQLITE)


def _json(value: Any) -> str:
    """Most lists and tables of a new request are empty."""
    if not value:
        if value == [] and isinstance(value, list):
            return "[]"
        if value == {}:
            return "{}"
    return json.dumps(value)


@lru_cache(maxsize=256)
def _microseconds(moment: datetime) -> Any:
    """Rows that are written together were mostly made in the same moment."""
    return _MOMENT.process_bind_param(moment, _SQLITE)


def _names(table: Table, dialect: Dialect) -> list[str]:
    """Quoted where they mean something to the database."""
    return [dialect.identifier_preparer.quote(column.name) for column in table.columns]


@cache
def _sqlite_statement(table: Table, size: int) -> str:
    row = f"({', '.join('?' for _ in table.columns)})"
    return f"INSERT INTO {table.name} ({', '.join(_names(table, _SQLITE))}) VALUES {', '.join([row] * size)}"


def _in_sizes(rows: list[Row]) -> Iterator[list[Row]]:
    at = 0
    for size in _SIZES:
        while len(rows) - at >= size:
            yield rows[at : at + size]
            at += size


def _insert_in_postgres(connection: Connection, table: Table, rows: list[Row]) -> None:
    """One value for all rows: PostgreSQL takes them apart faster than the driver puts them together."""
    connection.exec_driver_sql(_postgres_statement(table), (_as_recordset(table, rows),))


def _as_recordset(table: Table, rows: list[Row]) -> str:
    names = _json_names(table)
    return _written(
        [{**row, **{name: _json(row[name]) for name in names if row[name] is not None}} for row in rows]
    )


@cache
def _json_names(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns if isinstance(column.type, JSON))


@cache
def _postgres_statement(table: Table) -> str:
    """JSON columns travel as text, so that what they hold is kept as it came, even what is no text."""
    is_json = {column.name for column in table.columns if isinstance(column.type, JSON)}
    names = _names(table, _POSTGRES)
    columns = list(zip(names, table.columns, strict=True))
    given = [f"{name} {'text' if c.name in is_json else c.type.compile(_POSTGRES)}" for name, c in columns]
    taken = [f"{name}::json" if c.name in is_json else name for name, c in columns]
    return (
        f"INSERT INTO {table.name} ({', '.join(names)}) "
        f"SELECT {', '.join(taken)} FROM json_to_recordset(%s) AS given({', '.join(given)})"
    )


def _moment(value: Any) -> str:
    if not isinstance(value, datetime):
        if isinstance(value, date):
            return value.isoformat()
        raise TypeError(f"A {type(value).__name__} cannot be kept in a row.")
    if value.tzinfo is None:
        raise ValueError("A moment needs its time zone.")
    return value.isoformat()


_written = json.JSONEncoder(ensure_ascii=False, default=_moment).encode
