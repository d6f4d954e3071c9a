"""The real bot, composed as `app.py run` composes it, with a fuse that ends its process at one point.

    python -m tests.faults.program --die before-commit:7 --armed FILE

Points are passed in this order again and again: a commit, the delivery of a notice, the commit that
settles it. `before-delivery` is after the claim, `after-delivery` is when Slack has taken the post and
nobody has noted it yet. Passing is counted from the moment FILE exists, and each pass is a line in it,
so that a run without `--die` tells how many there are. Commits that wrote nothing do not count.

SIGUSR2 lets some hours pass on the bot's clock: leases end, what was put off is due.
"""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, NoReturn

from sqlalchemy import Connection, event

import app
from bot.company import Company, Team
from bot.requests.posting import Said
from bot.settings import environment
from db.engine import Ledger
from db.outbox import Notice
from scheduler.clock import Tick

POINTS = ("before-commit", "after-commit", "before-delivery", "after-delivery")
SOME_HOURS = timedelta(hours=3)
log = logging.getLogger("tests.faults")


class Fuse:
    def __init__(self, die: str | None, armed: Path | None) -> None:
        point, _, number = (die or "").partition(":")
        self._point, self._number = point, int(number or 0)
        self._armed = armed
        self._passed = 0
        self._lock = threading.Lock()

    def passes(self, point: str) -> None:
        if self._armed is None or not self._armed.exists():
            return
        with self._lock:
            with self._armed.open("a", encoding="utf-8") as file:
                file.write(f"{point}\n")
            self._passed += point == self._point
            if point == self._point and self._passed == self._number:
                burn()


def burn() -> NoReturn:
    """As a power cut would: no handler runs, nothing is flushed, nothing is closed."""
    os.kill(os.getpid(), signal.SIGKILL)
    while True:
        time.sleep(1)


class FusedLedger(Ledger):
    def __init__(self, url: str, fuse: Fuse) -> None:
        super().__init__(url)
        self._fuse = fuse
        if self.is_sqlite:
            event.listen(self.engine, "begin", _note_changes)

    def commit(self, connection: Connection) -> None:
        wrote = _wrote(connection)
        if wrote:
            self._fuse.passes("before-commit")
        super().commit(connection)
        if wrote:
            self._fuse.passes("after-commit")


def _changes(connection: Connection) -> int:
    return int(connection.connection.dbapi_connection.total_changes)  # type: ignore[union-attr]


def _note_changes(connection: Connection) -> None:
    connection.info["changes"] = _changes(connection)


def _wrote(connection: Connection) -> bool:
    """The relay looks once a second; a look that found nothing is no commit worth dying at."""
    if connection.dialect.name == "sqlite":
        return _changes(connection) > int(connection.info["changes"])
    asked = connection.exec_driver_sql("SELECT pg_current_xact_id_if_assigned() IS NOT NULL")
    return bool(asked.scalar_one())


def fused(deliver: Callable[[Notice], Said], fuse: Fuse) -> Callable[[Notice], Said]:
    def carry(notice: Notice) -> Said:
        fuse.passes("before-delivery")
        said = deliver(notice)
        fuse.passes("after-delivery")
        return said

    return carry


@dataclass(frozen=True)
class BrokenCompany(Company):
    """Stands for a mistake in a listener: every question for a team ends in an error nobody foresaw."""

    at_work: ClassVar[bool] = False  # what is made ready at the start still gets an answer

    def find_team(self, team_id: str) -> Team | None:
        if not self.at_work:
            return super().find_team(team_id)
        raise RuntimeError(f"a mistake of ours ({team_id})")


class JumpingClock:
    """The wall clock, set forward by each SIGUSR2."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def obey(self, bot: app.Bot) -> None:
        def look_again() -> None:
            log.info("The clock is %s ahead.", self.ahead)
            bot.relay.wake()
            bot.clock.run_all()

        def jump(*_: Any) -> None:
            self.ahead += SOME_HOURS
            # Not here: the main thread may hold one of their locks at this moment.
            threading.Thread(target=look_again, name="jump", daemon=True).start()

        signal.signal(signal.SIGUSR2, jump)


def ticks(*tools: Any, climbing: bool) -> list[Tick]:
    """The people of these tests ask for the same again and again, and want it filed each time. Who else is
    asked while hours pass is no matter of most of them. Of words few of them want to know."""
    left_out = {"similar", "settle"} | (set() if climbing else {"escalation"})
    return [tick for tick in app.ticks(*tools) if tick.name not in left_out]


def hurried() -> float:
    """A clock for the courier's pacing on which a channel's second is over at once."""
    return time.monotonic() * 1000


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="tests.faults.program")
    parser.add_argument("--die", help=f"one of {', '.join(POINTS)}, a colon and a number")
    parser.add_argument("--armed", type=Path, help="count as soon as this file exists")
    parser.add_argument("--broken", action="store_true", help="listeners that ask for a team raise")
    parser.add_argument("--climbing", action="store_true", help="ask the next where nobody answers")
    parser.add_argument("--hurried", action="store_true", help="do not pace posts")
    chosen = parser.parse_args(argv)
    settings, company = app.configuration(environment())
    app.start_log(settings.log_level)
    if chosen.broken:
        company = BrokenCompany(**{field.name: getattr(company, field.name) for field in fields(company)})
    fuse, clock = Fuse(chosen.die, chosen.armed), JumpingClock()
    bot = app.compose(
        settings,
        company,
        now=clock.now,
        paced_by=hurried if chosen.hurried else time.monotonic,
        ledger_of=lambda url: FusedLedger(url, fuse),
        around=lambda deliver: fused(deliver, fuse),
        ticks_of=partial(ticks, climbing=chosen.climbing),
    )
    BrokenCompany.at_work = True
    clock.obey(bot)
    app.keep_running(bot)


if __name__ == "__main__":
    main(sys.argv[1:])
