"""A rota changed in Slack: seen before it is saved, checked like the company file's, given back to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Literal
from zoneinfo import available_timezones

from sqlalchemy import delete, select

from bot.company import Company, Team
from bot.company.rota import HandOver, Layer, Rota
from bot.company.rota_reading import LONGEST_NAME, MOST_BETWEEN, MOST_LAYERS, MOST_PEOPLE
from bot.oncall.board import Board
from bot.oncall.changing import begin, board_now, shift_written, tell_team
from bot.oncall.model import Shift
from bot.oncall.rights import require_changer
from bot.oncall.written import layers_written
from bot.toolkit import Desk
from db.duty_tables import rotas
from db.errors import Conflict, Unclear
from db.inserting import insert_into

SHOWN = 10  # shifts, before saving
TOLD = 3
_AHEAD = (timedelta(days=35), timedelta(days=400), timedelta(days=3650))
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,30}")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Field = Literal[
    "zone", "layers", "id", "name", "people", "rhythm", "at", "days", "every", "first_day", "hours"
]


@dataclass(frozen=True)
class Problem:
    """What a rota cannot be saved with. `layer`: which one, from 0; None: it is about the whole."""

    layer: int | None
    field: Field
    text: str


def preview(board: Board, team: Team, rota: Rota, now: datetime, count: int = SHOWN) -> list[Shift]:
    """The shifts from now on as they would be with this rota, overrides and absences included. The first one
    is running. `rota` has no problems."""
    changed = Board(
        board.company, board.people, replace(board.state, rotas={**board.state.rotas, team.id: rota})
    )
    return next_shifts(changed, team, now, count)


def next_shifts(board: Board, team: Team, now: datetime, count: int = SHOWN) -> list[Shift]:
    """The running one first; fewer where nothing changes hands for years."""
    found: list[Shift] = []
    for ahead in _AHEAD:
        found = list(islice(board.shifts(team, now, now + ahead), count + 1))
        if len(found) > count:
            break
    return found[:count]


def problems(company: Company, team: Team, rota: Rota) -> list[Problem]:
    """All of them, in the order of the form."""
    return [
        *_of_the_whole(rota),
        *(one for number, layer in enumerate(rota.layers) for one in _of(company, team, number, layer)),
    ]


def save(desk: Desk, team_id: str, rota: Rota, actor_id: str, source_key: str | None = None) -> Rota:
    """From now on this one counts, whatever the company file says. A form that arrives twice (`source_key`)
    changes it once. Raises Missing, NotAllowed, and Unclear with the first of its problems."""
    team = desk.company.team(team_id)
    require_changer(desk, actor_id, team)
    wrong = problems(desk.company, team, rota)
    if wrong:
        raise Unclear(wrong[0].text)
    before = begin(desk)
    if before.rota(team) == rota or (source_key and _source_of(desk, team) == source_key):
        return before.rota(team) or rota
    values = {
        "zone": rota.zone,
        "layers": layers_written(rota),
        "changed_by": actor_id,
        "changed_at": desk.now,
        "source_key": source_key,
    }
    row = insert_into(desk.unit, rotas).values(team_id=team.id, sequence=1, **values)
    again = {**values, "sequence": rotas.c.sequence + 1}
    desk.unit.execute(row.on_conflict_do_update(index_elements=["team_id"], set_=again))
    _tell(desk, team, "rota_changed", actor_id)
    return rota


def back_to_file(desk: Desk, team_id: str, actor_id: str) -> Rota | None:
    """The company file's counts again; None: it has none for this team, so its owner is on call.

    Raises Missing, NotAllowed and Conflict.
    """
    team = desk.company.team(team_id)
    require_changer(desk, actor_id, team)
    begin(desk)
    if desk.unit.execute(delete(rotas).where(rotas.c.team_id == team.id)).rowcount == 0:
        raise Conflict("The rota of the company file counts already; nobody has changed it here.")
    _tell(desk, team, "rota_from_file", actor_id)
    return team.rota


def _tell(desk: Desk, team: Team, what: Literal["rota_changed", "rota_from_file"], actor_id: str) -> None:
    shifts = next_shifts(board_now(desk), team, desk.now, TOLD)
    tell_team(desk, team, what, actor_id, shifts=[shift_written(one) for one in shifts])


def _source_of(desk: Desk, team: Team) -> str | None:
    kept = select(rotas.c.source_key).where(rotas.c.team_id == team.id)
    return desk.unit.execute(kept).scalar_one_or_none()


def _of_the_whole(rota: Rota) -> Iterator[Problem]:
    if rota.zone not in available_timezones():
        yield Problem(None, "zone", 'I don\'t know that time zone. Choose one like "Europe/Berlin".')
    if not rota.layers:
        yield Problem(None, "layers", "A rota needs at least one layer with somebody in it.")
    if len(rota.layers) > MOST_LAYERS:
        yield Problem(None, "layers", f"That's more than {MOST_LAYERS} layers. Leave one out.")
    ids = [layer.id for layer in rota.layers]
    for number, one in enumerate(ids):
        if one in ids[:number]:
            yield Problem(number, "id", f'Two layers are called "{one}". Give one of them another name.')


def _of(company: Company, team: Team, number: int, layer: Layer) -> Iterator[Problem]:
    if not _ID.fullmatch(layer.id):
        yield Problem(number, "id", 'A layer\'s id has small letters, digits, "-" and "_" only.')
    if not layer.name.strip() or len(layer.name) > LONGEST_NAME:
        yield Problem(number, "name", f"Give the layer a name of at most {LONGEST_NAME} characters.")
    yield from (Problem(number, "people", text) for text in _about_people(company, team, layer.people))
    yield from _about_hand_over(number, layer.hand_over)
    yield from _about_first_day(number, layer)
    if layer.hours is not None:
        yield from (Problem(number, "hours", text) for text in _about_hours(layer))


def _about_people(company: Company, team: Team, people: Sequence[str]) -> Iterator[str]:
    if not people:
        yield "Choose at least one person."
    if len(people) > MOST_PEOPLE:
        yield f"That's more than {MOST_PEOPLE} people. Choose fewer."
    if len(set(people)) != len(people):
        yield "Somebody is in this layer twice. Choose each person once."
    may = {*team.members, *company.bridge.people, *company.admins}
    for email in people:
        if email not in may:
            known = company.person_by_email(email)
            name = known.name if known else email
            yield (
                f"{name} isn't one of {team.spoken_name}, so they couldn't act on what comes in. Choose "
                "people of the team, of the bridge, or admins."
            )


def _about_hand_over(number: int, hand_over: HandOver) -> Iterator[Problem]:
    if not 1 <= hand_over.every <= MOST_BETWEEN:
        yield Problem(number, "every", f"Choose a number from 1 to {MOST_BETWEEN}.")
    days = hand_over.days
    if any(not 0 <= day <= 6 for day in days) or len(set(days)) != len(days):
        yield Problem(number, "days", "Choose each weekday once.")
    elif hand_over.rhythm == "weekly" and len(days) != 1:
        yield Problem(number, "days", "Choose the one weekday on which the turn passes on.")
    elif hand_over.rhythm == "days" and not days:
        yield Problem(number, "days", "Choose the weekdays on which the turn passes on.")
    elif hand_over.rhythm == "daily" and days:
        yield Problem(number, "days", "A daily hand-over needs no weekdays. Choose none, or another rhythm.")
    if hand_over.rhythm == "days" and hand_over.every != 1:
        yield Problem(number, "every", "With several weekdays it is every week. Choose 1.")


def _about_first_day(number: int, layer: Layer) -> Iterator[Problem]:
    days = layer.hand_over.days
    if days and layer.first_day.weekday() not in days and all(0 <= day <= 6 for day in days):
        names = " or a ".join(_DAYS[day] for day in sorted(days))
        yield Problem(
            number, "first_day", f"The first day must be one on which the turn passes on: a {names}."
        )


def _about_hours(layer: Layer) -> Iterator[str]:
    hours = layer.hours or ()
    if len(hours) != 7 or not any(hours):
        yield 'Say when the layer serves, such as "mon-fri 9:00-17:00", or leave it empty for day and night.'
        return
    for spans in hours:
        ends = [(span.end.hour * 60 + span.end.minute) or 24 * 60 for span in spans]
        starts = [span.start.hour * 60 + span.start.minute for span in spans]
        if any(end <= start for start, end in zip(starts, ends, strict=True)):
            yield "Hours must end after they begin; 0:00 is the end of the day."
            return
        if any(later < earlier for earlier, later in zip(ends, starts[1:], strict=False)):
            yield "Some of the hours overlap, or aren't in order. Write each time of the day once."
            return
