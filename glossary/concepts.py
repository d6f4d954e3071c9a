"""An entry as it is kept: its row, the revision that is live, and those before and after it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, select

from db.engine import Unit
from db.errors import Conflict
from db.glossary_tables import concepts, revisions
from db.kinds import ConceptStatus, RevisionState
from glossary.exchange.entries import entry_from
from glossary.model import Entry, Home, Side

Source = Unit | Connection


@dataclass(frozen=True)
class Revision:
    """One wording of the whole entry, proposed, live, or past."""

    id: str
    concept_id: str
    n: int
    entry: Entry
    state: RevisionState
    author_id: str | None  # None: came with the program
    proposed_at: datetime
    note: str = ""
    is_draft: bool = False  # worded by a model
    understood_by: str | None = None
    understood_at: datetime | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    author_side: Side | None = None
    unclear_by: str | None = None  # the newest "Not clear yet"
    unclear_at: datetime | None = None
    unclear_note: str = ""
    decided_note: str = ""  # why it was rejected
    card_channel: str | None = None  # of the card for those who are to understand it
    card_ts: str | None = None
    review_channel: str | None = None  # of the card for those who approve
    review_ts: str | None = None


@dataclass(frozen=True)
class Concept:
    id: str
    slug: str
    home: Home
    status: ConceptStatus
    source: str
    live: Revision | None  # None: never approved
    keeper_id: str | None = None
    created_by: str | None = None
    checked_on: date | None = None
    review_due_on: date | None = None
    review_asked_at: datetime | None = None
    replaced_by: str | None = None
    version: int = 1

    @property
    def entry(self) -> Entry | None:
        return self.live.entry if self.live else None

    @property
    def is_answered(self) -> bool:
        """There is something approved to show, and nobody has put it away."""
        return self.live is not None and self.status == ConceptStatus.APPROVED


def find_concept(source: Source, slug: str) -> Concept | None:
    return next(iter(_concepts(source, concepts.c.slug == slug)), None)


def find_by_id(source: Source, concept_id: str) -> Concept | None:
    return next(iter(_concepts(source, concepts.c.id == concept_id)), None)


def get_concept(source: Source, slug: str) -> Concept:
    """Raises Conflict: a button may name an entry that is gone."""
    found = find_concept(source, slug)
    if found is None:
        raise Conflict("That word isn't in the glossary any more.")
    return found


def all_concepts(source: Source) -> list[Concept]:
    """By slug."""
    return _concepts(source, None)


def concepts_called(source: Source, slugs: Collection[str]) -> list[Concept]:
    """Those of these slugs that there are, by slug."""
    return _concepts(source, concepts.c.slug.in_(slugs)) if slugs else []


def concepts_by_id(source: Source, ids: Collection[str]) -> dict[str, Concept]:
    """Those of these that there are."""
    found = _concepts(source, concepts.c.id.in_(ids)) if ids else []
    return {concept.id: concept for concept in found}


def find_revision(source: Source, revision_id: str) -> Revision | None:
    row = source.execute(select(revisions).where(revisions.c.id == revision_id)).mappings().first()
    return revision_from(row) if row else None


def revisions_of(source: Source, concept_id: str) -> list[Revision]:
    """The newest first."""
    of_this = select(revisions).where(revisions.c.concept_id == concept_id)
    rows = source.execute(of_this.order_by(revisions.c.n.desc())).mappings()
    return [revision_from(row) for row in rows]


def waiting_revisions(source: Source) -> list[Revision]:
    """Proposed and not decided, the oldest first."""
    waiting = select(revisions).where(revisions.c.state == RevisionState.PROPOSED)
    rows = source.execute(waiting.order_by(revisions.c.proposed_at, revisions.c.id)).mappings()
    return [revision_from(row) for row in rows]


def _concepts(source: Source, where: ColumnElement[bool] | None) -> list[Concept]:
    statement = select(concepts).order_by(concepts.c.slug)
    lives: Select[Any] = select(revisions).join(concepts, _is_live)
    if where is not None:
        statement, lives = statement.where(where), lives.where(where)
    # The entries first: whoever decides by their version then knows of no older text than that.
    rows: Iterable[Mapping[Any, Any]] = source.execute(statement).mappings().all()
    by_id = {row["id"]: row for row in source.execute(lives).mappings()}
    return [_concept(row, by_id.get(row["live_revision_id"])) for row in rows]


_is_live = and_(concepts.c.live_revision_id == revisions.c.id)


def _concept(row: Mapping[Any, Any], live: Mapping[Any, Any] | None) -> Concept:
    return Concept(
        id=row["id"],
        slug=row["slug"],
        home=row["home"],
        status=ConceptStatus(row["status"]),
        source=row["source"],
        live=revision_from(live) if live else None,
        keeper_id=row["keeper_id"],
        created_by=row["created_by"],
        checked_on=row["checked_on"],
        review_due_on=row["review_due_on"],
        review_asked_at=row["review_asked_at"],
        replaced_by=row["replaced_by"],
        version=row["version"],
    )


def revision_from(row: Mapping[Any, Any]) -> Revision:
    return Revision(
        id=row["id"],
        concept_id=row["concept_id"],
        n=row["n"],
        entry=entry_from(row["body"]),
        state=RevisionState(row["state"]),
        author_id=row["author_id"],
        proposed_at=row["proposed_at"],
        note=row["note"],
        is_draft=row["is_draft"],
        understood_by=row["understood_by"],
        understood_at=row["understood_at"],
        decided_by=row["decided_by"],
        decided_at=row["decided_at"],
        author_side=row["author_side"],
        unclear_by=row["unclear_by"],
        unclear_at=row["unclear_at"],
        unclear_note=row["unclear_note"],
        decided_note=row["decided_note"],
        card_channel=row["card_channel"],
        card_ts=row["card_ts"],
        review_channel=row["review_channel"],
        review_ts=row["review_ts"],
    )
