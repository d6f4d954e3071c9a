"""Promised times: warned of before, told once when they pass, and a silent owner is asked once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from bot.escalation.promising import settle, still
from bot.people import Facts, remember
from bot.requests.answering import answered, cancel
from bot.requests.model import Request
from bot.requests.talking import send_to_asker
from bot.requests.working import acknowledge, ask_back, hand_over, resolve
from bot.toolkit import Desk, Toolkit
from db.duty_tables import chain_steps, clocks
from db.kinds import Change, ClockKind, ClockState, StepReason
from tests.bot.escalation.promised import TOLD, Promised
from tests.bot.escalation.scene import DOWN, berlin
from tests.bot.requests.scene import DEV, JONAS, LENA, MIA, OUTSIDER
from tests.companies import WORKSPACE
from tests.conftest import SettableClock

FIRST_REPLY, NEXT_WORD, SOLUTION = ClockKind


@pytest.fixture
def scene(toolkit: Toolkit, clock: SettableClock) -> Promised:
    return Promised(toolkit, clock)


# The next word


def test_the_owner_is_warned_before_asked_once_and_then_others_are_asked(scene: Promised) -> None:
    request = scene.held()
    scene.at("2026-03-12 09:47")
    assert scene.told() == []
    scene.at("2026-03-12 09:48")  # four fifths of sixteen hours after Tuesday at one
    assert scene.told() == [(JONAS, "near", NEXT_WORD)]
    scene.at("2026-03-12 12:59")
    assert len(scene.told()) == 1
    scene.at("2026-03-12 13:00")
    assert scene.told()[1:] == [(JONAS, "silent", NEXT_WORD)]
    assert [(one["clock"], one["actor_id"]) for one in scene.late(request)] == [(NEXT_WORD, None)]
    assert len(scene.late(request, "team")) == 1
    scene.at("2026-03-13 12:59")
    assert not [one for one in scene.steps(request) if one.why is StepReason.SILENT]
    scene.at("2026-03-13 13:00")
    scene.at("2026-03-13 13:01")
    assert scene.called(request) == [LENA]
    for day in range(14, 31):
        scene.at(f"2026-03-{day} 10:00")
    assert len(scene.told()) == 2
    assert len(scene.late(request)) == 1


def test_a_word_of_the_owner_starts_it_anew_and_calls_the_others_off(scene: Promised) -> None:
    request = scene.held()
    scene.travel(berlin("2026-03-13 13:05"))
    assert scene.called(request) == [LENA]
    scene.do(still, request.id, JONAS, "tomorrow")
    scene.travel(berlin("2026-03-16 11:59"))
    assert scene.called(request) == [LENA]
    assert not scene.waiting(request)
    scene.at("2026-03-16 12:00")
    assert scene.told()[-1] == (JONAS, "silent", NEXT_WORD), "Monday noon, as was said on Friday"


def words_in_the_thread(scene: Promised, request: Request) -> None:
    scene.speak(JONAS, "nearly there", (request.home_channel, request.home_ts), "700.1")


def a_note_that_is_sent(scene: Promised, request: Request) -> None:
    scene.speak(LENA, "nearly there", (request.card_channel, request.card_ts), "700.2")
    scene.do(send_to_asker, LENA, request.card_channel, "700.2")


@pytest.mark.parametrize("word", [words_in_the_thread, a_note_that_is_sent])
def test_what_the_team_writes_to_the_asker_is_a_word(
    scene: Promised, word: Callable[[Promised, Request], None]
) -> None:
    request = scene.held()
    scene.at("2026-03-11 15:00")
    word(scene, request)
    scene.look()
    assert scene.clocks(request)[NEXT_WORD].due_at == berlin("2026-03-13 15:00")


@pytest.mark.parametrize("who", [MIA, DEV, OUTSIDER])
def test_what_others_write_is_none(scene: Promised, who: str) -> None:
    request = scene.held()
    scene.at("2026-03-11 15:00")
    scene.speak(who, "any news?", (request.home_channel, request.home_ts), "700.3")
    scene.look()
    assert scene.clocks(request)[NEXT_WORD].due_at == berlin("2026-03-12 13:00")


def test_what_stays_with_the_team_is_none(scene: Promised) -> None:
    request = scene.held()
    scene.at("2026-03-11 15:00")
    scene.speak(JONAS, "hm", (request.card_channel, request.card_ts), "700.4")
    scene.look()
    assert scene.clocks(request)[NEXT_WORD].due_at == berlin("2026-03-12 13:00")


def test_it_stands_still_while_the_asker_has_the_word(scene: Promised) -> None:
    request = scene.held()
    scene.do(ask_back, request.id, JONAS, "Which page?")
    scene.travel(berlin("2026-03-30 10:00"))
    assert scene.told() == []
    assert scene.clocks(request)[NEXT_WORD].state is ClockState.PAUSED
    scene.do(answered, scene.request(request.id), MIA)
    scene.look()
    assert scene.clocks(request)[NEXT_WORD].due_at == berlin("2026-04-01 10:00")


def test_an_owner_who_has_left_is_not_asked_so_others_are_at_once(scene: Promised) -> None:
    request = scene.held()
    gone = Facts(JONAS, WORKSPACE, "Jonas Weber", email="jonas@example.org", deactivated=True)
    scene.do(lambda desk: remember(desk.unit, [gone], desk.now))
    scene.toolkit.directory.refresh()
    scene.travel(berlin("2026-03-12 13:05"))
    assert scene.told() == []
    assert LENA in scene.called(request)
    assert JONAS not in scene.called(request)


def test_neither_is_one_who_is_away(scene: Promised) -> None:
    request = scene.held()
    scene.go_away(JONAS, date(2026, 3, 12), date(2026, 3, 20))
    scene.travel(berlin("2026-03-12 13:05"))
    assert scene.told() == []
    assert LENA in scene.called(request)
    assert JONAS not in scene.called(request)
    assert scene.late(request) == [], "that others are asked says it"


@pytest.mark.parametrize("end", [resolve, cancel])
def test_what_has_ended_is_not_late_any_more(scene: Promised, end: Callable[..., Any]) -> None:
    request = scene.held()
    scene.do(end, request.id, JONAS if end is resolve else MIA)
    scene.travel(berlin("2026-03-30 10:00"))
    assert scene.told() == []
    assert scene.next_clock() is None


# The first reply


def test_where_the_chain_asks_in_time_nobody_is_told_twice(scene: Promised) -> None:
    scene.clock.now = berlin("2026-03-10 10:00")
    request = scene.filed_and_posted()
    scene.travel(berlin("2026-03-10 16:30"))
    assert scene.told() == []
    assert scene.late(request) == [], "at the same time Lena was asked, and Mia heard of that"
    assert [one["detail"]["change"] for one in scene.lines(request.id)] == [Change.CLIMBED]


def test_where_the_chain_says_nothing_the_asker_hears_that_it_is_late(scene: Promised) -> None:
    scene.clock.now = berlin("2026-03-10 10:00")
    request = scene.filed_and_posted()
    scene.do(_forget_chain, request.id)
    scene.look()
    scene.travel(berlin("2026-03-12 16:30"))
    assert scene.told() == [(JONAS, "near", FIRST_REPLY), (JONAS, "missed", FIRST_REPLY)]
    (late,) = scene.late(request)
    assert (late["clock"], late["by"]) == (FIRST_REPLY, berlin("2026-03-10 14:00").isoformat())


def _forget_chain(desk: Desk, request_id: str) -> None:
    gone = update(chain_steps).where(chain_steps.c.request_id == request_id)
    desk.unit.execute(gone.values(state="stopped", due_at=berlin("2027-01-01 10:00")))


def test_who_takes_it_in_time_hears_nothing_of_it(scene: Promised) -> None:
    request = scene.held("2026-03-10 13:00")
    assert scene.clocks(request)[FIRST_REPLY].state is ClockState.MET


def test_what_is_moved_has_a_new_promise(scene: Promised) -> None:
    request = scene.held()
    scene.clock.advance(hours=1)
    scene.do(hand_over, request.id, JONAS, to_team="data")
    scene.look()
    found = scene.clocks(request)
    assert (found[FIRST_REPLY].state, found[FIRST_REPLY].due_at) == (
        ClockState.RUNNING,
        berlin("2026-03-11 10:00"),
    )
    assert found[NEXT_WORD].state is ClockState.OFF
    assert "Data Team" in found[FIRST_REPLY].why


# The solution, and several at once


def test_a_solution_that_is_late_is_told_once_to_both(scene: Promised) -> None:
    request = scene.held(text="landing page: the form must be fixed as soon as possible, it is urgent")
    assert request.urgency == "high"
    for wall in ("2026-03-10 16:00", "2026-03-11 11:00", "2026-03-11 15:00", "2026-03-12 11:00"):
        scene.travel(berlin(wall))
        scene.do(still, request.id, JONAS, date(2026, 3, 13 + scene.filed % 2))
        scene.filed += 1
    scene.travel(berlin("2026-03-12 14:00"))
    assert (JONAS, "near", SOLUTION) in scene.told()
    assert (JONAS, "missed", SOLUTION) in scene.told()
    assert [one["clock"] for one in scene.late(request)] == [SOLUTION]


def test_of_several_that_fall_due_together_one_message_tells(scene: Promised) -> None:
    """Nobody looked for a week."""
    request = scene.held(text="landing page: the form must be fixed as soon as possible, it is urgent")
    scene.at("2026-03-18 10:00")
    assert scene.told() == [(JONAS, "silent", NEXT_WORD)]
    assert [one["clock"] for one in scene.late(request)] == [NEXT_WORD]
    found = scene.clocks(request)
    assert found[SOLUTION].missed_at == found[NEXT_WORD].missed_at == scene.clock.now
    scene.at("2026-03-18 10:01")
    assert len(scene.told()) == 1


# By night


def test_by_night_nobody_is_written_to(scene: Promised) -> None:
    request = scene.held()
    scene.at("2026-03-12 23:00")  # nobody looked at one o'clock
    assert scene.told() == []
    assert scene.next_clock() == berlin("2026-03-13 09:00")
    scene.at("2026-03-12 23:01")
    scene.at("2026-03-13 09:00")
    assert scene.told() == [(JONAS, "silent", NEXT_WORD)]
    assert len(scene.late(request)) == 1


def test_unless_something_is_down(scene: Promised) -> None:
    scene.clock.now = berlin("2026-03-10 23:00")
    request = scene.file(DOWN)
    scene.do(acknowledge, request.id, JONAS)
    scene.travel(berlin("2026-03-10 23:31"))
    assert scene.told() == [(JONAS, "silent", NEXT_WORD)]
    assert [one["clock"] for one in scene.late(request)] == [NEXT_WORD]


def test_what_falls_due_at_closing_time_is_told_then(scene: Promised) -> None:
    scene.held("2026-03-10 17:00")
    scene.at("2026-03-12 17:00")
    assert scene.told()[-1] == (JONAS, "silent", NEXT_WORD)


# Reckoned anew


def test_a_look_that_finds_nothing_new_writes_nothing(scene: Promised) -> None:
    request = scene.held()
    before = scene.clocks(request)
    scene.clock.advance(hours=1)
    scene.look()
    Promised(scene.toolkit, scene.clock).look()
    assert scene.clocks(request) == before


def test_a_restart_tells_nothing_twice(scene: Promised) -> None:
    request = scene.held()
    scene.travel(berlin("2026-03-12 13:05"))
    told = scene.told()
    for _ in range(2):
        Promised(scene.toolkit, scene.clock).look()
    assert scene.told() == told
    assert len(scene.late(request)) == 1


def test_what_changed_while_nobody_looked_is_reckoned_at_the_start(scene: Promised) -> None:
    scene.clock.now = berlin("2026-03-10 10:00")
    request = scene.file()
    assert scene.clocks(request) == {}
    Promised(scene.toolkit, scene.clock).look()
    assert set(scene.clocks(request)) == set(ClockKind)


def test_a_word_that_comes_between_finding_and_telling_wins(scene: Promised) -> None:
    request = scene.held()
    scene.clock.now = berlin("2026-03-12 13:00")
    scene.do(still, request.id, JONAS, "tomorrow")
    assert scene.do(settle, request.id) is False
    assert scene.told() == []


def test_a_row_that_another_look_has_marked_is_not_told_again(scene: Promised) -> None:
    request = scene.held()
    scene.clock.now = berlin("2026-03-12 13:00")
    assert scene.do(settle, request.id) is True
    with scene.toolkit.ledger.begin() as unit:
        unit.execute(update(clocks).values(next_at=scene.clock.now))
    assert scene.do(settle, request.id) is False
    assert len(scene.notices(TOLD)) == 1


def test_a_clock_that_was_put_back_hides_nothing(scene: Promised) -> None:
    scene.held("2026-03-17 10:00")
    request = scene.held("2026-03-10 10:00")
    scene.clock.advance(minutes=10)
    scene.do(ask_back, request.id, JONAS, "Which page?")
    scene.look()
    assert scene.clocks(request)[NEXT_WORD].state is ClockState.PAUSED
