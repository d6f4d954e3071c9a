"""All tables at once, for whoever looks at the whole database."""

from __future__ import annotations

from db import duty_tables, glossary_tables, meeting_tables
from db.tables import metadata

KNOWN = (duty_tables, glossary_tables, meeting_tables)  # importing them is what adds their tables

__all__ = ["KNOWN", "metadata"]
