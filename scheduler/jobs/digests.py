"""Digests that are due, a few at a time and the longest due first; and those whose lines were dealt with."""

from __future__ import annotations

from bot.deliveries import last_look, note_look
from bot.digests.keeping import due_digests
from bot.digests.saying import LOOK, draw_what_changed, say_if_due
from bot.toolkit import Toolkit

AT_ONCE = 50


def send_digests(toolkit: Toolkit, at_once: int = AT_ONCE) -> None:
    """May run as often as one likes, in any number of processes: rows let one through."""
    now = toolkit.now()
    with toolkit.ledger.read() as connection:
        due = due_digests(connection, now, at_once)
        looked = last_look(connection, LOOK)
    for digest_id in due:
        with toolkit.ledger.begin() as unit:
            say_if_due(toolkit.desk(unit), digest_id, looked)
    with toolkit.ledger.begin() as unit:
        draw_what_changed(toolkit.desk(unit))
        if len(due) < at_once:  # else the next tick still has to know since when we were not looking
            note_look(unit, LOOK, now)
