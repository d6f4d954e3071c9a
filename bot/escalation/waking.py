""" "This is an outage": one question, and then the person on call is woken."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.escalation.asked import asked
from bot.escalation.chains import begin
from bot.escalation.expecting import expected_id
from bot.people import Colleague
from bot.promises import reply_by
from bot.requests.model import Request, hold_request, storable
from bot.requests.rights import speaks_for_asker, works_on
from bot.requests.telling import change_state, refuse_because_of_state, tell
from bot.toolkit import Desk
from db.errors import Conflict, NotAllowed, Unclear
from db.kinds import UNCLAIMED, Change

LONGEST_ANSWER = 300  # characters
SAID = "because you said: "  # and then what people cannot do
SAY_WHAT = "Say in a few words what people can't do. Whoever I wake needs to know."


def wake(desk: Desk, request_id: str, actor_id: str, words: str) -> Request:
    """Marks it as an outage and begins its chain anew, so that the person on call is called at once.

    `words`: what people cannot do, kept without what must not be kept. Raises Unclear without any, Conflict
    where it is an outage already or somebody has it, NotAllowed.
    """
    request = hold_request(desk.unit, request_id)
    require_may_wake(desk, request, actor_id)
    kept = " ".join(desk.reader.mask(storable(words)).split())[:LONGEST_ANSWER].strip()
    if not kept:
        raise Unclear(SAY_WHAT)
    team = desk.company.find_team(request.team_id) if request.team_id else None
    woken = change_state(
        desk,
        request,
        UNCLAIMED,
        urgency="outage",
        urgency_why=f"{SAID}{kept}",
        owner_id=expected_id(desk, team, "outage"),
        reply_by=reply_by(desk.company, team, "outage", desk.now),
    )
    if woken is None:
        raise refuse_because_of_state(desk, request, actor_id)
    begin(desk, woken, first="call")
    tell(
        desk,
        woken,
        Change.PLANNED,
        actor_id,
        to_team=True,
        urgency="outage",
        urgency_was=request.urgency,
        words=kept,
        calls=woken.owner_id,
    )
    return woken


def require_may_wake(desk: Desk, request: Request, actor_id: str) -> None:
    """The asker, the owning team, the bridge and admins; while nobody has it and nobody was woken yet."""
    person = desk.people.get(actor_id)
    if person.outside or person.deactivated:
        raise NotAllowed("Only people of this company can wake somebody. Write in the thread instead.")
    if not speaks_for_asker(person, request) and not works_on(person, request):
        asker = desk.people.get(request.asked_by).first_name
        raise NotAllowed(
            f"Only {asker}, the team it is with and the bridge can do that. "
            "If it hits you too, write in the thread."
        )
    if not request.is_unclaimed:
        raise Conflict(_somebody_has_it(desk, request, person))
    if request.urgency == "outage":
        raise Conflict(_called_already(desk, request, person))


def _somebody_has_it(desk: Desk, request: Request, person: Colleague) -> str:
    known = str(refuse_because_of_state(desk, request, person.user_id))
    if not request.is_open:
        return f"{known} If it is down again, ask anew and say what people can't do."
    return f"{known} So I woke nobody. Write in the thread if it got worse."


def _called_already(desk: Desk, request: Request, person: Colleague) -> str:
    """Whom, and when by the wall of whoever reads it."""
    calls = asked(desk.unit, request.id)
    if not calls:
        owner = desk.people.get(request.owner_id)
        who = owner.first_name if owner.known else "somebody"
        return f"It's marked as an outage already, and I'm calling {who} right now."
    names = _names(desk, calls[-1].user_ids)
    return (
        f"It's marked as an outage already. I called {names} {_at(calls[-1].at, person.zone_info, desk.now)}."
    )


def _names(desk: Desk, user_ids: tuple[str, ...]) -> str:
    names = [desk.people.get(user_id).first_name for user_id in user_ids[:3]]
    return ", ".join(names) + (f" and {len(user_ids) - 3} more" if len(user_ids) > 3 else "")


def _at(moment: datetime, zone: ZoneInfo, now: datetime) -> str:
    there = moment.astimezone(zone)
    if there.date() == now.astimezone(zone).date():
        return f"at {there:%H:%M} ({zone.key})"
    return f"on {there:%a} {there.day} {there:%b} at {there:%H:%M} ({zone.key})"
