"""The small company at work: file a request, act on it, look at what is kept and what is to be said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import select

from bot.people import note_home_opened
from bot.requests.answering import cancel, confirm
from bot.requests.model import Ask, Place, Request, get_request
from bot.requests.posting import Said, posted
from bot.requests.talking import Spoken, heard
from bot.requests.working import acknowledge, ask_back, hand_over, resolve
from bot.toolkit import Toolkit
from db.kinds import Change, NoticeKind, NoticeState, RequestState, Via
from db.outbox import Notice, claim
from db.tables import history, outbox
from tests import companies
from tests.companies import slack_id
from tests.conftest import SettableClock
from tests.filing import open_one

MIA, TOM = slack_id(companies.MIA), slack_id(companies.TOM)
JONAS, LENA = slack_id(companies.JONAS), slack_id(companies.LENA)
DEV, KIM = slack_id(companies.DEV), slack_id(companies.KIM)
PRIYA, ADA = slack_id(companies.PRIYA), slack_id(companies.ADA)
OUTSIDER, UNKNOWN, DEACTIVATED = "U0OUTSIDE", "U0NOBODY", "U0LENAOLD"

PUBLIC = Place("public", "C0MARKETING", "100.1")
DIRECT = Place("direct", "D0MIA", "200.1")
NEW_PAGE = "a new landing page for the boots"


T = TypeVar("T")


@dataclass
class Scene:
    toolkit: Toolkit
    clock: SettableClock
    filed: int = 0

    def do(self, service: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """One service in one transaction."""
        with self.toolkit.ledger.begin() as unit:
            return service(self.toolkit.desk(unit), *arguments, **named)

    def ask(self, text: str = NEW_PAGE, *, place: Place = PUBLIC, **named: Any) -> Ask:
        self.filed += 1
        named = {"asked_by": MIA, "via": Via.MENTION, "source_key": f"key {self.filed}", **named}
        return Ask(text=text, place=place, **named)

    def file(self, text: str = NEW_PAGE, *, place: Place = PUBLIC, **named: Any) -> Request:
        return self.do(open_one, self.ask(text, place=place, **named))

    def filed_and_posted(self, *, place: Place = PUBLIC, **named: Any) -> Request:
        """With its receipt in the asker's thread and its card in #it-web."""
        request = self.file(place=place, **named)
        self.say_all()
        return self.request(request.id)

    def in_state(self, state: RequestState) -> Request:
        """A request of Mia's with the Web Team, taken by Jonas if by anybody."""
        steps: Mapping[RequestState, list[tuple[Callable[..., Request], tuple[str, ...]]]] = {
            RequestState.NEW: [],
            RequestState.ACKNOWLEDGED: [(acknowledge, (JONAS,))],
            RequestState.WAITING: [(ask_back, (JONAS, "Which page?"))],
            RequestState.RESOLVED: [(resolve, (JONAS,))],
            RequestState.CLOSED: [(resolve, (JONAS,)), (confirm, (MIA,))],
            RequestState.CANCELLED: [(cancel, (MIA,))],
            RequestState.MOVED: [],
        }
        request = self.file()
        for service, arguments in steps[state]:
            self.do(service, request.id, *arguments)
        if state is RequestState.MOVED:
            self.do(hand_over, request.id, JONAS, to_team="data")
            self.do(hand_over, request.id, DEV, to_team="web")
        return self.request(request.id)

    def request(self, request_id: str) -> Request:
        with self.toolkit.ledger.read() as connection:
            return get_request(connection, request_id)

    def changes(self, request_id: str) -> list[tuple[Change, str | None]]:
        """The history: what happened and who did it."""
        statement = select(history.c.change, history.c.actor_id).where(history.c.request_id == request_id)
        with self.toolkit.ledger.read() as connection:
            rows = connection.execute(statement.order_by(history.c.id)).all()
        return [(Change(change), actor_id) for change, actor_id in rows]

    def history_ids(self, request_id: str) -> list[str]:
        statement = select(history.c.id).where(history.c.request_id == request_id).order_by(history.c.id)
        with self.toolkit.ledger.read() as connection:
            return list(connection.execute(statement).scalars())

    def notices(self, kind: NoticeKind | None = None, *, due: bool = False) -> list[Mapping[Any, Any]]:
        statement = select(outbox).order_by(outbox.c.id)
        if kind is not None:
            statement = statement.where(outbox.c.kind == kind)
        if due:
            statement = statement.where(outbox.c.state == NoticeState.DUE)
        with self.toolkit.ledger.read() as connection:
            return list(connection.execute(statement).mappings())

    def lines(self, request_id: str, side: str = "home") -> list[Mapping[Any, Any]]:
        """The lines that are to be said in one of the threads."""
        told = self.notices(NoticeKind.CHANGE_TOLD)
        return [each for each in told if each["request_id"] == request_id and each["detail"]["side"] == side]

    def claim_all(self) -> list[Notice]:
        with self.toolkit.ledger.begin() as unit:
            return claim(unit, worker="test", now=self.clock.now, limit=100)

    def say_all(self) -> list[Notice]:
        """Plays the relay with a Slack that takes everything: each post gets a `ts` of its own."""
        said = []
        while notices := self.claim_all():
            for notice in notices:
                self.do(posted, notice, self.place_of(notice))
            said += notices
        return said

    def place_of(self, notice: Notice) -> Said:
        self.filed += 1
        ts = f"900.{self.filed}"
        if notice.kind is NoticeKind.REQUEST_FILED and notice.request_id:
            request = self.request(notice.request_id)
            return Said(request.home_channel or "D0MIA", ts, request.home_ts)
        if notice.kind is NoticeKind.REQUEST_ARRIVED:
            return Said(f"C0{(notice.detail['team_id'] or 'bridge').upper()}", ts)
        if notice.kind in (NoticeKind.CHANGE_TOLD, NoticeKind.MESSAGE_COPIED):
            return Said("C0WEB" if notice.detail["side"] == "team" else "C0MARKETING", ts)
        if notice.kind is NoticeKind.QUESTIONS_ASKED and notice.request_id:
            return Said(self.request(notice.request_id).home_channel, ts)
        return Said()

    def speak(self, user_id: str, text: str, place: tuple[str | None, str | None], ts: str) -> bool:
        """A message in a thread; True when the thread is a request's."""
        channel_id, thread_ts = place
        spoken = Spoken(channel_id or "", ts, thread_ts, user_id, text)
        return self.do(heard, spoken)

    def open_home(self, user_id: str) -> None:
        self.do(lambda desk: note_home_opened(desk.unit, user_id, desk.now))
