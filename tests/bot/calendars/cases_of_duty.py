"""Calendars of rotas and their shifts, as JSON, for another language's reader: see scripts/ical-check.

The shifts are those that recurring-ical-events finds; tests hold them against the board.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.calendars.shifts import Stamp, window, write_rota
from bot.company.rota import HandOver
from tests.bot.calendars.cases import ZONES
from tests.bot.calendars.duty import (
    MADE_AT,
    WEEKDAYS_NINE_TO_FIVE,
    a_board,
    a_layer,
    an_override,
    events_between,
)
from tests.companies import PRIYA, WEB, small_company

MOMENTS = (datetime(2026, 3, 10, 12, tzinfo=UTC), datetime(2026, 9, 10, 12, tzinfo=UTC))
RHYTHMS = (
    *(HandOver("daily", time(hour, minute)) for hour in (0, 1, 2) for minute in (0, 15, 30)),
    HandOver("weekly", time(9), (0,)),
    HandOver("weekly", time(2, 30), (6,), every=2),
    HandOver("days", time(1, 30), (0, 3, 6)),
)
OFFICE = a_layer(name="office", hours=WEEKDAYS_NINE_TO_FIVE)


def cases() -> Iterator[tuple[str, bytes, datetime]]:
    """Every rhythm in every zone round both changes of the year, each second one under office hours."""
    company = small_company()
    each = ((zone, rhythm, now) for zone in ZONES for rhythm in RHYTHMS for now in MOMENTS)
    for number, (zone, rhythm, now) in enumerate(each):
        layers = (OFFICE, a_layer(rhythm)) if number % 4 > 1 else (a_layer(rhythm),)
        taken = [
            an_override(PRIYA, now + timedelta(days=days), now + timedelta(days=days, hours=hours), days)
            for days, hours in ((3, 5), (19, 24), (20, 72))
        ]
        board = a_board(company, *layers, zone=zone, overrides=tuple(taken))
        name = f"rota {zone} {rhythm.rhythm} {rhythm.at:%H:%M} {now:%b}"
        yield name, write_rota(board, WEB, Stamp(1, MADE_AT), now), now


def main() -> None:
    for name, text, now in cases():
        first, last = window(ZoneInfo("UTC"), now)
        shifts = sorted(
            f"{start:%Y-%m-%dT%H:%M:%SZ}/{end:%Y-%m-%dT%H:%M:%SZ}"
            for start, end, _ in events_between(text, first, last)
            if first <= start
        )
        told = {"from": f"{first:%Y-%m-%d}", "until": f"{last:%Y-%m-%d}", "ends": True}
        print(json.dumps({"name": name, "text": text.decode(), "starts": shifts, **told}))


if __name__ == "__main__":
    main()
