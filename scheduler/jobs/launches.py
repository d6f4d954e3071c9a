"""Launches: reminders before each last good day, and requests that speak of one."""

from __future__ import annotations

from bot.launches import reminding, tying
from bot.toolkit import Toolkit

AT_ONCE = 50


def look_after_launches(toolkit: Toolkit, at_once: int = AT_ONCE) -> None:
    """May run as often as one likes: rows say what was dealt with. Each piece in a transaction of its own."""
    now, people = toolkit.now(), toolkit.directory.people()
    with toolkit.ledger.read() as connection:
        due = reminding.due_reminders(connection, toolkit.company, people, now)[:at_once]
    for one in due:
        with toolkit.ledger.begin() as unit:
            reminding.remind(toolkit.desk(unit), one)
    _tie(toolkit)


def _tie(toolkit: Toolkit) -> None:
    """The look is noted last: one that broke off is done again."""
    now = toolkit.now()
    with toolkit.ledger.read() as connection:
        work = tying.find_work(connection, toolkit.company, now)
    if work is None:
        return
    for request_id, launch_id in work.tie:
        with toolkit.ledger.begin() as unit:
            tying.tie(toolkit.desk(unit), request_id, launch_id)
    for request_id, launch_id in work.late:
        with toolkit.ledger.begin() as unit:
            tying.warn_if_late(toolkit.desk(unit), request_id, launch_id)
    with toolkit.ledger.begin() as unit:
        tying.looked(unit, now)
