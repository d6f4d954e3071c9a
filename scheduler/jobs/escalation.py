"""Whoever is next is asked where nobody has taken a request, or its owner fell silent."""

from __future__ import annotations

import logging

from bot.escalation.climbing import climb, due_steps, unwatched, watch_over
from bot.escalation.watching import LOOK
from bot.looking import look
from bot.toolkit import Toolkit
from scheduler.one_by_one import by_itself

AT_ONCE = 500

log = logging.getLogger(__name__)


def ask_whoever_is_next(toolkit: Toolkit, at_once: int = AT_ONCE) -> None:
    """May run as often as one likes, in any number of processes. At most so many requests, the longest due
    first, each in a transaction of its own."""
    with toolkit.ledger.read() as connection:
        due = due_steps(connection, toolkit.now(), at_once)
    with toolkit.ledger.begin() as unit:  # only now: a look that could not read has not looked
        down = look(unit, LOOK, toolkit.now())
    for request_id in due:
        with (
            by_itself(log, f"Nobody could be asked about request {request_id}"),
            toolkit.ledger.begin() as unit,
        ):
            climb(toolkit.desk(unit), request_id, down)


def watch_over_old_requests(toolkit: Toolkit, at_once: int = AT_ONCE) -> None:
    """Requests that were filed by a version without steps, before an upgrade or while it went on."""
    with toolkit.ledger.read() as connection:
        found = unwatched(connection, at_once)
    for request_id in found:
        with toolkit.ledger.begin() as unit:
            watch_over(toolkit.desk(unit), request_id)
