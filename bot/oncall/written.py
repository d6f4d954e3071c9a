"""A rota's layers as plain values, the same in the database as in the company file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from bot.company.model import WEEKDAYS
from bot.company.rota import HandOver, Layer, Rota
from bot.company.times import Span


def layers_written(rota: Rota) -> list[dict[str, Any]]:
    """JSON only. Hours as "9:00-12:00, 13:00-17:30" for each weekday that has some."""
    return [_layer_written(layer) for layer in rota.layers]


def rota_from(zone: str, layers: Sequence[Mapping[str, Any]]) -> Rota:
    """Of what `layers_written` wrote."""
    return Rota(zone, tuple(_layer_from(layer) for layer in layers))


def _layer_written(layer: Layer) -> dict[str, Any]:
    hand_over = layer.hand_over
    written: dict[str, Any] = {
        "id": layer.id,
        "name": layer.name,
        "people": list(layer.people),
        "hand_over": hand_over.rhythm,
        "at": f"{hand_over.at:%H:%M}",
        "from": layer.first_day.isoformat(),
    }
    if hand_over.days:
        written["weekday"] = [WEEKDAYS[day] for day in hand_over.days]
    if hand_over.every != 1:
        written["every"] = hand_over.every
    if layer.hours is not None:
        written["only"] = {WEEKDAYS[day]: _spans(spans) for day, spans in enumerate(layer.hours) if spans}
    return written


def _layer_from(written: Mapping[str, Any]) -> Layer:
    days = tuple(WEEKDAYS.index(day) for day in written.get("weekday", ()))
    hand_over = HandOver(
        written["hand_over"], time.fromisoformat(written["at"]), days, written.get("every", 1)
    )
    only = written.get("only")
    return Layer(
        id=written["id"],
        name=written["name"],
        people=tuple(written["people"]),
        hand_over=hand_over,
        first_day=date.fromisoformat(written["from"]),
        hours=tuple(_spans_from(only.get(day, "")) for day in WEEKDAYS) if only is not None else None,
    )


def _spans(spans: Sequence[Span]) -> str:
    return ", ".join(f"{span.start:%H:%M}-{span.end:%H:%M}" for span in spans)


def _spans_from(text: str) -> tuple[Span, ...]:
    pieces = [piece.split("-") for piece in text.split(", ") if piece]
    return tuple(Span(time.fromisoformat(start), time.fromisoformat(end)) for start, end in pieces)
