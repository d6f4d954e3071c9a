"""What is written is read back by somebody else's reader, over ten years, and is what we plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calendars.writing import AllDay, write_calendar
from bot.syncs.model import Series
from bot.syncs.series import between, in_words, rule_of, snapped
from db.kinds import OccurrenceState
from tests.bot.calendars.meetings import (
    MADE_AT,
    a_row,
    a_sync,
    cancelled,
    of,
    parts,
    read_back,
    summaries,
    wall,
)

FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
# With the times of the day at which the clock is changed there.
SIX = [
    ("Europe/London", "2026-01-04 01:30"),
    ("America/New_York", "2026-01-04 02:30"),
    ("Australia/Lord_Howe", "2026-01-04 02:15"),
    ("Africa/Cairo", "2026-01-02 00:30"),  # a Friday, as the change is
    ("America/Sao_Paulo", "2026-01-04 00:30"),
    ("Pacific/Auckland", "2026-01-04 02:30"),
]


def planned(series: Series) -> list[datetime]:
    return [spot.starts_at for spot in between(series, FIRST, LAST)]


@pytest.mark.parametrize(("zone", "starts"), SIX)
def test_ten_years_are_read_back_as_planned_also_where_the_clock_skips_the_time(
    zone: str, starts: str
) -> None:
    sync = a_sync("FREQ=WEEKLY", starts, zone)
    expected = planned(sync.series)
    assert len(expected) >= 521
    assert read_back(write_calendar("Syncs", [of(sync)]), FIRST, LAST) == expected


def test_a_time_that_comes_twice_is_written_out_in_utc() -> None:
    sync = a_sync("FREQ=WEEKLY", "2026-01-04 01:30", "America/New_York")
    text = write_calendar("Syncs", [of(sync)])
    assert b"RECURRENCE-ID;TZID=America/New_York:20261101T013000\r\n" in text
    assert b"DTSTART:20261101T053000Z\r\n" in text
    assert read_back(text, FIRST, LAST) == planned(sync.series)


@pytest.mark.parametrize(("zone", "starts"), SIX)
def test_an_ordinary_time_needs_no_instance_of_its_own(zone: str, starts: str) -> None:
    text = write_calendar("Syncs", [of(a_sync("FREQ=WEEKLY", starts[:-5] + "10:00", zone))])
    assert text.count(b"BEGIN:VEVENT") == 1


rules = st.one_of(
    st.builds(
        lambda days, interval: rule_of(weekdays=days, interval=interval),
        st.lists(st.integers(0, 6), min_size=1, max_size=2),
        st.integers(1, 5),
    ),
    st.builds(
        lambda day, nth: rule_of(weekdays=[day], nth=nth),
        st.integers(0, 6),
        st.lists(st.sampled_from((1, 3, 5, -1)), min_size=1, max_size=2),
    ),
    st.just(rule_of(month_days=[15, -1])),
    st.just(rule_of(weekdays=range(5), nth=[-1], together=True)),
)


@settings(max_examples=25, deadline=None)
@given(
    rules,
    st.sampled_from(SIX),
    st.integers(0, 24 * 4 - 1),
    st.sets(st.integers(0, 40), max_size=4),
    st.sets(st.integers(0, 40), max_size=4),
    st.none() | st.integers(100, 1000),
)
def test_any_series_with_moved_and_cancelled_meetings_is_read_back(
    rule: str, place: tuple[str, str], quarters: int, moved: set[int], left_out: set[int], days: int | None
) -> None:
    zone, _ = place
    starts = wall("2026-01-01 00:00") + timedelta(minutes=15 * quarters)
    series = snapped(Series(starts, zone, rule, None, 45))
    if days:
        series = replace(series, until=series.starts.date() + timedelta(days=days))
    sync = replace(a_sync(), series=series)
    spots = list(between(series, FIRST, LAST))
    rows = []
    for count, spot in enumerate(spots):
        if count in left_out:
            rows.append(cancelled(sync, spot.original.isoformat()))
        elif count in moved:
            there = (spot.original.replace(hour=12, minute=20) + timedelta(days=1)).isoformat()
            rows.append(a_row(sync, spot.original.isoformat(), starts=there, zone="Asia/Tokyo", sequence=1))
    by_original = {row.original: row for row in rows}
    expected = sorted(
        row.starts_at if (row := by_original.get(spot.original)) else spot.starts_at
        for count, spot in enumerate(spots)
        if count not in left_out
    )
    text = write_calendar("Syncs", [of(sync, *rows)])
    assert read_back(text, FIRST, LAST + timedelta(days=3)) == [
        *expected,
        *(spot.starts_at for spot in between(series, LAST, LAST + timedelta(days=3))),
    ]


def test_a_moved_meeting_keeps_its_original_time_in_the_zone_of_the_series() -> None:
    sync = a_sync()
    moved = a_row(sync, "2026-03-31 10:00", starts="2026-04-01 16:30", zone="America/New_York", sequence=2)
    text = write_calendar("Syncs", [of(sync, moved)])
    assert b"RECURRENCE-ID;TZID=Europe/London:20260331T100000\r\n" in text
    assert b"DTSTART;TZID=America/New_York:20260401T163000\r\n" in text
    zones = [str(zone["TZID"]) for zone in parts(text, "VTIMEZONE")]
    assert zones == ["America/New_York", "Europe/London"]
    week = datetime(2026, 3, 30, tzinfo=UTC)
    assert read_back(text, week, week + timedelta(days=7)) == [datetime(2026, 4, 1, 20, 30, tzinfo=UTC)]


@pytest.mark.parametrize("state", [OccurrenceState.CANCELLED, OccurrenceState.HOLIDAY, OccurrenceState.EMPTY])
def test_a_meeting_that_is_not_held_is_no_longer_shown(state: OccurrenceState) -> None:
    sync = a_sync()
    text = write_calendar("Syncs", [of(sync, a_row(sync, "2026-03-31 10:00", state=state))])
    assert b"EXDATE;TZID=Europe/London:20260331T100000\r\n" in text
    march = datetime(2026, 3, 30, tzinfo=UTC)
    assert read_back(text, march, march + timedelta(days=8)) == []


def test_a_cancelled_meeting_that_the_clock_would_have_skipped_stays_cancelled() -> None:
    sync = a_sync("FREQ=DAILY", "2026-03-27 01:30")
    text = write_calendar("Syncs", [of(sync, cancelled(sync, "2026-03-29 01:30"))])
    day = datetime(2026, 3, 29, tzinfo=UTC)
    assert read_back(text, day, day + timedelta(days=1)) == []


def test_one_with_another_name_or_length_has_them_alone() -> None:
    sync = a_sync()
    row = a_row(sync, "2026-01-13 10:00", name="Kick-off", minutes=90)
    text = write_calendar("Syncs", [of(sync, row)])
    first = datetime(2026, 1, 6, tzinfo=UTC)
    assert summaries(text, first, first + timedelta(days=15)) == [
        ("Marketing and IT", 45),
        ("Kick-off", 90),
        ("Marketing and IT", 45),
    ]


def test_a_planned_row_like_its_series_adds_nothing() -> None:
    sync = a_sync()
    assert write_calendar("Syncs", [of(sync, a_row(sync, "2026-01-13 10:00"))]).count(b"BEGIN:VEVENT") == 1


def test_each_change_raises_the_sequence() -> None:
    sync = a_sync(sequence=3)
    row = a_row(sync, "2026-01-13 10:00", starts="2026-01-14 10:00", sequence=2)
    texts = [write_calendar("Syncs", [meeting]) for meeting in (of(sync), of(sync, row))]
    sequences = [[event["SEQUENCE"] for event in parts(text)] for text in texts]
    assert sequences == [[3], [5, 5]]
    restored = write_calendar("Syncs", [of(sync, a_row(sync, "2026-01-13 10:00", sequence=4))])
    later = [event["SEQUENCE"] for event in parts(restored)]
    assert all(before < after for before, after in pairwise([3, 5, *later]))


def test_a_meeting_that_the_changed_rule_no_longer_has_stands_by_itself() -> None:
    sync = a_sync("FREQ=WEEKLY;BYDAY=TH", "2026-02-05 10:00")
    rows = [
        a_row(sync, "2026-02-10 10:00", starts="2026-02-11 15:00"),
        cancelled(sync, "2026-02-17 10:00"),
    ]
    text = write_calendar("Syncs", [of(sync, *rows)])
    assert b"RECURRENCE-ID" not in text
    assert b"EXDATE" not in text
    first = datetime(2026, 2, 9, tzinfo=UTC)
    assert [f"{at:%d %H}" for at in read_back(text, first, first + timedelta(days=7))] == ["11 15", "12 10"]


def test_an_ended_series_stops_at_its_end_and_one_that_never_began_is_not_written() -> None:
    ended = a_sync(ended_at=datetime(2026, 1, 20, 9, tzinfo=UTC))
    later = a_row(ended, "2026-01-27 10:00", starts="2026-01-28 10:00")
    text = write_calendar("Syncs", [of(ended, later)])
    assert [at.day for at in read_back(text, FIRST, LAST)] == [6, 13]
    never = a_sync(ended_at=datetime(2026, 1, 5, 9, tzinfo=UTC))
    assert b"VEVENT" not in write_calendar("Syncs", [of(never)])


def test_the_last_day_is_part_of_the_series() -> None:
    sync = a_sync("FREQ=DAILY", "2026-10-23 01:30", until=date(2026, 10, 25))
    assert read_back(write_calendar("Syncs", [of(sync)]), FIRST, LAST) == planned(sync.series)
    assert len(planned(sync.series)) == 3


def test_a_series_in_utc_needs_no_definition_of_a_zone() -> None:
    sync = a_sync(zone="UTC")
    text = write_calendar("Syncs", [of(sync)])
    assert b"VTIMEZONE" not in text
    assert read_back(text, FIRST, LAST) == planned(sync.series)


def test_the_same_rows_give_the_same_text() -> None:
    sync = a_sync(join_link="https://meet.example.com/abc")
    meeting = of(sync, cancelled(sync, "2026-03-31 10:00"))
    assert write_calendar("Syncs", [meeting]) == write_calendar("Syncs", [meeting])


def test_names_are_data_and_long_lines_are_folded() -> None:
    name = "Ship it; now,\x00 é🚀\r\nBEGIN:VALARM\nEND:VEVENT " + "long " * 40
    sync = a_sync(name=name, join_link="https://meet.example.com/abc")
    text = write_calendar(name, [of(sync)])
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    (event,) = parts(text)
    assert event["SUMMARY"] == name.replace("\r\n", "\n").replace("\x00", "")
    assert not parts(text, "VALARM")
    assert (str(event["URL"]), str(event["LOCATION"])) == ("https://meet.example.com/abc",) * 2


def test_the_description_says_when_it_is_and_how_to_join() -> None:
    sync = a_sync(join_link="https://meet.example.com/abc")
    (event,) = parts(write_calendar("Syncs", [of(sync)]))
    assert str(event["DESCRIPTION"]).splitlines() == [
        "Join: https://meet.example.com/abc",
        f"E{in_words(sync.series)[1:]}.",
        "Move it, cancel it or add to its agenda in Slack: /sync",
    ]


def test_the_road_map_is_whole_days_up_to_and_with_the_last() -> None:
    freeze = AllDay("f1@liaison", "Freeze: Easter", date(2026, 4, 1), date(2026, 4, 7))
    launch = AllDay("l1@liaison", "Launch: boots", date(2026, 4, 21), date(2026, 4, 21), "Brand", 2, MADE_AT)
    text = write_calendar("Road map", days=[freeze, launch])
    first, second = parts(text)
    assert (first["DTSTART"].dt, first["DTEND"].dt) == (date(2026, 4, 1), date(2026, 4, 8))
    assert (second["DTSTART"].dt, second["DTEND"].dt) == (date(2026, 4, 21), date(2026, 4, 22))
    assert (second["SEQUENCE"], str(second["DESCRIPTION"]), str(second["TRANSP"])) == (
        2,
        "Brand",
        "TRANSPARENT",
    )


def test_an_empty_calendar_is_one_too() -> None:
    assert parts(write_calendar("Nothing yet")) == []
