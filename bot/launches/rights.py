"""Who may announce, change and answer, checked at the click."""

from __future__ import annotations

from bot.launches.model import Launch
from bot.people import Colleague, People
from db.errors import NotAllowed

FOR_COLLEAGUES = (
    "Launches are for people of this company. Tell the person you work with here, they can note it for you."
)


def require_colleague(people: People, user_id: str) -> Colleague:
    """Raises NotAllowed for people of other companies, and for accounts that are gone."""
    person = people.get(user_id)
    if person.outside or person.deactivated:
        raise NotAllowed(FOR_COLLEAGUES)
    return person


def may_change(person: Colleague, launch: Launch) -> bool:
    """Whoever made it, their team, the bridge and admins."""
    if person.outside or person.deactivated:
        return False
    theirs = launch.team_id is not None and launch.team_id in person.team_ids
    return person.user_id == launch.made_by or theirs or person.is_bridge or person.is_admin


def require_changer(people: People, user_id: str, launch: Launch) -> Colleague:
    person = people.get(user_id)
    if may_change(person, launch):
        return person
    maker = people.get(launch.made_by).first_name
    raise NotAllowed(f"Only {maker} and their team can do that. Write to {maker} if something changed.")


def require_answerer(people: People, user_id: str, team_id: str) -> Colleague:
    """People of the team that was told, the bridge and admins."""
    person = people.get(user_id)
    allowed = team_id in person.team_ids or person.is_bridge or person.is_admin
    if allowed and not person.outside and not person.deactivated:
        return person
    team = people.company.find_team(team_id)
    whose = team.spoken_name if team else "another team"
    raise NotAllowed(f"That card is for {whose}, so only they can answer it.")
