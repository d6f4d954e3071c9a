"""Who may do what with a sync, checked at the click: a button that can be seen is no permission."""

from __future__ import annotations

from bot.people import Colleague, People
from bot.syncs.model import Attendee, Occurrence, Sync
from db.errors import NotAllowed


def require_colleague(people: People, user_id: str) -> Colleague:
    """Anybody of both sides. Raises NotAllowed for people of other companies and those who have left."""
    person = people.get(user_id)
    if person.outside or person.deactivated or person.is_bot:
        raise NotAllowed(
            "Syncs are made and changed by people of this company. Tell somebody you work with here what you "
            "need, and they can do it for you."
        )
    return person


def may_change(
    people: People,
    user_id: str,
    sync: Sync,
    attendees: tuple[Attendee, ...],
    occurrence: Occurrence | None = None,
) -> bool:
    """Its maker, those who facilitate it, the bridge and admins."""
    person = people.get(user_id)
    if person.outside or person.deactivated or person.is_bot:
        return False
    facilitates = any(one.user_id == user_id and one.facilitates for one in attendees)
    leads_it = occurrence is not None and occurrence.facilitator_id == user_id
    return user_id == sync.created_by or facilitates or leads_it or person.is_bridge or person.is_admin


def require_changer(
    people: People,
    user_id: str,
    sync: Sync,
    attendees: tuple[Attendee, ...],
    occurrence: Occurrence | None = None,
) -> Colleague:
    person = require_colleague(people, user_id)
    if may_change(people, user_id, sync, attendees, occurrence):
        return person
    maker = people.get(sync.created_by)
    raise NotAllowed(
        f"Only {maker.first_name}, who made this sync, those who facilitate it and the bridge can change it. "
        "What you'd like to talk about you can always put on its agenda with `/sync add`."
    )
