"""Who had which word explained, and when; so that quiet help does not repeat it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import select

from db.engine import Unit
from db.glossary_tables import explained
from db.inserting import insert_into
from glossary.concepts import Source

NOT_AGAIN_FOR = timedelta(days=90)


def note_explained(unit: Unit, user_id: str, slugs: Collection[str], now: datetime) -> None:
    """Explained anew counts from now."""
    for slug in sorted(set(slugs)):
        statement = insert_into(unit, explained).values(user_id=user_id, slug=slug, at=now)
        unit.execute(statement.on_conflict_do_update(index_elements=["user_id", "slug"], set_={"at": now}))


def was_explained(
    source: Source, user_ids: Collection[str], slugs: Collection[str], now: datetime
) -> Mapping[tuple[str, str], datetime]:
    """(user id, slug) -> when, of what these people had explained in the last 90 days."""
    if not user_ids or not slugs:
        return {}
    recent = select(explained).where(
        explained.c.user_id.in_(user_ids),
        explained.c.slug.in_(slugs),
        explained.c.at > now - NOT_AGAIN_FOR,
    )
    return {(row.user_id, row.slug): row.at for row in source.execute(recent)}
