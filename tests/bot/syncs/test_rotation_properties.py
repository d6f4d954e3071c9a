"""What holds of the rotation for any people, sides and absences, over many meetings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.company import Side
from bot.syncs.model import Attendee
from bot.syncs.rotation import MOST_OWED, Choice, after, choose, last_side

START = datetime(2026, 1, 6, 10, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
MEETINGS = 24
TO_CATCH_UP = 16  # meetings for each person, more than anybody can owe


@dataclass
class Group:
    """A sync at work. `turns`: those that came to somebody, taken or missed."""

    sides: dict[str, Side | None]
    alternates: bool
    attendees: tuple[Attendee, ...]
    meetings: int = 0
    turns: Counter[str] = field(default_factory=Counter)
    served: Counter[str] = field(default_factory=Counter)
    forgiven: Counter[str] = field(default_factory=Counter)

    def meet(self, away: frozenset[str] = frozenset()) -> tuple[Choice, Side | None]:
        at = START + self.meetings * WEEK
        here = tuple(
            replace(one, away_from=at.date(), away_until=at.date()) if one.user_id in away else one
            for one in self.attendees
        )
        last = last_side(here, self.sides) if self.alternates else None
        choice = choose(here, at.date(), self.sides, last)
        held = after(here, choice, at)
        self.attendees = tuple(replace(one, away_from=None, away_until=None) for one in held)
        self.meetings += 1
        self.turns.update(choice.passed_over)
        full = {one.user_id for one in here if one.owed == MOST_OWED}
        self.forgiven.update(full & set(choice.passed_over))
        if choice.facilitator:
            self.served[choice.facilitator] += 1
            self.turns[choice.facilitator] += not choice.makes_up
        return choice, last

    def alike(self) -> list[list[str]]:
        """Those among whom turns are shared: a side each, where sides alternate."""
        if not self.alternates:
            return [list(self.sides)]
        return [[who for who, side in self.sides.items() if side == each] for each in ("marketing", "it")]


def spread(counts: Counter[str], names: list[str]) -> int:
    return max((counts[name] for name in names), default=0) - min((counts[name] for name in names), default=0)


def a_group(sides: list[Side | None], alternates: bool) -> Group:
    names = [chr(ord("A") + number) for number in range(len(sides))]
    attendees = tuple(Attendee("s", name, place, START - WEEK) for place, name in enumerate(names))
    return Group(dict(zip(names, sides, strict=True)), alternates, attendees)


groups = st.builds(
    a_group,
    st.lists(st.sampled_from(["marketing", "it", "it", None]), min_size=1, max_size=8),
    st.booleans(),
)
NOBODY = 0
absences = st.lists(st.integers(NOBODY, 2 ** len("ABCDEFGH") - 1), min_size=MEETINGS, max_size=MEETINGS).map(
    lambda days: [
        frozenset(name for place, name in enumerate("ABCDEFGH") if day >> place & 1) for day in days
    ]
)


@settings(deadline=None, max_examples=60)
@given(groups, absences)
def test_everybody_of_a_side_has_as_many_turns_give_or_take_one(
    group: Group, absences: list[frozenset[str]]
) -> None:
    for away in absences:
        group.meet(away)
        assert all(spread(group.turns, names) <= 1 for names in group.alike())


@settings(deadline=None, max_examples=60)
@given(groups)
def test_with_nobody_away_everybody_of_a_side_facilitates_as_often_give_or_take_one(group: Group) -> None:
    for _ in range(MEETINGS):
        choice, _ = group.meet()
        assert not choice.passed_over
        assert all(spread(group.served, names) <= 1 for names in group.alike())


@settings(deadline=None, max_examples=60)
@given(groups, absences)
def test_what_was_missed_is_owed_and_no_more_than_that(group: Group, absences: list[frozenset[str]]) -> None:
    for away in absences:
        group.meet(away)
    for one in group.attendees:
        missed = group.turns[one.user_id] - group.served[one.user_id]
        assert one.owed == missed - group.forgiven[one.user_id] <= MOST_OWED


@settings(deadline=None, max_examples=60)
@given(groups, absences)
def test_once_all_are_back_everything_owed_is_made_up_for(
    group: Group, absences: list[frozenset[str]]
) -> None:
    for away in absences:
        group.meet(away)
    for _ in range(TO_CATCH_UP * len(group.attendees)):
        group.meet()
    assert all(one.owed == 0 for one in group.attendees)


@settings(deadline=None, max_examples=60)
@given(groups, absences)
def test_only_who_is_there_is_chosen_and_nobody_twice(group: Group, absences: list[frozenset[str]]) -> None:
    for away in absences:
        here = set(group.sides) - away
        choice, _ = group.meet(away)
        chosen = [who for who in (choice.facilitator, choice.note_taker) if who]
        assert set(chosen) <= here
        assert len(set(chosen)) == len(chosen) == min(2, len(here))
        assert set(choice.passed_over) <= away


@settings(deadline=None, max_examples=60)
@given(groups, absences)
def test_a_side_follows_itself_only_where_the_other_has_nobody(
    group: Group, absences: list[frozenset[str]]
) -> None:
    group.alternates = True
    for away in absences:
        choice, last = group.meet(away)
        if choice.facilitator and last is not None and group.sides[choice.facilitator] == last:
            assert all(group.sides[who] in (last, None) for who in set(group.sides) - away)


@settings(deadline=None, max_examples=60)
@given(groups)
def test_notes_are_shared_fairly(group: Group) -> None:
    taken: Counter[str] = Counter()
    for _ in range(MEETINGS):
        choice, _ = group.meet()
        if choice.note_taker:
            taken[choice.note_taker] += 1
    if len(group.sides) > 2 and not group.alternates:
        assert spread(taken, list(group.sides)) <= 2


@settings(deadline=None, max_examples=60)
@given(groups, absences, st.lists(st.integers(0, MEETINGS - 1), min_size=1, max_size=4))
def test_nobody_facilitates_the_first_meeting_they_come_to(
    group: Group, absences: list[frozenset[str]], joining: list[int]
) -> None:
    names = iter("WXYZ")
    been: set[str] = set()
    for number, away in enumerate(absences):
        for _ in range(joining.count(number)):
            name = next(names)
            group.sides[name] = "marketing"
            place = max(one.position for one in group.attendees) + 1
            joined_at = START + number * WEEK - timedelta(days=1)
            group.attendees += (Attendee("s", name, place, joined_at),)
        choice, _ = group.meet(away)
        assert choice.facilitator not in set("WXYZ") - been
        if choice.facilitator or choice.note_taker:
            been |= set(group.sides)
