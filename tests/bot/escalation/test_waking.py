""" "This is an outage": who may say so, what follows, and what the second one is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.escalation.waking import LONGEST_ANSWER, SAY_WHAT, wake
from bot.people import Facts, remember
from bot.requests.answering import cancel, confirm
from bot.requests.working import acknowledge, hand_over, resolve
from db.errors import Conflict, NotAllowed, Unclear
from db.kinds import Change, StepState
from tests.bot.escalation.scene import DOWN, Waiting, berlin
from tests.bot.requests.scene import ADA, DEACTIVATED, DEV, JONAS, LENA, MIA, OUTSIDER, PRIYA, TOM
from tests.companies import ELSEWHERE, WORKSPACE

BROKEN = "Nobody can send the form, leads are lost"


@pytest.fixture
def night(scene: Waiting) -> Waiting:
    """The middle of the night for everybody."""
    scene.at("2026-03-10 02:00")
    return scene


def test_the_one_on_call_is_called_at_once_whatever_the_hour(night: Waiting) -> None:
    request = night.filed_and_posted()
    night.look()
    assert night.called(request) == []
    woken = night.do(wake, request.id, MIA, BROKEN)
    night.look()
    assert night.called(request) == [JONAS]
    assert woken.urgency == "outage"
    assert woken.urgency_why == f"because you said: {BROKEN}"
    assert woken.reply_by == night.clock.now + timedelta(minutes=15)
    assert [
        step for step in night.steps(request) if step.round == 1 and step.state is StepState.WAITING
    ] == []


def test_it_climbs_like_any_outage_from_that_moment(night: Waiting) -> None:
    request = night.filed_and_posted()
    night.do(wake, request.id, MIA, BROKEN)
    started = night.clock.now
    asked = night.let_it_climb(request)
    minutes = [round((one.at - started) / timedelta(minutes=1)) for one in asked]
    assert [(one.to, minute) for one, minute in zip(asked, minutes, strict=True)] == [
        ("on_call", 0),
        ("on_call", 5),
        ("second_layer", 10),
        ("team", 20),
        ("bridge", 30),
    ]


def test_whoever_is_on_call_by_now_is_woken(night: Waiting) -> None:
    request = night.filed_and_posted()
    night.take_over(LENA, berlin("2026-03-10 01:00"), berlin("2026-03-10 08:00"))
    assert night.do(wake, request.id, MIA, BROKEN).owner_id == LENA
    night.look()
    assert night.called(request) == [LENA]


def test_both_sides_read_what_people_cannot_do(night: Waiting) -> None:
    request = night.filed_and_posted()
    night.do(wake, request.id, MIA, BROKEN)
    assert night.changes(request.id)[-1] == (Change.PLANNED, MIA)
    for side in ("home", "team"):
        told = night.lines(request.id, side)[-1]["detail"]
        assert (told["urgency"], told["words"], told["calls"]) == ("outage", BROKEN, JONAS)


def test_what_must_not_be_kept_is_left_out_and_the_rest_is_one_short_line(night: Waiting) -> None:
    request = night.filed_and_posted()
    words = "Nobody can\nsign in, my password is Hunter2Secret9!\0 " + "and more " * 80
    kept = night.do(wake, request.id, MIA, words).urgency_why
    assert "Hunter2Secret9!" not in kept
    assert "\n" not in kept
    assert len(kept) <= LONGEST_ANSWER + len("because you said: ")


@pytest.mark.parametrize("words", ["", "  \n\t ", "\0"])
def test_without_words_nobody_is_woken(night: Waiting, words: str) -> None:
    request = night.filed_and_posted()
    with pytest.raises(Unclear, match=SAY_WHAT):
        night.do(wake, request.id, MIA, words)
    night.look()
    assert (night.request(request.id).urgency, night.called(request)) == ("normal", [])


@pytest.mark.parametrize("who", [MIA, JONAS, LENA, PRIYA, ADA])
def test_the_asker_the_team_the_bridge_and_admins_may(night: Waiting, who: str) -> None:
    request = night.filed_and_posted()
    assert night.do(wake, request.id, who, BROKEN).urgency == "outage"


@pytest.mark.parametrize("who", [TOM, DEV])
def test_others_are_told_who_may(night: Waiting, who: str) -> None:
    request = night.filed_and_posted()
    with pytest.raises(NotAllowed, match="Only Mia, the team it is with and the bridge can do that"):
        night.do(wake, request.id, who, BROKEN)


def test_nobody_of_another_company_and_nobody_who_has_left_wakes_anybody(night: Waiting) -> None:
    strangers = [
        Facts(OUTSIDER, ELSEWHERE, "Olga Outside"),
        Facts(DEACTIVATED, WORKSPACE, "Lena Graf", deactivated=True),
    ]
    night.do(lambda desk: remember(desk.unit, strangers, desk.now))
    night.toolkit.directory.refresh()
    own = night.filed_and_posted(asked_by=OUTSIDER)
    with pytest.raises(NotAllowed, match="Only people of this company can wake somebody"):
        night.do(wake, own.id, OUTSIDER, BROKEN)
    with pytest.raises(NotAllowed, match="Only people of this company can wake somebody"):
        night.do(wake, own.id, DEACTIVATED, BROKEN)


def test_the_second_one_is_told_who_was_called_and_when(night: Waiting) -> None:
    request = night.filed_and_posted()
    night.do(wake, request.id, MIA, BROKEN)
    with pytest.raises(Conflict, match="marked as an outage already, and I'm calling Jonas right now"):
        night.do(wake, request.id, MIA, BROKEN)
    night.look()
    night.clock.advance(minutes=2)
    with pytest.raises(Conflict, match=r"I called Jonas at 01:00 \(Europe/London\)"):
        night.do(wake, request.id, MIA, BROKEN)
    night.clock.advance(days=1)
    with pytest.raises(Conflict, match=r"I called Jonas on Tue 10 Mar at 02:00 \(Europe/Berlin\)"):
        night.do(wake, request.id, LENA, BROKEN)
    assert [step.round for step in night.steps(request)].count(2) == 5, "it began once"


def test_what_came_as_an_outage_needs_no_second_word(night: Waiting) -> None:
    request = night.filed_and_posted(text=DOWN)
    with pytest.raises(Conflict, match="I'm calling Jonas right now"):
        night.do(wake, request.id, MIA, BROKEN)


def test_where_somebody_has_it_nobody_else_is_woken(night: Waiting) -> None:
    request = night.filed_and_posted()
    night.do(acknowledge, request.id, LENA)
    with pytest.raises(Conflict, match=r"Lena already has it\. So I woke nobody. Write in the thread"):
        night.do(wake, request.id, MIA, BROKEN)


def test_what_has_ended_is_to_be_asked_anew(night: Waiting) -> None:
    request = night.filed_and_posted()
    night.do(cancel, request.id, MIA)
    with pytest.raises(Conflict, match=r"You took it back.* If it is down again, ask anew"):
        night.do(wake, request.id, MIA, BROKEN)
    other = night.filed_and_posted()
    night.do(resolve, other.id, JONAS)
    night.do(confirm, other.id, MIA)
    with pytest.raises(Conflict, match=r"closed already\. If it is down again, ask anew"):
        night.do(wake, other.id, MIA, BROKEN)


def test_where_the_bridge_has_it_the_bridge_is_woken(night: Waiting) -> None:
    request = night.filed_and_posted()
    night.do(hand_over, request.id, JONAS)
    night.do(wake, request.id, MIA, BROKEN)
    night.look()
    assert night.called(request) == [PRIYA]
