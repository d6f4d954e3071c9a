"""A launch told early: what it touches, what follows from its day, who hears of a change and how often."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.launches import answering, changing
from bot.launches.changing import Changed
from bot.launches.opening import ENDS_BEFORE, NO_NAME, OVER, TOO_FAR
from bot.launches.placing import note_launch_card
from bot.requests.model import Place
from db.errors import Conflict, NotAllowed, Unclear
from db.kinds import LaunchAnswer, LaunchState, NoticeKind
from db.outbox import Notice
from db.taken import Taken
from tests.bot.launches.plans import APRIL, HERE, Plans
from tests.bot.requests.scene import DEACTIVATED, DEV, JONAS, KIM, LENA, MIA, OUTSIDER, PRIYA, TOM, Scene

NAMED = Changed("Boots campaign", APRIL, APRIL, "")


def moved(to: date) -> Changed:
    return replace(NAMED, first_day=to, last_day=to)


# Opening


def test_a_launch_opens_no_request_and_its_teams_get_one_card_each(plans: Plans, scene: Scene) -> None:
    launch = plans.announce("boots campaign with a landing page, a banner and a dashboard on 21 April")
    assert (launch.name, launch.first_day, launch.team_id) == (
        "Boots campaign with a landing page, a banner and a dashboard",
        APRIL,
        "brand",
    )
    assert plans.days(launch) == {"pages": "2026-04-07", "reports": "2026-04-09"}
    assert sorted(plans.cards()) == ["data", "web"]
    assert scene.notices(NoticeKind.REQUEST_FILED) == []
    assert len(scene.notices(NoticeKind.LAUNCH_OPENED)) == 1


def test_two_areas_of_one_team_make_one_card(plans: Plans) -> None:
    launch = plans.announce("boots campaign on 21 April with a landing page and an image to upload")
    assert {one.team_id for one in plans.touched(launch)} == {"web"}
    assert plans.cards() == ["web"]


def test_a_freeze_touches_nobody_and_still_stands_on_the_road_map(plans: Plans) -> None:
    freeze = plans.announce("freeze 1-7 April", by=JONAS)
    assert (freeze.first_day, freeze.last_day, freeze.team_id) == (date(2026, 4, 1), date(2026, 4, 7), "web")
    assert plans.touched(freeze) == ()
    assert plans.cards() == []


def test_the_same_gesture_delivered_twice_notes_it_once(plans: Plans) -> None:
    plans.announce(source_key="one")
    with pytest.raises(Taken) as taken:
        plans.announce(source_key="one")
    assert taken.value.constraint == "uq_launches_source_key"


def test_a_secret_in_the_words_is_not_kept(plans: Plans) -> None:
    launch = plans.announce(
        "boots campaign on 21 April",
        name="boots, my password is hunter2-Qz81!",
        customers="jo.smith@gmail.com and ann.lee@yahoo.com",
    )
    assert "hunter2" not in str(launch)
    assert "jo.smith" not in str(plans.fresh(launch))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": " … "}, NO_NAME),
        ({"last_day": APRIL - timedelta(days=1)}, ENDS_BEFORE),
        ({"first_day": date(2026, 3, 8), "last_day": date(2026, 3, 9)}, OVER),
        ({"first_day": date(2031, 1, 1), "last_day": date(2031, 1, 1)}, TOO_FAR),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(
    plans: Plans, values: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Unclear, match=sentence[:20]):
        plans.announce(**values)


@pytest.mark.parametrize("who", [OUTSIDER, DEACTIVATED])
def test_people_of_other_companies_and_those_who_left_announce_nothing(plans: Plans, who: str) -> None:
    with pytest.raises(NotAllowed, match="for people of this company"):
        plans.announce(by=who)


def test_from_a_direct_message_it_is_told_of_by_direct_message(plans: Plans) -> None:
    assert plans.announce(place=Place("nowhere")).channel_id is None
    assert plans.announce(place=HERE).channel_id == "C0MARKETING"


# Moving


def test_a_new_day_moves_every_dependent_day_and_tells_each_once(plans: Plans, scene: Scene) -> None:
    launch = plans.announce("boots campaign with a landing page and a dashboard on 21 April")
    asked = scene.file("a landing page for the boots", launch_id=launch.id, due_on=APRIL)
    assert asked.due_on == APRIL
    scene.say_all()
    after = scene.do(changing.change, launch.id, MIA, replace(moved(date(2026, 5, 5)), name=launch.name))
    assert (after.first_day, after.sequence) == (date(2026, 5, 5), 1)
    assert plans.days(launch) == {"pages": "2026-04-21", "reports": "2026-04-23"}
    assert sorted(one["to"] for one in plans.told("moved")) == ["data", "home", "web"]
    assert scene.request(asked.id).due_on == date(2026, 5, 5)
    assert len(scene.lines(asked.id)) == 1
    assert len(scene.notices(NoticeKind.LAUNCH_CARD_CHANGED, due=True)) == 2


def test_a_request_with_a_day_of_its_own_keeps_it(plans: Plans, scene: Scene) -> None:
    launch = plans.announce()
    asked = scene.file("a landing page for the boots by 1 April", launch_id=launch.id, due_on=APRIL)
    scene.do(changing.change, launch.id, MIA, moved(date(2026, 5, 5)))
    assert scene.request(asked.id).due_on == date(2026, 4, 1)


def test_a_team_that_said_not_us_hears_no_more(plans: Plans, scene: Scene) -> None:
    launch = plans.announce("boots campaign with a landing page and a dashboard on 21 April")
    scene.do(answering.not_us, launch.id, DEV, "data")
    scene.do(changing.change, launch.id, MIA, moved(date(2026, 5, 5)))
    assert sorted(one["to"] for one in plans.told("moved")) == ["home", "web"]


def test_a_form_sent_off_unchanged_says_nothing(plans: Plans, scene: Scene) -> None:
    launch = plans.announce()
    scene.say_all()
    same = replace(NAMED, name=launch.name)
    assert scene.do(changing.change, launch.id, MIA, same) == plans.fresh(launch)
    assert scene.notices(due=True) == []


def test_another_name_is_drawn_and_tells_nobody(plans: Plans, scene: Scene) -> None:
    launch = plans.announce()
    scene.say_all()
    after = scene.do(
        changing.change, launch.id, MIA, replace(NAMED, name="Winter boots", customers="Warm feet.")
    )
    assert (after.name, after.customers) == ("Winter boots", "Warm feet.")
    assert plans.told() == []
    assert len(scene.notices(NoticeKind.LAUNCH_CHANGED, due=True)) == 1


def test_taken_back_it_is_told_once_and_cannot_be_changed_any_more(plans: Plans, scene: Scene) -> None:
    launch = plans.announce()
    scene.say_all()
    after = scene.do(changing.cancel, launch.id, MIA)
    assert after.state is LaunchState.CANCELLED
    assert sorted(one["to"] for one in plans.told("cancelled")) == ["home", "web"]
    for late in (changing.cancel, lambda desk, id_, who: changing.change(desk, id_, who, NAMED)):
        with pytest.raises(Conflict, match="taken back"):
            scene.do(late, launch.id, MIA)


@pytest.mark.parametrize("who", [JONAS, OUTSIDER, "U0NOBODY"])
def test_only_its_own_team_the_bridge_and_admins_change_it(plans: Plans, scene: Scene, who: str) -> None:
    launch = plans.announce()
    with pytest.raises(NotAllowed, match="Only Mia and their team"):
        scene.do(changing.cancel, launch.id, who)
    for allowed in (TOM, PRIYA):
        scene.do(changing.change, launch.id, allowed, moved(date(2026, 5, 5 if allowed == TOM else 6)))
    assert plans.fresh(launch).first_day == date(2026, 5, 6)


# Areas


def test_areas_are_put_in_and_taken_out_with_their_cards(plans: Plans, scene: Scene) -> None:
    launch = plans.announce()
    scene.say_all()
    scene.do(changing.add_area, launch.id, MIA, "reports")
    assert plans.days(launch) == {"pages": "2026-04-07", "reports": "2026-04-09"}
    assert plans.cards() == ["data"]
    with pytest.raises(Conflict, match="on it already"):
        scene.do(changing.add_area, launch.id, MIA, "reports")
    scene.say_all()
    detail = {"launch_id": launch.id, "team_id": "data"}
    card = Notice("n1", "lane", NoticeKind.LAUNCH_ARRIVED, None, detail, 1, False, scene.clock.now)
    with scene.toolkit.ledger.begin() as unit:
        note_launch_card(unit, card, "C0DATA", "7.1")
    scene.do(changing.drop_area, launch.id, MIA, "reports")
    assert [(one["to"], one["ts"]) for one in plans.told("left")] == [("data", "7.1")]
    with pytest.raises(Conflict, match="isn't among what it touches"):
        scene.do(changing.drop_area, launch.id, MIA, "reports")


def test_an_area_that_said_not_us_can_be_asked_anew(plans: Plans, scene: Scene) -> None:
    launch = plans.announce()
    scene.do(answering.not_us, launch.id, JONAS, "web")
    scene.do(changing.add_area, launch.id, MIA, "pages")
    assert [one.state for one in plans.touched(launch)] == [LaunchAnswer.UNANSWERED]


# Too late already


def test_too_near_a_day_offers_a_choice_that_is_made_once(plans: Plans, scene: Scene) -> None:
    launch = plans.announce("boots campaign with a landing page on 13 March")
    (one,) = plans.touched(launch)
    assert one.is_too_late(scene.clock.now.date())
    scene.do(changing.choose, launch.id, MIA, "pages", "simple")
    assert [chosen["choice"] for chosen in plans.told("chosen")] == ["simple"]
    with pytest.raises(Conflict, match="settled already"):
        scene.do(changing.choose, launch.id, MIA, "pages", "later")
    with pytest.raises(Conflict, match="isn't among"):
        scene.do(changing.choose, launch.id, MIA, "reports", "later")


def test_a_choice_about_another_day_is_void(plans: Plans, scene: Scene) -> None:
    launch = plans.announce("boots campaign with a landing page on 13 March")
    scene.do(changing.choose, launch.id, MIA, "pages", "simple")
    scene.do(changing.change, launch.id, MIA, moved(date(2026, 3, 16)))
    assert [one.choice for one in plans.touched(launch)] == [None]


# Answers


def test_noted_is_one_click_and_the_second_person_is_told_who_was_first(plans: Plans, scene: Scene) -> None:
    launch = plans.announce()
    scene.do(answering.note, launch.id, JONAS, "web")
    (one,) = plans.touched(launch)
    assert (one.state, one.answered_by) == (LaunchAnswer.NOTED, JONAS)
    with pytest.raises(Conflict, match="Jonas has noted it already"):
        scene.do(answering.note, launch.id, LENA, "web")
    with pytest.raises(Conflict, match="You have noted it already"):
        scene.do(answering.note, launch.id, JONAS, "web")
    scene.do(answering.not_us, launch.id, LENA, "web")
    assert [one.state for one in plans.touched(launch)] == [LaunchAnswer.NOT_US]


@pytest.mark.parametrize("who", [KIM, MIA, OUTSIDER, DEACTIVATED])
def test_only_the_team_that_was_told_answers(plans: Plans, scene: Scene, who: str) -> None:
    launch = plans.announce()
    with pytest.raises(NotAllowed, match="card is for the Web Team"):
        scene.do(answering.note, launch.id, who, "web")


def test_an_answer_after_it_was_taken_back_says_so(plans: Plans, scene: Scene) -> None:
    launch = plans.announce()
    scene.do(changing.cancel, launch.id, MIA)
    with pytest.raises(Conflict, match="taken back"):
        scene.do(answering.note, launch.id, JONAS, "web")


def test_an_answer_for_an_area_that_was_taken_out_says_so(plans: Plans, scene: Scene) -> None:
    launch = plans.announce()
    scene.do(changing.drop_area, launch.id, MIA, "pages")
    with pytest.raises(Conflict, match="doesn't touch you any more"):
        scene.do(answering.note, launch.id, JONAS, "web")


def test_we_need_to_talk_without_a_sync_is_still_told(plans: Plans, scene: Scene) -> None:
    launch = plans.announce()
    assert scene.do(answering.talk, launch.id, JONAS, "web") is None
    assert [(one["actor_id"], one["starts_at"]) for one in plans.told("talk")] == [(JONAS, None)]
    assert [one.state for one in plans.touched(launch)] == [LaunchAnswer.TALK]


# Freezes


def test_a_freeze_moves_last_good_days_and_is_told_once_where_it_matters(plans: Plans, scene: Scene) -> None:
    launch = plans.announce()
    far = plans.announce("hats campaign with a landing page on 21 July")
    scene.say_all()
    freeze = plans.freeze(date(2026, 4, 13), date(2026, 4, 17), by=JONAS)
    assert plans.days(launch) == {"pages": "2026-03-31"}
    assert plans.days(far) == {"pages": "2026-07-07"}
    assert [(one["launch_id"], one["freeze_id"]) for one in plans.told("frozen")] == [(launch.id, freeze.id)]
    scene.do(changing.cancel, freeze.id, JONAS)
    assert plans.days(launch) == {"pages": "2026-04-07"}
    assert len(plans.told("frozen")) == 2


def test_a_freeze_over_the_day_itself_is_told(plans: Plans, scene: Scene) -> None:
    launch = plans.announce()
    plans.freeze(APRIL, APRIL + timedelta(days=2), by=JONAS)
    assert [one["launch_id"] for one in plans.told("frozen")] == [launch.id]
