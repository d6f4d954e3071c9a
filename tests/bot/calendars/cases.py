"""Calendars and when their meetings begin, as JSON, for another language's reader: see scripts/ical-check."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.calendars.writing import Meeting, write_calendar
from bot.syncs.series import between, snapped
from tests.bot.calendars.meetings import a_row, a_sync, cancelled

FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
ZONES = (
    "Europe/London",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "America/Sao_Paulo",
    "Pacific/Auckland",
)
RULES = (
    "FREQ=DAILY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "FREQ=WEEKLY;BYDAY=SU,FR",
    "FREQ=MONTHLY;BYDAY=1MO,3MO",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;BYMONTHDAY=15,-1",
)
TIMES = ("00:30", "01:30", "02:15", "02:30", "10:00", "23:45")


def cases() -> Iterator[tuple[str, bytes, list[datetime]]]:
    """Name, text and moments of each: every rule in every zone at every time, each third with a last day."""
    for number, (zone, rule, at) in enumerate((z, r, t) for z in ZONES for r in RULES for t in TIMES):
        sync = a_sync(rule, f"2026-01-01 {at}", zone)
        series = snapped(sync.series)
        if number % 3 == 2:
            series = replace(series, until=date(2029, 10, 28))
        sync = replace(sync, series=series)
        spots = list(between(series, FIRST, LAST))
        moved = a_row(
            sync,
            spots[2].original.isoformat(),
            starts=(spots[2].original.replace(hour=12, minute=20) + timedelta(days=1)).isoformat(),
            zone="Asia/Tokyo",
            sequence=1,
        )
        rows = [moved, cancelled(sync, spots[4].original.isoformat())]
        moments = sorted(
            [*(spot.starts_at for n, spot in enumerate(spots) if n not in (2, 4)), moved.starts_at]
        )
        yield f"{zone} {rule} {at}", write_calendar("Syncs", [Meeting(sync, rows)]), moments


def main() -> None:
    for name, text, moments in cases():
        starts = [f"{at:%Y-%m-%dT%H:%M:%SZ}" for at in moments]
        window = {"from": f"{FIRST:%Y-%m-%d}", "until": f"{LAST:%Y-%m-%d}"}
        print(json.dumps({"name": name, "text": text.decode(), "starts": starts, **window}))


if __name__ == "__main__":
    main()
