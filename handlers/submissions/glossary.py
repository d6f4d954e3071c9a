"""The forms of the glossary, sent. What is wrong is said beside its field, and nothing typed is lost."""

from __future__ import annotations

from bot.requests.telling import tell_person
from bot.toolkit import Desk
from bot.wordbook import note_without_secrets, side_of, without_secrets, writer_of
from db.errors import Conflict, Missing, Unclear
from db.kinds import ConceptStatus, RevisionState
from glossary.concepts import Concept, find_concept, find_revision, get_concept, revisions_of
from glossary.finding import Tier, find
from glossary.keeping import looking_after, reviewing
from glossary.keeping.deciding import open_revision
from glossary.keeping.duplicates import taken_slugs
from glossary.keeping.proposing import Outcome, propose, slug_for
from glossary.keeping.writer import Writer, reading_side, require_colleague
from glossary.model import Entry
from glossary.unknown.settling import get_undecided, promise
from handlers.answers import NOTHING, Answer
from handlers.names import (
    ASKED_FIELD,
    CONFUSED_FIELD,
    ENDING_FIELD,
    KEEPER_FIELD,
    LINE_FIELD,
    NOTE_FIELD,
    SUCCESSOR_FIELD,
    WORD_FIELD,
)
from handlers.reading import Submission
from handlers.views.glossary import telling
from handlers.views.glossary.filled import Filled, edited, proposed
from handlers.views.glossary.spoken import BOTH_SIDES, SIDES
from handlers.views.message import Message

LEFT_OUT = (
    "Careful, something in there looked like a password or somebody's details. I've left it out of the text."
)
GONE = "That word isn't in the glossary any more. `/glossary` shows what there is."
NO_SUCCESSOR = "There is no “{name}” in the glossary. Write the name of a word that is, or leave this empty."
_LABELS = frozenset({Tier.EXACT, Tier.NAME, Tier.ALSO, Tier.HIDDEN, Tier.FORM})
_SPEAKS_OF = (
    ("one question", ASKED_FIELD),
    ("Your note has", NOTE_FIELD),
    ("to link to", CONFUSED_FIELD),
)


def propose_form(desk: Desk, form: Submission) -> Answer:
    """A new word, or a better wording of one that is there."""
    writer, norm = writer_of(desk, form.user_id), form.about.get("norm")
    require_colleague(writer)
    if norm:
        get_undecided(desk.unit, norm, writer)
    filled = _read(desk, form, writer)
    if filled.entry is None:
        return Answer(errors=dict(filled.errors))
    entry, note = without_secrets(desk, filled.entry), note_without_secrets(desk, filled.note)
    based_on = form.about.get("based_on") or None
    try:
        outcome = propose(desk.unit, entry, writer, desk.now, note=note, based_on=based_on)
    except (Unclear, Conflict) as refusal:  # nothing is written yet
        return Answer(errors={_field_of(str(refusal), form): _plain(str(refusal))})
    if norm:
        promise(desk.unit, norm, outcome.slug, writer, desk.now)
    _thank(desk, form, writer, entry, outcome, careful=(entry, note) != (filled.entry, filled.note))
    return NOTHING


def not_clear_form(desk: Desk, form: Submission) -> Answer:
    writer, note = writer_of(desk, form.user_id), _note(desk, form)
    try:
        revision = reviewing.not_understood(desk.unit, form.about["revision_id"], writer, desk.now, note)
    except (Unclear, Conflict, Missing) as refusal:
        return Answer(errors={NOTE_FIELD: _plain(str(refusal))})
    author = desk.people.get(revision.author_id).first_name if revision.author_id else "The reviewers"
    _tell(desk, form, telling.passed_on(revision.entry, author, is_known=bool(revision.author_id)))
    return NOTHING


def reject_form(desk: Desk, form: Submission) -> Answer:
    writer, note = writer_of(desk, form.user_id), _note(desk, form)
    try:
        revision = reviewing.reject(desk.unit, form.about["revision_id"], writer, desk.now, note)
    except (Unclear, Conflict, Missing) as refusal:
        return Answer(errors={NOTE_FIELD: _plain(str(refusal))})
    _tell(desk, form, telling.rejected(revision.entry))
    return NOTHING


def hand_over_form(desk: Desk, form: Submission) -> Answer:
    slug, user_id = form.about["slug"], form.values.get(KEEPER_FIELD) or ""
    writer, keeper = writer_of(desk, form.user_id), writer_of(desk, user_id)
    try:
        concept = looking_after.hand_over(desk.unit, slug, keeper, writer, desk.now)
    except (Unclear, Conflict) as refusal:
        return Answer(errors={KEEPER_FIELD: _plain(str(refusal))})
    assert concept.entry is not None
    myself = user_id == form.user_id
    _tell(desk, form, telling.handed_to(concept.entry, desk.people, user_id, myself=myself))
    return NOTHING


def retire_form(desk: Desk, form: Submission) -> Answer:
    """Put away: as no longer used, with or without something in its place, or as no jargon at all."""
    slug, writer = form.about["slug"], writer_of(desk, form.user_id)
    entry = get_concept(desk.unit, slug).entry
    if form.values.get(ENDING_FIELD) == "excluded":
        looking_after.exclude(desk.unit, slug, writer, desk.now)
        if entry is not None:
            _tell(desk, form, telling.no_jargon(entry))
        return NOTHING
    name = (form.values.get(SUCCESSOR_FIELD) or "").strip()
    successor = _called(desk, form, name) if name else None
    if name and successor is None:
        return Answer(errors={SUCCESSOR_FIELD: NO_SUCCESSOR.format(name=name[:60])})
    try:
        looking_after.retire(
            desk.unit, slug, writer, desk.now, replaced_by=successor.slug if successor else None
        )
    except (Unclear, Missing) as refusal:
        return Answer(errors={SUCCESSOR_FIELD: _plain(str(refusal))})
    if entry is not None:
        _tell(desk, form, telling.retired(entry, successor))
    return NOTHING


def _read(desk: Desk, form: Submission, writer: Writer) -> Filled:
    """The form as an entry: a new one, or another text of the one that it was opened for."""
    slug, based_on = form.about.get("slug"), form.about.get("based_on")
    if not slug:
        home = proposed(form.values, desk.words, "new", None)
        if home.entry is None:
            return home
        reader = reading_side(home.entry.home, writer.side)
        return proposed(form.values, desk.words, _new_slug(desk, home.entry), reader)
    seen = find_revision(desk.unit, based_on) if based_on else None
    if seen is None:
        seen = next(iter(revisions_of(desk.unit, get_concept(desk.unit, slug).id)), None)
    if seen is None:
        raise Missing(GONE)
    return edited(seen.entry, form.values, desk.words)


def _new_slug(desk: Desk, entry: Entry) -> str:
    """Its word's own; of another meaning of the same word with its side behind it. A word whose only text was
    rejected is free."""
    text = entry.preferred.text
    plain = slug_for(text, ())
    before = find_concept(desk.unit, plain)
    if before is None or _was_rejected(desk, before):
        return plain
    return slug_for(f"{text} {entry.home}", taken_slugs(desk.unit))


def _was_rejected(desk: Desk, concept: Concept) -> bool:
    return (
        concept.status is ConceptStatus.PROPOSED
        and concept.live is None
        and open_revision(desk.unit, concept.id) is None
    )


def _called(desk: Desk, form: Submission, name: str) -> Entry | None:
    """The entry of this name, if it is the only one that can be meant."""
    entry = desk.words.entry(name)
    if entry is not None:
        return entry
    answer = find(name, desk.words.index, reader=side_of(desk, form.user_id)).answer
    return answer.entry if answer is not None and answer.tier in _LABELS else None


def _thank(
    desk: Desk, form: Submission, writer: Writer, entry: Entry, outcome: Outcome, *, careful: bool
) -> None:
    is_live = outcome.state is RevisionState.APPROVED
    message = telling.proposed(entry, is_live=is_live, is_new=outcome.is_new, author_side=writer.side)
    _tell(desk, form, telling.with_news(message, LEFT_OUT) if careful else message)


def _tell(desk: Desk, form: Submission, message: Message) -> None:
    where = {name: form.about.get(name) for name in ("channel_id", "thread_ts")}
    tell_person(desk, form.user_id, message.text, blocks=message.blocks, **where)


def _note(desk: Desk, form: Submission) -> str:
    return note_without_secrets(desk, form.values.get(NOTE_FIELD) or "")


def _field_of(sentence: str, form: Submission) -> str:
    """Beside which field a refusal belongs, by what it speaks of."""
    filled = [side for side in BOTH_SIDES if form.values.get(f"{LINE_FIELD}.{side}")]
    about = [side for side in BOTH_SIDES if f"for {SIDES[side]}" in sentence]
    wanted = [f"{LINE_FIELD}.{side}" for side in about if side in filled]
    wanted += [f"{LINE_FIELD}.{side}" for side in filled if about]
    wanted += [block for words, block in _SPEAKS_OF if words in sentence]
    return next((block for block in wanted if block in form.values), WORD_FIELD)


def _plain(sentence: str) -> str:
    """Beside a field nothing is bold."""
    return sentence.replace("*", "").replace("`", "")
