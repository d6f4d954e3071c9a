"""Dates as rows: what the rule says, what days off make of it, and what people changed by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.syncs.changing import (
    cancel_occurrence,
    move_occurrence,
    rename_occurrence,
    restore_occurrence,
    set_facilitator,
)
from bot.syncs.model import Series
from bot.syncs.planning import plan, plan_ahead
from bot.syncs.rows import coming, get_sync
from bot.syncs.series import between
from bot.syncs.syncs import change_sync, end_sync, set_attendees
from bot.toolkit import Desk
from db.kinds import HolidayPolicy, NoticeKind, OccurrenceState
from db.meeting_tables import attendees, occurrences
from tests.bot.syncs.meetings import (
    DEACTIVATED,
    JONAS,
    MIA,
    TOM,
    TUESDAYS,
    Meetings,
    company,
    database_url,
    london,
    meetings,
    one_postgres,
    wall,
    wanted,
)

__all__ = ["company", "database_url", "meetings", "one_postgres"]

PLANNED, CANCELLED, HOLIDAY = OccurrenceState.PLANNED, OccurrenceState.CANCELLED, OccurrenceState.HOLIDAY
EVERY_DAY = Series(wall("2026-03-30 10:00"), "Europe/London", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")
MONDAYS = Series(wall("2026-03-16 10:00"), "Europe/London", "FREQ=WEEKLY;BYDAY=MO")


def planned_again(desk: Desk, sync_id: str) -> None:
    plan(desk, get_sync(desk.unit, sync_id))


def announced(meetings: Meetings, key: str) -> None:
    """As if its announcement stood in Slack."""
    with meetings.toolkit.ledger.begin() as unit:
        same = occurrences.c.original.startswith(f"2026-{key}")
        unit.execute(update(occurrences).where(same).values(channel_id="C0MARKETING", ts="1.1"))


def test_the_dates_of_sixty_days_are_rows_at_the_same_time_by_the_wall(meetings: Meetings) -> None:
    dates = meetings.dates(meetings.make())
    assert [one.key for one in dates] == [
        f"2026-{day}T10:00"
        for day in ("03-17", "03-24", "03-31", "04-07", "04-14", "04-21", "04-28", "05-05")
    ]
    assert [one.starts_at.hour for one in dates] == [
        10,
        10,
        9,
        9,
        9,
        9,
        9,
        9,
    ]  # the clock changes on the 29th
    assert {(one.starts == one.original, one.zone, one.minutes) for one in dates} == {
        (True, "Europe/London", 30)
    }


def test_planning_again_changes_nothing(meetings: Meetings) -> None:
    sync = meetings.make()
    before = meetings.dates(sync)
    meetings.do(planned_again, sync.id)
    assert meetings.dates(sync) == before


def test_as_days_pass_more_dates_come(meetings: Meetings) -> None:
    sync = meetings.make()
    meetings.clock.advance(days=7)
    plan_ahead(meetings.toolkit)
    assert [one.key[5:10] for one in meetings.dates(sync)][-1] == "05-12"
    meetings.clock.advance(days=21, hours=1)
    plan_ahead(meetings.toolkit)
    assert len({one.key for one in meetings.dates(sync)}) == len(meetings.dates(sync)) == 12


@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York", "Australia/Lord_Howe"])
def test_planned_bit_by_bit_over_a_year_no_date_is_lost_or_there_twice(meetings: Meetings, zone: str) -> None:
    """With every third one moved by a person, which keeps what it is."""
    series = Series(wall("2026-03-18 02:00"), zone, "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,SU")
    sync = meetings.make(series, calendars=())
    for _ in range(9):
        with meetings.toolkit.ledger.read() as connection:
            ahead = coming(connection, sync.id, meetings.clock.now, 20)
        for one in ahead[::3]:
            to = one.starts + timedelta(days=1, hours=3)
            meetings.do(move_occurrence, sync.id, one.key, to, "Europe/Berlin", MIA)
        meetings.clock.advance(days=41)
        plan_ahead(meetings.toolkit)
    expected = between(series, sync.created_at, meetings.clock.now + timedelta(days=60))
    dates = meetings.dates(sync)
    assert sorted(one.original for one in dates) == [spot.original for spot in expected]
    assert len([one for one in dates if one.by_hand]) > 20
    assert {one.state for one in dates} == {PLANNED}


def test_after_a_long_silence_the_dates_of_two_weeks_are_made_up_for(meetings: Meetings) -> None:
    sync = meetings.make()
    meetings.clock.advance(days=100)  # planned up to 5 May; now it is 18 June
    plan_ahead(meetings.toolkit)
    keys = [one.key[5:10] for one in meetings.dates(sync)]
    assert keys[7:10] == ["05-05", "06-09", "06-16"]


@pytest.mark.parametrize(
    ("policy", "starts", "state", "reason"),
    [
        (HolidayPolicy.SKIP, "2026-04-06T10:00", HOLIDAY, "Easter Monday"),
        (HolidayPolicy.MOVE, "2026-04-07T10:00", PLANNED, "Easter Monday"),
        (HolidayPolicy.KEEP, "2026-04-06T10:00", PLANNED, ""),
        (HolidayPolicy.ASK, "2026-04-06T10:00", PLANNED, ""),
    ],
)
def test_a_day_off_and_its_policy(
    meetings: Meetings, policy: HolidayPolicy, starts: str, state: OccurrenceState, reason: str
) -> None:
    one = meetings.date(meetings.make(MONDAYS, on_holiday=policy), "04-06")
    assert (one.key, one.starts.isoformat(timespec="minutes"), one.state) == (
        "2026-04-06T10:00",
        starts,
        state,
    )
    assert one.reason.startswith(reason)
    assert bool(one.reason) == bool(reason)


def test_a_company_day_counts_as_well(meetings: Meetings) -> None:
    meetings.clock.advance(days=20)
    one = meetings.date(meetings.make(on_holiday=HolidayPolicy.SKIP), "05-12")
    assert (one.state, one.reason) == (HOLIDAY, "Summer outing (London)")


def test_where_both_offices_must_be_closed_a_day_off_of_one_changes_nothing(meetings: Meetings) -> None:
    meetings.clock.advance(days=20)
    sync = meetings.make(on_holiday=HolidayPolicy.SKIP, closed_when="both")
    assert meetings.date(sync, "05-12").state is PLANNED


def test_a_date_is_not_moved_onto_another_one_of_the_same_sync(meetings: Meetings) -> None:
    dates = meetings.dates(meetings.make(EVERY_DAY, on_holiday=HolidayPolicy.MOVE))
    held = [one for one in dates if one.state is PLANNED]
    assert len({one.starts.date() for one in held}) == len(held)
    assert {one.key[5:10] for one in dates if one.state is HOLIDAY} >= {"04-03", "04-06"}


def test_a_calendar_that_left_the_company_file_counts_no_more(meetings: Meetings) -> None:
    sync = meetings.make(MONDAYS, on_holiday=HolidayPolicy.SKIP)
    smaller = replace(meetings.toolkit.company, calendars=())
    with meetings.toolkit.ledger.begin() as unit:
        desk = replace(meetings.toolkit.desk(unit), company=smaller)
        plan(desk, get_sync(unit, sync.id))
    assert meetings.date(sync, "04-06").state is PLANNED


@pytest.mark.parametrize("change", ["moved", "cancelled", "restored"])
def test_what_a_person_changed_stays_when_it_is_planned_again(meetings: Meetings, change: str) -> None:
    sync, key = meetings.make(), "2026-03-24T10:00"
    if change == "moved":
        meetings.do(move_occurrence, sync.id, key, wall("2026-03-26 15:00"), "Europe/Berlin", MIA)
    else:
        meetings.do(cancel_occurrence, sync.id, key, MIA)
    if change == "restored":
        meetings.do(restore_occurrence, sync.id, key, MIA)
    before = meetings.date(sync, "03-24")
    meetings.clock.advance(hours=8)
    plan_ahead(meetings.toolkit)
    after = meetings.date(sync, "03-24")
    assert (after.starts, after.state, after.sequence) == (before.starts, before.state, before.sequence)
    assert len([one for one in meetings.dates(sync) if one.key == key]) == 1


def test_a_changed_series_takes_along_what_nobody_changed_by_hand(meetings: Meetings) -> None:
    sync = meetings.make()
    meetings.do(move_occurrence, sync.id, "2026-03-24T10:00", wall("2026-03-26 15:00"), "Europe/London", MIA)
    announced(meetings, "03-17")
    later = replace(TUESDAYS, starts=wall("2026-03-18 11:00"), rule="FREQ=WEEKLY;BYDAY=WE")
    meetings.do(change_sync, sync.id, wanted(later), MIA)
    found = {one.key: one.state for one in meetings.dates(sync)}
    assert found.pop("2026-03-17T10:00") is CANCELLED  # it was announced, so it is seen to be cancelled
    assert found.pop("2026-03-24T10:00") is PLANNED  # moved by a person
    assert list(found)[:2] == ["2026-03-18T11:00", "2026-03-25T11:00"]
    assert all(key.endswith("T11:00") for key in found)


def test_a_longer_meeting_keeps_its_dates_and_counts_a_change(meetings: Meetings) -> None:
    sync = meetings.make()
    before = meetings.dates(sync)
    changed = meetings.do(change_sync, sync.id, wanted(replace(TUESDAYS, minutes=45)), MIA)
    after = meetings.dates(sync)
    assert [one.key for one in after] == [one.key for one in before]
    assert {(one.minutes, one.sequence) for one in after} == {(45, 1)}
    assert changed.sequence == sync.sequence + 1


def test_a_date_that_begins_or_is_over_is_left_as_it_is(meetings: Meetings) -> None:
    sync = meetings.make()
    meetings.clock.now = london("2026-03-17 10:05")
    meetings.do(change_sync, sync.id, wanted(replace(TUESDAYS, minutes=45)), MIA)
    assert meetings.date(sync, "03-17").minutes == 30
    assert meetings.date(sync, "03-24").minutes == 45


def test_an_ended_sync_gets_no_dates(meetings: Meetings) -> None:
    sync = meetings.make()
    meetings.do(end_sync, sync.id, MIA)
    meetings.clock.advance(days=7)
    plan_ahead(meetings.toolkit)
    assert {(one.state, one.reason) for one in meetings.dates(sync)} == {(CANCELLED, "the sync has ended")}
    assert len(meetings.dates(sync)) == 8


def test_the_next_three_dates_have_people_and_each_another_facilitator(meetings: Meetings) -> None:
    dates = meetings.dates(meetings.make())
    leaders = [one.facilitator_id for one in dates]
    assert leaders[3:] == [None] * 5
    assert set(leaders[:3]) == {MIA, JONAS, TOM}
    assert all(one.note_taker_id not in (None, one.facilitator_id) for one in dates[:3])


def test_whoever_was_put_in_by_hand_stays(meetings: Meetings) -> None:
    sync = meetings.make()
    leader = meetings.date(sync, "03-17").facilitator_id
    other = next(one for one in (TOM, JONAS, MIA) if one != leader)
    meetings.do(set_facilitator, sync.id, "2026-03-17T10:00", other, MIA)
    meetings.do(planned_again, sync.id)
    one = meetings.date(sync, "03-17")
    assert one.facilitator_id == other
    assert one.note_taker_id != other


@pytest.mark.parametrize("why", ["away", "left the company", "left the sync"])
def test_whoever_cannot_come_is_replaced(meetings: Meetings, why: str) -> None:
    sync = meetings.make()
    leader = meetings.date(sync, "03-17").facilitator_id
    assert leader is not None
    announced(meetings, "03-17")
    if why == "left the sync":
        meetings.do(set_attendees, sync.id, [one for one in (MIA, JONAS, TOM) if one != leader], MIA)
    else:
        values: dict[str, Any] = {"away_from": date(2026, 3, 16), "away_until": date(2026, 3, 20)}
        with meetings.toolkit.ledger.begin() as unit:
            if why == "left the company":
                swap = update(occurrences).values(facilitator_id=DEACTIVATED)
                unit.execute(swap.where(occurrences.c.original == "2026-03-17T10:00"))
                leader = DEACTIVATED
            else:
                unit.execute(update(attendees).where(attendees.c.user_id == leader).values(**values))
        meetings.do(planned_again, sync.id)
    one = meetings.date(sync, "03-17")
    assert one.facilitator_id not in (None, leader)
    assert meetings.count(NoticeKind.SYNC_CHANGED) > 0


def test_a_company_day_that_is_named_late_is_told_where_it_was_announced(meetings: Meetings) -> None:
    sync = meetings.make(on_holiday=HolidayPolicy.SKIP)
    announced(meetings, "03-17")
    office = replace(
        meetings.toolkit.company.calendars[0], company_days=((date(2026, 3, 17), "Moving house"),)
    )
    later = replace(meetings.toolkit.company, calendars=(office, meetings.toolkit.company.calendars[1]))
    with meetings.toolkit.ledger.begin() as unit:
        plan(replace(meetings.toolkit.desk(unit), company=later), get_sync(unit, sync.id))
    (told,) = [one for one in meetings.said(NoticeKind.SYNC_TOLD) if one["original"]]
    assert (told["what"], told["reason"]) == ("holiday", "Moving house (London)")


def test_what_comes_next_is_in_the_order_of_its_times(meetings: Meetings) -> None:
    sync = meetings.make()
    meetings.do(move_occurrence, sync.id, "2026-03-17T10:00", wall("2026-03-26 09:00"), "Europe/London", MIA)
    meetings.do(rename_occurrence, sync.id, "2026-03-24T10:00", "Launch review", MIA)
    with meetings.toolkit.ledger.read() as connection:
        found = coming(connection, sync.id, meetings.clock.now, 3)
    assert [(one.key[5:10], one.name) for one in found] == [
        ("03-24", "Launch review"),
        ("03-17", None),
        ("03-31", None),
    ]
    assert found[1].starts_at == datetime(2026, 3, 26, 9, tzinfo=UTC)
    assert found[1].starts_at - found[0].starts_at == timedelta(days=1, hours=23)
