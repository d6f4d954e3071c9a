"""Two moments at which people write, and a date in short."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.intake.dates import Due, find_due

LONDON = datetime(2026, 3, 10, 9, 30, tzinfo=ZoneInfo("Europe/London"))
NEW_YORK = datetime(2026, 10, 14, 9, 30, tzinfo=ZoneInfo("America/New_York"))


def in_london(text: str) -> str:
    return short(find_due(text, at=LONDON, zone="Europe/London"))


def in_new_york(text: str) -> str:
    return short(find_due(text, at=NEW_YORK, zone="America/New_York"))


def short(due: Due | None) -> str:
    """The day and, if one was said, the time; all days where one has to be chosen; nothing for none."""
    if due is None:
        return ""
    days = " or ".join(str(day) for day in ((due.day,) if due.day else due.options))
    return f"{days} {due.at:%H:%M}" if due.at else days
