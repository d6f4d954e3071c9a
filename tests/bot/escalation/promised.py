"""The small company with promises: file, let time pass, see who is told what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.escalation.clocks import Kept, clocks_of, next_clock_at
from bot.requests.model import Request
from bot.requests.working import acknowledge
from db.kinds import Change, ClockKind, NoticeKind
from scheduler.jobs.promises import Promises
from tests.bot.escalation.scene import Waiting, berlin
from tests.bot.requests.scene import JONAS

TOLD = NoticeKind.PROMISE_TOLD


@dataclass
class Promised(Waiting):
    promises: Promises = field(init=False)

    def __post_init__(self) -> None:
        self.promises = Promises(self.toolkit)

    def look(self) -> None:
        """First whoever is asked next is asked, then promises are looked at: the order of the clock."""
        super().look()
        self.promises.look()

    def held(self, wall: str = "2026-03-10 13:00", **named: Any) -> Request:
        """Filed and posted, then taken by Jonas at this time in Berlin."""
        self.clock.now = berlin(wall)
        request = self.filed_and_posted(**named)
        self.do(acknowledge, request.id, JONAS)
        self.look()
        return self.request(request.id)

    def clocks(self, request: Request) -> dict[ClockKind, Kept]:
        with self.toolkit.ledger.read() as connection:
            return clocks_of(connection, request.id)

    def next_clock(self) -> datetime | None:
        with self.toolkit.ledger.read() as connection:
            return next_clock_at(connection)

    def told(self) -> list[tuple[str, str, str]]:
        """Whom, what, about which clock."""
        details = [one["detail"] for one in self.notices(TOLD)]
        return [(one["user_id"], one["what"], one["clock"]) for one in details]

    def late(self, request: Request, side: str = "home") -> list[Mapping[str, Any]]:
        return [
            one["detail"] for one in self.lines(request.id, side) if one["detail"]["change"] == Change.LATE
        ]

    def travel(self, until: datetime) -> None:
        """From one thing that falls due to the next; each look comes three seconds late."""
        while True:
            moments = [one for one in (self.next_clock(), self.next_at()) if one is not None]
            following = max(min(moments, default=until), self.clock.now) + timedelta(seconds=3)
            if following > until:
                self.at(until)
                return
            self.at(following)
