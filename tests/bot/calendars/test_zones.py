"""Clock changes as calendar programs read them, held against the zones themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz  # type: ignore[import-untyped]  # it ships no types

from bot.calendars.zones import changes, timezone_of

GOLDEN = {
    "Europe/London": """
        BEGIN:DAYLIGHT DTSTART:20250330T010000 RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
        TZNAME:BST TZOFFSETFROM:+0000 TZOFFSETTO:+0100 END:DAYLIGHT
        BEGIN:STANDARD DTSTART:20251026T020000 RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
        TZNAME:GMT TZOFFSETFROM:+0100 TZOFFSETTO:+0000 END:STANDARD
    """,
    "America/New_York": """
        BEGIN:DAYLIGHT DTSTART:20250309T020000 RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
        TZNAME:EDT TZOFFSETFROM:-0500 TZOFFSETTO:-0400 END:DAYLIGHT
        BEGIN:STANDARD DTSTART:20251102T020000 RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
        TZNAME:EST TZOFFSETFROM:-0400 TZOFFSETTO:-0500 END:STANDARD
    """,
    "Australia/Lord_Howe": """
        BEGIN:STANDARD DTSTART:20250406T020000 RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=4
        TZNAME:+1030 TZOFFSETFROM:+1100 TZOFFSETTO:+1030 END:STANDARD
        BEGIN:DAYLIGHT DTSTART:20251005T020000 RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=10
        TZNAME:+11 TZOFFSETFROM:+1030 TZOFFSETTO:+1100 END:DAYLIGHT
    """,
    "Pacific/Auckland": """
        BEGIN:STANDARD DTSTART:20250406T030000 RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=4
        TZNAME:NZST TZOFFSETFROM:+1300 TZOFFSETTO:+1200 END:STANDARD
        BEGIN:DAYLIGHT DTSTART:20250928T020000 RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=9
        TZNAME:NZDT TZOFFSETFROM:+1200 TZOFFSETTO:+1300 END:DAYLIGHT
    """,
    "America/Sao_Paulo": """
        BEGIN:STANDARD DTSTART:20250101T000000
        TZNAME:-03 TZOFFSETFROM:-0300 TZOFFSETTO:-0300 END:STANDARD
    """,
    "America/Nuuk": """
        BEGIN:DAYLIGHT DTSTART:20250329T230000
        RRULE:FREQ=YEARLY;BYDAY=SA;BYMONTHDAY=24,25,26,27,28,29,30;BYMONTH=3
        TZNAME:-01 TZOFFSETFROM:-0200 TZOFFSETTO:-0100 END:DAYLIGHT
        BEGIN:STANDARD DTSTART:20251026T000000 RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
        TZNAME:-02 TZOFFSETFROM:-0100 TZOFFSETTO:-0200 END:STANDARD
    """,
}


@pytest.mark.parametrize("zone", GOLDEN)
def test_a_zone_is_written_as_yearly_rules(zone: str) -> None:
    written = timezone_of(zone, 2026).to_ical().decode().split()
    assert written == ["BEGIN:VTIMEZONE", f"TZID:{zone}", *GOLDEN[zone].split(), "END:VTIMEZONE"]


@pytest.mark.parametrize("zone", ["Africa/Cairo", "Africa/Casablanca"])
def test_a_zone_without_such_rules_has_each_change_by_itself(zone: str) -> None:
    written = timezone_of(zone, 2026).to_ical().decode()
    assert "RRULE" not in written
    assert "RDATE" not in written
    assert written.count("TZOFFSETTO") > 20


def times_to_look_at(zone: str, first_year: int, years: int) -> Iterator[datetime]:
    """By the wall: noon of every third day, and two hours before and after each change."""
    at = datetime.fromisoformat(f"{first_year}-01-01 12:00")
    while at.year < first_year + years:
        yield at
        at += timedelta(days=3)
    for change in changes(zone, first_year, years):
        yield from (change.wall + timedelta(hours=hours) for hours in (-2, 3))


@pytest.mark.parametrize(
    ("zone", "first_year"),
    [
        *[(zone, 2026) for zone in (*GOLDEN, "Africa/Cairo", "Africa/Casablanca", "America/Santiago")],
        *[(zone, 2026) for zone in ("Europe/Dublin", "Asia/Kolkata", "Asia/Gaza")],
        ("America/Sao_Paulo", 2015),  # it gave summer time up in 2019
        ("America/New_York", 2005),  # its rules were others until 2006
    ],
)
def test_another_reader_finds_the_same_offsets_for_ten_years(zone: str, first_year: int) -> None:
    text = timezone_of(zone, first_year).to_ical().decode()
    read = tz.tzical(StringIO(f"BEGIN:VCALENDAR\r\n{text}END:VCALENDAR\r\n")).get()
    wrong = [
        wall
        for wall in times_to_look_at(zone, first_year, 10)
        if wall.replace(tzinfo=read).utcoffset() != wall.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    ]
    assert wrong == []
