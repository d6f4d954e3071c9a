"""The figures as a table, and their place in docs/quality.md."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.bench.measured import Figure

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "quality.md"
BEGIN, END = "<!-- figures: written by `python -m tests.bench --write` -->", "<!-- end of figures -->"
_PACKAGES = ("slack-bolt", "slack-sdk", "SQLAlchemy", "psycopg", "waitress")


def machine() -> str:
    """Where and when, and how busy others kept the machine just before."""
    versions = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    load = ", ".join(f"{average:.1f}" for average in os.getloadavg())
    today = datetime.fromtimestamp(time.time(), UTC)
    return (
        f"{today:%Y-%m-%d %H:%M} UTC; {os.cpu_count()} cores ({platform.machine()}), "
        f"Python {platform.python_version()}, {versions}. "
        f"Load of the machine before the run (1, 5, 15 minutes): {load}."
    )


def table(figures: Mapping[str, Sequence[Figure]]) -> str:
    lines = ["| What | Ratio, median (lowest to highest) | Goal | Figures behind it |", "|---|---|---|---|"]
    for found in figures.values():
        for one in found:
            goal = f"{one.goal}, {'met' if one.met else '**missed**'}" if one.goal else ""
            lines.append(f"| {one.what} | {one.ratio} | {goal} | {one.detail} |")
    return "\n".join(lines)


def write(said: str) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    _, found, tail = rest.partition(END)
    if not found:
        raise ValueError(f"{DOCUMENT} has no place for the figures: {BEGIN} … {END}")
    DOCUMENT.write_text(f"{head}{BEGIN}\n\n{said}\n\n{END}{tail}", encoding="utf-8")
