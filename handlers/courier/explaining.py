"""Explanations that others read, words that nobody has explained yet, and the news that one is explained now.

WORD_SHARED: slug, user_id, channel_id, thread_ts, question, side
    An explanation (or, with `question`, the wish to have it put otherwise) where `user_id` sat, in their
    name. Without a `channel_id` it goes to the channel of `side`. Where Slack refuses it they are told.
WORD_UNCLEAR: slug, count
    To whoever keeps the entry by direct message, else into its side's channel. Nobody is named.
WORD_WANTED, WORD_WANTED_CHANGED: norm
    The card of an unknown word, in the channel of the side it may belong to, and the same card drawn anew.
WORD_FOUND: user_id, norm, slug
    To one of those who waited, by direct message.
"""

from __future__ import annotations

from bot.explaining import Explained, called
from bot.requests.posting import Said, target_of
from bot.wordbook import channel_for, side_in
from db.kinds import WordState
from db.outbox import Notice
from glossary.concepts import find_concept
from glossary.model import Entry, Side
from glossary.unknown.counting import UnknownWord, find_unknown
from handlers.courier.requests import NOTHING
from handlers.courier.satchel import Satchel
from handlers.views.blocks import section
from handlers.views.explaining.answer import explained
from handlers.views.explaining.open import asked_openly, found_unclear, not_shared, shared
from handlers.views.explaining.seat import Seat
from handlers.views.explaining.unexplained import card
from handlers.views.glossary.spoken import bare
from handlers.views.message import Message


def word_shared(satchel: Satchel, notice: Notice) -> Said:
    detail = notice.detail
    entry = satchel.toolkit.shelf.words.entry(detail["slug"])
    if entry is None:
        return NOTHING
    user_id = detail["user_id"]
    people = satchel.people_with([user_id])
    if target_of(notice) == "asker":
        return satchel.slack.post(notice, satchel.direct_to(user_id), not_shared(entry))
    with satchel.toolkit.ledger.read() as connection:
        side = side_in(connection, people, user_id)
    drawn = asked_openly if detail["question"] else shared
    channel_id = detail["channel_id"] or satchel.channel_named(channel_for(satchel.company, detail["side"]))
    return satchel.slack.post(
        notice, channel_id, drawn(entry, side, people.get(user_id)), detail["thread_ts"]
    )


def word_unclear(satchel: Satchel, notice: Notice) -> Said:
    """Whoever keeps it by now."""
    slug = notice.detail["slug"]
    with satchel.toolkit.ledger.read() as connection:
        concept = find_concept(connection, slug)
    if concept is None or concept.entry is None or not concept.is_answered:
        return NOTHING
    message = found_unclear(concept.entry, notice.detail["count"])
    keeper = satchel.people_with([concept.keeper_id]).get(concept.keeper_id)
    if keeper.known and not keeper.deactivated and target_of(notice) != "bridge":
        return satchel.slack.post(notice, satchel.direct_to(keeper.user_id), message)
    home: Side = "marketing" if concept.home == "marketing" else "it"
    return satchel.slack.post(notice, _channel(satchel, notice, home), message)


def word_wanted(satchel: Satchel, notice: Notice) -> Said:
    word = _word(satchel, notice)
    if word is None or not word.has_card:
        return NOTHING
    return satchel.slack.post(notice, _channel(satchel, notice, word.side), _drawn(satchel, word))


def word_wanted_changed(satchel: Satchel, notice: Notice) -> Said:
    word = _word(satchel, notice)
    if word is not None and word.card_channel and word.card_ts:
        satchel.slack.update(word.card_channel, word.card_ts, _drawn(satchel, word))
    return NOTHING


def word_found(satchel: Satchel, notice: Notice) -> Said:
    """In their words; nothing when it was put away again meanwhile."""
    user_id, words = notice.detail["user_id"], satchel.toolkit.shelf.words
    entry, word = words.entry(notice.detail["slug"]), _word(satchel, notice)
    if entry is None or word is None:
        return NOTHING
    people = satchel.people_with([user_id])
    with satchel.toolkit.ledger.read() as connection:
        side = side_in(connection, people, user_id)
    one = Explained(words.concepts[entry.slug], entry, side)
    answer = explained(one, Seat(), people, words, satchel.now)
    intro = f"You wanted to know what “{bare(word.text)}” means. It's explained now:"
    message = Message(f"{intro} {answer.text}", [section(intro), *answer.blocks])
    return satchel.slack.post(notice, satchel.direct_to(user_id), message)


def _word(satchel: Satchel, notice: Notice) -> UnknownWord | None:
    with satchel.toolkit.ledger.read() as connection:
        return find_unknown(connection, notice.detail["norm"])


def _drawn(satchel: Satchel, word: UnknownWord) -> Message:
    return card(word, satchel.people_with([word.decided_by]), _known_as(satchel, word))


def _known_as(satchel: Satchel, word: UnknownWord) -> Entry | None:
    """What it turned out to be; of an open one what has that name already."""
    words = satchel.toolkit.shelf.words
    if word.state is WordState.OPEN:
        return next(iter(called(words, word)), None)
    return words.entry(word.slug) if word.slug else None


def _channel(satchel: Satchel, notice: Notice, side: Side) -> str:
    if target_of(notice) == "bridge":
        return satchel.channel_named(satchel.company.bridge.channel)
    return satchel.channel_named(channel_for(satchel.company, side))
