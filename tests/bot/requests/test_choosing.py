"""The asker is shown some choices: one click is the shortest way to the right person."""

from __future__ import annotations

from typing import Any

import pytest

from bot.requests.answering import cancel
from bot.requests.choosing import CHOSEN, NONE_OF_THESE, choose
from bot.requests.model import Request
from bot.requests.opening import CHOOSE_WITHIN
from bot.requests.working import acknowledge, hand_over
from db.errors import Conflict, NotAllowed
from db.kinds import Change, NoticeKind, NoticeState, RequestState
from handlers.views.card import card
from tests.bot.requests.doubt import make_doubtful
from tests.bot.requests.scene import (
    ADA,
    DEACTIVATED,
    DEV,
    JONAS,
    MIA,
    OUTSIDER,
    PRIYA,
    TOM,
    UNKNOWN,
    Scene,
)
from tests.handlers.views.values import labels


@pytest.fixture
def doubtful(scene: Scene) -> Scene:
    return make_doubtful(scene)


def cards(scene: Scene, request: Request) -> list[str]:
    """What became of each card that was to be posted."""
    arrived = scene.notices(NoticeKind.REQUEST_ARRIVED)
    return [each["state"] for each in arrived if each["request_id"] == request.id]


def facts(request: Request) -> dict[str, Any]:
    names = ("area_id", "team_id", "owner_id", "band", "reason", "state")
    return {name: getattr(request, name) for name in names}


def test_while_the_asker_can_still_choose_the_bridge_is_left_in_peace(doubtful: Scene) -> None:
    request = doubtful.file()
    assert (request.team_id, request.band, request.guesses) == (None, "ask", ("images", "reports"))
    assert doubtful.say_all()
    assert cards(doubtful, request) == [NoticeState.DUE]
    doubtful.clock.advance(CHOOSE_WITHIN)
    doubtful.say_all()
    assert cards(doubtful, request) == [NoticeState.POSTED]


@pytest.mark.parametrize(
    ("area_id", "team_id", "owner_id"), [("images", "web", JONAS), ("reports", "data", DEV)]
)
def test_the_choice_goes_straight_to_the_owner_and_the_bridge_never_hears_of_it(
    doubtful: Scene, area_id: str, team_id: str, owner_id: str
) -> None:
    request = doubtful.filed_and_posted()
    chosen = doubtful.do(choose, request.id, MIA, area_id)
    assert facts(chosen) == {
        "area_id": area_id,
        "team_id": team_id,
        "owner_id": owner_id,
        "band": "sure",
        "reason": CHOSEN,
        "state": RequestState.NEW,
    }
    assert [line["detail"]["area_id"] for line in doubtful.lines(request.id)] == [area_id]
    doubtful.clock.advance(CHOOSE_WITHIN)
    doubtful.say_all()
    assert cards(doubtful, request) == [NoticeState.DROPPED, NoticeState.POSTED]
    assert doubtful.request(request.id).card_channel == f"C0{team_id.upper()}"
    assert doubtful.changes(request.id) == [(Change.FILED, MIA), (Change.CHOSEN, MIA)]


def test_the_promise_is_that_of_the_team_that_has_it_now(doubtful: Scene) -> None:
    request = doubtful.file()
    doubtful.clock.advance(minutes=5)
    chosen = doubtful.do(choose, request.id, MIA, "images")
    assert chosen.reply_by is not None
    assert chosen.reply_by > doubtful.clock.now
    assert chosen.reply_by != request.reply_by


def test_none_of_these_gives_it_to_the_bridge_at_once(doubtful: Scene) -> None:
    request = doubtful.filed_and_posted()
    chosen = doubtful.do(choose, request.id, MIA, None)
    assert facts(chosen) == {
        **facts(request),
        "band": "bridge",
        "reason": NONE_OF_THESE,
    }
    doubtful.say_all()
    assert cards(doubtful, request) == [NoticeState.DROPPED, NoticeState.POSTED]
    assert doubtful.changes(request.id)[-1] == (Change.CHOSEN, MIA)


def test_once_the_bridge_has_its_card_a_choice_moves_it_away(doubtful: Scene) -> None:
    request = doubtful.filed_and_posted()
    doubtful.clock.advance(CHOOSE_WITHIN)
    doubtful.say_all()
    before = doubtful.request(request.id)
    moved = doubtful.do(choose, request.id, MIA, "reports")
    assert (moved.team_id, moved.area_id, moved.state) == ("data", "reports", RequestState.MOVED)
    (left,) = doubtful.notices(NoticeKind.CARD_LEFT)
    assert (left["detail"]["channel_id"], left["detail"]["ts"]) == (before.card_channel, before.card_ts)
    doubtful.say_all()
    assert doubtful.request(request.id).card_channel == "C0DATA"
    assert cards(doubtful, request) == [NoticeState.POSTED, NoticeState.POSTED]
    assert doubtful.changes(request.id)[-1] == (Change.MOVED, MIA)


def test_none_of_these_posts_no_second_card_where_the_bridge_has_one(doubtful: Scene) -> None:
    request = doubtful.filed_and_posted()
    doubtful.clock.advance(CHOOSE_WITHIN)
    doubtful.say_all()
    doubtful.do(choose, request.id, MIA, None)
    doubtful.say_all()
    assert cards(doubtful, request) == [NoticeState.POSTED]


def test_the_second_click_is_told_that_it_has_found_its_way(doubtful: Scene) -> None:
    request = doubtful.file()
    doubtful.do(choose, request.id, MIA, "images")
    for area_id in ("images", "reports", None):
        with pytest.raises(Conflict, match="has found its way already"):
            doubtful.do(choose, request.id, MIA, area_id)
    assert doubtful.request(request.id).team_id == "web"


def test_none_of_these_can_be_pressed_once(doubtful: Scene) -> None:
    request = doubtful.file()
    doubtful.do(choose, request.id, MIA, None)
    with pytest.raises(Conflict, match="has found its way already"):
        doubtful.do(choose, request.id, MIA, None)
    assert len(doubtful.changes(request.id)) == 2


def test_what_the_bridge_sent_on_meanwhile_is_not_turned_around(doubtful: Scene) -> None:
    request = doubtful.file()
    doubtful.do(hand_over, request.id, PRIYA, to_area="reports")
    with pytest.raises(Conflict, match=r"Press \*Change it\*"):
        doubtful.do(choose, request.id, MIA, "images")
    assert doubtful.request(request.id).team_id == "data"


def test_what_the_bridge_has_taken_itself_stays_there(doubtful: Scene) -> None:
    request = doubtful.file()
    doubtful.do(acknowledge, request.id, PRIYA)
    with pytest.raises(Conflict, match="Priya already has it"):
        doubtful.do(choose, request.id, MIA, "images")
    assert doubtful.request(request.id).acknowledged_by == PRIYA


def test_what_was_taken_back_is_not_sent_anywhere(doubtful: Scene) -> None:
    request = doubtful.file()
    doubtful.do(cancel, request.id, MIA)
    with pytest.raises(Conflict, match="You took it back"):
        doubtful.do(choose, request.id, MIA, "images")
    assert doubtful.request(request.id).state is RequestState.CANCELLED


def test_a_choice_that_left_the_company_file_is_said_to_be_gone(doubtful: Scene) -> None:
    request = doubtful.file()
    with pytest.raises(Conflict, match="That choice isn't there any more"):
        doubtful.do(choose, request.id, MIA, "gone")
    assert doubtful.request(request.id).band == "ask"


@pytest.mark.parametrize("who", [TOM, JONAS, OUTSIDER, DEACTIVATED, UNKNOWN])
def test_only_the_asker_chooses(doubtful: Scene, who: str) -> None:
    request = doubtful.file()
    for area_id in ("images", None):
        with pytest.raises(NotAllowed, match="Only Mia can do that"):
            doubtful.do(choose, request.id, who, area_id)
    assert doubtful.request(request.id).band == "ask"


@pytest.mark.parametrize("who", [PRIYA, ADA])
def test_the_bridge_and_admins_may_choose_for_them(doubtful: Scene, who: str) -> None:
    request = doubtful.file()
    assert doubtful.do(choose, request.id, who, "images").team_id == "web"
    assert doubtful.changes(request.id)[-1] == (Change.CHOSEN, who)


def test_the_bridge_sees_what_the_reading_took_for_likeliest_as_buttons(doubtful: Scene) -> None:
    request = doubtful.file()
    toolkit = doubtful.toolkit
    drawn = card(request, toolkit.directory.people(), toolkit.company, toolkit.now(), home_link=None)
    assert labels(drawn)[:2] == ["Web Team: a picture or file", "Data Team: a number or a dashboard"]
