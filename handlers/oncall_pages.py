"""What the windows and answers about duty are drawn from, gathered for one person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.company import Team
from bot.oncall import overriding
from bot.oncall.board import Board
from bot.oncall.model import Override
from bot.oncall.phrases import Days, stretch_of
from bot.oncall.rights import takes_duty
from bot.people import Colleague
from bot.toolkit import Desk
from db.errors import Conflict, NotAllowed, Unclear
from db.kinds import NoticeKind
from db.outbox import enqueue, supersede
from handlers.reading import Click, Submission
from handlers.views.message import Message
from handlers.views.oncall.forms import SWAP_PERSON, SWAP_SHIFT, Offered, swap_form, take_form
from handlers.views.oncall.spoken import teams_of, teams_shown
from handlers.views.oncall.taken import taken

AHEAD = timedelta(days=60)  # in which shifts may be swapped
_ONE_DAY = timedelta(days=1)
NO_TURNS = (
    "Shifts are taken by the people of IT's teams, the bridge and admins, so there's nothing for you to do. "
    "`/oncall` shows who is there."
)
NO_SHIFTS = (
    "You have no shift to come in the next 60 days, so there's nothing to swap. `/oncall override` takes "
    "somebody else's."
)
HAS_BEGUN = (
    "Your shift has begun, and no other comes in the next 60 days, so there's nothing to swap. "
    "`/oncall override` puts somebody else on for some of it."
)
NOBODY_ELSE = "There's nobody else who could take your shifts. The bridge can change the rota."
UNREADABLE = "I can't read that button any more. `/oncall` shows who is on call."


def require_reader(desk: Desk, user_id: str) -> Colleague:
    """Everybody of the company. Raises NotAllowed."""
    person = desk.people.get(user_id)
    if person.outside or person.deactivated or person.is_bot:
        raise NotAllowed(
            "Who is on call is shown to people of this company. Ask somebody you work with here, they can "
            "look for you."
        )
    return person


def own_teams(desk: Desk, person: Colleague) -> list[Team]:
    """Those for which they may take turns, their own first. Raises NotAllowed without any."""
    found = teams_of(desk.board, person)
    if not found:
        raise NotAllowed(NO_TURNS)
    return found


def first_team(desk: Desk, person: Colleague) -> Team:
    """Whose week somebody looks at first. Raises Conflict where no team takes turns."""
    found = teams_shown(desk.board, person)
    if not found:
        raise Conflict("No team takes turns here yet. Whoever runs me adds a rota to the company file.")
    return found[0]


def stretch_for(desk: Desk, team: Team, days: Days, person: Colleague) -> tuple[datetime, datetime]:
    """Whole days begin when the team's turns do."""
    zone, begins_at = _turns_of(desk, team)
    return stretch_of(days, person.zone, zone, begins_at)


def take_view(
    desk: Desk,
    person: Colleague,
    team: Team | None,
    *,
    about: Mapping[str, Any],
    fixed: bool = True,
    days: Days | None = None,
    unclear: str = "",
) -> dict[str, Any]:
    """For this team, or first of all for it where it is not `fixed`. Raises NotAllowed."""
    teams = own_teams(desk, person)
    chosen = team or teams[0]
    tomorrow = desk.now.astimezone(person.zone_info).date() + _ONE_DAY
    stretch = stretch_for(desk, chosen, days or Days(tomorrow, tomorrow), person)
    offered = [chosen] if team and fixed else teams
    return take_form(offered, chosen, person, stretch, about=about, unclear=unclear)


def swap_view(
    desk: Desk, person: Colleague, about: Mapping[str, Any], values: Mapping[str, str | None] | None = None
) -> dict[str, Any]:
    """`values`: what stands in the form already. Raises NotAllowed and Conflict."""
    entered = values or {}
    mine = [one for team in own_teams(desk, person) for one in _coming(desk, team, person.user_id)]
    if not mine:
        raise Conflict(HAS_BEGUN if _is_on_call(desk, person) else NO_SHIFTS)
    mine.sort(key=lambda one: one.shift.starts_at)
    chosen = next((one for one in mine if one.value == entered.get(SWAP_SHIFT)), mine[0])
    others = _others(desk, chosen.team, person)
    if not others:
        raise Conflict(NOBODY_ELSE)
    other = next((one for one in others if one.user_id == entered.get(SWAP_PERSON)), others[0])
    theirs = _coming(desk, chosen.team, other.user_id)
    return swap_form(mine, chosen, others, other, theirs, person, desk.now, about)


def taken_message(desk: Desk, made: Override, reader: Colleague) -> Message:
    """What whoever took it is told, with what it replaces."""
    instead = list(dict.fromkeys(one.user_id for one in overriding.replaces(desk, made)))
    return taken(made, instead, desk.people, desk.company.team(made.team_id), reader, desk.now)


def stretch_in(value: str) -> tuple[str, datetime, datetime]:
    """The team and the stretch that a button or an option names. Raises Unclear."""
    try:
        team_id, starts, ends = value.replace("|", " ").split(" ")
        return team_id, datetime.fromisoformat(starts), datetime.fromisoformat(ends)
    except ValueError as error:
        raise Unclear(UNREADABLE) from error


def week_in(value: str, desk: Desk, person: Colleague) -> tuple[Team, date]:
    """The team and the first day that a button names; today where it names none. Raises Unclear, Missing."""
    team_id, _, day = value.partition(" ")
    today = desk.now.astimezone(person.zone_info).date()
    try:
        return desk.company.team(team_id), date.fromisoformat(day) if day else today
    except ValueError as error:
        raise Unclear(UNREADABLE) from error


def draw_anew(desk: Desk, form: Click | Submission, view: dict[str, Any]) -> None:
    """The open form; what is entered later takes the place of what was not shown yet."""
    lane = lane_of(form.view_id)
    typed_at = form.key.rpartition(":")[2] if isinstance(form, Click) else f"{desk.now.timestamp():.6f}"
    supersede(desk.unit, NoticeKind.VIEW_CHANGED, lane, desk.now)
    detail: dict[str, Any] = {"view_id": form.view_id, "view": view, "typed_at": typed_at}
    enqueue(desk.unit, NoticeKind.VIEW_CHANGED, lane=lane, now=desk.now, **detail)


def lane_of(view_id: str | None) -> str:
    return f"open form:{view_id}"


def _turns_of(desk: Desk, team: Team) -> tuple[str, time]:
    rota = desk.board.rota(team)
    if rota is None:
        return desk.company.calendar_of(team).zone, time()
    return rota.zone, rota.layers[0].hand_over.at


def _is_on_call(desk: Desk, person: Colleague) -> bool:
    """By a turn of their own, for any team."""
    running = (desk.board.shift(team, desk.now) for team in own_teams(desk, person))
    return any(one and one.user_id == person.user_id and not one.is_gap for one in running)


def _coming(desk: Desk, team: Team, user_id: str) -> list[Offered]:
    """Their shifts that have not begun; what falls to them as fallback is nobody's turn."""
    found = desk.board.shifts(team, desk.now, desk.now + AHEAD)
    ends = desk.now + AHEAD
    return [
        Offered(team, one)
        for one in found
        if one.user_id == user_id and one.starts_at > desk.now and not one.is_gap and one.ends_at < ends
    ]


def _others(desk: Desk, team: Team, person: Colleague) -> list[Colleague]:
    """Those of the rota first, then the rest of the team, then the bridge."""
    board: Board = desk.board
    rota = board.rota(team)
    in_turns = (
        desk.people.by_email(email) for layer in (rota.layers if rota else ()) for email in layer.people
    )
    found = [*in_turns, *board.whole_team(team), *board.bridge()]
    once = dict.fromkeys(one.user_id for one in found if one and takes_duty(one, team))
    return [desk.people.get(user_id) for user_id in once if user_id != person.user_id]
