"""What every change of duty does: it waits for its turn, looks at the newest rows, counts, and tells.

What is said of duty; each notice carries ids and facts, handlers/views/oncall/telling.py has the words.

| notice | to whom | carries |
| --- | --- | --- |
| DUTY_TOLD | the team's channel, or `to`, a person | `team_id`, `what` (a Told), `actor_id` |
| SWAP_ASKED | the person who is asked; again, it draws that message anew | `swap_id` |
| SHIFT_HANDED_OVER | the team's channel | `team_id`, `leaving`, `coming`, `at`, `late` |
| GAPS_FOUND | the team's channel | `team_id`, `gaps`, `more`; see gap_telling.py |
| GROUP_DUE | Slack's user group | `team_id`, `look`: only compare |

Moments are ISO in UTC, stretches [starts, ends], shifts [starts, ends, user id]. What a Told carries beside:

| what | carries |
| --- | --- |
| taken, put_on | `user_id`, `stretch`, `instead_of`: user ids of those whose turn it was |
| cancelled, again | `user_id`: whose it was; `stretch`; `serving`: user ids of those whose it is now |
| swapped, unswapped, swap_… | `swap_id` |
| away, back | `user_id`, `days`: [first, last]; `shifts` of those who stand in; `more`: how many |
| rota_changed, rota_from_file, calendar_connected, calendar_ended | `shifts`: the next ones |
| gone | `emails`: named in the rota, and not to be reached in Slack |
| group_problem | `problem`, `handle`, `user_id` where it is about a person |

A back with `still_away`: they are away on other days now.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Literal

from bot.company import Team
from bot.oncall.board import Board
from bot.oncall.keeping import count_change, state_now
from bot.oncall.model import Shift
from bot.oncall.placing import tell_duty
from bot.requests.posting import refresh_homes
from bot.toolkit import Desk
from db.kinds import NoticeKind
from db.outbox import enqueue

Told = Literal[
    "taken",
    "put_on",  # the same, to whoever is on call now
    "cancelled",
    "again",  # the same, to whoever is on call again
    "swapped",
    "unswapped",
    "swap_accepted",
    "swap_declined",
    "swap_overtaken",
    "swap_unreachable",  # the question could not be put
    "away",
    "back",
    "rota_changed",
    "rota_from_file",
    "calendar_connected",  # its rota is taken from a calendar from now on
    "calendar_ended",
    "gone",
    "group_problem",
]
Stretch = tuple[datetime, datetime]  # from, and up to; aware


def begin(desk: Desk) -> Board:
    """Changes of duty come one after the other, in all processes: what one decides rests on the rows as
    they are now, and not on a look that is a second old."""
    count_change(desk.unit)
    desk.unit.after_commit.insert(0, desk.duty_changed)  # before the relay is woken, and draws
    return board_now(desk)


def board_now(desk: Desk) -> Board:
    """As this transaction sees it."""
    return Board(desk.company, desk.people, state_now(desk.unit))


def tell_team(desk: Desk, team: Team, what: Told, actor_id: str | None, **detail: Any) -> None:
    """One line in its channel; the Home tabs of those who see it there are drawn anew."""
    enqueue(
        desk.unit,
        NoticeKind.DUTY_TOLD,
        lane=lane_of(team),
        now=desk.now,
        team_id=team.id,
        what=what,
        actor_id=actor_id,
        **detail,
    )
    draw_homes(desk, team, detail.get("user_id"), actor_id)


def tell_one(desk: Desk, to: str, team: Team, what: Told, actor_id: str | None, **detail: Any) -> None:
    tell_duty(desk, to, team.id, what, actor_id=actor_id, **detail)


def draw_homes(desk: Desk, team: Team, *more: str | None) -> None:
    members = {one.user_id for one in desk.people.members(team.id)}
    refresh_homes(desk, {*members, *more})


def lane_of(team: Team) -> str:
    return f"duty:{team.id}"


def written(stretch: Stretch) -> list[str]:
    return [moment.isoformat() for moment in stretch]


def shift_written(shift: Shift) -> list[str]:
    return [shift.starts_at.isoformat(), shift.ends_at.isoformat(), shift.user_id]


def whose(shifts: Iterable[Shift]) -> list[str]:
    """Each person once, in the order of their shifts."""
    return list(dict.fromkeys(one.user_id for one in shifts))


def is_all_of(shifts: Sequence[Shift], user_id: str) -> bool:
    return bool(shifts) and all(one.user_id == user_id for one in shifts)
