"""Whose turn it is, case by case."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from bot.company import Side
from bot.syncs.model import Attendee
from bot.syncs.rotation import (
    MOST_OWED,
    Choice,
    after,
    as_held,
    choose,
    last_side,
    newcomers,
    sides_of,
)
from tests.bot.requests.scene import PRIYA
from tests.bot.syncs.meetings import DEACTIVATED, JONAS, MIA, OUTSIDER, Meetings, company, meetings

__all__ = ["company", "meetings"]

FIRST = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
BEFORE = FIRST - timedelta(days=30)
DAY = FIRST.date()
WEEK = timedelta(days=7)
NO_SIDES: dict[str, Side | None] = dict.fromkeys("ABCDEF")
TWO_SIDES: dict[str, Side | None] = {"A": "marketing", "B": "marketing", "C": "it", "D": "it", "P": None}


def people(names: str, **changed: Attendee) -> tuple[Attendee, ...]:
    known = (Attendee("s", name, place, BEFORE) for place, name in enumerate(names, 1))
    return tuple(changed.get(one.user_id, one) for one in known)


def away(attendees: tuple[Attendee, ...], *names: str) -> tuple[Attendee, ...]:
    """On DAY."""
    return tuple(
        replace(one, away_from=DAY, away_until=DAY) if one.user_id in names else one for one in attendees
    )


def back(attendees: tuple[Attendee, ...]) -> tuple[Attendee, ...]:
    return tuple(replace(one, away_from=None, away_until=None) for one in attendees)


def led(attendees: tuple[Attendee, ...], times: int) -> tuple[list[str | None], tuple[Attendee, ...]]:
    """Who facilitates the next meetings when sides do not count."""
    found = []
    for number in range(times):
        choice = choose(attendees, DAY, NO_SIDES)
        found.append(choice.facilitator)
        attendees = after(attendees, choice, FIRST + number * WEEK)
    return found, attendees


def test_everybody_facilitates_in_turn() -> None:
    assert led(people("ABC"), 7)[0] == ["A", "B", "C", "A", "B", "C", "A"]


def test_the_order_of_the_queue_can_be_set_by_hand() -> None:
    known = tuple(replace(one, position=10 - one.position) for one in people("ABC"))
    assert led(known, 3)[0] == ["C", "B", "A"]


def test_notes_are_taken_in_turn_by_somebody_else() -> None:
    attendees, notes = people("ABCD"), []
    for number in range(8):
        choice = choose(attendees, DAY, NO_SIDES)
        assert choice.note_taker != choice.facilitator
        notes.append(choice.note_taker)
        attendees = after(attendees, choice, FIRST + number * WEEK)
    assert sorted(filter(None, notes)) == ["A", "A", "B", "B", "C", "C", "D", "D"]


def test_who_is_away_is_passed_over_and_owed_a_turn() -> None:
    attendees = away(people("ABC"), "A")
    choice = choose(attendees, DAY, NO_SIDES)
    assert (choice.facilitator, choice.passed_over) == ("B", ("A",))
    assert {one.user_id: one.owed for one in after(attendees, choice, FIRST)} == {"A": 1, "B": 0, "C": 0}


def test_an_owed_turn_is_made_up_for_on_coming_back() -> None:
    attendees = away(people("ABC"), "A")
    attendees = back(after(attendees, choose(attendees, DAY, NO_SIDES), FIRST))
    choice = choose(attendees, DAY, NO_SIDES)
    assert (choice.facilitator, choice.makes_up) == ("A", True)
    later = {one.user_id: one for one in after(attendees, choice, FIRST + WEEK)}
    assert (later["A"].owed, later["A"].served) == (0, 1)


def test_making_up_does_not_cost_the_others_their_place() -> None:
    attendees = away(people("ABC"), "A")
    attendees = back(after(attendees, choose(attendees, DAY, NO_SIDES), FIRST))
    assert led(attendees, 4)[0] == ["A", "C", "A", "B"]


def test_who_owes_several_does_not_facilitate_every_time() -> None:
    attendees = tuple(replace(one, owed=3) if one.user_id == "C" else one for one in people("ABC"))
    found, after_it = led(attendees, 12)
    assert all(first != second for first, second in pairwise(found))
    assert all(one.owed == 0 for one in after_it)


def test_of_two_the_one_who_is_owed_may_facilitate_twice_running() -> None:
    attendees = tuple(replace(one, owed=1) if one.user_id == "B" else one for one in people("AB"))
    assert led(attendees, 3)[0] == ["B", "A", "B"]


def test_nobody_makes_up_for_more_than_a_few_turns() -> None:
    attendees = away(people("AB"), "A")
    for number in range(12):
        attendees = after(attendees, choose(attendees, DAY, NO_SIDES), FIRST + number * WEEK)
    assert {one.user_id: one.owed for one in attendees} == {"A": MOST_OWED, "B": 0}


def test_with_everybody_away_nobody_is_chosen_and_nobody_is_blamed() -> None:
    choice = choose(away(people("AB"), "A", "B"), DAY, NO_SIDES)
    assert choice == Choice(None, None)


def test_the_only_one_there_facilitates_and_nobody_takes_notes() -> None:
    choice = choose(away(people("AB"), "A"), DAY, NO_SIDES)
    assert (choice.facilitator, choice.note_taker) == ("B", None)


def test_a_sync_without_attendees_has_no_turns() -> None:
    assert choose((), DAY, {}) == Choice(None, None)


def test_who_does_not_facilitate_has_no_turn() -> None:
    attendees = tuple(replace(one, facilitates=one.user_id != "A") for one in people("ABC"))
    choice = choose(attendees, DAY, NO_SIDES)
    assert {choice.facilitator, choice.note_taker} == {"B", "C"}
    assert choice.passed_over == ()


def test_who_has_left_has_no_turn_and_is_owed_none() -> None:
    choice = choose(people("ABC"), DAY, {"B": None, "C": None})
    assert (choice.facilitator, choice.passed_over) == ("B", ())


def test_the_sides_take_turns() -> None:
    attendees, found = people("ABCD"), []
    for number in range(8):
        choice = choose(attendees, DAY, TWO_SIDES, last_side(attendees, TWO_SIDES))
        found.append(choice.facilitator)
        attendees = after(attendees, choice, FIRST + number * WEEK)
    assert found == ["A", "C", "B", "D", "A", "C", "B", "D"]


def test_the_other_side_steps_in_where_one_has_nobody() -> None:
    choice = choose(away(people("ABCD"), "A", "B"), DAY, TWO_SIDES, "it")
    assert (choice.facilitator, choice.passed_over) == ("C", ())


def test_a_side_alone_with_the_bridge_shares_the_turns_with_it() -> None:
    attendees, found = people("ABP"), []
    for number in range(6):
        choice = choose(attendees, DAY, TWO_SIDES, last_side(attendees, TWO_SIDES))
        found.append(choice.facilitator)
        attendees = after(attendees, choice, FIRST + number * WEEK)
    assert found == ["A", "B", "P", "A", "B", "P"]


def test_the_only_one_of_a_side_makes_up_for_a_missed_turn() -> None:
    attendees = away(people("AC"), "A")
    attendees = back(after(attendees, choose(attendees, DAY, TWO_SIDES), FIRST))
    choice = choose(attendees, DAY, TWO_SIDES, "it")
    assert (choice.facilitator, choice.makes_up) == ("A", True)


def test_the_bridge_may_follow_either_side() -> None:
    assert choose(people("PABCD"), DAY, TWO_SIDES, "it").facilitator == "P"
    assert choose(people("PABCD"), DAY, TWO_SIDES, "marketing").facilitator == "P"


def test_a_turn_of_the_bridge_does_not_make_one_side_follow_itself() -> None:
    attendees = tuple(
        replace(one, last_served_at=FIRST + place * WEEK) if one.user_id in "CP" else one
        for place, one in enumerate(people("CPAD"))
    )
    assert last_side(attendees, TWO_SIDES) == "it"
    assert choose(attendees, DAY, TWO_SIDES, "it").facilitator != "D"


def test_a_newcomer_starts_at_the_back() -> None:
    _, attendees = led(people("ABC"), 1)
    new = Attendee("s", "D", max(one.position for one in attendees) + 1, FIRST + timedelta(days=1))
    assert led((*attendees, new), 4)[0] == ["B", "C", "A", "D"]


def test_nobody_facilitates_the_first_meeting_they_come_to() -> None:
    _, attendees = led(people("AB"), 1)
    new = Attendee("s", "D", 50, FIRST + timedelta(days=1))
    choice = choose(away((*attendees, new), "A", "B"), DAY, NO_SIDES)
    assert (choice.facilitator, choice.note_taker) == (None, "D")


def test_the_one_of_a_side_who_is_new_lets_the_other_side_follow_itself() -> None:
    _, attendees = led(people("CD"), 1)
    new = Attendee("s", "A", 50, FIRST + timedelta(days=1))
    assert choose((*attendees, new), DAY, TWO_SIDES, "it").facilitator == "D"


def test_the_first_meeting_of_all_has_a_facilitator() -> None:
    assert newcomers(people("ABC")) == frozenset()


def test_who_joined_between_making_a_sync_and_its_first_meeting_leaves_it_to_the_others() -> None:
    later = Attendee("s", "D", 0, BEFORE + timedelta(days=1))
    assert choose((later, *people("AB")), DAY, NO_SIDES).facilitator == "A"


def test_having_taken_notes_is_having_been_there() -> None:
    _, attendees = led(people("AB"), 1)
    new = Attendee("s", "D", 50, FIRST + timedelta(days=1))
    noted = after((*attendees, new), Choice(None, "D"), FIRST + WEEK)
    assert choose(away(noted, "A", "B"), DAY, NO_SIDES).facilitator == "D"


def test_who_steps_in_takes_their_own_turn_early() -> None:
    attendees = people("ABC")
    turn = as_held(choose(attendees, DAY, NO_SIDES), attendees, Choice("B", "C"))
    assert led(after(attendees, turn, FIRST), 3)[0] == ["A", "C", "B"]


def test_who_steps_in_and_is_owed_one_makes_up_for_it() -> None:
    attendees = tuple(replace(one, owed=1) if one.user_id == "C" else one for one in away(people("ABC"), "A"))
    turn = as_held(choose(attendees, DAY, NO_SIDES), attendees, Choice("C", "B"))
    assert {one.user_id: one.owed for one in after(attendees, turn, FIRST)}["C"] == 0


def test_who_came_though_they_were_away_is_owed_nothing() -> None:
    attendees = away(people("ABC"), "A")
    turn = as_held(choose(attendees, DAY, NO_SIDES), attendees, Choice("A", "B"))
    assert {one.user_id: one.owed for one in after(attendees, turn, FIRST)} == {"A": 0, "B": 0, "C": 0}


def test_an_older_meeting_counted_late_does_not_turn_the_clock_back() -> None:
    attendees = after(people("AB"), Choice("A", "B"), FIRST + WEEK)
    later = after(attendees, Choice("A", "B"), FIRST)
    assert later[0].last_served_at == FIRST + WEEK
    assert later[1].last_noted_at == FIRST + WEEK


def test_being_away_without_an_end_lasts() -> None:
    one = replace(people("A")[0], away_from=DAY)
    assert [one.is_away(day) for day in (DAY - timedelta(days=1), DAY, date(2030, 1, 1))] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("user_id", "side"), [(MIA, "marketing"), (JONAS, "it"), (PRIYA, None)], ids=["marketing", "it", "bridge"]
)
def test_people_of_the_company_have_turns(meetings: Meetings, user_id: str, side: Side | None) -> None:
    known = meetings.toolkit.directory.people()
    assert sides_of(known, [Attendee("s", user_id, 1, BEFORE)]) == {user_id: side}


@pytest.mark.parametrize("user_id", [OUTSIDER, DEACTIVATED, "U0NOBODY"])
def test_strangers_and_those_who_left_have_none(meetings: Meetings, user_id: str) -> None:
    assert sides_of(meetings.toolkit.directory.people(), [Attendee("s", user_id, 1, BEFORE)]) == {}
