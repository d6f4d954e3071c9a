"""What every decision does to the rows: one UPDATE … WHERE version lets one of several through, and the
counted version is how the words in memory notice that something changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update

from db.engine import Unit
from db.errors import Conflict, Missing
from db.glossary_tables import concepts, revisions
from db.kinds import ConceptStatus, RevisionState, WordDecision
from glossary.concepts import (
    Concept,
    Revision,
    Source,
    find_by_id,
    find_revision,
    revision_from,
    revisions_of,
)
from glossary.exchange.entries import mapping_from
from glossary.keeping.notices import draw_anew, tell_author
from glossary.keeping.writer import Writer
from glossary.model import Entry

LONGEST_NOTE = 300  # characters of a reason


def decide(unit: Unit, concept: Concept, now: datetime, **values: Any) -> None:
    """Comes before all other writes about an entry. Raises Conflict: somebody else was quicker."""
    mine = (concepts.c.id == concept.id, concepts.c.version == concept.version)
    statement = update(concepts).where(*mine)
    changed = unit.execute(statement.values(version=concept.version + 1, changed_at=now, **values))
    if changed.rowcount == 0:
        raise Conflict(
            f"Somebody has decided something about *{name_of(unit, concept)}* at this very moment. "
            "Have another look at it, then click again if you still want to."
        )


def get_revision(source: Source, revision_id: str) -> tuple[Concept, Revision]:
    """Raises Missing: a button may name what is gone."""
    found = find_revision(source, revision_id)
    concept = find_by_id(source, found.concept_id) if found else None
    # Read again after the entry, whose version then stands for this, too.
    revision = find_revision(source, revision_id)
    if revision is None or concept is None:
        raise Missing("That proposal isn't there any more. `/glossary` shows what there is now.")
    return concept, revision


def open_revision(source: Source, concept_id: str) -> Revision | None:
    """The one that waits for a decision; there is never more than one."""
    waiting = select(revisions).where(
        revisions.c.concept_id == concept_id, revisions.c.state == RevisionState.PROPOSED
    )
    row = source.execute(waiting.order_by(revisions.c.n.desc()).limit(1)).mappings().first()
    return revision_from(row) if row else None


def set_revision(unit: Unit, revision: Revision, **values: Any) -> None:
    unit.execute(update(revisions).where(revisions.c.id == revision.id).values(**values))


def add_revision(
    unit: Unit,
    revision_id: str,
    concept_id: str,
    entry: Entry,
    now: datetime,
    *,
    state: RevisionState,
    **values: Any,
) -> None:
    """The next number is free because the entry's version was counted up first."""
    newest = select(func.max(revisions.c.n)).where(revisions.c.concept_id == concept_id)
    unit.add(
        revisions,
        id=revision_id,
        concept_id=concept_id,
        n=(unit.execute(newest).scalar_one() or 0) + 1,
        body=mapping_from(entry),
        state=state,
        proposed_at=now,
        **values,
    )


def live_values(entry: Entry, revision_id: str, today: date) -> Mapping[str, Any]:
    """What the entry's row says once this revision is the live one: approving it is checking it, too."""
    return {
        "live_revision_id": revision_id,
        "home": entry.home,
        "status": ConceptStatus.APPROVED,
        "replaced_by": None,
        "checked_on": today,
        "review_due_on": today + timedelta(days=entry.check_every_days),
    }


def step_aside(unit: Unit, concept: Concept) -> None:
    """What was live is kept, and is no longer what is shown."""
    if concept.live is not None:
        set_revision(unit, concept.live, state=RevisionState.SUPERSEDED)


def overtake(unit: Unit, concept: Concept, who: Writer, now: datetime, except_id: str = "") -> str | None:
    """The open proposal, if there is one, will not be decided any more. Its author hears of it; its text
    stays in the history. The id of that proposal."""
    waiting = open_revision(unit, concept.id)
    if waiting is None or waiting.id == except_id:
        return None
    set_revision(unit, waiting, state=RevisionState.OVERTAKEN, decided_by=who.user_id or None, decided_at=now)
    tell_author(unit, waiting, WordDecision.OVERTAKEN, who.user_id or None, now)
    draw_anew(unit, waiting, now)
    return waiting.id


def name_of(source: Source, concept: Concept) -> str:
    """How the entry is called in a sentence: as it is live, else as it was proposed last."""
    if concept.live is not None:
        return concept.live.entry.preferred.text
    newest = next(iter(revisions_of(source, concept.id)), None)
    return newest.entry.preferred.text if newest else concept.slug
