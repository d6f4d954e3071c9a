from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.channels import Channel, remember_channels
from bot.requests.answering import confirm
from bot.requests.model import Ask, Place, Request, get_request
from bot.requests.posting import Said
from bot.requests.working import resolve
from bot.toolkit import Toolkit
from db import inbox
from db.errors import Outage
from db.kinds import NoticeKind, RequestState, Via
from db.outbox import enqueue
from db.tables import history, outbox, posts, requests, runs
from db.tables import inbox as inbox_table
from glossary.quiet.readers import start_course
from scheduler.due import next_due
from scheduler.jobs.closing import close_what_is_silent
from scheduler.jobs.forgetting import forget
from scheduler.jobs.people import keep_people_fresh
from scheduler.relay import Relay
from tests.companies import slack_id
from tests.conftest import SettableClock
from tests.filing import open_one

MIA, JONAS = slack_id("mia@example.org"), slack_id("jonas@example.org")


def filed(toolkit: Toolkit, key: str = "one") -> Request:
    with toolkit.ledger.begin() as unit:
        ask = Ask(
            text="Please put a form on our landing page",
            asked_by=MIA,
            via=Via.COMMAND,
            source_key=key,
            place=Place("public", "C1"),
        )
        return open_one(toolkit.desk(unit), ask)


def resolved(toolkit: Toolkit, key: str = "one") -> Request:
    request = filed(toolkit, key)
    with toolkit.ledger.begin() as unit:
        return resolve(toolkit.desk(unit), request.id, JONAS)


def fresh(toolkit: Toolkit, request: Request) -> Request:
    with toolkit.ledger.read() as connection:
        return get_request(connection, request.id)


def count(toolkit: Toolkit, table: object) -> int:
    with toolkit.ledger.read() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()  # type: ignore[arg-type]


def say_all(toolkit: Toolkit) -> None:
    numbers = iter(range(1, 1000))
    Relay(toolkit, lambda _: Said("C1", f"{next(numbers)}.{id(numbers)}"), worker="test").drain_once()


def test_silence_closes_what_was_resolved_at_its_time_and_not_before(
    toolkit: Toolkit, clock: SettableClock
) -> None:
    request = resolved(toolkit)
    assert request.close_at is not None
    clock.now = request.close_at - timedelta(seconds=1)
    close_what_is_silent(toolkit)
    assert fresh(toolkit, request).state is RequestState.RESOLVED
    clock.now = request.close_at
    close_what_is_silent(toolkit)
    assert fresh(toolkit, request).state is RequestState.CLOSED


def test_silence_closes_more_requests_than_one_transaction_takes(
    toolkit: Toolkit, clock: SettableClock
) -> None:
    many = [resolved(toolkit, f"key {number}") for number in range(5)]
    clock.advance(days=30)
    close_what_is_silent(toolkit, at_once=2)
    assert {fresh(toolkit, request).state for request in many} == {RequestState.CLOSED}


def test_closing_twice_says_it_once(toolkit: Toolkit, clock: SettableClock) -> None:
    resolved(toolkit)
    clock.advance(days=30)
    close_what_is_silent(toolkit)
    before = count(toolkit, outbox)
    close_what_is_silent(toolkit)
    assert count(toolkit, outbox) == before


def test_what_ended_a_year_ago_is_forgotten_with_all_that_hangs_on_it(
    toolkit: Toolkit, clock: SettableClock
) -> None:
    ended, still_open = resolved(toolkit), filed(toolkit, "two")
    with toolkit.ledger.begin() as unit:
        confirm(toolkit.desk(unit), ended.id, MIA)
    say_all(toolkit)
    clock.advance(days=365)
    forget(toolkit)
    assert count(toolkit, requests) == 2
    clock.advance(days=1)
    forget(toolkit)
    with toolkit.ledger.read() as connection:
        assert connection.execute(select(requests.c.id)).scalars().all() == [still_open.id]
        for table in (history, posts):
            left = connection.execute(select(table.c.request_id)).scalars().all()
            assert set(left) == {still_open.id}
        assert ended.id not in connection.execute(select(outbox.c.request_id)).scalars().all()


def test_deliveries_and_notices_are_forgotten_after_days(toolkit: Toolkit, clock: SettableClock) -> None:
    with toolkit.ledger.begin() as unit:
        inbox.record(unit, "event:1", "event", clock.now)
        enqueue(unit, NoticeKind.HOME_CHANGED, lane="one", now=clock.now)
    Relay(toolkit, lambda _: Said(), worker="test").drain_once()
    clock.advance(days=8)
    forget(toolkit)
    assert (count(toolkit, inbox_table), count(toolkit, outbox)) == (0, 0)


def test_what_was_not_said_yet_is_not_forgotten(toolkit: Toolkit, clock: SettableClock) -> None:
    with toolkit.ledger.begin() as unit:
        enqueue(unit, NoticeKind.HOME_CHANGED, lane="one", now=clock.now)
    clock.advance(days=400)
    forget(toolkit)
    assert count(toolkit, outbox) == 1


def test_forgetting_is_done_once_an_hour_whoever_comes_first(toolkit: Toolkit, clock: SettableClock) -> None:
    forget(toolkit)
    with toolkit.ledger.begin() as unit:
        inbox.record(unit, "event:1", "event", clock.now - timedelta(days=9))
    forget(toolkit)
    assert count(toolkit, inbox_table) == 1
    clock.advance(hours=1)
    forget(toolkit)
    assert count(toolkit, inbox_table) == 0


def synced(toolkit: Toolkit) -> None:
    with toolkit.ledger.begin() as unit:
        remember_channels(unit, [Channel("C1", "it-web")], toolkit.now())


def test_people_are_asked_for_once_a_day(toolkit: Toolkit, clock: SettableClock) -> None:
    asked: list[int] = []

    def sync() -> None:
        asked.append(1)
        synced(toolkit)

    for _ in range(49):
        keep_people_fresh(toolkit, sync)
        clock.advance(minutes=30)
    assert len(asked) == 2


def test_when_slack_could_not_be_asked_the_next_tick_tries_again(
    toolkit: Toolkit, clock: SettableClock
) -> None:
    def fail() -> None:
        raise Outage("Slack could not be reached.")

    with pytest.raises(Outage):
        keep_people_fresh(toolkit, fail)
    clock.advance(minutes=30)
    asked: list[int] = []
    keep_people_fresh(toolkit, lambda: asked.append(1))
    assert asked == [1]


def test_two_processes_do_not_both_ask_for_people(toolkit: Toolkit) -> None:
    asked: list[int] = []
    for _ in range(2):
        keep_people_fresh(toolkit, lambda: asked.append(1))
    assert asked == [1]
    assert count(toolkit, runs) == 1


def test_nothing_is_due_in_an_empty_house(toolkit: Toolkit) -> None:
    assert next_due(toolkit) is None


def test_what_waits_in_the_outbox_is_due(toolkit: Toolkit, clock: SettableClock) -> None:
    later = clock.now + timedelta(minutes=7)
    with toolkit.ledger.begin() as unit:
        enqueue(unit, NoticeKind.HOME_CHANGED, lane="one", now=clock.now)
        enqueue(unit, NoticeKind.HOME_CHANGED, lane="two", now=clock.now, due_at=later)
    due = next_due(toolkit)
    assert due is not None
    assert due[0] == later


def test_the_next_screen_for_a_new_starter_is_due(toolkit: Toolkit, clock: SettableClock) -> None:
    tomorrow = clock.now + timedelta(days=1)
    with toolkit.ledger.begin() as unit:
        start_course(unit, "U1", tomorrow)
    assert next_due(toolkit) == (tomorrow, "somebody's next screen of the list for new starters is due")


def test_the_earliest_of_all_that_is_due_is_named_with_a_sentence(
    toolkit: Toolkit, clock: SettableClock
) -> None:
    request = resolved(toolkit)
    due = next_due(toolkit)
    assert due == (request.close_at, "a request that was left unanswered closes by itself")
    with toolkit.ledger.begin() as unit:
        inbox.keep(unit, "event:1", "event", {}, reference="7f3a", now=clock.now)
    due = next_due(toolkit)
    assert due is not None
    assert due[0] < clock.now + timedelta(hours=1)
    assert due[1] == "something that got stuck is tried again"
