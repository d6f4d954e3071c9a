"""Requests that speak of a launch belong to it, with a warning where they would come after its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.launches import changing
from bot.launches.changing import Changed
from bot.launches.mentioning import launch_mentioned
from bot.launches.model import Launch
from bot.launches.tying import promised_day
from bot.requests.answering import cancel
from bot.requests.planning import choose_plan
from db.kinds import LaunchKind, LaunchState, NoticeKind
from scheduler.jobs.launches import look_after_launches
from tests.bot.launches.plans import APRIL, Plans
from tests.bot.requests.scene import MIA, TOM, Scene
from tests.conftest import TUESDAY_NOON


def planned(name: str, day: date = APRIL, kind: LaunchKind = LaunchKind.LAUNCH) -> Launch:
    return Launch(
        id=f"l {name} {day}",
        kind=kind,
        name=name,
        first_day=day,
        last_day=day,
        customers=None,
        team_id=None,
        made_by=MIA,
        made_at=TUESDAY_NOON,
        changed_at=TUESDAY_NOON,
        source_key=name,
        state=LaunchState.PLANNED,
    )


BOOTS, GUIDE = planned("Boots campaign"), planned("Gear guide app")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a landing page for the boots launch", BOOTS),
        ("please upload the pictures of the BOOTS campaign", BOOTS),
        ("a push message when the gear guide comes into the app", GUIDE),
        ("the boots picture on our page is broken", None),  # one word, and no word for a launch
        ("the campaign report is wrong", None),
        ("", None),
    ],
)
def test_a_launch_is_known_by_its_telling_words(text: str, found: Launch | None) -> None:
    assert launch_mentioned(text, [BOOTS, GUIDE]) == found


def test_of_several_the_one_of_which_more_was_said_then_the_soonest() -> None:
    winter, later = planned("Winter boots sale"), planned("Boots campaign", APRIL + timedelta(days=90))
    assert launch_mentioned("a banner for the winter boots sale", [BOOTS, winter]) == winter
    assert launch_mentioned("a banner for the boots sale", [later, BOOTS, winter]) == BOOTS


def test_a_name_of_general_words_and_a_freeze_tie_nothing() -> None:
    freeze = planned("Boots freeze", kind=LaunchKind.FREEZE)
    assert launch_mentioned("a page for the launch of the boots sale", [planned("Sale"), freeze]) is None


def test_what_speaks_of_a_launch_is_tied_whichever_came_first(plans: Plans, scene: Scene) -> None:
    before = scene.file("a landing page for the boots campaign by 17 April", asked_by=TOM)
    launch = plans.announce("boots campaign on 21 April")
    after = scene.file("upload an image for the boots launch by 20 April")
    other = scene.file("a landing page for the hats sale")
    look_after_launches(scene.toolkit)
    tied = [scene.request(one.id).launch_id for one in (before, after, other)]
    assert tied == [launch.id, launch.id, None]
    assert plans.told("late") == []
    assert scene.notices(NoticeKind.LAUNCH_CHANGED, due=True)


def test_what_would_come_after_the_launch_is_said_once_in_its_thread(plans: Plans, scene: Scene) -> None:
    launch = plans.announce("boots campaign on 16 March")
    asked = scene.file("a landing page for the boots campaign")
    for _ in range(3):
        look_after_launches(scene.toolkit)
        scene.clock.advance(hours=1)
    (line,) = scene.notices(NoticeKind.LAUNCH_TOLD)
    assert (line["lane"], line["request_id"]) == (asked.home_lane, asked.id)
    assert (line["detail"]["launch_id"], line["detail"]["day"]) == (launch.id, "2026-03-24")


def test_a_launch_that_moves_before_it_is_warned_of_anew(plans: Plans, scene: Scene) -> None:
    launch = plans.announce("boots campaign on 21 April")
    scene.file("a landing page for the boots campaign by 20 April")
    look_after_launches(scene.toolkit)
    assert plans.told("late") == []
    sooner = Changed(launch.name, date(2026, 4, 14), date(2026, 4, 14), "")
    scene.do(changing.change, launch.id, MIA, sooner)
    look_after_launches(scene.toolkit)
    look_after_launches(scene.toolkit)
    assert [one["day"] for one in plans.told("late")] == ["2026-04-20"]


def test_a_day_that_is_put_off_later_is_warned_of_then(plans: Plans, scene: Scene) -> None:
    plans.announce("boots campaign on 16 March")
    asked = scene.file("a landing page for the boots campaign by 16 March")
    look_after_launches(scene.toolkit)
    assert plans.told("late") == []
    scene.do(choose_plan, asked.id, MIA, "later")
    look_after_launches(scene.toolkit)
    assert [one["day"] for one in plans.told("late")] == ["2026-03-24"]


def test_what_was_taken_back_is_left_alone(plans: Plans, scene: Scene) -> None:
    plans.announce("boots campaign on 16 March")
    asked = scene.file("a landing page for the boots campaign")
    scene.do(cancel, asked.id, MIA)
    look_after_launches(scene.toolkit)
    assert scene.request(asked.id).launch_id is None


def test_the_promised_day_is_the_one_asked_for_or_the_usual_one(scene: Scene) -> None:
    company = scene.toolkit.company
    asked = scene.file("a landing page for the boots by 20 April")
    assert promised_day(company, asked) == date(2026, 4, 20)
    assert promised_day(company, replace(asked, plan="later")) == date(2026, 3, 24)
    assert promised_day(company, replace(asked, due_on=None)) == date(2026, 3, 24)
    assert promised_day(company, replace(asked, due_on=None, area_id=None)) is None
