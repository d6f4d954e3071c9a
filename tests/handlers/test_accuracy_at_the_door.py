"""`/requests accuracy` and its buttons, as Slack delivers them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.requests.accuracy import LESSONS_ON_PAGE
from bot.requests.working import hand_over
from db.kinds import NoticeKind
from handlers.names import REQUESTS, TURN_ACCURACY
from handlers.views.budget import problems
from handlers.views.message import Message
from tests.bot.requests.conftest import company, scene
from tests.bot.requests.scene import ADA, DEACTIVATED, DEV, JONAS, MIA, NEW_PAGE, OUTSIDER, PRIYA, Scene
from tests.handlers.knocking import Knocking, button, buttons
from tests.handlers.views.values import read

__all__ = ["company", "scene"]

LOOK = f"{REQUESTS} accuracy"
NOT_YOURS = "Only the bridge and admins can see how well all requests find their way."


@pytest.fixture
def knocking(scene: Scene) -> Knocking:
    return Knocking(scene)


def moved(scene: Scene, text: str = NEW_PAGE, actor_id: str = JONAS) -> None:
    scene.clock.advance(minutes=1)
    request = scene.file(text)
    scene.do(hand_over, request.id, actor_id, to_area="reports")


def told(scene: Scene) -> Mapping[str, Any]:
    """The last thing that a person was told alone."""
    return scene.notices(NoticeKind.PERSON_TOLD)[-1]["detail"]  # type: ignore[no-any-return]


@pytest.mark.parametrize("who", [PRIYA, ADA])
def test_the_bridge_and_admins_see_it(knocking: Knocking, scene: Scene, who: str) -> None:
    moved(scene)
    answer = knocking.command(who, LOOK)
    text = read(Message("", answer.blocks))
    assert "*Pages*\n• The only one went there and had to move on" in text
    assert "Jonas said so" in text
    assert problems(Message(answer.text or "", answer.blocks)) == []


@pytest.mark.parametrize("who", [MIA, JONAS, OUTSIDER, DEACTIVATED])
def test_others_are_told_why_not(knocking: Knocking, scene: Scene, who: str) -> None:
    moved(scene)
    answer = knocking.command(who, LOOK)
    assert (answer.text, answer.blocks) == (NOT_YOURS, [])


@pytest.mark.parametrize("line", [f"{REQUESTS} Accuracy ", f"{REQUESTS}  ACCURACY"])
def test_the_word_may_be_written_as_people_write(knocking: Knocking, line: str) -> None:
    assert "No request has been filed yet" in read(Message("", knocking.command(PRIYA, line).blocks))


def test_with_other_words_beside_it_is_a_word_to_look_for(knocking: Knocking) -> None:
    assert "with “accuracy of reports” in them" in (
        knocking.command(PRIYA, f"{REQUESTS} accuracy of reports").text or ""
    )


def test_help_names_it(knocking: Knocking) -> None:
    assert f"`{LOOK}`" in (knocking.command(MIA, f"{REQUESTS} help").text or "")


def test_a_lesson_is_taken_back_and_the_page_drawn_anew_in_its_place(
    knocking: Knocking, scene: Scene
) -> None:
    moved(scene)
    page = knocking.command(PRIYA, LOOK).blocks
    knocking.click(PRIYA, button(page, "Take it back"))
    detail = told(scene)
    assert (detail["user_id"], detail["replace_original"]) == (PRIYA, True)
    assert detail["response_url"]
    text = read(Message("", detail["blocks"]))
    assert text.startswith("Taken back. I no longer go by that one.\n*How requests find their way*")
    assert "Taken back by Priya." in text
    assert "Take it back" not in [one["text"]["text"] for one in buttons(detail["blocks"])]


def test_who_comes_second_is_told_so_above_the_page_as_it_is_now(knocking: Knocking, scene: Scene) -> None:
    moved(scene)
    page = knocking.command(PRIYA, LOOK).blocks
    knocking.click(ADA, button(page, "Take it back"))
    knocking.click(PRIYA, button(page, "Take it back"))
    detail = told(scene)
    text = read(Message("", detail["blocks"]))
    assert text.startswith("That lesson has been taken back already.\n")
    assert "Taken back by Ada." in text


def test_a_button_whose_lesson_is_long_gone_says_so(knocking: Knocking, scene: Scene) -> None:
    stale = {"type": "button", "action_id": "lesson.take_back.l_gone", "value": "l_gone lessons 3"}
    knocking.click(PRIYA, stale)
    assert told(scene)["text"].startswith("That lesson isn't there any more.\n")


def test_whoever_may_not_take_it_back_is_told_so_and_sees_nothing(knocking: Knocking, scene: Scene) -> None:
    moved(scene)
    page = knocking.command(PRIYA, LOOK).blocks
    for who in (MIA, DEV):
        knocking.click(who, button(page, "Take it back"))
        detail = told(scene)
        assert detail["text"] == "Only the bridge, an admin, or whoever taught it can take a lesson back."
        assert "blocks" not in detail
    assert button(knocking.command(PRIYA, LOOK).blocks, "Take it back")


def test_whoever_taught_it_may_take_it_back_and_sees_no_more_than_that(
    knocking: Knocking, scene: Scene
) -> None:
    moved(scene)
    page = knocking.command(PRIYA, LOOK).blocks
    knocking.click(JONAS, button(page, "Take it back"))
    assert (told(scene)["text"], told(scene)["blocks"]) == ("Taken back. I no longer go by that one.", [])


def test_pages_are_turned_in_place(knocking: Knocking, scene: Scene) -> None:
    for number in range(LESSONS_ON_PAGE + 1):
        moved(scene, f"a landing page that counts visitors, number {number}")
    knocking.click(PRIYA, button(knocking.command(PRIYA, LOOK).blocks, "All lessons"))
    assert "*What I have learnt*, 9 in all" in read(Message("", told(scene)["blocks"]))
    knocking.click(PRIYA, button(told(scene)["blocks"], "More"))
    assert "Page 2 of 2" in read(Message("", told(scene)["blocks"]))
    knocking.click(PRIYA, button(told(scene)["blocks"], "Take it back"))
    again = read(Message("", told(scene)["blocks"]))
    assert "Page 2 of 2" in again
    assert "Taken back by Priya." in again
    knocking.click(PRIYA, button(told(scene)["blocks"], "All areas"))
    assert "*How requests find their way*, 9 in all" in read(Message("", told(scene)["blocks"]))


def test_others_cannot_turn_the_pages(knocking: Knocking, scene: Scene) -> None:
    turn = {"type": "button", "action_id": f"{TURN_ACCURACY}.lessons.0", "value": "lessons 0"}
    knocking.click(MIA, turn)
    assert told(scene)["text"] == NOT_YOURS


@pytest.mark.parametrize("value", ["", "lessons", "lessons x", "people 0", "areas -1", "areas ²"])
def test_a_page_that_cannot_be_read_any_more_is_said_to_be_so(
    knocking: Knocking, scene: Scene, value: str
) -> None:
    knocking.click(PRIYA, {"type": "button", "action_id": f"{TURN_ACCURACY}.x", "value": value})
    assert told(scene)["text"] == "I can't read that page any more. Please call /requests accuracy again."
