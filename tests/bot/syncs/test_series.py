"""Twenty years of meetings in six zones: none twice, none lost, clock changes by one rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.syncs.model import Series
from bot.syncs.series import between, in_words, is_of, moment, next_spots, rule_of, snapped
from db.errors import Unclear

# With a time that the clock skips once a year there, as long as there is summer time.
ZONES = {
    "Europe/London": time(1, 30),
    "America/New_York": time(2, 30),
    "Australia/Lord_Howe": time(2, 15),
    "Africa/Cairo": time(0, 30),
    "America/Sao_Paulo": time(0, 30),
    "Pacific/Auckland": time(2, 30),
}
MINUTE = timedelta(minutes=1)
FIRST, LAST = datetime(2010, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)


def series(rule: str, starts: datetime, zone: str = "Europe/London", until: date | None = None) -> Series:
    return Series(starts, zone, rule, until)


def wall(written: str) -> datetime:
    return datetime.fromisoformat(written)


def wall_at(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def is_right(original: datetime, at: datetime, zone: str) -> bool:
    """At this moment the clock there shows the time for the first time, or has just skipped it."""
    shown = wall_at(at, zone)
    if shown == original:
        return all(wall_at(at - MINUTE * back, zone) != original for back in (30, 60))
    return shown > original and wall_at(at - MINUTE, zone) < original


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(("rule", "step"), [("FREQ=DAILY", 1), ("FREQ=WEEKLY;BYDAY=SU", 7)])
def test_in_twenty_years_no_meeting_comes_twice_and_none_is_lost(zone: str, rule: str, step: int) -> None:
    starts = datetime.combine(date(2010, 1, 3), ZONES[zone])  # a Sunday
    spots = list(between(series(rule, starts, zone), FIRST, LAST))
    days = (date(2029, 12, 31) - starts.date()).days // step
    expected = [starts + timedelta(days=step * count) for count in range(days + 1)]
    # A meeting of the last night may begin in the next year by UTC, or one more fit in.
    assert [spot.original for spot in spots[: days - 1]] == expected[: days - 1]
    assert abs(len(spots) - len(expected)) <= 1
    moments = [spot.starts_at for spot in spots]
    assert all(earlier < later for earlier, later in pairwise(moments))
    assert all(is_right(spot.original, spot.starts_at, zone) for spot in spots)
    skipped = [spot for spot in spots if wall_at(spot.starts_at, zone) != spot.original]
    assert skipped or rule != "FREQ=DAILY", "no clock change was met"


@pytest.mark.parametrize(
    ("zone", "skipped", "instead"),
    [
        ("Europe/London", "2026-03-29 01:30", "2026-03-29 02:00"),
        ("America/New_York", "2026-03-08 02:30", "2026-03-08 03:00"),
        ("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-04 02:30"),
        ("Africa/Cairo", "2026-04-24 00:30", "2026-04-24 01:00"),
        ("America/Sao_Paulo", "2018-11-04 00:30", "2018-11-04 01:00"),
        ("Pacific/Auckland", "2026-09-27 02:30", "2026-09-27 03:00"),
        ("Pacific/Apia", "2011-12-30 10:00", "2011-12-31 00:00"),
    ],
)
def test_a_time_that_the_clock_skips_becomes_the_first_minute_after(
    zone: str, skipped: str, instead: str
) -> None:
    assert wall_at(moment(datetime.fromisoformat(skipped), zone), zone) == datetime.fromisoformat(instead)


@pytest.mark.parametrize(
    ("zone", "twice", "first"),
    [
        ("Europe/London", "2026-10-25 01:30", "2026-10-25 00:30"),
        ("America/New_York", "2026-11-01 01:30", "2026-11-01 05:30"),
        ("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-04 14:45"),
        ("Africa/Cairo", "2026-10-29 23:30", "2026-10-29 20:30"),
        ("America/Sao_Paulo", "2018-02-17 23:30", "2018-02-18 01:30"),
        ("Pacific/Auckland", "2026-04-05 02:30", "2026-04-04 13:30"),
    ],
)
def test_of_a_time_that_comes_twice_the_first_is_meant(zone: str, twice: str, first: str) -> None:
    second_look = datetime.fromisoformat(twice).replace(fold=1)
    assert moment(second_look, zone) == datetime.fromisoformat(first).replace(tzinfo=UTC)


def test_a_meeting_stays_at_its_time_by_the_wall() -> None:
    london = series("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", wall("2026-03-17 10:00"))
    spots = next_spots(london, datetime(2026, 3, 1, tzinfo=UTC), 2)
    assert [f"{spot.starts_at:%d.%m. %H:%M}" for spot in spots] == ["17.03. 10:00", "31.03. 09:00"]


a_weekday = st.integers(0, 6)
rules = st.one_of(
    st.builds(
        lambda days, interval: rule_of(weekdays=days, interval=interval),
        st.lists(a_weekday, max_size=3),
        st.integers(1, 6),
    ),
    st.builds(
        lambda days, nth, interval: rule_of(weekdays=days, nth=nth, interval=interval),
        st.lists(a_weekday, min_size=1, max_size=2),
        st.lists(st.sampled_from((1, 2, 3, 4, 5, -1)), min_size=1, max_size=2),
        st.integers(1, 4),
    ),
    st.builds(
        lambda days: rule_of(month_days=days),
        st.lists(st.sampled_from((1, 13, 28, -1)), min_size=1, max_size=2),
    ),
)
starts_at = st.builds(
    lambda days, minutes: wall("2024-01-01 00:00") + timedelta(days=days, minutes=minutes),
    st.integers(0, 1500),
    st.integers(0, 24 * 60 - 1),
)
moments = st.builds(
    lambda hours: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=hours), st.integers(0, 60_000)
)


@settings(max_examples=40, deadline=None)
@given(rules, starts_at, st.sampled_from(list(ZONES)), moments, st.integers(1, 900), st.integers(1, 400))
def test_two_windows_side_by_side_show_what_one_does(
    rule: str, starts: datetime, zone: str, first: datetime, hours: int, more: int
) -> None:
    made = snapped(series(rule, starts, zone))
    middle = first + timedelta(hours=hours)
    last = middle + timedelta(hours=more)
    whole = list(between(made, first, last))
    assert [*between(made, first, middle), *between(made, middle, last)] == whole
    assert all(first <= spot.starts_at < last for spot in whole)
    assert all(is_right(spot.original, spot.starts_at, zone) for spot in whole)
    assert all(is_of(made, spot.original) for spot in whole[:3])


@settings(max_examples=40, deadline=None)
@given(rules, starts_at, st.sampled_from(list(ZONES)))
def test_a_snapped_series_begins_with_its_own_start(rule: str, starts: datetime, zone: str) -> None:
    made = snapped(series(rule, starts, zone))
    assert made.starts >= starts
    assert snapped(made) == made
    first = next_spots(made, datetime(2023, 1, 1, tzinfo=UTC), 1)
    assert [spot.original for spot in first] == [made.starts]


@settings(max_examples=30, deadline=None)
@given(rules, starts_at, moments, st.integers(1, 7))
def test_the_next_ones_are_those_of_the_window_ahead(
    rule: str, starts: datetime, after: datetime, count: int
) -> None:
    made = snapped(series(rule, starts))
    spots = next_spots(made, after, count)
    assert len(spots) == count
    assert list(between(made, after + MINUTE, spots[-1].starts_at + MINUTE)) == spots


def test_the_first_day_that_fits_is_the_start_though_the_interval_counts_from_there() -> None:
    on_a_wednesday = series("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", wall("2026-03-11 10:00"))
    assert snapped(on_a_wednesday).starts == wall("2026-03-17 10:00")
    assert in_words(snapped(on_a_wednesday)) == "every other Tuesday at 10:00 (London)"


def test_the_last_day_still_has_its_meeting() -> None:
    made = series("FREQ=WEEKLY;BYDAY=MO", wall("2026-06-01 23:30"), "America/New_York", date(2026, 6, 15))
    spots = next_spots(made, datetime(2026, 5, 1, tzinfo=UTC), 10)
    assert [spot.original.day for spot in spots] == [1, 8, 15]
    assert next_spots(made, datetime(2026, 7, 1, tzinfo=UTC), 3) == []


def test_only_times_of_the_rule_are_of_the_series() -> None:
    made = series("FREQ=WEEKLY;BYDAY=MO", wall("2026-06-01 09:00"), until=date(2026, 6, 15))
    asked = [
        wall("2026-06-08 09:00"),
        wall("2026-06-08 10:00"),
        wall("2026-06-09 09:00"),
        wall("2026-06-22 09:00"),
    ]
    assert [is_of(made, each) for each in asked] == [True, False, False, False]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (rule_of(), "every day at 10:00 (New York)"),
        (rule_of(interval=3), "every 3rd day at 10:00 (New York)"),
        (rule_of(weekdays=[1]), "every Tuesday at 10:00 (New York)"),
        (rule_of(weekdays=[3, 1], interval=2), "every other Tuesday and Thursday at 10:00 (New York)"),
        (rule_of(weekdays=[1], interval=3), "every 3rd week on Tuesday at 10:00 (New York)"),
        (rule_of(weekdays=range(5)), "every weekday from Monday to Friday at 10:00 (New York)"),
        (rule_of(weekdays=[0], nth=[1, 3]), "on the first and third Monday of the month at 10:00 (New York)"),
        (
            rule_of(weekdays=[4], nth=[-1], interval=2),
            "on the last Friday of every other month at 10:00 (New York)",
        ),
        (rule_of(month_days=[-1, 15]), "on the 15th and last day of the month at 10:00 (New York)"),
        (
            rule_of(weekdays=range(5), nth=[-1], together=True),
            "on the last working day of the month at 10:00 (New York)",
        ),
        ("FREQ=YEARLY;BYMONTHDAY=3;BYMONTH=3", "on the 3rd of March at 10:00 (New York)"),
        ("FREQ=WEEKLY", "every Tuesday at 10:00 (New York)"),
        ("FREQ=MONTHLY", "on the 6th of the month at 10:00 (New York)"),
    ],
)
def test_a_series_says_in_words_when_it_is(rule: str, words: str) -> None:
    assert in_words(series(rule, wall("2026-01-06 10:00"), "America/New_York")) == words


def test_the_words_name_the_last_day() -> None:
    made = series(rule_of(weekdays=[1]), wall("2026-01-06 10:00"), until=date(2026, 6, 30))
    assert in_words(made) == "every Tuesday at 10:00 (London), until 30 June 2026"


@pytest.mark.parametrize("day", [29, 30, 31])
def test_a_day_that_some_months_lack_is_refused_with_what_to_choose(day: int) -> None:
    with pytest.raises(Unclear, match='Choose a day up to the 28th, or "last day of the month"'):
        rule_of(month_days=[day])


def test_a_form_that_says_too_little_or_too_much_is_told_what_to_choose() -> None:
    with pytest.raises(Unclear, match="Which day of the month"):
        rule_of(monthly=True)
    with pytest.raises(Unclear, match="Which day of the month"):
        rule_of(weekdays=[1], nth=[1], month_days=[15])
    with pytest.raises(Unclear, match="Which day of the month"):
        rule_of(weekdays=[1], monthly=True)
    with pytest.raises(Unclear, match="Choose every one, every other one, or a number up to 52"):
        rule_of(weekdays=[1], interval=0)
    with pytest.raises(Unclear, match="in no month"):
        rule_of(month_days=[0])
    with pytest.raises(Unclear, match="in no month"):
        rule_of(weekdays=[1], nth=[6])


def test_a_rhythm_without_any_day_is_refused() -> None:
    with pytest.raises(Unclear, match="never falls on any day"):
        snapped(series("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", wall("2026-01-01 10:00")))


def test_a_last_day_before_the_first_meeting_is_refused() -> None:
    made = replace(series(rule_of(weekdays=[1]), wall("2026-03-11 10:00")), until=date(2026, 3, 16))
    with pytest.raises(Unclear, match="17 March 2026, after the last day, 16 March 2026"):
        snapped(made)
