"""The three forms. Their metadata holds ids only; rights are checked again when they come back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.company import Area, Company
from bot.people import People
from bot.requests.model import LONGEST_PURPOSE, LONGEST_QUESTION, Request
from handlers.names import (
    AREA_FIELD,
    ASK_BACK_FORM,
    ASK_FORM,
    CHANGE_FORM,
    DAY_FIELD,
    NOT_SURE,
    PURPOSE_FIELD,
    QUESTION_FIELD,
    TEXT_FIELD,
    URGENCY_FIELD,
)
from handlers.views.blocks import MOST_OPTIONS, context, field, modal, option, plain_text, quote
from handlers.views.message import Block
from handlers.views.text import cut, length
from handlers.views.wording import plain_name, title

LONGEST_ENTRY = 3000  # what Slack lets people type into one field
_LONGEST_OPTION_VALUE = 150

URGENCIES = {
    "low": "No rush",
    "normal": "Like most things",
    "high": "Urgent, somebody is held up",
    "outage": "Customers or the whole team are hit right now",
}

View = dict[str, Any]


def ask_form(
    company: Company,
    *,
    text: str = "",
    area_id: str | None = None,
    customers: str = "",
    meta: Mapping[str, Any] | None = None,
) -> View:
    """`meta`: the ids of the place where the form was called."""
    return modal(
        ASK_FORM,
        "Ask IT",
        "Send",
        [
            _entry(
                TEXT_FIELD,
                "What do you need?",
                "One sentence is enough. When it matters, say by when.",
                initial=text,
            ),
            _area_field(company, area_id),
            purpose_field(PURPOSE_FIELD, customers),
        ],
        dict(meta or {}),
    )


def change_form(request: Request, company: Company) -> View:
    """Words longer than a field can hold are not put into it: sending the form would cut them."""
    fits = length(request.text) <= LONGEST_ENTRY
    entry = _entry(
        TEXT_FIELD,
        "What do you need?",
        "Say it in your own words.",
        initial=request.text if fits else "",
        optional=not fits,
        hint="" if fits else "Your words are too long for this form. Leave it empty and they stay.",
    )
    return modal(
        CHANGE_FORM,
        "Change it",
        "Save",
        [
            *(entry, _area_field(company, request.area_id), _day_field(request), _urgency_field(request)),
            purpose_field(PURPOSE_FIELD, request.customers or ""),
        ],
        {"request_id": request.id},
    )


def ask_back_form(request: Request, people: People) -> View:
    asker = plain_name(people.get(request.asked_by))
    return modal(
        ASK_BACK_FORM,
        cut(f"Ask {asker}", 24),
        "Ask",
        [
            quote(cut(title(request, people.company), 300)),
            _entry(
                QUESTION_FIELD,
                "Your question",
                "Ask only what you need to start, in everyday words.",
                most=LONGEST_QUESTION,
            ),
            context("It goes into the thread of the request, and you have the request from then on."),
        ],
        {"request_id": request.id},
    )


def _entry(
    block_id: str,
    label: str,
    placeholder: str,
    *,
    initial: str = "",
    most: int = LONGEST_ENTRY,
    optional: bool = False,
    hint: str = "",
) -> Block:
    element: dict[str, Any] = {
        "type": "plain_text_input",
        "action_id": block_id,
        "multiline": True,
        "max_length": most,
        "placeholder": plain_text(placeholder, 150),
        "focus_on_load": True,
    }
    if initial.strip():
        element["initial_value"] = cut(initial, most)
    return field(block_id, label, element, optional=optional, hint=hint)


def purpose_field(block_id: str, initial: str = "") -> Block:
    """What something does for customers, where whoever asks knows it."""
    element: dict[str, Any] = {
        "type": "plain_text_input",
        "action_id": block_id,
        "max_length": LONGEST_PURPOSE,
        "placeholder": plain_text("They find the right boots without calling us.", 150),
    }
    if initial.strip():
        element["initial_value"] = cut(initial, LONGEST_PURPOSE)
    hint = "One line is enough. It's shown instead of numbers where people look back."
    return field(block_id, "What does it do for customers?", element, optional=True, hint=hint)


def _area_field(company: Company, area_id: str | None) -> Block:
    not_sure = option("Not sure", NOT_SURE)
    options = [not_sure, *(option(area.choice, area.id) for area in _areas_shown(company, area_id))]
    element = {
        "type": "static_select",
        "action_id": AREA_FIELD,
        "options": options,
        "initial_option": next((one for one in options if one["value"] == area_id), not_sure),
    }
    hint = "If you're not sure, leave it. Finding the right person is my job."
    return field(AREA_FIELD, "Do you know what it's about?", element, optional=True, hint=hint)


def _day_field(request: Request) -> Block:
    element: dict[str, Any] = {"type": "datepicker", "action_id": DAY_FIELD}
    if request.due_on:
        element["initial_date"] = request.due_on.isoformat()
    return field(
        DAY_FIELD, "By when?", element, optional=True, hint="Leave it empty if there's no fixed day."
    )


def _urgency_field(request: Request) -> Block:
    options = [option(label, level) for level, label in URGENCIES.items()]
    element = {
        "type": "radio_buttons",
        "action_id": URGENCY_FIELD,
        "options": options,
        "initial_option": next(one for one in options if one["value"] == request.urgency),
    }
    return field(URGENCY_FIELD, "How urgent is it?", element, optional=False, hint="")


def _areas_shown(company: Company, area_id: str | None) -> list[Area]:
    """As many as a menu holds beside "Not sure"; the present one is always among them."""
    areas = [area for area in company.areas if len(area.id) <= _LONGEST_OPTION_VALUE]
    shown = areas[: MOST_OPTIONS - 1]
    present = company.find_area(area_id) if area_id else None
    if present in areas and present not in shown:
        shown[-1] = present
    return shown
