"""The small company with digests: subscribe, let time pass, look at what is said and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from bot.channels import Channel, remember_channels
from bot.deliveries import Delivery, settled
from bot.digests.keeping import Wanted, get_digest, subscribe
from bot.digests.model import Digest, Run
from bot.digests.phrases import EACH_MONDAY, EACH_MONTH, EACH_WORKDAY
from bot.digests.runs import find_run, newest_run
from db.kinds import DigestKind, NoticeKind
from scheduler.jobs.digests import send_digests
from tests.bot.requests.conftest import company, scene
from tests.bot.requests.scene import JONAS, MIA, Scene

__all__ = ["company", "scene"]

NINE = time(9)
WEB_CHANNEL, MARKETING_CHANNEL = "C0WEB", "C0MARKETING"
# Tuesday 10 March 2026, noon in London; Berlin, where IT sits, is an hour ahead.
CHANNELS = {
    "C0WEB": "it-web",
    "C0DATA": "it-data",
    "C0BRIDGE": "bridge",
    "C0MARKETING": "marketing",
    "C0OTHER": "other",
}
RULES = {
    DigestKind.IT: EACH_WORKDAY,
    DigestKind.MARKETING: EACH_WORKDAY,
    DigestKind.LEADERS: EACH_MONTH,
    DigestKind.WORDS: EACH_MONDAY,
}


@dataclass
class Newsroom:
    scene: Scene

    def subscribe(
        self,
        kind: DigestKind = DigestKind.IT,
        *,
        by: str = JONAS,
        here: str | None = WEB_CHANNEL,
        rule: str | None = None,
        at: time = NINE,
        team_id: str | None = None,
    ) -> Digest:
        place: dict[str, Any] = {"channel_id": here} if here else {"user_id": by}
        wanted = Wanted(kind, rule or RULES[kind], at, team_id=team_id, **place)
        return self.scene.do(subscribe, wanted, by, f"test {kind} {here} {by} {self.scene.clock.now}")

    def at(self, day: int, hour: float, month: int = 3) -> None:
        """UTC: London's time in winter, an hour before Berlin's."""
        self.scene.clock.now = datetime(2026, month, day, tzinfo=UTC) + timedelta(hours=hour)

    def tick(self) -> None:
        send_digests(self.scene.toolkit)

    def tick_at(self, day: int, hour: float, month: int = 3) -> None:
        self.at(day, hour, month)
        self.tick()

    def said(self) -> list[Mapping[str, Any]]:
        """What each notice of a digest carries, the oldest first."""
        return [one["detail"] for one in self.scene.notices(NoticeKind.DIGEST_DUE)]

    def periods(self) -> list[str]:
        return [one["period"] for one in self.said()]

    def run(self, digest: Digest, period: str | None = None) -> Run:
        with self.scene.toolkit.ledger.read() as connection:
            found = find_run(connection, digest.id, period) if period else newest_run(connection, digest.id)
        assert found is not None
        return found

    def lines(self, digest: Digest, period: str | None = None) -> list[tuple[str, str]]:
        return [(line.group, line.ref) for line in self.run(digest, period).lines]

    def deliveries(self, digest: Digest) -> list[Delivery]:
        with self.scene.toolkit.ledger.read() as connection:
            return settled(connection, digest.id, 100)

    def fresh(self, digest: Digest) -> Digest:
        with self.scene.toolkit.ledger.read() as connection:
            return get_digest(connection, digest.id)


@pytest.fixture
def newsroom(scene: Scene) -> Newsroom:
    with scene.toolkit.ledger.begin() as unit:
        remember_channels(unit, [Channel(one, name) for one, name in CHANNELS.items()], scene.clock.now)
    assert MIA
    return Newsroom(scene)
