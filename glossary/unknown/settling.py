"""What an unknown word turns out to be. One UPDATE … WHERE lets one of several decide."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from db.engine import Unit
from db.errors import Conflict, Missing, NotAllowed
from db.glossary_tables import unknown_words
from db.kinds import WordState
from glossary.concepts import Source, find_concept
from glossary.keeping.deciding import open_revision
from glossary.keeping.writer import SPOKEN, Writer, may_review, require_colleague
from glossary.unknown.counting import UnknownWord, draw_anew, find_unknown
from glossary.words import fold

UNDECIDED = (WordState.COUNTED, WordState.OPEN)
PROPOSED = (WordState.PROMISED, WordState.SAME)  # somebody has proposed a text, which others may reject


def get_undecided(unit: Unit, norm: str, who: Writer) -> UnknownWord:
    """Before a form is opened for it. Raises NotAllowed, or Conflict with who was quicker."""
    require_colleague(who)
    word = reopened(unit, _get(unit, norm))
    if word.state not in UNDECIDED:
        raise Conflict(_decided_before(word, who))
    return word


def promise(unit: Unit, norm: str, slug: str, who: Writer, now: datetime) -> UnknownWord:
    """`who` has proposed the entry `slug` for it. Raises Conflict when somebody else was quicker."""
    return _decide(unit, norm, WordState.PROMISED, who, now, slug)


def same_as(unit: Unit, norm: str, slug: str, who: Writer, now: datetime) -> UnknownWord:
    """It is another name of what `slug` explains; the entry gets the name by a proposal of its own."""
    return _decide(unit, norm, WordState.SAME, who, now, slug)


def no_jargon(unit: Unit, norm: str, who: Writer, now: datetime) -> UnknownWord:
    """Nobody needs it explained. For the reviewers of its side: it is never asked for again."""
    word = _get(unit, norm)
    require_colleague(who)
    if not may_review(who, word.side):
        raise NotAllowed(
            f"Only {SPOKEN[word.side]}'s reviewers can say that “{word.text}” is no jargon. "
            "You can define it, or say what it is the same as."
        )
    return _decide(unit, norm, WordState.NOT_JARGON, who, now)


def came_to_nothing(source: Source, word: UnknownWord) -> bool:
    """What somebody proposed for it was rejected or put away, so the word is as unknown as before."""
    if word.state not in PROPOSED or word.slug is None:
        return False
    concept = find_concept(source, word.slug)
    if concept is None:
        return True
    if open_revision(source, concept.id):
        return False
    if word.state is WordState.PROMISED:
        return not concept.is_answered
    entry = concept.entry if concept.is_answered else None
    return entry is None or word.norm not in {fold(label.text) for label in entry.labels}


def reopened(unit: Unit, word: UnknownWord) -> UnknownWord:
    """The word itself, or open again when what was proposed for it came to nothing."""
    if not came_to_nothing(unit, word):
        return word
    proposed = (unknown_words.c.norm == word.norm, unknown_words.c.state.in_(PROPOSED))
    fresh = {"state": WordState.OPEN, "slug": None, "decided_by": None, "decided_at": None}
    unit.execute(update(unknown_words).where(*proposed).values(**fresh))
    return _get(unit, word.norm)


def _decide(
    unit: Unit, norm: str, state: WordState, who: Writer, now: datetime, slug: str | None = None
) -> UnknownWord:
    word = get_undecided(unit, norm, who)
    mine = (unknown_words.c.norm == norm, unknown_words.c.state.in_(UNDECIDED))
    decided = {"state": state, "slug": slug, "decided_by": who.user_id, "decided_at": now}
    if not unit.execute(update(unknown_words).where(*mine).values(**decided)).rowcount:
        raise Conflict(_decided_before(_get(unit, norm), who))
    if word.has_card:
        draw_anew(unit, norm, now)
    return _get(unit, norm)


def _decided_before(word: UnknownWord, who: Writer) -> str:
    person = who.called(word.decided_by)
    have = "have" if person == "You" else "has"
    said = {
        WordState.PROMISED: (
            f"{person} {have} written an explanation of “{word.text}” already; it's being read."
        ),
        WordState.DEFINED: f"“{word.text}” is explained by now. `/explain {word.text}` shows it.",
        WordState.SAME: f"{person} {have} said already what “{word.text}” is the same as.",
        WordState.NOT_JARGON: f"{person} {have} said already that “{word.text}” is no jargon.",
    }
    return said[word.state]


def _get(unit: Unit, norm: str) -> UnknownWord:
    """Raises Missing: a card may be older than what is kept."""
    word = find_unknown(unit, norm)
    if word is None:
        raise Missing("I don't know that word's card any more. `/explain` with the word starts a new one.")
    return word
