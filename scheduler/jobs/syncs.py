"""Syncs: their dates planned ahead, what falls due around each meeting, and those whose time is over."""

from __future__ import annotations

import logging

from bot.looking import Down, look
from bot.syncs.carrying import carry_out, hold_what_is_over
from bot.syncs.planning import plan_ahead
from bot.syncs.reminding import Piece, due_pieces
from bot.syncs.rows import over
from bot.toolkit import Toolkit
from db.errors import Outage
from scheduler.references import new_reference

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
    try:
        with toolkit.ledger.begin() as unit:
            carry_out(toolkit.desk(unit), piece, down)
    except Outage:
        raise  # it concerns all of them: the next look goes on from here
    except Exception:  # one meeting that we stumble over must not silence all that come after it
        name, reference = piece.sync.id, new_reference()
        log.exception("What was due for sync %s could not be said, reference %s", name, reference)
