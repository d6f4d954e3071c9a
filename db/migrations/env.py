"""Run by Alembic. The connection, with its lock, comes from db/migrate.py, which also commits."""

from __future__ import annotations

from alembic import context

from db.every_table import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # SQLite can, too
    render_as_batch=True,  # it cannot change a column in place
)
context.run_migrations()
