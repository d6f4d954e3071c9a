"""Nobody answers: who is asked when, in which words to whom, and once each, whatever the clock does."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from bot.company import Company
from bot.escalation.climbing import climb
from bot.requests.posting import refused
from bot.requests.working import acknowledge, hand_over
from bot.toolkit import Desk
from db.duty_tables import chain_steps
from db.kinds import Change, NoticeKind, NoticeState, RequestState, StepReason, StepState
from tests.bot.escalation.scene import CALLED, DOWN, TAKEN, Asked, Waiting, berlin
from tests.bot.requests.scene import JONAS, LENA, MIA, PRIYA
from tests.racing import at_once

ROUNDS = 100


def asked(at: str, to: str, *user_ids: str) -> Asked:
    return Asked(berlin(at), to, user_ids)


def test_an_outage_climbs_by_the_minute(scene: Waiting) -> None:
    scene.clock.now = berlin("2026-03-14 03:00")  # a Saturday
    request = scene.file(DOWN)
    assert scene.let_it_climb(request) == [
        asked("2026-03-14 03:00", "on_call", JONAS),
        asked("2026-03-14 03:05", "on_call", JONAS),
        asked("2026-03-14 03:10", "second_layer", LENA),
        asked("2026-03-14 03:20", "team", JONAS, LENA),
        asked("2026-03-14 03:30", "bridge", PRIYA),
    ]
    assert scene.called(request) == [JONAS, JONAS, LENA, JONAS, LENA, PRIYA]


@pytest.mark.parametrize(
    ("words", "second", "third", "fourth"),
    [
        ("a new landing page", "2026-03-10 12:00", "2026-03-10 14:00", "2026-03-11 10:00"),
        ("a new landing page asap", "2026-03-10 11:00", "2026-03-10 12:00", "2026-03-11 10:00"),
        ("a new landing page, no hurry", "2026-03-11 10:00", "2026-03-12 10:00", "2026-03-13 10:00"),
    ],
)
def test_what_can_wait_climbs_in_working_time(
    scene: Waiting, words: str, second: str, third: str, fourth: str
) -> None:
    scene.clock.now = berlin("2026-03-10 10:00")
    request = scene.file(words)
    assert scene.let_it_climb(request) == [
        asked(second, "on_call", JONAS),
        asked(third, "second_layer", LENA),
        asked(fourth, "bridge", PRIYA),
    ]


def test_what_comes_on_friday_night_wakes_nobody_before_monday(scene: Waiting) -> None:
    scene.clock.now = berlin("2026-03-13 21:00")
    request = scene.file()
    assert scene.let_it_climb(request) == [
        asked("2026-03-16 09:00", "on_call", JONAS),
        asked("2026-03-16 11:00", "on_call", JONAS),
        asked("2026-03-16 13:00", "second_layer", LENA),
        asked("2026-03-17 10:00", "bridge", PRIYA),
    ]


def test_what_is_with_the_bridge_climbs_there(scene: Waiting) -> None:
    request = scene.file()
    scene.do(hand_over, request.id, JONAS)
    asked_now = scene.let_it_climb(request)
    assert {user_id for one in asked_now for user_id in one.user_ids} == {PRIYA, "U0ADA"}
    assert [one.to for one in asked_now] == ["on_call", "second_layer", "bridge"]


def test_each_step_says_whom_it_asks_and_who_was_asked_before(scene: Waiting) -> None:
    request = scene.file(DOWN)
    scene.let_it_climb(request)
    said = [(one["to"], one["user_ids"], one["asked_before"]) for one in scene.said(TAKEN, request)]
    assert said == [
        ("on_call", [JONAS], [JONAS]),
        ("second_layer", [LENA], [JONAS]),
        ("team", [JONAS, LENA], [JONAS, LENA]),
        ("bridge", [PRIYA], [JONAS, LENA]),
    ]
    places = [(one["lane"], one["detail"]["target"]) for one in scene.notices(TAKEN)]
    assert places == [(request.team_lane, "team")] * 3 + [(request.team_lane, "bridge")]
    lanes = {one["lane"] for one in scene.notices(CALLED)}
    assert lanes == {f"person:{JONAS}", f"person:{LENA}", f"person:{PRIYA}"}


def climbs(scene: Waiting, request_id: str) -> list[tuple[str, list[str]]]:
    lines = [each["detail"] for each in scene.lines(request_id)]
    return [(each["to"], each["user_ids"]) for each in lines if each["change"] == Change.CLIMBED]


def test_the_asker_hears_of_each_climb_and_not_of_a_first_nudge(scene: Waiting) -> None:
    request = scene.file()
    scene.let_it_climb(request)
    assert climbs(scene, request.id) == [("second_layer", [LENA]), ("bridge", [PRIYA])]


def test_in_an_outage_the_asker_hears_of_each_further_step(scene: Waiting) -> None:
    request = scene.file(DOWN)
    scene.let_it_climb(request)
    assert [to for to, _ in climbs(scene, request.id)] == ["on_call", "second_layer", "team", "bridge"]


def test_three_hours_of_downtime_are_made_up_for_in_one_go(scene: Waiting) -> None:
    request = scene.file(DOWN)
    scene.look()
    down_from = scene.clock.now
    scene.clock.advance(hours=3)
    scene.look()
    assert scene.states(request) == [StepState.TAKEN, *[StepState.MERGED] * 3, StepState.TAKEN]
    (said,) = scene.said(TAKEN, request)
    assert (said["to"], said["user_ids"], said["late"]) == ("bridge", [JONAS, PRIYA], True)
    assert said["on_call"] == JONAS, "who is on call is none of the bridge"
    assert said["silent_since"] == down_from.isoformat()
    assert said["down"] == [down_from.isoformat(), scene.clock.now.isoformat()]
    assert scene.called(request) == [JONAS, JONAS, PRIYA]
    assert climbs(scene, request.id) == [("bridge", [JONAS, PRIYA])]
    scene.look()
    assert len(scene.notices(TAKEN)) == 1


def test_what_falls_due_together_is_not_late(scene: Waiting) -> None:
    scene.clock.now = berlin("2026-03-10 12:59")  # four working hours end at closing time: second at nine
    request = scene.file()
    with scene.toolkit.ledger.begin() as unit:
        morning = berlin("2026-03-11 09:00")
        unit.execute(
            chain_steps.update().where(chain_steps.c.state == StepState.WAITING).values(due_at=morning)
        )
    scene.at("2026-03-11 09:00")
    (said,) = scene.said(TAKEN, request)
    assert (said["to"], said["late"], said["silent_since"]) == ("second_layer", False, None)
    assert scene.waiting(request) == [("bridge", berlin("2026-03-11 10:00"))], "it still sleeps in London"


def test_after_a_night_of_downtime_people_are_asked_in_the_morning(scene: Waiting) -> None:
    scene.clock.now = berlin("2026-03-10 10:00")
    request = scene.file()
    scene.look()
    scene.at("2026-03-10 20:00")  # two steps were missed, and by now everybody is at home
    assert scene.notices(CALLED) == []
    assert scene.next_at() == berlin("2026-03-11 09:00")
    scene.at("2026-03-11 09:00")
    (said,) = scene.said(TAKEN, request)
    assert (said["to"], said["user_ids"], said["late"]) == ("second_layer", [JONAS, LENA], True)
    scene.at("2026-03-11 10:00")
    assert scene.called(request) == [JONAS, LENA, PRIYA]


def test_work_that_ends_between_the_moment_and_our_look_makes_no_night_of_it(scene: Waiting) -> None:
    scene.clock.now = berlin("2026-03-10 14:59:58")
    request = scene.file()
    scene.at("2026-03-10 17:00:02")
    assert scene.called(request) == [JONAS]


def test_a_clock_that_jumps_ahead_and_back_asks_nobody_twice(scene: Waiting) -> None:
    request = scene.file(DOWN)
    scene.look()
    true_time = scene.clock.now
    scene.at(true_time + timedelta(hours=2))
    called = scene.called(request)
    scene.at(true_time + timedelta(minutes=5))
    scene.at(true_time + timedelta(minutes=31))
    assert scene.called(request) == called == [JONAS, JONAS, PRIYA]


def test_a_clock_that_falls_back_asks_later_and_still_once(scene: Waiting) -> None:
    request = scene.file(DOWN)
    scene.look()
    filed_at = scene.clock.now
    scene.at(filed_at - timedelta(hours=2))
    assert scene.called(request) == [JONAS]
    assert len(scene.let_it_climb(request)) == 4
    assert scene.called(request) == [JONAS, JONAS, LENA, JONAS, LENA, PRIYA]


def test_whoever_serves_now_is_asked_and_named_on_the_card(scene: Waiting) -> None:
    scene.clock.now = berlin("2026-03-10 10:00")
    request = scene.file()
    scene.take_over(LENA, berlin("2026-03-10 11:00"), berlin("2026-03-10 18:00"))
    scene.at("2026-03-10 12:00")
    assert scene.called(request) == [LENA]
    assert scene.request(request.id).owner_id == LENA
    assert scene.notices(NoticeKind.CARD_CHANGED, due=True) != []


def test_who_has_gone_home_for_the_week_is_not_called(scene: Waiting) -> None:
    request = scene.file(DOWN)
    scene.go_away(JONAS, scene.clock.now.date(), scene.clock.now.date())
    scene.let_it_climb(request)
    assert JONAS not in scene.called(request)
    assert scene.called(request)[0] == LENA


def test_of_two_looks_at_once_one_asks(scene: Waiting) -> None:
    for _ in range(20):
        request = scene.file(DOWN)
        done = at_once(partial(scene.do, climb, request.id), partial(scene.do, climb, request.id))
        assert sorted(done) == [False, True]
        assert scene.called(request) == [JONAS]


def test_who_takes_it_in_the_very_moment_is_first_or_second_and_never_both(scene: Waiting) -> None:
    for _ in range(ROUNDS):
        request = scene.file(DOWN)
        climbed, taken = at_once(
            partial(scene.do, climb, request.id), partial(scene.do, acknowledge, request.id, LENA)
        )
        assert taken.acknowledged_by == LENA
        assert scene.called(request) == ([JONAS] if climbed else [])
        first, *rest = scene.states(request)
        assert first is (StepState.TAKEN if climbed else StepState.STOPPED)
        assert set(rest) == {StepState.STOPPED}


def test_a_step_that_is_left_over_asks_nobody(scene: Waiting) -> None:
    request = scene.file(DOWN)
    scene.do(acknowledge, request.id, LENA)
    with scene.toolkit.ledger.begin() as unit:  # as a version that stopped nothing would leave it
        unit.execute(chain_steps.update().values(state=StepState.WAITING))
    assert scene.do(climb, request.id) is False
    assert scene.notices(CALLED) == []
    assert set(scene.states(request)) == {StepState.STOPPED}


def test_a_thread_that_slack_refuses_is_told_of_at_the_bridge(scene: Waiting) -> None:
    request = scene.file(DOWN)
    scene.look()
    scene.say_all()
    scene.clock.advance(minutes=5)
    scene.look()
    (notice,) = [one for one in scene.claim_all() if one.kind is TAKEN]
    scene.do(refused, notice, "is_archived")
    (again,) = scene.notices(TAKEN)
    assert (again["state"], again["detail"]["target"]) == (NoticeState.DUE, "bridge")
    assert again["request_id"] == request.id


def test_the_asker_is_not_called_for_their_own_request(scene: Waiting) -> None:
    request = scene.file(DOWN, asked_by=JONAS)
    asked_people = {user_id for one in scene.let_it_climb(request) for user_id in one.user_ids}
    assert asked_people == {LENA, PRIYA}


def test_somebody_named_by_the_chain_is_called(scene: Waiting, company: Company) -> None:
    assert company.find_team("web") is not None
    request = scene.file(DOWN)

    def name(desk: Desk) -> None:
        first = chain_steps.c.number == 0
        desk.unit.execute(chain_steps.update().where(first).values(to="person", person="lena@example.org"))

    scene.do(name)
    scene.look()
    assert scene.called(request) == [LENA]


def test_the_reason_stands_in_the_row(scene: Waiting) -> None:
    request = scene.file()
    assert {one.why for one in scene.steps(request)} == {StepReason.UNCLAIMED}
    assert scene.request(request.id).state is RequestState.NEW
    assert scene.request(request.id).asked_by == MIA
