"""What falls due around a meeting, to whom, when; and what is said late, or not at all, with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.people import Facts, remember
from bot.syncs.actions import NewAction, add_action
from bot.syncs.agenda import add_item
from bot.syncs.changing import (
    answer_holiday,
    cancel_occurrence,
    hold_anyway,
    move_occurrence,
    rename_occurrence,
    skip_empty,
)
from bot.syncs.closing import close
from bot.syncs.model import Series, Sync
from bot.syncs.rows import hold_occurrence
from bot.syncs.syncs import end_sync
from bot.toolkit import Desk
from db.kinds import DeliveryState, EmptyPolicy, HolidayPolicy, NoticeKind, OccurrenceState
from db.meeting_tables import attendees, occurrences
from scheduler.due import next_due
from scheduler.jobs.syncs import keep_syncs
from tests.bot.syncs.meetings import (
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
)
from tests.companies import WORKSPACE

__all__ = ["company", "database_url", "meetings", "one_postgres"]

KEY = "2026-03-17T10:00"
ANNOUNCED, REMINDED = NoticeKind.SYNC_ANNOUNCED, NoticeKind.SYNC_REMINDED
STARTED, ASKED, TOLD = NoticeKind.SYNC_STARTED, NoticeKind.SYNC_ASKED, NoticeKind.SYNC_TOLD
MONDAYS = Series(wall("2026-03-16 10:00"), "Europe/London", "FREQ=WEEKLY;BYDAY=MO")


def asked_about(meetings: Meetings) -> list[tuple[str, str]]:
    return [(one["about"], one["original"][5:10]) for one in meetings.said(ASKED)]


def told(meetings: Meetings) -> list[str]:
    return [one["what"] for one in meetings.said(TOLD)]


def put_on(meetings: Meetings, sync: Sync, key: str = KEY) -> None:
    meetings.do(add_item, sync.id, key, "the checkout text", JONAS, source_key=f"item {key}")


def skipped(meetings: Meetings, sync: Sync) -> dict[tuple[str, str], str]:
    """Of what was not said: the reason, by kind and target."""
    found = [one for one in meetings.settled(sync) if one.state is DeliveryState.SKIPPED]
    return {(one.due.kind, one.due.target): one.reason for one in found}


def test_the_life_of_one_meeting(meetings: Meetings) -> None:
    sync = meetings.make()
    put_on(meetings, sync)
    meetings.at("2026-03-12 17:00")
    assert meetings.count(ANNOUNCED) == 0
    meetings.at("2026-03-13 09:00")  # two working days ahead
    assert [one["original"] for one in meetings.said(ANNOUNCED)] == [KEY]
    meetings.at("2026-03-17 08:59")
    assert meetings.count(REMINDED) == 0
    meetings.at("2026-03-17 09:00")
    assert sorted(one["user_id"] for one in meetings.said(REMINDED)) == sorted((MIA, JONAS, TOM))
    assert {one["late"] for one in meetings.said(REMINDED, ANNOUNCED)} == {""}
    meetings.at("2026-03-17 10:00")
    assert [one["original"] for one in meetings.said(STARTED)] == [KEY]
    meetings.at("2026-03-17 10:31")
    assert meetings.date(sync, "03-17").state is OccurrenceState.HELD
    meetings.at("2026-03-18 09:00")
    leader = meetings.date(sync, "03-17").facilitator_id
    assert [(one["about"], one["user_id"]) for one in meetings.said(ASKED)] == [("closing", leader)]


def test_every_piece_is_said_once_however_often_it_is_looked_for(meetings: Meetings) -> None:
    sync = meetings.make()
    for moment in ("03-13 09:00", "03-17 09:00", "03-17 10:00", "03-17 10:31", "03-18 09:00"):
        meetings.at(f"2026-{moment}")
        before = meetings.said(*NoticeKind)
        for _ in range(3):
            meetings.clock.advance(seconds=20)
            meetings.tick()
        assert meetings.said(*NoticeKind) == before
    assert not skipped(meetings, sync)


def test_each_look_takes_the_oldest_first_and_no_more_than_it_may(meetings: Meetings) -> None:
    meetings.make()
    meetings.clock.now = london("2026-03-17 09:00")
    keep_syncs(meetings.toolkit, at_once=2)
    assert (meetings.count(ANNOUNCED), meetings.count(REMINDED)) == (1, 0)
    keep_syncs(meetings.toolkit, at_once=2)
    keep_syncs(meetings.toolkit, at_once=2)
    assert meetings.count(REMINDED) == 3


def test_days_ahead_are_working_days_of_the_sync(meetings: Meetings) -> None:
    meetings.make(replace(TUESDAYS, starts=wall("2026-04-07 10:00")))
    meetings.at("2026-04-01 08:59")
    assert meetings.count(ANNOUNCED) == 0
    meetings.at("2026-04-01 09:00")  # between them Good Friday, a weekend and Easter Monday
    assert meetings.count(ANNOUNCED) == 1


def test_a_sync_made_shortly_before_is_announced_at_once_and_not_called_late(meetings: Meetings) -> None:
    meetings.clock.now = london("2026-03-17 09:20")
    sync = meetings.make()
    meetings.tick()
    assert [one["late"] for one in meetings.said(ANNOUNCED, REMINDED)] == [""] * 4
    meetings.at("2026-03-17 10:00")
    assert not skipped(meetings, sync)


def test_made_after_its_time_nothing_is_said_of_it(meetings: Meetings) -> None:
    meetings.clock.now = london("2026-03-17 10:01")
    sync = meetings.make()
    meetings.tick()
    assert meetings.dates(sync)[0].key == "2026-03-24T10:00"
    assert meetings.count(ANNOUNCED) == 0


def test_people_who_are_away_have_left_or_are_elsewhere_are_not_reminded(meetings: Meetings) -> None:
    meetings.make(attendees=(MIA, JONAS, TOM))
    with meetings.toolkit.ledger.begin() as unit:
        remember(
            unit,
            [Facts(TOM, WORKSPACE, "Tom", email="tom@example.org", deactivated=True)],
            meetings.clock.now,
        )
        gone = {"away_from": date(2026, 3, 16), "away_until": date(2026, 3, 17)}
        unit.execute(update(attendees).where(attendees.c.user_id == JONAS).values(**gone))
    meetings.toolkit.directory.refresh()
    meetings.at("2026-03-17 09:00")
    assert [one["user_id"] for one in meetings.said(REMINDED)] == [MIA]


@pytest.mark.parametrize("how", ["cancelled", "ended", "skipped"])
def test_nothing_more_is_said_of_a_meeting_that_is_not_held(meetings: Meetings, how: str) -> None:
    sync = meetings.make()
    if how == "ended":
        meetings.do(end_sync, sync.id, MIA)
    else:
        meetings.do({"cancelled": cancel_occurrence, "skipped": skip_empty}[how], sync.id, KEY, MIA)
    for moment in ("03-13 09:00", "03-17 09:00", "03-17 10:00", "03-17 11:00", "03-18 09:00"):
        meetings.at(f"2026-{moment}")
    assert meetings.count(REMINDED) == meetings.count(STARTED) == meetings.count(ASKED) == 0
    assert [one["original"] for one in meetings.said(ANNOUNCED)] == []


def test_a_moved_meeting_is_reminded_of_at_its_new_time_and_announced_once(meetings: Meetings) -> None:
    sync = meetings.make()
    put_on(meetings, sync)
    meetings.at("2026-03-13 09:00")
    meetings.at("2026-03-17 09:00")
    meetings.do(move_occurrence, sync.id, KEY, wall("2026-03-19 15:00"), "Europe/London", MIA)
    meetings.at("2026-03-17 10:00")
    assert (meetings.count(STARTED), meetings.count(REMINDED)) == (0, 3)
    meetings.at("2026-03-19 14:00")
    meetings.at("2026-03-19 15:00")
    assert (meetings.count(STARTED), meetings.count(REMINDED)) == (1, 6)
    assert [one["original"] for one in meetings.said(ANNOUNCED)].count(KEY) == 1
    (moved,) = [one for one in meetings.said(TOLD) if one["what"] == "moved"]
    assert moved["was"] == "2026-03-17T10:00:00+00:00"


def test_an_empty_agenda_is_asked_about_once_and_one_click_skips_it(meetings: Meetings) -> None:
    sync = meetings.make()
    meetings.at("2026-03-17 09:00")
    assert asked_about(meetings) == [("empty", "03-17")]
    one = meetings.do(skip_empty, sync.id, KEY, MIA)
    assert one.state is OccurrenceState.EMPTY
    meetings.at("2026-03-17 10:00")
    assert (meetings.count(STARTED), told(meetings)) == (0, ["made", "empty"])
    assert one.asked_at == london("2026-03-17 09:00")


@pytest.mark.parametrize("what", ["an item", "an action of last time"])
def test_with_something_to_talk_about_nobody_is_asked(meetings: Meetings, what: str) -> None:
    sync = meetings.make()
    if what == "an item":
        put_on(meetings, sync)
    else:

        def add(desk: Desk) -> None:
            one = hold_occurrence(desk.unit, sync.id, KEY)
            add_action(desk, one, NewAction("send the text", JONAS, None), MIA)

        meetings.do(add)
    meetings.at("2026-03-13 09:00")
    meetings.at("2026-03-17 09:00")
    assert asked_about(meetings) == []
    assert meetings.count(NoticeKind.SYNC_CHANGED) == 1  # the agenda as it stands when it closes


def test_an_empty_one_skips_itself_where_that_is_wanted(meetings: Meetings) -> None:
    sync = meetings.make(when_empty=EmptyPolicy.SKIP)
    meetings.at("2026-03-17 09:00")
    assert meetings.date(sync, "03-17").state is OccurrenceState.EMPTY
    assert (told(meetings), asked_about(meetings)) == (["made", "empty"], [])
    assert meetings.count(REMINDED) == 0


def test_an_empty_one_is_held_where_that_is_wanted(meetings: Meetings) -> None:
    sync = meetings.make(when_empty=EmptyPolicy.HOLD)
    meetings.at("2026-03-17 09:00")
    meetings.at("2026-03-17 10:00")
    assert (meetings.count(STARTED), asked_about(meetings)) == (1, [])
    assert DeliveryState.SILENT in {one.state for one in meetings.settled(sync)}


def test_a_day_off_is_asked_about_two_working_days_ahead(meetings: Meetings) -> None:
    sync = meetings.make(MONDAYS, days_ahead=1)
    meetings.at("2026-03-31 08:59")
    meetings.forget_all()
    meetings.at("2026-04-01 08:59")
    meetings.forget_all()
    meetings.at("2026-04-01 09:00")  # Good Friday lies between
    (asked,) = [one for one in meetings.said(ASKED) if one["about"] != "closing"]
    assert (asked["about"], asked["original"][5:10]) == ("holiday", "04-06")
    assert asked["reason"].startswith("Easter Monday")
    assert asked["user_id"] == meetings.date(sync, "04-06").facilitator_id


@pytest.mark.parametrize("answer", [HolidayPolicy.SKIP, HolidayPolicy.KEEP, HolidayPolicy.MOVE])
def test_what_the_facilitator_answers_is_done_and_not_asked_again(
    meetings: Meetings, answer: HolidayPolicy
) -> None:
    sync = meetings.make(MONDAYS)
    meetings.at("2026-04-01 09:00")
    meetings.forget_all()
    to = wall("2026-04-07 10:00") if answer is HolidayPolicy.MOVE else None
    key = "2026-04-06T10:00"
    one = meetings.do(answer_holiday, sync.id, key, answer, MIA, reason="Easter Monday (London)", to=to)
    kept = OccurrenceState.HOLIDAY if answer is HolidayPolicy.SKIP else OccurrenceState.PLANNED
    assert (one.state, one.by_hand) == (kept, True)
    assert one.starts.day == (7 if to else 6)
    meetings.clock.advance(hours=9)
    meetings.tick()
    assert "holiday" not in [about for about, _ in asked_about(meetings)]
    expected = {HolidayPolicy.SKIP: ["holiday"], HolidayPolicy.KEEP: [], HolidayPolicy.MOVE: ["moved"]}
    assert told(meetings) == expected[answer]


def test_a_day_off_that_is_skipped_by_itself_is_told_in_place_of_the_announcement(meetings: Meetings) -> None:
    meetings.make(MONDAYS, on_holiday=HolidayPolicy.SKIP)
    meetings.at("2026-03-31 09:00")
    meetings.forget_all()
    meetings.at("2026-04-01 09:00")
    meetings.at("2026-04-01 09:05")
    assert [(one["what"], one["original"][5:10]) for one in meetings.said(TOLD)] == [("holiday", "04-06")]
    meetings.at("2026-04-06 10:00")
    assert meetings.said(STARTED) == []


def test_a_move_because_of_a_day_off_is_told_before_the_day_itself(meetings: Meetings) -> None:
    meetings.make(MONDAYS, on_holiday=HolidayPolicy.MOVE, days_ahead=1)
    meetings.at("2026-03-31 09:00")
    meetings.forget_all()
    meetings.at("2026-04-02 09:00")
    (moved,) = meetings.said(TOLD)
    assert (moved["what"], moved["was"][:16]) == ("holiday_moved", "2026-04-06T09:00")
    meetings.at("2026-04-07 10:00")
    assert [one["original"] for one in meetings.said(STARTED)] == ["2026-04-06T10:00"]


def test_who_closed_the_meeting_is_not_reminded_to(meetings: Meetings) -> None:
    sync = meetings.make()
    meetings.clock.now = london("2026-03-17 10:20")
    meetings.do(close, sync.id, KEY, MIA, {}, [])
    meetings.forget_all()
    meetings.at("2026-03-18 09:00")
    assert asked_about(meetings) == []


def test_where_nobody_leads_the_maker_is_asked_and_else_it_is_noted(meetings: Meetings) -> None:
    sync = meetings.make()

    def nobody_leads(desk: Desk) -> None:
        values: dict[str, Any] = {"facilitator_id": None, "note_taker_id": None}
        desk.unit.execute(update(occurrences).values(**values))

    meetings.clock.now = london("2026-03-17 08:00")
    meetings.tick()
    meetings.do(nobody_leads)
    meetings.at("2026-03-17 09:00")
    assert [one["user_id"] for one in meetings.said(ASKED)] == [MIA]
    meetings.at("2026-03-17 10:31")
    with meetings.toolkit.ledger.begin() as unit:
        remember(
            unit,
            [Facts(MIA, WORKSPACE, "Mia", email="mia@example.org", deactivated=True)],
            meetings.clock.now,
        )
    meetings.toolkit.directory.refresh()
    meetings.at("2026-03-24 08:50")
    meetings.do(nobody_leads)
    meetings.at("2026-03-24 09:00")
    assert skipped(meetings, sync)["sync.asked", "empty"] == "not sent: there is nobody left who could decide"


def test_whoever_travels_in_time_stops_at_each_thing_that_falls_due(meetings: Meetings) -> None:
    meetings.make()
    stops = []
    for _ in range(6):
        due = next_due(meetings.toolkit)
        assert due is not None
        meetings.forget_all()  # as if the relay had said it
        meetings.clock.now = max(due[0], meetings.clock.now)
        meetings.tick()
        if meetings.said(*NoticeKind):
            stops.append(meetings.clock.now)
    walls = ["03-13 09:00", "03-17 09:00", "03-17 10:00"]
    assert stops[:3] == [london(f"2026-{moment}") for moment in walls]


def test_renaming_reminds_nobody_again(meetings: Meetings) -> None:
    sync = meetings.make()
    meetings.at("2026-03-17 09:00")
    meetings.do(rename_occurrence, sync.id, KEY, "Launch review", MIA)
    meetings.do(hold_anyway, sync.id, KEY, MIA)
    meetings.at("2026-03-17 09:10")
    assert meetings.count(REMINDED) == 3
    assert meetings.clock.now + timedelta(minutes=50) == meetings.date(sync, "03-17").starts_at
