"""The bot was down, or its clock was wrong: what is still of use is said once, the rest has a reason."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from bot.deliveries import note_look
from bot.people import Facts, remember
from bot.requests.posting import Said
from bot.syncs.agenda import add_item
from bot.syncs.changing import move_occurrence
from bot.syncs.model import Series, Sync
from bot.syncs.rows import get_sync
from db.errors import Undeliverable
from db.kinds import DeliveryState, NoticeKind, NoticeState
from db.outbox import Notice
from scheduler.jobs.syncs import keep_syncs
from scheduler.relay import Relay
from tests.bot.requests.scene import PRIYA
from tests.bot.syncs.meetings import (
    JONAS,
    MIA,
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

ANNOUNCED, REMINDED = NoticeKind.SYNC_ANNOUNCED, NoticeKind.SYNC_REMINDED
STARTED, ASKED, TOLD = NoticeKind.SYNC_STARTED, NoticeKind.SYNC_ASKED, NoticeKind.PERSON_TOLD
AROUND = (ANNOUNCED, REMINDED, STARTED, ASKED)
TUESDAY = "2026-03-17T10:00"
EVERY_DAY = Series(wall("2026-03-13 10:00"), "Europe/London", "FREQ=DAILY")


@pytest.fixture
def sync(meetings: Meetings) -> Sync:
    """With something to talk about, announced on the Friday before."""
    made = meetings.make()
    meetings.do(add_item, made.id, TUESDAY, "the checkout text", JONAS, source_key="one")
    meetings.at("2026-03-13 09:00")
    return made


def reasons(meetings: Meetings, sync: Sync) -> dict[str, set[str]]:
    """Why something was not said, by what it was."""
    found: dict[str, set[str]] = {}
    for one in meetings.settled(sync):
        if one.state is DeliveryState.SKIPPED:
            found.setdefault(one.due.kind, set()).add(one.reason)
    return found


def lates(meetings: Meetings, kind: NoticeKind) -> set[str]:
    return {one["late"] for one in meetings.said(kind)}


def test_ten_minutes_down_reminders_come_late_and_say_why(meetings: Meetings, sync: Sync) -> None:
    meetings.at("2026-03-17 08:58")
    meetings.at("2026-03-17 09:08")
    assert meetings.count(REMINDED) == 3
    assert lates(meetings, REMINDED) == {"Later than planned: the bot was down 08:58–09:08."}
    meetings.at("2026-03-17 10:00")
    assert lates(meetings, STARTED) == {""}
    assert reasons(meetings, sync) == {}


def test_a_start_that_comes_minutes_late_says_why_and_later_is_not_said(
    meetings: Meetings, sync: Sync
) -> None:
    meetings.at("2026-03-17 09:00")
    meetings.at("2026-03-17 09:57")
    meetings.at("2026-03-17 10:12")
    assert lates(meetings, STARTED) == {"Later than planned: the bot was down 09:57–10:12."}
    meetings.at("2026-03-24 09:57")
    meetings.at("2026-03-24 10:20")
    assert meetings.count(STARTED) == 1
    assert reasons(meetings, sync)["sync.started"] == {"not posted: the bot was down 09:57–10:20"}


def test_three_hours_down_what_has_begun_is_passed_over_with_a_reason_that_people_see(
    meetings: Meetings, sync: Sync
) -> None:
    meetings.at("2026-03-17 08:58")
    meetings.at("2026-03-17 11:58")
    assert (meetings.count(REMINDED), meetings.count(STARTED)) == (0, 0)
    down = "the bot was down 08:58–11:58"
    assert reasons(meetings, sync) == {
        "sync.reminded": {f"not sent: {down}"},
        "sync.asked": {f"not sent: {down}"},
        "sync.started": {f"not posted: {down}"},
    }
    meetings.at("2026-03-18 09:00")
    assert [one["about"] for one in meetings.said(ASKED)] == ["closing"]  # they met without us


def test_an_announcement_that_missed_its_morning_is_posted_with_the_reason(meetings: Meetings) -> None:
    meetings.make()
    meetings.at("2026-03-13 08:58")
    meetings.at("2026-03-13 11:58")
    assert lates(meetings, ANNOUNCED) == {"Later than planned: the bot was down 08:58–11:58."}


def test_three_days_down(meetings: Meetings) -> None:
    sync = meetings.make(EVERY_DAY, days_ahead=0)
    meetings.at("2026-03-13 08:00")
    meetings.forget_all()
    meetings.forget_settled()
    meetings.at("2026-03-16 09:05")
    assert {one["original"][5:10] for one in meetings.said(ANNOUNCED, REMINDED)} == {"03-16"}
    assert meetings.count(STARTED) == 0
    down = "the bot was down from Fri 13 Mar 08:00 to Mon 16 Mar 09:05"
    assert reasons(meetings, sync)["sync.started"] == {f"not posted: {down}"}
    assert lates(meetings, REMINDED) == {f"Later than planned: {down}."}
    closing = {one["original"][5:10] for one in meetings.said(ASKED) if one["about"] == "closing"}
    assert closing == {"03-13", "03-14", "03-15"}  # on Monday morning, as it would have been anyway
    said = Counter((one.due.kind, one.due.slot, one.due.target) for one in meetings.settled(sync))
    assert set(said.values()) == {1}


def test_a_tick_that_was_cut_off_leaves_the_reason_to_the_next(meetings: Meetings, sync: Sync) -> None:
    meetings.at("2026-03-17 08:58")
    meetings.clock.now = london("2026-03-17 11:58")
    keep_syncs(meetings.toolkit, at_once=1)
    meetings.clock.advance(seconds=20)
    meetings.tick()
    assert reasons(meetings, sync)["sync.started"] == {"not posted: the bot was down 08:58–11:58"}


def test_late_without_having_been_down_says_how_late(meetings: Meetings, sync: Sync) -> None:
    meetings.at("2026-03-17 09:59")
    later = meetings.clock.now + timedelta(minutes=20)
    with meetings.toolkit.ledger.begin() as unit:
        note_look(unit, "syncs", later)  # another process looked, and did not get so far
    meetings.clock.now = later
    meetings.tick()
    assert reasons(meetings, sync)["sync.started"] == {"not posted: it would have come 19 minutes late"}


def test_the_clock_goes_two_hours_back_and_forth_and_nothing_is_said_twice(
    meetings: Meetings, sync: Sync
) -> None:
    meetings.wait("2026-03-13 09:04")
    meetings.at("2026-03-17 09:00")
    meetings.wait("2026-03-17 10:06")
    before = [meetings.said(kind) for kind in AROUND]
    meetings.clock.now -= timedelta(hours=2)
    for _ in range(3):
        meetings.clock.advance(minutes=2)
        meetings.tick()
    meetings.clock.now += timedelta(hours=2)
    meetings.tick()
    assert [meetings.said(kind) for kind in AROUND] == before
    assert reasons(meetings, sync) == {}


def test_a_clock_that_runs_two_hours_ahead_for_a_while_loses_nothing(meetings: Meetings, sync: Sync) -> None:
    meetings.at("2026-03-17 08:50")
    meetings.clock.now += timedelta(hours=2)  # past the meeting: everything looks too late
    meetings.tick()
    assert set(reasons(meetings, sync)) == {"sync.reminded", "sync.started", "sync.asked"}
    meetings.clock.now -= timedelta(hours=2)
    meetings.wait("2026-03-17 10:02")
    assert meetings.count(REMINDED) == 3
    assert meetings.count(STARTED) == 1
    assert lates(meetings, REMINDED) | lates(meetings, STARTED) == {""}
    assert reasons(meetings, sync) == {}


def test_after_such_a_step_what_was_said_early_is_not_said_again(meetings: Meetings, sync: Sync) -> None:
    meetings.at("2026-03-17 07:30")
    meetings.clock.now += timedelta(hours=2)
    meetings.tick()
    assert meetings.count(REMINDED) == 3
    meetings.clock.now -= timedelta(hours=2)
    meetings.wait("2026-03-17 09:04")
    assert meetings.count(REMINDED) == 3


class Closed:
    """A Slack whose channels take nothing any more; what people get alone arrives."""

    def __init__(self, code: str) -> None:
        self._code = code
        self.told: list[tuple[str, str]] = []

    def take(self, notice: Notice) -> Said:
        if notice.kind not in (TOLD, REMINDED, ASKED):
            raise Undeliverable("Slack does not take it.", self._code)
        if notice.kind is TOLD:
            self.told.append((notice.detail["user_id"], notice.detail["text"]))
        return Said()


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("is_archived", "the channel is archived"),
        ("channel_not_found", "the channel is gone, or I'm not a member of it"),
        ("restricted_action", "Slack didn't take it (restricted_action)"),
    ],
)
def test_an_archived_channel_is_told_to_the_maker_once_a_day_and_the_series_stays(
    meetings: Meetings, sync: Sync, code: str, why: str
) -> None:
    slack = Closed(code)
    relay = Relay(meetings.toolkit, slack.take, worker="test")
    relay.drain_once()  # that it was made, and its announcement
    assert [(user_id, why in text) for user_id, text in slack.told] == [(MIA, True)]
    for moment in ("03-17 09:00", "03-17 10:00"):
        meetings.at(f"2026-{moment}")
        relay.drain_once()
    assert [user_id for user_id, _ in slack.told] == [MIA, MIA]  # on two days
    assert reasons(meetings, sync) == {"sync.announced": {why}, "sync.started": {why}}
    assert get_sync_of(meetings, sync).ended_at is None
    assert len([one for one in meetings.dates(sync) if one.starts_at > meetings.clock.now]) >= 6
    assert parked(meetings) == []


def test_where_the_maker_has_left_the_bridge_hears_of_it(meetings: Meetings, sync: Sync) -> None:
    with meetings.toolkit.ledger.begin() as unit:
        gone = Facts(MIA, WORKSPACE, "Mia", email="mia@example.org", deactivated=True)
        remember(unit, [gone], meetings.clock.now)
    meetings.toolkit.directory.refresh()
    slack = Closed("is_archived")
    Relay(meetings.toolkit, slack.take, worker="test").drain_once()
    assert [user_id for user_id, _ in slack.told] == [PRIYA]


def get_sync_of(meetings: Meetings, sync: Sync) -> Sync:
    with meetings.toolkit.ledger.read() as connection:
        return get_sync(connection, sync.id)


def parked(meetings: Meetings) -> list[str]:
    with meetings.toolkit.ledger.read() as connection:
        state = str(NoticeState.PARKED)
        return list(connection.exec_driver_sql(f"SELECT id FROM outbox WHERE state = '{state}'").scalars())


def test_a_meeting_moved_while_the_bot_was_down_is_reminded_of_at_its_new_time(
    meetings: Meetings, sync: Sync
) -> None:
    meetings.at("2026-03-17 08:58")
    meetings.clock.now = london("2026-03-17 09:30")  # another process moves it before this one looks
    meetings.do(move_occurrence, sync.id, TUESDAY, wall("2026-03-17 15:00"), "Europe/London", MIA)
    meetings.tick()
    assert meetings.count(REMINDED) == 0
    meetings.at("2026-03-17 14:00")
    assert meetings.count(REMINDED) == 3
    assert lates(meetings, REMINDED) == {""}
