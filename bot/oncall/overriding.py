"""Somebody takes a stretch of duty, whoever's turn it would be; and gives it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select, update

from bot.company import Team
from bot.oncall.board import Board
from bot.oncall.changing import (
    Stretch,
    begin,
    board_now,
    is_all_of,
    tell_one,
    tell_team,
    whose,
    written,
)
from bot.oncall.model import Override, Shift
from bot.oncall.rights import require_changer, require_takes_duty
from bot.toolkit import Desk
from db.duty_tables import overrides
from db.engine import Unit
from db.errors import Conflict, Missing, Unclear
from db.ids import new_id

SHORTEST = timedelta(minutes=15)
LONGEST = timedelta(days=31)
GONE = "I can't find that change of duty any more. `/oncall` shows who is on call."


def take(
    desk: Desk,
    team_id: str,
    user_id: str,
    starts_at: datetime,
    ends_at: datetime,
    actor_id: str,
    source_key: str | None = None,
) -> Override:
    """`user_id` is on call for the team from `starts_at` up to `ends_at` (aware); what is past of it is left
    out. Of two that overlap the newer counts. A form that arrives twice (`source_key`) makes one.

    Raises Missing, NotAllowed, Conflict and Unclear.
    """
    team = desk.company.team(team_id)
    require_changer(desk, actor_id, team)
    earlier = find_by_source(desk.unit, source_key) if source_key else None
    if earlier is not None:
        return earlier
    person = require_takes_duty(desk, user_id, team)
    starts_at, ends_at = _checked(desk, starts_at, ends_at)
    before = begin(desk)
    if is_away(before, user_id, (starts_at, ends_at)):
        who = "You're" if user_id == actor_id else f"{person.first_name} is"
        raise Conflict(
            f"{who} away on some of that time. Choose other days or another person; `/oncall away` ends it."
        )
    replaced = before.shifts(team, starts_at, ends_at)
    if is_all_of(replaced, user_id):
        who = "You're" if user_id == actor_id else f"{person.first_name} is"
        raise Conflict(f"{who} on call all that time already, so there's nothing to take.")
    others = [one for one in replaced if one.user_id != user_id]
    stretch = (starts_at, ends_at)
    made = write(desk, team, stretch, user_id, actor_id, instead_of=others[0].user_id, source_key=source_key)
    told = {"user_id": user_id, "stretch": written(stretch), "instead_of": whose(others)}
    tell_team(desk, team, "taken", actor_id, override_id=made.id, **told)
    if user_id != actor_id:
        tell_one(desk, user_id, team, "put_on", actor_id, override_id=made.id, **told)
    return made


def replaces(desk: Desk, override: Override) -> tuple[Shift, ...]:
    """Whose shifts these were without it, for the answer to whoever made it; only those of others."""
    board = board_now(desk)
    rest = tuple(one for one in board.state.overrides if one.id != override.id)
    without = Board(desk.company, desk.people, replace(board.state, overrides=rest))
    found = without.shifts(desk.company.team(override.team_id), override.starts_at, override.ends_at)
    return tuple(one for one in found if one.user_id != override.user_id)


def cancel(desk: Desk, override_id: str, actor_id: str) -> Override:
    """As if it had never been made; one half of a swap takes the other with it.

    Raises Missing, NotAllowed, and Conflict with who was first.
    """
    override = get_override(desk.unit, override_id)
    team = desk.company.team(override.team_id)
    require_changer(desk, actor_id, team)
    begin(desk)
    _require_standing(desk, override_id, actor_id)
    together = _together(desk.unit, override)
    if any(one.ends_at <= desk.now for one in together):
        half = "One of the two swapped shifts is" if len(together) > 1 else "That is"
        raise Conflict(f"{half} over, so it can't be undone. `/oncall override` changes what is to come.")
    ours = overrides.c.id.in_([one.id for one in together])
    gone = {"cancelled_by": actor_id, "cancelled_at": desk.now, "changed_at": desk.now}
    sequence = overrides.c.sequence + 1
    desk.unit.execute(update(overrides).where(ours).values(**gone, sequence=sequence))
    _tell_cancelled(desk, team, together, actor_id)
    return get_override(desk.unit, override_id)


def write(
    desk: Desk,
    team: Team,
    stretch: Stretch,
    user_id: str,
    actor_id: str,
    *,
    instead_of: str | None,
    swap_id: str | None = None,
    source_key: str | None = None,
) -> Override:
    """The row alone: the caller has checked that it may be, and tells."""
    made = Override(
        id=new_id("v", desk.now),
        team_id=team.id,
        starts_at=stretch[0],
        ends_at=stretch[1],
        user_id=user_id,
        made_at=desk.now,
        made_by=actor_id,
        changed_at=desk.now,
        instead_of=instead_of,
        swap_id=swap_id,
    )
    desk.unit.add(overrides, **made.__dict__, source_key=source_key)
    return made


def get_override(source: Unit | Connection, override_id: str) -> Override:
    """Raises Missing. One that was undone is found as well."""
    row = source.execute(select(overrides).where(overrides.c.id == override_id)).mappings().first()
    if row is None:
        raise Missing(GONE)
    return override_from(row)


def find_by_source(source: Unit | Connection, source_key: str) -> Override | None:
    """What this form or click has made already."""
    row = source.execute(select(overrides).where(overrides.c.source_key == source_key)).mappings().first()
    return override_from(row) if row else None


def override_from(row: Mapping[Any, Any]) -> Override:
    return Override(**{name: row[name] for name in Override.__dataclass_fields__})


def is_away(board: Board, user_id: str, stretch: Stretch) -> bool:
    """On any of it."""
    away = board.turns(None).absences.get(user_id, ())
    return any(starts < stretch[1] and stretch[0] < ends for starts, ends in away)


def _checked(desk: Desk, starts_at: datetime, ends_at: datetime) -> Stretch:
    """To the minute, and without what is past of it."""
    starts_at, ends_at = (
        one.astimezone(UTC).replace(second=0, microsecond=0) for one in (starts_at, ends_at)
    )
    if ends_at <= starts_at:
        raise Unclear("That ends before it begins. Choose an end after the beginning.")
    if ends_at - starts_at < SHORTEST:
        raise Unclear("That's less than a quarter of an hour. Choose a longer time.")
    if ends_at - starts_at > LONGEST:
        raise Unclear("That's more than 31 days. For that long, change the rota itself: `/oncall edit`.")
    if ends_at <= desk.now:
        raise Unclear("That's over already. Choose a time to come.")
    return max(starts_at, desk.now.astimezone(UTC).replace(second=0, microsecond=0)), ends_at


def _require_standing(desk: Desk, override_id: str, actor_id: str) -> None:
    cancelled = select(overrides.c.cancelled_by).where(
        overrides.c.id == override_id, overrides.c.cancelled_at.is_not(None)
    )
    found = desk.unit.execute(cancelled).first()
    if found is not None:
        who = "You have" if found[0] == actor_id else f"{desk.people.get(found[0]).first_name} has"
        raise Conflict(f"{who} undone that already.")


def _together(unit: Unit, override: Override) -> list[Override]:
    """With the other half of its swap."""
    if override.swap_id is None:
        return [override]
    c = overrides.c
    same = select(overrides).where(c.swap_id == override.swap_id, c.cancelled_at.is_(None))
    return [override_from(row) for row in unit.execute(same.order_by(c.starts_at, c.id)).mappings()]


def _tell_cancelled(desk: Desk, team: Team, together: list[Override], actor_id: str) -> None:
    after = board_now(desk)
    swap_id = together[0].swap_id
    if swap_id is not None:
        tell_team(desk, team, "unswapped", actor_id, swap_id=swap_id)
    for one in together:
        serving = [each for each in whose(after.shifts(team, one.starts_at, one.ends_at))]
        stretch = written((max(one.starts_at, desk.now), one.ends_at))
        told = {"user_id": one.user_id, "stretch": stretch, "serving": serving}
        if swap_id is None:
            tell_team(desk, team, "cancelled", actor_id, **told)
        for user_id in serving:
            if user_id not in (actor_id, one.user_id):
                tell_one(desk, user_id, team, "again", actor_id, **told)
