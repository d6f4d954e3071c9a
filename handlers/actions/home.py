"""The part of the Home tab about words: in whose words, what is muted, the list for new starters."""

from __future__ import annotations

from bot.quiet import choosing, starting
from bot.requests.posting import refresh_homes
from bot.requests.telling import tell_person
from bot.toolkit import Desk
from bot.wordbook import require_reader
from handlers.answers import NOTHING, Answer
from handlers.reading import Click
from handlers.views.course import begun, stopped
from handlers.views.glossary.lists import Standing, topics_page
from handlers.views.text import when


def choose_side(desk: Desk, click: Click) -> Answer:
    choosing.choose_side(desk, click.user_id, choosing.side_named(click.value))
    return NOTHING


def open_glossary(desk: Desk, click: Click) -> Answer:
    """By direct message: the Home tab has no room for a list that can be walked through."""
    require_reader(desk.people, click.user_id)
    message = topics_page(choosing.topics_of(desk.words), Standing())
    tell_person(desk, click.user_id, message.text, blocks=message.blocks)
    return NOTHING


def start_course(desk: Desk, click: Click) -> Answer:
    """On the Home tab, which then says when the first words come."""
    first_at = starting.start_course(desk, click.user_id)
    refresh_homes(desk, {click.user_id})
    if first_at is not None and click.channel_id is not None:
        zone = desk.people.get(click.user_id).zone_info
        tell_person(desk, click.user_id, begun(when(first_at, zone, desk.now)), **click.where)
    return NOTHING


def stop_course(desk: Desk, click: Click) -> Answer:
    """On the Home tab or under one of its screens; there it is said, too."""
    was_running = starting.stop_course(desk, click.user_id)
    refresh_homes(desk, {click.user_id})
    if click.channel_id is not None:
        tell_person(desk, click.user_id, stopped(was_running=was_running), **click.where)
    return NOTHING
