"""When each step falls due: in hours, at night, over a weekend, a holiday and a clock change; pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.company import Level
from bot.company.rota import CHAINS, Chain, ChainStep
from bot.company.times import AT_ONCE, LEVELS, NEXT_MORNING, Wait
from bot.escalation.chains import due_times, reaches_people_at
from bot.working_time import WorkingTime
from tests.companies import BERLIN, LONDON

WEB, BRIDGE = WorkingTime(BERLIN), WorkingTime(LONDON)  # nine to five, each by their own wall
HAMBURG_CLOSED = WorkingTime(replace(BERLIN, company_days=((date(2026, 3, 11), "Moving house"),)))


def wall(moments: tuple[datetime, ...]) -> list[str]:
    """By the Web Team's clock."""
    return [f"{moment.astimezone(BERLIN.zone_info):%a %H:%M}" for moment in moments]


def times(level: Level, at: str, working: WorkingTime = WEB, chain: Chain | None = None) -> list[str]:
    begins = datetime.fromisoformat(at).replace(tzinfo=BERLIN.zone_info)
    return wall(due_times(chain or CHAINS.of(level), working, BRIDGE, level, begins))


@pytest.mark.parametrize(
    ("level", "at", "expected"),
    [
        ("normal", "2026-03-10T10:00", ["Tue 10:00", "Tue 12:00", "Tue 14:00", "Wed 10:00"]),
        ("high", "2026-03-10T10:00", ["Tue 10:00", "Tue 11:00", "Tue 12:00", "Wed 10:00"]),
        ("low", "2026-03-10T10:00", ["Tue 10:00", "Wed 10:00", "Thu 10:00", "Fri 10:00"]),
        # What is left over of the day counts on in the morning.
        ("normal", "2026-03-10T16:00", ["Tue 16:00", "Wed 10:00", "Wed 12:00", "Thu 10:00"]),
        # Four hours before closing time they are up when everybody leaves.
        ("normal", "2026-03-10T13:00", ["Tue 13:00", "Tue 15:00", "Wed 09:00", "Thu 10:00"]),
        # At night nobody is asked before the morning.
        ("normal", "2026-03-10T22:00", ["Wed 09:00", "Wed 11:00", "Wed 13:00", "Thu 10:00"]),
        ("high", "2026-03-10T03:00", ["Tue 09:00", "Tue 10:00", "Tue 11:00", "Wed 10:00"]),
        # Over a weekend.
        ("normal", "2026-03-13T16:30", ["Fri 16:30", "Mon 10:30", "Mon 12:30", "Tue 10:00"]),
        ("low", "2026-03-14T12:00", ["Mon 09:00", "Mon 12:00", "Tue 12:00", "Wed 10:00"]),
    ],
)
def test_each_chain_asks_in_the_hours_of_the_team_and_then_of_the_bridge(
    level: Level, at: str, expected: list[str]
) -> None:
    assert times(level, at) == expected


@pytest.mark.parametrize("at", ["2026-03-10T10:00", "2026-03-10T03:00", "2026-03-14T12:00"])
def test_an_outage_counts_minutes_day_and_night(at: str) -> None:
    begins = datetime.fromisoformat(at).replace(tzinfo=BERLIN.zone_info)
    due = due_times(CHAINS.outage, WEB, BRIDGE, "outage", begins)
    assert [moment - begins for moment in due] == [timedelta(minutes=n) for n in (0, 5, 10, 20, 30)]


def test_a_holiday_is_no_working_day() -> None:
    assert times("normal", "2026-03-10T16:00", HAMBURG_CLOSED) == [
        "Tue 16:00",
        "Thu 10:00",
        "Thu 12:00",
        "Fri 10:00",
    ]


def test_the_night_in_which_the_clocks_change_shortens_no_wait() -> None:
    assert times("normal", "2026-03-27T16:00") == ["Fri 16:00", "Mon 10:00", "Mon 12:00", "Tue 10:00"]
    over_it = datetime(2026, 3, 29, 1, 50, tzinfo=BERLIN.zone_info)  # ten minutes before
    due = due_times(CHAINS.outage, WEB, BRIDGE, "outage", over_it)
    assert due[-1] - over_it.astimezone(UTC) == timedelta(minutes=30)


def test_the_bridges_morning_is_the_teams_next_day_also_where_it_is_that_day_already() -> None:
    late = WorkingTime(replace(BERLIN, zone="America/Los_Angeles"))
    begins = datetime(2026, 3, 12, 16, 50, tzinfo=late.calendar.zone_info)  # in London it is Thursday 23:50
    chain = (ChainStep("on_call", AT_ONCE), ChainStep("team", Wait(10, "minutes")))
    *_, team, bridge = due_times((*chain, ChainStep("bridge", NEXT_MORNING)), late, BRIDGE, "outage", begins)
    assert team == datetime(2026, 3, 13, 0, 0, tzinfo=UTC)
    assert bridge == datetime(2026, 3, 13, 9, 0, tzinfo=UTC), "Friday's, not Monday's"


def test_only_an_outage_reaches_people_outside_their_hours() -> None:
    night = datetime(2026, 3, 10, 22, 0, tzinfo=UTC)
    morning = datetime(2026, 3, 11, 8, 0, tzinfo=UTC)
    assert {level: reaches_people_at(level, WEB, night) for level in LEVELS} == {
        "outage": night,
        "high": morning,
        "normal": morning,
        "low": morning,
    }
    noon = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
    assert {reaches_people_at(level, WEB, noon) for level in LEVELS} == {noon}


SOME_YEAR = datetime(2025, 1, 1, tzinfo=UTC)
WAITS = st.builds(
    lambda amount, unit: NEXT_MORNING if unit == "morning" else Wait(amount, unit),
    st.integers(0, 30),
    st.sampled_from(["minutes", "hours", "working hours", "working days", "morning"]),
)
STEPS = st.builds(ChainStep, st.sampled_from(["on_call", "second_layer", "team", "bridge"]), WAITS)


@given(
    chain=st.lists(STEPS, min_size=1, max_size=6).map(tuple),
    level=st.sampled_from(LEVELS),
    at=st.integers(0, 5 * 366 * 24 * 60).map(lambda minutes: SOME_YEAR + timedelta(minutes=minutes)),
)
def test_no_step_comes_before_the_one_above_it_and_none_outside_hours(
    chain: Chain, level: Level, at: datetime
) -> None:
    due = due_times(chain, WEB, BRIDGE, level, at)
    assert len(due) == len(chain)
    assert list(due) == sorted(due)
    assert due[0] >= at
    if level != "outage":
        hours = [BRIDGE if step.to == "bridge" else WEB for step in chain]
        assert all(working.is_working(moment) for working, moment in zip(hours, due, strict=True))
