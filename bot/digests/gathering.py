"""All that one digest would say about one window: what is counted, and which lines there are."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from bot.company import Company
from bot.digests.choosing import choose
from bot.digests.leader_items import answered_in_time, find_leader_items
from bot.digests.model import Content, Digest, Window
from bot.digests.request_items import OVERLAP, Shows, find_items
from bot.digests.runs import seen_by
from bot.digests.word_items import find_word_items
from bot.people import People
from db.engine import Unit
from db.kinds import DigestKind


def content_of(
    source: Unit | Connection,
    company: Company,
    people: People,
    digest: Digest,
    window: Window,
    as_of: datetime,
) -> Content:
    """`as_of`: the moment by which things are late, and from which ages count."""
    if digest.kind is DigestKind.WORDS:
        today = window.end.astimezone(digest.series.zone_info).date()
        return choose(digest.kind, find_word_items(source, window, today))
    if digest.kind is DigestKind.LEADERS:
        shows = Shows.at(source, company, people, digest)
        items = find_leader_items(source, company, shows, window, as_of)
        content = choose(digest.kind, items)
        answered = answered_in_time(source, company, window)
        nothing = not items and not answered["answered"]
        return replace(content, counts={**content.counts, **answered}, is_empty=nothing)
    found = find_items(source, company, people, digest, window, as_of)
    return choose(digest.kind, found.items, found.history_ids)


def window_of(source: Unit | Connection, digest: Digest, until: datetime) -> Window:
    """From where the last one ended, with what that one has told from the hours before its end."""
    start = min(digest.seen_until, until)
    return Window(start, until, seen_by(source, digest.id, start - OVERLAP))
