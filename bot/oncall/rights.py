"""Who may change a rota, and who may be on call, checked at the click: a button that can be seen is no
permission."""

from __future__ import annotations

from bot.company import Team
from bot.people import Colleague
from bot.toolkit import Desk
from db.errors import Conflict, NotAllowed


def may_change(person: Colleague, team: Team) -> bool:
    """The team, the bridge and admins: those who may act for it, whoever is on call."""
    if person.outside or person.deactivated or person.is_bot or not person.known:
        return False
    return team.id in person.team_ids or person.is_bridge or person.is_admin


def takes_duty(person: Colleague, team: Team) -> bool:
    """Whoever may act for a team may be on call for it."""
    return may_change(person, team)


def require_changer(desk: Desk, user_id: str, team: Team) -> Colleague:
    """Raises NotAllowed."""
    person = desk.people.get(user_id)
    if may_change(person, team):
        return person
    if person.outside:
        raise NotAllowed(
            "Who is on call is settled by people of this company. Tell somebody you work with here what you "
            "need."
        )
    raise NotAllowed(
        f"Who is on call for {team.spoken_name} is settled by its people, the bridge and admins. Tell one of "
        "them what you need; `/oncall` shows who is there now."
    )


def require_takes_duty(desk: Desk, user_id: str, team: Team) -> Colleague:
    """Raises Conflict with what is in the way."""
    person = desk.people.get(user_id)
    if takes_duty(person, team):
        return person
    if person.deactivated:
        raise Conflict(
            f"The account of {person.name} is closed in Slack, so nobody could reach them. Choose somebody "
            "else."
        )
    if person.is_bot:
        raise Conflict(f"{person.name} is an app and can't be on call. Choose a person.")
    if person.outside or not person.known:
        raise Conflict(
            f"Only people of this company can be on call for {team.spoken_name}. Choose one of them."
        )
    raise Conflict(
        f"{person.first_name} isn't one of {team.spoken_name}, so they couldn't act on what comes in. Choose "
        "somebody of the team, of the bridge, or an admin."
    )
