"""The book of quiet help, and the screens for new starters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from bot.channels import channel_names
from bot.people import People
from bot.quiet.places import is_direct
from bot.quiet.starting import course_of
from bot.quiet.touching import Place, Voice, touch_if_it_helps
from bot.requests.posting import Said
from bot.requests.talking import Spoken
from bot.wordbook import side_in
from db.errors import Undeliverable
from db.kinds import MuteScope
from db.outbox import Notice
from glossary.concepts import Source
from glossary.quiet.explained import note_explained
from glossary.quiet.mutes import mutes_of
from glossary.quiet.readers import course_of as running_course
from handlers.courier.messages import fetched
from handlers.courier.requests import NOTHING
from handlers.courier.satchel import Satchel
from handlers.names import BOOK
from handlers.plain import plain
from handlers.reading import Message, message_from
from handlers.views.course import screen
from handlers.views.home_words import Muted, WordSettings

FRESH_FOR = timedelta(hours=1)  # a book on what was said long ago helps nobody
MOST_READ = 200  # messages of one thread
# It carries it already, or there is nothing left to put it on.
_NO_MATTER = frozenset({"already_reacted", "message_not_found", "thread_not_found", "is_archived"})


def words_noticed(satchel: Satchel, notice: Notice) -> Said:
    """Looks who is in the thread and what was said before; then the message gets its book, or nothing.

    May be done again: the row of the touch says whether it was decided, and Slack takes a mark once.
    """
    detail = notice.detail
    if satchel.now - notice.created_at > FRESH_FOR:
        return NOTHING
    is_copy = (detail["channel_id"], detail["ts"]) != (detail["source_channel"], detail["source_ts"])
    place = Place(detail["channel_id"], detail["ts"], detail["thread_ts"], is_copy)
    try:
        if _is_read_by_others(satchel, place.channel_id) or not _is_to_be_touched(satchel, detail, place):
            return NOTHING
        satchel.slack.write("reactions.add", channel=place.channel_id, timestamp=place.ts, name=BOOK)
    except Undeliverable as refused:
        if refused.code not in _NO_MATTER:
            raise
    return NOTHING


def course_due(satchel: Satchel, notice: Notice) -> Said:
    """By direct message, in the words of the side on which they read now."""
    user_id, day = notice.detail["user_id"], notice.detail["day"]
    people = satchel.people_with([user_id])
    with satchel.toolkit.ledger.read() as connection:
        side = side_in(connection, people, user_id)
        goes_on = running_course(connection, user_id) is not None
    found = course_of(satchel.toolkit.shelf.words, side)
    is_stopped = not goes_on and day + 1 < len(found)
    if day >= len(found) or is_stopped:
        return NOTHING
    shown = screen(found, day, side, goes_on=goes_on)
    said = satchel.slack.post(notice, satchel.direct_to(user_id), shown)
    with satchel.toolkit.ledger.begin() as unit:
        note_explained(unit, user_id, [entry.slug for entry in found[day].entries], satchel.now)
    return said


def word_settings(satchel: Satchel, connection: Source, people: People, user_id: str) -> WordSettings:
    """For the Home tab."""
    mutes, words = mutes_of(connection, user_id), satchel.toolkit.shelf.words
    running, names = running_course(connection, user_id), channel_names(connection)
    entries = [(slug, words.concepts.get(slug)) for slug in mutes.words]
    muted = [
        Muted(MuteScope.WORD, slug, concept.entry.preferred.text if concept and concept.entry else slug)
        for slug, concept in entries
    ]
    muted += [Muted(MuteScope.CHANNEL, one, names.get(one, "a channel")) for one in mutes.channels]
    return WordSettings(
        side=side_in(connection, people, user_id),
        is_silent=mutes.everything,
        muted=tuple(muted),
        next_screen_at=running.due_at if running else None,
    )


def _is_read_by_others(satchel: Satchel, channel_id: str) -> bool:
    """Asked of Slack now: our own list of channels is a day old at worst."""
    if is_direct(channel_id):
        return False
    channel = satchel.slack.read("conversations.info", channel=channel_id).get("channel") or {}
    return any(channel.get(sign) for sign in ("is_ext_shared", "is_pending_ext_shared", "is_mpim", "is_im"))


def _is_to_be_touched(satchel: Satchel, detail: Mapping[str, Any], place: Place) -> bool:
    thread = _thread(satchel, place)
    source = next((one for one in thread if one["ts"] == place.ts), None)
    if source is not None and place.is_copy:
        source = fetched(satchel, detail["source_channel"], detail["source_ts"])
    if source is None:
        return False
    said = message_from(source, detail["source_channel"])
    if said.by_bot or not said.user_id:
        return False
    spoken = [message_from(one, place.channel_id) for one in thread]
    voices = [one for one in spoken if one.user_id and not one.by_bot and one.ts != place.ts]
    people = satchel.people_with([said.user_id, *(one.user_id for one in voices)])
    with satchel.toolkit.ledger.begin() as unit:
        desk = satchel.toolkit.desk(unit)
        names = channel_names(unit)
        return touch_if_it_helps(
            desk,
            place,
            Spoken(said.channel_id, said.ts, said.thread_ts, said.user_id, plain(said.text, people, names)),
            [_voice(one, people, names) for one in voices if float(one.ts) < float(place.ts)],
            [_voice(one, people, names) for one in voices if float(one.ts) > float(place.ts)],
        )


def _thread(satchel: Satchel, place: Place) -> Sequence[Mapping[str, Any]]:
    """Oldest first. Of a message outside of threads: itself, and what answers it. What comes after the first
    two hundred messages of a thread is not looked at, so it is not marked either."""
    answer = satchel.slack.read(
        "conversations.replies", channel=place.channel_id, ts=place.root, limit=MOST_READ
    )
    return answer.get("messages") or []


def _voice(said: Message, people: People, names: Mapping[str, str]) -> Voice:
    return Voice(said.user_id, plain(said.text, people, names))
