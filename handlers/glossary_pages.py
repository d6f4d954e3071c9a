"""The pages of `/glossary`, drawn from the rows of this moment for one reader."""

from __future__ import annotations

from dataclasses import dataclass

from bot.channels import channel_name_of
from bot.explaining import Explained
from bot.toolkit import Desk
from bot.wordbook import require_reader, side_of, writer_of
from db.errors import Missing
from db.kinds import ConceptStatus, RevisionState
from glossary.browsing import entries_about, put_away, topics
from glossary.concepts import (
    Concept,
    Revision,
    concepts_by_id,
    find_by_id,
    find_concept,
    get_concept,
    revisions_of,
    waiting_revisions,
)
from glossary.exchange.entries import slug_of
from glossary.finding import Found, Tier, find
from glossary.keeping.deciding import get_revision, open_revision
from glossary.keeping.history import history_of
from glossary.keeping.looking_after import due_for_review, is_for_reviewers, kept_by
from glossary.keeping.notices import Step
from glossary.keeping.reviewing import waiting_for
from glossary.keeping.writer import Writer, may_review
from glossary.model import Entry
from glossary.quiet.explained import note_explained
from glossary.words import fold
from handlers.views.blocks import actions
from handlers.views.explaining.answer import explained
from handlers.views.explaining.seat import Seat
from handlers.views.glossary.card import card
from handlers.views.glossary.history import history_page
from handlers.views.glossary.lists import (
    Standing,
    Which,
    found_page,
    kept_page,
    mine_page,
    topic_page,
    topics_page,
)
from handlers.views.glossary.page import (
    Reader,
    back_to_topics,
    entry_page,
    may_move_on,
    proposed_page,
    put_away_page,
    rejected_page,
)
from handlers.views.message import Message

MOST_FOUND = 40  # entries; what comes after them has little to do with the words
MOST_DUE = 500
GONE = "That word isn't in the glossary any more. `/glossary` shows what there is."
_BY_NAME = frozenset({Tier.EXACT, Tier.NAME})
_LABELS = frozenset({*_BY_NAME, Tier.ALSO, Tier.HIDDEN, Tier.FORM})


@dataclass(frozen=True)
class _Review:
    """What one person can move on."""

    proposals: list[tuple[Revision, Concept]]
    due: list[Concept]

    @property
    def count(self) -> int:
        return len(self.proposals) + len(self.due)


def list_drawn(desk: Desk, user_id: str, which: Which, words: str = "", number: int = 0) -> Message:
    """Any of the lists. Raises NotAllowed for people of other companies."""
    reader = reader_of(desk, user_id)
    review, kept = _review(desk, reader.writer), kept_by(desk.unit, user_id)
    standing = Standing(review.count, len(kept))
    if which == "topic":
        return topic_page(words, entries_about(desk.words, words), number, reader.side, standing)
    if which == "find":
        found = _found(desk, reader, words, None)
        return found_page(words, found.hits, found.suggestions, number, reader.side, standing)
    if which == "mine":
        return mine_page(review.proposals, review.due, number, desk.people, desk.now, reader.zone, standing)
    if which == "keep":
        today = desk.now.astimezone(reader.zone).date()
        return kept_page(kept, number, today, standing)
    return topics_page(topics(desk.words), standing)


def words_drawn(desk: Desk, user_id: str, words: str, seat: Seat) -> Message:
    """What somebody typed: the entry of that name, where it stands if nobody is shown it, else what comes
    near."""
    reader = reader_of(desk, user_id)
    found = _found(desk, reader, words, seat.channel_id)
    answer = found.answer
    if answer is None or answer.tier not in _LABELS:
        standing = _standing_drawn(desk, reader, words)
        if standing is not None:
            return standing
    if answer is not None:
        why = "" if answer.tier in _BY_NAME else answer.why
        return word_drawn(desk, user_id, answer.entry.slug, seat, why=why, words=words)
    return list_drawn(desk, user_id, "find", words)


def word_drawn(desk: Desk, user_id: str, slug: str, seat: Seat, *, why: str = "", words: str = "") -> Message:
    """One entry, whole, or why nobody is shown it. Raises Missing when there is no such entry."""
    reader = reader_of(desk, user_id)
    concept = find_concept(desk.unit, slug)
    if concept is None:
        raise Missing(GONE)
    entry = concept.entry
    if not concept.is_answered or entry is None:
        return _put_away_drawn(desk, reader, concept)
    note_explained(desk.unit, user_id, [slug], desk.now)
    one = Explained(concept, entry, reader.side, why, words)
    shown = explained(one, seat, desk.people, desk.words, desk.now)
    waiting = open_revision(desk.unit, concept.id)
    return entry_page(shown, concept, entry, reader, desk.people, desk.now, waiting=waiting)


def proposal_drawn(desk: Desk, user_id: str, revision_id: str) -> Message:
    """The card, for one reader alone; to those who cannot move it on where it stands."""
    reader = reader_of(desk, user_id)
    concept, revision = get_revision(desk.unit, revision_id)
    if revision.state is RevisionState.PROPOSED and not may_move_on(revision, concept, reader.writer):
        return proposed_page(revision, reader, desk.people, desk.now)
    step: Step = "approve" if revision.understood_by else "understand"
    drawn = card(revision, concept, desk.people, desk.now, reader.zone, step, private=True)
    return Message(drawn.text, [*drawn.blocks, *actions(back_to_topics())])


def history_drawn(desk: Desk, user_id: str, slug: str, number: int, *, news: str = "") -> Message:
    """`news`: what has just been done, escaped."""
    reader = reader_of(desk, user_id)
    concept = get_concept(desk.unit, slug)
    past = history_of(desk.unit, slug)
    return history_page(
        past[0].revision.entry if concept.entry is None else concept.entry,
        past,
        number,
        desk.people,
        desk.now,
        reader.zone,
        reader.side,
        may_return=concept.is_answered and may_review(reader.writer, concept.home),
        news=news,
    )


def history_of_word(desk: Desk, user_id: str, words: str) -> str | None:
    """The slug of what is called so, shown or not."""
    reader = reader_of(desk, user_id)
    found = _found(desk, reader, words, None).answer
    if found is not None and found.tier in _LABELS:
        return found.entry.slug
    away = put_away(desk.words, words)
    if away is not None:
        return away.slug
    concept = find_concept(desk.unit, slug_of(words))
    return concept.slug if concept is not None else None


def reader_of(desk: Desk, user_id: str) -> Reader:
    """Raises NotAllowed for people of other companies."""
    require_reader(desk.people, user_id)
    zone = desk.people.get(user_id).zone_info
    return Reader(writer_of(desk, user_id), side_of(desk, user_id), zone)


def _found(desk: Desk, reader: Reader, words: str, channel_id: str | None) -> Found:
    channel = channel_name_of(desk.unit, channel_id) if channel_id else None
    return find(words, desk.words.index, reader=reader.side, channel=channel or "", limit=MOST_FOUND)


def _review(desk: Desk, writer: Writer) -> _Review:
    proposals = waiting_for(desk.unit, writer)
    by_id = concepts_by_id(desk.unit, {revision.concept_id for revision in proposals})
    due = [
        concept
        for concept in due_for_review(desk.unit, desk.now.date(), MOST_DUE)
        if is_for_reviewers(concept, desk.now) and may_review(writer, concept.home)
    ]
    return _Review([(revision, by_id[revision.concept_id]) for revision in proposals], due)


def _standing_drawn(desk: Desk, reader: Reader, words: str) -> Message | None:
    """A word that is on its way, or was put away."""
    norm, slug = fold(words), slug_of(words)
    for revision in waiting_revisions(desk.unit):
        names = {fold(label.text) for label in revision.entry.labels}
        if norm and (norm in names or slug == revision.entry.slug):
            concept = find_by_id(desk.unit, revision.concept_id)
            if concept is not None and concept.live is None:
                return proposal_drawn(desk, reader.writer.user_id, revision.id)
    away = put_away(desk.words, words) or find_concept(desk.unit, slug)
    return _put_away_drawn(desk, reader, away) if away is not None and not away.is_answered else None


def _put_away_drawn(desk: Desk, reader: Reader, concept: Concept) -> Message:
    """Of an entry that nobody is shown: retired, no jargon, or never approved."""
    waiting = open_revision(desk.unit, concept.id)
    if concept.live is None and waiting is not None:
        return proposal_drawn(desk, reader.writer.user_id, waiting.id)
    newest = next(iter(revisions_of(desk.unit, concept.id)), None)
    if newest is None:
        raise Missing(GONE)
    if concept.live is None and concept.status is ConceptStatus.PROPOSED:
        return rejected_page(newest, desk.people)
    entry: Entry = concept.live.entry if concept.live else newest.entry
    successor = desk.words.entry(concept.replaced_by) if concept.replaced_by else None
    return put_away_page(concept, entry, successor, reader)
