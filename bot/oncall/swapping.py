"""Two people swap their shifts: one asks, one click accepts, and both stretches change hands at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select, update

from bot.company import Team
from bot.oncall.board import Board
from bot.oncall.changing import Stretch, begin, is_all_of, tell_one, tell_team
from bot.oncall.overriding import is_away, write
from bot.oncall.rights import require_takes_duty
from bot.toolkit import Desk
from db.duty_tables import swaps
from db.engine import Unit
from db.errors import Conflict, Missing, NotAllowed, Unclear
from db.ids import new_id
from db.kinds import NoticeKind, SwapState
from db.outbox import enqueue

GONE = "I can't find that swap any more. `/oncall swap` asks for another one."


@dataclass(frozen=True)
class Swap:
    """`asked_by` gives the first stretch away and, where there is one, takes `back` in return."""

    id: str
    team_id: str
    asked_by: str
    with_user: str
    starts_at: datetime
    ends_at: datetime
    back_starts_at: datetime | None
    back_ends_at: datetime | None
    state: SwapState
    asked_at: datetime
    answered_at: datetime | None
    channel_id: str | None  # where the question stands in Slack
    ts: str | None

    @property
    def shift(self) -> Stretch:
        return self.starts_at, self.ends_at

    @property
    def back(self) -> Stretch | None:
        if self.back_starts_at is None or self.back_ends_at is None:
            return None
        return self.back_starts_at, self.back_ends_at


def ask(
    desk: Desk,
    team_id: str,
    actor_id: str,
    with_user: str,
    shift: Stretch,
    back: Stretch | None,
    source_key: str | None = None,
) -> Swap:
    """`shift` is the asker's, `back` the other's; both are still to come, whole or in part. Nothing changes
    before the other has said yes. Raises Missing, NotAllowed, Conflict and Unclear."""
    team = desk.company.team(team_id)
    require_takes_duty(desk, actor_id, team)
    earlier = _find_by_source(desk.unit, source_key) if source_key else None
    if earlier is not None:
        return earlier
    if with_user == actor_id:
        raise Unclear("That's you. Choose somebody else to swap with.")
    require_takes_duty(desk, with_user, team)
    board = begin(desk)
    shift, back = _to_the_minute(shift), _to_the_minute(back) if back else None
    _check_coming(desk, shift, back)
    _check_whose(desk, board, team, actor_id, with_user, shift, back)
    _check_asked_once(desk, team, actor_id, with_user, shift)
    swap_id = _write(desk, team, actor_id, with_user, shift, back, source_key)
    _ask_in_slack(desk, swap_id, with_user)
    return get_swap(desk.unit, swap_id)


def accept(desk: Desk, swap_id: str, actor_id: str) -> Swap:
    """Both stretches change hands. With a `state` of WITHDRAWN nothing did: the shifts are no longer what
    they were, and both are told. Raises Missing, NotAllowed and Conflict."""
    swap, team = _answerable(desk, swap_id, actor_id)
    board = begin(desk)
    if is_away(board, actor_id, swap.shift):
        raise Conflict(
            "You're away on some of that time, so you can't take it. Say no, or end it with `/oncall away`."
        )
    if not _still_stands(desk, board, team, swap):
        overtaken = _settled(desk, swap, SwapState.WITHDRAWN, actor_id)
        tell_one(desk, swap.asked_by, team, "swap_overtaken", actor_id, swap_id=swap.id)
        return overtaken
    accepted = _settled(desk, swap, SwapState.ACCEPTED, actor_id)
    require_takes_duty(desk, actor_id, team)
    write(desk, team, swap.shift, actor_id, actor_id, instead_of=swap.asked_by, swap_id=swap.id)
    if swap.back is not None:
        write(desk, team, swap.back, swap.asked_by, actor_id, instead_of=actor_id, swap_id=swap.id)
    tell_team(desk, team, "swapped", actor_id, swap_id=swap.id, user_id=swap.asked_by)
    tell_one(desk, swap.asked_by, team, "swap_accepted", actor_id, swap_id=swap.id)
    return accepted


def decline(desk: Desk, swap_id: str, actor_id: str) -> Swap:
    """Costs no explanation; the asker is told and keeps their shift. Raises Missing, NotAllowed, Conflict."""
    swap, team = _answerable(desk, swap_id, actor_id)
    declined = _settled(desk, swap, SwapState.DECLINED, actor_id)
    tell_one(desk, swap.asked_by, team, "swap_declined", actor_id, swap_id=swap.id)
    return declined


def withdraw(desk: Desk, swap_id: str, actor_id: str) -> Swap:
    """By whoever asked, while it is not answered. Raises Missing, NotAllowed and Conflict."""
    swap = get_swap(desk.unit, swap_id)
    if swap.asked_by != actor_id:
        asker = desk.people.get(swap.asked_by).first_name
        raise NotAllowed(f"Only {asker}, who asked, can take that back.")
    return _settled(desk, swap, SwapState.WITHDRAWN, actor_id)


def find_swap(source: Unit | Connection, swap_id: str) -> Swap | None:
    row = source.execute(select(swaps).where(swaps.c.id == swap_id)).mappings().first()
    return swap_from(row) if row else None


def get_swap(source: Unit | Connection, swap_id: str) -> Swap:
    """Raises Missing."""
    found = find_swap(source, swap_id)
    if found is None:
        raise Missing(GONE)
    return found


def open_swaps(source: Unit | Connection, user_id: str, now: datetime) -> list[Swap]:
    """Those this person has asked for or is asked for, and that can still be answered."""
    c = swaps.c
    theirs = (c.asked_by == user_id) | (c.with_user == user_id)
    waiting = select(swaps).where(theirs, c.state == SwapState.ASKED, c.starts_at > now)
    return [swap_from(row) for row in source.execute(waiting.order_by(c.starts_at, c.id)).mappings()]


def swap_from(row: Mapping[Any, Any]) -> Swap:
    values = {name: row[name] for name in Swap.__dataclass_fields__}
    return Swap(**{**values, "state": SwapState(row["state"])})


def _write(
    desk: Desk,
    team: Team,
    asked_by: str,
    with_user: str,
    shift: Stretch,
    back: Stretch | None,
    source_key: str | None,
) -> str:
    swap_id = new_id("w", desk.now)
    desk.unit.add(
        swaps,
        id=swap_id,
        team_id=team.id,
        asked_by=asked_by,
        with_user=with_user,
        starts_at=shift[0],
        ends_at=shift[1],
        back_starts_at=back[0] if back else None,
        back_ends_at=back[1] if back else None,
        state=SwapState.ASKED,
        asked_at=desk.now,
        source_key=source_key,
    )
    return swap_id


def _find_by_source(source: Unit | Connection, source_key: str) -> Swap | None:
    row = source.execute(select(swaps).where(swaps.c.source_key == source_key)).mappings().first()
    return swap_from(row) if row else None


def _check_coming(desk: Desk, shift: Stretch, back: Stretch | None) -> None:
    for stretch in (shift, back) if back else (shift,):
        if stretch[1] <= stretch[0]:
            raise Unclear("That ends before it begins. Choose an end after the beginning.")
        if stretch[0] <= desk.now:
            raise Conflict(
                "That shift has begun already, so it can't be swapped. Somebody else can take the rest of it "
                "with `/oncall override`."
            )


def _check_whose(
    desk: Desk,
    board: Board,
    team: Team,
    actor_id: str,
    with_user: str,
    shift: Stretch,
    back: Stretch | None,
) -> None:
    other = desk.people.get(with_user).first_name
    if not is_all_of(board.shifts(team, *shift), actor_id):
        raise Conflict("That isn't your shift any more. `/oncall` shows who is on call.")
    if back is not None and not is_all_of(board.shifts(team, *back), with_user):
        raise Conflict(f"That isn't {other}'s shift any more. `/oncall` shows who is on call.")
    if is_away(board, with_user, shift):
        raise Conflict(f"{other} is away on some of that time. Ask somebody else.")
    if back is not None and is_away(board, actor_id, back):
        raise Conflict("You're away on some of the time you'd take in return. Choose another shift.")


def _check_asked_once(desk: Desk, team: Team, actor_id: str, with_user: str, shift: Stretch) -> None:
    for one in open_swaps(desk.unit, actor_id, desk.now):
        same = one.team_id == team.id and one.asked_by == actor_id and one.with_user == with_user
        if same and one.shift == shift:
            other = desk.people.get(with_user).first_name
            raise Conflict(f"You've asked {other} already; you'll hear as soon as there's an answer.")


def _answerable(desk: Desk, swap_id: str, actor_id: str) -> tuple[Swap, Team]:
    swap = get_swap(desk.unit, swap_id)
    if swap.with_user != actor_id:
        raise NotAllowed(
            f"Only {desk.people.get(swap.with_user).first_name}, who was asked, can answer that."
        )
    _require_open(desk, swap, actor_id)
    return swap, desk.company.team(swap.team_id)


def _require_open(desk: Desk, swap: Swap, actor_id: str) -> None:
    asker, other = (desk.people.get(one).first_name for one in (swap.asked_by, swap.with_user))
    who = "You've" if actor_id == swap.with_user else f"{other} has"
    sentences = {
        SwapState.ACCEPTED: f"{who} said yes already.",
        SwapState.DECLINED: f"{who} said no already.",
        SwapState.WITHDRAWN: "You've taken that back already."
        if actor_id == swap.asked_by
        else f"That's off: {asker} took it back, or the shifts have changed since.",
    }
    if swap.state is not SwapState.ASKED:
        raise Conflict(sentences[swap.state])


def _still_stands(desk: Desk, board: Board, team: Team, swap: Swap) -> bool:
    """Nobody changed either shift meanwhile, and none has begun."""
    asker, back = desk.people.get(swap.asked_by), swap.back
    if not is_all_of(board.shifts(team, *swap.shift), swap.asked_by) or swap.starts_at <= desk.now:
        return False
    if back is None:
        return True
    theirs = is_all_of(board.shifts(team, *back), swap.with_user)
    able = not asker.deactivated and not is_away(board, swap.asked_by, back)
    return theirs and able and back[0] > desk.now


def _settled(desk: Desk, swap: Swap, state: SwapState, actor_id: str) -> Swap:
    """One UPDATE … WHERE state decides who is first. The question in Slack is drawn anew, without buttons."""
    asked = update(swaps).where(swaps.c.id == swap.id, swaps.c.state == SwapState.ASKED)
    if desk.unit.execute(asked.values(state=state, answered_at=desk.now)).rowcount == 0:
        _require_open(desk, get_swap(desk.unit, swap.id), actor_id)
    _ask_in_slack(desk, swap.id, swap.with_user)
    return get_swap(desk.unit, swap.id)


def _ask_in_slack(desk: Desk, swap_id: str, with_user: str) -> None:
    """Posted once; from then on the same message is drawn anew."""
    lane = f"swap:{swap_id}"
    enqueue(desk.unit, NoticeKind.SWAP_ASKED, lane=lane, now=desk.now, swap_id=swap_id, user_id=with_user)


def _to_the_minute(stretch: Stretch) -> Stretch:
    starts_at, ends_at = (one.astimezone(UTC).replace(second=0, microsecond=0) for one in stretch)
    return starts_at, ends_at
