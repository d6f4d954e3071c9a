"""A proposal on its way: the other side says whether it understands it, the word's own side approves or
rejects.

Of two who decide at once one does; the other, and everybody who clicks an old button, is told who it was.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from db.engine import Unit
from db.errors import Conflict, NotAllowed
from db.kinds import RevisionState, WordDecision
from glossary.concepts import Concept, Revision, Source, concepts_by_id, waiting_revisions
from glossary.keeping.checking import needed_note
from glossary.keeping.deciding import (
    LONGEST_NOTE,
    decide,
    get_revision,
    live_values,
    set_revision,
    step_aside,
)
from glossary.keeping.notices import draw_anew, show_card, tell_author
from glossary.keeping.writer import (
    SPOKEN,
    Writer,
    may_review,
    reading_side,
    require_colleague,
    require_reviewer,
)
from glossary.model import Side


def understand(unit: Unit, revision_id: str, who: Writer, now: datetime) -> Revision:
    """ "I understand this", by somebody of the side whose word it is not; then it goes to the reviewers.

    Of a shared word by the side that did not write it. The bridge and admins may stand in where they belong
    to no side; nobody answers for their own text. Raises NotAllowed, or Conflict for a click that comes too
    late.
    """
    concept, revision = get_revision(unit, revision_id)
    _require_reader(revision, who)
    _refuse_if_decided(revision, who)
    _refuse_if_understood(revision, who)
    _decide(unit, concept, revision, who, now)
    set_revision(unit, revision, understood_by=who.user_id, understood_at=now)
    draw_anew(unit, revision, now)
    show_card(unit, revision, "approve", _approving_side(concept, revision, who), now)
    tell_author(unit, revision, WordDecision.UNDERSTOOD, who.user_id, now)
    return get_revision(unit, revision_id)[1]


def not_understood(unit: Unit, revision_id: str, who: Writer, now: datetime, note: str) -> Revision:
    """ "Not clear yet", with what is missing. It stays open: the author words it better, or another reader
    does understand it."""
    concept, revision = get_revision(unit, revision_id)
    _require_reader(revision, who)
    _refuse_if_decided(revision, who)
    _refuse_if_understood(revision, who)
    reason = needed_note(note, LONGEST_NOTE, "what isn't clear")
    if revision.unclear_by == who.user_id and revision.unclear_note == reason:
        raise Conflict("You've said so already, and the author knows. There's nothing more to do.")
    _decide(unit, concept, revision, who, now)
    set_revision(unit, revision, unclear_by=who.user_id, unclear_at=now, unclear_note=reason)
    draw_anew(unit, revision, now)
    tell_author(unit, revision, WordDecision.UNCLEAR, who.user_id, now, reason)
    return get_revision(unit, revision_id)[1]


def approve(unit: Unit, revision_id: str, who: Writer, now: datetime) -> Revision:
    """From now on this is the text everybody reads; what was live before is kept in the history.

    By the reviewers of the word's own side, once it was understood. A new word needs another pair of eyes
    than its author's; the bridge and admins are trusted with their own.
    """
    concept, revision = get_revision(unit, revision_id)
    require_reviewer(who, concept.home, "approve this")
    _refuse_if_decided(revision, who)
    if revision.understood_by is None:
        raise Conflict(
            f"It's for {_readers(revision)} to say *I understand this* first. Then you can approve it."
        )
    if concept.live is None and revision.author_id == who.user_id and not who.is_overseer:
        raise NotAllowed("It's your own new word, so another reviewer of your side needs to approve it.")
    _decide(unit, concept, revision, who, now, **live_values(revision.entry, revision.id, now.date()))
    step_aside(unit, concept)
    set_revision(unit, revision, state=RevisionState.APPROVED, decided_by=who.user_id, decided_at=now)
    draw_anew(unit, revision, now)
    tell_author(unit, revision, WordDecision.APPROVED, who.user_id, now)
    return get_revision(unit, revision_id)[1]


def reject(unit: Unit, revision_id: str, who: Writer, now: datetime, note: str) -> Revision:
    """With the reason, at any time before it is approved. What was live before stays live."""
    concept, revision = get_revision(unit, revision_id)
    require_reviewer(who, concept.home, "reject this")
    _refuse_if_decided(revision, who)
    reason = needed_note(note, LONGEST_NOTE, "why not")
    _decide(unit, concept, revision, who, now)
    set_revision(
        unit,
        revision,
        state=RevisionState.REJECTED,
        decided_by=who.user_id,
        decided_at=now,
        decided_note=reason,
    )
    draw_anew(unit, revision, now)
    tell_author(unit, revision, WordDecision.REJECTED, who.user_id, now, reason)
    return get_revision(unit, revision_id)[1]


def may_read(revision: Revision, who: Writer) -> bool:
    """May say whether they understand it."""
    if not who.is_of_this_company or revision.author_id == who.user_id:
        return False
    side = reading_side(revision.entry.home, revision.author_side)
    return side is None or who.side == side or (who.side is None and who.is_overseer)


def waiting_for(source: Source, who: Writer) -> list[Revision]:
    """ "Mine to review": what this person can move on now, the oldest first."""
    found = []
    waiting = waiting_revisions(source)
    by_id = concepts_by_id(source, {revision.concept_id for revision in waiting})
    for revision in waiting:
        concept = by_id[revision.concept_id]
        if revision.understood_by is None:
            mine = may_read(revision, who)
        else:
            own_new = concept.live is None and revision.author_id == who.user_id
            mine = may_review(who, concept.home) and (who.is_overseer or not own_new)
        if mine:
            found.append(revision)
    return found


def _require_reader(revision: Revision, who: Writer) -> None:
    require_colleague(who)
    if may_read(revision, who):
        return
    if revision.author_id == who.user_id:
        raise NotAllowed("You wrote it, so it's for somebody else to say whether it can be understood.")
    raise NotAllowed(
        f"It's for {_readers(revision)} to say whether they understand it, since you know the word already."
    )


def _readers(revision: Revision) -> str:
    """Those who are to understand it, as a sentence calls them."""
    side = reading_side(revision.entry.home, revision.author_side)
    return f"somebody of {SPOKEN[side]}" if side else "somebody else"


def _approving_side(concept: Concept, revision: Revision, reader: Writer) -> Side:
    """Whose channel gets the card for the reviewers. A shared word goes back to the side that wrote it."""
    if concept.home != "shared":
        return concept.home
    return revision.author_side or ("it" if reader.side == "marketing" else "marketing")


def _decide(
    unit: Unit, concept: Concept, revision: Revision, who: Writer, now: datetime, **values: Any
) -> None:
    """Whoever was a moment too late hears what the other one decided."""
    try:
        decide(unit, concept, now, **values)
    except Conflict:
        fresh = get_revision(unit, revision.id)[1]
        _refuse_if_decided(fresh, who)
        if revision.understood_by is None:
            _refuse_if_understood(fresh, who)
        raise


def _refuse_if_decided(revision: Revision, who: Writer) -> None:
    name, by = revision.entry.preferred.text, who.called(revision.decided_by)
    if revision.state is RevisionState.APPROVED:
        raise Conflict(f"{by} approved this text for *{name}* already, so there's nothing more to decide.")
    if revision.state is RevisionState.REJECTED:
        raise Conflict(f"{by} said no to this text for *{name}* already: “{revision.decided_note}”")
    if revision.state is not RevisionState.PROPOSED:
        raise Conflict(
            f"There is a newer text for *{name}*, so this one isn't decided any more. "
            f"`/glossary {name}` shows where it stands."
        )


def _refuse_if_understood(revision: Revision, who: Writer) -> None:
    if revision.understood_by is not None:
        by = who.called(revision.understood_by)
        raise Conflict(f"{by} said already that it can be understood. It's with the reviewers now.")
