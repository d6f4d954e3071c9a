"""The three clocks of a request, worked out from what happened to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.company import Level
from bot.company.rota import TARGETS, Target
from bot.company.times import Wait
from bot.escalation.past import Happened
from bot.escalation.reckoning import Clock, Terms, asked_again_at, reckon
from bot.requests.model import Request
from bot.working_time import WorkingTime
from db.kinds import Change, ClockKind, ClockState, RequestState
from tests.bot.escalation.scene import berlin
from tests.bot.test_working_time_properties import PACE, offices
from tests.companies import BERLIN, LONDON

TERMS = Terms(TARGETS, WorkingTime(BERLIN), "the Web Team")
RUNNING, PAUSED, MET, MISSED, OFF = (
    *(ClockState.RUNNING, ClockState.PAUSED, ClockState.MET, ClockState.MISSED),
    ClockState.OFF,
)
NOON = berlin("2026-03-10 12:00")  # a Tuesday


def asked(state: RequestState = RequestState.NEW, **values: Any) -> Request:
    """Mia asked the Web Team on Tuesday at noon."""
    usual: dict[str, Any] = {
        **dict.fromkeys(Request.__dataclass_fields__),
        "id": "r_0001",
        "asked_by": "U0MIA",
        "team_id": "web",
        "urgency": "normal",
        "state": state,
        "asked_at": NOON,
        "changed_at": NOON,
        "reply_by": berlin("2026-03-10 16:00"),
        "acknowledged_by": "U0JONAS",
    }
    return Request(**(usual | values))


def did(change: Change, wall: str | datetime, **detail: Any) -> Happened:
    return Happened(berlin(wall) if isinstance(wall, str) else wall, change, detail)


def clock(
    kind: ClockKind,
    request: Request,
    *history: Happened,
    terms: Terms = TERMS,
    now: datetime | str = NOON,
) -> Clock:
    moment = berlin(now) if isinstance(now, str) else now
    return next(one for one in reckon(request, history, terms, moment) if one.kind is kind)


def first_reply(request: Request, *history: Happened, **named: Any) -> Clock:
    return clock(ClockKind.FIRST_REPLY, request, *history, **named)


def next_word(request: Request, *history: Happened, **named: Any) -> Clock:
    return clock(ClockKind.NEXT_WORD, request, *history, **named)


def solution(request: Request, *history: Happened, **named: Any) -> Clock:
    return clock(ClockKind.SOLUTION, request, *history, **named)


HELD = asked(RequestState.ACKNOWLEDGED)
TAKEN = did(Change.ACKNOWLEDGED, "2026-03-10 13:00")


# The first reply


def test_the_first_reply_is_due_when_the_asker_was_told_and_warned_of_before() -> None:
    found = first_reply(asked())
    assert (found.state, found.due_at) == (RUNNING, berlin("2026-03-10 16:00"))
    assert found.warn_at == berlin("2026-03-10 15:12"), "after four fifths of four hours"
    assert (
        found.why == "4 working hours of the Web Team (Berlin) from when it was asked on Tue 10 Mar, 12:00."
    )


def test_what_was_told_stands_though_the_calendar_says_otherwise_since() -> None:
    found = first_reply(asked(reply_by=berlin("2026-03-10 15:00")))
    assert found.due_at == berlin("2026-03-10 15:00")
    assert found.why == "What the asker was told when it was asked on Tue 10 Mar, 12:00."


def test_in_an_outage_nobody_needs_to_be_warned() -> None:
    found = first_reply(asked(urgency="outage", reply_by=NOON + timedelta(minutes=15)))
    assert (found.warn_at, found.due_at) == (None, NOON + timedelta(minutes=15))
    assert found.why.startswith("15 minutes by the clock from when it was asked")


def test_at_its_time_it_is_missed() -> None:
    assert first_reply(asked(), now="2026-03-10 15:59").state is RUNNING
    assert first_reply(asked(), now="2026-03-10 16:00").state is MISSED


@pytest.mark.parametrize(("answered", "state"), [("2026-03-10 16:00", MET), ("2026-03-10 16:01", MISSED)])
def test_an_answer_ends_it_in_time_or_not(answered: str, state: ClockState) -> None:
    found = first_reply(HELD, did(Change.ACKNOWLEDGED, answered), now="2026-03-11 09:00")
    assert (found.state, found.is_over) == (state, True)


def test_what_was_taken_back_before_anybody_had_it_has_none() -> None:
    assert first_reply(asked(RequestState.CANCELLED)).state is OFF


def test_the_clocks_of_what_moved_begin_at_the_move() -> None:
    moved = did(Change.MOVED, "2026-03-11 10:00", from_team="data", team_id="web")
    request = asked(RequestState.MOVED, reply_by=berlin("2026-03-11 14:00"), urgency="high")
    found = first_reply(request, TAKEN, moved, now="2026-03-11 10:00")
    assert (found.state, found.warn_at) == (RUNNING, berlin("2026-03-11 13:12"))
    assert solution(request, TAKEN, moved, now="2026-03-11 10:00").due_at == berlin("2026-03-13 10:00")
    assert next_word(request, TAKEN, moved).state is OFF


def test_what_stands_for_itself_again_is_not_late_at_once() -> None:
    found = first_reply(asked(), did(Change.UNMERGED, "2026-03-12 10:00"), now="2026-03-12 10:00")
    assert (found.state, found.due_at) == (RUNNING, berlin("2026-03-12 14:00"))


def test_what_came_back_to_whoever_had_it_counts_from_then() -> None:
    apart = did(Change.UNMERGED, "2026-03-16 10:00")
    request = replace(HELD, acknowledged_at=berlin("2026-03-10 13:00"))
    found = next_word(request, TAKEN, apart, now="2026-03-16 10:00")
    assert (found.state, found.due_at) == (RUNNING, berlin("2026-03-18 10:00"))
    assert first_reply(request, TAKEN, apart, now="2026-03-16 10:00").state is OFF


def test_what_is_about_the_same_thing_as_another_has_no_clocks() -> None:
    found = reckon(replace(asked(), parent_id="r_0002"), (), TERMS, NOON)
    assert [one.state for one in found] == [OFF, OFF, OFF]
    assert {one.why for one in found} == {
        "It is about the same thing as another request, so that one's times count."
    }


# The next word


def test_the_next_word_is_due_so_many_working_days_after_the_last_one() -> None:
    found = next_word(HELD, TAKEN, now="2026-03-10 13:00")
    assert (found.state, found.due_at) == (RUNNING, berlin("2026-03-12 13:00"))
    assert (
        found.why
        == "2 working days of the Web Team (Berlin) from when somebody took it on Tue 10 Mar, 13:00."
    )
    assert asked_again_at(found, berlin("2026-03-12 13:00")) == berlin("2026-03-13 13:00"), (
        "half as long again"
    )


def test_nobody_waits_for_a_word_before_somebody_has_it() -> None:
    assert next_word(asked()).state is OFF


@pytest.mark.parametrize("change", [Change.UPDATED, Change.PROMISED])
def test_a_word_starts_it_anew(change: Change) -> None:
    found = next_word(HELD, TAKEN, did(change, "2026-03-11 11:00"), now="2026-03-11 11:00")
    assert found.due_at == berlin("2026-03-13 11:00")


def test_a_message_in_the_thread_is_a_word() -> None:
    request = replace(HELD, spoken_at=berlin("2026-03-11 15:00"))
    found = next_word(request, TAKEN, now="2026-03-11 16:00")
    assert found.due_at == berlin("2026-03-13 15:00")
    assert "from when the asker last heard something on Wed 11 Mar, 15:00" in found.why


def test_a_message_from_before_the_last_word_changes_nothing() -> None:
    request = replace(HELD, spoken_at=berlin("2026-03-10 12:30"))
    assert next_word(request, TAKEN, now="2026-03-11 16:00").due_at == berlin("2026-03-12 13:00")


def test_whoever_names_a_day_is_held_to_that_one() -> None:
    named = did(Change.PROMISED, "2026-03-11 11:00", next_word_by="2026-03-20T11:00:00+00:00")
    found = next_word(HELD, TAKEN, named, now="2026-03-11 11:00")
    assert (found.due_at, found.why) == (
        berlin("2026-03-20 12:00"),
        "What was said to the asker on Wed 11 Mar, 11:00.",
    )


def test_it_stands_still_while_the_asker_has_the_word_and_then_goes_on() -> None:
    question = did(Change.ASKED, "2026-03-10 14:00")
    waiting = next_word(asked(RequestState.WAITING), TAKEN, question, now="2026-03-16 14:00")
    assert (waiting.state, waiting.due_at, waiting.warn_at) == (PAUSED, None, None)
    assert waiting.why.startswith("It stands still while the asker has the word.")
    back = next_word(HELD, TAKEN, question, did(Change.ANSWERED, "2026-03-16 14:00"), now="2026-03-16 14:00")
    assert (back.state, back.due_at) == (RUNNING, berlin("2026-03-18 14:00"))
    assert "; 32 working hours in which the asker had the word don't count" in back.why


def test_what_is_reopened_goes_on_from_then() -> None:
    done, reopened = did(Change.RESOLVED, "2026-03-10 15:00"), did(Change.REOPENED, "2026-03-17 09:00")
    found = next_word(HELD, TAKEN, done, reopened, now="2026-03-17 09:00")
    assert found.due_at == berlin("2026-03-18 17:00"), "two whole days from then, up to closing time"


def test_where_no_word_is_promised_there_is_no_clock() -> None:
    quiet = replace(TARGETS, normal=Target(Wait(4, "working hours")))
    found = next_word(HELD, TAKEN, terms=replace(TERMS, targets=quiet))
    assert (found.state, found.why) == (OFF, "Nothing is promised about the next word.")


# The solution

URGENT = asked(RequestState.ACKNOWLEDGED, urgency="high")


def test_a_solution_is_due_from_the_arrival_without_the_askers_time() -> None:
    history = (TAKEN, did(Change.ASKED, "2026-03-11 09:00"), did(Change.ANSWERED, "2026-03-12 12:00"))
    found = solution(URGENT, *history, now="2026-03-12 12:00")
    assert (found.state, found.due_at) == (RUNNING, berlin("2026-03-13 15:00"))
    assert found.why == (
        "2 working days of the Web Team (Berlin) from when it was asked on Tue 10 Mar, 12:00; "
        "11 working hours in which the asker had the word don't count."
    )


@pytest.mark.parametrize(("done", "state"), [("2026-03-12 12:00", MET), ("2026-03-12 12:01", MISSED)])
def test_it_is_kept_when_it_is_said_to_be_done_in_time(done: str, state: ClockState) -> None:
    request = asked(RequestState.RESOLVED, urgency="high", resolved_at=berlin(done))
    found = solution(request, TAKEN, did(Change.RESOLVED, done), now="2026-03-20 09:00")
    assert (found.state, found.is_over) == (state, True)


def test_a_question_asked_when_it_was_late_already_does_not_hide_that() -> None:
    request = asked(RequestState.WAITING, urgency="high")
    found = solution(request, TAKEN, did(Change.ASKED, "2026-03-13 09:00"), now="2026-03-13 10:00")
    assert (found.state, found.due_at) == (MISSED, berlin("2026-03-12 12:00"))


def test_what_is_normal_is_promised_no_solution() -> None:
    assert solution(HELD, TAKEN).state is OFF


# How much it hurries


def hurried(was: Level, became: Level, wall: str) -> Happened:
    return did(Change.PLANNED, wall, urgency=became, urgency_was=was)


def test_made_more_urgent_it_counts_anew_from_then() -> None:
    turn = hurried("normal", "high", "2026-03-12 10:00")
    found = next_word(URGENT, TAKEN, turn, now="2026-03-12 10:00")
    assert found.due_at == berlin("2026-03-12 13:00"), "the old time was sooner"
    found = solution(URGENT, TAKEN, turn, now="2026-03-12 10:00")
    assert found.due_at == berlin("2026-03-16 10:00")
    assert found.why.startswith(
        "2 working days of the Web Team (Berlin) from when it was made more urgent on Thu"
    )


def test_an_outage_noticed_later_was_not_late_before_anybody_knew() -> None:
    request = asked(RequestState.ACKNOWLEDGED, urgency="outage")
    turn = did(
        Change.PLANNED, "2026-03-11 10:00", urgency="outage"
    )  # what it was before was not written down
    assert next_word(request, TAKEN, turn, now="2026-03-11 10:01").due_at == berlin("2026-03-11 10:30")
    assert solution(request, TAKEN, turn, now="2026-03-11 10:01").due_at == berlin("2026-03-11 14:00")


def test_made_less_urgent_it_counts_from_the_beginning() -> None:
    turn = hurried("high", "low", "2026-03-10 14:00")
    request = asked(RequestState.ACKNOWLEDGED, urgency="low")
    assert next_word(request, TAKEN, turn, now="2026-03-10 14:00").due_at == berlin("2026-03-17 13:00")
    assert solution(request, TAKEN, turn, now="2026-03-10 14:00").state is OFF


# For whatever happens

STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                Change.ACKNOWLEDGED,
                Change.ASKED,
                Change.ANSWERED,
                Change.UPDATED,
                Change.PLANNED,
                Change.MOVED,
                Change.REOPENED,
                Change.RESOLVED,
                Change.CLIMBED,
            ]
        ),
        st.integers(0, 60 * 24 * 5),
        st.sampled_from(["low", "normal", "high", "outage"]),
    ),
    max_size=8,
)
STATES = {
    Change.ACKNOWLEDGED: RequestState.ACKNOWLEDGED,
    Change.ASKED: RequestState.WAITING,
    Change.ANSWERED: RequestState.ACKNOWLEDGED,
    Change.REOPENED: RequestState.ACKNOWLEDGED,
    Change.RESOLVED: RequestState.RESOLVED,
    Change.MOVED: RequestState.MOVED,
}


def lived(steps: list[tuple[Change, int, Level]]) -> tuple[Request, tuple[Happened, ...]]:
    at, state, urgency, history = NOON, RequestState.NEW, "normal", []
    for change, minutes, level in steps:
        at += timedelta(minutes=minutes)
        detail = {"urgency": level, "urgency_was": urgency} if change is Change.PLANNED else {}
        urgency = level if change is Change.PLANNED else urgency
        state = STATES.get(change, state)
        history.append(Happened(at, change, detail))
    done = next((one.at for one in reversed(history) if one.change is Change.RESOLVED), None)
    resolved = {"resolved_at": done if state is RequestState.RESOLVED else None}
    return asked(state, urgency=urgency, changed_at=at, **resolved), tuple(history)


@PACE
@given(STEPS, offices(), st.integers(0, 60 * 24 * 30))
def test_reckoning_again_gives_the_same_and_only_time_makes_a_promise_missed(
    steps: list[tuple[Change, int, Level]], office: WorkingTime, later: int
) -> None:
    request, history = lived(steps)
    terms = replace(TERMS, working=office)
    found = reckon(request, history, terms, request.changed_at)
    assert found == reckon(request, history, terms, request.changed_at)
    then = reckon(request, history, terms, request.changed_at + timedelta(minutes=later))
    for now, after in zip(found, then, strict=True):
        assert (now.due_at, now.warn_at, now.why, now.is_over) == (
            *(after.due_at, after.warn_at, after.why),
            after.is_over,
        )
        assert after.state in (now.state, MISSED)


@PACE
@given(STEPS, offices())
def test_every_clock_explains_itself_and_knows_when_to_look_again(
    steps: list[tuple[Change, int, Level]], office: WorkingTime
) -> None:
    request, history = lived(steps)
    for one in reckon(request, history, replace(TERMS, working=office), request.changed_at):
        assert one.why.endswith(".")
        assert ".." not in one.why
        assert one.due_at is None if one.state in (PAUSED, OFF) else one.due_at is not None
        assert one.warn_at is None or one.due_at is None or one.warn_at < one.due_at


@PACE
@given(STEPS)
def test_another_calendar_gives_what_it_would_have_given_from_the_beginning(
    steps: list[tuple[Change, int, Level]],
) -> None:
    """What was there before leaves no trace, but for the first reply, which was told."""
    request, history = lived(steps)
    london = replace(TERMS, working=WorkingTime(LONDON))
    reckon(request, history, TERMS, request.changed_at)
    assert reckon(request, history, london, NOON)[1:] == reckon(request, tuple(history), london, NOON)[1:]


def test_moments_are_utc() -> None:
    found = next_word(HELD, TAKEN)
    assert found.due_at is not None
    assert found.due_at.tzinfo is UTC
