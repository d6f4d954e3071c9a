"""Figures by week: what is counted, in which week, whose, and that each can be traced to its requests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.numbers.weeks import EVERYBODY, Figures, Scope, figures, last_mondays, scope_of
from bot.requests.answering import cancel, reopen
from bot.requests.working import acknowledge, hand_over, resolve
from db.kinds import OccurrenceState
from db.meeting_tables import occurrences, syncs
from tests.bot.requests.scene import (
    ADA,
    DEACTIVATED,
    DEV,
    JONAS,
    LENA,
    MIA,
    OUTSIDER,
    PRIYA,
    TOM,
    UNKNOWN,
    Scene,
)

NUMBERS = "we need the dashboard report with the numbers of the spring sale"


def counted(scene: Scene, scope: Scope = EVERYBODY) -> Figures:
    with scene.toolkit.ledger.read() as connection:
        return figures(connection, scene.toolkit.company, scene.clock.now, scope)


def scope(scene: Scene, user_id: str) -> Scope | None:
    people = scene.toolkit.directory.people()
    return scope_of(people.get(user_id), people, scene.toolkit.company)


def test_a_week_begins_on_monday_by_the_companys_clock(scene: Scene) -> None:
    """London is an hour ahead of UTC in summer, so its Monday begins on Sunday evening in UTC."""
    company = scene.toolkit.company
    sunday_evening = datetime(2026, 6, 7, 23, 30, tzinfo=UTC)
    assert last_mondays(company, sunday_evening, 2) == (date(2026, 6, 1), date(2026, 6, 8))
    assert last_mondays(company, sunday_evening - timedelta(hours=1), 1) == (date(2026, 6, 1),)


def test_every_figure_leads_to_its_requests(scene: Scene) -> None:
    first = scene.file()
    scene.do(acknowledge, first.id, JONAS)
    scene.clock.advance(days=7)
    second = scene.file()
    scene.do(resolve, first.id, JONAS)
    scene.do(hand_over, second.id, JONAS, to_team="data")
    before, now = counted(scene).weeks[-2:]
    assert (before.first_day, now.first_day) == (date(2026, 3, 9), date(2026, 3, 16))
    assert (before.asked, before.done, before.moved) == ((first.id,), (), ())
    assert (now.asked, now.done, now.moved) == ((second.id,), (first.id,), (second.id,))
    assert [one.request_id for one in before.answers] == [first.id]
    assert (before.in_time, before.hours, now.hours) == (1, 0, None)
    assert counted(scene).open_now == 2


def test_what_was_taken_back_does_not_count_and_what_was_not_quite_done_is_not_done(scene: Scene) -> None:
    taken_back, again = scene.file(), scene.file()
    scene.do(cancel, taken_back.id, MIA)
    scene.do(resolve, again.id, JONAS)
    scene.do(reopen, again.id, MIA)
    (*_, week) = counted(scene).weeks
    assert (week.asked, week.done) == ((again.id,), ())
    assert counted(scene).open_now == 1


def test_weeks_without_anything_are_there_and_older_ones_are_not(scene: Scene) -> None:
    old = scene.file()
    scene.clock.advance(weeks=8)
    found = counted(scene)
    assert len(found.weeks) == 8
    assert all(old.id not in week.asked for week in found.weeks)
    assert {len(week.asked) + len(week.done) for week in found.weeks} == {0}


def test_what_the_bridge_sends_to_its_first_team_has_not_moved(scene: Scene) -> None:
    request = scene.file()
    scene.do(hand_over, request.id, JONAS)  # this is a move
    scene.do(hand_over, request.id, PRIYA, to_team="data")  # and this is not
    (*_, week) = counted(scene).weeks
    assert week.moved == (request.id,)


@pytest.mark.parametrize("who", [PRIYA, ADA])
def test_the_bridge_and_admins_see_everybodys_figures(scene: Scene, who: str) -> None:
    assert scope(scene, who) is EVERYBODY


@pytest.mark.parametrize("who", [LENA, TOM, OUTSIDER, DEACTIVATED, UNKNOWN])
def test_figures_are_for_those_who_lead_a_team(scene: Scene, who: str) -> None:
    assert scope(scene, who) is None


def test_the_owner_of_a_team_sees_what_it_has_and_what_its_people_asked(scene: Scene) -> None:
    page, report = scene.file(), scene.file(NUMBERS)
    assert (page.team_id, report.team_id) == ("web", "data")
    seen = {}
    for who in (JONAS, DEV, MIA):
        mine = scope(scene, who)
        assert mine is not None
        (*_, week) = counted(scene, mine).weeks
        seen[who] = week.asked
    assert seen == {JONAS: (page.id,), DEV: (report.id,), MIA: (page.id, report.id)}


def test_a_scope_of_nobody_counts_nothing(scene: Scene) -> None:
    scene.file()
    assert counted(scene, Scope()).open_now == 0


def test_meetings_whose_time_has_come_are_counted_by_what_became_of_them(scene: Scene) -> None:
    now = scene.clock.now
    with scene.toolkit.ledger.begin() as unit:
        unit.add(
            syncs,
            id="s1",
            name="Weekly",
            channel_id="C0MARKETING",
            zone="Europe/London",
            starts="2026-01-06T10:00",
            minutes=30,
            rule="FREQ=WEEKLY",
            uid="s1",
            created_by=MIA,
            created_at=now,
            changed_at=now,
        )
        states = [OccurrenceState.HELD, OccurrenceState.HELD, OccurrenceState.EMPTY, OccurrenceState.PLANNED]
        for number, state in enumerate(states):
            starts_at = now + timedelta(days=7 * (number - 2), hours=-1 if number < 3 else 0)
            unit.add(
                occurrences,
                sync_id="s1",
                original=f"{number}",
                starts="2026-01-06T10:00",
                zone="Europe/London",
                starts_at=starts_at,
                minutes=30,
                state=state,
                changed_at=now,
            )
    assert dict(counted(scene).syncs) == {OccurrenceState.HELD: 2, OccurrenceState.EMPTY: 1}
    assert counted(scene, replace(EVERYBODY, everybody=False, team_ids=("web",))).syncs == ()
