"""Tells those who waited for a word as soon as it is explained, whichever way the explanation came."""

from __future__ import annotations

from bot.explaining import slug_explaining
from bot.toolkit import Toolkit
from glossary.unknown.awaiting import awaited, settle, start_anew
from glossary.unknown.settling import came_to_nothing


def tell_who_waits_for_words(toolkit: Toolkit) -> None:
    """Goes by the words in memory: whoever is told finds the word from that moment on."""
    words = toolkit.shelf.words
    with toolkit.ledger.read() as connection:
        waiting = awaited(connection)
        lost = {word.norm for word in waiting if came_to_nothing(connection, word)}
    for word in waiting:
        slug = slug_explaining(words, word)
        if slug is not None:
            with toolkit.ledger.begin() as unit:
                settle(unit, word.norm, slug, toolkit.now())
        elif word.norm in lost:
            with toolkit.ledger.begin() as unit:
                start_anew(unit, word.norm, toolkit.now())
