"""The forms: announce something, change it. Their metadata holds ids only; rights are checked again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.launches.model import LONGEST_NAME, Launch
from db.kinds import LaunchKind
from handlers.names import (
    LAUNCH_CHANGE_FORM,
    LAUNCH_CUSTOMERS_FIELD,
    LAUNCH_FIRST_FIELD,
    LAUNCH_FORM,
    LAUNCH_KIND_FIELD,
    LAUNCH_LAST_FIELD,
    LAUNCH_NAME_FIELD,
)
from handlers.views.blocks import context, field, modal, option, plain_text
from handlers.views.launches.wording import KINDS, bare
from handlers.views.message import Block
from handlers.views.modals import purpose_field
from handlers.views.text import cut

View = dict[str, Any]


def launch_form(
    *,
    meta: Mapping[str, Any],
    name: str = "",
    kind: LaunchKind = LaunchKind.LAUNCH,
    first_day: date | None = None,
    last_day: date | None = None,
    doubt: str = "",
    said: bool = False,
) -> View:
    """`meta`: where it was called. `doubt`: words whose day is unclear; `said`: there were words."""
    return modal(
        LAUNCH_FORM,
        "Announce a launch",
        "Note it",
        [
            *_doubt(doubt, said=said and first_day is None),
            _name_field(name),
            _kind_field(kind),
            *_day_fields(first_day, last_day),
            purpose_field(LAUNCH_CUSTOMERS_FIELD),
            context(
                "It opens no request. The teams that it touches hear early, nobody has to do anything yet."
            ),
        ],
        meta,
    )


def change_form(launch: Launch) -> View:
    return modal(
        LAUNCH_CHANGE_FORM,
        "Change the launch" if launch.is_launch else "Change it",
        "Save",
        [
            _name_field(launch.name),
            *_day_fields(launch.first_day, launch.last_day),
            purpose_field(LAUNCH_CUSTOMERS_FIELD, launch.customers or ""),
            context("A new day moves every day that follows from it, and those concerned are told once."),
        ],
        {"launch_id": launch.id},
    )


def _doubt(doubt: str, *, said: bool) -> list[Block]:
    if doubt:
        return [context(f"“{bare(doubt, 60)}” can be read in more than one way. Which day is it?")]
    return [context("I found no day in your words. Which one is it?")] if said else []


def _name_field(initial: str) -> Block:
    element: dict[str, Any] = {
        "type": "plain_text_input",
        "action_id": LAUNCH_NAME_FIELD,
        "max_length": LONGEST_NAME,
        "placeholder": plain_text("Boots campaign", 150),
    }
    if initial.strip():
        element["initial_value"] = cut(initial, LONGEST_NAME)
    return field(LAUNCH_NAME_FIELD, "What is it?", element)


def _kind_field(kind: LaunchKind) -> Block:
    options = [option(label, value) for value, label in KINDS.items()]
    element = {
        "type": "static_select",
        "action_id": LAUNCH_KIND_FIELD,
        "options": options,
        "initial_option": next(one for one in options if one["value"] == kind),
    }
    hint = "A freeze: days on which nothing may change on the live systems."
    return field(LAUNCH_KIND_FIELD, "Which kind?", element, hint=hint)


def _day_fields(first_day: date | None, last_day: date | None) -> list[Block]:
    last = last_day if last_day != first_day else None
    return [
        field(LAUNCH_FIRST_FIELD, "On which day?", _day(LAUNCH_FIRST_FIELD, first_day)),
        field(
            LAUNCH_LAST_FIELD,
            "Until when?",
            _day(LAUNCH_LAST_FIELD, last),
            optional=True,
            hint="Only where it takes more than a day.",
        ),
    ]


def _day(block_id: str, initial: date | None) -> dict[str, Any]:
    element: dict[str, Any] = {"type": "datepicker", "action_id": block_id}
    return element | {"initial_date": initial.isoformat()} if initial else element
