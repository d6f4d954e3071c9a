"""The list for new starters: one screen, and what is said when it begins or ends."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.course import Screen
from glossary.model import Side, other_side
from handlers.names import EXPLAIN, STOP_COURSE
from handlers.views.blocks import actions, button, context, section
from handlers.views.glossary.spoken import SIDES, bare, term
from handlers.views.message import Message
from handlers.views.text import escape, fitted, one_line

_MOST_LINE = 600


def screen(found: Sequence[Screen], day: int, side: Side, *, goes_on: bool) -> Message:
    """`day`: counted from 0. `goes_on`: another one follows, so it can be stopped."""
    shown = found[day]
    which = f" ({shown.part} of {shown.parts})" if shown.parts > 1 else ""
    whose, topic = SIDES[other_side(side)], escape(one_line(shown.topic))
    title = f"*Words of {whose}, day {day + 1} of {len(found)}: {topic}*{which}"
    words = [
        section(f"{term(entry)} = {fitted(one_line(entry.wording_for(side).line), _MOST_LINE)}")
        for entry in shown.entries
    ]
    more = f"`{EXPLAIN} {bare(shown.entries[0].preferred.text)}` says more."
    foot = (
        [
            context(f"{more} The next ones come on your next working morning."),
            *actions(button(STOP_COURSE, "No more of these", "stop")),
        ]
        if goes_on
        else [context(f"That was the last one. `{EXPLAIN}` explains any word, whenever you meet one.")]
    )
    return Message(title, [section(title), *words, *foot])


def begun(first_at: str) -> str:
    """`first_at`: a date as Slack reads it."""
    return f"A few words each working morning, for two weeks. The first ones come {first_at}."


def stopped(*, was_running: bool) -> str:
    return (
        "No more word lists. Your Home tab starts them again."
        if was_running
        else "The word list had ended already. Your Home tab starts it again."
    )
