"""Rhythms written on one line, on Wednesday 11 March 2026 at noon in London."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.syncs.model import Series
from bot.syncs.phrases import NotUnderstood, Understood, read_rhythm
from bot.syncs.places import zone_named

NOW = datetime(2026, 3, 11, 12, tzinfo=UTC)


def understood(text: str, zone: str = "Europe/London") -> Series:
    read = read_rhythm(text, now=NOW, zone=zone)
    assert isinstance(read, Understood), read
    return read.series


def refused(text: str) -> str:
    read = read_rhythm(text, now=NOW, zone="Europe/London")
    assert isinstance(read, NotUnderstood), read
    return read.sentence


@pytest.mark.parametrize(
    ("text", "words", "first"),
    [
        ("every other Tuesday 10:00 London", "every other Tuesday at 10:00 (London)", "03-17"),
        (
            "first and third Monday of the month 9am until June",
            "on the first and third Monday of the month at 09:00 (London), until 30 June 2026",
            "03-16",
        ),
        ("Wednesdays 11:30", "every Wednesday at 11:30 (London)", "03-18"),
        ("Wednesdays 12:30", "every Wednesday at 12:30 (London)", "03-11"),
        ("10:00 every other Tuesday", "every other Tuesday at 10:00 (London)", "03-17"),
        ("Tuesdays 10am ET", "every Tuesday at 10:00 (New York)", "03-17"),
        ("every Thursday at 3pm UK", "every Thursday at 15:00 (London)", "03-12"),
        (
            "last Friday of the month 16:00 Europe/Berlin",
            "on the last Friday of the month at 16:00 (Berlin)",
            "03-27",
        ),
        ("Every other Tuesday, 10:00 (Lord Howe)", "every other Tuesday at 10:00 (Lord Howe)", "03-17"),
        (
            "monthly on the 15th at 10 Sao Paulo time",
            "on the 15th of the month at 10:00 (Sao Paulo)",
            "03-15",
        ),
        (
            "every weekday 9:15 starting 1 April",
            "every weekday from Monday to Friday at 09:15 (London)",
            "04-01",
        ),
        ("Monday until Friday 9:00", "every weekday from Monday to Friday at 09:00 (London)", "03-12"),
        (
            "every 2nd and 4th Tuesday 10:00",
            "on the second and fourth Tuesday of the month at 10:00 (London)",
            "03-24",
        ),
        ("every Tuesday until June 9am", "every Tuesday at 09:00 (London), until 30 June 2026", "03-17"),
        (
            "every Tuesday until 30 June 2027 10:00",
            "every Tuesday at 10:00 (London), until 30 June 2027",
            "03-17",
        ),
        (
            "jeden zweiten Dienstag um 10 Uhr bis Ende Juni",
            "every other Tuesday at 10:00 (London), until 30 June 2026",
            "03-17",
        ),
        ("last day of the month at noon", "on the last day of the month at 12:00 (London)", "03-31"),
    ],
)
def test_a_line_is_read_and_said_back(text: str, words: str, first: str) -> None:
    read = read_rhythm(text, now=NOW, zone="Europe/London")
    assert isinstance(read, Understood), read
    assert (read.words, f"{read.series.starts:%m-%d}") == (words, first)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("every Tuesday 10:00", 30),
        ("every Tuesday 10:00 for 45 minutes", 45),
        ("every Tuesday 10:00, 25 min", 25),
        ("every Tuesday 10:00 for an hour", 60),
        ("every Tuesday 10:00 for half an hour", 30),
        ("every Tuesday 10:00 for an hour and a half", 90),
        ("every Tuesday 10:00 for 1 hour 15 minutes", 75),
        ("every Tuesday 10:00 for 1h30", 90),
        ("every Tuesday 10:00 for 1.5 hours", 90),
        ("every Tuesday 10:00-10:45", 45),
        ("every Tuesday from 10 to 11", 60),
        ("every Tuesday from 10:00 until 10:30 until 30 June", 30),
        ("every Tuesday 11-1pm", 120),
        ("every Tuesday 11-1", 120),
        ("every Tuesday 9:30am-10am", 30),
        ("dienstags 9h30", 30),
    ],
)
def test_the_length_is_read_in_each_way_of_saying_it(text: str, minutes: int) -> None:
    assert understood(text).minutes == minutes


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("every Tuesday 11-1pm", "11:00"),
        ("every Tuesday 2-3pm", "14:00"),
        ("every Tuesday 2-3", "14:00"),
        ("every Tuesday 9-10am", "09:00"),
    ],
)
def test_of_two_hours_the_first_is_the_beginning(text: str, at: str) -> None:
    assert f"{understood(text).starts:%H:%M}" == at


def test_a_place_in_the_line_counts_more_than_the_writers_own() -> None:
    assert understood("every Tuesday 10:00 New York").zone == "America/New_York"
    assert understood("every Tuesday 10:00", zone="Asia/Tokyo").zone == "Asia/Tokyo"


def test_until_a_month_is_until_its_end_and_from_one_is_from_its_first_day() -> None:
    made = understood("every day from June until July at 10:00")
    assert (made.starts.date(), made.until) == (date(2026, 6, 1), date(2026, 7, 31))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", 'When is it? Write it like this: "every other Tuesday 10:00 London".'),
        ("whenever " * 40, "more than I can read at once"),
        ("Tuesday 10:00", "I did not understand how often"),
        ("let us meet soon", "I did not understand how often"),
        ("every Tuesday", "At what time?"),
        ("every day at 25:00", "At what time?"),
        ("every hour", "Once a day is the most"),
        ("monthly on the 31st at 10", 'Write "last day of the month"'),
        ("every Tuesday except in August 10:00", 'I did not understand "except in August"'),
        ("every Tuesday 10:00 boston", "the city of a time zone, such as London or New York"),
        ("every Tuesday 10:00 London New York", "I read two places, London and New York"),
        ("every Tuesday 10:00 ET London", "I read two places, London and New York"),
        ("every Tuesday 10:00 until we stop", 'I did not understand "until we stop"'),
        ("every Tuesday 10:00 until 04/05/2026", "can be read in two ways"),
        ("every Tuesday 10:00 for 3 minutes", "from 5 minutes to 8 hours"),
        ("every Tuesday 10:00 for 9 hours", "from 5 minutes to 8 hours"),
        ("every Tuesday 10:00-10:45 for 30 minutes", "45 minutes, by your words 30"),
        ("every Tuesday 14:00-13:00", '"14:00-13:00" ends before it begins'),
        ("every Tuesday 10:00 until 13 March", "after the last day, 13 March 2026"),
        ("every Tuesday 10:00 and Thursday 15:00", 'I did not understand "15:00"'),
    ],
)
def test_what_is_not_understood_is_said(text: str, said: str) -> None:
    assert said in refused(text)


def test_other_ways_of_naming_a_zone() -> None:
    assert [
        zone_named(name) for name in ("london", "São Paulo", "UK", "Europe/Berlin", "CET", "nowhere")
    ] == [
        "Europe/London",
        "America/Sao_Paulo",
        "Europe/London",
        "Europe/Berlin",
        "Europe/Berlin",
        None,
    ]


PIECES = """
every other Tuesday first Monday of the month 10:00 9am until June for 45 minutes London from to - and 1st
31st monthly 15:00-16:00 x
"""


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES.split()), max_size=9).map(" ".join) | st.text(max_size=60))
def test_any_line_is_either_a_series_ahead_or_one_sentence(text: str) -> None:
    read = read_rhythm(text, now=NOW, zone="Europe/London")
    if isinstance(read, Understood):
        assert read.series.starts >= datetime.fromisoformat("2026-03-11 00:00")
        assert read.series.starts.date() <= (read.series.until or date.max)
    else:
        assert read.sentence.endswith((".", '".'))
