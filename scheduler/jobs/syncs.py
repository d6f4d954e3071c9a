"""Syncs: their dates planned ahead, what falls due around each meeting, and those whose time is over."""

from __future__ import annotations

import logging

from bot.looking import Down, look
from bot.syncs.carrying import carry_out, hold_what_is_over
from bot.syncs.planning import plan_ahead
from bot.syncs.reminding import Piece, due_pieces
from bot.syncs.rows import over
from bot.toolkit import Toolkit
from scheduler.one_by_one import by_itself

LOOK = "syncs"
AT_ONCE = 500

log = logging.getLogger(__name__)


def keep_syncs(toolkit: Toolkit, at_once: int = AT_ONCE) -> None:
    """May run as often as one likes, in any number of processes. At most so many pieces, the oldest first."""
    with toolkit.ledger.begin() as unit:
        down = look(unit, LOOK, toolkit.now())
    plan_ahead(toolkit)
    _count_held(toolkit)
    with toolkit.ledger.read() as connection:
        people = toolkit.directory.people()
        due = due_pieces(connection, toolkit.company, people, toolkit.now(), at_once)
    for piece in due:
        _carry(toolkit, piece, down)


def _count_held(toolkit: Toolkit) -> None:
    with toolkit.ledger.read() as connection:
        ended = over(connection, toolkit.now())
    for one in ended:
        with toolkit.ledger.begin() as unit:
            hold_what_is_over(toolkit.desk(unit), one)


def _carry(toolkit: Toolkit, piece: Piece, down: Down | None) -> None:
    trouble = f"What was due for sync {piece.sync.id} could not be said"
    with by_itself(log, trouble), toolkit.ledger.begin() as unit:
        carry_out(toolkit.desk(unit), piece, down)
