"""What a bench gives back: ratios, their goals, and the figures behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any


class Wrong(RuntimeError):
    """Something was lost, doubled, refused or out of order: no figure of that run is worth anything."""


@dataclass(frozen=True)
class Plan:
    """How long and how often."""

    folder: Path
    quick: bool

    @property
    def rounds(self) -> int:
        return 2 if self.quick else 5

    @property
    def seconds(self) -> float:
        return 0.6 if self.quick else 1.5


@dataclass(frozen=True)
class Figure:
    what: str
    ratio: str
    goal: str | None = None
    met: bool = True
    detail: str = ""


def compared(ratios: Sequence[float]) -> str:
    """The median, and the lowest and the highest of the rounds."""
    digits = 2 if median(ratios) < 10 else 1
    return f"{median(ratios):.{digits}f} ({min(ratios):.{digits}f} to {max(ratios):.{digits}f})"


def shown_ms(
    rounds: Sequence[dict[tuple[str, int], dict[str, Any]]], name: str, clients: int, key: str
) -> str:
    return f"{1000 * median(found[name, clients][key] for found in rounds):.1f} ms"
