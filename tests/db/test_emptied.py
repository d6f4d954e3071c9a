"""A database that goes from test to test is as new for each, or goes."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from tests.conftest import Databases
from tests.emptied import Emptied

ROW = "INSERT INTO channels VALUES ('C1', 'web', false, false, false, now())"


@pytest.fixture
def lent(templates: Databases) -> Iterator[Emptied]:
    made = Emptied(templates.server, templates.postgres_template)
    yield made
    made.drop()


def test_its_rows_are_gone_and_whoever_is_still_connected_is_sent_away(lent: Emptied) -> None:
    with psycopg.connect(lent.url.replace("+psycopg", "")) as left_open:
        left_open.execute(ROW)
        left_open.commit()
        left_open.execute("LOCK TABLE channels")
        assert lent.empty()
        with pytest.raises(psycopg.OperationalError):
            left_open.execute("SELECT 1")
    with psycopg.connect(lent.url.replace("+psycopg", "")) as next_one:
        assert next_one.execute("SELECT count(*) FROM channels").fetchone() == (0,)


def test_with_other_tables_than_it_had_it_is_not_used_again(lent: Emptied) -> None:
    with psycopg.connect(lent.url.replace("+psycopg", "")) as altering:
        altering.execute("ALTER TABLE channels ADD COLUMN mood text")
    assert not lent.empty()
