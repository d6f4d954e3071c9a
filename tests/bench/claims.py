"""Claims: many notices due at once, two processes that take them from one PostgreSQL, none of them twice.

`python -m tests.bench.claims URL` is one of the two.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any

from db.engine import Ledger
from db.kinds import NoticeKind
from db.outbox import claim, enqueue, posted
from tests.bench.databases import Databases, column
from tests.bench.measured import Figure, Plan, Wrong, compared
from tests.bench.processes import Program, say

AT_ONCE = 100
START = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)  # nothing here waits for the time of day


def claims(plan: Plan, made: Databases) -> list[Figure]:
    count = 2_000 if plan.quick else 10_000
    ratios, rates = [], []
    for _ in range(1 if plan.quick else 3):
        alone, together = (_emptied(plan, made, count, workers) for workers in (1, 2))
        ratios.append(together / alone)
        rates.append(together)
    what = f"{count:,} notices due at once, PostgreSQL: two processes ÷ one"
    detail = f"{max(rates):.0f} claimed and settled a second by two; none twice, none left"
    return [Figure(what, compared(ratios), "none twice", True, detail)]


def _emptied(plan: Plan, made: Databases, count: int, workers: int) -> float:
    """How many a second."""
    url = made.fresh("postgresql")
    _fill(url, count)
    programs = [Program("tests.bench.claims", (url,), plan.folder / f"worker{n}.log") for n in range(workers)]
    answers: list[dict[str, Any]] = []
    try:
        for program in programs:
            program.hear()
        started = time.perf_counter()
        threads = [Thread(target=lambda one=one: answers.append(one.ask())) for one in programs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.perf_counter() - started
    finally:
        for program in programs:
            program.stop()
    _prove(url, [mark for answer in answers for mark in answer["claimed"]], count)
    made.drop(url)
    return count / took


def _fill(url: str, count: int) -> None:
    ledger = Ledger(url)
    for first in range(0, count, 1000):
        with ledger.begin() as unit:
            for number in range(first, first + 1000):
                enqueue(unit, NoticeKind.PERSON_TOLD, lane=f"person:{number}", now=START)
    ledger.close()


def _prove(url: str, claimed: list[str], count: int) -> None:
    if len(claimed) != count or len(set(claimed)) != count:
        raise Wrong(f"{count} were due, {len(claimed)} were claimed, {len(set(claimed))} of them different.")
    left = int(column(url, "SELECT count(*) FROM outbox WHERE state <> 'posted'")[0])
    if left:
        raise Wrong(f"{left} notices were left behind.")


def main(url: str, lines: Iterable[str]) -> None:
    ledger = Ledger(url)
    say()
    for _ in lines:
        say(claimed=_take_all(ledger))


def _take_all(ledger: Ledger) -> list[str]:
    now, taken = START + timedelta(seconds=1), list[str]()
    while True:
        with ledger.begin() as unit:
            notices = claim(unit, worker="bench", now=now, limit=AT_ONCE)
        if not notices:
            return taken
        with ledger.begin() as unit:
            for notice in notices:
                posted(unit, notice, now)
        taken += [notice.id for notice in notices]


if __name__ == "__main__":
    main(sys.argv[1], sys.stdin)
