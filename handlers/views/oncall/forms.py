"""The smaller forms of duty: taking a stretch, swapping shifts, being away.

Their metadata holds ids only; rights are checked again when they come back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.company import Team
from bot.oncall.model import Shift
from bot.people import Colleague
from handlers.names import (
    ONCALL_AWAY_FORM,
    ONCALL_FIRST_FIELD,
    ONCALL_FROM_FIELD,
    ONCALL_LAST_FIELD,
    ONCALL_PERSON_FIELD,
    ONCALL_SWAP_FIELD,
    ONCALL_SWAP_FORM,
    ONCALL_TAKE_FORM,
    ONCALL_TEAM_FIELD,
    ONCALL_UNTIL_FIELD,
)
from handlers.views.blocks import MOST_OPTIONS, context, field, modal, option, plain_text, section
from handlers.views.message import Block
from handlers.views.oncall.spoken import clock_of, from_to, team_label
from handlers.views.text import escape, on_day
from handlers.views.wording import plain_name

View = dict[str, Any]

NOTHING_BACK = "-"  # the option for nothing in return
SWAP_SHIFT, SWAP_PERSON, SWAP_BACK = (f"{ONCALL_SWAP_FIELD}.{name}" for name in ("shift", "person", "back"))
_LONGEST_VALUE = 150


@dataclass(frozen=True)
class Offered:
    """One shift that may change hands."""

    team: Team
    shift: Shift

    @property
    def value(self) -> str:
        shift = self.shift
        return f"{self.team.id} {shift.starts_at.isoformat()} {shift.ends_at.isoformat()}"


def take_form(
    teams: Sequence[Team],
    team: Team,
    person: Colleague,
    stretch: tuple[datetime, datetime],
    *,
    about: Mapping[str, Any],
    unclear: str = "",
) -> View:
    """`teams`: those that may be chosen. `stretch`: what stands in it at first. `unclear`: which words were
    not understood and why, plain."""
    zone = person.zone_info
    starts, ends = (moment.astimezone(zone) for moment in stretch)
    who = {"type": "users_select", "action_id": ONCALL_PERSON_FIELD, "initial_user": person.user_id}
    blocks = [
        *([section(f":warning: {escape(unclear)}")] if unclear else []),
        *_team_field(teams, team),
        field(ONCALL_PERSON_FIELD, "Who takes it?", who, hint="Of the team or the bridge, or an admin."),
        _day(ONCALL_FIRST_FIELD, "From which day?", starts.date()),
        _time(ONCALL_FROM_FIELD, "From what time?", starts, zone),
        _day(ONCALL_LAST_FIELD, "Until which day?", ends.date()),
        _time(ONCALL_UNTIL_FIELD, "Until what time?", ends, zone),
        context("The newest counts where two overlap. The team's channel is told, and it can be undone."),
    ]
    return modal(ONCALL_TAKE_FORM, "Take a shift", "Take it", blocks, {**about, "team_id": team.id})


def swap_form(
    mine: Sequence[Offered],
    chosen: Offered,
    others: Sequence[Colleague],
    other: Colleague,
    theirs: Sequence[Offered],
    reader: Colleague,
    now: datetime,
    about: Mapping[str, Any],
) -> View:
    """`others`: who may be asked about the chosen shift; `theirs`: coming shifts of the chosen one."""
    several = len({one.team.id for one in mine}) > 1
    shifts = [option(_said(one, reader, now, several=several), one.value) for one in _short(mine)]
    people = [option(plain_name(one), one.user_id) for one in others[:MOST_OPTIONS]]
    back = [option("Nothing in return", NOTHING_BACK)]
    back += [option(_said(one, reader, now), one.value) for one in _short(theirs)]
    blocks = [
        _told(SWAP_SHIFT, "Which of your shifts?", shifts, chosen.value),
        _told(SWAP_PERSON, "Who shall take it?", people, other.user_id),
        field(_back_id(other), "Which of theirs do you take?", _menu(_back_id(other), back, NOTHING_BACK)),
        context(
            f"By your clock, {escape(clock_of(reader.zone_info))}. They are asked by direct message; nothing "
            "changes before they say yes."
        ),
    ]
    return modal(ONCALL_SWAP_FORM, "Swap shifts", "Ask", blocks, about)


def back_of(values: Mapping[str, str | None]) -> str | None:
    """What was chosen in return; None for nothing."""
    person = values.get(SWAP_PERSON)
    chosen = values.get(f"{SWAP_BACK}.{person}")
    return None if chosen in (None, NOTHING_BACK) else chosen


def away_form(
    reader: Colleague, known: Sequence[tuple[date, date]], today: date, about: Mapping[str, Any]
) -> View:
    """Left empty: they are back. `known`: first and last day of what the reader has named, the next first."""
    words = (
        "No shifts of any rota and no turns of syncs on these days. Somebody else of the rota serves then, "
        "or whoever stands in for all, and the team is told."
    )
    hint = "Leave both empty when you're back."
    first, last = known[0] if known else (None, None)
    also = ", ".join(f"{on_day(begins, today)} to {on_day(ends, today)}" for begins, ends in known[1:6])
    who = {"type": "users_select", "action_id": ONCALL_PERSON_FIELD, "initial_user": reader.user_id}
    says = "Or somebody of your team, when they're ill. They're told."
    blocks = [
        section(words),
        *([context(f"Also noted: {escape(also)}. That stays.")] if also else []),
        *([field(ONCALL_PERSON_FIELD, "Who is away?", who, hint=says)] if _has_colleagues(reader) else []),
        _day(ONCALL_FIRST_FIELD, "First day away", first, optional=True),
        _day(ONCALL_LAST_FIELD, "Last day away", last, optional=True, hint=hint),
        context(f"Whole days, yours by your own clock, {escape(clock_of(reader.zone_info))}."),
    ]
    return modal(ONCALL_AWAY_FORM, "I'm away", "Save", blocks, about)


def _has_colleagues(reader: Colleague) -> bool:
    """May they say of anybody else that they're away?"""
    return bool(reader.team_ids) or reader.is_bridge or reader.is_admin


def _back_id(other: Colleague) -> str:
    """Another one for each person: a choice of one's shifts is none of the other's."""
    return f"{SWAP_BACK}.{other.user_id}"


def _team_field(teams: Sequence[Team], team: Team) -> list[Block]:
    options = [option(team_label(one), one.id) for one in teams if len(one.id) <= _LONGEST_VALUE]
    if len(options) < 2:
        return [section(f"For *{escape(team_label(team))}*.")]
    return [field(ONCALL_TEAM_FIELD, "For which team?", _menu(ONCALL_TEAM_FIELD, options, team.id))]


def _said(one: Offered, reader: Colleague, now: datetime, *, several: bool = False) -> str:
    zone = reader.zone_info
    words = from_to(one.shift.starts_at, one.shift.ends_at, zone, now.astimezone(zone).date())
    return f"{words}, {team_label(one.team)}" if several else words


def _short(found: Sequence[Offered]) -> list[Offered]:
    return [one for one in found if len(one.value) <= _LONGEST_VALUE][: MOST_OPTIONS - 1]


def _told(block_id: str, label: str, options: list[dict[str, Any]], chosen: str | None) -> Block:
    return {**field(block_id, label, _menu(block_id, options, chosen)), "dispatch_action": True}


def _menu(action_id: str, options: list[dict[str, Any]], chosen: str | None) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "static_select",
        "action_id": action_id,
        "options": options[:MOST_OPTIONS],
        "placeholder": plain_text("Choose", 150),
    }
    initial = next((one for one in options if one["value"] == chosen), None)
    return {**made, "initial_option": initial} if initial else made


def _day(block_id: str, label: str, day: date | None, *, optional: bool = False, hint: str = "") -> Block:
    picker: dict[str, Any] = {"type": "datepicker", "action_id": block_id}
    if day is not None:
        picker["initial_date"] = day.isoformat()
    return field(block_id, label, picker, optional=optional, hint=hint)


def _time(block_id: str, label: str, moment: datetime, zone: ZoneInfo) -> Block:
    picker: dict[str, Any] = {
        "type": "timepicker",
        "action_id": block_id,
        "initial_time": f"{moment:%H:%M}",
    }
    return field(block_id, label, picker, hint=f"By your clock, {clock_of(zone)}.")
