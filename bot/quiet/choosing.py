"""What readers say of quiet help: not again, not jargon here, everything silent, in whose words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from bot.people import Colleague
from bot.requests.posting import refresh_homes
from bot.toolkit import Desk
from bot.wordbook import require_reader, reviewers_of
from db.errors import Unclear
from db.kinds import MuteScope, WordFeedback
from glossary.concepts import get_concept
from glossary.model import Entry, Side
from glossary.quiet import mutes
from glossary.quiet.feedback import SILENT_AT, Level, level_of, vote
from glossary.quiet.readers import choose_side as keep_side
from glossary.shelf import Words

OLD_BUTTON = "I can't read that button any more. Your Home tab shows what I explain to you; change it there."
SIDES: tuple[Side, ...] = ("marketing", "it")


@dataclass(frozen=True)
class Voted:
    """`count`: how many people of the channel say so, this one among them; None: they had said it before.
    `to_tell`: user ids of those who look after the entry, when this voice was the one that silences it."""

    entry: Entry
    count: int | None
    to_tell: tuple[str, ...] = ()

    @property
    def level(self) -> Level:
        return level_of(self.count or 0)


def thank(desk: Desk, user_id: str, slugs: tuple[str, ...], channel_id: str) -> tuple[Entry, ...]:
    """Counts the thanks. What is still live of what they were for."""
    require_reader(desk.people, user_id)
    entries = tuple(entry for slug in slugs if (entry := desk.words.entry(slug)) is not None)
    for entry in entries:
        _vote(desk, user_id, entry.slug, WordFeedback.CLEAR, channel_id)
    return entries


def mute(desk: Desk, user_id: str, scope: MuteScope, ref: str) -> bool:
    """False when it was muted before. Raises Conflict for a word that is gone."""
    require_reader(desk.people, user_id)
    if scope is MuteScope.WORD:
        get_concept(desk.unit, ref)
    added = mutes.mute(desk.unit, user_id, scope, ref, desk.now)
    refresh_homes(desk, {user_id})
    return added


def unmute(desk: Desk, user_id: str, scope: MuteScope, ref: str) -> bool:
    """False when it was not muted (any more)."""
    require_reader(desk.people, user_id)
    removed = mutes.unmute(desk.unit, user_id, scope, ref)
    refresh_homes(desk, {user_id})
    return removed


def vote_not_jargon(desk: Desk, user_id: str, slug: str, channel_id: str) -> Voted:
    """One voice of a channel, without a name. Raises Conflict or Unclear for a word that is gone."""
    require_reader(desk.people, user_id)
    get_concept(desk.unit, slug)
    entry = desk.words.entry(slug)
    if entry is None:
        raise Unclear("That word was put away in the meantime, so I don't explain it any more anyway.")
    count = _vote(desk, user_id, slug, WordFeedback.NOT_JARGON, channel_id)
    to_tell = tuple(person.user_id for person in _keepers(desk, entry)) if count == SILENT_AT else ()
    return Voted(entry, count, to_tell)


def choose_side(desk: Desk, user_id: str, side: Side) -> None:
    """In whose words they have things explained from now on."""
    require_reader(desk.people, user_id)
    keep_side(desk.unit, user_id, side)
    refresh_homes(desk, {user_id})


def topics_of(words: Words) -> list[tuple[str, int]]:
    """What the glossary holds now: (topic, how many entries), by name."""
    live = (concept.entry for concept in words.concepts.values() if concept.is_answered)
    return sorted(Counter(entry.topic for entry in live if entry is not None and entry.topic).items())


def mute_named(value: str) -> tuple[MuteScope, str]:
    """Of a button: "scope what". Raises Unclear."""
    scope, _, ref = value.partition(" ")
    if scope not in set(MuteScope) or bool(ref) is (scope == MuteScope.ALL):
        raise Unclear(OLD_BUTTON)
    return MuteScope(scope), ref


def side_named(value: str) -> Side:
    """Of a menu. Raises Unclear."""
    for side in SIDES:
        if side == value:
            return side
    raise Unclear(OLD_BUTTON)


def _vote(desk: Desk, user_id: str, slug: str, kind: WordFeedback, channel_id: str) -> int | None:
    """The alias is another one in each channel: rows do not tell that it was the same person."""
    voter = desk.alias(user_id, f"{slug} {channel_id}")
    return vote(desk.unit, slug, kind, voter=voter, channel_id=channel_id, now=desk.now)


def _keepers(desk: Desk, entry: Entry) -> list[Colleague]:
    """The one who keeps it, else those who review its side's words."""
    concept = get_concept(desk.unit, entry.slug)
    keeper = desk.people.get(concept.keeper_id)
    if concept.keeper_id and keeper.known and not keeper.deactivated:
        return [keeper]
    sides = [side for side in SIDES if entry.home in (side, "shared")]
    found = {person.user_id: person for side in sides for person in reviewers_of(desk.people, side)}
    return list(found.values())
