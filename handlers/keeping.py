"""The part of a delivery that is kept until it can be finished: what reading.py reads, masked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Mask = Callable[[str], str]

# Slack's secrets are of no use to us, and rich text only says once more what `text` says.
_LEFT_OUT = frozenset({"token", "authorizations", "blocks", "attachments"})
_WORDS = frozenset({"text", "title"})


def kept_part(body: Mapping[str, Any], mask: Mask) -> dict[str, Any]:
    """A copy without what must not be stored."""
    kept = {name: _kept(name, value, mask) for name, value in body.items() if name not in _LEFT_OUT}
    if isinstance(body.get("view"), Mapping):
        kept["view"] = _kept_view(body["view"], mask)
    return kept


def _kept(name: str, value: Any, mask: Mask) -> Any:
    if isinstance(value, Mapping):
        return {inner: _kept(inner, held, mask) for inner, held in value.items() if inner not in _LEFT_OUT}
    if isinstance(value, list):
        return [_kept(name, held, mask) for held in value]
    return mask(value) if name in _WORDS and isinstance(value, str) else value


def _kept_view(view: Mapping[str, Any], mask: Mask) -> dict[str, Any]:
    """What people typed stands in the state, under "value"; our own metadata holds ids only."""
    kept = _kept("view", view, mask)
    state = view.get("state") or {}
    values = {
        block: {action: _typed(element, mask) for action, element in elements.items()}
        for block, elements in (state.get("values") or {}).items()
    }
    return {**kept, "state": {**state, "values": values}}


def _typed(element: Mapping[str, Any], mask: Mask) -> dict[str, Any]:
    words = element.get("value")
    typed = element.get("type") == "plain_text_input" and isinstance(words, str)
    return {**element, "value": mask(words)} if typed and words else dict(element)
