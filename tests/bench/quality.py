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
END = "<!-- end of figures -->"
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


def table(found: Sequence[Figure]) -> str:
    lines = ["| What | Ratio, median (lowest to highest) | Goal | Figures behind it |", "|---|---|---|---|"]
    for one in found:
        goal = f"{one.goal}, {'met' if one.met else '**missed**'}" if one.goal else ""
        lines.append(f"| {one.what} | {one.ratio} | {goal} | {one.detail} |")
    return "\n".join(lines)


def write(said: Mapping[str, str], document: Path = DOCUMENT) -> None:
    """By the bench's name. The figures of the others stay, with the day and the machine they are from."""
    text = document.read_text(encoding="utf-8")
    for name, figures in said.items():
        head, begun, rest = text.partition(begin(name))
        _, ended, tail = rest.partition(END)
        if not (begun and ended):
            raise ValueError(f"{document} has no place for the figures of {name}: {begin(name)} … {END}")
        text = f"{head}{begin(name)}\n\n{figures}\n\n{END}{tail}"
    document.write_text(text, encoding="utf-8")


def begin(name: str) -> str:
    return f"<!-- figures of {name}: written by `python -m tests.bench {name} --write` -->"
