"""Two people, or two processes, in the same moment; and what is forgotten in time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.syncs.actions import NewAction
from bot.syncs.forgetting import KEPT_FOR
from bot.syncs.next_sync import put_on_next_sync
from bot.syncs.rows import get_sync
from bot.syncs.swapping import accept_swap
from bot.syncs.turns import count_held
from bot.toolkit import Desk
from db.errors import Conflict
from db.kinds import NoticeKind
from db.meeting_tables import action_items, agenda_items
from scheduler.jobs.forgetting import forget
from tests.bot.syncs.meetings import JONAS, MIA, TOM, Meetings, company, meetings
from tests.bot.syncs.talk import FIRST, Talk, begun
from tests.racing import at_once

__all__ = ["company", "meetings"]


@pytest.fixture
def talk(meetings: Meetings) -> Talk:
    return begun(meetings)


def lost(outcomes: list[Any]) -> list[str]:
    """What those were told who came second."""
    return [str(one) for one in outcomes if isinstance(one, Conflict)]


def test_of_two_who_close_at_once_one_does(talk: Talk) -> None:
    talk.add("carried once")
    talk.begin()
    outcomes = at_once(
        lambda: talk.close(actions=(NewAction("his"),), actor=JONAS),
        lambda: talk.close(actions=(NewAction("hers"),), actor=MIA),
    )
    (said,) = lost(outcomes)
    assert said.endswith(" closed it already. The summary is in the meeting's thread.")
    assert len(talk.open_actions()) == talk.meetings.count(NoticeKind.SYNC_CLOSED) == 1
    assert [line.carried for line in talk.lines("items", "2026-03-24T10:00")] == [1]
    assert talk.attendees()[MIA].served == 1


def test_a_meeting_counted_by_several_at_once_counts_once(talk: Talk) -> None:
    def held(desk: Desk) -> bool:
        return count_held(desk.unit, desk.people, get_sync(desk.unit, talk.sync.id), talk.date())

    outcomes = at_once(*[lambda: talk.meetings.do(held)] * 4)
    assert sorted(outcomes) == [False, False, False, True]
    assert talk.attendees()[MIA].served == 1


def test_of_two_who_accept_a_swap_at_once_one_has_it(talk: Talk) -> None:
    outcomes = at_once(
        lambda: talk.meetings.do(accept_swap, talk.sync.id, FIRST, JONAS, MIA),
        lambda: talk.meetings.do(accept_swap, talk.sync.id, FIRST, TOM, MIA),
    )
    (said,) = lost(outcomes)
    assert said.startswith("That's settled in the meantime: ")
    assert talk.date().facilitator_id in (JONAS, TOM)


def test_a_form_that_arrives_several_times_at_once_adds_one_item(talk: Talk) -> None:
    outcomes = at_once(*[lambda: talk.add(source_key="form 1")] * 4)
    assert len({item.id for item in outcomes}) == 1
    assert talk.texts("items") == ["the price check"]


def test_a_form_that_names_two_syncs_at_once_adds_one_item(talk: Talk) -> None:
    other = Talk(talk.meetings, talk.meetings.make(name="Another"))
    first, second = at_once(*[lambda one=one: one.add(source_key="form 1") for one in (talk, other)])
    assert first == second
    assert len((*talk.lines("items"), *other.lines("items"))) == 1


def test_a_launch_that_two_want_to_talk_about_at_once_stands_there_once(talk: Talk) -> None:
    at_once(
        lambda: talk.meetings.do(put_on_next_sync, "boots", MIA, team_id="web", launch_id="l1"),
        lambda: talk.meetings.do(put_on_next_sync, "boots", JONAS, team_id="web", launch_id="l1"),
    )
    assert talk.texts("items") == ["boots"]


def test_what_was_talked_about_is_forgotten_two_years_after_the_meeting(talk: Talk) -> None:
    talk.add()
    talk.begin()
    talk.close(actions=(NewAction("send the pictures"),))
    held_at = talk.meetings.clock.now

    def kept(after: timedelta) -> tuple[int, int]:
        """Items and actions, once the clock has gone on."""
        talk.meetings.clock.now = held_at + after
        forget(talk.meetings.toolkit)
        with talk.meetings.toolkit.ledger.read() as connection:
            rows = [connection.execute(table.select()).all() for table in (agenda_items, action_items)]
        return len(rows[0]), len(rows[1])

    assert kept(KEPT_FOR - timedelta(days=1)) == (1, 1)
    assert kept(KEPT_FOR + timedelta(days=1)) == (1, 0)  # the item was carried to a later date
    assert kept(KEPT_FOR + timedelta(days=8)) == (0, 0)
