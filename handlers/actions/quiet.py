"""Quiet help: the book that somebody adds, and the buttons on what they then read."""

from __future__ import annotations

from bot.quiet.choosing import OLD_BUTTON, mute_named, thank, vote_not_jargon
from bot.quiet.choosing import mute as mute_it
from bot.quiet.choosing import unmute as unmute_it
from bot.quiet.reading import explain_touch
from bot.requests.telling import tell_person
from bot.toolkit import Desk
from db.errors import Unclear
from db.kinds import MuteScope
from handlers.answers import NOTHING, Answer
from handlers.reading import Click, Reacted
from handlers.views.message import Message
from handlers.views.quiet import explained, muted, silenced, thanked, voted


def add_book(desk: Desk, event: Reacted) -> None:
    """Whoever adds a book to a marked message reads what it is about, alone and where they are."""
    found = None if event.outside else explain_touch(desk, event.user_id, event.channel_id, event.ts)
    if found is None:
        return
    message = explained(found, desk.people.get(event.user_id).zone_info, desk.now)
    root = found.touch.thread_ts
    where = {"channel_id": event.channel_id, "thread_ts": root if root != event.ts else None}
    tell_person(desk, event.user_id, message.text, blocks=message.blocks, **where)


def thanks(desk: Desk, click: Click) -> Answer:
    channel_id, *slugs = click.value.split() or [""]
    _tell(desk, click, thanked(thank(desk, click.user_id, tuple(slugs), channel_id)), replace_original=True)
    return NOTHING


def mute(desk: Desk, click: Click) -> Answer:
    scope, ref = mute_named(click.value)
    is_new = mute_it(desk, click.user_id, scope, ref)
    if click.channel_id is not None:  # on the Home tab the switch itself shows it
        entry = desk.words.entry(ref) if scope is MuteScope.WORD else None
        _tell(desk, click, muted(scope, entry, click.channel_id, is_new=is_new))
    return NOTHING


def unmute(desk: Desk, click: Click) -> Answer:
    """On the Home tab, which is drawn anew; a second press finds nothing left to do."""
    unmute_it(desk, click.user_id, *mute_named(click.value))
    return NOTHING


def not_jargon(desk: Desk, click: Click) -> Answer:
    slug, _, channel_id = click.value.partition(" ")
    if not channel_id:
        raise Unclear(OLD_BUTTON)
    result = vote_not_jargon(desk, click.user_id, slug, channel_id)
    _tell(desk, click, voted(result))
    for user_id in result.to_tell:
        message = silenced(result.entry, channel_id)
        tell_person(desk, user_id, message.text, blocks=message.blocks)
    return NOTHING


def _tell(desk: Desk, click: Click, message: Message, *, replace_original: bool = False) -> None:
    tell_person(
        desk,
        click.user_id,
        message.text,
        blocks=message.blocks,
        replace_original=replace_original,
        **click.where,
    )
