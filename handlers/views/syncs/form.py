"""The form of a sync. Whatever changes its dates is told to us, and the next five are drawn into it.

All fields come back with each change, and what was typed is drawn back where it stood.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.company import Company
from bot.people import Colleague
from bot.syncs.model import Sync
from bot.syncs.series import in_words
from bot.syncs.syncs import LONGEST_LINK, LONGEST_NAME, MOST_ATTENDEES
from db.kinds import EmptyPolicy, HolidayPolicy
from handlers.names import (
    SYNC_CHANNEL_FIELD,
    SYNC_EMPTY_FIELD,
    SYNC_FORM,
    SYNC_LINK_FIELD,
    SYNC_MINUTES_FIELD,
    SYNC_NAME_FIELD,
    SYNC_PEOPLE_FIELD,
    SYNC_WHEN_FIELD,
)
from handlers.views.blocks import MOST_OPTIONS, context, divider, field, modal, option, plain_text, section
from handlers.views.filled_fields import Fields, menu_field, picker_field, telling, text_field
from handlers.views.message import Block

View = dict[str, Any]

LINE, EVERY, WEEKDAYS, NTH, TIME, ZONE, FIRST, UNTIL, OFFICES, CLOSED, HOLIDAYS = (
    f"{SYNC_WHEN_FIELD}.{name}"
    for name in (
        *("line", "every", "weekdays", "nth", "time", "zone", "first", "until"),
        *("offices", "closed", "holidays"),
    )
)
MONTHLY = "month"
KEEP = "keep"  # a rhythm that the fields cannot say stays as it is
RHYTHMS = {
    "1": "Every week",
    "2": "Every other week",
    "3": "Every three weeks",
    "4": "Every four weeks",
    MONTHLY: "On certain weeks of the month",
}
DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
WHICH = {"1": "first", "2": "second", "3": "third", "4": "fourth", "-1": "last"}
MINUTES = ("15", "20", "25", "30", "45", "50", "60", "75", "90", "120")
CLOSED_WHEN = {"either": "one of these offices has the day off", "both": "all of them have the day off"}
ON_HOLIDAY = {
    HolidayPolicy.ASK: "Ask the facilitator, two working days ahead",
    HolidayPolicy.SKIP: "Skip it",
    HolidayPolicy.MOVE: "Move it to the next working day",
    HolidayPolicy.KEEP: "Hold it all the same",
}
WHEN_EMPTY = {
    EmptyPolicy.ASK: "Ask the facilitator whether to skip it",
    EmptyPolicy.SKIP: "Skip it",
    EmptyPolicy.HOLD: "Hold it all the same",
}
LONGEST_LINE = 200
_NAME = "Brand and Web"
_EXAMPLE = "every other Tuesday 10:00 London"


def sync_form(
    fields: Fields,
    company: Company,
    maker: Colleague,
    dates: Sequence[str],
    about: Mapping[str, Any],
    *,
    present: Sync | None = None,
) -> View:
    """`dates`: the lines about the next meetings, escaped. `about` holds ids, and what `dates` showed.
    `present`: the sync that is changed; None for a new one."""
    when = text_field(
        LINE,
        "When? In one line, or with the fields below",
        fields,
        most=LONGEST_LINE,
        placeholder=_EXAMPLE,
        optional=True,
        hint="What stands here counts before the fields below.",
        told=True,
    )
    blocks = [
        text_field(SYNC_NAME_FIELD, "What is it called?", fields, most=LONGEST_NAME, placeholder=_NAME),
        *_when(when, _rhythm(fields, company, maker, present), section("\n".join(dates)), fields),
        divider(),
        _people(fields),
        _channel(fields),
        *_holidays(fields, company),
        menu_field(SYNC_EMPTY_FIELD, "If the agenda is empty", WHEN_EMPTY, fields, EmptyPolicy.ASK.value),
        _join(fields),
    ]
    return modal(SYNC_FORM, "New sync" if present is None else "Change the sync", "Save", blocks, about)


def _when(line: Block, rhythm: list[Block], dates: Block, fields: Fields) -> list[Block]:
    """The dates stand beneath what they follow from."""
    if (fields.get(LINE) or "").strip():
        return [line, dates, *rhythm]
    return [line, *rhythm, dates]


def _join(fields: Fields) -> Block:
    return text_field(
        SYNC_LINK_FIELD,
        "Link to join",
        fields,
        most=LONGEST_LINK,
        placeholder="https://…",
        optional=True,
        hint="It stands in every reminder.",
    )


def _rhythm(fields: Fields, company: Company, maker: Colleague, present: Sync | None) -> list[Block]:
    kept = {KEEP: f"As it is: {in_words(present.series)}"} if present else {}
    monthly = fields.get(EVERY) == MONTHLY
    days = _checkboxes(WEEKDAYS, "On which days?", DAYS, fields, optional=True)
    nth = _checkboxes(NTH, "In which weeks of the month?", WHICH, fields, optional=True)
    return [
        menu_field(EVERY, "How often?", {**RHYTHMS, **kept}, fields, "1", told=True),
        days,
        *([nth] if monthly else []),
        picker_field(TIME, "At what time?", "time", fields, optional=True),
        menu_field(
            ZONE,
            "By whose clock?",
            {zone: zone for zone in _zones(company, maker, fields.get(ZONE))},
            fields,
            maker.zone,
            told=True,
            hint="It stays at this time by the clock there, through every clock change.",
        ),
        menu_field(
            SYNC_MINUTES_FIELD, "How long?", {one: f"{one} minutes" for one in _minutes(fields)}, fields, "30"
        ),
        picker_field(FIRST, "From which day on?", "date", fields, optional=True),
        picker_field(
            UNTIL, "Until which day?", "date", fields, optional=True, hint="Empty: until you end it."
        ),
    ]


def _holidays(fields: Fields, company: Company) -> list[Block]:
    """Nothing to choose from means nothing to ask; the company has at least one office."""
    offices = {
        one.id: office_name(one.id) for one in company.calendars if len(one.id) <= 75 and " " not in one.id
    }
    if not offices:
        return [context("No office's days off are known, so no holiday is noticed.")]
    chosen = (fields.get(OFFICES) or "").split()
    options = [option(name, value) for value, name in list(offices.items())[:MOST_OPTIONS]]
    menu: dict[str, Any] = {"type": "multi_static_select", "action_id": OFFICES, "options": options}
    initial = [one for one in options if one["value"] in chosen]
    if initial:
        menu["initial_options"] = initial
    asked = field(OFFICES, "Whose days off count?", menu, optional=True)
    return [
        telling(asked),
        menu_field(CLOSED, "It is a day off when", CLOSED_WHEN, fields, "either", told=True),
        menu_field(HOLIDAYS, "On a day off", ON_HOLIDAY, fields, HolidayPolicy.ASK.value, told=True),
    ]


def _people(fields: Fields) -> Block:
    element: dict[str, Any] = {
        "type": "multi_users_select",
        "action_id": SYNC_PEOPLE_FIELD,
        "placeholder": plain_text("Both sides", 150),
        "max_selected_items": MOST_ATTENDEES,
    }
    chosen = (fields.get(SYNC_PEOPLE_FIELD) or "").split()
    if chosen:
        element["initial_users"] = chosen
    hint = "They take turns at facilitating, and each is reminded in their own time zone."
    return field(SYNC_PEOPLE_FIELD, "Who comes?", element, hint=hint)


def _channel(fields: Fields) -> Block:
    element: dict[str, Any] = {
        "type": "conversations_select",
        "action_id": SYNC_CHANNEL_FIELD,
        "filter": {"include": ["public", "private"]},
    }
    if fields.get(SYNC_CHANNEL_FIELD):
        element["initial_conversation"] = fields[SYNC_CHANNEL_FIELD]
    return field(SYNC_CHANNEL_FIELD, "In which channel?", element, hint="Its agenda is posted there.")


def _checkboxes(
    block_id: str, label: str, choices: Mapping[str, str], fields: Fields, *, optional: bool
) -> Block:
    options = [option(label, value) for value, label in choices.items()]
    chosen = (fields.get(block_id) or "").split()
    element: dict[str, Any] = {"type": "checkboxes", "action_id": block_id, "options": options}
    initial = [one for one in options if one["value"] in chosen]
    if initial:
        element["initial_options"] = initial
    return telling(field(block_id, label, element, optional=optional))


def _zones(company: Company, maker: Colleague, chosen: str | None) -> list[str]:
    """The offices' and one's own, each once; the present one is always among them."""
    named = [chosen, maker.zone, company.zone, *(one.zone for one in company.calendars)]
    return list(dict.fromkeys(zone for zone in named if zone))[:MOST_OPTIONS]


def _minutes(fields: Fields) -> list[str]:
    """The usual lengths, and the present one."""
    present = fields.get(SYNC_MINUTES_FIELD) or "30"
    return sorted({*MINUTES, present}, key=int)


def office_name(calendar_id: str) -> str:
    """As people call it: "new-york" is New York. Plain."""
    words = calendar_id.replace("-", " ").replace("_", " ").split()
    return " ".join(word.capitalize() if word.islower() else word for word in words) or calendar_id
