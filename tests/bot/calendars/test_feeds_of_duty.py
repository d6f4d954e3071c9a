"""Secret addresses of rotas and of a person's shifts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.calendars.feeds import Feed, open_feed, read_feed, revoke_feeds
from bot.company import Company
from bot.company.rota import Rota
from bot.oncall.changing import begin
from bot.people import remember
from bot.toolkit import Toolkit
from db.duty_tables import overrides
from db.errors import Missing, NotAllowed
from db.kinds import FeedKind
from db.meeting_tables import feeds
from tests.bot.calendars.duty import a_layer
from tests.bot.calendars.meetings import parts
from tests.companies import JONAS, LENA, MIA, PRIYA, WEB, accounts, slack_id, small_company
from tests.conftest import DeskOf, SettableClock

MIA_ID, LENA_ID = slack_id(MIA), slack_id(LENA)


@pytest.fixture
def company() -> Company:
    small = small_company()
    web = replace(WEB, rota=Rota("Europe/Berlin", (a_layer(),)))
    return replace(small, teams=(web, *small.teams[1:]))


def opened(desk_of: DeskOf, kind: FeedKind, subject: str, actor_id: str) -> Feed:
    with desk_of() as desk:
        return open_feed(desk, kind, subject, actor_id)


def read(toolkit: Toolkit, feed: Feed) -> bytes | None:
    toolkit.duties.catch_up()
    with toolkit.ledger.read() as connection:
        return read_feed(connection, toolkit.duties.board(), feed.token, toolkit.now())


def an_override(desk_of: DeskOf, user_id: str) -> None:
    starts = datetime(2026, 3, 12, 9, tzinfo=UTC)
    with desk_of() as desk:
        begin(desk)
        desk.unit.add(
            overrides,
            id="v1",
            team_id="web",
            starts_at=starts,
            ends_at=starts + timedelta(hours=3),
            user_id=user_id,
            made_by=user_id,
            made_at=desk.now,
            changed_at=desk.now,
        )


def test_every_colleague_may_have_a_teams_rota_and_only_oneself_ones_shifts(
    toolkit: Toolkit, desk_of: DeskOf
) -> None:
    text = read(toolkit, opened(desk_of, FeedKind.ROTA, "web", MIA_ID))
    assert text is not None
    assert b"X-WR-CALNAME:Web Team: on call" in text
    mine = read(toolkit, opened(desk_of, FeedKind.SHIFTS, LENA_ID, LENA_ID))
    assert mine is not None
    assert {str(event["SUMMARY"]) for event in parts(mine)} == {"On call: Web Team"}
    with pytest.raises(NotAllowed, match="The calendar of a person is for that person alone"):
        opened(desk_of, FeedKind.SHIFTS, LENA_ID, MIA_ID)
    with pytest.raises(Missing, match='There is no team "sales"'):
        opened(desk_of, FeedKind.ROTA, "sales", MIA_ID)


def test_a_change_is_seen_under_the_same_address_with_a_higher_sequence(
    toolkit: Toolkit, desk_of: DeskOf, clock: SettableClock
) -> None:
    feed = opened(desk_of, FeedKind.ROTA, "web", MIA_ID)
    before = read(toolkit, feed)
    clock.advance(hours=1)
    assert read(toolkit, feed) == before
    an_override(desk_of, slack_id(PRIYA))
    after = read(toolkit, feed)
    assert before is not None
    assert after is not None
    assert before != after
    assert max(event["SEQUENCE"] for event in parts(after)) > max(
        event["SEQUENCE"] for event in parts(before)
    )
    assert {event["LAST-MODIFIED"].dt for event in parts(after)} == {clock.now}
    again = opened(desk_of, FeedKind.ROTA, "web", MIA_ID)
    assert again == feed


def test_the_address_dies_with_its_account_and_when_it_is_revoked(
    toolkit: Toolkit, desk_of: DeskOf, company: Company
) -> None:
    rota = opened(desk_of, FeedKind.ROTA, "web", slack_id(JONAS))
    shifts = opened(desk_of, FeedKind.SHIFTS, LENA_ID, LENA_ID)
    with toolkit.ledger.begin() as unit:
        remember(unit, accounts(company, absent=(JONAS,)), toolkit.now())
    toolkit.directory.refresh()
    assert read(toolkit, rota) is None
    assert read(toolkit, shifts) is not None
    with desk_of() as desk:
        assert revoke_feeds(desk, FeedKind.SHIFTS, LENA_ID, LENA_ID) == 1
    assert read(toolkit, shifts) is None


def test_the_rota_of_a_team_that_left_the_file_is_gone(toolkit: Toolkit, desk_of: DeskOf) -> None:
    with desk_of() as desk:
        desk.unit.add(
            feeds,
            **Feed("t" * 43, FeedKind.ROTA, "sales", MIA_ID, desk.now).__dict__,
        )
    assert read(toolkit, Feed("t" * 43, FeedKind.ROTA, "sales", MIA_ID, toolkit.now())) is None
