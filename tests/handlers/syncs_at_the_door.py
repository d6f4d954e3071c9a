"""Syncs as people meet them: forms that are filled in the way Slack does it, and what they are told."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.channels import Channel, remember_channels
from bot.company import Company
from bot.people import Facts, remember
from bot.syncs.items import items_for
from bot.syncs.model import AgendaItem, Occurrence, Series, Sync
from bot.syncs.rows import live_syncs, occurrences_of
from bot.syncs.syncs import NewSync, open_sync
from bot.toolkit import Toolkit
from db.kinds import NoticeKind
from handlers.answers import Answer
from handlers.views.budget import problems
from handlers.views.message import Message
from handlers.views.syncs.spoken import value_of
from tests import companies
from tests.bot.requests.scene import JONAS, MIA, OUTSIDER, TOM, Scene
from tests.companies import ELSEWHERE, WORKSPACE, small_company
from tests.conftest import SettableClock
from tests.handlers.knocking import Knocking
from workspace import filling

LONDON = ZoneInfo("Europe/London")
HERE = "C0MARKETING"
LINE = "every other Tuesday 10:00 London"
_FIRST = datetime.fromisoformat("2026-03-17T10:00")
TUESDAYS = Series(_FIRST, "Europe/London", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU")


def company_with_holidays() -> Company:
    """The small one; its offices keep England's and Berlin's holidays."""
    outing = ((date(2026, 5, 12), "Summer outing"),)
    offices = (
        replace(companies.LONDON, country="GB", subdivision="ENG", company_days=outing),
        replace(companies.BERLIN, country="DE", subdivision="BE"),
    )
    return replace(small_company(), calendars=offices)


@dataclass
class Meetings:
    scene: Scene
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.door = Knocking(self.scene)

    def make(self, series: Series = TUESDAYS, **named: Any) -> Sync:
        """Mia's: with Jonas and Tom, on England's and Berlin's days off."""
        usual: dict[str, Any] = {
            "name": "Brand and Web",
            "channel_id": HERE,
            "attendees": (MIA, JONAS, TOM),
            "made_by": MIA,
            "calendars": ("london", "berlin"),
        }
        return self.scene.do(open_sync, NewSync(series=series, **{**usual, **named}))

    def dates(self, sync: Sync) -> list[Occurrence]:
        with self.scene.toolkit.ledger.read() as connection:
            return occurrences_of(connection, sync.id)

    def date(self, sync: Sync, day: str) -> Occurrence:
        """ "03-17": the one that the rule has on that day."""
        return next(one for one in self.dates(sync) if one.key[5:10] == day)

    def syncs(self) -> list[Sync]:
        with self.scene.toolkit.ledger.read() as connection:
            return live_syncs(connection)

    def press(self, who: str, name: str, one: Occurrence, *more: str, channel: Any = HERE) -> Answer:
        return self.door.click(who, {"action_id": name, "value": value_of(one, *more)}, channel)

    def press_on(self, who: str, name: str, value: str, channel: Any = HERE) -> Answer:
        return self.door.click(who, {"action_id": name, "value": value}, channel)

    def opened(self) -> dict[str, Any]:
        """The form that was opened last, as Slack would take it."""
        view: dict[str, Any] = self.scene.notices(NoticeKind.VIEW_DUE)[-1]["detail"]["view"]
        assert problems(view) == []
        return view

    def redrawn(self) -> dict[str, Any]:
        view: dict[str, Any] = self.scene.notices(NoticeKind.VIEW_CHANGED)[-1]["detail"]["view"]
        assert problems(view) == []
        return view

    def submit(self, who: str, view: Mapping[str, Any], **entered: Any) -> Answer:
        """`entered`: by the last word of the field's name; everything else is as the form has it."""
        number = next(self.numbers)
        return self.door.door.take(
            {
                "type": "view_submission",
                "trigger_id": f"form{number}",
                "user": {"id": who, "team_id": WORKSPACE},
                "view": self._state(view, entered),
            }
        )

    def enter(self, who: str, view: Mapping[str, Any], changed: str, **entered: Any) -> Answer:
        """Something is entered while the form is open: Slack tells us at once."""
        number = next(self.numbers)
        name = next(one for one in _elements(view) if one.rpartition(".")[2] == changed)
        return self.door.door.take(
            {
                "type": "block_actions",
                "trigger_id": f"typed{number}",
                "user": {"id": who, "team_id": WORKSPACE},
                "container": {"type": "view", "view_id": "V1"},
                "view": self._state(view, entered),
                "actions": [{"action_id": name, "action_ts": f"{1_000 + number}.1", "value": "-"}],
            }
        )

    def told(self) -> list[tuple[str, str]]:
        rows = self.scene.notices(NoticeKind.PERSON_TOLD)
        return [(row["detail"]["user_id"], row["detail"]["text"]) for row in rows]

    def last_page(self) -> Message:
        detail = self.scene.notices(NoticeKind.PERSON_TOLD)[-1]["detail"]
        page = Message(detail["text"], detail.get("blocks") or [])
        assert problems(page) == []
        return page

    def said(self, kind: NoticeKind = NoticeKind.SYNC_TOLD) -> list[Mapping[str, Any]]:
        return [row["detail"] for row in self.scene.notices(kind)]

    def _state(self, view: Mapping[str, Any], entered: Mapping[str, Any]) -> dict[str, Any]:
        given: dict[str, dict[str, Any]] = {}
        found = _elements(view)
        for short, value in entered.items():
            name = next(one for one in found if one.rpartition(".")[2] == short or one.endswith(f".{short}"))
            given[name] = {name: filling.from_plain(found[name], value)}
        values = filling.complete(view["blocks"], given)
        return {**view, "id": "V1", "hash": "h", "state": {"values": values}}


def _elements(view: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}


def texts(blocks: list[dict[str, Any]]) -> str:
    """All that stands in them, as Slack reads it."""
    return json.dumps(blocks, ensure_ascii=False)


def london(wall: str) -> datetime:
    return datetime.fromisoformat(wall).replace(tzinfo=LONDON).astimezone(UTC)


@pytest.fixture
def company() -> Company:
    return company_with_holidays()


@pytest.fixture
def meetings(toolkit: Toolkit, clock: SettableClock) -> Meetings:
    """On Tuesday 10 March 2026, at noon in London."""
    scene = Scene(toolkit, clock)
    channels = [Channel(HERE, "marketing"), Channel("C0SECRET", "secret", is_private=True)]
    scene.do(lambda desk: remember_channels(desk.unit, channels, desk.now))
    scene.do(lambda desk: remember(desk.unit, [Facts(OUTSIDER, ELSEWHERE, "Olga Outside")], desk.now))
    toolkit.directory.refresh()
    return Meetings(scene)


@pytest.fixture
def sync(meetings: Meetings) -> Sync:
    return meetings.make()


@pytest.fixture
def one(meetings: Meetings, sync: Sync) -> Occurrence:
    """Tuesday 17 March, 10:00 in London; Mia facilitates."""
    return meetings.date(sync, "03-17")


def items(meetings: Meetings, one: Occurrence) -> list[AgendaItem]:
    with meetings.scene.toolkit.ledger.read() as connection:
        return list(items_for(connection, one, meetings.scene.clock.now))


def again(meetings: Meetings, one: Occurrence) -> Occurrence:
    return next(each for each in meetings.dates(meetings.syncs()[0]) if each.key == one.key)
