"""Two people act at the same moment: one wins, the other is told who, and nothing happens twice."""

from __future__ import annotations

from functools import partial

from bot.requests.answering import cancel, confirm, reopen
from bot.requests.working import acknowledge, hand_over, resolve
from db.errors import Conflict, NotAllowed
from db.kinds import Change, NoticeKind, RequestState
from tests.bot.requests.scene import JONAS, LENA, MIA, PRIYA, Scene
from tests.racing import at_once

ROUNDS = 20


def test_of_two_who_take_it_at_once_one_has_it_and_the_other_is_told_who(scene: Scene) -> None:
    for _ in range(ROUNDS):
        request = scene.file()
        outcomes = at_once(
            partial(scene.do, acknowledge, request.id, JONAS),
            partial(scene.do, acknowledge, request.id, LENA),
        )
        refusals = [each for each in outcomes if isinstance(each, Exception)]
        holder = scene.request(request.id).acknowledged_by
        winner = {JONAS: "Jonas", LENA: "Lena"}[holder or ""]
        assert [(type(each), str(each)) for each in refusals] == [(Conflict, f"{winner} already has it.")]
        assert scene.changes(request.id)[1:] == [(Change.ACKNOWLEDGED, holder)]
        assert len(scene.lines(request.id)) == 1


def test_a_double_click_takes_it_once(scene: Scene) -> None:
    for _ in range(ROUNDS):
        request = scene.file()
        outcomes = at_once(*[partial(scene.do, acknowledge, request.id, JONAS)] * 2)
        assert [str(each) for each in outcomes if isinstance(each, Exception)] == ["You have it already."]
        assert len(scene.changes(request.id)) == 2


def test_a_request_that_is_handed_on_is_not_taken_by_the_team_that_lost_it(scene: Scene) -> None:
    for _ in range(ROUNDS):
        request = scene.file()
        taken, moved = at_once(
            partial(scene.do, acknowledge, request.id, LENA),
            partial(scene.do, hand_over, request.id, JONAS, to_team="data"),
        )
        after = scene.request(request.id)
        assert not isinstance(moved, Exception)
        assert (after.team_id, after.state, after.acknowledged_by) == ("data", RequestState.MOVED, None)
        assert isinstance(taken, NotAllowed) or taken.acknowledged_by == LENA, "before the move it was hers"
        if isinstance(taken, NotAllowed):
            assert scene.changes(request.id)[1:] == [(Change.MOVED, JONAS)]


def test_two_who_hand_it_on_at_once_move_it_once(scene: Scene) -> None:
    for _ in range(ROUNDS):
        request = scene.file()
        outcomes = at_once(
            partial(scene.do, hand_over, request.id, JONAS, to_team="data"),
            partial(scene.do, hand_over, request.id, LENA),
        )
        refused = [each for each in outcomes if isinstance(each, Exception)]
        assert [type(each) for each in refused] == [NotAllowed], "the second one's team has it no longer"
        assert [change for change, _ in scene.changes(request.id)] == [Change.FILED, Change.MOVED]
        arrived = scene.notices(NoticeKind.REQUEST_ARRIVED)
        assert len([each for each in arrived if each["request_id"] == request.id]) == 2


def test_yes_and_not_quite_at_once_leave_one_clear_state(scene: Scene) -> None:
    for _ in range(ROUNDS):
        request = scene.in_state(RequestState.RESOLVED)
        at_once(
            partial(scene.do, confirm, request.id, MIA),
            partial(scene.do, reopen, request.id, PRIYA),
            partial(scene.do, cancel, request.id, MIA),
            partial(scene.do, resolve, request.id, JONAS),
        )
        after = scene.request(request.id)
        last = scene.changes(request.id)[-1][0]
        expected = {
            Change.CONFIRMED: RequestState.CLOSED,
            Change.REOPENED: RequestState.ACKNOWLEDGED,
            Change.CANCELLED: RequestState.CANCELLED,
            Change.RESOLVED: RequestState.RESOLVED,
        }
        assert after.state is expected[last]
        assert len(scene.lines(request.id)) == len(scene.changes(request.id)) - 1
