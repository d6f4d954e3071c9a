"""What rides on the acknowledgement: a private sentence, a list, or errors beside a form's fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Answer:
    text: str | None = None  # escaped, shown to the person only
    blocks: list[dict[str, Any]] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)  # block id -> sentence; the modal stays open


NOTHING = Answer()
