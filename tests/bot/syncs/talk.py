"""What happens at a sync: things are put on its agenda, somebody closes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import update

from bot.channels import Channel, remember_channels
from bot.requests.model import Ask, Place, Request
from bot.syncs.actions import NewAction, open_actions
from bot.syncs.agenda import Agenda, Line, SectionKind, add_item, agenda
from bot.syncs.closing import Decision, close
from bot.syncs.model import ActionItem, AgendaItem, Attendee, Occurrence, Sync
from bot.syncs.rows import attendees_of, get_sync
from bot.syncs.rows import occurrence as find_occurrence
from db.kinds import Via
from db.meeting_tables import attendees, occurrences
from tests.bot.syncs.meetings import CHANNEL, MIA, TOM, Meetings
from tests.filing import open_one

FIRST, SECOND, THIRD = "2026-03-17T10:00", "2026-03-24T10:00", "2026-03-31T10:00"
A_PAGE = "Please build a new landing page for the boots."
PICTURES = NewAction("send the pictures", TOM, date(2026, 3, 20))


@dataclass
class Talk:
    """A weekly sync of Mia, Jonas and Tom, first on Tuesday 17 March 2026 at ten in London."""

    meetings: Meetings
    sync: Sync
    filed: int = 0

    def date(self, key: str = FIRST) -> Occurrence:
        with self.meetings.toolkit.ledger.read() as connection:
            found = find_occurrence(connection, self.sync.id, key)
        assert found is not None
        return found

    def attendees(self) -> Mapping[str, Attendee]:
        with self.meetings.toolkit.ledger.read() as connection:
            return {one.user_id: one for one in attendees_of(connection, self.sync.id)}

    def agenda(self, key: str = FIRST) -> Agenda:
        toolkit = self.meetings.toolkit
        with toolkit.ledger.read() as connection:
            sync = get_sync(connection, self.sync.id)
            board = toolkit.duties.board()
            return agenda(connection, toolkit.company, board, sync, self.date(key), toolkit.now())

    def lines(self, kind: SectionKind, key: str = FIRST) -> tuple[Line, ...]:
        return self.agenda(key).lines(kind)

    def texts(self, kind: SectionKind, key: str = FIRST) -> list[str]:
        return [line.text for line in self.lines(kind, key)]

    def add(self, text: str = "the price check", actor: str = MIA, **named: Any) -> AgendaItem:
        key = named.pop("key", FIRST)
        return self.meetings.do(add_item, self.sync.id, key, text, actor, **named)

    def file(self, text: str = A_PAGE, **named: Any) -> Request:
        """Asked by Mia in a channel that everybody reads."""
        self.filed += 1
        place = Place("public", CHANNEL, f"{self.filed}.1")
        wanted = {
            "asked_by": MIA,
            "via": Via.MENTION,
            "place": place,
            "source_key": f"{self.sync.id}:{self.filed}",
            "anyway": True,
            **named,
        }
        return self.meetings.do(open_one, Ask(text=text, **wanted))

    def begin(self, key: str = FIRST) -> None:
        self.meetings.clock.now = self.date(key).starts_at

    def close(
        self,
        decisions: Mapping[str, Decision] | None = None,
        actions: tuple[NewAction, ...] = (),
        *,
        key: str = FIRST,
        actor: str = MIA,
    ) -> Occurrence:
        return self.meetings.do(close, self.sync.id, key, actor, decisions or {}, actions)

    def open_actions(self) -> tuple[ActionItem, ...]:
        with self.meetings.toolkit.ledger.read() as connection:
            return open_actions(connection, self.sync.id)

    def set_date(self, key: str = FIRST, **values: Any) -> None:
        ours = (occurrences.c.sync_id == self.sync.id, occurrences.c.original == key)
        with self.meetings.toolkit.ledger.begin() as unit:
            unit.execute(update(occurrences).where(*ours).values(**values))

    def set_attendee(self, user_id: str, **values: Any) -> None:
        theirs = (attendees.c.sync_id == self.sync.id, attendees.c.user_id == user_id)
        with self.meetings.toolkit.ledger.begin() as unit:
            unit.execute(update(attendees).where(*theirs).values(**values))


def begun(meetings: Meetings, **named: Any) -> Talk:
    """The marketing channel is one that everybody of the company reads."""
    with meetings.toolkit.ledger.begin() as unit:
        remember_channels(unit, [Channel(CHANNEL, "marketing")], meetings.clock.now)
    return Talk(meetings, meetings.make(**named))


def promised(talk: Talk) -> ActionItem:
    """Tom's action from the first meeting, which is closed; the second one has just begun."""
    talk.begin()
    talk.close(actions=(PICTURES,))
    talk.begin(SECOND)
    (action,) = talk.open_actions()
    return action
