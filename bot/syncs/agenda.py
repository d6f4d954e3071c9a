"""The agenda of one date at this moment: it fills itself from what is open between the two sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Connection

from bot.company import Company
from bot.launches.road_map import Entry, coming
from bot.oncall.board import Board
from bot.people import Colleague
from bot.promises import working_time_of
from bot.syncs.actions import open_actions
from bot.syncs.items import add_item, closes_at, drop_item, items_for
from bot.syncs.lines import DECIDE_AT, Line, Section, SectionKind, mentioned_once, section, shortened
from bot.syncs.model import ActionItem, AgendaItem, Occurrence, Sync
from bot.syncs.next_sync import next_sync_for, put_on_next_sync
from bot.syncs.rows import attendees_of
from bot.syncs.unclear_words import unclear_words
from bot.syncs.waiting import waiting
from db.engine import Unit
from db.kinds import LaunchKind

LAUNCHES_AHEAD = 28  # days


@dataclass(frozen=True)
class Agenda:
    """Sections without lines are left out. `is_empty`: nothing on it that people have to meet for; what is
    in good hands, or only good to know, may still stand there."""

    sections: tuple[Section, ...]
    is_empty: bool
    open_actions: int
    closes_at: datetime
    is_closed: bool  # nothing can be added any more

    def lines(self, kind: SectionKind) -> tuple[Line, ...]:
        return next((one.lines for one in self.sections if one.kind == kind), ())


def agenda(
    source: Unit | Connection,
    company: Company,
    board: Board,
    sync: Sync,
    occurrence: Occurrence,
    now: datetime,
) -> Agenda:
    """Ages are working time of the team that has the matter; actions of the team of whoever took them on."""
    people = board.people
    who = _Who(company, board, now)
    items = items_for(source, occurrence, now)
    actions = open_actions(source, sync.id)
    overdue = [who.item(one, "decisions") for one in items if must_decide(one)]
    stuck = [who.action(one, "decisions") for one in actions if must_decide(one)]
    asked: tuple[tuple[SectionKind, Sequence[Line]], ...] = (
        ("items", [who.item(one, "items") for one in items if not must_decide(one)]),
        ("decisions", [*overdue, *stuck]),
        ("actions", [who.action(one, "actions") for one in actions if not must_decide(one)]),
    )
    known: tuple[tuple[SectionKind, Sequence[Line]], ...] = (
        ("launches", [_launch(one) for one in coming(source, company, now, LAUNCHES_AHEAD)]),
        ("words", unclear_words(source, now)),
    )
    sections = (
        *(section(kind, lines) for kind, lines in asked if lines),
        *waiting(source, company, people, sync, attendees_of(source, sync.id), now),
        *(section(kind, lines) for kind, lines in known if lines),
    )
    closing = closes_at(sync, occurrence)
    return Agenda(
        sections=mentioned_once(sections),
        is_empty=all(one.is_calm for one in sections),
        open_actions=len(actions),
        closes_at=closing,
        is_closed=now >= closing,
    )


def must_decide(matter: AgendaItem | ActionItem) -> bool:
    """Carried so often that it may not be carried again."""
    return matter.carried >= DECIDE_AT


@dataclass(frozen=True)
class _Who:
    """Whose something is, and how long it has been theirs."""

    company: Company
    board: Board
    now: datetime

    def item(self, item: AgendaItem, kind: Literal["items", "decisions"]) -> Line:
        team = self.company.find_team(item.team_id) if item.team_id else None
        owner = self.board.on_call(team, self.now) if team else None
        return Line(
            kind=kind,
            text=shortened(item.text),
            item_id=item.id,
            request_id=item.request_id,
            launch_id=item.launch_id,
            owner_id=owner.user_id if owner else None,
            team_id=team.id if team else None,
            mention=owner.user_id if owner and owner.user_id != item.added_by else None,
            age=working_time_of(self.company, team).between(item.added_at, self.now),
            added_by=item.added_by,
            touches=item.touches,
            carried=item.carried,
        )

    def action(self, action: ActionItem, kind: Literal["actions", "decisions"]) -> Line:
        owner = self.board.people.get(action.owner_id) if action.owner_id else None
        here = owner is not None and owner.known and not owner.deactivated and not owner.outside
        return Line(
            kind=kind,
            text=shortened(action.text),
            action_id=action.id,
            owner_id=action.owner_id,
            team_id=owner.team_ids[0] if owner and owner.team_ids else None,
            mention=action.owner_id if here else None,
            age=self._worked(owner, action.made_at),
            day=action.due_on,
            carried=action.carried,
        )

    def _worked(self, owner: Colleague | None, since: datetime) -> timedelta:
        team = self.company.find_team(owner.team_ids[0]) if owner and owner.team_ids else None
        return working_time_of(self.company, team).between(since, self.now)


def _launch(entry: Entry) -> Line:
    """A freeze is known to everybody; the others are what people meet for."""
    return Line(
        kind="launches",
        text=shortened(entry.name),
        launch_id=entry.launch_id,
        day=entry.first_day,
        last_day=entry.last_day,
        is_calm=entry.kind is LaunchKind.FREEZE,
    )


__all__ = [
    "Agenda",
    "Line",
    "Section",
    "SectionKind",
    "add_item",
    "agenda",
    "closes_at",
    "drop_item",
    "must_decide",
    "next_sync_for",
    "put_on_next_sync",
]
