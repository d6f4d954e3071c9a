"""What a view gives for a message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Block = dict[str, Any]


@dataclass(frozen=True)
class Message:
    text: str  # for notifications and screen readers: escaped, at most 3,000 characters
    blocks: list[Block]
