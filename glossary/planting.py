"""The starter content on its way into the rows: once, and again when the program brings better texts.

What people have changed, put away or added themselves is never touched.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import func, select, update

from db.engine import Unit
from db.glossary_tables import concepts, revisions
from db.ids import new_id
from db.kinds import ConceptStatus, RevisionState
from db.runs import claim_run
from glossary.concepts import Concept, all_concepts
from glossary.exchange.entries import mapping_from
from glossary.model import Entry
from glossary.starter import fingerprint, load_starter

STARTER = "starter"
JOB = "plant the glossary"


def plant_starter(unit: Unit, now: datetime) -> int:
    """How many were added or renewed. Cheap when nothing is new: the run of these very files is on record."""
    if not claim_run(unit, JOB, fingerprint(), now):
        return 0
    return plant(unit, load_starter(), now)


def plant(unit: Unit, entries: Sequence[Entry], now: datetime) -> int:
    """How many were added or renewed."""
    known = {concept.slug: concept for concept in all_concepts(unit)}
    changed = 0
    for entry in entries:
        concept = known.get(entry.slug)
        if concept is None:
            _add(unit, entry, now)
        elif _is_ours(concept) and concept.entry != entry:
            _renew(unit, concept, entry, now)
        else:
            continue
        changed += 1
    return changed


def _is_ours(concept: Concept) -> bool:
    """Nobody has touched it since it came with the program."""
    live = concept.live
    return concept.source == STARTER and live is not None and live.author_id is None and concept.is_answered


def _add(unit: Unit, entry: Entry, now: datetime) -> None:
    concept_id, revision_id = new_id("c", now), new_id("v", now)
    unit.add(
        concepts,
        id=concept_id,
        slug=entry.slug,
        home=entry.home,
        status=ConceptStatus.APPROVED,
        live_revision_id=revision_id,
        source=STARTER,
        created_at=now,
        checked_on=now.date(),
        review_due_on=_review_due(entry, now),
        changed_at=now,
    )
    _revise(unit, revision_id, concept_id, 1, entry, now)


def _renew(unit: Unit, concept: Concept, entry: Entry, now: datetime) -> None:
    assert concept.live is not None
    revision_id = new_id("v", now)
    newest = select(func.max(revisions.c.n)).where(revisions.c.concept_id == concept.id)
    _revise(unit, revision_id, concept.id, unit.execute(newest).scalar_one() + 1, entry, now)
    past = update(revisions).where(revisions.c.id == concept.live.id)
    unit.execute(past.values(state=RevisionState.SUPERSEDED))
    unit.execute(
        update(concepts)
        .where(concepts.c.id == concept.id)
        .values(
            live_revision_id=revision_id,
            home=entry.home,
            checked_on=now.date(),
            review_due_on=_review_due(entry, now),
            version=concept.version + 1,
            changed_at=now,
        )
    )


def _revise(unit: Unit, revision_id: str, concept_id: str, n: int, entry: Entry, now: datetime) -> None:
    unit.add(
        revisions,
        id=revision_id,
        concept_id=concept_id,
        n=n,
        body=mapping_from(entry),
        state=RevisionState.APPROVED,
        proposed_at=now,
        decided_at=now,
    )


def _review_due(entry: Entry, now: datetime) -> date:
    """Spread over as long again: hundreds that came on one day are not to fall due on one day."""
    spread = int(hashlib.sha256(entry.slug.encode()).hexdigest()[:8], 16) % entry.check_every_days
    return now.date() + timedelta(days=entry.check_every_days + spread)
