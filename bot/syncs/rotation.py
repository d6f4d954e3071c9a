"""Whose turn it is to facilitate and to take notes. Pure: attendees in, a choice out.

The order of `position` is a queue. Whoever facilitates goes to its end; whoever is away when their turn
comes is passed over, goes to its end as well, and is owed one: they make up for it, before their next turn
comes, as soon as they are here. Where sides alternate, each side has its own part of the queue. Everybody
of one side has therefore had equally many turns, give or take one, wherever they were.

Nobody facilitates the first meeting that they come to, unless it is everybody's first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.company import Side
from bot.people import People
from bot.syncs.model import Attendee

# Somebody who was away for months is welcomed back, not sentenced: more than this nobody makes up for.
MOST_OWED = 3
FEW = 2  # of so few, somebody who makes up for a turn has to facilitate twice running


@dataclass(frozen=True)
class Choice:
    """Two people, or None where nobody is left; never the same one twice."""

    facilitator: str | None
    note_taker: str | None
    passed_over: tuple[str, ...] = ()  # away when their turn came, in the order of the queue
    makes_up: bool = False  # for a turn that the facilitator missed: the queue stays as it is


def sides_of(people: People, attendees: Iterable[Attendee]) -> dict[str, Side | None]:
    """The side of each who can take a turn; None for the bridge. Who has left the company, or is of another
    one, is not in it."""
    found = (people.get(one.user_id) for one in attendees)
    return {
        who.user_id: who.side
        for who in found
        if who.known and not (who.deactivated or who.outside or who.is_bot)
    }


def last_side(attendees: Iterable[Attendee], sides: Mapping[str, Side | None]) -> Side | None:
    """Of whoever facilitated last and has a side; None if nobody did."""
    served = [(one.last_served_at, one.user_id) for one in attendees if one.last_served_at is not None]
    return next((side for _, user_id in sorted(served, reverse=True) if (side := sides.get(user_id))), None)


def choose(
    attendees: Sequence[Attendee],
    day: date,
    sides: Mapping[str, Side | None],
    last_side: Side | None = None,
) -> Choice:
    """For a meeting on this day, by the wall of the sync.

    `sides` has everybody who can take a turn (`sides_of`); who has no side counts for either.
    `last_side`: of the last facilitator; None: sides do not alternate.
    """
    queue = sorted(
        (one for one in attendees if one.facilitates and one.user_id in sides),
        key=lambda one: (one.position, one.user_id),
    )
    fresh = newcomers(attendees)
    turns = [one for one in queue if one.user_id not in fresh]
    queue_of_side = _of_the_turn(turns, day, sides, last_side)
    chosen = _facilitator(queue_of_side, day, _last_served(attendees), alternates=last_side is not None)
    return replace(chosen, note_taker=_note_taker(queue, day, chosen.facilitator, fresh))


def after(attendees: Sequence[Attendee], choice: Choice, at: datetime) -> tuple[Attendee, ...]:
    """The attendees once a meeting that began `at` was held like this."""
    people = {one.user_id: one for one in attendees}
    back = max((one.position for one in attendees), default=0) + 1
    for user_id in choice.passed_over:
        one = people[user_id]
        people[user_id] = replace(one, position=back, owed=min(one.owed + 1, MOST_OWED))
        back += 1
    served = people.get(choice.facilitator or "")
    if served is not None:
        place = served.position if choice.makes_up else back
        owed = max(0, served.owed - choice.makes_up)
        when = _later(served.last_served_at, at)
        people[served.user_id] = replace(
            served, position=place, owed=owed, served=served.served + 1, last_served_at=when
        )
    noted = people.get(choice.note_taker or "")
    if noted is not None:
        when = _later(noted.last_noted_at, at)
        people[noted.user_id] = replace(noted, notes_taken=noted.notes_taken + 1, last_noted_at=when)
    return tuple(people.values())


def as_held(choice: Choice, attendees: Sequence[Attendee], occurrence: Choice) -> Choice:
    """What a meeting counts as: who really did it (`occurrence`), and whose turn it was (`choice`).

    Whoever stepped in makes up for a turn they are owed, if any; else it is their own turn, taken early.
    """
    if occurrence.facilitator == choice.facilitator:
        return replace(choice, note_taker=occurrence.note_taker)
    owed = any(one.owed for one in attendees if one.user_id == occurrence.facilitator)
    missed = tuple(user_id for user_id in choice.passed_over if user_id != occurrence.facilitator)
    return replace(occurrence, passed_over=missed, makes_up=owed)


def newcomers(attendees: Iterable[Attendee]) -> frozenset[str]:
    """Those for whom the next meeting is the first, while it is not so for everybody."""
    known = list(attendees)
    marks = [mark for one in known for mark in (one.last_served_at, one.last_noted_at) if mark is not None]
    begun = max(marks) if marks else min((one.joined_at for one in known), default=None)
    return frozenset(
        one.user_id
        for one in known
        if begun is not None and one.joined_at > begun and not one.served and not one.notes_taken
    )


def _of_the_turn(
    turns: Sequence[Attendee], day: date, sides: Mapping[str, Side | None], last_side: Side | None
) -> list[Attendee]:
    """The side that did not facilitate last; while it has nobody there the other steps in, and owes nothing
    for it: the absent side is next after that anyway."""
    if last_side is None:
        return list(turns)
    there = any(sides[one.user_id] not in (last_side, None) and not one.is_away(day) for one in turns)
    skipped = last_side if there else _other(last_side)
    return [one for one in turns if sides[one.user_id] != skipped]


def _other(side: Side) -> Side:
    return "it" if side == "marketing" else "marketing"


def _facilitator(queue: Sequence[Attendee], day: date, last: str | None, *, alternates: bool) -> Choice:
    """`last`: who facilitated the meeting before, and does not make up for a turn at once.

    Whoever is due does not make up for a turn now: they would lead twice running. Unless nobody else is here,
    or sides alternate: then the other side leads in between.
    """
    here = [one for one in queue if not one.is_away(day)]
    if not here:
        return Choice(None, None)
    due = here[0]
    owed = [one for one in here if one.owed and (one is not due or here == [due] or alternates)]
    if len(here) > FEW:
        owed = [one for one in owed if one.user_id != last]
    if owed:
        makes_up = min(owed, key=lambda one: (-one.owed, one.position, one.user_id))
        return Choice(makes_up.user_id, None, makes_up=True)
    passed_over = tuple(one.user_id for one in queue[: queue.index(due)])
    return Choice(due.user_id, None, passed_over)


def _note_taker(
    queue: Sequence[Attendee], day: date, facilitator: str | None, fresh: frozenset[str]
) -> str | None:
    """Who has not taken notes for longest; somebody new only when nobody else is left."""
    here = [one for one in queue if not one.is_away(day) and one.user_id != facilitator]
    longest = min(
        here,
        key=lambda one: (
            one.user_id in fresh,
            one.last_noted_at or one.joined_at,
            -one.position,
            one.user_id,
        ),
        default=None,
    )
    return longest.user_id if longest else None


def _last_served(attendees: Iterable[Attendee]) -> str | None:
    served = [(one.last_served_at, one.user_id) for one in attendees if one.last_served_at is not None]
    return max(served)[1] if served else None


def _later(before: datetime | None, at: datetime) -> datetime:
    return max(before, at) if before else at
