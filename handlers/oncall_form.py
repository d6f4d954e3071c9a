"""The form of a rota between what stands in its fields and what is kept: read, filled in, drawn anew."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.company import Company, Team
from bot.company.model import WEEKDAYS
from bot.company.rota import HandOver, Layer, Rota
from bot.company.rota_reading import MOST_LAYERS
from bot.oncall import editing
from bot.oncall.board import Board
from bot.oncall.hours_written import hours_in_words, read_hours
from bot.oncall.model import Shift
from bot.people import Colleague, People
from bot.syncs.series import place_of
from db.errors import Conflict, Unclear
from handlers.form_values import day_of
from handlers.views.filled_fields import Fields
from handlers.views.oncall.rota_form import (
    AT,
    DAYS,
    EVERY,
    FIRST,
    HOURS,
    NAME,
    PEOPLE,
    RHYTHM,
    ZONE,
    View,
    of_layer,
    rota_form,
)
from handlers.views.oncall.spoken import from_to
from handlers.views.text import cut, escape, one_line
from handlers.views.wording import first

LOOK = (
    "Have a look at the next shifts below, they follow from what you entered. If they're right, press Save "
    "once more."
)
TOO_MANY = (
    f"That rota has more than {MOST_LAYERS} layers, too many for this form. Whoever runs me can "
    "change it in the company file."
)
_FIELDS: Mapping[editing.Field, str] = {
    "id": NAME,
    "name": NAME,
    "people": PEOPLE,
    "rhythm": RHYTHM,
    "at": AT,
    "days": DAYS,
    "every": EVERY,
    "first_day": FIRST,
    "hours": HOURS,
}
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Trouble:
    """Why there are no shifts yet. `block_id`: the field to look at; `sentence` is plain."""

    block_id: str
    sentence: str


@dataclass(frozen=True)
class Sheet:
    """What a form is about: whose rota, which layers in which order, and what stands in the fields."""

    team: Team
    layers: tuple[str, ...]
    fields: Fields

    def at(self, layer_id: str, name: str) -> str:
        return (self.fields.get(of_layer(layer_id, name)) or "").strip()


def sheet_of(team: Team, about: Mapping[str, Any], fields: Fields) -> Sheet:
    """`about`: the form's own."""
    return Sheet(team, tuple(about.get("layers") or ()), fields)


def filled(board: Board, team: Team, now: datetime) -> Sheet:
    """The rota that counts, as fields; for a team without one a first suggestion. Raises Conflict for one
    that fits no form."""
    rota = board.rota(team) or _suggested(board, team, now)
    if len(rota.layers) > MOST_LAYERS:
        raise Conflict(TOO_MANY)
    fields: dict[str, str] = {ZONE: rota.zone}
    for layer in rota.layers:
        fields |= _fields_of(layer, board.people)
    return Sheet(team, tuple(layer.id for layer in rota.layers), fields)


def with_another(sheet: Sheet, today: date) -> Sheet:
    """One more layer, beneath the others."""
    if len(sheet.layers) >= MOST_LAYERS:
        return sheet
    new = next(name for number in range(1, 9) if (name := f"layer-{number}") not in sheet.layers)
    start = Layer(new, "", (), HandOver("weekly", time(9), (0,)), _monday_after(today))
    fields = {
        **sheet.fields,
        **_fields_of(start, None),
        of_layer(new, NAME): f"Layer {len(sheet.layers) + 1}",
    }
    return Sheet(sheet.team, (*sheet.layers, new), fields)


def without(sheet: Sheet, layer_id: str) -> Sheet:
    """The last one stays: a rota without layers is none."""
    left = tuple(one for one in sheet.layers if one != layer_id)
    return Sheet(sheet.team, left or sheet.layers, sheet.fields)


def raised(sheet: Sheet, layer_id: str) -> Sheet:
    """This layer before the one above it."""
    order = list(sheet.layers)
    at = order.index(layer_id) if layer_id in order else 0
    if at:
        order[at - 1], order[at] = order[at], order[at - 1]
    return Sheet(sheet.team, tuple(order), sheet.fields)


def rota_in(sheet: Sheet, company: Company, people: People) -> Rota | list[Trouble]:
    """The rota that the fields say, or all that is in the way."""
    read = [_layer_in(sheet, layer_id, people) for layer_id in sheet.layers]
    troubles = [one for found in read if isinstance(found, list) for one in found]
    if troubles:
        return troubles
    layers = tuple(one for one in read if isinstance(one, Layer))
    rota = Rota(sheet.fields.get(ZONE) or company.calendar_of(sheet.team).zone, layers)
    wrong = editing.problems(company, sheet.team, rota)
    return [_beside(one, sheet) for one in wrong] or rota


def drawn(sheet: Sheet, board: Board, who: Colleague, now: datetime, about: Mapping[str, Any]) -> View:
    """The form with the shifts as they follow from what stands in it."""
    lines = _preview(sheet, board, now)
    shown = {**about, "team_id": sheet.team.id, "layers": list(sheet.layers)}
    shown |= {"shown": mark_of(lines), "rhythms": _rhythms(sheet)}
    present = board.rota(sheet.team)
    return rota_form(
        sheet.team,
        sheet.fields,
        sheet.layers,
        _zones(board.company, who, sheet),
        lines,
        shown,
        left_out=_left_out(present, board.people),
        from_calendar=sheet.team.id in board.state.imported,
        changed_in_slack=sheet.team.id in board.state.rotas,
    )


def seen(sheet: Sheet, board: Board, now: datetime, about: Mapping[str, Any]) -> bool:
    """Were the shifts that follow from this what the form showed?"""
    return mark_of(_preview(sheet, board, now)) == about.get("shown")


def is_new(sheet: Sheet, board: Board, now: datetime, about: Mapping[str, Any]) -> bool:
    """Does the form have to be drawn anew, since other shifts or other fields follow?"""
    return _rhythms(sheet) != about.get("rhythms") or not seen(sheet, board, now, about)


def mark_of(lines: Sequence[str]) -> str:
    """What was shown, short: to know whether it has been seen."""
    return f"{zlib.crc32(chr(10).join(lines).encode()):08x}"


def _preview(sheet: Sheet, board: Board, now: datetime) -> list[str]:
    found = rota_in(sheet, board.company, board.people)
    if not isinstance(found, Rota):
        return [
            "*The next shifts* show as soon as this is right:",
            *(f"• {escape(one.sentence)}" for one in found),
        ]
    shifts = editing.preview(board, sheet.team, found, now)
    zone = ZoneInfo(found.zone)
    names = {layer.id: layer.name for layer in found.layers}
    head = f"*The next {len(shifts)} shifts*, by the clock in {escape(place_of(found.zone))}:"
    return [head, *(_shift_line(one, board.people, names, zone, now) for one in shifts)]


def _shift_line(shift: Shift, people: People, names: Mapping[str, str], zone: ZoneInfo, now: datetime) -> str:
    """The running one shows when it ends: when it began changes with the look."""
    today = now.astimezone(zone).date()
    whose = first(people.get(shift.user_id))
    kinds = {"override": "taken", "swap": "swapped", "calendar": "from the calendar"}
    if shift.is_gap:
        why = "nobody in the rota, so the " + ("bridge" if shift.by == "bridge" else "fallback")
    else:
        why = kinds.get(shift.by) or escape(cut(one_line(names.get(shift.layer_id or "", "")), 60))
    stretch = escape(from_to(shift.starts_at, shift.ends_at, zone, today))
    if shift.starts_at <= now < shift.ends_at:
        stretch = "until " + escape(from_to(shift.ends_at, shift.ends_at, zone, today)).rpartition("-")[0]
    return f"• {stretch}: *{whose}*" + (f" ({why})" if why else "")


def _layer_in(sheet: Sheet, layer_id: str, people: People) -> Layer | list[Trouble]:
    troubles: list[Trouble] = []

    def asked(name: str, sentence: str) -> str:
        entered = sheet.at(layer_id, name)
        if not entered:
            troubles.append(Trouble(of_layer(layer_id, name), sentence))
        return entered

    title = asked(NAME, "Give the layer a name.")
    chosen = asked(PEOPLE, "Choose at least one person.").split()
    at = asked(AT, "Choose at what time the next one takes over.")
    first_day = asked(FIRST, "Choose from which day on.")
    hours = None
    try:
        hours = read_hours(sheet.at(layer_id, HOURS))
    except Unclear as unclear:
        troubles.append(Trouble(of_layer(layer_id, HOURS), str(unclear)))
    if troubles:
        return troubles
    return Layer(
        id=layer_id,
        name=one_line(title),
        people=tuple(_address(people.get(user_id)) for user_id in chosen),
        hand_over=_hand_over(sheet, layer_id, time.fromisoformat(at)),
        first_day=day_of(first_day) or date.min,
        hours=hours,
    )


def _hand_over(sheet: Sheet, layer_id: str, at: time) -> HandOver:
    rhythm, every = sheet.at(layer_id, RHYTHM), sheet.at(layer_id, EVERY)
    days = tuple(sorted(WEEKDAYS.index(day) for day in sheet.at(layer_id, DAYS).split() if day in WEEKDAYS))
    number = int(every) if every.isdigit() else 1
    if rhythm == "daily":
        return HandOver("daily", at, (), number)
    if rhythm == "days":
        return HandOver("days", at, days)
    return HandOver("weekly", at, days, number)


def _address(person: Colleague) -> str:
    return person.email or person.name


def _beside(problem: editing.Problem, sheet: Sheet) -> Trouble:
    if problem.layer is None or problem.layer >= len(sheet.layers):
        return Trouble(ZONE, problem.text)
    return Trouble(of_layer(sheet.layers[problem.layer], _FIELDS.get(problem.field, NAME)), problem.text)


def _fields_of(layer: Layer, people: People | None) -> dict[str, str]:
    hand_over = layer.hand_over
    found = (people.by_email(email) for email in layer.people) if people else ()
    accounts = [one.user_id for one in found if one and not one.deactivated]
    values = {
        NAME: layer.name,
        PEOPLE: " ".join(accounts),
        RHYTHM: hand_over.rhythm,
        AT: f"{hand_over.at:%H:%M}",
        DAYS: " ".join(WEEKDAYS[day] for day in hand_over.days),
        EVERY: str(hand_over.every),
        FIRST: layer.first_day.isoformat(),
        HOURS: hours_in_words(layer.hours),
    }
    return {of_layer(layer.id, name): value for name, value in values.items()}


def _suggested(board: Board, team: Team, now: datetime) -> Rota:
    """Everybody of the team, a week each, from the coming Monday on."""
    zone = board.company.calendar_of(team).zone
    start = _monday_after(now.astimezone(ZoneInfo(zone)).date())
    return Rota(
        zone, (Layer("everybody", "Everybody", team.members, HandOver("weekly", time(9), (0,)), start),)
    )


def _monday_after(day: date) -> date:
    return day + (7 - day.weekday()) * _ONE_DAY


def _rhythms(sheet: Sheet) -> list[str]:
    return [sheet.at(layer_id, RHYTHM) for layer_id in sheet.layers]


def _zones(company: Company, who: Colleague, sheet: Sheet) -> list[str]:
    named: Iterable[str | None] = (
        *(sheet.fields.get(ZONE), company.calendar_of(sheet.team).zone, who.zone, company.zone),
        *(one.zone for one in company.calendars),
    )
    return list(dict.fromkeys(zone for zone in named if zone))[:100]


def _left_out(present: Rota | None, people: People) -> list[str]:
    named = dict.fromkeys(email for layer in (present.layers if present else ()) for email in layer.people)
    found = ((email, people.by_email(email)) for email in named)
    return [one.name if one else email for email, one in found if one is None or one.deactivated]
