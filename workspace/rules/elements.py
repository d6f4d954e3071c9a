"""What may stand inside a block: buttons, menus, pickers, inputs, and the rules of each."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from workspace.rules.shape import ANY_TEXT, Findings

Element = dict[str, Any]
Rule = Callable[[Findings, Element, str], None]

MOST_OPTIONS = 100


def check_element(found: Findings, element: object, at: str, *, allowed: frozenset[str]) -> None:
    if not found.is_object(element, at):
        return
    assert isinstance(element, dict)
    kind = element.get("type")
    if kind not in RULES:
        found.add(f"unsupported type: {kind}", f"{at}/type")
        return
    if kind not in allowed:
        found.add(f"{kind} is not allowed here", f"{at}/type")
    found.string(element, "action_id", at, most=255)
    if "confirm" in element:
        _confirm(found, element["confirm"], f"{at}/confirm")
    if "placeholder" in element:
        found.text(element, "placeholder", at, most=150)
    found.flag(element, "focus_on_load", at)
    RULES[kind](found, element, at)


def check_option(
    found: Findings, option: object, at: str, *, overflow: bool = False, marked: bool = False
) -> None:
    if not found.is_object(option, at):
        return
    assert isinstance(option, dict)
    # Options of radio buttons and checkboxes may be mrkdwn; those of menus are plain.
    found.text(option, "text", at, most=75, kinds=ANY_TEXT if marked else ("plain_text",))
    found.string(option, "value", at, most=150, required=True)
    if "description" in option:
        found.text(option, "description", at, most=75, kinds=ANY_TEXT if marked else ("plain_text",))
    if "url" in option:
        if not overflow:
            found.add("url is allowed in overflow menus only", f"{at}/url")
        found.string(option, "url", at, most=3000)


def check_options(found: Findings, holder: Element, at: str) -> None:
    """Options or option groups, exactly one of the two."""
    if ("options" in holder) == ("option_groups" in holder):
        found.add("must have exactly one of options and option_groups", at)
        return
    for number, option in enumerate(found.items(holder, "options", at, most=MOST_OPTIONS, required=False)):
        check_option(found, option, f"{at}/options/{number}")
    groups = found.items(holder, "option_groups", at, most=MOST_OPTIONS, required=False)
    for number, group in enumerate(groups):
        place = f"{at}/option_groups/{number}"
        if found.is_object(group, place):
            found.text(group, "label", place, most=75)
            for place_of, option in enumerate(found.items(group, "options", place, most=MOST_OPTIONS)):
                check_option(found, option, f"{place}/options/{place_of}")


def options_of(element: Element) -> list[dict[str, Any]]:
    groups = element.get("option_groups") or []
    return list(element.get("options") or []) + [one for group in groups for one in group["options"]]


def _confirm(found: Findings, confirm: object, at: str) -> None:
    if not found.is_object(confirm, at):
        return
    assert isinstance(confirm, dict)
    found.text(confirm, "title", at, most=100)
    found.text(confirm, "text", at, most=300, kinds=ANY_TEXT)
    found.text(confirm, "confirm", at, most=30, required=False)
    found.text(confirm, "deny", at, most=30, required=False)
    found.one_of(confirm, "style", at, among=("primary", "danger"))


def _button(found: Findings, element: Element, at: str) -> None:
    found.text(element, "text", at, most=75)
    found.string(element, "value", at, most=2000)
    found.string(element, "url", at, most=3000)
    found.string(element, "accessibility_label", at, most=75)
    found.one_of(element, "style", at, among=("primary", "danger"))


def _static_menu(found: Findings, element: Element, at: str) -> None:
    check_options(found, element, at)
    _initial_options(found, element, at)


def _initial_options(found: Findings, element: Element, at: str) -> None:
    single = [element["initial_option"]] if "initial_option" in element else []
    for option in [*single, *(element.get("initial_options") or [])]:
        if option not in options_of(element):
            found.add("initial option must be one of the options", at)


def _choices(found: Findings, element: Element, at: str) -> None:
    for number, option in enumerate(found.items(element, "options", at, most=10)):
        check_option(found, option, f"{at}/options/{number}", marked=True)
    _initial_options(found, element, at)


def _overflow(found: Findings, element: Element, at: str) -> None:
    for number, option in enumerate(found.items(element, "options", at, most=5)):
        check_option(found, option, f"{at}/options/{number}", overflow=True)


def _datepicker(found: Findings, element: Element, at: str) -> None:
    given = element.get("initial_date")
    if given is None:
        return
    try:
        well = isinstance(given, str) and date.fromisoformat(given).isoformat() == given
    except ValueError:
        well = False
    if not well:
        found.add("must be a valid date in the form YYYY-MM-DD", f"{at}/initial_date")


def _timepicker(found: Findings, element: Element, at: str) -> None:
    given = element.get("initial_time")
    if given is not None and not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", str(given)):
        found.add("must be a valid time in the form HH:mm", f"{at}/initial_time")


def _datetimepicker(found: Findings, element: Element, at: str) -> None:
    given = element.get("initial_date_time")
    if given is not None and not (isinstance(given, int) and 10**9 <= given < 10**10):
        found.add("must be a ten-digit number of seconds", f"{at}/initial_date_time")


def _plain_input(found: Findings, element: Element, at: str) -> None:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    for key, value in (("min_length", least), ("max_length", most)):
        if not isinstance(value, int) or not 0 <= value <= 3000:
            found.add("must be between 0 and 3000", f"{at}/{key}")
            return
    if least > most:
        found.add("min_length must not be above max_length", at)
    found.string(element, "initial_value", at, most=3000)
    found.flag(element, "multiline", at)


def _number_input(found: Findings, element: Element, at: str) -> None:
    if not isinstance(element.get("is_decimal_allowed"), bool):
        found.add("missing required field: is_decimal_allowed", at)


def _file_input(found: Findings, element: Element, at: str) -> None:
    most = element.get("max_files", 10)
    if not isinstance(most, int) or not 1 <= most <= 10:
        found.add("must be between 1 and 10", f"{at}/max_files")


def _image(found: Findings, element: Element, at: str) -> None:
    check_picture(found, element, at)


def check_picture(found: Findings, holder: Element, at: str) -> None:
    found.string(holder, "alt_text", at, most=2000, required=True)
    if ("image_url" in holder) == ("slack_file" in holder):
        found.add("must have exactly one of image_url and slack_file", at)
    found.string(holder, "image_url", at, most=3000)


def _feedback(found: Findings, element: Element, at: str) -> None:
    for key in ("positive_button", "negative_button"):
        if found.is_object(element.get(key), f"{at}/{key}"):
            found.text(element[key], "text", f"{at}/{key}", most=75)
            found.string(element[key], "value", f"{at}/{key}", most=2000, required=True)


def _icon_button(found: Findings, element: Element, at: str) -> None:
    found.text(element, "text", at, most=75)
    found.string(element, "icon", at, most=75, required=True)
    found.string(element, "value", at, most=2000)


def _workflow_button(found: Findings, element: Element, at: str) -> None:
    found.text(element, "text", at, most=75)
    found.is_object(element.get("workflow"), f"{at}/workflow")


def _free(_found: Findings, _element: Element, _at: str) -> None:
    """Nothing beyond what every element has to keep."""


RULES: dict[str, Rule] = {
    "button": _button,
    "static_select": _static_menu,
    "multi_static_select": _static_menu,
    "external_select": _free,
    "multi_external_select": _free,
    "users_select": _free,
    "multi_users_select": _free,
    "conversations_select": _free,
    "multi_conversations_select": _free,
    "channels_select": _free,
    "multi_channels_select": _free,
    "overflow": _overflow,
    "checkboxes": _choices,
    "radio_buttons": _choices,
    "datepicker": _datepicker,
    "timepicker": _timepicker,
    "datetimepicker": _datetimepicker,
    "plain_text_input": _plain_input,
    "email_text_input": _free,
    "url_text_input": _free,
    "number_input": _number_input,
    "rich_text_input": _free,
    "file_input": _file_input,
    "image": _image,
    "feedback_buttons": _feedback,
    "icon_button": _icon_button,
    "workflow_button": _workflow_button,
}

_MENUS = frozenset(name for name in RULES if name.endswith("_select"))
_PICKERS = frozenset({"datepicker", "timepicker", "checkboxes", "radio_buttons"})
_TYPED_IN_MODALS = frozenset({"email_text_input", "number_input", "url_text_input", "file_input"})

ACCESSORIES = _MENUS | _PICKERS | {"button", "overflow", "image", "workflow_button"}
IN_ACTIONS = _MENUS | _PICKERS | {"button", "overflow", "datetimepicker", "workflow_button"}
IN_CONTEXT_ACTIONS = frozenset({"feedback_buttons", "icon_button"})


def inputs_of(surface: str) -> frozenset[str]:
    """The elements an input block may hold on a message, a modal or a Home tab."""
    everywhere = _MENUS | _PICKERS | {"plain_text_input"}
    more = {
        "message": {"datetimepicker"},
        "modal": {"datetimepicker", "rich_text_input", *_TYPED_IN_MODALS},
        "home": {"rich_text_input"},
    }
    return everywhere | more[surface]
