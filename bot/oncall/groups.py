"""Slack's user group of a team, kept equal to who is on call: only on change, and never emptied.

Which members it had when we last set it is a row; comparing and setting is the courier's. What is in its way
is written down by bot/oncall/placing.py, told once, and tried again a day later.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from bot.company import Team
from bot.oncall.board import Board
from bot.oncall.placing import note_problem
from bot.people import Colleague
from bot.toolkit import Desk
from db.duty_tables import user_groups
from db.engine import Unit
from db.inserting import insert_into
from db.kinds import NoticeKind
from db.outbox import enqueue, unsaid

SCOPES = ("usergroups:read", "usergroups:write")
AGAIN_AFTER = timedelta(days=1)
# In the row, beside Slack's own words for what is in the way.
DRIFT = "drift"  # somebody changed it by hand
GUEST = "guest"  # whoever is on call is a guest, and is left out
NO_HANDLE = "no_such_handle"
NOBODY = "nobody"  # no one who is on call can be a member
_NOT_IN_THE_WAY = (None, DRIFT, GUEST, NOBODY)  # of the next change


@dataclass(frozen=True)
class Group:
    """As we last set it, or, where that could not be, would have."""

    team_id: str
    group_id: str | None = None  # None: not found yet
    members: tuple[str, ...] = ()  # user ids
    set_at: datetime | None = None
    looked_at: datetime | None = None
    problem: str | None = None
    told_at: datetime | None = None


def due_groups(source: Unit | Connection, board: Board, now: datetime) -> list[tuple[Team, bool]]:
    """Those to be set, or looked at; True: it is only the daily look, for what was changed by hand."""
    kept = {one.team_id: one for one in _groups(source)}
    found = []
    for team in board.company.teams:
        if team.user_group is None or unsaid(source, lane_of(team)):
            continue
        one = kept.get(team.id, Group(team.id))
        is_time = one.looked_at is None or now - one.looked_at >= AGAIN_AFTER
        changed = one.set_at is None or tuple(wanted(board, team, now)) != one.members
        if is_time or (changed and one.problem in _NOT_IN_THE_WAY):
            found.append((team, not changed))
    return found


def wanted(board: Board, team: Team, now: datetime) -> list[str]:
    """Who is to be in it: the one on call, if Slack lets them in."""
    person = board.on_call(team, now)
    return [person.user_id] if person is not None and can_be_member(person) else []


def can_be_member(person: Colleague) -> bool:
    return person.known and not (person.outside or person.deactivated or person.is_bot)


def ask_for(desk: Desk, team: Team, scopes: frozenset[str], *, look: bool) -> bool:
    """Has the courier see to it. Without the scopes nothing is called: it would be refused all the same."""
    if scopes and not scopes.issuperset(SCOPES):
        note_problem(desk, team.id, "missing_scope", handle=team.user_group or "")
        return False
    if unsaid(desk.unit, lane_of(team)):
        return False
    enqueue(desk.unit, NoticeKind.GROUP_DUE, lane=lane_of(team), now=desk.now, team_id=team.id, look=look)
    return True


def find_group(source: Unit | Connection, team_id: str) -> Group:
    row = source.execute(select(user_groups).where(user_groups.c.team_id == team_id)).mappings().first()
    return _group_from(row) if row else Group(team_id)


def note_set(
    desk: Desk, team: Team, group_id: str, members: Sequence[str], problem: str | None = None, **detail: str
) -> None:
    """Seen to. `problem`: DRIFT where somebody had changed it; GUEST or NOBODY where it was left as it is, so
    that `members` is what it would be."""
    values = {"group_id": group_id, "members": list(members), "set_at": desk.now}
    row = insert_into(desk.unit, user_groups).values(team_id=team.id, **values)
    desk.unit.execute(row.on_conflict_do_update(index_elements=["team_id"], set_=values))
    note_problem(desk, team.id, problem, handle=team.user_group or "", **detail)


def lane_of(team: Team) -> str:
    return f"group:{team.id}"


def _groups(source: Unit | Connection) -> list[Group]:
    return [_group_from(row) for row in source.execute(select(user_groups)).mappings()]


def _group_from(row: Mapping[Any, Any]) -> Group:
    values = {name: row[name] for name in Group.__dataclass_fields__}
    return Group(**{**values, "members": tuple(row["members"])})
