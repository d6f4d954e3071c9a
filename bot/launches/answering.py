"""What a team says of a launch that touches it: noted, we need to talk, or not us. One click each."""

from __future__ import annotations

from sqlalchemy import update

from bot.launches.model import Launch, Touched, hold_launch, touched_by
from bot.launches.rights import require_answerer
from bot.launches.telling import draw_anew, tell
from bot.syncs.agenda import put_on_next_sync
from bot.syncs.model import Occurrence
from bot.toolkit import Desk
from db.errors import Conflict
from db.kinds import LaunchAnswer
from db.meeting_tables import launch_areas

GONE = "That launch was taken back, so there's nothing to do."
NOT_YOURS_NOW = "That one doesn't touch you any more, so there's nothing to do."
_SAID = {
    LaunchAnswer.NOTED: "noted it",
    LaunchAnswer.TALK: "asked to talk about it",
    LaunchAnswer.NOT_US: "said it isn't yours",
}


def note(desk: Desk, launch_id: str, actor_id: str, team_id: str) -> Launch:
    launch = _held(desk, launch_id, actor_id, team_id)
    _answer(desk, launch, actor_id, team_id, LaunchAnswer.NOTED)
    return launch


def not_us(desk: Desk, launch_id: str, actor_id: str, team_id: str) -> Launch:
    """Costs no explanation; they hear no more of it."""
    launch = _held(desk, launch_id, actor_id, team_id)
    _answer(desk, launch, actor_id, team_id, LaunchAnswer.NOT_US)
    return launch


def talk(desk: Desk, launch_id: str, actor_id: str, team_id: str) -> Occurrence | None:
    """Puts it on the next sync, and says so where it was told of. None: no sync is coming."""
    launch = _held(desk, launch_id, actor_id, team_id)
    _answer(desk, launch, actor_id, team_id, LaunchAnswer.TALK)
    text = f"{launch.name}: {_name(desk, team_id)} would like to talk about it"
    found = put_on_next_sync(desk, text, actor_id, team_id=team_id, launch_id=launch.id)
    starts_at = found.starts_at.isoformat() if found else None
    about = {"team_id": team_id, "actor_id": actor_id, "starts_at": starts_at}
    tell(desk, launch, "talk", lane=launch.lane, **about)
    return found


def _held(desk: Desk, launch_id: str, actor_id: str, team_id: str) -> Launch:
    launch = hold_launch(desk.unit, launch_id)
    require_answerer(desk.people, actor_id, team_id)
    if not launch.is_planned:
        raise Conflict(GONE)
    return launch


def _answer(desk: Desk, launch: Launch, actor_id: str, team_id: str, answer: LaunchAnswer) -> None:
    """One word for all of the team's areas. The same one twice is told who was first."""
    mine = [one for one in touched_by(desk.unit, launch.id) if one.team_id == team_id]
    if not mine:
        raise Conflict(NOT_YOURS_NOW)
    if all(one.state is answer for one in mine):
        raise Conflict(_said_before(desk, mine[0], actor_id))
    same = (launch_areas.c.launch_id == launch.id, launch_areas.c.team_id == team_id)
    said = {"state": answer, "answered_by": actor_id, "answered_at": desk.now}
    desk.unit.execute(update(launch_areas).where(*same).values(**said))
    draw_anew(desk, launch, [team_id])


def _said_before(desk: Desk, one: Touched, actor_id: str) -> str:
    who = "You have" if one.answered_by == actor_id else f"{desk.people.get(one.answered_by).first_name} has"
    return f"{who} {_SAID[one.state]} already."


def _name(desk: Desk, team_id: str) -> str:
    team = desk.company.find_team(team_id)
    return team.spoken_name if team else "the team"
