"""What follows from a change of a launch: messages drawn anew, and one line for each of those concerned.

LAUNCH_OPENED, LAUNCH_CHANGED: launch_id
    The message that tells of it, and the same drawn anew.
LAUNCH_ARRIVED, LAUNCH_CARD_CHANGED: launch_id, team_id
    The quiet card of a team, and the same drawn anew.
LAUNCH_TOLD: launch_id, what, and by `what`
    moved: to (home or a team's id), was (ISO), day (ISO), actor_id; cancelled: to, actor_id;
    talk: team_id, actor_id, sync, starts_at (ISO, or None where no sync is coming); chosen: to, area_id,
    choice, actor_id; frozen: freeze_id; late: request_id, day (ISO); left: to, actor_id;
    reminded: area_id, day (ISO), user_id
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.launches.model import Launch, Touched
from bot.requests.posting import refresh_homes
from bot.toolkit import Desk
from db.kinds import LaunchAnswer, NoticeKind
from db.outbox import enqueue, supersede


def announce(desk: Desk, launch: Launch) -> None:
    enqueue(
        desk.unit,
        NoticeKind.LAUNCH_OPENED,
        lane=launch.lane,
        now=desk.now,
        place=launch.channel_id or f"with {launch.made_by}",
        launch_id=launch.id,
    )


def send_card(desk: Desk, launch: Launch, team_id: str) -> None:
    enqueue(
        desk.unit,
        NoticeKind.LAUNCH_ARRIVED,
        lane=launch.team_lane(team_id),
        now=desk.now,
        place=f"team {team_id}",
        launch_id=launch.id,
        team_id=team_id,
    )


def draw_anew(desk: Desk, launch: Launch, team_ids: Iterable[str] = ()) -> None:
    """Its message, and the cards of these teams."""
    supersede(desk.unit, NoticeKind.LAUNCH_CHANGED, launch.lane, desk.now)
    enqueue(desk.unit, NoticeKind.LAUNCH_CHANGED, lane=launch.lane, now=desk.now, launch_id=launch.id)
    for team_id in dict.fromkeys(team_ids):
        draw_card_anew(desk, launch, team_id)


def draw_card_anew(desk: Desk, launch: Launch, team_id: str) -> None:
    lane, kind = launch.team_lane(team_id), NoticeKind.LAUNCH_CARD_CHANGED
    supersede(desk.unit, kind, lane, desk.now)
    enqueue(desk.unit, kind, lane=lane, now=desk.now, launch_id=launch.id, team_id=team_id)


def tell(
    desk: Desk, launch: Launch, what: str, *, lane: str, request_id: str | None = None, **detail: Any
) -> None:
    enqueue(
        desk.unit,
        NoticeKind.LAUNCH_TOLD,
        lane=lane,
        now=desk.now,
        request_id=request_id,
        launch_id=launch.id,
        what=what,
        **detail,
    )


def tell_all(desk: Desk, launch: Launch, teams: Iterable[str], what: str, **detail: Any) -> None:
    """Once where it was told of, and once to each of these teams."""
    tell(desk, launch, what, lane=launch.lane, to="home", **detail)
    for team_id in teams:
        tell(desk, launch, what, lane=launch.team_lane(team_id), to=team_id, **detail)


def concerned(touched: Iterable[Touched]) -> list[str]:
    """The teams with a card, each once, without those that said it is not theirs."""
    mine = (one.team_id for one in touched if one.state is not LaunchAnswer.NOT_US)
    return list(dict.fromkeys(mine))


def refresh_road_map(desk: Desk, launch: Launch, teams: Iterable[str]) -> None:
    """On the Home tabs of its own team and of those that it touches, where people have theirs open."""
    team_ids = dict.fromkeys((*([launch.team_id] if launch.team_id else []), *teams))
    people = {member.user_id for team_id in team_ids for member in desk.people.members(team_id)}
    refresh_homes(desk, {launch.made_by, *people})
