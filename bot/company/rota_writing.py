"""A rota as the lines that it is in the company file, so that one changed in Slack can go back there."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from datetime import date, time
from typing import Any

import yaml

from bot.company.model import WEEKDAYS
from bot.company.rota import Layer, Rota
from bot.company.times import Span


def rota_lines(rota: Rota) -> list[str]:
    """Without the line `rota:` itself and what stands in front of it. Read again they are the same rota."""
    layers = [line for layer in rota.layers for line in _as_entry(_layer_lines(layer))]
    return [_line("zone", rota.zone), "layers:", *(f"  {line}" for line in layers)]


def _as_entry(lines: Iterator[str]) -> Iterator[str]:
    """With the dash of a list before the first."""
    for number, line in enumerate(lines):
        yield f"{'  ' if number else '- '}{line}"


def _layer_lines(layer: Layer) -> Iterator[str]:
    hand_over = layer.hand_over
    yield _line("id", layer.id)
    yield _line("name", layer.name)
    yield _line("people", list(layer.people))
    yield _line("hand_over", hand_over.rhythm)
    if hand_over.days:
        yield _line("weekday", [WEEKDAYS[day] for day in hand_over.days])
    yield f'at: "{hand_over.at:%H:%M}"'
    if hand_over.every != 1:
        yield _line("every", hand_over.every)
    yield _line("from", layer.first_day)
    if layer.hours is not None:
        yield "only:"
        for days, spans in _alike(layer.hours):
            yield f"  {days}: {', '.join(f'{span.start:%H:%M}-{_end(span)}' for span in spans)}"


def _alike(hours: tuple[tuple[Span, ...], ...]) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Days in a row that have the same hours, together: `mon-fri`."""
    for spans, run in itertools.groupby(range(len(hours)), key=lambda day: hours[day]):
        days = [WEEKDAYS[day] for day in run]
        if spans:
            yield (days[0] if len(days) == 1 else f"{days[0]}-{days[-1]}"), spans


def _end(span: Span) -> str:
    return "24:00" if span.end == time() else f"{span.end:%H:%M}"


def _line(name: str, value: str | int | date | list[Any]) -> str:
    """In quotes only where it would be read as something else without."""
    flow = yaml.safe_dump([value], default_flow_style=True, allow_unicode=True, width=math.inf)
    return f"{name}: {flow.strip()[1:-1]}"
