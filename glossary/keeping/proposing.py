"""A new word, or a better wording of one that is there. What is live stays live until somebody approves."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from db.engine import Unit
from db.errors import Conflict, Refusal
from db.glossary_tables import concepts
from db.ids import new_id
from db.inserting import insert_into
from db.kinds import ConceptStatus, RevisionState
from glossary.concepts import Concept, find_concept, find_revision
from glossary.exchange.entries import LONGEST_SLUG, slug_of
from glossary.keeping.checking import checked, checked_note
from glossary.keeping.deciding import (
    LONGEST_NOTE,
    add_revision,
    decide,
    live_values,
    name_of,
    open_revision,
    overtake,
    step_aside,
)
from glossary.keeping.duplicates import Register, Taken, register_of
from glossary.keeping.notices import show_card, tell_side
from glossary.keeping.writer import Writer, may_review, reading_side, require_colleague
from glossary.model import Entry, Side

Source = Literal["person", "import", "model"]  # where a text comes from


@dataclass(frozen=True)
class Outcome:
    """What became of a proposal."""

    slug: str
    revision_id: str
    state: RevisionState  # PROPOSED: it waits to be understood. APPROVED: it is live.
    is_new: bool  # a word that was not in the glossary
    overtook: str | None = None  # id of the open proposal whose place it took


def propose(
    unit: Unit,
    entry: Entry,
    author: Writer,
    now: datetime,
    *,
    source: Source = "person",
    note: str = "",
    is_draft: bool = False,
    based_on: str | None = None,
    register: Register | None = None,
) -> Outcome:
    """A new entry, or the whole text of an existing one as it should be.

    `based_on` is the revision that the author started from: the live one, or the open proposal of a word
    that was never approved. None: a new word, so its slug must be free (an import, which compares before,
    may leave it out). `note` says what the change is for. `register` is what `register_of` made, for many in
    one transaction.

    An edit by a reviewer of the entry's own side is live at once; everything else waits to be understood by
    the other side and to be approved. There is one open proposal for each entry: a newer one takes its
    place.

    Raises NotAllowed, Unclear (what is wrong with the text) or Conflict (it is there already, or somebody
    changed it meanwhile; the author's words are not lost: the form that sent them stays open).
    """
    if source == "person":
        require_colleague(author)
    kept = checked(entry)
    origin = _Origin(author, source, checked_note(note, LONGEST_NOTE), is_draft)
    concept = find_concept(unit, kept.slug)
    if concept is not None:
        _check_base(unit, concept, author, based_on, is_import=source != "person")
        _check_news(unit, concept, kept)
    register = register_of(unit) if register is None else register
    register.check(kept, concept.entry if concept else None)
    outcome = _taken_in(unit, concept, kept, origin, now)
    register.note(Taken.by(kept))
    return outcome


def propose_all(
    unit: Unit, entries: Sequence[Entry], author: Writer, now: datetime, *, source: Source = "import"
) -> list[Outcome | Refusal]:
    """Each by itself, in the order given: what is refused holds up none of the others.

    They may point at each other. There is no card for each of them; the sides that are to read them get one
    message each.
    """
    register = register_of(unit)
    register.expect(entry.slug for entry in entries)
    done: list[Outcome | Refusal] = []
    waiting: dict[Side, list[str]] = {}
    for entry in entries:
        try:
            outcome = propose(unit, entry, author, now, source=source, register=register)
        except Refusal as refusal:
            done.append(refusal)
            continue
        done.append(outcome)
        side = reading_side(entry.home, author.side) or "marketing"
        if outcome.state is RevisionState.PROPOSED:
            waiting.setdefault(side, []).append(outcome.slug)
    for side, slugs in waiting.items():
        tell_side(unit, side, "import", slugs, now)
    return done


def slug_for(text: str, taken: Container[str]) -> str:
    """A slug for a new word: from its letters, with a number behind it when others have the plain one.

    Accents are left off ("Überschrift" → "uberschrift"). A word without any Latin letter becomes "word".
    """
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss"))
    base = slug_of("".join(sign for sign in plain if not unicodedata.combining(sign))) or "word"
    slug, number = base, 1
    while slug in taken:
        number += 1
        ending = f"-{number}"
        slug = base[: LONGEST_SLUG - len(ending)].rstrip("-") + ending
    return slug


@dataclass(frozen=True)
class _Origin:
    author: Writer
    source: Source
    note: str
    is_draft: bool

    @property
    def author_id(self) -> str | None:
        return self.author.user_id or None


def _check_base(
    unit: Unit, concept: Concept, author: Writer, based_on: str | None, *, is_import: bool
) -> None:
    """Did the author see what is there?"""
    name = name_of(unit, concept)
    if concept.status in (ConceptStatus.RETIRED, ConceptStatus.EXCLUDED):
        how = "retired" if concept.status is ConceptStatus.RETIRED else "put away as no jargon"
        raise Conflict(
            f"*{name}* was {how}. Ask one of its side's reviewers to bring it back, then change it."
        )
    waiting = open_revision(unit, concept.id)
    if based_on is None and not is_import:
        if concept.live is None and waiting is None:
            return  # proposed once and rejected: the slug is free for a better text
        raise Conflict(_already_there(concept, name, author.called(waiting.author_id) if waiting else ""))
    newest = concept.live or waiting
    if based_on is not None and newest is not None and based_on != newest.id:
        _refuse_stale(unit, concept, name, author, based_on)


def _already_there(concept: Concept, name: str, proposer: str) -> str:
    if concept.live is None:
        have = "have" if proposer == "You" else "has"
        return f"{proposer} {have} proposed *{name}* already. Open that proposal and change it there."
    return f"*{name}* is in the glossary already. Look it up and choose *Suggest a better wording*."


def _refuse_stale(unit: Unit, concept: Concept, name: str, author: Writer, based_on: str) -> None:
    """Somebody's text became live since the author opened the form."""
    if (
        concept.live is None
    ):  # they started from a proposal that another one has overtaken: theirs is newer still
        return
    seen = find_revision(unit, based_on)
    if seen is not None and seen.concept_id == concept.id and seen.n > concept.live.n:
        return  # what they saw is newer than what is live
    who = author.called(concept.live.decided_by)
    raise Conflict(
        f"{who} changed *{name}* while you were writing. Your words are still here: copy what you want to "
        "keep, open the entry anew and put it in there."
    )


def _check_news(unit: Unit, concept: Concept, kept: Entry) -> None:
    if concept.entry == kept:
        raise Conflict(
            f"That's how *{kept.preferred.text}* is explained already. Change something, or close this."
        )
    waiting = open_revision(unit, concept.id)
    if waiting is not None and waiting.entry == kept:
        raise Conflict(
            f"The same text for *{kept.preferred.text}* is waiting already. There's nothing more to do."
        )


def _is_live_at_once(concept: Concept, kept: Entry, origin: _Origin) -> bool:
    """Whoever may approve a change need not ask for it; but a word goes to another side by the long way."""
    return (
        origin.source == "person"
        and not origin.is_draft
        and concept.live is not None
        and may_review(origin.author, concept.home)
        and (kept.home == concept.home or origin.author.is_overseer)
    )


def _taken_in(unit: Unit, concept: Concept | None, kept: Entry, origin: _Origin, now: datetime) -> Outcome:
    if concept is None:
        return _add(unit, kept, origin, now)
    if _is_live_at_once(concept, kept, origin):
        return _change_at_once(unit, concept, kept, origin, now)
    return _ask(unit, concept, kept, origin, now)


def _add(unit: Unit, entry: Entry, origin: _Origin, now: datetime) -> Outcome:
    """Of two who propose the same word at once, one does."""
    concept_id = new_id("c", now)
    values = {
        "id": concept_id,
        "slug": entry.slug,
        "home": entry.home,
        "status": ConceptStatus.PROPOSED,
        "keeper_id": _keeper(entry, origin),
        "source": origin.source,
        "created_by": origin.author_id,
        "created_at": now,
        "changed_at": now,
    }
    statement = insert_into(unit, concepts).values(**values).on_conflict_do_nothing(index_elements=["slug"])
    if unit.execute(statement.returning(concepts.c.id)).first() is None:
        raise Conflict(
            f"Somebody has just proposed *{entry.preferred.text}* too. Look at theirs first: `/glossary`."
        )
    revision_id = new_id("v", now)
    _keep(unit, revision_id, concept_id, entry, origin, now)
    _show(unit, revision_id, entry, origin, now)
    return Outcome(entry.slug, revision_id, RevisionState.PROPOSED, is_new=True)


def _ask(unit: Unit, concept: Concept, entry: Entry, origin: _Origin, now: datetime) -> Outcome:
    """It waits. A home that changes is changed when it is approved."""
    fresh = {"keeper_id": _keeper(entry, origin), "home": entry.home}
    values = fresh if concept.live is None else {}
    decide(unit, concept, now, **values)
    overtook = overtake(unit, concept, origin.author, now)
    revision_id = new_id("v", now)
    _keep(unit, revision_id, concept.id, entry, origin, now)
    _show(unit, revision_id, entry, origin, now)
    return Outcome(entry.slug, revision_id, RevisionState.PROPOSED, concept.live is None, overtook)


def _change_at_once(unit: Unit, concept: Concept, entry: Entry, origin: _Origin, now: datetime) -> Outcome:
    revision_id = new_id("v", now)
    decide(unit, concept, now, **live_values(entry, revision_id, now.date()))
    overtook = overtake(unit, concept, origin.author, now)
    step_aside(unit, concept)
    add_revision(
        unit,
        revision_id,
        concept.id,
        entry,
        now,
        state=RevisionState.APPROVED,
        author_id=origin.author_id,
        author_side=origin.author.side,
        note=origin.note,
        decided_by=origin.author_id,
        decided_at=now,
    )
    return Outcome(entry.slug, revision_id, RevisionState.APPROVED, False, overtook)


def _keep(
    unit: Unit, revision_id: str, concept_id: str, entry: Entry, origin: _Origin, now: datetime
) -> None:
    add_revision(
        unit,
        revision_id,
        concept_id,
        entry,
        now,
        state=RevisionState.PROPOSED,
        author_id=origin.author_id,
        author_side=origin.author.side,
        note=origin.note,
        is_draft=origin.is_draft,
    )


def _show(unit: Unit, revision_id: str, entry: Entry, origin: _Origin, now: datetime) -> None:
    """To those who are to understand it. Imports are told of all together."""
    if origin.source == "import":
        return
    revision = find_revision(unit, revision_id)
    assert revision is not None
    side = reading_side(entry.home, origin.author.side) or "marketing"
    show_card(unit, revision, "understand", side, now)


def _keeper(entry: Entry, origin: _Origin) -> str | None:
    """Who wrote it looks after it, if it is a word of their own side."""
    at_home = entry.home in (origin.author.side, "shared")
    return origin.author_id if at_home and origin.source == "person" else None
