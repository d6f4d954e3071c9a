"""Who may do what, checked at the click: a button that can be seen is no permission."""

from __future__ import annotations

from bot.people import Colleague, People
from bot.requests.model import Request
from db.errors import NotAllowed


def works_on(person: Colleague, request: Request) -> bool:
    """People of the owning team, the bridge and admins; never people of another company."""
    if person.outside or person.deactivated or not person.known:
        return False
    return (
        person.is_bridge
        or person.is_admin
        or (request.team_id is not None and request.team_id in person.team_ids)
    )


def require_worker(people: People, user_id: str, request: Request) -> Colleague:
    person = people.get(user_id)
    if works_on(person, request):
        return person
    if person.outside:
        raise NotAllowed(
            "Only people of this company can do that. Write in the thread and the right person will see it."
        )
    team = people.company.find_team(request.team_id) if request.team_id else None
    owner = team.spoken_name if team else "the bridge between marketing and IT"
    raise NotAllowed(f"That one belongs to {owner}, so only they can do this. You can write in the thread.")


def speaks_for_asker(person: Colleague, request: Request) -> bool:
    if person.user_id == request.asked_by:
        return True
    return (person.is_bridge or person.is_admin) and not person.outside and not person.deactivated


def require_asker(people: People, user_id: str, request: Request) -> Colleague:
    person = people.get(user_id)
    if speaks_for_asker(person, request):
        return person
    asker = people.get(request.asked_by)
    raise NotAllowed(f"Only {asker.first_name} can do that, it's their request. You can write in the thread.")


def may_see(person: Colleague, request: Request) -> bool:
    return works_on(person, request) or person.user_id == request.asked_by
