"""All texts an entry ever had, and the way back to one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from db.engine import Unit
from db.errors import Conflict, Missing
from db.ids import new_id
from db.kinds import RevisionState
from glossary.concepts import Concept, Revision, Source, find_revision, get_concept, revisions_of
from glossary.keeping.deciding import add_revision, decide, live_values, name_of, overtake, step_aside
from glossary.keeping.writer import Writer, require_reviewer
from glossary.model import Entry


@dataclass(frozen=True)
class Past:
    """One text of an entry: proposed, live, past or rejected."""

    revision: Revision
    is_live: bool
    was_live: bool  # it was shown once, so it can be shown again with one click
    changed: tuple[str, ...]  # what it says differently from the text that was live before it, in plain words

    @property
    def can_return(self) -> bool:
        return self.was_live and not self.is_live


def history_of(source: Source, slug: str) -> list[Past]:
    """The newest first. Raises Conflict when there is no such entry."""
    concept = get_concept(source, slug)
    found: list[Past] = []
    before: Entry | None = None
    for revision in reversed(revisions_of(source, concept.id)):
        is_live = concept.live is not None and revision.id == concept.live.id
        was_live = revision.state in _SHOWN
        found.append(Past(revision, is_live, was_live, changes(before, revision.entry)))
        if was_live:
            before = revision.entry
    return found[::-1]


def roll_back(unit: Unit, slug: str, revision_id: str, who: Writer, now: datetime) -> Revision:
    """The old text is live again, as a new revision; nothing is taken out of the history.

    By the reviewers of the word's own side. An open proposal for the entry is overtaken by it.
    """
    concept = get_concept(unit, slug)
    require_reviewer(who, concept.home, "go back to an older text")
    name = name_of(unit, concept)
    old = find_revision(unit, revision_id)
    if old is None or old.concept_id != concept.id:
        raise Missing(
            f"That text of *{name}* isn't there any more. Open its history anew and choose another."
        )
    _check_return(concept, old, name)
    new = new_id("v", now)
    decide(unit, concept, now, **live_values(old.entry, new, now.date()))
    overtake(unit, concept, who, now)
    step_aside(unit, concept)
    add_revision(
        unit,
        new,
        concept.id,
        old.entry,
        now,
        state=RevisionState.APPROVED,
        author_id=who.user_id,
        author_side=who.side,
        note=f"Back to the text of {old.proposed_at.day} {old.proposed_at:%B %Y}",
        decided_by=who.user_id,
        decided_at=now,
    )
    kept = find_revision(unit, new)
    assert kept is not None
    return kept


def changes(before: Entry | None, after: Entry) -> tuple[str, ...]:
    """What differs, as a reader would call it; () for the first text of all."""
    if before is None:
        return ()
    return tuple(what for field, what in _CALLED.items() if getattr(before, field) != getattr(after, field))


_SHOWN = (RevisionState.APPROVED, RevisionState.SUPERSEDED)
_CALLED = {
    "labels": "its names",
    "marketing": "the wording for marketing",
    "it": "the wording for IT",
    "home": "whose word it is",
    "kind": "what kind of entry it is",
    "topic": "its topic",
    "stands_for": "what it stands for",
    "questions": "the questions it answers",
    "signals": "the words that speak for it",
    "never_in": "the phrases it isn't meant in",
    "broader": "what it belongs to",
    "related": "related words",
    "confused_with": "what it isn't to be confused with",
    "link": "its link",
    "check_every_days": "how often it is checked",
}


def _check_return(concept: Concept, old: Revision, name: str) -> None:
    if not concept.is_answered:
        raise Conflict(f"*{name}* was put away. Bring it back first, then choose an older text.")
    assert concept.live is not None
    if old.id == concept.live.id or old.entry == concept.live.entry:
        raise Conflict(f"That is how *{name}* is explained now. There's nothing to go back to.")
    if old.state not in _SHOWN:
        raise Conflict(
            f"That text of *{name}* was never approved. Suggest it anew as a better wording, and it can be."
        )
