"""Rows on their way to the database."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Table, insert

Rows = list[tuple[Table, dict[str, Any]]]


@cache
def _blank(table: Table) -> dict[str, Any]:
    return {column.name: _default(column.default) for column in table.columns}


def _default(default: Any) -> Any:
    if default is None:
        return None
    return default.arg(None) if default.is_callable else default.arg


@cache
def _insert(table: Table) -> Insert:
    return insert(table)


def complete(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """All columns of a row, so that rows of one table can be inserted together."""
    blank = _blank(table)
    if not values.keys() <= blank.keys():
        raise TypeError(f"{table.name} has no column {', '.join(sorted(values.keys() - blank.keys()))}")
    return {**blank, **values}


def insert_rows(connection: Connection, rows: Rows) -> None:
    """One statement a table, tables in the order in which they first appear."""
    by_table: dict[Table, list[dict[str, Any]]] = {}
    for table, row in rows:
        by_table.setdefault(table, []).append(row)
    for table, values in by_table.items():
        connection.execute(_insert(table), values)
