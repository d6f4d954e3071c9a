"""The small company with requests that nobody is sure about, and what a model's opinion made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select, update

from bot.llm import Model, Prompt
from bot.requests.model import Ask, Place, Request, find_by_source, get_request
from bot.requests.opening import CHOOSE_WITHIN, open_request
from bot.requests.posting import Said
from bot.toolkit import Toolkit
from db.kinds import NoticeKind, RequestState, Via
from db.outbox import Notice
from db.tables import history, outbox, requests
from scheduler.relay import Relay
from tests import companies
from tests.companies import slack_id
from tests.conftest import SettableClock

MIA, DEV, PRIYA = slack_id(companies.MIA), slack_id(companies.DEV), slack_id(companies.PRIYA)
WISH = "could the spring thing look different please"


@dataclass
class Scene:
    toolkit: Toolkit
    clock: SettableClock
    said: list[Notice]

    def undecided(
        self, key: str = "one", *, band: str = "bridge", guesses: tuple[str, ...] = (), waits: bool = False
    ) -> str:
        """A request of Mia's that is with the bridge, its receipt and its card posted.

        `waits`: its card is not, so that she can choose herself.
        """
        request_id = self.filed(key, band=band, guesses=guesses, waits=waits)
        self.say_all()
        return request_id

    def filed(
        self, key: str = "one", *, band: str = "bridge", guesses: tuple[str, ...] = (), waits: bool = False
    ) -> str:
        with self.toolkit.ledger.begin() as unit:
            place = Place("public", "C0MARKETING")
            ask = Ask(WISH, MIA, Via.COMMAND, key, place, anyway=True)
            open_request(self.toolkit.desk(unit), ask)
        with self.toolkit.ledger.begin() as unit:
            request = find_by_source(unit, key)
            assert request is not None
            priya = {"team_id": None, "area_id": None, "owner_id": PRIYA}
            values = {**priya, "band": band, "guesses": list(guesses), "reason": "because"}
            unit.execute(update(requests).where(requests.c.id == request.id).values(**values))
            # Only the card of the bridge shall follow.
            arrived = (outbox.c.request_id == request.id, outbox.c.kind == NoticeKind.REQUEST_ARRIVED)
            due_at = self.clock.now + CHOOSE_WITHIN if waits else self.clock.now
            unit.execute(update(outbox).where(*arrived).values(detail={"team_id": None}, due_at=due_at))
        return request.id

    def say_all(self) -> None:
        """A Slack that takes everything."""

        def deliver(notice: Notice) -> Said:
            self.said.append(notice)
            channel = "C0MARKETING" if notice.lane.endswith(":home") else "C0TEAM"
            return Said(channel, f"900.{len(self.said)}")

        Relay(self.toolkit, deliver, worker="test").drain_once()

    def row(self, request_id: str) -> Mapping[Any, Any]:
        with self.toolkit.ledger.read() as connection:
            return connection.execute(select(requests).where(requests.c.id == request_id)).mappings().one()

    def request(self, request_id: str) -> Request:
        with self.toolkit.ledger.read() as connection:
            return get_request(connection, request_id)

    def due(self, request_id: str) -> list[NoticeKind]:
        """What is to be said about it from now on."""
        before = {notice.id for notice in self.said}
        statement = select(outbox.c.id, outbox.c.kind).where(
            outbox.c.request_id == request_id, outbox.c.state == "due"
        )
        with self.toolkit.ledger.read() as connection:
            rows = connection.execute(statement.order_by(outbox.c.id)).all()
        return [NoticeKind(kind) for notice_id, kind in rows if notice_id not in before]

    def everything(self) -> list[Any]:
        """All rows that could change; to be compared with what they were."""
        with self.toolkit.ledger.read() as connection:
            return [connection.execute(select(table)).all() for table in (requests, outbox, history)]

    def earlier_opinions(self, *, right: int, wrong: int, model: str) -> None:
        """Requests that are done, each with what the model had said of it."""
        opinion = {"areas": ["reports"], "missing": [], "at": "", "model": model}
        for number in range(right + wrong):
            request_id = self.filed(f"{model} {number}", band="ask")
            ended_in = "reports" if number < right else "pages"
            values = {"state": RequestState.CLOSED, "area_id": ended_in, "opinion": opinion}
            with self.toolkit.ledger.begin() as unit:
                unit.execute(update(requests).where(requests.c.id == request_id).values(**values))
        self.say_all()


def meanwhile(model: Model, happens: Callable[[], None]) -> Model:
    """Somebody acts while the model thinks."""

    def complete(prompt: Prompt) -> str | None:
        happens()
        return model.complete(prompt)

    return replace(model, complete=complete)
