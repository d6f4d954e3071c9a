"""By when, how urgent, and what to do when the day is nearer than what is usual: the asker decides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.company import Level
from bot.requests.answering import cancel
from bot.requests.model import Request, get_request
from bot.requests.planning import CHOSEN_BY_ASKER, choose_plan, pick_day, set_plan
from bot.requests.working import acknowledge, resolve
from bot.toolkit import Desk
from db.errors import Conflict, NotAllowed
from db.kinds import Change, NoticeKind
from db.tables import requests
from tests.bot.requests.scene import ADA, DEACTIVATED, JONAS, MIA, OUTSIDER, PRIYA, TOM, UNKNOWN, Scene

FIFTH, SIXTH = date(2026, 4, 5), date(2026, 5, 4)
DOUBTFUL = {"due_words": "04/05", "due_options": [FIFTH.isoformat(), SIXTH.isoformat()]}


def filed(scene: Scene, **values: Any) -> Request:
    """Posted, with what a reading might have left in its row."""
    request = scene.filed_and_posted()
    with scene.toolkit.ledger.begin() as unit:
        values = {"changed_at": scene.clock.now, **values}
        unit.execute(update(requests).where(requests.c.id == request.id).values(**values))
    return scene.request(request.id)


def told(scene: Scene, request: Request, side: str = "home") -> Mapping[str, Any]:
    """What the newest line in one of the threads says."""
    return scene.lines(request.id, side)[-1]["detail"]  # type: ignore[no-any-return]


def planned(scene: Scene, request: Request, who: str = MIA, **values: Any) -> Request:
    def plan(desk: Desk) -> Request:
        fresh = get_request(desk.unit, request.id)
        return set_plan(desk, fresh, who, **{"due_on": fresh.due_on, "urgency": fresh.urgency, **values})

    return scene.do(plan)


# Which day was meant


@pytest.mark.parametrize(("day", "said"), [(FIFTH, "2026-04-05"), (SIXTH, "2026-05-04"), (None, "")])
def test_the_day_that_was_meant_is_kept_and_both_sides_hear_of_it(
    scene: Scene, day: date | None, said: str
) -> None:
    request = filed(scene, **DOUBTFUL)
    assert request.due_options == (FIFTH, SIXTH)
    picked = scene.do(pick_day, request.id, MIA, day)
    assert (picked.due_on, picked.due_options) == (day, ())
    assert scene.changes(request.id)[-1] == (Change.PLANNED, MIA)
    assert told(scene, request)["due_on"] == told(scene, request, "team")["due_on"] == said
    for kind in (NoticeKind.RECEIPT_CHANGED, NoticeKind.CARD_CHANGED):
        assert len(scene.notices(kind, due=True)) == 1


def test_a_second_click_on_a_day_changes_nothing(scene: Scene) -> None:
    request = filed(scene, **DOUBTFUL)
    scene.do(pick_day, request.id, MIA, FIFTH)
    with pytest.raises(Conflict, match=r"That's settled already\. Press \*Change it\*"):
        scene.do(pick_day, request.id, MIA, SIXTH)
    assert scene.request(request.id).due_on == FIFTH


def test_no_fixed_day_settles_it_too(scene: Scene) -> None:
    request = filed(scene, **DOUBTFUL)
    scene.do(pick_day, request.id, MIA, None)
    with pytest.raises(Conflict, match="That's settled already"):
        scene.do(pick_day, request.id, MIA, FIFTH)


def test_where_nothing_was_in_doubt_there_is_no_day_to_pick(scene: Scene) -> None:
    request = filed(scene)
    with pytest.raises(Conflict, match="That's settled already"):
        scene.do(pick_day, request.id, MIA, FIFTH)


# A simple version, or a bit later


@pytest.mark.parametrize("plan", ["simple", "later"])
def test_the_choice_is_kept_and_the_team_hears_of_it(scene: Scene, plan: Any) -> None:
    request = filed(scene, due_on=scene.clock.now.date() + timedelta(days=2))
    assert scene.do(choose_plan, request.id, MIA, plan).plan == plan
    assert told(scene, request, "team")["plan"] == told(scene, request)["plan"] == plan
    assert "due_on" not in told(scene, request)


def test_whoever_chooses_again_is_asked_to_write_in_the_thread(scene: Scene) -> None:
    request = filed(scene)
    scene.do(choose_plan, request.id, MIA, "simple")
    with pytest.raises(Conflict, match="Write in the thread if it changed"):
        scene.do(choose_plan, request.id, MIA, "later")
    assert scene.request(request.id).plan == "simple"


# From the form


def test_nothing_changed_says_nothing(scene: Scene) -> None:
    request = filed(scene, due_on=FIFTH, urgency="high")
    before = scene.notices()
    assert planned(scene, request) == request
    assert scene.notices() == before


def test_another_day_makes_an_old_choice_about_it_void(scene: Scene) -> None:
    request = filed(scene, due_on=FIFTH, due_words="by Easter", plan="simple")
    changed = planned(scene, request, due_on=SIXTH)
    assert (changed.due_on, changed.due_words, changed.plan) == (SIXTH, None, None)
    assert told(scene, request)["due_on"] == "2026-05-04"
    assert "urgency" not in told(scene, request)


def test_a_day_from_the_form_settles_a_doubt(scene: Scene) -> None:
    request = filed(scene, **DOUBTFUL)
    assert planned(scene, request, due_on=SIXTH).due_options == ()
    with pytest.raises(Conflict):
        scene.do(pick_day, request.id, MIA, FIFTH)


def test_a_day_can_be_taken_out(scene: Scene) -> None:
    request = filed(scene, due_on=FIFTH)
    assert planned(scene, request, due_on=None).due_on is None
    assert told(scene, request)["due_on"] == ""


@pytest.mark.parametrize("urgency", ["low", "high", "outage"])
def test_how_urgent_it_is_is_the_askers_word(scene: Scene, urgency: Level) -> None:
    request = filed(scene, plan="later", due_on=FIFTH)
    changed = planned(scene, request, urgency=urgency)
    assert (changed.urgency, changed.urgency_why) == (urgency, CHOSEN_BY_ASKER)
    assert (changed.plan, changed.due_on) == ("later", FIFTH)
    assert told(scene, request, "team")["urgency"] == urgency
    assert "due_on" not in told(scene, request)


def test_day_and_urgency_together_are_one_line(scene: Scene) -> None:
    request = filed(scene)
    planned(scene, request, due_on=FIFTH, urgency="high")
    assert (told(scene, request)["due_on"], told(scene, request)["urgency"]) == ("2026-04-05", "high")
    assert len(scene.changes(request.id)) == 2


# Who may, and when

DEEDS: dict[str, Any] = {
    "the day": lambda scene, request, who: scene.do(pick_day, request.id, who, FIFTH),
    "the plan": lambda scene, request, who: scene.do(choose_plan, request.id, who, "simple"),
}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("who", [TOM, JONAS, OUTSIDER, DEACTIVATED, UNKNOWN])
def test_only_the_asker_says_so(scene: Scene, deed: str, who: str) -> None:
    request = filed(scene, **DOUBTFUL)
    with pytest.raises(NotAllowed, match="Only Mia can do that"):
        DEEDS[deed](scene, request, who)
    assert scene.request(request.id) == request


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("who", [PRIYA, ADA])
def test_the_bridge_and_admins_may_say_it_for_them(scene: Scene, deed: str, who: str) -> None:
    request = filed(scene, **DOUBTFUL)
    DEEDS[deed](scene, request, who)
    assert scene.changes(request.id)[-1] == (Change.PLANNED, who)


@pytest.mark.parametrize("deed", DEEDS)
def test_also_while_somebody_has_it(scene: Scene, deed: str) -> None:
    request = filed(scene, **DOUBTFUL)
    scene.do(acknowledge, request.id, JONAS)
    DEEDS[deed](scene, request, MIA)
    assert scene.changes(request.id)[-1] == (Change.PLANNED, MIA)


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize(
    ("end", "who", "sentence"),
    [(cancel, MIA, "You took it back"), (resolve, JONAS, "Jonas says it's done already")],
)
def test_what_is_over_needs_no_day_any_more(
    scene: Scene, deed: str, end: Any, who: str, sentence: str
) -> None:
    request = filed(scene, **DOUBTFUL)
    scene.do(end, request.id, who)
    rows = len(scene.changes(request.id))
    with pytest.raises(Conflict, match=sentence):
        DEEDS[deed](scene, request, MIA)
    assert len(scene.changes(request.id)) == rows


def test_what_is_over_is_not_planned_from_the_form(scene: Scene) -> None:
    request = filed(scene)
    scene.do(cancel, request.id, MIA)
    with pytest.raises(Conflict, match="You took it back"):
        planned(scene, request, due_on=FIFTH)
