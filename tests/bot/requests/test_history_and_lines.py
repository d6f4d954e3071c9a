"""No change without a line, no line without a change."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlalchemy import update

from bot.escalation.climbing import climb
from bot.escalation.promising import refresh, settle, still
from bot.requests.answering import cancel, change, close_silent, confirm, reopen
from bot.requests.asking import answer as tell_what_was_missing
from bot.requests.choosing import choose
from bot.requests.following import follow
from bot.requests.merging import unmerge, update_all
from bot.requests.model import Request
from bot.requests.planning import set_plan
from bot.requests.working import acknowledge, ask_back, hand_over, resolve
from db.errors import Refusal
from db.kinds import Change, NoticeKind, RequestState
from db.tables import requests
from tests.bot.requests.reports import together
from tests.bot.requests.scene import DEV, JONAS, LENA, MIA, PRIYA, Scene

NEW, MOVED, ACKNOWLEDGED, WAITING, RESOLVED, CLOSED, CANCELLED = RequestState


def file(scene: Scene) -> Request:
    return scene.file()


def after(
    state: RequestState, service: Callable[..., Any], *arguments: Any, **named: Any
) -> Callable[[Scene], Request]:
    def happen(scene: Scene) -> Request:
        request = scene.in_state(state)
        scene.do(service, request.id, *arguments, **named)
        return request

    return happen


def answer(scene: Scene) -> Request:
    request = scene.filed_and_posted()
    scene.do(ask_back, request.id, JONAS, "Which page?")
    scene.speak(MIA, "the one on boots", (request.home_channel, request.home_ts), "300.1")
    return request


def tell_more(scene: Scene) -> Request:
    """Words that fit no open question are said in the thread as well."""
    request = scene.filed_and_posted()
    scene.do(tell_what_was_missing, request.id, MIA, {"page_url": "the one on boots"}, known=())
    return request


def say_what_it_is_closest_to(scene: Scene) -> Request:
    request = scene.file()
    with scene.toolkit.ledger.begin() as unit:
        undecided = update(requests).where(requests.c.id == request.id)
        unit.execute(undecided.values(team_id=None, area_id=None, band="ask"))
    scene.do(choose, request.id, MIA, "images")
    return request


def say_by_when(scene: Scene) -> Request:
    request = scene.file()
    scene.do(set_plan, request, MIA, due_on=date(2026, 4, 1), urgency="high")
    return request


def fall_silent(scene: Scene) -> Request:
    request = scene.in_state(RESOLVED)
    scene.clock.advance(days=10)
    scene.do(close_silent)
    return request


def let_it_climb(scene: Scene) -> Request:
    request = scene.file()
    scene.clock.advance(days=1)
    scene.do(climb, request.id)
    return request


def be_late(scene: Scene) -> Request:
    request = scene.in_state(ACKNOWLEDGED)
    scene.do(refresh, [request.id])
    scene.clock.advance(days=2)
    scene.do(settle, request.id)
    return request


HOW: dict[Change, tuple[str | None, Callable[[Scene], Request]]] = {
    Change.FILED: (MIA, file),
    Change.CHOSEN: (MIA, say_what_it_is_closest_to),
    Change.PLANNED: (MIA, say_by_when),
    Change.CHANGED: (MIA, after(NEW, change, MIA, text="two landing pages", area_id=None)),
    Change.ACKNOWLEDGED: (JONAS, after(NEW, acknowledge, JONAS)),
    Change.MOVED: (JONAS, after(NEW, hand_over, JONAS, to_team="data")),
    Change.ASKED: (JONAS, after(NEW, ask_back, JONAS, "Which page?")),
    Change.ANSWERED: (MIA, answer),
    Change.RESOLVED: (JONAS, after(NEW, resolve, JONAS)),
    Change.CONFIRMED: (MIA, after(RESOLVED, confirm, MIA)),
    Change.REOPENED: (MIA, after(RESOLVED, reopen, MIA)),
    Change.CLOSED: (None, fall_silent),
    Change.CANCELLED: (MIA, after(NEW, cancel, MIA)),
    Change.FOLLOWED: (LENA, after(NEW, follow, LENA, "me too")),
    Change.DETAILED: (MIA, tell_more),
    Change.CLIMBED: (None, let_it_climb),
    Change.LATE: (None, be_late),
    Change.PROMISED: (JONAS, after(ACKNOWLEDGED, still, JONAS, "tomorrow")),
    Change.MERGED: (JONAS, lambda scene: together(scene)[1][0]),
    Change.UNMERGED: (JONAS, lambda scene: scene.do(unmerge, together(scene)[1][0].id, JONAS)),
    Change.UPDATED: (JONAS, lambda scene: scene.do(update_all, together(scene)[0].id, JONAS, "Soon.")),
}


def assert_in_step(scene: Scene, request: Request) -> None:
    """Each row of history has its one line in the asker's thread; filing's line is the receipt."""
    changes, history_ids = scene.changes(request.id), scene.history_ids(request.id)
    assert changes[0][0] is Change.FILED
    receipts = [each for each in scene.notices(NoticeKind.REQUEST_FILED) if each["request_id"] == request.id]
    assert len(receipts) == 1
    for side in ("home", "team"):
        said = [
            (each["detail"]["history_id"], each["detail"]["change"], each["detail"]["actor_id"])
            for each in scene.lines(request.id, side)
        ]
        happened = [
            (history_id, what, actor_id)
            for history_id, (what, actor_id) in zip(history_ids[1:], changes[1:], strict=True)
        ]
        if side == "home":
            assert said == happened
        else:
            assert [line for line in happened if line in said] == said


@pytest.mark.parametrize("what", Change)
def test_every_change_is_one_row_and_one_line(scene: Scene, what: Change) -> None:
    actor_id, happen = HOW[what]
    request = happen(scene)
    assert scene.changes(request.id)[-1] == (what, actor_id)
    assert_in_step(scene, request)


def test_a_refused_deed_leaves_neither(scene: Scene) -> None:
    request = scene.in_state(CLOSED)
    before = scene.notices()
    with pytest.raises(Refusal):
        scene.do(acknowledge, request.id, JONAS)
    assert scene.notices() == before
    assert_in_step(scene, request)


def test_the_team_hears_of_what_the_asker_did_under_its_card(scene: Scene) -> None:
    request = scene.in_state(RESOLVED)
    scene.do(reopen, request.id, MIA)
    assert [line["detail"]["change"] for line in scene.lines(request.id, "team")] == [Change.REOPENED]


def test_receipt_and_card_are_drawn_anew_once_after_many_changes(scene: Scene) -> None:
    request = scene.filed_and_posted()
    scene.do(ask_back, request.id, JONAS, "Which page?")
    scene.do(resolve, request.id, JONAS)
    scene.do(reopen, request.id, MIA)
    for kind in (NoticeKind.RECEIPT_CHANGED, NoticeKind.CARD_CHANGED):
        due = scene.notices(kind, due=True)
        assert len(due) == 1
        assert due[0]["id"] > scene.lines(request.id)[-1]["id"], "the last drawing shows the last change"


def test_in_a_wild_week_history_lines_and_states_stay_in_step(scene: Scene) -> None:
    chance = random.Random(20260310)
    deeds: list[Callable[..., Any]] = [
        acknowledge,
        partial(ask_back, question="Which page?"),
        resolve,
        hand_over,
        partial(hand_over, to_team="data"),
        partial(hand_over, to_team="web"),
        confirm,
        reopen,
        cancel,
        partial(change, text="two landing pages", area_id="reports"),
        partial(change, text="a landing page", area_id=None),
    ]
    filed = [scene.file() for _ in range(3)]
    for _ in range(120):
        request = scene.request(chance.choice(filed).id)
        rows = len(scene.changes(request.id))
        with suppress(Refusal):
            scene.do(chance.choice(deeds), request.id, chance.choice([MIA, JONAS, LENA, DEV, PRIYA]))
        differs = scene.request(request.id) != request
        assert differs == (len(scene.changes(request.id)) > rows)
    for request in filed:
        assert_in_step(scene, request)
