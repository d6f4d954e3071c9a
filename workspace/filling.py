"""What stands in the fields of a modal or a message: the state that Slack sends with every interaction."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from workspace.rules.blocks import acting_elements
from workspace.rules.elements import options_of
from workspace.rules.refused import Refused

Element = dict[str, Any]
Values = dict[str, dict[str, Any]]

# The key under which Slack gives the value of an element, and where its initial value stands.
_KEYS = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "overflow": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "file_input": ("files", "initial_files"),
}
_LISTS = {"selected_options", "selected_users", "selected_conversations", "selected_channels", "files"}


def key_of(element: Element) -> str | None:
    """The name of what can be chosen here; None for a button."""
    found = _KEYS.get(element["type"])
    return found[0] if found else None


def complete(blocks: list[dict[str, Any]], given: Values) -> Values:
    """Every field with its value: what was given, else what it started with, else nothing."""
    values: Values = {}
    for block, element in acting_elements(blocks):
        if element["type"] == "overflow" or element["type"] not in _KEYS:
            continue
        key, initial = _KEYS[element["type"]]
        held = given.get(block["block_id"], {}).get(element["action_id"], {})
        empty: Any = [] if key in _LISTS else None
        value = held[key] if key in held else element.get(initial, empty)
        field = {"type": element["type"], key: value if value != "" else None}
        values.setdefault(block["block_id"], {})[element["action_id"]] = field
    return values


def from_plain(element: Element, value: Any) -> dict[str, Any]:
    """A plain Python value as what Slack would send for this element."""
    key = key_of(element)
    if key is None:
        raise Refused("nothing_to_fill", message=f"A {element['type']} holds no value.")
    if isinstance(value, dict) and key in value:
        return {"type": element["type"], key: value[key]}
    if key == "selected_option":
        value = None if value is None else option(element, value)
    elif key == "selected_options":
        value = [option(element, one) for one in value]
    elif key == "rich_text_value" and isinstance(value, str):
        parts = [{"type": "rich_text_section", "elements": [{"type": "text", "text": value}]}]
        value = {"type": "rich_text", "elements": parts}
    return {"type": element["type"], key: value}


def option(element: Element, wanted: Any) -> dict[str, Any]:
    """The option with this value or this text; menus that ask the app take any option."""
    wanted_value = wanted.get("value") if isinstance(wanted, dict) else wanted
    for one in options_of(element):
        if wanted_value == one.get("value") or wanted == one["text"]["text"]:
            return one
    if "external" in element["type"]:
        if isinstance(wanted, dict):
            return wanted
        return {"text": {"type": "plain_text", "text": str(wanted), "emoji": True}, "value": str(wanted)}
    raise Refused("no_such_option", message=f"There is no option {wanted_value!r} here.")


def missing(blocks: list[dict[str, Any]], values: Values) -> dict[str, str]:
    """What Slack's own window refuses before the app hears of anything, by block."""
    errors: dict[str, str] = {}
    for block in blocks:
        if block["type"] != "input":
            continue
        element = block["element"]
        field = values[block["block_id"]][element["action_id"]]
        value = field[_KEYS[element["type"]][0]]
        if value is None or value == []:
            if not block.get("optional"):
                errors[block["block_id"]] = "Please complete this required field."
        elif element["type"] in _CHECKS:
            sentence = _CHECKS[element["type"]](element, value)
            if sentence:
                errors[block["block_id"]] = sentence
    return errors


def _length(element: Element, value: str) -> str:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(value) < least:
        return f"Please enter at least {least} characters."
    return f"Please enter at most {most} characters." if len(value) > most else ""


def _email(_element: Element, value: str) -> str:
    return "" if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value) else "Please enter a valid email address."


def _url(_element: Element, value: str) -> str:
    return "" if re.fullmatch(r"https?://\S+", value) else "Please enter a valid URL."


def _number(element: Element, value: str) -> str:
    pattern = r"-?\d+(\.\d+)?" if element.get("is_decimal_allowed") else r"-?\d+"
    if not re.fullmatch(pattern, value):
        return "Please enter a valid number."
    if "min_value" in element and float(value) < float(element["min_value"]):
        return f"Please enter a number of at least {element['min_value']}."
    if "max_value" in element and float(value) > float(element["max_value"]):
        return f"Please enter a number of at most {element['max_value']}."
    return ""


_CHECKS: dict[str, Callable[[Element, str], str]] = {
    "plain_text_input": _length,
    "email_text_input": _email,
    "url_text_input": _url,
    "number_input": _number,
}
