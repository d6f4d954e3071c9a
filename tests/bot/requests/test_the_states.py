"""Every state and everything that can be done in it: where it leads, or the sentence that says no."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from bot.requests.answering import cancel, change, confirm, reopen
from bot.requests.model import Request
from bot.requests.working import acknowledge, ask_back, hand_over, resolve
from db.errors import Conflict
from db.kinds import RequestState
from tests.bot.requests.scene import DEV, JONAS, LENA, MIA, Scene

NEW, MOVED, ACKNOWLEDGED, WAITING, RESOLVED, CLOSED, CANCELLED = RequestState
HAS_IT = "Jonas already has it."
AWAITED = "Jonas already has it; an answer is awaited."
SAYS_DONE = "Jonas says it's done already."
IS_CLOSED = "That one is closed already."
TAKEN_BACK = "Mia took it back, so there's nothing to do."
I_TOOK_IT_BACK = "You took it back, so there's nothing to do."
TOO_EARLY = "Nobody has taken it yet, so that comes too early."
HAS_MOVED = "It has moved to another team in the meantime."

Outcome = RequestState | str
DEEDS: dict[str, tuple[str, Callable[..., Request], dict[RequestState, Outcome]]] = {
    "I've got it": (
        LENA,
        acknowledge,
        {
            NEW: ACKNOWLEDGED,
            MOVED: ACKNOWLEDGED,
            ACKNOWLEDGED: HAS_IT,
            WAITING: AWAITED,
            RESOLVED: SAYS_DONE,
            CLOSED: IS_CLOSED,
            CANCELLED: TAKEN_BACK,
        },
    ),
    "Ask": (
        LENA,
        partial(ask_back, question="Which page is it?"),
        {
            NEW: WAITING,
            MOVED: WAITING,
            ACKNOWLEDGED: WAITING,
            WAITING: WAITING,
            RESOLVED: SAYS_DONE,
            CLOSED: IS_CLOSED,
            CANCELLED: TAKEN_BACK,
        },
    ),
    "Done": (
        LENA,
        resolve,
        {
            NEW: RESOLVED,
            MOVED: RESOLVED,
            ACKNOWLEDGED: RESOLVED,
            WAITING: RESOLVED,
            RESOLVED: SAYS_DONE,
            CLOSED: IS_CLOSED,
            CANCELLED: TAKEN_BACK,
        },
    ),
    "Not ours": (
        LENA,
        hand_over,
        {
            NEW: MOVED,
            MOVED: MOVED,
            ACKNOWLEDGED: MOVED,
            WAITING: MOVED,
            RESOLVED: SAYS_DONE,
            CLOSED: IS_CLOSED,
            CANCELLED: TAKEN_BACK,
        },
    ),
    "Yes, thanks": (
        MIA,
        confirm,
        {
            NEW: TOO_EARLY,
            MOVED: HAS_MOVED,
            ACKNOWLEDGED: HAS_IT,
            WAITING: AWAITED,
            RESOLVED: CLOSED,
            CLOSED: IS_CLOSED,
            CANCELLED: I_TOOK_IT_BACK,
        },
    ),
    "Not quite": (
        MIA,
        reopen,
        {
            NEW: TOO_EARLY,
            MOVED: HAS_MOVED,
            ACKNOWLEDGED: HAS_IT,
            WAITING: AWAITED,
            RESOLVED: ACKNOWLEDGED,
            CLOSED: ACKNOWLEDGED,
            CANCELLED: I_TOOK_IT_BACK,
        },
    ),
    "Cancel": (
        MIA,
        cancel,
        {
            NEW: CANCELLED,
            MOVED: CANCELLED,
            ACKNOWLEDGED: CANCELLED,
            WAITING: CANCELLED,
            RESOLVED: CANCELLED,
            CLOSED: IS_CLOSED,
            CANCELLED: I_TOOK_IT_BACK,
        },
    ),
    "Change it": (
        MIA,
        partial(change, text="two landing pages for the boots", area_id=None),
        {
            NEW: NEW,
            MOVED: MOVED,
            ACKNOWLEDGED: ACKNOWLEDGED,
            WAITING: WAITING,
            RESOLVED: SAYS_DONE,
            CLOSED: IS_CLOSED,
            CANCELLED: I_TOOK_IT_BACK,
        },
    ),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_each_deed_leads_where_it_should_or_says_why_not(scene: Scene, deed: str) -> None:
    actor_id, service, outcomes = DEEDS[deed]
    assert set(outcomes) == set(RequestState)
    for state, expected in outcomes.items():
        request = scene.in_state(state)
        assert request.state is state
        before = _kept(scene, request)
        if isinstance(expected, RequestState):
            assert scene.do(service, request.id, actor_id).state is expected, state
            assert scene.request(request.id).state is expected
        else:
            with pytest.raises(Conflict) as refusal:
                scene.do(service, request.id, actor_id)
            assert str(refusal.value) == expected, state
            assert _kept(scene, request) == before, "a refusal leaves no trace"


def _kept(scene: Scene, request: Request) -> Any:
    return scene.request(request.id), scene.changes(request.id), len(scene.notices())


def test_who_holds_it_is_told_so_in_the_second_person(scene: Scene) -> None:
    for state, sentence in (
        (ACKNOWLEDGED, "You have it already."),
        (WAITING, "You have it already; an answer is awaited."),
        (RESOLVED, "You said it's done already."),
    ):
        with pytest.raises(Conflict) as refusal:
            scene.do(acknowledge, scene.in_state(state).id, JONAS)
        assert str(refusal.value) == sentence


def test_whoever_takes_it_is_kept_as_its_owner_through_question_and_reopening(scene: Scene) -> None:
    request = scene.in_state(ACKNOWLEDGED)
    scene.do(ask_back, request.id, LENA, "Which page is it?")
    scene.do(resolve, request.id, LENA)
    reopened = scene.do(reopen, request.id, MIA)
    assert reopened.acknowledged_by == JONAS
    assert (reopened.resolved_at, reopened.close_at, reopened.ended_at) == (None, None, None)


def test_asking_or_finishing_takes_a_request_that_nobody_has(scene: Scene) -> None:
    for service in (resolve, partial(ask_back, question="Which page is it?")):
        done = scene.do(service, scene.file().id, LENA)
        assert (done.acknowledged_by, done.acknowledged_at) == (LENA, scene.clock.now)


def test_a_moved_request_belongs_to_nobody_until_the_new_team_takes_it(scene: Scene) -> None:
    request = scene.filed_and_posted()
    scene.do(acknowledge, request.id, JONAS)
    moved = scene.do(hand_over, request.id, JONAS, to_team="data")
    assert (moved.team_id, moved.owner_id, moved.reason) == ("data", DEV, "because Jonas sent it on")
    assert (moved.acknowledged_by, moved.acknowledged_at) == (None, None)
    assert (moved.card_channel, moved.card_ts) == (None, None)
    assert moved.area_id == "reports", "the only area of that team"


def test_each_moment_is_that_of_its_change(scene: Scene) -> None:
    request = scene.file()
    seen = [request.asked_at]
    for service, actor_id, name in (
        (acknowledge, JONAS, "acknowledged_at"),
        (resolve, JONAS, "resolved_at"),
        (confirm, MIA, "ended_at"),
    ):
        now = scene.clock.advance(minutes=7)
        after = scene.do(service, request.id, actor_id)
        assert getattr(after, name) == now
        assert after.changed_at == now
        seen.append(now)
    final = scene.request(request.id)
    assert [final.asked_at, final.acknowledged_at, final.resolved_at, final.ended_at] == seen
