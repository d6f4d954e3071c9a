"""The figures on somebody's Home tab, counted from the rows of this moment."""

from __future__ import annotations

from bot.numbers.weeks import Figures, figures, scope_of
from bot.people import People
from glossary.concepts import Source
from handlers.courier.satchel import Satchel


def numbers_for(satchel: Satchel, connection: Source, people: People, user_id: str) -> Figures | None:
    """None for those who lead nothing."""
    scope = scope_of(people.get(user_id), people, satchel.company)
    return figures(connection, satchel.company, satchel.now, scope) if scope else None
