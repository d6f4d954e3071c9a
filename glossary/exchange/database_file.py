"""A SQLite file of its own with all entries, searchable, for looking around in (sqlite-utils, Datasette)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from glossary.exchange.csv_text import COLUMNS, flat
from glossary.model import Entry

SEARCHED = (
    *("term", "also", "hidden", "stands_for", "questions"),
    *("marketing_line", "marketing_why", "marketing_example", "it_line", "it_why", "it_example"),
)


def write_database(entries: Iterable[Entry], path: Path) -> None:
    """A new file with the tables `entries` (the columns of the CSV), `labels` and `links`.

    The file must not be there yet.
    """
    from sqlite_utils import Database  # a tenth of a second, only where it is wanted

    kept = sorted(entries, key=lambda entry: entry.slug)
    with closing(Database(str(path))) as database:
        table = database.table("entries")
        table.create(dict.fromkeys(COLUMNS, str), pk="slug")
        table.insert_all(_row(entry) for entry in kept)
        labels = database.table("labels")
        labels.create(
            {"slug": str, "text": str, "kind": str, "case_rule": str, "noticing": str, "is_common": int},
            foreign_keys=[("slug", "entries", "slug")],
        )
        labels.insert_all(_labels(kept))
        links = database.table("links")
        links.create(
            {"from_slug": str, "kind": str, "to_slug": str}, foreign_keys=[("from_slug", "entries", "slug")]
        )
        links.insert_all(_links(kept))
        table.enable_fts(SEARCHED, tokenize="porter unicode61")


def _row(entry: Entry) -> dict[str, Any]:
    row = flat(entry)
    return {column: row.get(column, "") for column in COLUMNS}


def _labels(entries: Iterable[Entry]) -> Iterator[dict[str, Any]]:
    for entry in entries:
        for label in entry.labels:
            yield {
                "slug": entry.slug,
                "text": label.text,
                "kind": label.kind,
                "case_rule": label.case,
                "noticing": label.noticing,
                "is_common": int(label.is_common),
            }


def _links(entries: Iterable[Entry]) -> Iterator[dict[str, Any]]:
    for entry in entries:
        for kind, slugs in (
            ("broader", entry.broader),
            ("related", entry.related),
            ("confused_with", entry.confused_with),
        ):
            for slug in slugs:
                yield {"from_slug": entry.slug, "kind": kind, "to_slug": slug}
