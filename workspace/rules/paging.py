"""Lists in pages, with cursors that say nothing to whoever reads them."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import TypeVar

from workspace.rules.refused import Refused

Item = TypeVar("Item")


def page(items: Sequence[Item], *, kind: str, cursor: str, limit: int) -> tuple[list[Item], str]:
    """One page and the cursor of the next one, which is empty on the last page."""
    start = _offset(cursor, kind) if cursor else 0
    end = start + limit
    following = _cursor(kind, end) if end < len(items) else ""
    return list(items[start:end]), following


def limit_of(given: int | None, *, usual: int, most: int) -> int:
    if given is None or given == 0:
        return usual
    if not 0 < given <= most:
        raise Refused("invalid_limit")
    return given


def _cursor(kind: str, offset: int) -> str:
    return base64.b64encode(f"{kind}:{offset}".encode()).decode()


def _offset(cursor: str, kind: str) -> int:
    try:
        found, _, number = base64.b64decode(cursor, validate=True).decode().partition(":")
        offset = int(number)
    except (binascii.Error, ValueError):
        raise Refused("invalid_cursor") from None
    if found != kind or offset < 0:
        raise Refused("invalid_cursor")
    return offset
