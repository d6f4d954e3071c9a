"""What somebody is told who asks for a word: one explanation, several meanings, the words of a sentence, or
that nobody has explained it yet.

Whoever asks is noted as having had it explained; a word that nobody could explain is counted, without a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.channels import channel_name_of
from bot.toolkit import Desk
from bot.wordbook import require_reader, side_of
from db.errors import Missing
from db.kinds import ConceptStatus, WordState
from glossary.concepts import Concept, waiting_revisions
from glossary.finding import LABEL_TIERS, Found, Hit, Tier, find
from glossary.finding.asking import asked
from glossary.model import Entry, Side, other_side
from glossary.quiet.explained import note_explained
from glossary.shelf import Words
from glossary.spotting import Noticed, spot
from glossary.unknown.counting import UnknownWord, find_unknown, norm_of, note_asked
from glossary.words import fold

_ASKING_FOR_MORE = frozenset(
    (
        *("how", "can", "could", "may", "might", "should", "is", "are", "do", "does", "did", "will", "when"),
        *("kann", "konnen", "darf", "durfen", "ist", "sind", "wann"),
        *("peut", "peux", "puede", "puedo", "pode"),
    )
)
MOST_WORDS_OF_A_QUERY = 6  # more of them, and it is a sentence whose words are wanted
_BY_NAME = frozenset({Tier.EXACT, Tier.NAME})
_PARTLY = frozenset({Tier.PREFIX, Tier.WORDS, Tier.WITHIN})
_MOST_OFFERED = 5
_CATCHING_UP = timedelta(seconds=5)  # what was approved so shortly before was not in memory yet
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_QUESTION_WORDS = 3  # at the beginning, among which a question word stands
_ASKING = frozenset(
    (
        *("what", "whats", "what's", "who", "where", "why", "how", "which", "define", "explain", "meaning"),
        *("was", "wer", "wie", "wo", "warum", "wieso", "wofur"),
        *("que", "quoi", "quel", "quelle", "comment", "pourquoi", "ou"),
        *("donde", "como", "porque", "qual", "onde"),
    )
)


@dataclass(frozen=True)
class Explained:
    """One entry, for one reader."""

    concept: Concept
    entry: Entry
    side: Side  # in whose words
    why: str = ""  # how it was found, where that is not by its name
    words: str = ""  # what was asked


@dataclass(frozen=True)
class Meanings:
    """Nothing tells which of them is meant; the likelier one first."""

    entries: tuple[Entry, ...]
    side: Side
    words: str


@dataclass(frozen=True)
class Sentence:
    """The words in it that this reader may not know; there may be none."""

    noticed: tuple[Noticed, ...]
    text: str  # the spans are of this text
    side: Side


@dataclass(frozen=True)
class Unexplained:
    """Nobody has explained it, or only what is offered comes near."""

    words: str  # the word itself, without the question around it
    side: Side  # of the reader
    offered: tuple[Hit, ...]
    word: UnknownWord | None  # None: it was not counted
    is_word: bool = True  # False: a whole question or sentence
    is_question: bool = False
    is_proposed: bool = False  # somebody has written a text, and it is not approved yet
    is_no_jargon: bool = False  # somebody decided that it needs no explanation


Outcome = Explained | Meanings | Sentence | Unexplained


def look_up(desk: Desk, user_id: str, words: str, channel_id: str | None = None) -> Outcome:
    """Any text. Raises NotAllowed for people of other companies."""
    require_reader(desk.people, user_id)
    index = desk.words.index  # it may have to be made first, and nobody is to wait for our transaction then
    side = side_of(desk, user_id)
    channel = _channel(desk, channel_id)
    is_long = len(asked(words).tokens) > MOST_WORDS_OF_A_QUERY
    if is_long and not is_question(words):
        sentence = read_sentence(desk, user_id, words, channel_id)
        if sentence.noticed:
            return sentence
    found = find(words, index, reader=side, channel=channel)
    senses = _senses(found, find(words, index, reader=side) if channel else found)
    if senses:
        note_explained(desk.unit, user_id, [entry.slug for entry in senses], desk.now)
        return Meanings(senses, side, words)
    if found.answer is not None:
        return _answered(desk, user_id, found.answer, side, words)
    if is_long:
        sentence = read_sentence(desk, user_id, words, channel_id)
        if sentence.noticed:
            return sentence
    return _unexplained(desk, user_id, words, found, side)


def read_sentence(
    desk: Desk, user_id: str, text: str, channel_id: str | None, *, author_id: str | None = None
) -> Sentence:
    """Every word of it that the reader may not know, with the meaning it has there."""
    require_reader(desk.people, user_id)
    lexicon = desk.words.lexicon
    side = side_of(desk, user_id)
    author = desk.people.get(author_id).side if author_id else None
    noticed = spot(
        text,
        lexicon,
        reader=side,
        author=author,
        channel=_channel(desk, channel_id),
        on_demand=True,
    )
    note_explained(desk.unit, user_id, [one.entry.slug for one in noticed], desk.now)
    return Sentence(noticed, text, side)


def explain(desk: Desk, user_id: str, slug: str) -> Explained:
    """One entry by its slug. Raises Missing when it is explained no more, NotAllowed as above."""
    require_reader(desk.people, user_id)
    entry = desk.words.entry(slug)
    if entry is None:
        raise Missing(
            "That word isn't in the glossary any more. `/explain` with the word shows what there is."
        )
    note_explained(desk.unit, user_id, [entry.slug], desk.now)
    return Explained(desk.words.concepts[entry.slug], entry, side_of(desk, user_id))


def other_meanings(
    desk: Desk, user_id: str, slug: str, words: str, channel_id: str | None
) -> tuple[Hit, ...]:
    """What else may have been meant, the likeliest first."""
    require_reader(desk.people, user_id)
    side = side_of(desk, user_id)
    found = find(words, desk.words.index, reader=side, channel=_channel(desk, channel_id))
    entry = desk.words.entry(slug)
    confused = [desk.words.entry(other) for other in entry.confused_with] if entry else []
    hits = [
        *(hit for hit in found.hits if hit.tier <= Tier.QUESTION),
        *(Hit(other, Tier.WITHIN, "sometimes taken for it") for other in confused if other),
        *found.hits,
        *found.suggestions,
    ]
    first: dict[str, Hit] = {}
    for hit in hits:
        first.setdefault(hit.entry.slug, hit)
    first.pop(slug, None)
    return tuple(first.values())[:_MOST_OFFERED]


def want(desk: Desk, user_id: str, text: str) -> UnknownWord | None:
    """Counts somebody who looks for a word that is not there. None: it is no word, or holds what must not be
    kept."""
    require_reader(desk.people, user_id)
    norm = norm_of(text)
    if not norm or desk.reader.mask(text) != text:
        return None
    side = other_side(side_of(desk, user_id))
    return note_asked(desk.unit, text, desk.alias(user_id, norm), side, desk.now)


def core_of(words: str) -> str:
    """The word that a question is about: "what is a CNAME?" is about "CNAME"."""
    query = asked(words)
    return query.written(*query.peeled()) if query.keys else ""


def is_question(words: str) -> bool:
    query = asked(words)
    return words.rstrip(" \"'”»").endswith("?") or bool(set(query.keys[:_QUESTION_WORDS]) & _ASKING)


def slug_explaining(words: Words, unknown: UnknownWord) -> str | None:
    """What explains the word by now, if anything does."""
    if unknown.state is WordState.PROMISED and unknown.slug and (entry := words.entry(unknown.slug)):
        return entry.slug
    newer = (
        entry.slug
        for entry in called(words, unknown)
        if _live_since(words, entry) > unknown.first_asked_at - _CATCHING_UP
    )
    return next(newer, None)


def is_settled(words: Words, unknown: UnknownWord) -> bool:
    """Looking it up says more than asking for it: it is explained by now, or counts as no jargon."""
    is_defined = unknown.state is WordState.DEFINED and words.entry(unknown.slug or "") is not None
    return unknown.state is WordState.NOT_JARGON or is_defined or slug_explaining(words, unknown) is not None


def called(words: Words, unknown: UnknownWord) -> tuple[Entry, ...]:
    """The entries that have the word as a name; they may mean something else than those who asked for it."""
    found = find(unknown.text, words.index, reader=other_side(unknown.side))
    return tuple(hit.entry for hit in found.hits if hit.tier in LABEL_TIERS)


def called_like(words: Words, typed: str) -> tuple[Entry, ...]:
    """The entries that have this as a name: the one whose proper name it is, else all."""
    hits = [hit for hit in find(typed, words.index, reader="marketing").hits if hit.tier in LABEL_TIERS]
    proper = [hit.entry for hit in hits if fold(hit.entry.preferred.text) == fold(typed)]
    return tuple(proper) if len(proper) == 1 else tuple(hit.entry for hit in hits)


def _live_since(words: Words, entry: Entry) -> datetime:
    live = words.concepts[entry.slug].live
    return (live.decided_at if live else None) or _LONG_AGO


def _senses(found: Found, without_channel: Found) -> tuple[Entry, ...]:
    """The meanings between which the words themselves do not decide. A channel's name puts one of them first;
    it is not enough to leave the others out."""
    if not without_channel.is_close_call:
        return ()
    open_ones = {hit.entry.slug for hit in without_channel.hits[: without_channel.senses]}
    return tuple(hit.entry for hit in found.hits if hit.entry.slug in open_ones)


def _answered(desk: Desk, user_id: str, hit: Hit, side: Side, words: str) -> Explained:
    note_explained(desk.unit, user_id, [hit.entry.slug], desk.now)
    why = "" if hit.tier in _BY_NAME and hit.why == "that is its name" else hit.why
    return Explained(desk.words.concepts[hit.entry.slug], hit.entry, side, why, words)


def _unexplained(desk: Desk, user_id: str, words: str, found: Found, side: Side) -> Unexplained:
    core = core_of(words)
    norm = norm_of(core)
    offered = (*found.suggestions, *found.hits)[:_MOST_OFFERED]
    if not norm or _asks_for_more_than_a_word(words):
        return Unexplained(core or words, side, offered, None, is_word=False, is_question=is_question(words))
    if _is_excluded(desk.words, norm):
        return Unexplained(core, side, offered, None, is_no_jargon=True)
    before = find_unknown(desk.unit, norm)
    if before is not None and before.state is WordState.NOT_JARGON:
        return Unexplained(core, side, offered, before, is_no_jargon=True)
    is_partly_known = any(hit.tier in _PARTLY for hit in found.hits)
    word = before if is_partly_known else want(desk, user_id, core)
    is_proposed = any(
        fold(label.text) == norm for one in waiting_revisions(desk.unit) for label in one.entry.labels
    )
    return Unexplained(core, side, offered, word, is_proposed=is_proposed)


def _asks_for_more_than_a_word(words: str) -> bool:
    """ "why is my page slow" asks for no word, though few words of it carry meaning."""
    query = asked(words)
    return query.wants_reason or query.wants_place or bool(set(query.keys[:1]) & _ASKING_FOR_MORE)


def _is_excluded(words: Words, norm: str) -> bool:
    return any(
        fold(label.text) == norm
        for concept in words.concepts.values()
        if concept.status is ConceptStatus.EXCLUDED and concept.entry
        for label in concept.entry.labels
    )


def _channel(desk: Desk, channel_id: str | None) -> str:
    """Its name, which tells something about what is meant there."""
    name = channel_name_of(desk.unit, channel_id) if channel_id and not channel_id.startswith("D") else None
    return (name or "").removeprefix("#")
