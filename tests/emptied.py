"""A PostgreSQL database that goes from test to test: emptying one takes a tenth of the time of making one."""

from __future__ import annotations

from typing import Any

import psycopg

from tests.postgres import PostgresServer

# Whoever is still connected is sent away first, so that nobody holds a table or writes into it later.
_EMPTY = """
DO $$
DECLARE
    one text;
    filled text[] := '{}';
    is_filled boolean;
BEGIN
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid();
    FOR one IN SELECT oid::regclass::text FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version'
    LOOP
        EXECUTE 'SELECT EXISTS (SELECT FROM ' || one || ')' INTO is_filled;
        IF is_filled THEN
            filled := filled || one;
        END IF;
    END LOOP;
    IF filled <> '{}' THEN
        EXECUTE 'TRUNCATE ' || array_to_string(filled, ', ') || ' RESTART IDENTITY CASCADE';
    END IF;
END $$
"""
_SHAPE = """
SELECT md5(string_agg(line, ' ' ORDER BY line)) FROM (
    SELECT version_num FROM alembic_version
    UNION ALL SELECT concat_ws(' ', attrelid::regclass, attname, atttypid, attnotnull, atthasdef)
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT concat_ws(' ', conrelid::regclass, conname)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT tgname FROM pg_trigger
) AS lines (line)
"""
_PATIENCE = "-c lock_timeout=10s -c statement_timeout=20s"


class Emptied:
    """Made of a template without rows; lent to one test at a time."""

    def __init__(self, server: PostgresServer, template: str) -> None:
        self._server = server
        self._name = server.create(template)
        self._connection = server.connect(self._name, options=_PATIENCE)
        self._shape = self._look()

    @property
    def url(self) -> str:
        return self._server.url(self._name)

    def empty(self) -> bool:
        """Ready for the next test; False when this one left other tables than it found: then it is to go."""
        try:
            self._connection.execute(_EMPTY)
            return bool(self._look() == self._shape)
        except psycopg.Error:  # its test ended all connections, or holds on to a table
            return False

    def drop(self) -> None:
        self._connection.close()
        self._server.drop(self._name)

    def _look(self) -> Any:
        return self._connection.execute(_SHAPE).fetchone()
