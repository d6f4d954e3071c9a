"""What must hold for every calendar, wait and pause."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.company.times import Wait
from bot.escalation.waits import Pause, ends_at, measure_of, passed, paused
from bot.promises import due_after
from bot.working_time import WorkingTime
from tests.bot.test_working_time_properties import PACE, offices

START = datetime(2026, 2, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 320 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))
WAITS = st.one_of(
    st.builds(Wait, st.integers(1, 30), st.sampled_from(["working hours", "hours"])),
    st.builds(Wait, st.integers(1, 6), st.just("working days")),
    st.builds(Wait, st.integers(1, 600), st.just("minutes")),
    st.just(Wait(1, "morning")),
)
SPANS = st.lists(st.tuples(st.integers(0, 60 * 24 * 12), st.integers(1, 60 * 24 * 4)), max_size=4)


def pauses_after(start: datetime, spans: list[tuple[int, int]]) -> list[Pause]:
    """One after the other: minutes until it begins, minutes that it lasts."""
    found: list[Pause] = []
    for until, length in spans:
        begins = (found[-1].end if found else start) + timedelta(minutes=until)
        found.append(Pause(begins, begins + timedelta(minutes=length)))
    return found


@PACE
@given(offices(), WAITS, MOMENTS)
def test_without_a_pause_it_is_the_plain_wait(office: WorkingTime, wait: Wait, start: datetime) -> None:
    assert ends_at(wait, office, start) == due_after(office, wait, start)


@PACE
@given(offices(), WAITS, MOMENTS, SPANS)
def test_one_more_pause_never_shortens_a_wait(
    office: WorkingTime, wait: Wait, start: datetime, spans: list[tuple[int, int]]
) -> None:
    pauses = pauses_after(start, spans)
    ends = [ends_at(wait, office, start, pauses[:count]) for count in range(len(pauses) + 1)]
    assert ends == sorted(ends)


@PACE
@given(offices(), WAITS, MOMENTS, SPANS)
def test_it_never_ends_in_the_middle_of_a_pause(
    office: WorkingTime, wait: Wait, start: datetime, spans: list[tuple[int, int]]
) -> None:
    pauses = pauses_after(start, spans)
    end = ends_at(wait, office, start, pauses)
    assert not [one for one in pauses if one.start <= end < one.end]


@PACE
@given(offices(), WAITS, MOMENTS, SPANS)
def test_the_time_that_counts_is_what_was_promised(
    office: WorkingTime, wait: Wait, start: datetime, spans: list[tuple[int, int]]
) -> None:
    pauses, measure = pauses_after(start, spans), measure_of(wait, office)
    promised = measure.between(start, due_after(office, wait, start))
    end = ends_at(wait, office, start, pauses)
    assert passed(measure, start, end, pauses) == promised
    assert paused(measure, start, end, pauses) == measure.between(start, end) - promised


@PACE
@given(offices(), st.integers(1, 30), MOMENTS, st.integers(0, 10))
def test_a_pause_while_nobody_works_changes_nothing(
    office: WorkingTime, hours: int, start: datetime, days: int
) -> None:
    """From the end of a day's last minute of work up to the next minute of work."""
    wait = Wait(hours, "working hours")
    moment = start + timedelta(days=days)
    ends_work = office.next_start(moment)
    while office.is_working(ends_work):
        ends_work = office.add(ends_work, timedelta(minutes=1))
    night = Pause(ends_work, office.next_start(ends_work))
    assert ends_at(wait, office, start, [night]) in (
        ends_at(wait, office, start),
        night.end,  # it would have ended at closing time itself
    )
