"""Finishes what a crash, a mistake or a database that was gone left behind: at the start, and all the time.

Every two seconds, for the sake of people who change one request at once: of two who keep each other waiting
too long (lock_timeout in db/engine.py) the second is served as soon as the first is.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta

from bot.toolkit import Toolkit
from db import inbox
from db.inbox import Unfinished
from db.taken import Taken

log = logging.getLogger(__name__)


def sweep(toolkit: Toolkit, finish: Callable[[Unfinished], None]) -> None:
    """Moves the spool into the inbox, then finishes what is due. Each is put off before it is tried, so
    that one which fails (its exception ends this sweep) does not stand in the way of the next."""
    _empty_spool(toolkit)
    now = toolkit.now()
    with toolkit.ledger.read() as connection:
        unfinished = inbox.unfinished(connection, now)
    for delivery in unfinished:
        with toolkit.ledger.begin() as unit:
            inbox.put_off(unit, delivery, now)
        finish(delivery)
        log.info("reference %s: finished", delivery.reference)


def _empty_spool(toolkit: Toolkit) -> None:
    moved = set()
    for spooled in toolkit.spool.waiting():
        try:
            with toolkit.ledger.begin() as unit:
                inbox.keep(
                    unit,
                    spooled.key,
                    spooled.kind,
                    spooled.payload,
                    reference=spooled.reference,
                    now=toolkit.now(),
                    wait=timedelta(),  # it has waited in the spool
                )
        except Taken:
            log.info("reference %s: was in the inbox already", spooled.reference)
        moved.add(spooled.key)
    if moved:
        toolkit.spool.remove(moved)
