"""The first answer: what counts as one, on whose calendar, and whether it came by the time told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.numbers.answers import FirstAnswer, first_answers, median_hours
from bot.requests.answering import cancel
from bot.requests.model import Request
from bot.requests.working import acknowledge, ask_back, hand_over, resolve
from db.kinds import Change
from db.tables import history, requests
from tests.bot.requests.scene import DEV, JONAS, MIA, PRIYA, Scene

FRIDAY_AT_TWO = datetime(2026, 3, 13, 14, 0, tzinfo=UTC)  # three in Berlin, where the web team closes at five


def answers(scene: Scene, *wanted: object) -> tuple[FirstAnswer, ...]:
    with scene.toolkit.ledger.read() as connection:
        return first_answers(connection, scene.toolkit.company, *wanted)  # type: ignore[arg-type]


def the_answer(scene: Scene) -> FirstAnswer:
    (found,) = answers(scene)
    return found


def test_a_weekend_between_asking_and_answering_does_not_count(scene: Scene) -> None:
    scene.clock.now = FRIDAY_AT_TWO
    request = scene.file()
    scene.clock.now = FRIDAY_AT_TWO + timedelta(days=3)
    scene.do(acknowledge, request.id, JONAS)
    found = the_answer(scene)
    assert found.hours == 8  # two on Friday, six on Monday
    assert not found.in_time
    assert (found.team_id, found.area_id, found.answered_by) == ("web", "pages", JONAS)


def test_four_working_hours_are_in_time_and_a_second_more_is_not(scene: Scene) -> None:
    for late in (timedelta(0), timedelta(seconds=1)):
        scene.clock.now = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
        request = scene.file()
        scene.clock.advance(hours=4)
        scene.clock.advance(late)
        scene.do(acknowledge, request.id, JONAS)
    assert [one.in_time for one in answers(scene)] == [True, False]


@pytest.mark.parametrize(
    ("service", "more", "how"),
    [
        (acknowledge, (), Change.ACKNOWLEDGED),
        (ask_back, ("Which page?",), Change.ASKED),
        (resolve, (), Change.RESOLVED),
    ],
)
def test_taking_it_asking_back_and_doing_it_are_answers(
    scene: Scene, service: object, more: tuple[str, ...], how: Change
) -> None:
    request = scene.file()
    scene.do(service, request.id, JONAS, *more)  # type: ignore[arg-type]
    assert the_answer(scene).how is how


def test_what_nobody_has_answered_is_not_counted_and_only_the_first_answer_is(scene: Scene) -> None:
    unanswered = scene.file()
    request = scene.file()
    scene.do(acknowledge, request.id, JONAS)
    scene.clock.advance(hours=1)
    scene.do(resolve, request.id, JONAS)
    found = the_answer(scene)
    assert found.request_id != unanswered.id
    assert found.hours == 0


def moved_and_taken(scene: Scene) -> Request:
    """Jonas hands it to the data team after three hours, where Dev takes it two hours later."""
    scene.clock.now = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
    request = scene.file()
    scene.clock.advance(hours=3)
    scene.do(hand_over, request.id, JONAS, to_team="data")
    scene.clock.advance(hours=2)
    scene.do(acknowledge, request.id, DEV)
    return request


def test_handing_it_on_is_no_answer_and_the_promise_is_that_of_the_team_it_came_to(scene: Scene) -> None:
    moved_and_taken(scene)
    found = the_answer(scene)
    assert (found.team_id, found.area_id) == ("data", "reports")
    assert found.hours == 5  # for whoever asked
    assert found.arrived_at - found.asked_at == timedelta(hours=3)
    assert found.in_time  # it was told anew when it moved


def test_an_answer_stays_with_the_team_that_gave_it_when_it_moves_afterwards(scene: Scene) -> None:
    request = scene.file()
    scene.do(acknowledge, request.id, JONAS)
    scene.do(hand_over, request.id, JONAS, to_team="data")
    scene.do(acknowledge, request.id, DEV)
    found = the_answer(scene)
    assert (found.team_id, found.area_id, found.answered_by) == ("web", "pages", JONAS)


def test_what_the_bridge_answers_counts_for_the_bridge(scene: Scene) -> None:
    request = scene.file()
    scene.do(hand_over, request.id, JONAS)
    scene.do(acknowledge, request.id, PRIYA)
    found = the_answer(scene)
    assert (found.team_id, found.area_id) == (None, None)


def test_conditions_choose_among_the_requests(scene: Scene) -> None:
    kept, other = scene.file(), scene.file()
    for one in (kept, other):
        scene.do(acknowledge, one.id, JONAS)
    assert [one.request_id for one in answers(scene, requests.c.id == kept.id)] == [kept.id]


def test_a_request_without_its_beginning_is_taken_to_have_been_where_it_is(scene: Scene) -> None:
    request = scene.file()
    scene.do(acknowledge, request.id, JONAS)
    with scene.toolkit.ledger.begin() as unit:
        unit.execute(history.delete().where(history.c.change == Change.FILED))
    found = the_answer(scene)
    assert (found.team_id, found.arrived_at) == ("web", found.asked_at)


def test_a_team_that_has_left_the_company_file_is_counted_on_the_bridges_calendar(scene: Scene) -> None:
    request = scene.file()
    scene.do(cancel, request.id, MIA)
    with scene.toolkit.ledger.begin() as unit:
        for change, hours in ((Change.FILED, 0), (Change.RESOLVED, 1)):
            at = scene.clock.now + timedelta(hours=hours)
            detail = {"team_id": "gone", "area_id": "lost"}
            unit.add(history, id=f"h_{hours}", request_id=request.id, at=at, change=change, detail=detail)
    found = the_answer(scene)
    assert (found.team_id, found.area_id, found.hours) == ("gone", None, 1)


def test_the_median_is_the_middle_one_or_half_way_between_the_two_in_the_middle(scene: Scene) -> None:
    assert median_hours(()) is None
    for hours in (0, 1, 3):
        scene.clock.now = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
        request = scene.file()
        scene.clock.advance(hours=hours)
        scene.do(acknowledge, request.id, JONAS)
    found = answers(scene)
    assert median_hours(found) == 1
    assert median_hours(found[:2]) == 0.5
