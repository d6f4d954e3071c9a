"""Two people, or two processes, at the same moment: one wins, and nothing is said twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial

from bot.launches import answering, changing
from bot.launches.changing import Changed
from db.errors import Conflict
from db.kinds import LaunchAnswer
from scheduler.jobs.launches import look_after_launches
from tests.bot.launches.plans import APRIL, Plans
from tests.bot.requests.scene import JONAS, LENA, MIA, TOM, Scene
from tests.racing import at_once

ROUNDS = 8


def test_two_processes_remind_and_tie_once(plans: Plans, scene: Scene) -> None:
    for _ in range(3):
        plans.announce("boots campaign with a landing page on 21 April")
    asked = scene.file("a dashboard for the boots campaign landing page")
    scene.clock.now = datetime(2026, 4, 3, 9, tzinfo=UTC)
    outcomes = at_once(*[partial(look_after_launches, scene.toolkit)] * 3)
    assert outcomes == [None, None, None]
    assert len(plans.told("reminded")) == 3
    assert scene.request(asked.id).launch_id is not None


def test_of_two_who_note_it_at_once_the_second_is_told_who_was_first(plans: Plans, scene: Scene) -> None:
    for _ in range(ROUNDS):
        launch = plans.announce()
        outcomes = at_once(
            *(partial(scene.do, answering.note, launch.id, who, "web") for who in (JONAS, LENA))
        )
        (refusal,) = [one for one in outcomes if isinstance(one, Exception)]
        assert isinstance(refusal, Conflict)
        assert str(refusal).endswith("has noted it already.")
        assert [one.state for one in plans.touched(launch)] == [LaunchAnswer.NOTED]


def test_an_answer_and_a_move_both_stand(plans: Plans, scene: Scene) -> None:
    later = APRIL + timedelta(days=14)
    for _ in range(ROUNDS):
        launch = plans.announce()
        moved = partial(scene.do, changing.change, launch.id, MIA, Changed("Boots", later, later, ""))
        outcomes = at_once(partial(scene.do, answering.note, launch.id, JONAS, "web"), moved)
        assert not [one for one in outcomes if isinstance(one, Exception)]
        (one,) = plans.touched(launch)
        assert (one.state, one.last_good_day) == (LaunchAnswer.NOTED, date(2026, 4, 21))


def test_freezes_that_come_while_a_launch_moves_leave_days_that_follow_from_all_of_it(
    plans: Plans, scene: Scene
) -> None:
    launch = plans.announce()
    outcomes = at_once(
        partial(scene.do, changing.change, launch.id, TOM, Changed("Boots", APRIL, APRIL, "Dry feet.")),
        partial(plans.freeze, date(2026, 4, 13), date(2026, 4, 14)),
        partial(plans.freeze, date(2026, 4, 16), date(2026, 4, 17)),
    )
    assert not [one for one in outcomes if isinstance(one, Exception)]
    plans.freeze(date(2026, 4, 20), date(2026, 4, 20))
    assert plans.days(launch) == {"pages": "2026-03-31"}
