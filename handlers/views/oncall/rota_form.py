"""The form of a rota. Whatever changes its shifts is told to us, and the next ten are drawn into it.

All fields come back with each change, and what was typed is drawn back where it stood.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.company import Team
from bot.company.model import WEEKDAYS
from bot.company.rota_reading import LONGEST_NAME, MOST_LAYERS, MOST_PEOPLE
from handlers.names import (
    ONCALL_ADD_LAYER,
    ONCALL_BACK_TO_FILE,
    ONCALL_DROP_LAYER,
    ONCALL_RAISE_LAYER,
    ONCALL_ROTA_FIELD,
    ONCALL_ROTA_FORM,
)
from handlers.views.blocks import (
    actions,
    button,
    confirm,
    context,
    divider,
    field,
    modal,
    option,
    plain_text,
    section,
)
from handlers.views.filled_fields import Fields, menu_field, picker_field, telling, text_field
from handlers.views.message import Block
from handlers.views.oncall.spoken import team_label
from handlers.views.text import cut, escape

View = dict[str, Any]

ZONE = f"{ONCALL_ROTA_FIELD}.zone"
NAME, PEOPLE, RHYTHM, AT, DAYS, EVERY, FIRST, HOURS = (
    *("name", "people", "rhythm", "at", "days", "every", "first", "hours"),
)
MOST_EVERY = 12
LONGEST_HOURS = 200
RHYTHMS = {"daily": "Every day, or every few days", "weekly": "Every week, or every few weeks"} | {
    "days": "On certain weekdays, each week"
}
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def of_layer(layer_id: str, name: str) -> str:
    """The block of one field of one layer."""
    return f"{ONCALL_ROTA_FIELD}.{layer_id}.{name}"


def rota_form(
    team: Team,
    fields: Fields,
    layers: Sequence[str],
    zones: Sequence[str],
    preview: Sequence[str],
    about: Mapping[str, Any],
    *,
    left_out: Sequence[str] = (),
    from_calendar: bool = False,
    changed_in_slack: bool = False,
) -> View:
    """`layers`: their ids, by priority. `preview`: the lines about the next shifts, escaped. `left_out`: who
    is in the rota and not in Slack any more, plain."""
    blocks: list[Block] = [
        section(
            f"*{escape(team_label(team))}.* Layers are asked from top to bottom: where the first has nobody, "
            "the next one serves, then the fallback, then the bridge."
        ),
        menu_field(ZONE, "By whose clock?", {zone: zone for zone in zones}, fields, told=True),
    ]
    if from_calendar:
        blocks.append(
            context("This rota is taken from a calendar: these layers serve where that says nothing.")
        )
    if left_out:
        gone = ", ".join(left_out)
        blocks.append(
            context(f":warning: Not in Slack any more, so saving leaves them out: {escape(cut(gone, 500))}.")
        )
    for number, layer_id in enumerate(layers):
        blocks += _layer(layer_id, number, len(layers), fields)
    if len(layers) < MOST_LAYERS:
        blocks += actions(button(ONCALL_ADD_LAYER, "Add a layer", "add"))
    blocks += [divider(), section("\n".join(preview))]
    if changed_in_slack:
        blocks += actions(_back(team))
    return modal(ONCALL_ROTA_FORM, "Change the rota", "Save", blocks, about)


def _back(team: Team) -> dict[str, Any]:
    sure = confirm(
        "As in the company file?",
        "What was changed here in Slack is forgotten, and the company file counts again.",
        yes="Use the file's",
        no="Keep this",
    )
    return button(ONCALL_BACK_TO_FILE, "Back to the company file's", team.id, confirm=sure)


def _layer(layer_id: str, number: int, count: int, fields: Fields) -> list[Block]:
    def at(name: str) -> str:
        return of_layer(layer_id, name)

    rhythm = fields.get(at(RHYTHM)) or "weekly"
    which = "The first layer" if number == 0 else f"Layer {number + 1}, where those above have nobody"
    raised = button(f"{ONCALL_RAISE_LAYER}.{layer_id}", "Move up", layer_id) if number else None
    dropped = button(f"{ONCALL_DROP_LAYER}.{layer_id}", "Remove it", layer_id) if count > 1 else None
    return [
        divider(),
        section(f"*{which}*"),
        *actions(raised, dropped),
        text_field(
            at(NAME), "What is it called?", fields, most=LONGEST_NAME, placeholder="Office hours", told=True
        ),
        _people(at(PEOPLE), fields),
        menu_field(at(RHYTHM), "When does the next one take over?", RHYTHMS, fields, "weekly", told=True),
        *([] if rhythm == "daily" else [_days(at(DAYS), rhythm, fields)]),
        *([] if rhythm == "days" else [_every(at(EVERY), rhythm, fields)]),
        picker_field(at(AT), "At what time?", "time", fields),
        picker_field(
            at(FIRST), "From which day on?", "date", fields, hint="The first of the people begins then."
        ),
        text_field(
            at(HOURS),
            "Only at these hours",
            fields,
            most=LONGEST_HOURS,
            placeholder="mon-fri 9:00-17:00",
            optional=True,
            told=True,
            hint="Empty: day and night. Others behind a semicolon: mon-thu 9:00-17:00; fri 9:00-15:00.",
        ),
    ]


def _every(block_id: str, rhythm: str, fields: Fields) -> Block:
    unit = "day" if rhythm == "daily" else "week"
    present = fields.get(block_id) or "1"
    numbers = sorted({*range(1, MOST_EVERY + 1), int(present) if present.isdigit() else 1})
    choices = {str(number): f"{number} {unit}{'s' if number > 1 else ''}" for number in numbers}
    return menu_field(block_id, f"How many {unit}s does each one serve?", choices, fields, "1", told=True)


def _days(block_id: str, rhythm: str, fields: Fields) -> Block:
    label = "On which day of the week?" if rhythm == "weekly" else "On which days of the week?"
    options = [option(name, code) for code, name in zip(WEEKDAYS, _DAY_NAMES, strict=True)]
    chosen = (fields.get(block_id) or "").split()
    element: dict[str, Any] = {"type": "multi_static_select", "action_id": block_id, "options": options}
    element["placeholder"] = plain_text("Choose", 150)
    initial = [one for one in options if one["value"] in chosen]
    if initial:
        element["initial_options"] = initial
    return telling(field(block_id, label, element))


def _people(block_id: str, fields: Fields) -> Block:
    element: dict[str, Any] = {
        "type": "multi_users_select",
        "action_id": block_id,
        "placeholder": plain_text("In the order of their turns", 150),
        "max_selected_items": MOST_PEOPLE,
    }
    chosen = (fields.get(block_id) or "").split()
    if chosen:
        element["initial_users"] = chosen
    hint = "They take turns in the order in which you choose them."
    return telling(field(block_id, "Who takes turns?", element, hint=hint))
