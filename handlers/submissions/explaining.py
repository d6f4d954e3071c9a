"""The form "The same as…": the word becomes another name of an entry that is there."""

from __future__ import annotations

from dataclasses import replace

from bot.explaining import called_like
from bot.requests.telling import tell_person
from bot.toolkit import Desk
from bot.wordbook import without_secrets, writer_of
from db.errors import Missing, Refusal
from db.kinds import RevisionState
from glossary.concepts import find_concept
from glossary.keeping.proposing import propose
from glossary.model import Entry, Label
from glossary.unknown import settling
from glossary.unknown.counting import UnknownWord
from glossary.words import fold
from handlers.answers import NOTHING, Answer
from handlers.names import SAME_AS_FIELD
from handlers.reading import Submission
from handlers.views.glossary.spoken import bare, term


def same_as_form(desk: Desk, form: Submission) -> Answer:
    """What is wrong is said beside the field; nothing that was typed is lost."""
    writer = writer_of(desk, form.user_id)
    try:
        word = settling.get_undecided(desk.unit, form.about["norm"], writer)
        entry = _meant(desk, form.values.get(SAME_AS_FIELD) or "")
        is_live = _name(desk, entry, word, form.user_id)
        settling.same_as(desk.unit, word.norm, entry.slug, writer, desk.now)
    except Refusal as refusal:
        return Answer(errors={SAME_AS_FIELD: str(refusal)})
    told = f"Noted: “{bare(word.text)}” is another name of {term(entry)}."
    tell_person(
        desk, form.user_id, told if is_live else f"{told} It's shown to everybody once it is approved."
    )
    return NOTHING


def _meant(desk: Desk, typed: str) -> Entry:
    """Raises Missing with what there is instead."""
    found = called_like(desk.words, typed)
    if len(found) == 1:
        return found[0]
    named = ", ".join(f"“{entry.preferred.text}”" for entry in found[:4])
    if not found:
        raise Missing(
            f"The glossary has no “{typed.strip()[:60]}”. Write the word as /explain shows it, "
            "or define the new one."
        )
    raise Missing(f"Several entries go by that name: {named}. Write one of these.")


def _name(desk: Desk, entry: Entry, word: UnknownWord, user_id: str) -> bool:
    """Gives the entry the name, if it has not got it. Whether everybody finds it by that name now."""
    concept = find_concept(desk.unit, entry.slug)
    if concept is None or concept.live is None:
        raise Missing("That word isn't in the glossary any more. Choose another one.")
    live = concept.live.entry
    if word.norm in {fold(label.text) for label in live.labels}:
        return True
    named = replace(live, labels=(*live.labels, Label(word.text)))
    outcome = propose(
        desk.unit,
        without_secrets(desk, named),
        writer_of(desk, user_id),
        desk.now,
        based_on=concept.live.id,
        note=f"“{word.text}” is another name of it.",
    )
    return outcome.state is RevisionState.APPROVED
