"""The small company tells early of what it plans; what is kept, and what is to be said."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.launches.model import Launch, Touched, get_launch, touched_by
from bot.launches.opening import News, open_launch, understand
from bot.requests.model import Place
from db.kinds import LaunchKind, NoticeKind
from tests.bot.requests.scene import MIA, Scene

HERE = Place("public", "C0MARKETING")
APRIL = date(2026, 4, 21)
WORDS = "boots campaign with a landing page on 21 April"


@dataclass
class Plans:
    scene: Scene
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def announce(self, words: str = WORDS, *, by: str = MIA, place: Place = HERE, **values: Any) -> Launch:
        """As a door does it; nothing is said yet."""

        def service(desk: Any) -> Launch:
            said = understand(desk, words, by)
            news = {
                "kind": said.kind,
                "name": said.name,
                "first_day": said.first_day,
                "last_day": said.last_day,
                "about": words,
            }
            key = f"key {next(self.numbers)}"
            return open_launch(
                desk, News(**{**news, "made_by": by, "source_key": key, "place": place, **values})
            )

        return self.scene.do(service)

    def freeze(self, first: date, last: date, *, by: str = MIA, name: str = "Deploy freeze") -> Launch:
        about: dict[str, Any] = {"kind": LaunchKind.FREEZE, "name": name}
        return self.announce("freeze tomorrow", by=by, first_day=first, last_day=last, **about)

    def fresh(self, launch: Launch) -> Launch:
        with self.scene.toolkit.ledger.read() as connection:
            return get_launch(connection, launch.id)

    def touched(self, launch: Launch) -> tuple[Touched, ...]:
        with self.scene.toolkit.ledger.read() as connection:
            return touched_by(connection, launch.id)

    def days(self, launch: Launch) -> dict[str, str | None]:
        """Area -> its last good day."""
        return {
            one.area_id: one.last_good_day.isoformat() if one.last_good_day else None
            for one in self.touched(launch)
        }

    def told(self, what: str | None = None) -> list[Mapping[str, Any]]:
        """What each line that is still to be said carries."""
        lines = [one["detail"] for one in self.scene.notices(NoticeKind.LAUNCH_TOLD, due=True)]
        return [line for line in lines if what in (None, line["what"])]

    def cards(self) -> list[str]:
        """The teams that are to get one."""
        return [one["detail"]["team_id"] for one in self.scene.notices(NoticeKind.LAUNCH_ARRIVED, due=True)]
