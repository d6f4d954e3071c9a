"""Somebody says on which days they are away: one word for their shifts and for the turns of their syncs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, select, update

from bot.company import Team
from bot.oncall.board import Board
from bot.oncall.changing import Told, begin, board_now, shift_written, tell_one, tell_team
from bot.oncall.model import Absence, Shift
from bot.people import Colleague
from bot.syncs.away import leave_out
from bot.syncs.rights import require_colleague
from bot.toolkit import Desk
from db.duty_tables import absences
from db.engine import Unit
from db.errors import Conflict, NotAllowed, Unclear
from db.ids import new_id

LONGEST = 366  # days
_ONE_DAY = timedelta(days=1)
TOLD_AHEAD = timedelta(days=60)  # whose shifts later ones become is seen in the week view by then
MOST_TOLD = 5
NOTHING_THERE = (
    "You attend no sync and are in no rota, so there's nothing to leave out. `/sync` and `/oncall` show "
    "those there are."
)


@dataclass(frozen=True)
class Away:
    """What follows from it."""

    absence: Absence | None  # None: they are back
    syncs: int  # in how many of them they have no turn then
    shifts: tuple[tuple[Team, Shift], ...]  # of those who stand in; of those who did, where they are back
    replaced: tuple[Absence, ...] = ()  # days they had named before, and which overlap


def set_away(desk: Desk, user_id: str, first: date, last: date, actor_id: str) -> Away:
    """Whole days in their own zone, `last` included. Of two that overlap the newer counts.

    Raises NotAllowed, Unclear and Conflict.
    """
    person = _may_say(desk, user_id, actor_id)
    _check_days(desk, person, first, last)
    before = begin(desk)
    followed = leave_out(desk, user_id, first, last)
    if not followed and not is_on_rota(before, person):
        raise Conflict(NOTHING_THERE)
    today = _today(desk, person)
    replaced = [
        one
        for one in absences_of(desk.unit, user_id, today)
        if one.first_day <= last and first <= one.last_day
    ]
    for one in replaced:
        _end(desk, one, min(first, today) if one.first_day < today else one.first_day)
    absence = Absence(new_id("y", desk.now), user_id, first, last)
    desk.unit.add(absences, **absence.__dict__, made_by=actor_id, made_at=desk.now)
    shifts = _tell_what_changed(desk, before, person, "away", (first, last), actor_id)
    return Away(absence, followed, shifts, tuple(replaced))


def come_back(desk: Desk, user_id: str, actor_id: str) -> Away:
    """From today on nothing is left out any more; what was stays. Raises NotAllowed and Conflict."""
    person = _may_say(desk, user_id, actor_id)
    before = begin(desk)
    followed = leave_out(desk, user_id, None, None)
    today = _today(desk, person)
    named = absences_of(desk.unit, user_id, today)
    if not named and not followed:
        raise Conflict("You haven't said that you're away." if is_on_rota(before, person) else NOTHING_THERE)
    for one in named:
        _end(desk, one, today)
    if not named:
        return Away(None, followed, ())
    days = max(today, min(one.first_day for one in named)), max(one.last_day for one in named)
    return Away(None, followed, _tell_what_changed(desk, before, person, "back", days, actor_id))


def absences_of(source: Unit | Connection, user_id: str, today: date) -> list[Absence]:
    """Those that are not over, the next one first. `today`: by the wall of the person's own zone."""
    c = absences.c
    standing = select(absences).where(c.user_id == user_id, c.cancelled_at.is_(None), c.last_day >= today)
    rows = source.execute(standing.order_by(c.first_day, c.id)).mappings()
    return [Absence(row["id"], row["user_id"], row["first_day"], row["last_day"]) for row in rows]


def is_on_rota(board: Board, person: Colleague) -> bool:
    """May be called by themselves: by a rota, an imported calendar or an override, or as whoever answers for
    a team or for all of them."""
    if person.is_bridge or person.is_admin:
        return True
    for team in board.company.teams:
        turns = board.turns(team)
        served = {*turns.accounts.values(), *(one.user_id for one in turns.overrides)}
        served |= {one.user_id for one in turns.imported or () if one.user_id}
        if person.user_id in served or person.email in (team.owner, team.fallback):
            return True
    return False


def _may_say(desk: Desk, user_id: str, actor_id: str) -> Colleague:
    """They themselves; for somebody who is ill, whoever shares a team with them, the bridge and admins."""
    person, actor = require_colleague(desk.people, user_id), require_colleague(desk.people, actor_id)
    shares = bool(set(person.team_ids) & set(actor.team_ids))
    if user_id == actor_id or shares or actor.is_bridge or actor.is_admin:
        return person
    raise NotAllowed(
        f"Only {person.first_name}, their team, the bridge and admins can say that they're away. Tell one of "
        "them."
    )


def _check_days(desk: Desk, person: Colleague, first: date, last: date) -> None:
    if last < first:
        raise Unclear("The last day is before the first. Choose a later one.")
    if last < _today(desk, person):
        raise Unclear("Those days have passed already. Choose days to come.")
    if (last - first).days >= LONGEST:
        raise Unclear(
            "That's more than a year. Choose fewer days; the rota itself changes with `/oncall edit`."
        )


def _end(desk: Desk, one: Absence, day: date) -> None:
    """It ends before this day; nothing is left of one that would begin then."""
    ours = update(absences).where(absences.c.id == one.id)
    if one.first_day < day:
        desk.unit.execute(ours.values(last_day=day - _ONE_DAY))
    else:
        desk.unit.execute(ours.values(cancelled_at=desk.now))


def _tell_what_changed(
    desk: Desk, before: Board, person: Colleague, what: Told, days: tuple[date, date], actor_id: str
) -> tuple[tuple[Team, Shift], ...]:
    """In the channel of each team whose shifts change hands, and to each of those who stand in."""
    after = board_now(desk)
    first, last = (datetime.combine(day, time(), person.zone_info).astimezone(UTC) for day in days)
    window = max(first, desk.now), min(last + _ONE_DAY, desk.now + TOLD_AHEAD)
    found: list[tuple[Team, Shift]] = []
    for team in desk.company.teams if window[0] < window[1] else ():
        with_them, without = (before, after) if what == "away" else (after, before)
        changed = _others(with_them, without, team, person.user_id, window)
        found += [(team, one) for one in changed]
        if not changed:
            continue
        told = {"user_id": person.user_id, "days": [day.isoformat() for day in days]}
        tell_team(desk, team, what, actor_id, **told, **_shown(changed))
        for user_id in {one.user_id for one in changed} - {actor_id, person.user_id}:
            mine = [one for one in changed if one.user_id == user_id]
            tell_one(desk, user_id, team, what, actor_id, **told, **_shown(mine))
    return tuple(found)


def _others(
    with_them: Board, without: Board, team: Team, user_id: str, window: tuple[datetime, datetime]
) -> list[Shift]:
    """Who serves on the one board where this person does on the other."""
    theirs = [one for one in with_them.shifts(team, *window) if one.user_id == user_id]
    found = (each for one in theirs for each in without.shifts(team, one.starts_at, one.ends_at))
    return [one for one in found if one.user_id != user_id]


def _shown(shifts: Sequence[Shift]) -> dict[str, Any]:
    return {"shifts": [shift_written(one) for one in shifts[:MOST_TOLD]], "more": len(shifts[MOST_TOLD:])}


def _today(desk: Desk, person: Colleague) -> date:
    return desk.now.astimezone(person.zone_info).date()
