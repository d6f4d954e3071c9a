"""Digests as values, for the tests of how they look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from bot.digests.model import Content, Digest, Group, Line
from bot.digests.phrases import EACH_MONDAY, EACH_MONTH, EACH_WORKDAY
from bot.launches.road_map import Entry
from bot.numbers.weeks import Week
from bot.requests.model import Request
from db.kinds import DigestKind, LaunchKind
from handlers.views.digests.shown import Shown
from tests.handlers.views.values import COMPANY, JONAS, NOW, PEOPLE, request

RULES: Mapping[DigestKind, str] = {
    DigestKind.IT: EACH_WORKDAY,
    DigestKind.MARKETING: EACH_WORKDAY,
    DigestKind.LEADERS: EACH_MONTH,
    DigestKind.WORDS: EACH_MONDAY,
}


def digest(kind: DigestKind = DigestKind.IT, **values: Any) -> Digest:
    usual: dict[str, Any] = {
        "id": f"{kind}.C0WEB.web",
        "kind": kind,
        "zone": "Europe/Berlin",
        "rule": RULES[kind],
        "starts": datetime.fromisoformat("2026-03-02T09:00"),  # by the wall
        "made_by": JONAS,
        "made_at": NOW - timedelta(days=20),
        "seen_until": NOW - timedelta(days=1),
        "channel_id": "C0WEB",
        "team_id": "web" if kind is DigestKind.IT else None,
        "calendar": "berlin",
    }
    return Digest(**(usual | values))


def shown(
    lines: Sequence[tuple[Group, Request]] = (),
    *,
    kind: DigestKind = DigestKind.IT,
    counts: Mapping[Group, int] | None = None,
    now_in: Mapping[str, Group | None] | None = None,
    **values: Any,
) -> Shown:
    made = [Line(group, one.id) for group, one in lines]
    counted: dict[Group, int] = {}
    for line in made:
        counted[line.group] = counted.get(line.group, 0) + 1
    usual: dict[str, Any] = {
        "digest": digest(kind),
        "period": "2026-03-24",
        "since": NOW - timedelta(days=1),
        "content": Content(counts or counted, tuple(made)),
        "now": NOW,
        "company": COMPANY,
        "people": PEOPLE,
        "requests": {one.id: one for _, one in lines},
        "groups": {one.id: group for group, one in lines} | dict(now_in or {}),
    }
    return Shown(**(usual | values))


def named(number: int, text: str = "The form is broken", **values: Any) -> Request:
    return request(id=f"r{number}", text=text, **values)


def road_map(count: int, name: str = "Boots campaign") -> tuple[Entry, ...]:
    days = [NOW.date() + timedelta(days=7 * number) for number in range(count)]
    return tuple(Entry(LaunchKind.LAUNCH, name, day, day, "", None, None) for day in days)


def weeks(*figures: tuple[int, int]) -> tuple[Week, ...]:
    """Asked and done, week by week, from 2 February on."""
    monday = date(2026, 2, 2)
    return tuple(
        Week(
            monday + timedelta(days=7 * number),
            tuple(f"a{number}.{one}" for one in range(asked)),
            tuple(f"d{number}.{one}" for one in range(done)),
            (),
            (),
        )
        for number, (asked, done) in enumerate(figures)
    )
