"""Somebody says on which days they are away: one word for their shifts and for the turns of their syncs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
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


@dataclass(frozen=True)
class Away:
    """What follows from it."""

    absence: Absence | None  # None: they are back
    syncs: int  # in how many of them they have no turn then
    shifts: tuple[tuple[Team, Shift], ...]  # of those who stand in; of those who did, where they are back
    replaced: tuple[Absence, ...] = ()  # days they had named before, as far as these take their place
    again: tuple[tuple[Team, Shift], ...] = ()  # of those who needn't stand in any more, on other days
    left: tuple[Absence, ...] = ()  # of who is back: days to come on which they are away all the same


def set_away(desk: Desk, user_id: str, first: date, last: date, actor_id: str) -> Away:
    """Whole days in their own zone, `last` included. Of two that overlap the newer counts.

    Raises NotAllowed, Unclear and Conflict.
    """
    person = _may_say(desk, user_id, actor_id)
    _check_days(desk, person, first, last)
    before = begin(desk)
    followed = leave_out(desk, user_id, first, last)
    if not followed and not is_on_rota(before, person):
        raise _nothing_there(person, actor_id)
    today = _today(desk, person)
    replaced = _make_room(desk, user_id, first, last, today)
    absence = Absence(new_id("y", desk.now), user_id, first, last)
    desk.unit.add(absences, **absence.__dict__, made_by=actor_id, made_at=desk.now)
    shifts = _tell_what_changed(desk, before, person, "away", (first, last), actor_id)
    again: tuple[tuple[Team, Shift], ...] = ()
    if replaced:
        days = min(one.first_day for one in replaced), max(one.last_day for one in replaced)
        again = _tell_what_changed(desk, before, person, "back", days, actor_id, still_away=True)
    return Away(absence, followed, shifts, tuple(replaced), again)


def come_back(desk: Desk, user_id: str, actor_id: str) -> Away:
    """The absence that runs, else the next one, ends before today, with those that follow on it without a day
    between; what was, and what is farther away, stays. Raises NotAllowed and Conflict."""
    person = _may_say(desk, user_id, actor_id)
    before = begin(desk)
    today = _today(desk, person)
    named = absences_of(desk.unit, user_id, today)
    ended = _in_one_go(named)
    left = tuple(named[len(ended) :])
    followed = leave_out(desk, user_id, *((left[0].first_day, left[0].last_day) if left else (None, None)))
    if not named and not followed:
        raise _not_away(person, actor_id) if is_on_rota(before, person) else _nothing_there(person, actor_id)
    for one in ended:
        _end(desk, one, today)
    if not ended:
        return Away(None, followed, ())
    days = max(today, ended[0].first_day), ended[-1].last_day
    shifts = _tell_what_changed(desk, before, person, "back", days, actor_id)
    return Away(None, followed, shifts, left=left)


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
    for team in board.teams():
        turns = board.turns(team)
        served = {*turns.accounts.values(), *(one.user_id for one in turns.overrides)}
        served |= {one.user_id for one in turns.imported or () if one.user_id}
        if person.user_id in served or person.email in (team.owner, team.fallback):
            return True
    return False


def _may_say(desk: Desk, user_id: str, actor_id: str) -> Colleague:
    """They themselves; for somebody who is ill, whoever shares a team with them, the bridge and admins."""
    actor, person = require_colleague(desk.people, actor_id), desk.people.get(user_id)
    if person.outside or person.deactivated or person.is_bot or not person.known:
        raise Conflict(f"{person.name} has no account of this company, so there's nothing to leave out.")
    shares = bool(set(person.team_ids) & set(actor.team_ids))
    if user_id == actor_id or shares or actor.is_bridge or actor.is_admin:
        return person
    raise NotAllowed(
        f"Only {person.first_name}, their team, the bridge and admins can say that they're away. Tell one of "
        "them."
    )


def _nothing_there(person: Colleague, actor_id: str) -> Conflict:
    who = "You attend" if person.user_id == actor_id else f"{person.first_name} attends"
    are = "are" if person.user_id == actor_id else "is"
    return Conflict(
        f"{who} no sync and {are} in no rota, so there's nothing to leave out. `/sync` and `/oncall` show "
        "those there are."
    )


def _not_away(person: Colleague, actor_id: str) -> Conflict:
    if person.user_id == actor_id:
        return Conflict("You haven't said that you're away.")
    return Conflict(
        f"Nobody has said that {person.first_name} is away. Choose from when until when they are."
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


def _in_one_go(named: Sequence[Absence]) -> list[Absence]:
    """The first, and those that follow on it without a day between. `named`: the earliest first."""
    found = list(named[:1])
    for one in named[1:]:
        if one.first_day > found[-1].last_day + _ONE_DAY:
            break
        found.append(one)
    return found


def _make_room(desk: Desk, user_id: str, first: date, last: date, today: date) -> list[Absence]:
    """Days named before that overlap are given up, but for those of a running absence until the new ones
    begin: whoever is away today and names other days is not back for that."""
    found: list[Absence] = []
    for one in absences_of(desk.unit, user_id, today):
        if one.first_day > last or first > one.last_day:
            continue
        until = first if one.first_day < today else one.first_day
        _end(desk, one, until)
        found.append(replace(one, first_day=max(until, one.first_day)))
    return found


def _end(desk: Desk, one: Absence, day: date) -> None:
    """It ends before this day; nothing is left of one that would begin then."""
    ours = update(absences).where(absences.c.id == one.id)
    if one.first_day < day:
        desk.unit.execute(ours.values(last_day=day - _ONE_DAY))
    else:
        desk.unit.execute(ours.values(cancelled_at=desk.now))


def _tell_what_changed(
    desk: Desk,
    before: Board,
    person: Colleague,
    what: Told,
    days: tuple[date, date],
    actor_id: str,
    **more: bool,
) -> tuple[tuple[Team, Shift], ...]:
    """In the channel of each team whose shifts change hands, and to each of those who stand in."""
    after = board_now(desk)
    first, last = (datetime.combine(day, time(), person.zone_info).astimezone(UTC) for day in days)
    window = max(first, desk.now), min(last + _ONE_DAY, desk.now + TOLD_AHEAD)
    found: list[tuple[Team, Shift]] = []
    for team in after.teams() if window[0] < window[1] else ():
        with_them, without = (before, after) if what == "away" else (after, before)
        changed = _others(with_them, without, team, person.user_id, window)
        found += [(team, one) for one in changed]
        if not changed:
            continue
        told = {"user_id": person.user_id, "days": [day.isoformat() for day in days], **more}
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
    return _joined(one for one in found if one.user_id != user_id)


def _joined(shifts: Iterable[Shift]) -> list[Shift]:
    """Somebody who stands in for one shift after the other stands in once, for whoever reads it."""
    joined: list[Shift] = []
    for one in shifts:
        last = joined[-1] if joined else None
        if last and (last.user_id, last.ends_at) == (one.user_id, one.starts_at):
            joined[-1] = replace(last, ends_at=one.ends_at)
        else:
            joined.append(one)
    return joined


def _shown(shifts: Sequence[Shift]) -> dict[str, Any]:
    return {"shifts": [shift_written(one) for one in shifts[:MOST_TOLD]], "more": len(shifts[MOST_TOLD:])}


def _today(desk: Desk, person: Colleague) -> date:
    return desk.now.astimezone(person.zone_info).date()
