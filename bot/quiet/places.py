"""Where quiet help may help at all, and who speaks and reads there."""

from __future__ import annotations

from sqlalchemy import select

from bot.channels import channel_name_of
from bot.company import Company
from bot.people import Colleague
from bot.wordbook import chosen_side
from db.tables import channels
from glossary.concepts import Source
from glossary.model import Side
from glossary.quiet.places import was_opened


def is_direct(channel_id: str) -> bool:
    return channel_id.startswith("D")


def is_ours_alone(source: Source, channel_id: str) -> bool:
    """A channel that nobody of another company reads. One we have not met counts as read by others: group
    messages between people are never met, and of a new channel we do not know yet who is in it."""
    row = source.execute(
        select(channels.c.is_shared_outside, channels.c.is_archived).where(
            channels.c.channel_id == channel_id
        )
    ).first()
    return row is not None and not row.is_shared_outside and not row.is_archived


def opted_in(source: Source, company: Company, channel_id: str) -> bool:
    """By a person, or by the company file."""
    if was_opened(source, channel_id):
        return True
    return by_the_file(source, company, channel_id)


def by_the_file(source: Source, company: Company, channel_id: str) -> bool:
    named = company.glossary.quiet_in
    return bool(named) and channel_name_of(source, channel_id) in named


def speaking_side(person: Colleague) -> Side | None:
    """Whose jargon somebody writes: their team's. The bridge and admins without a team write both sides'
    words and know that they do; whoever the company file does not name asks IT for things."""
    if not person.known or person.outside or person.is_bot or person.deactivated:
        return None
    if person.side is not None or person.is_bridge or person.is_admin:
        return person.side
    return "marketing"


def listening_side(source: Source, person: Colleague) -> Side | None:
    """Into whose words things are put for somebody who reads along; None: they need no help."""
    speaks = speaking_side(person)
    if not person.known or person.outside or person.is_bot or person.deactivated:
        return None
    return chosen_side(source, person.user_id) or speaks
