"""Somebody added a book to a message that carries one: they want to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.quiet.places import is_direct, is_ours_alone
from bot.toolkit import Desk
from bot.wordbook import side_of
from glossary.model import Entry, Side
from glossary.quiet.explained import note_explained, was_explained
from glossary.quiet.mutes import mutes_of
from glossary.quiet.touches import Touch, touch_on


@dataclass(frozen=True)
class Explained:
    """What one person gets to read."""

    touch: Touch
    side: Side
    entries: tuple[Entry, ...]  # new to them
    known: tuple[tuple[str, datetime], ...]  # (label, when), explained to them lately
    muted: tuple[str, ...]  # labels that they do not want to have explained


def explain_touch(desk: Desk, user_id: str, channel_id: str, ts: str) -> Explained | None:
    """None: the message carries no book of ours, they want no such help, or it is not for them to read.

    Notes what is explained now, so that it is not repeated for 90 days.
    """
    found = touch_on(desk.unit, channel_id, ts)
    if found is None or desk.people.get(user_id).outside:
        return None
    if not is_direct(channel_id) and not is_ours_alone(desk.unit, channel_id):
        return None  # others read here by now
    mutes = mutes_of(desk.unit, user_id)
    if mutes.silence_channel(channel_id):
        return None
    known = was_explained(desk.unit, [user_id], [word.slug for word in found.words], desk.now)
    entries, again, muted = [], [], []
    for word in found.words:
        entry = desk.words.entry(word.slug)
        if entry is None:
            continue
        if word.slug in mutes.words:
            muted.append(entry.preferred.text)
        elif (user_id, word.slug) in known:
            again.append((entry.preferred.text, known[user_id, word.slug]))
        else:
            entries.append(entry)
    note_explained(desk.unit, user_id, [entry.slug for entry in entries], desk.now)
    return Explained(found, side_of(desk, user_id), tuple(entries), tuple(again), tuple(muted))
