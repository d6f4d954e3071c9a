"""Turns as rows: a meeting that was held counts once; two people swap with two clicks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from bot.syncs.changing import cancel_occurrence, set_facilitator
from bot.syncs.rows import get_sync
from bot.syncs.swapping import accept_swap, ask_to_swap, decline_swap
from bot.syncs.syncs import end_sync, set_attendees
from bot.syncs.turns import count_held
from bot.toolkit import Desk
from db.errors import Conflict, NotAllowed, Refusal, Unclear
from db.kinds import NoticeKind, OccurrenceState
from tests.bot.requests.scene import LENA
from tests.bot.syncs.meetings import (
    DEACTIVATED,
    DEV,
    JONAS,
    MIA,
    OUTSIDER,
    TOM,
    Meetings,
    company,
    meetings,
)
from tests.bot.syncs.talk import FIRST, SECOND, THIRD, Talk, begun

__all__ = ["company", "meetings"]


@pytest.fixture
def talk(meetings: Meetings) -> Talk:
    """Mia leads the first one, Jonas the second, Tom the third."""
    return begun(meetings)


def hold(talk: Talk, key: str = FIRST) -> bool:
    def held(desk: Desk) -> bool:
        return count_held(desk.unit, desk.people, get_sync(desk.unit, talk.sync.id), talk.date(key))

    return talk.meetings.do(held)


def swap(talk: Talk, step: Any, *people: str, key: str = FIRST) -> Any:
    return talk.meetings.do(step, talk.sync.id, key, *people)


def refusal(talk: Talk, step: Any, *people: str, key: str = FIRST, kind: type[Refusal] = Conflict) -> str:
    with pytest.raises(kind) as refused:
        swap(talk, step, *people, key=key)
    return str(refused.value)


def leaders(talk: Talk) -> list[str | None]:
    return [talk.date(key).facilitator_id for key in (FIRST, SECOND, THIRD)]


def test_a_meeting_that_was_held_counts_for_who_led_it_and_who_took_notes(talk: Talk) -> None:
    before = talk.date()
    assert hold(talk)
    known = talk.attendees()
    assert talk.date().state is OccurrenceState.HELD
    assert (known[MIA].served, known[MIA].last_served_at) == (1, before.starts_at)
    assert before.note_taker_id is not None
    assert known[before.note_taker_id].notes_taken == 1
    assert known[before.note_taker_id].last_noted_at == before.starts_at
    assert [one.user_id for one in known.values()][-1] == MIA


def test_it_counts_once(talk: Talk) -> None:
    assert hold(talk)
    assert not hold(talk)
    assert talk.attendees()[MIA].served == 1


def test_a_meeting_that_was_not_held_does_not_count(talk: Talk) -> None:
    talk.meetings.do(cancel_occurrence, talk.sync.id, FIRST, MIA)
    assert not hold(talk)
    assert talk.attendees()[MIA].served == 0


def test_who_was_away_when_their_turn_came_is_owed_one(talk: Talk) -> None:
    talk.set_attendee(MIA, away_from=date(2026, 3, 16), away_until=date(2026, 3, 18))
    talk.set_date(facilitator_id=TOM, note_taker_id=JONAS)
    assert hold(talk)
    known = talk.attendees()
    assert [known[who].owed for who in (MIA, TOM, JONAS)] == [1, 0, 0]
    assert [known[who].served for who in (MIA, TOM, JONAS)] == [0, 1, 0]


def test_who_stepped_in_leaves_the_other_next(talk: Talk) -> None:
    talk.meetings.do(set_facilitator, talk.sync.id, FIRST, TOM, MIA)
    assert hold(talk)
    known = talk.attendees()
    assert (known[TOM].served, known[MIA].served, known[MIA].owed) == (1, 0, 0)
    assert known[MIA].position < known[TOM].position


def test_a_meeting_that_nobody_led_counts_for_nobody(talk: Talk) -> None:
    talk.set_date(facilitator_id=None, note_taker_id=None)
    assert hold(talk)
    assert [one.served for one in talk.attendees().values()] == [0, 0, 0]


def test_a_sync_without_sides_counts_by_the_queue_alone(meetings: Meetings) -> None:
    talk = begun(meetings, attendees=(MIA, TOM, JONAS), alternate_sides=False)
    assert leaders(talk) == [MIA, TOM, JONAS]
    assert hold(talk)
    assert talk.attendees()[MIA].served == 1


def test_two_clicks_swap_two_turns(talk: Talk) -> None:
    assert leaders(talk) == [MIA, JONAS, TOM]
    swap(talk, ask_to_swap, MIA, JONAS)
    (asked,) = [one for one in talk.meetings.said(NoticeKind.SYNC_ASKED) if one["about"] == "swap"]
    assert (asked["user_id"], asked["from_user"], asked["original"]) == (JONAS, MIA, FIRST)
    led = swap(talk, accept_swap, JONAS, MIA)
    assert led.facilitator_id == JONAS
    assert leaders(talk) == [JONAS, MIA, TOM]


def test_a_swap_is_told_once_in_the_channel_and_to_who_asked(talk: Talk) -> None:
    swap(talk, accept_swap, JONAS, MIA)
    told = [one for one in talk.meetings.said(NoticeKind.SYNC_TOLD) if one["what"] == "facilitator"]
    assert [one["original"] for one in told] == [FIRST]
    (private,) = talk.meetings.said(NoticeKind.PERSON_TOLD)
    assert private["user_id"] == MIA
    assert private["text"].startswith("Jonas takes your turn: *Web sync*, <!date^")


def test_nobody_leads_and_takes_notes_at_once_after_a_swap(talk: Talk) -> None:
    talk.set_date(note_taker_id=JONAS)
    talk.set_date(SECOND, note_taker_id=MIA)
    swap(talk, accept_swap, JONAS, MIA)
    assert (talk.date().facilitator_id, talk.date().note_taker_id) == (JONAS, MIA)
    assert (talk.date(SECOND).facilitator_id, talk.date(SECOND).note_taker_id) == (MIA, JONAS)


def test_who_is_away_then_gets_no_turn_in_return(talk: Talk) -> None:
    talk.set_attendee(MIA, away_from=date(2026, 3, 24), away_until=date(2026, 3, 24))
    swap(talk, accept_swap, JONAS, MIA)
    assert leaders(talk) == [JONAS, JONAS, TOM]


def test_a_declined_swap_changes_nothing_and_is_told(talk: Talk) -> None:
    swap(talk, decline_swap, JONAS, MIA)
    assert leaders(talk) == [MIA, JONAS, TOM]
    (private,) = talk.meetings.said(NoticeKind.PERSON_TOLD)
    assert private["user_id"] == MIA
    assert "Jonas can't take it this time, so it's still yours" in private["text"]


def test_only_who_has_the_turn_can_ask_for_a_swap(talk: Talk) -> None:
    said = refusal(talk, ask_to_swap, TOM, JONAS, kind=NotAllowed)
    assert said == "That's Mia's turn, so only they can ask somebody to swap."


def test_a_turn_that_nobody_has_cannot_be_swapped(talk: Talk) -> None:
    talk.set_date(facilitator_id=None)
    assert "Nobody has that turn yet" in refusal(talk, ask_to_swap, MIA, JONAS, kind=NotAllowed)


def test_nobody_swaps_with_themselves(talk: Talk) -> None:
    said = refusal(talk, ask_to_swap, MIA, MIA, kind=Unclear)
    assert said == "That's you. Choose somebody else to swap with."


@pytest.mark.parametrize(
    ("with_user", "said"),
    [
        (DEV, "Dev doesn't come to this sync. Choose somebody who does."),
        (DEACTIVATED, "Lena doesn't come to this sync. Choose somebody who does."),
        (OUTSIDER, "Olga doesn't come to this sync. Choose somebody who does."),
    ],
)
def test_who_does_not_come_cannot_be_asked(talk: Talk, with_user: str, said: str) -> None:
    assert refusal(talk, ask_to_swap, MIA, with_user) == said


def test_who_is_away_cannot_be_asked(talk: Talk) -> None:
    talk.set_attendee(JONAS, away_from=date(2026, 3, 17), away_until=date(2026, 3, 17))
    said = refusal(talk, ask_to_swap, MIA, JONAS)
    assert said == "Jonas is away on that day. Choose somebody else."


def test_who_takes_no_turns_cannot_be_asked(talk: Talk) -> None:
    talk.set_attendee(JONAS, facilitates=False)
    said = refusal(talk, ask_to_swap, MIA, JONAS)
    assert said == "Jonas takes no turns in this sync. Choose somebody else."


def test_a_newcomer_cannot_be_asked_for_their_first_meeting_but_for_the_next(talk: Talk) -> None:
    hold(talk)
    talk.meetings.clock.now = talk.date().ends_at
    talk.meetings.do(set_attendees, talk.sync.id, (MIA, JONAS, TOM, LENA), MIA)
    said = refusal(talk, ask_to_swap, JONAS, LENA, key=SECOND)
    assert said == "That's the first one Lena comes to. Choose somebody who has been to one."
    talk.set_date(THIRD, facilitator_id=JONAS)
    assert swap(talk, ask_to_swap, JONAS, LENA, key=THIRD).key == THIRD


def test_the_second_click_on_a_swap_is_told_so(talk: Talk) -> None:
    swap(talk, accept_swap, JONAS, MIA)
    assert refusal(talk, accept_swap, JONAS, MIA) == "You facilitate that one already."
    said = refusal(talk, accept_swap, TOM, MIA)
    assert said == "That's settled in the meantime: Jonas facilitates it."
    assert refusal(talk, decline_swap, JONAS, MIA) == said


def test_a_stale_button_of_a_turn_that_nobody_has_any_more_is_told_so(talk: Talk) -> None:
    talk.set_date(facilitator_id=None)
    said = refusal(talk, accept_swap, JONAS, MIA)
    assert said == "That's settled in the meantime: nobody has that turn now."


def test_who_has_been_taken_out_in_the_meantime_cannot_accept(talk: Talk) -> None:
    talk.meetings.do(set_attendees, talk.sync.id, (MIA, TOM), MIA)
    said = refusal(talk, accept_swap, JONAS, MIA)
    assert said == "Jonas doesn't come to this sync. Choose somebody who does."


@pytest.mark.parametrize("step", [ask_to_swap, accept_swap, decline_swap])
def test_people_of_other_companies_swap_nothing(talk: Talk, step: Any) -> None:
    refusal(talk, step, OUTSIDER, MIA, kind=NotAllowed)
    assert leaders(talk) == [MIA, JONAS, TOM]


@pytest.mark.parametrize("step", [ask_to_swap, accept_swap, decline_swap])
def test_a_meeting_that_has_begun_has_no_turn_to_swap(talk: Talk, step: Any) -> None:
    talk.begin()
    said = refusal(talk, step, MIA, JONAS)
    assert said == "That meeting has begun already. You can swap a later one."


@pytest.mark.parametrize("step", [ask_to_swap, accept_swap, decline_swap])
def test_a_date_that_is_not_held_has_no_turn_to_swap(talk: Talk, step: Any) -> None:
    talk.meetings.do(cancel_occurrence, talk.sync.id, FIRST, MIA)
    said = refusal(talk, step, MIA, JONAS)
    assert said == "That date isn't to be held any more, so there's no turn to swap."


def test_a_sync_that_has_ended_has_no_turn_to_swap(talk: Talk) -> None:
    talk.meetings.do(end_sync, talk.sync.id, MIA)
    assert "no turn to swap" in refusal(talk, ask_to_swap, MIA, JONAS)


def weeks(talk: Talk, count: int) -> list[str | None]:
    """Who leads each of the next meetings, as the dates are planned, held and counted by the clock."""
    led = []
    for one in talk.meetings.dates(talk.sync)[:count]:
        talk.meetings.clock.now = one.ends_at + timedelta(minutes=1)
        talk.meetings.tick()
        led.append(talk.date(one.key).facilitator_id)
    return led


def test_over_many_weeks_sides_and_people_take_turns(talk: Talk) -> None:
    assert weeks(talk, 8) == [MIA, JONAS, TOM, JONAS, MIA, JONAS, TOM, JONAS]
    assert {who: one.served for who, one in talk.attendees().items()} == {MIA: 2, TOM: 2, JONAS: 4}


def test_a_turn_missed_in_the_holidays_is_made_up_for_in_the_weeks_after(talk: Talk) -> None:
    talk.set_attendee(MIA, away_from=date(2026, 3, 16), away_until=date(2026, 3, 20))
    for key in (FIRST, SECOND, THIRD):
        talk.set_date(key, facilitator_id=None, note_taker_id=None)
    talk.meetings.do(set_attendees, talk.sync.id, (MIA, JONAS, TOM), MIA)  # the dates are planned anew
    assert weeks(talk, 6) == [JONAS, MIA, JONAS, TOM, JONAS, MIA]
    assert [one.owed for one in talk.attendees().values()] == [0, 0, 0]
