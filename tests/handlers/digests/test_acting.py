"""A digest acted on: the line follows, and whoever comes second hears who was first."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.people import Facts, remember
from bot.requests.working import acknowledge, hand_over, resolve
from bot.syncs.model import Series
from bot.syncs.syncs import NewSync, open_sync
from db.kinds import RequestState
from tests.companies import ELSEWHERE
from tests.handlers.digests.desk import Desk, texts
from tests.handlers.knocking import button, buttons
from tests.handlers.test_courier.conftest import DEV, EVE, JONAS, LENA, MIA, PRIYA

LABELS = ["I've got it", "Tomorrow", "Put on next sync"]


def shown_labels(message: object) -> list[str]:
    return [one["text"]["text"] for one in buttons(message["blocks"])]  # type: ignore[index]


@pytest.fixture
def posted(desk: Desk) -> Desk:
    """The Web Team's digest of Wednesday morning, with one request that nobody has."""
    desk.type(JONAS, "it here")
    desk.file()
    desk.tick_at(11)
    return desk


def test_the_digest_stands_in_the_channel_with_its_buttons(posted: Desk) -> None:
    message = posted.digest()
    assert message["blocks"][0]["text"]["text"] == "*1 overdue*."
    assert "The form is broken" in texts(message)
    assert shown_labels(message) == LABELS
    assert "<http" in texts(message)  # the line leads to its card


def test_ive_got_it_takes_it_and_the_line_says_so(posted: Desk) -> None:
    assert posted.press(LENA, "I've got it", posted.digest()) == "It's yours now, and the asker knows."
    message = posted.digest()
    assert "Lena has it" in texts(message)
    assert message["blocks"][0]["text"]["text"] == "1 on its way."
    assert shown_labels(message) == []
    assert len(posted.digests()) == 1


def test_who_presses_second_hears_who_was_first(posted: Desk) -> None:
    old = posted.digest()
    posted.press(LENA, "I've got it", old)
    assert posted.press(JONAS, "I've got it", old) == "Lena already has it."
    assert posted.press(JONAS, "Tomorrow", old).startswith("Put off: digests for this channel leave it out")
    assert posted.press(LENA, "Tomorrow", old) == (
        "Jonas has put that off already. It comes back on the next working day."
    )


def test_whoever_does_not_work_on_it_cannot_take_it(posted: Desk) -> None:
    told = posted.press(MIA, "I've got it", posted.digest())
    assert told == "That one belongs to the Web Team, so only they can do this. You can write in the thread."
    assert "nobody has it yet" in texts(posted.digest())


@pytest.mark.parametrize("label", LABELS)
def test_people_of_other_companies_can_do_nothing_with_it(posted: Desk, label: str) -> None:
    with posted.stage.toolkit.ledger.begin() as unit:
        remember(unit, [Facts(EVE, ELSEWHERE, "Eve Partner")], posted.stage.clock.now)
    posted.stage.toolkit.directory.refresh()
    told = posted.press(EVE, label, posted.digest())
    assert told.startswith("Only people of this company can do that.")


def test_tomorrow_leaves_it_out_until_the_next_working_day(posted: Desk) -> None:
    told = posted.press(JONAS, "Tomorrow", posted.digest())
    assert told == (
        "Put off: digests for this channel leave it out until Thu 12 Mar. Nothing else about it changes."
    )
    message = posted.digest()
    assert "put off until the next working day by Jonas" in texts(message)
    assert message["blocks"][0]["text"]["text"] == "1 put off."
    assert posted.type(JONAS, "now") == "There is nothing to say yet, so I sent nothing."
    posted.tick_at(12)
    assert len(posted.digests()) == 2
    assert shown_labels(posted.digest()) == LABELS


def test_what_was_put_off_on_a_friday_comes_back_on_monday(posted: Desk) -> None:
    posted.tick_at(13)
    told = posted.press(JONAS, "Tomorrow", posted.digest())
    assert "until Mon 16 Mar" in told


def test_what_one_place_has_put_off_another_still_shows(desk: Desk) -> None:
    desk.type(JONAS, "it here")
    desk.type(JONAS, "it for me")
    desk.file()
    desk.tick_at(11)
    desk.press(JONAS, "Tomorrow", desk.digest())
    direct = desk.digest(_direct(desk, JONAS))
    assert "nobody has it yet" in texts(direct)


def test_without_a_sync_it_says_how_to_make_one(posted: Desk) -> None:
    told = posted.press(JONAS, "Put on next sync", posted.digest())
    assert told.startswith("There is no sync coming up that this could go on. Write `/sync new`")


def test_put_on_the_next_sync_the_line_says_when(posted: Desk) -> None:
    _sync(posted)
    told = posted.press(JONAS, "Put on next sync", posted.digest())
    assert told.startswith("It's on the agenda of the next sync, <!date^")
    message = posted.digest()
    assert "on the next sync, <!date^" in texts(message)
    assert "Tue 17 Mar, 10:00 (Europe/Berlin)" in texts(message)
    assert shown_labels(message) == ["I've got it", "Tomorrow"]


def test_it_is_put_there_once_however_many_press(posted: Desk) -> None:
    _sync(posted)
    old = posted.digest()
    posted.press(JONAS, "Put on next sync", old)
    told = posted.press(LENA, "Put on next sync", old)
    assert told == "Jonas has put that on the next sync already."
    assert posted.press(JONAS, "Put on next sync", old) == "You have put that on the next sync already."


def test_a_line_that_is_dealt_with_elsewhere_is_drawn_anew_by_itself(posted: Desk) -> None:
    request = _only_request(posted)
    posted.stage.later(60)
    posted.scene.do(acknowledge, request, LENA)
    posted.tick()
    assert "Lena has it" in texts(posted.digest())
    before = posted.digest()
    posted.tick()
    assert posted.digest() == before


def test_of_what_is_finished_nothing_can_be_put_off(posted: Desk) -> None:
    old = posted.digest()
    request = _only_request(posted)
    posted.scene.do(resolve, request, JONAS)
    assert posted.scene.request(request).state is RequestState.RESOLVED
    posted.knocking.click(MIA, {"type": "button", "action_id": "request.confirm", "value": request})
    for label in ("Tomorrow", "Put on next sync"):
        assert posted.press(JONAS, label, old) == (
            "That one is finished meanwhile, so there's nothing to put off or to talk about."
        )
    assert "done" in texts(posted.digest())


def test_what_moved_to_another_team_says_so(posted: Desk) -> None:
    request = _only_request(posted)
    posted.stage.later(60)
    posted.scene.do(hand_over, request, JONAS, to_team="data")
    assert "belongs to the Data Team" in posted.press(JONAS, "I've got it", posted.digest())
    assert posted.press(DEV, "I've got it", posted.digest()) == "It's yours now, and the asker knows."


def test_the_buttons_of_a_stopped_digest_say_what_to_do_instead(posted: Desk) -> None:
    old = posted.digest()
    posted.type(JONAS, "stop")
    assert posted.press(JONAS, "Tomorrow", old) == (
        "That digest was stopped. Call `/requests` for what is open."
    )


def test_a_button_that_cannot_be_read_says_what_to_do_instead(posted: Desk) -> None:
    old = posted.digest()
    element = button(old["blocks"], "Tomorrow") | {"value": "nothing"}
    assert posted.click(JONAS, element, old["ts"]).startswith("I can't read that button any more.")


def test_requests_of_private_places_are_counted_and_not_shown(desk: Desk) -> None:
    desk.type(PRIYA, "it here", "C0MARKETING")
    desk.file("A secret offer needs a page", kind="nowhere", channel_id=None)
    desk.file("The form is broken")
    desk.tick_at(11, 9)  # in London
    message = desk.digest("#marketing")
    assert message["blocks"][0]["text"]["text"] == "*2 overdue*."
    assert "The form is broken" in texts(message)
    assert "secret" not in texts(message)
    assert "And 1 overdue more." in texts(message)


def _only_request(desk: Desk) -> str:
    return str(button(desk.digest()["blocks"], "Tomorrow")["value"].split(" ")[0])


def _sync(desk: Desk) -> None:
    series = Series(datetime.fromisoformat("2026-03-03T10:00"), "Europe/Berlin", "FREQ=WEEKLY;BYDAY=TU")
    new = NewSync("Web and brand", "C0MARKETING", series, (MIA, JONAS, LENA), MIA, "a form")
    desk.scene.do(open_sync, new)
    desk.say_all()


def _direct(desk: Desk, user_id: str) -> str:
    desk.stage.toolkit.directory.refresh()
    return str(desk.stage.toolkit.directory.people().get(user_id).dm_channel)
