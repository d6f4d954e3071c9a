"""The few blocks we use, each written once. People's words go into rich text, which Slack never parses."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from handlers.views.message import Block
from handlers.views.text import cut

MOST_OPTIONS = 100
_LONGEST_ADDRESS = 3000


def section(mrkdwn: str) -> Block:
    return {"type": "section", "text": _mrkdwn(mrkdwn)}


def context(mrkdwn: str) -> Block:
    return {"type": "context", "elements": [_mrkdwn(mrkdwn)]}


def header(plain: str) -> Block:
    return {"type": "header", "text": plain_text(plain, 150)}


def divider() -> Block:
    return {"type": "divider"}


def part(plain: str, *styles: str) -> dict[str, Any]:
    """A piece of rich text. Slack refuses an empty one."""
    piece: dict[str, Any] = {"type": "text", "text": plain or " "}
    return piece | {"style": dict.fromkeys(styles, True)} if styles else piece


def linked(plain: str, url: str | None, *styles: str) -> dict[str, Any]:
    """A piece of rich text that leads somewhere, if we know where."""
    if not url or len(url) > _LONGEST_ADDRESS:
        return part(plain, *styles)
    return {**part(plain, *styles), "type": "link", "url": url}


def words(*parts: dict[str, Any]) -> Block:
    return rich({"type": "rich_text_section", "elements": list(parts)})


def quote(plain: str) -> Block:
    return rich({"type": "rich_text_quote", "elements": [part(plain)]})


def bullets(lines: Iterable[list[dict[str, Any]]]) -> Block:
    items = [{"type": "rich_text_section", "elements": line} for line in lines]
    return rich({"type": "rich_text_list", "style": "bullet", "elements": items})


def rich(*elements: dict[str, Any]) -> Block:
    return {"type": "rich_text", "elements": list(elements)}


def actions(*elements: dict[str, Any] | None) -> list[Block]:
    """A row of what can be done; no row if there is nothing."""
    present = [element for element in elements if element]
    return [{"type": "actions", "elements": present}] if present else []


def button(
    action_id: str,
    label: str,
    value: str,
    *,
    style: str | None = None,
    confirm: dict[str, Any] | None = None,
) -> dict[str, Any]:
    made = {"type": "button", "action_id": action_id, "text": plain_text(label, 75), "value": value}
    if style:
        made["style"] = style
    if confirm:
        made["confirm"] = confirm
    return made


def link_button(action_id: str, label: str, url: str) -> dict[str, Any]:
    return {"type": "button", "action_id": action_id, "text": plain_text(label, 75), "url": url}


def confirm(title: str, text: str, *, yes: str, no: str) -> dict[str, Any]:
    return {
        "title": plain_text(title, 100),
        "text": plain_text(text, 300),
        "confirm": plain_text(yes, 30),
        "deny": plain_text(no, 30),
    }


def option(label: str, value: str) -> dict[str, Any]:
    return {"text": plain_text(label, 75), "value": value}


def menu(action_id: str, placeholder: str, options: list[dict[str, Any]]) -> dict[str, Any] | None:
    """None without options: Slack refuses an empty menu, and one of more than a hundred."""
    if not options:
        return None
    return {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain_text(placeholder, 150),
        "options": options[:MOST_OPTIONS],
    }


def plain_text(plain: str, most: int) -> dict[str, Any]:
    return {"type": "plain_text", "text": cut(plain, most).strip() or "…", "emoji": True}


def _mrkdwn(text: str) -> dict[str, Any]:
    # verbatim: a bare "@name", "#channel" or address in somebody's name stays plain text.
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def field(
    block_id: str, label: str, element: dict[str, Any], *, optional: bool = False, hint: str = ""
) -> Block:
    """An input of a form; its element has the same name as its block."""
    block: Block = {
        "type": "input",
        "block_id": block_id,
        "label": plain_text(label, 2000),
        "element": element,
        "optional": optional,
    }
    return block | {"hint": plain_text(hint, 2000)} if hint else block


def modal(
    callback_id: str, name: str, submit: str, blocks: list[Block], meta: Mapping[str, Any]
) -> dict[str, Any]:
    """A form. `meta` comes back with it; ids only, since whoever has the form could change them."""
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain_text(name, 24),
        "submit": plain_text(submit, 24),
        "close": plain_text("Not now", 24),
        "private_metadata": json.dumps(meta),
        "blocks": blocks,
    }
