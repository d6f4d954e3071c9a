"""`/oncall`: who is there now and next, and what changes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.company import Team
from bot.oncall import absence, overriding
from bot.oncall.phrases import get_team_named, read_days, team_in_front, whole_days
from bot.oncall.rights import require_changer
from bot.people import Colleague
from bot.toolkit import Desk
from db.errors import Missing, Unclear
from handlers.answers import NOTHING, Answer
from handlers.commands.ask import open_view
from handlers.names import ONCALL
from handlers.oncall_form import drawn, filled
from handlers.oncall_pages import (
    first_team,
    own_teams,
    require_reader,
    stretch_for,
    swap_view,
    take_view,
    taken_message,
)
from handlers.plain import plain
from handlers.reading import Command
from handlers.views.message import Message
from handlers.views.oncall.forms import away_form
from handlers.views.oncall.mine import my_shifts
from handlers.views.oncall.now import now_on_call
from handlers.views.oncall.spoken import teams_shown
from handlers.views.oncall.telling import away_noted, back_noted
from handlers.views.oncall.week import week_view

HELP = "\n".join(
    (
        f"`{ONCALL}` who is on call now and who comes next; `{ONCALL} web` for one team",
        f"`{ONCALL} mine` your own shifts of the next 60 days",
        f"`{ONCALL} week` seven days at a glance; `{ONCALL} week web` another team's",
        f"`{ONCALL} override thursday` I take it; also `tue 9:00 to wed 9:00`, `24-28 Dec`, or with a team: "
        f"`{ONCALL} override web thursday`. Alone it opens a form, where you can put in others, too",
        f"`{ONCALL} swap` asks somebody to swap a shift with you: one click of theirs settles it",
        f"`{ONCALL} away 24-28 Dec` no shifts and no turns of your syncs then; `{ONCALL} away back` ends it",
        f"`{ONCALL} edit` changes your team's rota, with the next ten shifts before it is saved",
        "Where a rota has nobody the team's fallback is asked, then the bridge: never nobody.",
    )
)

Told = Callable[[Desk, Command, Colleague, str], Answer]


def oncall(desk: Desk, command: Command) -> Answer:
    person = require_reader(desk, command.user_id)
    words = " ".join(plain(command.text, desk.people).split())
    verb, _, rest = words.partition(" ")
    told = _VERBS.get(verb.lower())
    if told is not None:
        return told(desk, command, person, rest)
    team = _team_in(desk, words)
    return _said(now_on_call(desk.board, [team], person, desk.now))


def _all(desk: Desk, _command: Command, person: Colleague, _rest: str) -> Answer:
    return _said(now_on_call(desk.board, teams_shown(desk.board, person), person, desk.now))


def _team_in(desk: Desk, words: str) -> Team:
    """Of what is none it is said what else can be written. Raises Missing."""
    try:
        return get_team_named(desk.company, words)
    except Missing as unknown:
        raise Missing(f"{unknown} `{ONCALL} help` says what else you can write.") from unknown


def _mine(desk: Desk, _command: Command, person: Colleague, _rest: str) -> Answer:
    return _said(my_shifts(desk.board, own_teams(desk, person), person, desk.now))


def _help(_desk: Desk, _command: Command, _person: Colleague, _rest: str) -> Answer:
    return Answer(text=HELP)


def _week(desk: Desk, command: Command, person: Colleague, rest: str) -> Answer:
    team = get_team_named(desk.company, rest) if rest else first_team(desk, person)
    today = desk.now.astimezone(person.zone_info).date()
    open_view(desk, person.user_id, command.trigger_id, week_view(desk.board, team, today, person, desk.now))
    return NOTHING


def _override(desk: Desk, command: Command, person: Colleague, rest: str) -> Answer:
    """In words, for oneself. Without words, where they say no days, or no team where several are possible,
    the form asks."""
    team, words = team_in_front(desk.company, rest)
    mine = own_teams(desk, person)
    if team is not None:
        require_changer(desk, person.user_id, team)
    about = {"channel_id": command.channel_id}
    days, unclear = None, ""
    try:
        days = read_days(words, now=desk.now, zone=person.zone) if words else None
    except Unclear as not_understood:
        unclear = str(not_understood)
    chosen = team or (mine[0] if len(mine) == 1 or mine[0].id in person.team_ids else None)
    if days is None or chosen is None:
        view = take_view(desk, person, team, about=about, days=days, unclear=unclear)
        open_view(desk, person.user_id, command.trigger_id, view)
        return NOTHING
    starts_at, ends_at = stretch_for(desk, chosen, days, person)
    made = overriding.take(
        desk, chosen.id, person.user_id, starts_at, ends_at, person.user_id, source_key=command.key
    )
    return _said(taken_message(desk, made, person))


def _swap(desk: Desk, command: Command, person: Colleague, _rest: str) -> Answer:
    view = swap_view(desk, person, {"channel_id": command.channel_id})
    open_view(desk, person.user_id, command.trigger_id, view)
    return NOTHING


def _away(desk: Desk, command: Command, person: Colleague, rest: str) -> Answer:
    if not rest:
        about = {"channel_id": command.channel_id}
        open_view(desk, person.user_id, command.trigger_id, away_view(desk, person, about))
        return NOTHING
    today = desk.now.astimezone(person.zone_info).date()
    if rest.lower() in _ENDS:
        return _back(desk, command, person, rest)
    first, last = whole_days(read_days(rest, now=desk.now, zone=person.zone))
    noted = absence.set_away(desk, person.user_id, first, last, person.user_id)
    return Answer(text=away_noted(noted, today))


def _back(desk: Desk, _command: Command, person: Colleague, _rest: str) -> Answer:
    return Answer(text=back_noted(absence.come_back(desk, person.user_id, person.user_id)))


def away_view(desk: Desk, person: Colleague, about: Mapping[str, str | None]) -> dict[str, object]:
    """With the days that are known already."""
    today = desk.now.astimezone(person.zone_info).date()
    known = absence.absences_of(desk.unit, person.user_id, today)
    return away_form(person, [(one.first_day, one.last_day) for one in known], today, about)


def _edit(desk: Desk, command: Command, person: Colleague, rest: str) -> Answer:
    team = get_team_named(desk.company, rest) if rest else own_teams(desk, person)[0]
    require_changer(desk, person.user_id, team)
    about = {"channel_id": command.channel_id}
    view = drawn(filled(desk.board, team, desk.now), desk.board, person, desk.now, about)
    open_view(desk, person.user_id, command.trigger_id, view)
    return NOTHING


def _said(message: Message) -> Answer:
    return Answer(text=message.text, blocks=message.blocks)


_ENDS = ("back", "i'm back", "end", "none", "cancel", "stop", "off", "over")
_VERBS: dict[str, Told] = {
    "": _all,
    "now": _all,
    "list": _all,
    "help": _help,
    "?": _help,
    "mine": _mine,
    "me": _mine,
    "my": _mine,
    "week": _week,
    "override": _override,
    "take": _override,
    "swap": _swap,
    "away": _away,
    "back": _back,
    "edit": _edit,
}
