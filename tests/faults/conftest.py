"""What the bots of these tests find: a database with all words in it, so that each start is a quick one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Databases

pytest.register_assert_rewrite("tests.faults.walk")  # so that it says what it found instead


@pytest.fixture
def database_url(database_kind: str, databases: Databases, tmp_path: Path) -> str:
    return databases.planted(database_kind, tmp_path)
