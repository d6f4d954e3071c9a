"""`app.py check` looks at the database without making or changing anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.checking import database_problems
from db.errors import Misconfigured
from db.migrate import is_migrated, migrate
from db.sole import hold


def test_a_database_file_that_is_not_there_yet_is_no_problem_and_is_not_made(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'liaison.db'}"
    assert database_problems(url) == []
    assert not is_migrated(url)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    (problem,) = database_problems(f"sqlite:///{tmp_path / 'gone' / 'liaison.db'}")
    gone = tmp_path / "gone"
    assert problem == f"The folder {gone} for the database in DATABASE_URL does not exist. Make it first."


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    file = tmp_path / "liaison.db"
    file.write_bytes(b"this is a text" * 100)
    (problem,) = database_problems(f"sqlite:///{file}")
    assert "cannot be opened" in problem
    assert not is_migrated(f"sqlite:///{file}")


def test_a_server_that_does_not_answer_is_named() -> None:
    (problem,) = database_problems("postgresql+psycopg://nobody@127.0.0.1:1/none")
    assert "cannot be opened" in problem


def test_a_word_that_names_no_database_is_named() -> None:
    (problem,) = database_problems("nosuch://somewhere")
    assert problem.startswith("DATABASE_URL does not name a database we know")


def test_a_migrated_database_is_known_as_one(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'liaison.db'}"
    migrate(url)
    assert is_migrated(url)
    assert database_problems(url) == []


def test_a_second_process_on_one_database_file_is_turned_away(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'liaison.db'}"
    first = hold(url)
    with pytest.raises(Misconfigured, match="Liaison is running already on the database file"):
        hold(url)
    assert first is not None
    first.close()
    second = hold(url)
    assert second is not None
    second.close()


def test_on_postgresql_several_processes_may_run() -> None:
    assert hold("postgresql+psycopg://somebody@127.0.0.1/liaison") is None
