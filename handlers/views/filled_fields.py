"""Fields of a form that is drawn anew while somebody fills it in: each shows again what stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.views.blocks import field, option, plain_text
from handlers.views.message import Block
from handlers.views.text import cut

Fields = Mapping[str, str | None]  # block id -> what stands there; several choices with spaces between


def text_field(
    block_id: str,
    label: str,
    fields: Fields,
    *,
    most: int,
    placeholder: str,
    optional: bool = False,
    hint: str = "",
    told: bool = False,
) -> Block:
    """`told`: each letter is told to us, so that the form can follow."""
    element: dict[str, Any] = {
        "type": "plain_text_input",
        "action_id": block_id,
        "max_length": most,
        "placeholder": plain_text(placeholder, 150),
    }
    if (fields.get(block_id) or "").strip():
        element["initial_value"] = cut(fields.get(block_id) or "", most)
    if told:
        element["dispatch_action_config"] = {"trigger_actions_on": ["on_character_entered"]}
    made = field(block_id, label, element, optional=optional, hint=hint)
    return telling(made) if told else made


def menu_field(
    block_id: str,
    label: str,
    choices: Mapping[Any, str],
    fields: Fields,
    default: str | None = None,
    *,
    told: bool = False,
    hint: str = "",
) -> Block:
    """Without a default the first choice is chosen."""
    options = [option(label, str(value)) for value, label in choices.items()]
    wanted = fields.get(block_id) or default
    initial = next((one for one in options if one["value"] == wanted), options[0])
    element = {
        "type": "static_select",
        "action_id": block_id,
        "options": options,
        "initial_option": initial,
    }
    made = field(block_id, label, element, hint=hint)
    return telling(made) if told else made


def picker_field(
    block_id: str, label: str, kind: str, fields: Fields, *, optional: bool = False, hint: str = ""
) -> Block:
    """`kind`: "date" or "time"."""
    element: dict[str, Any] = {"type": f"{kind}picker", "action_id": block_id}
    if fields.get(block_id):
        element[f"initial_{kind}"] = fields[block_id]
    return telling(field(block_id, label, element, optional=optional, hint=hint))


def telling(made: Block) -> Block:
    """What is chosen here is told to us at once."""
    return {**made, "dispatch_action": True}
