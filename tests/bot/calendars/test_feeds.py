"""Secret addresses of calendars: who gets one, what stands there, and when it is dead."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection

from bot.calendars.feeds import Feed, address_of, feeds_of, forget_old, open_feed, read_feed, revoke_feeds
from bot.company import Company, Freeze
from bot.people import remember
from bot.settings import from_env
from bot.syncs.model import Series, Sync
from bot.syncs.syncs import NewSync, cancel_occurrence, coming, move_occurrence, open_sync
from bot.toolkit import Desk, Toolkit
from db.errors import Missing, NotAllowed
from db.kinds import FeedKind, LaunchKind, LaunchState
from db.meeting_tables import launches
from tests.bot.calendars.meetings import parts, read_back, wall
from tests.companies import JONAS, MIA, TOM, accounts, slack_id, small_company
from tests.conftest import DeskOf, SettableClock

MIA_ID, TOM_ID, JONAS_ID = slack_id(MIA), slack_id(TOM), slack_id(JONAS)
HTTP = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s", "PORT": "3000"}


@pytest.fixture
def company() -> Company:
    freeze = Freeze(date(2026, 4, 1), date(2026, 4, 7), "Deploy freeze")
    return replace(small_company(), freezes=(freeze,))


def a_new_sync(*attendees: str, name: str = "Web and Brand") -> NewSync:
    series = Series(wall("2026-03-17 10:00"), "Europe/London", "FREQ=WEEKLY;BYDAY=TU", None, 45)
    return NewSync(name, "C1", series, attendees, MIA_ID)


@pytest.fixture
def sync(desk_of: DeskOf) -> Sync:
    with desk_of() as desk:
        return open_sync(desk, a_new_sync(MIA_ID, JONAS_ID))


@contextmanager
def looking(toolkit: Toolkit) -> Iterator[Connection]:
    with toolkit.ledger.read() as connection:
        yield connection


def read(toolkit: Toolkit, feed: Feed) -> bytes | None:
    with looking(toolkit) as connection:
        return read_feed(connection, toolkit.duties.board(), feed.token, toolkit.now())


def opened(desk_of: DeskOf, kind: FeedKind, subject: str, actor_id: str) -> Feed:
    with desk_of() as desk:
        return open_feed(desk, kind, subject, actor_id)


def test_a_sync_has_an_address_under_which_its_meetings_stand(
    toolkit: Toolkit, desk_of: DeskOf, sync: Sync, clock: SettableClock
) -> None:
    text = read(toolkit, opened(desk_of, FeedKind.SYNC, sync.id, TOM_ID))
    assert text is not None
    assert [f"{at:%d.%m. %H}" for at in read_back(text, clock.now, clock.now + timedelta(days=22))] == [
        "17.03. 10",
        "24.03. 10",
        "31.03. 09",
    ]


def test_a_moved_and_a_cancelled_meeting_are_seen_under_the_same_address(
    toolkit: Toolkit, desk_of: DeskOf, sync: Sync, clock: SettableClock
) -> None:
    feed = opened(desk_of, FeedKind.SYNC, sync.id, MIA_ID)
    with desk_of() as desk:
        first, second, *_ = coming(desk.unit, sync.id, desk.now)
        move_occurrence(desk, sync.id, first.key, wall("2026-03-18 15:30"), "Europe/London", MIA_ID)
        cancel_occurrence(desk, sync.id, second.key, MIA_ID)
    text = read(toolkit, feed)
    assert text is not None
    assert [f"{at:%d.%m. %H:%M}" for at in read_back(text, clock.now, clock.now + timedelta(days=22))] == [
        "18.03. 15:30",
        "31.03. 09:00",
    ]
    assert max(event["SEQUENCE"] for event in parts(text)) > 0


def test_a_person_sees_the_syncs_they_attend_and_no_others(
    toolkit: Toolkit, desk_of: DeskOf, sync: Sync
) -> None:
    with desk_of() as desk:
        open_sync(desk, a_new_sync(MIA_ID, name="Not for Jonas"))
    text = read(toolkit, opened(desk_of, FeedKind.PERSON, JONAS_ID, JONAS_ID))
    assert text is not None
    assert [str(event["SUMMARY"]) for event in parts(text)] == ["Web and Brand"]
    assert [str(event["UID"]) for event in parts(text)] == [sync.uid]


def a_launch(desk: Desk, day: date, *, name: str = "Boots", kind: LaunchKind = LaunchKind.LAUNCH) -> None:
    desk.unit.add(
        launches,
        id=f"l-{name}",
        kind=kind,
        name=name,
        first_day=day,
        last_day=day,
        customers="They find boots.",
        made_by=MIA_ID,
        made_at=desk.now,
        changed_at=desk.now,
        source_key=name,
        state=LaunchState.PLANNED,
        sequence=2,
    )


def test_the_road_map_holds_launches_and_the_freezes_of_the_company_file(
    toolkit: Toolkit, desk_of: DeskOf
) -> None:
    with desk_of() as desk:
        a_launch(desk, date(2026, 4, 21))
        a_launch(desk, date(2026, 12, 1), name="Old shop", kind=LaunchKind.MIGRATION)
    feed = opened(desk_of, FeedKind.ROAD_MAP, "", TOM_ID)
    text = read(toolkit, feed)
    assert text is not None
    assert [(str(each["SUMMARY"]), each["SEQUENCE"]) for each in parts(text)] == [
        ("Deploy freeze", 0),
        ("Launch: Boots", 2),
        ("Migration: Old shop", 2),
    ]
    assert read(toolkit, feed) == text, "the same entries have the same ids"


def test_asking_again_gives_the_same_address_and_another_person_gets_another(
    desk_of: DeskOf, sync: Sync
) -> None:
    first = opened(desk_of, FeedKind.SYNC, sync.id, MIA_ID)
    assert opened(desk_of, FeedKind.SYNC, sync.id, MIA_ID) == first
    assert opened(desk_of, FeedKind.SYNC, sync.id, TOM_ID).token != first.token
    assert len(first.token) == 43


def test_a_revoked_address_is_dead_and_the_next_one_is_new(
    toolkit: Toolkit, desk_of: DeskOf, sync: Sync
) -> None:
    old = opened(desk_of, FeedKind.SYNC, sync.id, MIA_ID)
    others = opened(desk_of, FeedKind.SYNC, sync.id, TOM_ID)
    with desk_of() as desk:
        assert revoke_feeds(desk, FeedKind.SYNC, sync.id, MIA_ID) == 1
        assert revoke_feeds(desk, FeedKind.SYNC, sync.id, MIA_ID) == 0
        assert feeds_of(desk.unit, MIA_ID) == []
    new = opened(desk_of, FeedKind.SYNC, sync.id, MIA_ID)
    assert read(toolkit, old) is None
    assert read(toolkit, others) is not None
    assert read(toolkit, new) is not None


def test_revoked_addresses_are_forgotten_after_a_year_and_others_never(
    desk_of: DeskOf, sync: Sync, clock: SettableClock
) -> None:
    opened(desk_of, FeedKind.SYNC, sync.id, MIA_ID)
    with desk_of() as desk:
        revoke_feeds(desk, FeedKind.SYNC, sync.id, MIA_ID)
    opened(desk_of, FeedKind.SYNC, sync.id, TOM_ID)
    counts = []
    for days in (364, 2, 1000):
        clock.advance(days=days)
        with desk_of() as desk:
            counts.append(forget_old(desk.unit, desk.now))
    assert counts == [0, 1, 0]


def test_an_address_dies_with_the_account_of_its_maker(
    toolkit: Toolkit, desk_of: DeskOf, sync: Sync, company: Company
) -> None:
    feed = opened(desk_of, FeedKind.SYNC, sync.id, TOM_ID)
    with desk_of() as desk:
        remember(desk.unit, accounts(company, absent=(TOM,)), desk.now)
    toolkit.directory.refresh()
    assert read(toolkit, feed) is None


def test_an_unknown_token_is_nothing(toolkit: Toolkit, desk_of: DeskOf, sync: Sync) -> None:
    feed = opened(desk_of, FeedKind.SYNC, sync.id, MIA_ID)
    assert read(toolkit, replace(feed, token=feed.token[:-1] + "!")) is None
    assert read(toolkit, replace(feed, token="")) is None


def test_somebody_elses_calendar_is_refused(desk_of: DeskOf) -> None:
    with desk_of() as desk, pytest.raises(NotAllowed, match="for that person alone"):
        open_feed(desk, FeedKind.PERSON, JONAS_ID, MIA_ID)


def test_people_of_other_companies_get_no_address(toolkit: Toolkit, desk_of: DeskOf, sync: Sync) -> None:
    stranger = replace(accounts(small_company())[0], user_id="U0STRANGER", workspace_id="T0ELSEWHERE")
    with desk_of() as desk:
        remember(desk.unit, [stranger], desk.now)
    toolkit.directory.refresh()
    with desk_of() as desk, pytest.raises(NotAllowed, match="people of this company"):
        open_feed(desk, FeedKind.SYNC, sync.id, "U0STRANGER")


def test_a_sync_that_is_not_there_has_no_address(desk_of: DeskOf) -> None:
    with desk_of() as desk, pytest.raises(Missing):
        open_feed(desk, FeedKind.SYNC, "s-gone", MIA_ID)


def test_the_address_is_whole_only_where_the_bot_can_be_reached(desk_of: DeskOf) -> None:
    feed = opened(desk_of, FeedKind.ROAD_MAP, "", MIA_ID)
    reached = from_env({**HTTP, "PUBLIC_URL": "https://liaison.example.com/"})
    assert address_of(reached, feed) == f"https://liaison.example.com/calendar/{feed.token}.ics"
    assert address_of(from_env(HTTP), feed) is None
    by_socket = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "PUBLIC_URL": "https://x.example"}
    assert address_of(from_env(by_socket), feed) is None
