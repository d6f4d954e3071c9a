"""How much it hurries, and "still on it": promises that are made anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from bot.escalation.promising import moment_of, new_reply_by, still
from bot.promises import working_time_of
from bot.requests.answering import answered, cancel, reopen
from bot.requests.forgetting import forget_ended
from bot.requests.model import Request
from bot.requests.planning import set_plan
from bot.requests.working import ask_back, hand_over, resolve
from bot.toolkit import Toolkit
from db.errors import Conflict, NotAllowed, Refusal, Unclear
from db.kinds import Change, ClockKind, RequestState
from tests.bot.escalation.promised import Promised
from tests.bot.escalation.scene import berlin
from tests.bot.requests.scene import ADA, DEV, JONAS, LENA, MIA, OUTSIDER, PRIYA
from tests.conftest import SettableClock

FIRST_REPLY, NEXT_WORD, SOLUTION = ClockKind


@pytest.fixture
def scene(toolkit: Toolkit, clock: SettableClock) -> Promised:
    return Promised(toolkit, clock)


# How much it hurries


def hurry(scene: Promised, request: Request, urgency: Any) -> Request:
    fresh = scene.request(request.id)
    return scene.do(set_plan, fresh, MIA, due_on=fresh.due_on, urgency=urgency)


def test_made_more_urgent_the_asker_is_promised_an_earlier_reply(scene: Promised) -> None:
    scene.clock.now = berlin("2026-03-10 10:00")
    request = scene.file()
    assert request.reply_by == berlin("2026-03-10 14:00")
    scene.clock.advance(minutes=30)
    assert hurry(scene, request, "high").reply_by == berlin("2026-03-10 12:30")
    scene.look()
    assert scene.clocks(request)[FIRST_REPLY].due_at == berlin("2026-03-10 12:30")


def test_never_a_later_one(scene: Promised) -> None:
    scene.clock.now = berlin("2026-03-10 10:00")
    request = scene.file()
    scene.clock.advance(hours=3)
    assert hurry(scene, request, "high").reply_by == berlin("2026-03-10 14:00")


def test_made_less_urgent_it_counts_from_when_it_was_asked(scene: Promised) -> None:
    scene.clock.now = berlin("2026-03-10 10:00")
    request = scene.file()
    scene.clock.advance(hours=2)
    assert hurry(scene, request, "low").reply_by == berlin("2026-03-11 10:00")


def test_who_has_had_an_answer_keeps_what_they_were_told(scene: Promised) -> None:
    request = scene.held()
    assert hurry(scene, request, "high").reply_by == request.reply_by


def test_from_then_on_they_are_told_by_when_they_hear_more(scene: Promised) -> None:
    request = scene.held()
    assert request.reply_by == scene.clocks(request)[NEXT_WORD].due_at == berlin("2026-03-12 13:00")
    scene.clock.advance(hours=1)
    assert scene.do(still, request.id, JONAS, "tomorrow").reply_by == berlin("2026-03-11 12:00")
    scene.clock.advance(hours=1)
    scene.speak(JONAS, "nearly there", (request.home_channel, request.home_ts), "700.5")
    assert scene.request(request.id).reply_by == berlin("2026-03-12 15:00")
    scene.do(ask_back, request.id, JONAS, "Which page?")
    scene.clock.advance(hours=1)
    scene.do(answered, scene.request(request.id), MIA)
    scene.look()
    assert scene.request(request.id).reply_by == scene.clocks(request)[NEXT_WORD].due_at


def test_the_service_can_be_asked_for_the_new_time_alone(scene: Promised) -> None:
    scene.clock.now = berlin("2026-03-10 10:00")
    request = scene.file()
    assert scene.do(new_reply_by, request, "outage") == berlin("2026-03-10 10:15")


# "Still on it"


@pytest.mark.parametrize(
    ("now", "choice", "by"),
    [
        ("2026-03-10 13:00", "today", "2026-03-10 17:00"),
        ("2026-03-10 18:00", "today", "2026-03-11 12:00"),
        ("2026-03-14 10:00", "today", "2026-03-16 12:00"),
        ("2026-03-10 13:00", "tomorrow", "2026-03-11 12:00"),
        ("2026-03-13 13:00", "tomorrow", "2026-03-16 12:00"),
        ("2026-03-11 13:00", "next_week", "2026-03-16 12:00"),
        ("2026-03-10 13:00", date(2026, 3, 10), "2026-03-10 17:00"),
        ("2026-03-10 13:00", date(2026, 3, 12), "2026-03-12 12:00"),
        ("2026-03-10 13:00", date(2026, 3, 14), "2026-03-16 09:00"),
    ],
)
def test_a_day_becomes_a_time_at_which_people_work(scene: Promised, now: str, choice: Any, by: str) -> None:
    company = scene.toolkit.company
    working = working_time_of(company, company.team("web"))
    assert moment_of(choice, working, berlin(now)) == berlin(by)


@pytest.mark.parametrize("day", [date(2026, 3, 9), date(2027, 4, 1)])
def test_a_day_that_is_over_or_too_far_ahead_is_refused(scene: Promised, day: date) -> None:
    request = scene.held()
    with pytest.raises(Unclear, match="Pick a day that is still to come, within a year"):
        scene.do(still, request.id, JONAS, day)


def test_both_sides_hear_by_when_there_is_news(scene: Promised) -> None:
    request = scene.held()
    scene.clock.advance(minutes=1)
    scene.do(still, request.id, JONAS, "tomorrow")
    by = berlin("2026-03-11 12:00").isoformat()
    for side in ("home", "team"):
        detail = scene.lines(request.id, side)[-1]["detail"]
        assert (detail["change"], detail["next_word_by"]) == (Change.PROMISED, by)
    scene.look()
    assert scene.clocks(request)[NEXT_WORD].due_at == berlin("2026-03-11 12:00")


def test_the_second_click_says_that_it_was_said(scene: Promised) -> None:
    request = scene.held()
    scene.do(still, request.id, JONAS, "tomorrow")
    with pytest.raises(Conflict, match="You've said that already"):
        scene.do(still, request.id, JONAS, "tomorrow")
    assert scene.do(still, request.id, JONAS, "next_week").state is RequestState.ACKNOWLEDGED


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        (LENA, "Jonas has it, so only they can say that"),
        (PRIYA, "Jonas has it"),
        (ADA, "Jonas has it"),
        (DEV, "belongs to the Web Team"),
        (MIA, "belongs to the Web Team"),
        (OUTSIDER, "belongs to the Web Team"),
    ],
)
def test_only_whoever_has_it_can_say_so(scene: Promised, who: str, sentence: str) -> None:
    request = scene.held()
    with pytest.raises(NotAllowed, match=sentence):
        scene.do(still, request.id, who, "tomorrow")
    assert not [one for one in scene.changes(request.id) if one[0] is Change.PROMISED]


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        (lambda scene, request: scene.do(ask_back, request.id, JONAS, "Which?"), "You wait for Mia's answer"),
        (lambda scene, request: scene.do(resolve, request.id, JONAS), "You said it's done already"),
        (lambda scene, request: scene.do(cancel, request.id, MIA), "Mia took it back"),
        (lambda scene, request: scene.do(hand_over, request.id, JONAS), "belongs to the bridge"),
    ],
)
def test_a_stale_button_says_what_has_happened(
    scene: Promised, before: Callable[[Promised, Request], Any], sentence: str
) -> None:
    request = scene.held()
    before(scene, request)
    with pytest.raises(Refusal, match=sentence):
        scene.do(still, request.id, JONAS, "tomorrow")


def test_before_anybody_has_it_nobody_is_still_on_it(scene: Promised) -> None:
    with pytest.raises(Conflict, match="Nobody has taken it yet"):
        scene.do(still, scene.file().id, JONAS, "tomorrow")


def test_reopened_by_its_asker_it_counts_from_then(scene: Promised) -> None:
    request = scene.held()
    scene.do(resolve, request.id, JONAS)
    scene.at("2026-03-11 12:00")
    scene.do(reopen, request.id, MIA)
    scene.look()
    assert scene.clocks(request)[NEXT_WORD].due_at == berlin("2026-03-13 12:00")


def test_nothing_of_it_is_kept_longer_than_the_request(scene: Promised) -> None:
    request = scene.held()
    scene.do(cancel, request.id, MIA)
    scene.look()
    scene.clock.now = datetime.fromisoformat("2027-06-01T10:00+00:00")
    assert scene.do(lambda desk: forget_ended(desk.unit, desk.now)) == 1
    assert scene.clocks(request) == {}
