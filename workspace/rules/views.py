"""What Slack takes as a modal or a Home tab."""

from __future__ import annotations

import json
from typing import Any

from workspace.rules.blocks import problems_in
from workspace.rules.refused import Refused, invalid_arguments
from workspace.rules.shape import Findings

MOST_BYTES = 250_000
_KNOWN = {
    "type",
    "title",
    "submit",
    "close",
    "blocks",
    "private_metadata",
    "callback_id",
    "clear_on_close",
    "notify_on_close",
    "external_id",
    "submit_disabled",
}


def check_view(view: object, *kinds: str) -> dict[str, Any]:
    """The view, if Slack would take it as one of these kinds; else invalid_arguments with every reason."""
    if not isinstance(view, dict):
        raise invalid_arguments("must provide an object [json-pointer:/view]")
    if len(json.dumps(view, ensure_ascii=False).encode()) > MOST_BYTES:
        raise Refused("view_too_large")
    found = Findings()
    kind = view.get("type")
    if kind not in kinds:
        found.add(f"unsupported type: {kind}", "/view/type")
    _common(found, view)
    if kind == "modal":
        _modal(found, view)
    elif "submit" in view or "close" in view:
        found.add("a Home tab has no submit and no close", "/view")
    sentences = list(found.sentences)
    if kind in ("modal", "home") and isinstance(view.get("blocks"), list):
        sentences += [
            one.replace("pointer:/blocks", "pointer:/view/blocks")
            for one in problems_in(view["blocks"], kind)
        ]
    if sentences:
        raise invalid_arguments(*sentences)
    return view


def _common(found: Findings, view: dict[str, Any]) -> None:
    unknown = set(view) - _KNOWN
    if unknown:
        found.add(f"additional property: {sorted(unknown)[0]}", "/view")
    found.items(view, "blocks", "/view", most=100)
    found.string(view, "private_metadata", "/view", most=3000)
    found.string(view, "callback_id", "/view", most=255)
    found.string(view, "external_id", "/view", most=255)
    found.flag(view, "clear_on_close", "/view")
    found.flag(view, "notify_on_close", "/view")


def _modal(found: Findings, view: dict[str, Any]) -> None:
    found.text(view, "title", "/view", most=24)
    found.text(view, "submit", "/view", most=24, required=False)
    found.text(view, "close", "/view", most=24, required=False)
    blocks = view.get("blocks")
    inputs = isinstance(blocks, list) and any(
        isinstance(b, dict) and b.get("type") == "input" for b in blocks
    )
    if inputs and not view.get("submit"):
        found.add("missing required field: submit", "/view")
