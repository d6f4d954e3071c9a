"""What the house knows of a language model: a question, and perhaps an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Prompt:
    """One question."""

    rules: str  # ours
    data: str  # what others wrote, fenced
    schema: Mapping[str, Any]  # the JSON schema of the answer


# The text of the answer. None: there is none, whatever the reason. It never raises.
Complete = Callable[[Prompt], str | None]


def _always() -> bool:
    return True


def _nothing() -> None:
    """There is no line to close."""


@dataclass(frozen=True)
class Model:
    """Whom to ask. `is_ready` is False while asking is not worth it, after answers that did not come."""

    name: str
    complete: Complete
    is_ready: Callable[[], bool] = _always
    close: Callable[[], None] = _nothing
