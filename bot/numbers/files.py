"""Numbers as files: a SQLite database to look around in (Datasette opens it as it is), and tables as CSV.

A file is known to be ours by SQLite's application id, a folder by its `about.csv`: nothing else is ever
written over.
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.numbers.rows import READ, Look, Row
from bot.numbers.sheets import SHEETS, Sheet
from bot.numbers.views import VIEWS
from glossary.exchange.csv_text import safe_cell

APPLICATION_ID = 0x4C694E75  # "LiNu"; https://www.sqlite.org/pragma.html#pragma_application_id
TABLES = tuple(sheet.name for sheet in SHEETS)
EVERYTHING = (*TABLES, "documentation", *(view.name for view in VIEWS))
CSV_FILES = tuple(f"{name}.csv" for name in EVERYTHING)
_BATCH = 1000  # rows a statement, as far as SQLite takes so many values in one
_MARK = ["made_by", "Liaison"]


def write_database(look: Look, path: Path) -> dict[str, int]:
    """A new file; how many rows each table has. It must not be there yet."""
    from sqlite_utils import Database  # a tenth of a second, only where it is wanted

    counted = {}
    with closing(Database(str(path))) as database, database.atomic():
        for sheet in _leading_first(SHEETS):
            _create(database, sheet)
        for sheet in SHEETS:
            table = database.table(sheet.name)
            table.insert_all(_shown(sheet, READ[sheet.name](look), look.with_names), batch_size=_BATCH)
            counted[sheet.name] = table.count
        for view in VIEWS:
            database.create_view(view.name, view.sql)
        documentation = database.table("documentation")
        documentation.create(
            {"place": str, "column": str, "meaning": str, "only_with_names": int}, pk=("place", "column")
        )
        documentation.insert_all(_documentation())
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    return counted


def write_csv(database: Path, folder: Path) -> None:
    """One file for each table and view of a database that was written before, into an empty folder."""
    with closing(_opened(database)) as connection:
        for name in EVERYTHING:
            rows = connection.execute(f"SELECT * FROM {name}")
            # A mark at its beginning tells Excel that a CSV is UTF-8.
            with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file, lineterminator="\r\n")
                writer.writerow(column[0] for column in rows.description)
                writer.writerows([_cell(value) for value in row] for row in rows)


def is_our_database(path: Path) -> bool:
    """False for whatever else it is, databases of others included."""
    try:
        with closing(_opened(path)) as connection:
            return bool(connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,))
    except sqlite3.Error:
        return False


def foreign_file_in(folder: Path) -> str | None:
    """The name of something in the folder that is not of ours; None: all may be written over."""
    names = sorted(path.name for path in folder.iterdir())
    strange = next((name for name in names if name not in CSV_FILES), None)
    return strange or (names[0] if names and not _is_marked(folder / "about.csv") else None)


def _leading_first(sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    """A key can only be made when what it leads to is there; to itself it may lead."""
    left = list(sheets)
    while left:
        waiting = {sheet.name for sheet in left}
        ready = next(
            sheet
            for sheet in left
            if not waiting & {column.leads_to for column in sheet.columns} - {sheet.name}
        )
        left.remove(ready)
        yield ready


def _create(database: Any, sheet: Sheet) -> None:
    database.table(sheet.name).create(
        {column.name: column.kind for column in sheet.columns},
        pk=sheet.key if len(sheet.key) > 1 else sheet.key[0],
        foreign_keys=[
            (column.name, column.leads_to, _key_of(column.leads_to))
            for column in sheet.columns
            if column.leads_to
        ],
    )


def _key_of(name: str) -> str:
    return next(sheet.key[0] for sheet in SHEETS if sheet.name == name)


def _shown(sheet: Sheet, rows: Iterable[Row], with_names: bool) -> Iterator[Row]:
    """The one place where names and words of people are let through or left out."""
    kept = [column.name for column in sheet.columns if with_names or not column.named]
    blank = dict.fromkeys(column.name for column in sheet.columns)
    for row in rows:
        yield {**blank, **{name: row.get(name) for name in kept}}


def _documentation() -> Iterator[Row]:
    for sheet in SHEETS:
        yield {"place": sheet.name, "column": "", "meaning": sheet.meaning, "only_with_names": 0}
        for column in sheet.columns:
            yield {
                "place": sheet.name,
                "column": column.name,
                "meaning": column.meaning,
                "only_with_names": int(column.named),
            }
    for view in VIEWS:
        yield {"place": view.name, "column": "", "meaning": view.meaning, "only_with_names": 0}
        for name, meaning in view.columns:
            yield {"place": view.name, "column": name, "meaning": meaning, "only_with_names": 0}


def _opened(path: Path) -> sqlite3.Connection:
    """For looking only; nothing is made beside the file."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def _cell(value: Any) -> Any:
    return safe_cell(value) if isinstance(value, str) else value


def _is_marked(about: Path) -> bool:
    try:
        with about.open(encoding="utf-8-sig", newline="") as file:
            return _MARK in csv.reader(file)
    except (OSError, ValueError, csv.Error):
        return False
