from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, select, text

import db.migrate
from db.engine import Ledger, Taken
from db.errors import Outage
from db.every_table import metadata
from db.inbox import record
from db.migrate import HEAD, migrate
from db.tables import posts, requests

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
ROOT = Path(db.migrate.__file__).parent.parent
AT_ONCE = """
import sys
sys.stdin.readline()  # all start together
from datetime import datetime, UTC
from db.engine import Ledger
from db.inbox import record
from db.migrate import migrate
migrate(sys.argv[1])
ledger = Ledger(sys.argv[1])
with ledger.begin() as unit:
    record(unit, sys.argv[2], "event", datetime(2026, 3, 10, tzinfo=UTC))
ledger.close()
"""


def test_an_empty_database_gets_exactly_the_tables_of_today(empty_database_url: str) -> None:
    migrate(empty_database_url)
    engine = create_engine(empty_database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert set(inspect(connection).get_table_names()) == {*metadata.tables, "alembic_version"}
    engine.dispose()


def test_constraints_have_the_names_by_which_services_know_them(empty_database_url: str) -> None:
    """Alembic compares no primary keys and SQLite keeps no names of its own."""
    migrate(empty_database_url)
    engine = create_engine(empty_database_url)
    with engine.connect() as connection:
        look = inspect(connection)
        for table in metadata.tables.values():
            assert look.get_pk_constraint(table.name)["name"] == table.primary_key.name
            unique = {each["name"] for each in look.get_unique_constraints(table.name)}
            assert unique == {
                str(each.name) for each in table.constraints if str(each.name).startswith("uq_")
            }
    engine.dispose()


def test_migrating_again_changes_nothing_and_keeps_the_rows(ledger: Ledger) -> None:
    with ledger.begin() as unit:
        record(unit, "Ev1", "event", NOW)
    migrate(ledger.url)
    with ledger.read() as connection:
        assert connection.execute(text("SELECT key FROM inbox")).scalars().all() == ["Ev1"]
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [HEAD]


def test_a_database_of_the_first_days_keeps_its_requests_and_can_be_filed_into(
    empty_database_url: str,
) -> None:
    migrate_to(empty_database_url, "0001")
    engine = create_engine(empty_database_url)
    old = {column: "''" for column in ("source_key", "via", "mode", "asked_by", "text", "reason", "state")}
    names, values = ", ".join(["id", *old]), ", ".join(["'r1'", *old.values()])
    moments = "asked_at, changed_at", ("0, 0" if "sqlite" in empty_database_url else "now(), now()")
    with engine.begin() as connection:
        connection.execute(
            text(
                f"INSERT INTO requests ({names}, files, guesses, {moments[0]}) "
                f"VALUES ({values}, '[]', '[]', {moments[1]})"
            )
        )
    engine.dispose()
    migrate(empty_database_url)
    ledger = Ledger(empty_database_url)
    with ledger.read() as connection:
        row = connection.execute(select(requests)).mappings().one()
    ledger.close()
    assert (row["id"], row["band"], row["urgency"], row["due_on"]) == ("r1", "sure", "normal", None)
    assert (row["questions"], row["answers"], row["opinion"]) == ([], {}, None)


def test_messages_noted_in_the_first_days_stay_and_may_then_be_carried_to_several(
    empty_database_url: str,
) -> None:
    migrate_to(empty_database_url, "0001")
    engine = create_engine(empty_database_url)
    made_at = "0" if "sqlite" in empty_database_url else "now()"
    with engine.begin() as connection:
        for row in ("'C1', '1.1', 'r1', 'copy', 'D1', '9.9'", "'C1', '1.2', 'r1', 'spoken', NULL, NULL"):
            connection.execute(
                text(
                    "INSERT INTO posts "
                    "(channel_id, ts, request_id, role, source_channel, source_ts, made_at) "
                    f"VALUES ({row}, {made_at})"
                )
            )
    engine.dispose()
    migrate(empty_database_url)
    ledger = Ledger(empty_database_url)
    copy = {"role": "copy", "source_channel": "D1", "source_ts": "9.9", "made_at": NOW}
    with ledger.begin() as unit:
        unit.add(posts, channel_id="C2", ts="2.1", request_id="r2", **copy)
    with pytest.raises(Taken), ledger.begin() as unit:
        unit.add(posts, channel_id="C2", ts="2.2", request_id="r1", **copy)
    with ledger.read() as connection:
        kept = connection.execute(select(posts.c.ts, posts.c.source_ts).order_by(posts.c.ts)).all()
    ledger.close()
    assert [tuple(row) for row in kept] == [("1.1", "9.9"), ("1.2", None), ("2.1", "9.9")]


def migrate_to(url: str, revision: str) -> None:
    """As a program of that day would have left it."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "db" / "migrations"))
    engine = create_engine(url)
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.commit()
    engine.dispose()


def test_the_head_that_is_compared_at_every_start_is_the_newest_revision() -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "db" / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_a_start_with_nothing_to_do_does_not_load_the_machinery_of_migrations(database_url: str) -> None:
    program = (
        "import sys; from db.migrate import migrate; migrate(sys.argv[1]); "
        "print(sorted(name for name in sys.modules if name.startswith('alembic')))"
    )
    command = [sys.executable, "-c", program, database_url]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize("round_number", range(3))
def test_processes_that_start_at_once_on_an_empty_database_all_get_to_work(
    empty_database_url: str, round_number: int
) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", AT_ONCE, empty_database_url, f"Ev{number}"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(3)
    ]
    said = [process.communicate("go\n", timeout=60)[1] for process in started]
    assert [process.returncode for process in started] == [0, 0, 0], said
    ledger = Ledger(empty_database_url)
    with ledger.read() as connection:
        keys = connection.execute(text("SELECT key FROM inbox ORDER BY key")).scalars().all()
    ledger.close()
    assert keys == ["Ev0", "Ev1", "Ev2"]


@pytest.mark.parametrize(
    "url", ["sqlite:////no/such/folder/liaison.db", "postgresql+psycopg://x@127.0.0.1:1/y"]
)
def test_a_database_that_cannot_be_reached_is_an_outage_in_plain_words(url: str) -> None:
    with pytest.raises(Outage, match="The database does not answer right now"):
        migrate(url)
