"""Silence closes a request after three working days; a year later it is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from sqlalchemy import func, select

from bot.requests.answering import close_silent, confirm
from bot.requests.forgetting import forget_ended
from bot.requests.working import resolve
from bot.toolkit import Desk
from db import inbox, outbox, runs
from db.engine import Unit
from db.kinds import Change, NoticeKind, RequestState
from db.outbox import Notice
from db.tables import history, posts, requests
from db.tables import outbox as notices_table
from tests.bot.requests.scene import JONAS, MIA, OUTSIDER, Scene

FRIDAY = datetime(2026, 3, 13, 10, 0, tzinfo=UTC)


def _forget(forget: Callable[[Unit, datetime], int], desk: Desk) -> int:
    return forget(desk.unit, desk.now)


def rows_of(scene: Scene) -> list[int]:
    tables = (requests, history, posts, notices_table)
    with scene.toolkit.ledger.read() as connection:
        return [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables]


def test_three_working_days_of_silence_close_it_kindly(scene: Scene) -> None:
    scene.clock.now = FRIDAY
    request = scene.file()
    resolved = scene.do(resolve, request.id, JONAS)
    assert resolved.close_at == datetime(2026, 3, 18, 10, 0, tzinfo=UTC), "Monday, Tuesday, Wednesday"
    scene.clock.now = resolved.close_at - timedelta(seconds=1)
    assert scene.do(close_silent) == 0
    scene.clock.advance(seconds=1)
    assert scene.do(close_silent) == 1
    closed = scene.request(request.id)
    assert (closed.state, closed.ended_at, closed.close_at) == (RequestState.CLOSED, scene.clock.now, None)
    assert scene.changes(request.id)[-1] == (Change.CLOSED, None)
    assert len(scene.notices(NoticeKind.QUESTION_SETTLED)) == 1, "its buttons go"
    assert scene.do(close_silent) == 0


def test_an_asker_without_a_team_is_given_the_bridge_s_working_days(scene: Scene) -> None:
    scene.clock.now = FRIDAY
    resolved = scene.do(resolve, scene.file(asked_by=OUTSIDER).id, JONAS)
    assert resolved.close_at == datetime(2026, 3, 18, 10, 0, tzinfo=UTC)


def test_what_was_confirmed_in_time_is_not_closed_again(scene: Scene) -> None:
    request = scene.file()
    scene.do(resolve, request.id, JONAS)
    scene.do(confirm, request.id, MIA)
    scene.clock.advance(days=30)
    assert scene.do(close_silent) == 0
    assert scene.changes(request.id)[-1][0] is Change.CONFIRMED


def test_a_year_after_its_end_a_request_is_forgotten_with_all_that_hangs_on_it(scene: Scene) -> None:
    ended = scene.in_state(RequestState.CLOSED)
    scene.say_all()
    scene.clock.advance(days=365)
    still_open = scene.filed_and_posted()
    assert scene.do(lambda desk: forget_ended(desk.unit, desk.now)) == 0, "to the day"
    scene.clock.advance(seconds=1)
    assert scene.do(lambda desk: forget_ended(desk.unit, desk.now)) == 1
    with scene.toolkit.ledger.read() as connection:
        kept = connection.execute(select(requests.c.id)).scalars().all()
    assert kept == [still_open.id]
    assert rows_of(scene) == [1, 1, 2, 2]
    assert ended.id not in kept


def test_notices_that_were_said_deliveries_and_runs_are_kept_for_days_only(scene: Scene) -> None:
    scene.filed_and_posted()
    with scene.toolkit.ledger.begin() as unit:
        inbox.record(unit, "Ev1", "event", scene.clock.now)
        inbox.keep(unit, "Ev2", "event", {"a": 1}, reference="7f3a", now=scene.clock.now)
        runs.claim_run(unit, "daily", "2026-03-10", scene.clock.now)
    kept_for = [outbox.KEPT_FOR, inbox.KEPT_FOR, runs.KEPT_FOR]
    forgetting = [outbox.forget_old, inbox.forget_old, runs.forget_old]
    start = scene.clock.now
    for kept, forget, rows in zip(kept_for, forgetting, [2, 1, 1], strict=True):
        scene.clock.now = start + kept
        assert scene.do(partial(_forget, forget)) == 0
        scene.clock.advance(seconds=1)
        assert scene.do(partial(_forget, forget)) == rows


def test_what_is_parked_or_still_to_be_done_is_not_forgotten(scene: Scene) -> None:
    scene.file()
    notices: list[Notice] = scene.claim_all()
    scene.do(lambda desk: outbox.parked(desk.unit, notices[0], desk.now, "is_archived"))
    with scene.toolkit.ledger.begin() as unit:
        inbox.keep(unit, "Ev2", "event", {"a": 1}, reference="7f3a", now=scene.clock.now)
    scene.clock.advance(days=400)
    assert scene.do(lambda desk: outbox.forget_old(desk.unit, desk.now)) == 0
    assert scene.do(lambda desk: inbox.forget_old(desk.unit, desk.now)) == 0
