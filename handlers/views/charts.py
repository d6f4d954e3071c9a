"""Charts that Slack draws, and the same figures as a table for where it refuses to.

Not every workspace and not every surface knows the block. The courier sends the table instead when Slack
refuses a chart (handlers/courier/slack.py), so a view just puts `chart` among its blocks. What rides on an
acknowledgement passes no courier: there `without_charts` must be called first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from handlers.views.blocks import context, section
from handlers.views.message import Block
from handlers.views.text import cut, escape, one_line

Kind = Literal["bar", "line", "area"]

CHART = "data_visualization"
# Slack's limits (docs.slack.dev, "data visualization block"). Sources differ on series, six or twelve: the
# smaller is kept.
MOST_CHARTS = 2  # in a message
MOST_SERIES = 6
MOST_POINTS = 20
LONGEST_TITLE = 50
LONGEST_LABEL = 20
LONGEST_AXIS = 50
_WIDEST = 14  # of a series' name in a table
_LONGEST_TABLE = 2500  # the title has room beside it
_NOTHING = "–"


@dataclass(frozen=True)
class Series:
    """One line, or one set of bars. All series of a chart have the same labels in the same order."""

    name: str
    points: tuple[tuple[str, float | None], ...]  # label, figure; None: there is none


def chart(title: str, kind: Kind, series: Sequence[Series], *, across: str = "", up: str = "") -> Block:
    """A chart of the newest twenty points; `across` and `up` name the axes.

    Slack wants a figure for every point, so those where a series has none are left out, and where nothing
    is left a line says so instead. Raises ValueError for series that do not belong together.
    """
    labels = _labels(series)
    kept = [at for at, _ in enumerate(labels) if all(one.points[at][1] is not None for one in series)]
    kept = kept[-MOST_POINTS:]
    if not kept:
        return context(f"*{escape(title)}*: nothing to show yet.")
    axes = {"x_label": cut(across, LONGEST_AXIS), "y_label": cut(up, LONGEST_AXIS)}
    return {
        "type": CHART,
        "title": cut(one_line(title), LONGEST_TITLE),
        "chart": {
            "type": kind,
            "series": [
                {
                    "name": cut(one_line(one.name), LONGEST_LABEL),
                    "data": [{"label": labels[at], "value": one.points[at][1]} for at in kept],
                }
                for one in series
            ],
            "axis_config": {
                "categories": [labels[at] for at in kept],
                **{name: words for name, words in axes.items() if words},
            },
        },
    }


def table(title: str, series: Sequence[Series]) -> Block:
    """The same figures in columns. Plain text in a section: every workspace and every surface takes it.

    Raises ValueError for series that do not belong together.
    """
    labels = _labels(series)[-MOST_POINTS:]
    names = [cut(one_line(one.name), _WIDEST) for one in series]
    columns = [[_figure(value) for _, value in one.points[-MOST_POINTS:]] for one in series]
    if not labels:
        return context(f"*{escape(title)}*: nothing to show yet.")
    widths = [max(map(len, [name, *column])) for name, column in zip(names, columns, strict=True)]
    wide = max(map(len, labels))
    rows = [("", *names), *zip(labels, *columns, strict=True)]
    lines = [
        "  ".join([row[0].ljust(wide), *(cell.rjust(w) for cell, w in zip(row[1:], widths, strict=True))])
        for row in rows
    ]
    first, *rest = [escape(line.rstrip()).replace("`", "'") for line in lines]
    while sum(len(line) + 1 for line in (first, *rest)) > _LONGEST_TABLE:
        rest = rest[1:]  # the newest matter most
    shown = "\n".join([first, *rest])
    return section(f"*{escape(cut(one_line(title), LONGEST_TITLE))}*\n```\n{shown}\n```")


def has_chart(blocks: Iterable[Block]) -> bool:
    return any(block["type"] == CHART for block in blocks)


def without_charts(blocks: Iterable[Block]) -> list[Block]:
    """The same blocks, each chart a table."""
    return [_as_table(block) if block["type"] == CHART else block for block in blocks]


def _as_table(block: Block) -> Block:
    drawn = block["chart"]["series"]
    series = [
        Series(one["name"], tuple((point["label"], point["value"]) for point in one["data"])) for one in drawn
    ]
    return table(block["title"], series)


def _labels(series: Sequence[Series]) -> list[str]:
    """Shortened as Slack wants them, and each only once."""
    if not 1 <= len(series) <= MOST_SERIES or len({one.name for one in series}) != len(series):
        raise ValueError(f"A chart has 1 to {MOST_SERIES} series, each with a name of its own.")
    every = {tuple(label for label, _ in one.points) for one in series}
    if len(every) != 1:
        raise ValueError("All series of a chart have the same labels.")
    labels = [cut(one_line(label), LONGEST_LABEL) for label in every.pop()]
    if len(set(labels)) != len(labels):
        raise ValueError("No two points of a chart have the same label.")
    return labels


def _figure(value: float | None) -> str:
    return _NOTHING if value is None else f"{round(value, 1):,}".removesuffix(".0")
