"""What follows when the relay has said something about duty, or could not: where a question stands now, who
hears that it did not arrive, and what is in the way of a user group."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update

from bot.people import Colleague
from bot.toolkit import Desk
from db.duty_tables import swaps, user_groups
from db.engine import Unit
from db.inserting import insert_into
from db.kinds import NoticeKind, SwapState
from db.outbox import Notice, dropped, enqueue


def note_swap_asked(unit: Unit, notice: Notice, channel_id: str, ts: str) -> None:
    ours = swaps.c.id == notice.detail["swap_id"]
    unit.execute(update(swaps).where(ours).values(channel_id=channel_id, ts=ts))


def refused(desk: Desk, notice: Notice, code: str) -> None:
    """Slack will never take it: whoever asked for a swap hears so, and so does who looks after a group."""
    dropped(desk.unit, notice, desk.now, code)
    if notice.kind is NoticeKind.GROUP_DUE:
        note_problem(desk, notice.detail["team_id"], code)
        return
    swap = desk.unit.execute(select(swaps).where(swaps.c.id == notice.detail["swap_id"])).mappings().first()
    if swap is not None and swap["ts"] is None and swap["state"] == SwapState.ASKED:
        tell_duty(desk, swap["asked_by"], swap["team_id"], "swap_unreachable", swap_id=swap["id"])


def note_problem(desk: Desk, team_id: str, problem: str | None, **detail: str) -> None:
    """Of a team's user group; told once to whoever can mend it. None: all is well again."""
    kept = select(user_groups.c.problem).where(user_groups.c.team_id == team_id)
    known = desk.unit.execute(kept).scalar_one_or_none()
    is_new = problem is not None and problem != known
    values = {"problem": problem, "looked_at": desk.now, **({"told_at": desk.now} if is_new else {})}
    row = insert_into(desk.unit, user_groups).values(team_id=team_id, **values)
    desk.unit.execute(row.on_conflict_do_update(index_elements=["team_id"], set_=values))
    for person in _menders(desk, team_id) if is_new else ():
        tell_duty(desk, person.user_id, team_id, "group_problem", problem=problem, **detail)


def _menders(desk: Desk, team_id: str) -> list[Colleague]:
    """The team's owner and the admins, each once."""
    team = desk.company.find_team(team_id)
    owner = desk.people.by_email(team.owner) if team else None
    found = [*([owner] if owner and not owner.deactivated else []), *desk.people.admins()]
    return list({one.user_id: one for one in found}.values())


def tell_duty(
    desk: Desk, to: str, team_id: str, what: str, *, actor_id: str | None = None, **detail: Any
) -> None:
    """One person hears of a change of duty; changing.py says what each carries."""
    enqueue(
        desk.unit,
        NoticeKind.DUTY_TOLD,
        lane=f"person:{to}",
        now=desk.now,
        to=to,
        team_id=team_id,
        what=what,
        actor_id=actor_id,
        **detail,
    )
