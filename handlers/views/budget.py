"""Slack's limits on messages and views, meant strictly: what passes here, Slack takes.

Knows only the blocks and elements that we use; any other is a problem until its limits stand here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from handlers.views.charts import (
    CHART,
    LONGEST_AXIS,
    LONGEST_LABEL,
    LONGEST_TITLE,
    MOST_CHARTS,
    MOST_POINTS,
    MOST_SERIES,
)
from handlers.views.message import Block, Message
from handlers.views.text import MOST_TEXT, length

MOST_WEIGHT = 13_000  # of all text in the blocks of one message; not in Slack's documents, but refused
COMFORTABLE_WEIGHT = 12_000  # what our own messages grow to
MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
MOST_BYTES = 250_000

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)

_Rule = Callable[[Mapping[str, Any], str], Iterator[str]]


def problems(shown: Message | Mapping[str, Any]) -> list[str]:
    """What Slack would refuse, one sentence each; empty when all is well."""
    return list(_message(shown) if isinstance(shown, Message) else _view(shown))


def weight(blocks: Iterable[Block]) -> int:
    """How much text the blocks hold, menus included."""
    return sum(length(text) for text in _texts(list(blocks)))


def room(blocks: Iterable[Block]) -> int:
    """How much of somebody's words still fits beside these blocks."""
    return max(0, COMFORTABLE_WEIGHT - weight(blocks))


def _message(message: Message) -> Iterator[str]:
    yield from _sized(message.text, "text", MOST_TEXT)
    yield from _blocks(message.blocks, "message")
    if weight(message.blocks) > MOST_WEIGHT:
        yield f"blocks: {weight(message.blocks)} characters of text in all, at most {MOST_WEIGHT}"


def _view(view: Mapping[str, Any]) -> Iterator[str]:
    kind = view.get("type")
    if kind not in ("modal", "home"):
        yield f"type: {kind!r} is neither modal nor home"
        return
    yield from _blocks(view.get("blocks", []), kind)
    yield from _sized(view.get("private_metadata", ""), "private_metadata", MOST_TEXT, least=0)
    yield from _sized(view.get("callback_id", ""), "callback_id", 255, least=0)
    if len(json.dumps(view).encode()) > MOST_BYTES:
        yield f"more than {MOST_BYTES} bytes in all"
    if kind == "modal":
        yield from _modal(view)
    elif {"title", "submit", "close"} & set(view):
        yield "a Home tab has no title, no submit and no close"


def _modal(view: Mapping[str, Any]) -> Iterator[str]:
    for key in ("title", "submit", "close"):
        if key in view or key == "title":
            yield from _text(view.get(key), key, 24)
    if "submit" not in view and any(block.get("type") == "input" for block in view.get("blocks", [])):
        yield "submit: missing, though there is something to fill in"


def _blocks(blocks: list[Block], surface: str) -> Iterator[str]:
    if not 1 <= len(blocks) <= MOST_BLOCKS[surface]:
        yield f"blocks: {len(blocks)}, must be 1 to {MOST_BLOCKS[surface]}"
    for number, block in enumerate(blocks):
        at, rule = f"blocks[{number}]", _BLOCKS.get(block.get("type", ""))
        if rule is None:
            yield f"{at}: {block.get('type')!r} is not a block we use"
        else:
            yield from rule(block, at)
    yield from _twice((block["block_id"] for block in blocks if "block_id" in block), "block_id")
    charts = sum(block.get("type") == CHART for block in blocks)
    if charts > MOST_CHARTS:
        yield f"blocks: {charts} charts, at most {MOST_CHARTS}"


def _section(block: Mapping[str, Any], at: str) -> Iterator[str]:
    yield from _text(block.get("text"), f"{at}.text", MOST_TEXT, kind="mrkdwn")
    if "accessory" in block:
        yield from _elements([block["accessory"]], f"{at}.accessory", most=1)


def _context(block: Mapping[str, Any], at: str) -> Iterator[str]:
    elements = block.get("elements", [])
    if not 1 <= len(elements) <= 10:
        yield f"{at}: {len(elements)} elements, must be 1 to 10"
    for number, one in enumerate(elements):
        yield from _text(one, f"{at}[{number}]", MOST_TEXT, kind="mrkdwn")


def _header(block: Mapping[str, Any], at: str) -> Iterator[str]:
    yield from _text(block.get("text"), at, 150)


def _divider(_block: Mapping[str, Any], _at: str) -> Iterator[str]:
    """Has nothing to keep."""
    return iter(())


def _actions(block: Mapping[str, Any], at: str) -> Iterator[str]:
    yield from _elements(block.get("elements", []), at, most=25)


def _input(block: Mapping[str, Any], at: str) -> Iterator[str]:
    yield from _sized(block.get("block_id", ""), f"{at}.block_id", 255)
    yield from _text(block.get("label"), f"{at}.label", 2000)
    if "hint" in block:
        yield from _text(block["hint"], f"{at}.hint", 2000)
    yield from _elements([block.get("element", {})], f"{at}.element", most=1)


_RICH_PARTS = ("rich_text_section", "rich_text_quote", "rich_text_list", "rich_text_preformatted")


def _rich(block: Mapping[str, Any], at: str) -> Iterator[str]:
    if not block.get("elements"):
        yield f"{at}: holds nothing"
    for number, element in enumerate(block.get("elements", [])):
        yield from _rich_part(element, f"{at}[{number}]")


def _rich_part(element: Mapping[str, Any], at: str) -> Iterator[str]:
    if element.get("type") not in _RICH_PARTS:
        yield f"{at}: {element.get('type')!r} is not a part of rich text we use"
        return
    if not element.get("elements"):
        yield f"{at}: holds nothing"
    for number, inner in enumerate(element.get("elements", [])):
        if element["type"] == "rich_text_list":
            yield from _rich_part(inner, f"{at}[{number}]")
        else:
            yield from _rich_piece(inner, f"{at}[{number}]")


def _rich_piece(piece: Mapping[str, Any], at: str) -> Iterator[str]:
    if piece.get("type") not in ("text", "link"):
        yield f"{at}: {piece.get('type')!r} is not a piece of text or a link"
    yield from _sized(piece.get("text", ""), f"{at}.text", MOST_WEIGHT)
    if piece.get("type") == "link":
        yield from _sized(piece.get("url", ""), f"{at}.url", MOST_TEXT)


def _chart(block: Mapping[str, Any], at: str) -> Iterator[str]:
    drawn = block.get("chart", {})
    series, categories = drawn.get("series", []), drawn.get("axis_config", {}).get("categories", [])
    yield from _sized(block.get("title", ""), f"{at}.title", LONGEST_TITLE)
    if drawn.get("type") not in ("bar", "line", "area"):
        yield f"{at}.chart: {drawn.get('type')!r} is not a chart we use"
    if not 1 <= len(series) <= MOST_SERIES:
        yield f"{at}.chart: {len(series)} series, must be 1 to {MOST_SERIES}"
    if not 1 <= len(categories) <= MOST_POINTS:
        yield f"{at}.chart: {len(categories)} points, must be 1 to {MOST_POINTS}"
    for key in ("x_label", "y_label"):
        yield from _sized(drawn.get("axis_config", {}).get(key, "-"), f"{at}.chart.{key}", LONGEST_AXIS)
    for label in [*categories, *(one.get("name", "") for one in series)]:
        yield from _sized(label, f"{at}.chart: label", LONGEST_LABEL)
    yield from _twice((one.get("name", "") for one in series), f"{at}.chart: series")
    for one in series:
        if [point["label"] for point in one.get("data", [])] != categories:
            yield f"{at}.chart: {one.get('name')!r} has not one figure for each category"


_BLOCKS: dict[str, _Rule] = {
    "section": _section,
    CHART: _chart,
    "context": _context,
    "header": _header,
    "divider": _divider,
    "actions": _actions,
    "input": _input,
    "rich_text": _rich,
}


def _elements(elements: list[Mapping[str, Any]], at: str, *, most: int) -> Iterator[str]:
    if not 1 <= len(elements) <= most:
        yield f"{at}: {len(elements)} elements, must be 1 to {most}"
    for number, element in enumerate(elements):
        place, rule = f"{at}[{number}]", _ELEMENTS.get(element.get("type", ""))
        if rule is None:
            yield f"{place}: {element.get('type')!r} is not an element we use"
            continue
        yield from rule(element, place)
        if "confirm" in element:
            yield from _confirm(element["confirm"], f"{place}.confirm")
    acting = [element for element in elements if "action_id" in element]
    yield from _twice((element["action_id"] for element in acting), f"{at}: action_id")
    for element in acting:
        yield from _sized(element["action_id"], f"{at}.action_id", 255)


def _button(button: Mapping[str, Any], at: str) -> Iterator[str]:
    yield from _text(button.get("text"), f"{at}.text", 75)
    if ("value" in button) == ("url" in button):
        yield f"{at}: must have a value or lead somewhere"
    yield from _sized(button.get("value", "-"), f"{at}.value", 2000)
    yield from _sized(button.get("url", "-"), f"{at}.url", MOST_TEXT)
    if button.get("style", "primary") not in ("primary", "danger"):
        yield f"{at}.style: {button['style']!r} is no style"


def _menu(menu: Mapping[str, Any], at: str) -> Iterator[str]:
    options = menu.get("options", [])
    if not 1 <= len(options) <= 100:
        yield f"{at}: {len(options)} options, must be 1 to 100"
    for number, option in enumerate(options):
        yield from _text(option.get("text"), f"{at}.options[{number}].text", 75)
        yield from _sized(option.get("value", ""), f"{at}.options[{number}].value", 150)
    yield from _twice((option.get("value", "") for option in options), f"{at}: option value")
    if "placeholder" in menu:
        yield from _text(menu["placeholder"], f"{at}.placeholder", 150)
    if "initial_option" in menu and menu["initial_option"] not in options:
        yield f"{at}: the initial option is not among the options"
    if not all(one in options for one in menu.get("initial_options", ())):
        yield f"{at}: an initial option is not among the options"
    if menu.get("initial_options", options) == []:
        yield f"{at}: no initial options are to be left out"


def _field(field: Mapping[str, Any], at: str) -> Iterator[str]:
    if not 1 <= field.get("max_length", 3000) <= 3000:
        yield f"{at}.max_length: must be 1 to 3000"
    yield from _sized(field.get("initial_value", ""), at, field.get("max_length", 3000), least=0)
    if "placeholder" in field:
        yield from _text(field["placeholder"], f"{at}.placeholder", 150)


def _choices(choices: Mapping[str, Any], at: str) -> Iterator[str]:
    if len(choices.get("options", [])) > 10:
        yield f"{at}: {len(choices['options'])} options, at most 10"
    yield from _menu(choices, at)


def _day(picker: Mapping[str, Any], at: str) -> Iterator[str]:
    day = picker.get("initial_date", "2026-01-01")
    if not _DAY.fullmatch(day):
        yield f"{at}.initial_date: {day!r} is no day as Slack writes it"
    if "placeholder" in picker:
        yield from _text(picker["placeholder"], f"{at}.placeholder", 150)


def _time(picker: Mapping[str, Any], at: str) -> Iterator[str]:
    time = picker.get("initial_time", "00:00")
    if not _TIME.fullmatch(time):
        yield f"{at}.initial_time: {time!r} is no time as Slack writes it"


def _people(menu: Mapping[str, Any], at: str) -> Iterator[str]:
    if "placeholder" in menu:
        yield from _text(menu["placeholder"], f"{at}.placeholder", 150)


_ELEMENTS: dict[str, _Rule] = {
    "button": _button,
    "static_select": _menu,
    "radio_buttons": _choices,
    "checkboxes": _choices,
    "datepicker": _day,
    "timepicker": _time,
    "multi_static_select": _menu,
    "users_select": _people,
    "multi_users_select": _people,
    "conversations_select": _people,
    "plain_text_input": _field,
}


def _confirm(confirm: Mapping[str, Any], at: str) -> Iterator[str]:
    for key, most in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
        yield from _text(confirm.get(key), f"{at}.{key}", most)


def _text(text: Mapping[str, Any] | None, at: str, most: int, *, kind: str = "plain_text") -> Iterator[str]:
    if text is None or text.get("type") != kind:
        yield f"{at}: must be a {kind} object"
        return
    yield from _sized(text.get("text", ""), at, most)


def _sized(text: str, at: str, most: int, *, least: int = 1) -> Iterator[str]:
    if length(text) > most:
        yield f"{at}: {length(text)} characters, at most {most}"
    if len(text.strip()) < least and not (text and most == MOST_WEIGHT):
        yield f"{at}: empty"
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        yield f"{at}: half of a character, which cannot be sent"


def _twice(names: Iterable[str], at: str) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield f"{at} {name!r} stands twice"
        seen.add(name)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        if isinstance(value.get("text"), str):
            yield value["text"]
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
