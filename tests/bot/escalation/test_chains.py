"""The rows of a chain: written when a request arrives, stopped by whoever takes it, begun anew by a move."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from bot.company.rota import CHAINS, ChainStep
from bot.company.times import AT_ONCE, Wait
from bot.escalation.chains import begin, is_owner_silent, stop_silent
from bot.oncall.keeping import Duties
from bot.requests.answering import cancel, reopen
from bot.requests.choosing import choose
from bot.requests.forgetting import KEPT_FOR, forget_ended
from bot.requests.opening import CHOOSE_WITHIN
from bot.requests.planning import set_plan
from bot.requests.working import acknowledge, ask_back, hand_over, resolve
from db.duty_tables import chain_steps
from db.errors import Conflict
from db.kinds import Change, NoticeKind, RequestState, StepReason, StepState
from db.tables import requests
from tests.bot.escalation.scene import CALLED, DOWN, TAKEN, Waiting, berlin
from tests.bot.requests.doubt import make_doubtful
from tests.bot.requests.scene import DEV, JONAS, LENA, MIA, PRIYA

NOON = "2026-03-10 13:00"  # the clock of every test: five hours into the Web Team's day
NIGHT = "2026-03-10 22:00"


def test_within_hours_the_card_is_the_first_step(scene: Waiting) -> None:
    request = scene.file()
    first, *rest = scene.steps(request)
    assert (first.state, first.told, first.to) == (StepState.TAKEN, (JONAS,), "on_call")
    assert [(one.round, one.number, one.state) for one in rest] == [
        (1, number, StepState.WAITING) for number in (1, 2, 3)
    ]
    scene.look()
    assert scene.called(request) == []


def test_at_night_the_first_step_waits_for_the_morning(scene: Waiting) -> None:
    scene.clock.now = berlin(NIGHT)
    request = scene.file()
    assert scene.waiting(request)[0] == ("on_call", berlin("2026-03-11 09:00"))
    scene.look()
    assert scene.notices(CALLED) == []
    scene.at("2026-03-11 09:00")
    assert scene.called(request) == [JONAS]
    assert [detail["late"] for detail in scene.said(TAKEN, request)] == [False]


@pytest.mark.parametrize("at", [NOON, NIGHT])
def test_an_outage_calls_whoever_is_on_call_beside_the_card(scene: Waiting, at: str) -> None:
    scene.clock.now = berlin(at)
    request = scene.file(DOWN)
    assert (request.urgency, scene.steps(request)[0].state) == ("outage", StepState.WAITING)
    scene.look()
    assert scene.called(request) == [JONAS]
    assert scene.said(TAKEN, request) == [], "the card names them already"
    assert scene.steps(request)[0].told == (JONAS,)


def test_each_of_several_wishes_has_a_chain_of_its_own(scene: Waiting) -> None:
    wishes = "A new landing page for the boots, please. We also need a dashboard with the sales numbers."
    first = scene.file(wishes)
    with scene.toolkit.ledger.read() as connection:
        rounds = select(chain_steps.c.request_id, func.count()).group_by(chain_steps.c.request_id)
        found = {request_id: count for request_id, count in connection.execute(rounds)}
    assert (len(found), set(found.values()), first.id in found) == (2, {4}, True)


def test_later_edits_of_the_company_file_leave_a_running_chain_alone(scene: Waiting) -> None:
    request = scene.file()
    before = scene.steps(request)
    other = replace(CHAINS, normal=(ChainStep("bridge", AT_ONCE),))
    teams = tuple(replace(team, chains=other) for team in scene.toolkit.company.teams)
    company = replace(scene.toolkit.company, teams=teams)
    scene.toolkit = replace(
        scene.toolkit,
        company=company,
        duties=Duties(scene.toolkit.ledger, company, scene.toolkit.directory),
    )
    scene.look()
    assert scene.steps(request) == before
    assert [one.to for one in scene.steps(scene.file())] == ["bridge"]


def test_the_bridge_is_left_in_peace_while_the_asker_chooses(scene: Waiting) -> None:
    request = make_doubtful(scene).file()
    assert (request.team_id, request.band) == (None, "ask")
    begins = scene.clock.now + CHOOSE_WITHIN
    first, nudge, *_ = scene.steps(request)
    assert (first.state, first.due_at, first.told) == (StepState.TAKEN, begins, (PRIYA,))
    assert nudge.due_at == begins + timedelta(hours=2)


def test_what_is_down_waits_for_no_choice(scene: Waiting) -> None:
    request = make_doubtful(scene).file("Our account was hacked, please help")
    assert (request.urgency, request.band) == ("outage", "ask")
    (card,) = scene.notices(NoticeKind.REQUEST_ARRIVED)
    assert card["due_at"] == scene.clock.now
    scene.look()
    assert scene.called(request) == [PRIYA]


def test_a_choice_begins_the_chain_of_the_chosen_team(scene: Waiting) -> None:
    request = make_doubtful(scene).file()
    scene.clock.advance(minutes=3)
    scene.do(choose, request.id, MIA, "reports")
    assert set(scene.states(request)[:4]) == {StepState.TAKEN, StepState.STOPPED}
    second_round = scene.steps(request)[4:]
    assert [(one.round, one.state) for one in second_round][:2] == [
        (2, StepState.TAKEN),
        (2, StepState.WAITING),
    ]
    assert second_round[0].told == (DEV,)
    assert scene.waiting(request)[0] == ("on_call", scene.clock.now + timedelta(hours=2))


def test_acknowledging_stops_it(scene: Waiting) -> None:
    request = scene.file()
    scene.do(acknowledge, request.id, LENA)
    assert scene.waiting(request) == []
    assert scene.next_at() is None
    scene.clock.advance(days=3)
    scene.look()
    assert scene.notices(CALLED) == scene.notices(TAKEN) == []


@pytest.mark.parametrize("how", ["ask", "resolve", "cancel"])
def test_whatever_else_happens_to_it_stops_it_too(scene: Waiting, how: str) -> None:
    request = scene.file()
    match how:
        case "ask":
            scene.do(ask_back, request.id, LENA, "Which page?")
        case "resolve":
            scene.do(resolve, request.id, LENA)
        case "cancel":
            scene.do(cancel, request.id, MIA)
    assert scene.states(request) == [StepState.TAKEN, *[StepState.STOPPED] * 3]


def test_a_move_begins_the_chain_of_the_new_team(scene: Waiting) -> None:
    request = scene.file()
    scene.at("2026-03-10 15:00")  # the nudge
    scene.at("2026-03-10 15:30")
    moved = scene.do(hand_over, request.id, JONAS, to_team="data")
    assert scene.states(request)[:4] == [StepState.TAKEN, StepState.TAKEN, *[StepState.STOPPED] * 2]
    assert scene.steps(request)[4].told == (DEV,)
    assert scene.waiting(moved) == [
        ("on_call", berlin("2026-03-11 09:30")),
        ("second_layer", berlin("2026-03-11 11:30")),
        ("bridge", berlin("2026-03-12 10:00")),
    ]
    scene.at("2026-03-11 09:30")
    assert scene.called(request) == [JONAS, DEV]
    assert scene.said(CALLED, request)[-1]["asked_before"] == [DEV], "Jonas has said that it is not his"


def test_an_outage_that_moves_calls_the_new_teams_person_once(scene: Waiting) -> None:
    request = scene.file(DOWN)
    scene.look()
    scene.do(hand_over, request.id, JONAS, to_team="data")
    scene.look()
    assert scene.called(request) == [JONAS, DEV]
    assert scene.said(TAKEN, request) == []


def test_taking_it_and_then_moving_it_begins_the_chain_all_the_same(scene: Waiting) -> None:
    request = scene.file()
    scene.do(acknowledge, request.id, JONAS)
    scene.do(hand_over, request.id, JONAS)
    assert [to for to, _ in scene.waiting(request)] == ["on_call", "second_layer", "bridge"]
    assert scene.steps(request)[4].told == (PRIYA,)


def test_what_turns_out_to_be_an_outage_calls_at_once(scene: Waiting) -> None:
    scene.clock.now = berlin(NIGHT)
    request = scene.file()
    scene.do(set_plan, request, MIA, due_on=None, urgency="outage")
    scene.look()
    assert scene.called(request) == [JONAS]
    assert [detail["user_ids"] for detail in scene.said(TAKEN, request)] == [[JONAS]]
    assert scene.waiting(request)[0] == ("on_call", scene.clock.now + timedelta(minutes=5))


def test_what_turns_out_to_be_none_stops_calling_by_the_minute(scene: Waiting) -> None:
    request = scene.file(DOWN)
    scene.look()
    scene.do(set_plan, scene.request(request.id), MIA, due_on=None, urgency="normal")
    assert scene.waiting(request)[0] == ("on_call", berlin("2026-03-10 15:00"))
    scene.look()
    assert scene.called(request) == [JONAS], "he knows of it"


def test_what_somebody_has_is_not_climbed_for_when_it_becomes_an_outage(scene: Waiting) -> None:
    request = scene.file()
    taken = scene.do(acknowledge, request.id, JONAS)
    scene.do(set_plan, taken, MIA, due_on=None, urgency="outage")
    assert scene.waiting(request) == []


def test_what_is_opened_again_stays_with_its_owner(scene: Waiting) -> None:
    request = scene.in_state(RequestState.RESOLVED)
    scene.do(reopen, request.id, MIA)
    assert scene.waiting(request) == []


def test_what_is_opened_again_and_has_no_owner_begins_anew(scene: Waiting) -> None:
    request = scene.in_state(RequestState.RESOLVED)
    with scene.toolkit.ledger.begin() as unit:
        unit.execute(update(requests).values(acknowledged_by=None))
    reopened = scene.do(reopen, request.id, MIA)
    assert reopened.state is RequestState.NEW
    scene.look()
    assert scene.called(request) == [JONAS]
    assert scene.waiting(request)[0] == ("on_call", scene.clock.now + timedelta(hours=2))


def fall_silent(scene: Waiting) -> str:
    request = scene.file()
    scene.do(acknowledge, request.id, JONAS)
    scene.clock.advance(minutes=30)
    scene.do(begin, scene.request(request.id), StepReason.SILENT)
    return request.id


def test_where_the_owner_fell_silent_the_next_are_asked(scene: Waiting) -> None:
    request = scene.request(fall_silent(scene))
    assert scene.waiting(request) == [
        ("second_layer", scene.clock.now),
        ("bridge", berlin("2026-03-11 10:00")),
    ]
    scene.look()
    assert scene.called(request) == [LENA]
    (line,) = [each for each in scene.lines(request.id) if each["detail"]["change"] == Change.CLIMBED]
    assert (line["detail"]["owner_id"], line["detail"]["why"]) == (JONAS, StepReason.SILENT)
    scene.at("2026-03-11 10:00")
    assert scene.called(request) == [LENA, PRIYA]


def test_an_outage_with_a_silent_owner_waits_for_no_morning(scene: Waiting) -> None:
    scene.clock.now = berlin(NIGHT)
    request = scene.file(DOWN)
    scene.do(acknowledge, request.id, JONAS)
    scene.do(begin, scene.request(request.id), StepReason.SILENT)
    due = [moment - scene.clock.now for _, moment in scene.waiting(request)]
    assert due == [timedelta(0), timedelta(minutes=20)]


def test_at_night_nobody_is_asked_because_somebody_is_silent(scene: Waiting) -> None:
    request = scene.file()
    scene.do(acknowledge, request.id, JONAS)
    scene.clock.now = berlin(NIGHT)
    scene.do(begin, scene.request(request.id), StepReason.SILENT)
    assert scene.waiting(request)[0] == ("second_layer", berlin("2026-03-11 09:00"))


def test_the_silent_owner_is_not_who_is_asked_in_their_place(scene: Waiting) -> None:
    request = scene.file()
    scene.do(acknowledge, request.id, LENA)  # who comes second in the team
    scene.do(begin, scene.request(request.id), StepReason.SILENT)
    scene.look()
    assert scene.called(request) == [JONAS]


def test_a_word_of_the_owner_ends_it(scene: Waiting) -> None:
    request_id = fall_silent(scene)
    scene.look()
    with scene.toolkit.ledger.begin() as unit:
        assert is_owner_silent(unit, request_id)
        stop_silent(scene.toolkit.desk(unit), request_id)
        assert not is_owner_silent(unit, request_id)
    assert scene.waiting(scene.request(request_id)) == []
    assert scene.steps(scene.request(request_id))[4].told == (LENA,), "it is still known who was asked"


def test_who_is_asked_in_the_place_of_a_silent_owner_can_take_it(scene: Waiting) -> None:
    request_id = fall_silent(scene)
    with pytest.raises(Conflict, match="Jonas already has it"):
        scene.do(acknowledge, request_id, LENA)
    scene.look()
    taken = scene.do(acknowledge, request_id, LENA)
    assert (taken.acknowledged_by, scene.waiting(taken)) == (LENA, [])
    with pytest.raises(Conflict, match="Lena already has it"):
        scene.do(acknowledge, request_id, PRIYA)


def test_the_silent_owner_can_say_again_that_they_have_it(scene: Waiting) -> None:
    request_id = fall_silent(scene)
    scene.look()
    taken = scene.do(acknowledge, request_id, JONAS)
    assert (taken.acknowledged_by, taken.acknowledged_at) == (JONAS, scene.clock.now)
    assert scene.waiting(taken) == []


def test_steps_go_with_their_request(scene: Waiting) -> None:
    request = scene.in_state(RequestState.CANCELLED)
    scene.clock.advance(KEPT_FOR + timedelta(days=1))
    with scene.toolkit.ledger.begin() as unit:
        assert forget_ended(unit, scene.clock.now) == 1
    assert scene.steps(request) == []


def test_a_chain_that_begins_with_everybody_asks_them_besides_the_card(scene: Waiting) -> None:
    company = scene.toolkit.company
    chain = (ChainStep("team", AT_ONCE), ChainStep("bridge", Wait(1, "hours")))
    request = scene.file()
    with scene.toolkit.ledger.begin() as unit:
        begin(scene.toolkit.desk(unit), request, chain=chain, first="card")
    scene.look()
    assert sorted(scene.called(request)) == sorted([JONAS, LENA])
    assert company.team("web").chains == CHAINS
