"""Promised times: reckoned anew when a request changes, told when they come near or have passed."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.escalation.clocks import OVERLAP, changed_since, due_clocks, newest_change, reckoned
from bot.escalation.promising import refresh, settle
from bot.toolkit import Toolkit
from db.errors import Outage
from scheduler.one_by_one import by_itself
from scheduler.references import new_reference

READ_AT_ONCE = 200
HELD_AT_ONCE = 25  # a click on one of them waits for so many at most
DUE_AT_ONCE = 200
RUSH = 300  # requests filed between two looks: then whoever files comes first
MOST_SKIPPED = 6  # looks; no promise is shorter than the time that they take

log = logging.getLogger(__name__)


class Promises:
    """One process's look at them. The rows are the truth; kept here is only what need not be read again."""

    def __init__(self, toolkit: Toolkit) -> None:
        self._toolkit = toolkit
        self._filed, self._skipped = toolkit.ledger.filed, 0
        self._since: datetime | None = None
        self._seen: dict[str, datetime] = {}  # request id -> the change that was reckoned with

    def look(self) -> None:
        """May run as often as one likes, in any number of processes. The first look of a process reckons all
        that is open: calendars and targets may have changed while it was not there."""
        if not self._gives_way():
            self._reckon_changed()
        with self._toolkit.ledger.read() as connection:
            due = due_clocks(connection, self._toolkit.now(), DUE_AT_ONCE)
        for request_id in due:
            self._settle(request_id)

    def _gives_way(self) -> bool:
        before, self._filed = self._filed, self._toolkit.ledger.filed
        is_rush = self._filed - before > RUSH and self._skipped < MOST_SKIPPED
        self._skipped = self._skipped + 1 if is_rush else 0
        return is_rush

    def _reckon_changed(self) -> None:
        with self._toolkit.ledger.read() as connection:
            newest = newest_change(connection)
            changed = changed_since(connection, self._since - OVERLAP if self._since else None)
        fresh = {one: at for one, at in changed if self._seen.get(one) != at}
        for ids in _in_parts(sorted(fresh), READ_AT_ONCE):
            self._reckon_some(ids)
        self._seen = {one: at for one, at in changed if newest and at >= newest - 2 * OVERLAP}
        # A clock that was put back must not hide what changes from now on.
        self._since = min(newest, self._toolkit.now()) if newest else None

    def _reckon_some(self, ids: Sequence[str]) -> None:
        try:
            self._reckon(ids)
        except Outage:
            raise
        except Exception:  # one that cannot be reckoned must not keep the others from it: each by itself
            if len(ids) == 1:
                reference = new_reference()
                log.exception("What was promised about %s is unclear, reference %s", ids[0], reference)
                return
            for one in ids:
                self._reckon_some([one])

    def _reckon(self, ids: Sequence[str]) -> None:
        """Looked at without holding anything; held, and reckoned once more, is what has to be written."""
        toolkit = self._toolkit
        with toolkit.ledger.read() as connection:
            found = reckoned(connection, toolkit.company, ids, toolkit.now())
        for some in _in_parts([one.request.id for one in found if one.changed], HELD_AT_ONCE):
            with toolkit.ledger.begin() as unit:
                refresh(toolkit.desk(unit), some)

    def _settle(self, request_id: str) -> None:
        trouble = f"What was promised about {request_id} could not be told"
        with by_itself(log, trouble), self._toolkit.ledger.begin() as unit:
            settle(self._toolkit.desk(unit), request_id)


def _in_parts(ids: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
