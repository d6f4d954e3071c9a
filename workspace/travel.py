"""The clock of the page, handed in by whoever also owns the clock of the app."""

from __future__ import annotations

from typing import Protocol


class Travel(Protocol):
    """All three may take a moment and are called outside the workspace's loop."""

    def now(self) -> float: ...

    def next_due(self) -> tuple[float, str] | None:
        """When the next thing falls due, and what it is in plain words."""
        ...

    def jump(self, to: float) -> None: ...
