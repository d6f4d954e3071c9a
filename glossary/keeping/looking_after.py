"""What keeps an approved entry true: somebody answers for it, looks at it now and then, or puts it away.

An entry falls due `check_every_days` after it was last checked. Its keeper is asked; after SILENCE without
an answer its side's reviewers see it in their list; after twice that every answer says since when nobody
checked it. Reading an entry never counts as checking it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select, update

from db.engine import Unit
from db.errors import Conflict, Missing, NotAllowed, Unclear
from db.glossary_tables import concepts
from db.kinds import ConceptStatus
from glossary.concepts import Concept, Source, concepts_called, find_concept, get_concept
from glossary.keeping.deciding import decide, name_of, overtake
from glossary.keeping.duplicates import register_of
from glossary.keeping.notices import tell_new_keeper
from glossary.keeping.writer import SPOKEN, Writer, may_review, require_colleague, require_reviewer

SILENCE = timedelta(days=14)


def still_right(unit: Unit, slug: str, who: Writer, now: datetime) -> Concept:
    """The text was read and holds. Raises NotAllowed, or Conflict when it was put away or checked today."""
    concept = _answered(unit, slug, who)
    _require_keeper(concept, who, "check this")
    if concept.checked_on == now.date() and not is_due(concept, now.date()):
        raise Conflict(f"*{name_of(unit, concept)}* was checked today already. There's nothing more to do.")
    assert concept.live is not None
    days = concept.live.entry.check_every_days
    decide(unit, concept, now, checked_on=now.date(), review_due_on=now.date() + timedelta(days=days))
    return get_concept(unit, slug)


def hand_over(unit: Unit, slug: str, to: Writer, who: Writer, now: datetime) -> Concept:
    """`to` looks after it from now on, and is told: somebody of the word's own side, or of the bridge."""
    concept = _answered(unit, slug, who)
    _require_keeper(concept, who, "hand this over")
    name, person = name_of(unit, concept), who.called(to.user_id)
    if to.user_id == concept.keeper_id:
        keep = "You keep" if person == "You" else f"{person} keeps"
        raise Conflict(f"{keep} *{name}* already. There's nothing more to do.")
    if not (to.is_overseer or (to.is_of_this_company and concept.home in (to.side, "shared"))):
        raise Unclear(
            f"*{name}* is a word of {SPOKEN[concept.home]}, so somebody there should keep it. "
            "Choose another person."
        )
    decide(unit, concept, now, keeper_id=to.user_id, review_asked_at=None)
    if to.user_id != who.user_id:
        tell_new_keeper(unit, slug, to.user_id, who.user_id, now)
    return get_concept(unit, slug)


def retire(unit: Unit, slug: str, who: Writer, now: datetime, *, replaced_by: str | None = None) -> Concept:
    """No longer explained or noticed; whoever asks gets what took its place, if there is something.

    `replaced_by` is the slug of an entry that is explained. What led here leads there from now on.
    """
    concept = _answered(unit, slug, who)
    _require_keeper(concept, who, "retire this")
    if replaced_by is not None:
        _check_successor(unit, concept, replaced_by)
    decide(unit, concept, now, status=ConceptStatus.RETIRED, replaced_by=replaced_by)
    overtake(unit, concept, who, now)
    if replaced_by is not None:
        led_here = update(concepts).where(concepts.c.replaced_by == slug)
        unit.execute(led_here.values(replaced_by=replaced_by, version=concepts.c.version + 1, changed_at=now))
    return get_concept(unit, slug)


def exclude(unit: Unit, slug: str, who: Writer, now: datetime) -> Concept:
    """No jargon: everybody knows it. It is never explained, noticed or suggested, and nobody needs to ask
    again."""
    concept = get_concept(unit, slug)
    require_reviewer(who, concept.home, "put this away")
    if concept.status is ConceptStatus.EXCLUDED:
        raise Conflict(f"*{name_of(unit, concept)}* counts as no jargon already. There's nothing more to do.")
    decide(unit, concept, now, status=ConceptStatus.EXCLUDED, replaced_by=None)
    overtake(unit, concept, who, now)
    return get_concept(unit, slug)


def restore(unit: Unit, slug: str, who: Writer, now: datetime) -> Concept:
    """Back from being retired or no jargon, with the text it had. It is due for a check at once."""
    concept = get_concept(unit, slug)
    require_reviewer(who, concept.home, "bring this back")
    if concept.status not in (ConceptStatus.RETIRED, ConceptStatus.EXCLUDED):
        raise Conflict(f"*{name_of(unit, concept)}* is there already. There's nothing to bring back.")
    twin = register_of(unit).twin_of(concept.entry) if concept.entry else None
    if twin is not None:
        raise Conflict(
            f"*{twin.term}* explains the same by now. Add to that one what is missing, or retire it first."
        )
    status = ConceptStatus.APPROVED if concept.live else ConceptStatus.PROPOSED
    due = now.date() if concept.live else None
    decide(unit, concept, now, status=status, replaced_by=None, review_due_on=due, review_asked_at=None)
    return get_concept(unit, slug)


def freshness(concept: Concept, today: date) -> str:
    """ "" while it counts as checked, else what an answer says about it: "not checked since March".

    The year is named when it is another one. Nobody has reacted by then: neither the keeper nor the
    reviewers.
    """
    due = concept.review_due_on
    if due is None or not concept.is_answered or today <= due + 2 * SILENCE:
        return ""
    checked = concept.checked_on
    if checked is None:
        return "not checked yet"
    return f"not checked since {checked:%B}" + (f" {checked.year}" if checked.year != today.year else "")


def is_due(concept: Concept, today: date) -> bool:
    return concept.is_answered and concept.review_due_on is not None and concept.review_due_on <= today


def due_for_review(source: Source, today: date, limit: int, *, keeper_id: str | None = None) -> list[Concept]:
    """Those that are due, the longest first; with `keeper_id` only what this person looks after."""
    statement = select(concepts.c.slug).where(
        concepts.c.status == ConceptStatus.APPROVED,
        concepts.c.live_revision_id.is_not(None),
        concepts.c.review_due_on <= today,
    )
    if keeper_id is not None:
        statement = statement.where(concepts.c.keeper_id == keeper_id)
    return _read(source, statement.order_by(concepts.c.review_due_on, concepts.c.slug).limit(limit))


def kept_by(source: Source, user_id: str) -> list[Concept]:
    """What this person looks after, by slug."""
    mine = (concepts.c.keeper_id == user_id, concepts.c.status == ConceptStatus.APPROVED)
    return _read(source, select(concepts.c.slug).where(*mine).order_by(concepts.c.slug))


def keepers(source: Source) -> frozenset[str]:
    """Everybody who looks after an entry."""
    kept = select(concepts.c.keeper_id).where(concepts.c.keeper_id.is_not(None)).distinct()
    return frozenset(source.execute(kept).scalars())


def was_asked(concept: Concept) -> bool:
    """Its keeper, since it fell due."""
    asked, due = concept.review_asked_at, concept.review_due_on
    return asked is not None and due is not None and asked.date() >= due


def is_for_reviewers(concept: Concept, now: datetime) -> bool:
    """It is due, and nobody answers for it: there is no keeper, or they were asked and are silent."""
    asked = concept.review_asked_at
    silent = was_asked(concept) and asked is not None and asked + SILENCE <= now
    return is_due(concept, now.date()) and (concept.keeper_id is None or silent)


def asked_since(source: Source, keeper_id: str, since: datetime) -> int:
    """How many of the entries they keep this person was asked about since then."""
    asked = (concepts.c.keeper_id == keeper_id, concepts.c.review_asked_at > since)
    return source.execute(select(func.count()).select_from(concepts).where(*asked)).scalar_one()


def note_asked(unit: Unit, slugs: Collection[str], now: datetime) -> None:
    """No decision: nothing that anybody reads changes."""
    unit.execute(update(concepts).where(concepts.c.slug.in_(slugs)).values(review_asked_at=now))


def release(unit: Unit, user_ids: Collection[str], now: datetime) -> int:
    """They have left: their entries go back to their side's reviewers. How many entries those were."""
    theirs = update(concepts).where(concepts.c.keeper_id.in_(user_ids))
    values: dict[str, Any] = {"keeper_id": None, "version": concepts.c.version + 1, "changed_at": now}
    return unit.execute(theirs.values(**values)).rowcount


def _answered(unit: Unit, slug: str, who: Writer) -> Concept:
    """Raises Conflict where there is nothing live to look after."""
    require_colleague(who)
    concept = get_concept(unit, slug)
    if concept.is_answered:
        return concept
    name = name_of(unit, concept)
    states = {
        ConceptStatus.RETIRED: "was retired already",
        ConceptStatus.EXCLUDED: "was put away as no jargon",
    }
    how = states.get(concept.status, "wasn't approved yet")
    raise Conflict(
        f"*{name}* {how}, so there's nothing to look after. `/glossary {name}` shows where it stands."
    )


def _require_keeper(concept: Concept, who: Writer, doing: str) -> None:
    """Its keeper, or whoever may review it."""
    if who.user_id == concept.keeper_id or may_review(who, concept.home):
        return
    keeper = who.called(concept.keeper_id) if concept.keeper_id else "Nobody"
    raise NotAllowed(
        f"{keeper} looks after this one, so you can't {doing}. Its side's reviewers can, and you can "
        "suggest a better wording."
    )


def _check_successor(unit: Unit, concept: Concept, slug: str) -> None:
    if slug == concept.slug:
        raise Unclear("An entry can't take its own place. Choose another one, or none.")
    found = find_concept(unit, slug)
    if found is None or not found.is_answered:
        raise Missing(
            f"“{slug}” isn't explained in the glossary, so it can't take this one's place. Choose another."
        )


def _read(source: Source, slugs: Select[tuple[str]]) -> list[Concept]:
    """The entries, in the order of these slugs."""
    wanted = list(source.execute(slugs).scalars())
    by_slug = {concept.slug: concept for concept in concepts_called(source, wanted)}
    return [by_slug[slug] for slug in wanted]
