"""Does this message get its book? Decided when it is known who is in the thread and what was said there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.people import Colleague
from bot.quiet.hearing import noticed_in
from bot.quiet.places import is_direct, is_ours_alone, listening_side, opted_in, speaking_side
from bot.requests.model import Request, find_by_thread, find_together
from bot.requests.talking import Spoken
from bot.toolkit import Desk
from glossary.model import other_side
from glossary.quiet.explained import was_explained
from glossary.quiet.mutes import NONE, mutes_of_all
from glossary.quiet.touches import MOST_WORDS, Word, is_day_full, touch, touch_in
from glossary.spotting import Noticed


@dataclass(frozen=True)
class Place:
    """The message that may get a book. `thread_ts`: the root that it answers."""

    channel_id: str
    ts: str
    thread_ts: str | None
    is_copy: bool = False  # said by us, in the words of a person

    @property
    def root(self) -> str:
        return self.thread_ts or self.ts


@dataclass(frozen=True)
class Voice:
    """Something that a person said in the thread."""

    user_id: str
    text: str


def touch_if_it_helps(
    desk: Desk, place: Place, said: Spoken, before: Sequence[Voice], after: Sequence[Voice]
) -> bool:
    """True when the message is to carry a book; then the thread's one touch is written down.

    `said`: the person's own message, for a copy that in the other thread. `before` and `after`: what people
    said in the place's thread.
    """
    earlier = touch_in(desk.unit, place.channel_id, place.root)
    if earlier is not None:
        return earlier.ts == place.ts  # decided before, and perhaps not shown yet
    words = worth_touching(desk, place, said, before, after)
    if not words or is_day_full(desk.unit, place.channel_id, desk.now):
        return False
    return touch(desk.unit, place.channel_id, place.root, place.ts, words, desk.now)


def worth_touching(
    desk: Desk, place: Place, said: Spoken, before: Sequence[Voice], after: Sequence[Voice]
) -> tuple[Word, ...]:
    """At most three words that somebody there may need; empty when nobody does, or outsiders read along."""
    listeners = _listeners(desk, place, said, [*before, *after])
    if listeners is not None and not listeners:
        return ()
    spoken = Spoken(place.channel_id, place.ts, place.thread_ts, said.user_id, said.text)
    found = noticed_in(desk.unit, desk.people, desk.words, spoken, [_line(desk, one) for one in before])
    if listeners is not None:
        found = _needed(desk, found, listeners, place.channel_id)
    return tuple(Word(one.entry.slug, said.text[one.start : one.end]) for one in found[:MOST_WORDS])


def _listeners(desk: Desk, place: Place, said: Spoken, voices: Iterable[Voice]) -> list[str] | None:
    """User ids of those of the other side who are there; None: anybody of the channel may be."""
    people = [desk.people.get(voice.user_id) for voice in voices]
    if any(person.outside for person in people):
        return []
    if not is_direct(place.channel_id):
        if not is_ours_alone(desk.unit, place.channel_id):
            return []
        if opted_in(desk.unit, desk.company, place.channel_id):
            return None
    elif not place.is_copy:
        return []
    people += _of_request(desk, place)
    if any(person.outside for person in people):
        return []
    speaks = speaking_side(desk.people.get(said.user_id))
    others = {person.user_id for person in people if person.user_id != said.user_id}
    return [one for one in sorted(others) if speaks and _side(desk, one) == other_side(speaks)]


def _of_request(desk: Desk, place: Place) -> list[Colleague]:
    """Who is in the thread of a request without having said anything: the askers, or those who have it."""
    found = find_by_thread(desk.unit, place.channel_id, place.root)
    if found is None:
        return []
    request, side = found
    named = _askers(desk, request) if side == "home" else {request.owner_id, request.acknowledged_by}
    return [desk.people.get(user_id) for user_id in named if user_id]


def _askers(desk: Desk, request: Request) -> set[str | None]:
    return {one.asked_by for one in find_together(desk.unit, request)}


def _side(desk: Desk, user_id: str) -> str | None:
    return listening_side(desk.unit, desk.people.get(user_id))


def _line(desk: Desk, voice: Voice) -> str:
    side = speaking_side(desk.people.get(voice.user_id))
    return f"{side}: {voice.text}" if side else voice.text


def _needed(
    desk: Desk, found: Sequence[Noticed], listeners: Sequence[str], channel_id: str
) -> tuple[Noticed, ...]:
    """Without what each of them had explained in the last 90 days, or does not want to have explained."""
    known = was_explained(desk.unit, listeners, [one.entry.slug for one in found], desk.now)
    mutes = mutes_of_all(desk.unit, listeners)

    def needs(user_id: str, slug: str) -> bool:
        silent = mutes.get(user_id, NONE).silence(slug, channel_id)
        return not silent and (user_id, slug) not in known

    return tuple(one for one in found if any(needs(user_id, one.entry.slug) for user_id in listeners))
