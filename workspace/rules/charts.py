"""What Slack takes as a chart (`data_visualization`): its kinds, and how much of what.

https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block. How many charts a message may
hold stands in other people's clients only.
"""

from __future__ import annotations

from typing import Any

from workspace.rules.shape import Findings

MOST_CHARTS = 2
_WITH_AXES = ("bar", "line", "area")


def check_chart(found: Findings, block: dict[str, Any], at: str, _surface: str) -> None:
    found.string(block, "title", at, most=50, required=True)
    chart, place = block.get("chart"), f"{at}/chart"
    if not found.is_object(chart, place):
        return
    assert isinstance(chart, dict)
    if chart.get("type") == "pie":
        for number, one in enumerate(found.items(chart, "segments", place, most=12)):
            _point(found, one, f"{place}/segments/{number}", least=0)
    elif chart.get("type") in _WITH_AXES:
        _with_axes(found, chart, place)
    else:
        found.add(f"unsupported type: {chart.get('type')}", f"{place}/type")


def _with_axes(found: Findings, chart: dict[str, Any], at: str) -> None:
    axes = chart.get("axis_config")
    if not found.is_object(axes, f"{at}/axis_config"):
        return
    assert isinstance(axes, dict)
    categories = found.items(axes, "categories", f"{at}/axis_config", most=20)
    for number, one in enumerate(categories):
        found.string({"label": one}, "label", f"{at}/axis_config/categories/{number}", most=20, required=True)
    for key in ("x_label", "y_label"):
        found.string(axes, key, f"{at}/axis_config", most=50)
    names = set()
    for number, one in enumerate(found.items(chart, "series", at, most=12)):
        place = f"{at}/series/{number}"
        if found.is_object(one, place):
            _series(found, one, categories, place)
            if one.get("name") in names:
                found.add(f'series "{one.get("name")}" already exists', f"{place}/name")
            names.add(one.get("name"))


def _series(found: Findings, series: dict[str, Any], categories: list[Any], at: str) -> None:
    found.string(series, "name", at, most=20, required=True)
    points = found.items(series, "data", at, most=20)
    for number, one in enumerate(points):
        _point(found, one, f"{at}/data/{number}")
    labels = [one.get("label") for one in points if isinstance(one, dict)]
    if points and labels != categories:
        found.add("must have one data point for each category, in the same order", f"{at}/data")


def _point(found: Findings, point: object, at: str, least: float | None = None) -> None:
    if not found.is_object(point, at):
        return
    assert isinstance(point, dict)
    found.string(point, "label", at, most=20, required=True)
    value = point.get("value")
    if isinstance(value, bool) or not isinstance(value, int | float):
        found.add("must be a number", f"{at}/value")
    elif least is not None and value < least:
        found.add(f"must be at least {least:g}", f"{at}/value")
