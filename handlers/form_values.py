"""What stands in a form that somebody fills in, as plain words by block. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

_ONE = ("selected_date", "selected_time", "selected_user", "selected_conversation", "value")


def filled_in(view: Mapping[str, Any]) -> dict[str, str | None]:
    """Block id -> what was entered or chosen. Several choices stand one behind the other, with spaces
    between, so their values have none."""
    blocks: Mapping[str, Any] = (view.get("state") or {}).get("values") or {}
    return {block_id: _entered(one) for block_id, inputs in blocks.items() for one in inputs.values()}


def _entered(element: Mapping[str, Any]) -> str | None:
    if "selected_option" in element:
        return (element["selected_option"] or {}).get("value")
    if "selected_options" in element:
        return " ".join(one["value"] for one in element["selected_options"] or ()) or None
    if "selected_users" in element:
        return " ".join(element["selected_users"] or ()) or None
    return next((element[name] for name in _ONE if element.get(name)), None)


def day_of(entered: str | None) -> date | None:
    """What a date picker holds; None while nothing is picked."""
    return date.fromisoformat(entered) if entered else None
