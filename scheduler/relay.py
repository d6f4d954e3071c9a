"""The one that says what must be said: claim, deliver, settle.

Two short transactions around each delivery and none during it. Lanes keep their order because only
the head of a lane can be claimed. A delivery that a crash cuts off stays claimed until its lease
ends; then it is claimed as unsure, and the courier looks in Slack before it says it again.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from queue import SimpleQueue

from bot.requests import posting
from bot.requests.posting import NotYet, Said
from bot.toolkit import Desk, Toolkit
from db import outbox
from db.engine import Taken
from db.errors import Outage, Undeliverable
from db.outbox import Notice
from scheduler.references import new_reference

Deliver = Callable[[Notice], Said]

SOON = timedelta(seconds=5)
TICK = 1.0  # seconds between two looks when nobody wakes us
RUSH = 3  # so many filed since the last look: people wait for their acknowledgement, Slack can wait
GIVE_WAY = 0.2  # seconds between two such looks
MOST_LOOKS = 5  # then something is said all the same
GATHER = 0.02  # seconds between two looks, in which more falls due and more hands get free for one claim
REST = 0.05  # the same, after a look that found nothing: while people file, we are woken all the time
FIRST_WAIT = timedelta(seconds=1)
LONGEST_WAIT = timedelta(minutes=5)
MOST_STUMBLES = 8  # a notice on which our own code fails so often is parked
SETTLE_WAIT = 0.2  # seconds until a settlement that the database did not take is tried again

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Outcome:
    said: Said | None = None
    error: Exception | None = None


class Relay:
    def __init__(self, toolkit: Toolkit, deliver: Deliver, *, worker: str, threads: int = 8) -> None:
        self._toolkit = toolkit
        self._deliver = deliver
        self._worker = worker
        self._threads = threads
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._state = threading.Condition()
        self._carried: set[str] = set()  # ids of notices that are being delivered here and now
        self._filed = 0  # what the ledger had counted at the last look
        self._thread: threading.Thread | None = None
        self._claimed: SimpleQueue[Notice | None] = SimpleQueue()  # None: go home

    def start(self) -> None:
        self._stopping.clear()
        self._release_claims()
        self._claimed = SimpleQueue()
        # All hands from the start: on a machine that has no thread left, a claimed notice would find none.
        for number in range(self._threads):
            hand = partial(self._lend_a_hand, self._claimed)
            threading.Thread(target=hand, name=f"courier {number}", daemon=True).start()
        self._thread = threading.Thread(target=self._run, name="relay", daemon=True)
        self._thread.start()

    def stop(self, timeout: float = 10.0) -> None:
        """Claims nothing more and waits for what is on its way."""
        self._stopping.set()
        self.wake()
        if self._thread is not None:
            self._thread.join(timeout)
        with self._state:
            self._state.wait_for(lambda: not self._carried, timeout)
        for _ in range(self._threads):
            self._claimed.put(None)

    def wake(self) -> None:
        """There is something to say. Cheap, from any thread."""
        self._woken.set()

    def drain_once(self) -> int:
        """Says all that is due now, in this thread; how many deliveries were tried."""
        tried = 0
        while notices := self._claim(self._threads):
            for notice in notices:
                self._carry(notice)
            tried += len(notices)
        return tried

    def is_idle(self) -> bool:
        """Nothing on its way, and nothing due now or in a few seconds."""
        with self._toolkit.ledger.read() as connection:
            return not outbox.is_anything_unsaid(connection, self._toolkit.now() + SOON)

    def _release_claims(self) -> None:
        """SQLite serves one process: what the last one was saying need not wait for its lease to end."""
        if self._toolkit.ledger.is_sqlite:
            with self._toolkit.ledger.begin() as unit:
                outbox.release_claims(unit)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._woken.clear()
            error = _tried(self._look_once)
            if error is not None:
                log.warning("The relay could not look for notices, and looks again.", exc_info=error)
                self._stopping.wait(TICK)

    def _look_once(self) -> None:
        found = self._hand_out()
        self._stopping.wait(GATHER if found else REST)
        self._woken.wait(self._pause())

    def _hand_out(self) -> int:
        """Claims no more than there are hands, so that no lease runs while a notice waits for one."""
        self._give_way()
        free = self._free()
        if not free or self._stopping.is_set():
            return 0
        notices = self._claim(free)
        for notice in notices:
            self._claimed.put(notice)
        return len(notices)

    def _lend_a_hand(self, claimed: SimpleQueue[Notice | None]) -> None:
        while (notice := claimed.get()) is not None:
            self._carry(notice)
            self.wake()  # a hand is free, and the lane's next notice is due

    def _give_way(self) -> None:
        """A post costs the time of ten requests, and whoever files waits for the same processor."""
        for _ in range(MOST_LOOKS):
            before, self._filed = self._filed, self._toolkit.ledger.filed
            if self._filed - before < RUSH or self._stopping.wait(GIVE_WAY):
                return

    def _free(self) -> int:
        with self._state:
            return self._threads - len(self._carried)

    def _pause(self) -> float:
        """Until the next notice is due, at most a tick. With no hand free, the next free one wakes us."""
        if not self._free():
            return TICK
        with self._toolkit.ledger.read() as connection:
            now = self._toolkit.now()
            due = outbox.next_due(connection, after=now)
        return TICK if due is None else min(TICK, (due - now).total_seconds())

    def _claim(self, limit: int) -> list[Notice]:
        with self._state:
            # A clock that jumped, or a database long gone, ends the lease of what is still being said.
            carried = sorted(self._carried)
        now = self._toolkit.now()
        with self._toolkit.ledger.begin() as unit:
            claimed = outbox.claim(unit, worker=self._worker, now=now, limit=limit, but_not=carried)
        with self._state:
            self._carried.update(notice.id for notice in claimed)
        return claimed

    def _carry(self, notice: Notice) -> None:
        try:
            self._settle_surely(notice, self._delivered(notice))
        finally:
            with self._state:
                self._carried.discard(notice.id)
                self._state.notify_all()

    def _delivered(self, notice: Notice) -> _Outcome:
        said: list[Said] = []
        error = _tried(lambda: said.append(self._deliver(notice)))
        return _Outcome(said[0] if said else None, error)

    def _settle_surely(self, notice: Notice, outcome: _Outcome) -> None:
        """Until the database takes it; meanwhile the lease keeps others from saying it again."""
        stumbled = False
        while (error := _tried(partial(self._settle, notice, outcome))) is not None:
            if isinstance(error, Taken):  # another relay found our post and noted it first
                outcome = _Outcome(Said())
            elif isinstance(error, Outage):
                log.warning("Notice %s is said but not settled yet: %s", notice.id, error)
                if self._stopping.wait(SETTLE_WAIT):
                    return
            elif stumbled:
                log.error("Notice %s cannot be settled; it is left to its lease.", notice.id, exc_info=error)
                return
            else:
                outcome, stumbled = _Outcome(error=error), True

    def _settle(self, notice: Notice, outcome: _Outcome) -> None:
        with self._toolkit.ledger.begin() as unit:
            desk = self._toolkit.desk(unit)
            if outcome.error is None:
                posting.posted(desk, notice, outcome.said or Said())
            else:
                _settle_error(desk, notice, outcome.error)


def _settle_error(desk: Desk, notice: Notice, error: Exception) -> None:
    if isinstance(error, NotYet):
        outbox.not_yet(desk.unit, notice, desk.now + timedelta(seconds=error.seconds))
    elif isinstance(error, Undeliverable):
        log.error("Slack does not take notice %s (%s): %s", notice.id, notice.kind, error)
        posting.refused(desk, notice, error.code)
    elif isinstance(error, Outage):
        log.warning("Notice %s (%s) has to wait: %s", notice.id, notice.kind, error)
        outbox.again(
            desk.unit, notice, _due_again(desk.now, notice, error), reason=str(error), unsure=error.unsure
        )
    else:
        _settle_stumble(desk, notice, error)


def _settle_stumble(desk: Desk, notice: Notice, error: Exception) -> None:
    """A mistake of ours. It may have been said before we stumbled, so it is unsure from now on."""
    reference = new_reference()
    log.error("Notice %s (%s) failed, reference %s", notice.id, notice.kind, reference, exc_info=error)
    stumbles = int(notice.detail.get("stumbles", 0)) + 1
    if stumbles >= MOST_STUMBLES:
        posting.refused(desk, notice, f"reference {reference}")
        return
    reason = f"It failed inside Liaison, reference {reference}."
    due_at = desk.now + _back_off(stumbles)
    outbox.again(desk.unit, notice, due_at, reason=reason, unsure=True, stumbles=stumbles)


def _due_again(now: datetime, notice: Notice, error: Outage) -> datetime:
    if error.retry_after is not None:
        return now + timedelta(seconds=error.retry_after)
    return now + _back_off(notice.attempts)


def _back_off(attempts: int) -> timedelta:
    doublings = min(max(attempts - 1, 0), 16)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def _tried(action: Callable[[], object]) -> Exception | None:
    """What went wrong, if anything did."""
    try:
        action()
    except Exception as error:  # noqa: BLE001 - one bad notice, or a database that is gone, stops no other
        return error
    return None
