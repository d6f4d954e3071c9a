"""A file of its own to look around in, with full-text search."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from glossary.exchange.database_file import write_database
from tests.glossary.exchange.samples import SAMPLES


def test_entries_labels_and_links_are_tables_and_can_be_searched(tmp_path: Path) -> None:
    path = tmp_path / "glossary.db"
    write_database(SAMPLES, path)
    with closing(Database(str(path))) as database:
        assert {row["slug"] for row in database["entries"].rows} == {entry.slug for entry in SAMPLES}
        assert [row["slug"] for row in database.table("entries").search("logins")] == [
            "why-not-shared-logins"
        ]
        assert database["labels"].count == sum(len(entry.labels) for entry in SAMPLES)
        assert {(row["from_slug"], row["kind"], row["to_slug"]) for row in database["links"].rows} == {
            ("pull-request", "related", "cdn"),
            ("pull-request", "confused_with", "pr"),
        }


def test_an_empty_glossary_is_an_empty_file_with_its_tables(tmp_path: Path) -> None:
    path = tmp_path / "glossary.db"
    write_database((), path)
    with closing(Database(str(path))) as database:
        assert database["entries"].count == database["labels"].count == database["links"].count == 0
