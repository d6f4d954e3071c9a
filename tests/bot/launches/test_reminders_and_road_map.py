"""Reminders before each last good day, once each whatever the clock does; and what stands on the road map."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.company import Freeze
from bot.deliveries import settled
from bot.launches import answering, changing
from bot.launches.changing import Changed
from bot.launches.forgetting import forget_past
from bot.launches.reminding import ASKED_ALREADY, DAY_OVER, TOLD_LATER, next_reminder
from bot.launches.road_map import coming
from db.kinds import DeliveryState, LaunchKind
from scheduler.due import next_due
from scheduler.jobs.launches import look_after_launches
from tests.bot.launches.plans import Plans
from tests.bot.requests.scene import JONAS, MIA, Scene

# Pages need all by Tue 7 April; two working days before that is Fri 3 April, on which London works from nine.
REMINDED_AT = datetime(2026, 4, 3, 8, 0, tzinfo=UTC)


def tick_at(scene: Scene, moment: datetime) -> None:
    scene.clock.now = moment
    look_after_launches(scene.toolkit)


def reasons(scene: Scene, launch_id: str) -> list[tuple[DeliveryState, str]]:
    with scene.toolkit.ledger.read() as connection:
        return [(one.state, one.reason) for one in settled(connection, launch_id)]


def test_whoever_announced_it_is_reminded_two_working_days_before_and_not_earlier(
    plans: Plans, scene: Scene
) -> None:
    launch = plans.announce()
    tick_at(scene, REMINDED_AT - timedelta(minutes=1))
    assert plans.told("reminded") == []
    for minutes in (0, 1, 120, -120, 600):  # late, twice, and a clock that is put back
        tick_at(scene, REMINDED_AT + timedelta(minutes=max(minutes, 0)))
        tick_at(scene, REMINDED_AT + timedelta(minutes=minutes))
    (told,) = plans.told("reminded")
    assert (told["user_id"], told["area_id"], told["day"]) == (MIA, "pages", "2026-04-07")
    assert reasons(scene, launch.id) == [(DeliveryState.SAID, "")]


def test_a_bot_that_was_down_reminds_while_there_is_time_and_else_says_why_not(
    plans: Plans, scene: Scene
) -> None:
    launch = plans.announce()
    tick_at(scene, REMINDED_AT + timedelta(days=4))
    assert len(plans.told("reminded")) == 1
    other = plans.announce("hats campaign with a landing page on 19 May")
    tick_at(scene, datetime(2026, 5, 6, 9, tzinfo=UTC))
    assert len(plans.told("reminded")) == 1
    assert reasons(scene, other.id) == [(DeliveryState.SKIPPED, DAY_OVER)]
    assert reasons(scene, launch.id) == [(DeliveryState.SAID, "")]


def test_what_a_clock_that_ran_ahead_has_skipped_is_said_after_all(plans: Plans, scene: Scene) -> None:
    plans.announce()
    tick_at(scene, datetime(2026, 4, 8, 1, tzinfo=UTC))
    assert plans.told("reminded") == []
    for _ in range(2):
        tick_at(scene, datetime(2026, 4, 7, 12, tzinfo=UTC))
    assert len(plans.told("reminded")) == 1


def test_a_day_that_is_near_already_when_it_is_announced_is_no_reason_to_remind(
    plans: Plans, scene: Scene
) -> None:
    launch = plans.announce("boots campaign with a landing page on 25 March")
    look_after_launches(scene.toolkit)
    assert plans.told("reminded") == []
    assert reasons(scene, launch.id) == [(DeliveryState.SILENT, TOLD_LATER)]


def test_what_was_asked_for_already_needs_no_reminder(plans: Plans, scene: Scene) -> None:
    launch = plans.announce()
    scene.file("a landing page for the boots", launch_id=launch.id)
    tick_at(scene, REMINDED_AT)
    assert plans.told("reminded") == []
    assert reasons(scene, launch.id) == [(DeliveryState.SILENT, ASKED_ALREADY)]


def test_a_launch_that_moves_is_reminded_of_by_its_new_day(plans: Plans, scene: Scene) -> None:
    launch = plans.announce()
    tick_at(scene, REMINDED_AT)
    later = Changed(launch.name, date(2026, 5, 5), date(2026, 5, 5), "")
    scene.do(changing.change, launch.id, MIA, later)
    tick_at(scene, REMINDED_AT + timedelta(days=14))
    assert [one["day"] for one in plans.told("reminded")] == ["2026-04-07", "2026-04-21"]


@pytest.mark.parametrize("ended", ["cancelled", "not us"])
def test_what_concerns_nobody_any_more_is_not_reminded_of(plans: Plans, scene: Scene, ended: str) -> None:
    launch = plans.announce()
    if ended == "cancelled":
        scene.do(changing.cancel, launch.id, MIA)
    else:
        scene.do(answering.not_us, launch.id, JONAS, "web")
    tick_at(scene, REMINDED_AT)
    assert plans.told("reminded") == []


def test_the_next_reminder_is_what_the_clock_can_travel_to(plans: Plans, scene: Scene) -> None:
    plans.announce()
    toolkit = scene.toolkit
    with toolkit.ledger.read() as connection:
        people = toolkit.directory.people()
        assert next_reminder(connection, toolkit.company, people, scene.clock.now) == REMINDED_AT
    scene.say_all()
    found = next_due(toolkit)
    assert found is not None
    assert found[0] == REMINDED_AT


# The road map


def test_the_road_map_has_both_sides_and_what_the_company_file_says(plans: Plans, scene: Scene) -> None:
    frozen = Freeze(date(2026, 3, 30), date(2026, 4, 1), "Quarter end")
    company = replace(scene.toolkit.company, freezes=(frozen,))
    plans.announce(customers="Dry feet.")
    plans.announce("freeze 1-7 April", by=JONAS)
    plans.announce("hats campaign on 21 July")  # too far ahead
    gone = plans.announce("socks campaign on 20 April")
    scene.do(changing.cancel, gone.id, MIA)
    with scene.toolkit.ledger.read() as connection:
        found = coming(connection, company, scene.clock.now)
        assert [(one.kind, one.name, one.who, one.customers) for one in found] == [
            (LaunchKind.FREEZE, "Quarter end", "", None),
            (LaunchKind.FREEZE, "Freeze", "Web Team", None),
            (LaunchKind.LAUNCH, "Boots campaign with a landing page", "Brand", "Dry feet."),
        ]
        assert found[0].launch_id is None
        assert len(coming(connection, company, scene.clock.now, days=140)) == 4
        assert [one.name for one in coming(connection, company, datetime(2026, 4, 2, tzinfo=UTC))] == [
            "Freeze",
            "Boots campaign with a landing page",
        ]
        assert coming(connection, company, datetime(2026, 4, 22, tzinfo=UTC)) == ()


def test_a_freeze_of_one_office_says_whose_it_is(scene: Scene) -> None:
    frozen = Freeze(date(2026, 3, 30), date(2026, 4, 1), "Move")
    berlin = next(one for one in scene.toolkit.company.calendars if one.id == "berlin")
    company = replace(scene.toolkit.company, calendars=(replace(berlin, freezes=(frozen,)),))
    with scene.toolkit.ledger.read() as connection:
        assert [one.who for one in coming(connection, company, scene.clock.now)] == ["Berlin"]


def test_what_is_long_over_is_forgotten_with_its_ties(plans: Plans, scene: Scene) -> None:
    launch = plans.announce()
    asked = scene.file("a landing page for the boots", launch_id=launch.id)
    with scene.toolkit.ledger.begin() as unit:
        assert forget_past(unit, datetime(2028, 4, 19, tzinfo=UTC)) == 0
        assert forget_past(unit, datetime(2028, 4, 22, tzinfo=UTC)) == 1
    assert plans.touched(launch) == ()
    assert scene.request(asked.id).launch_id is None
