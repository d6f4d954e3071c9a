"""Calendars under an address. What asks the web for them is loaded when the first one is asked for: only
those shall pay for it who take a rota from such a place."""

from __future__ import annotations


def fetch(url: str) -> bytes:
    """As that of fetching.py: raises Unclear for what will not mend itself and Outage for the rest."""
    from bot.calendars import fetching

    return fetching.fetch(url)


def address_of(text: str) -> str:
    """As `as_https` of fetching.py: raises Unclear for what is no web address."""
    from bot.calendars import fetching

    return fetching.as_https(text)
