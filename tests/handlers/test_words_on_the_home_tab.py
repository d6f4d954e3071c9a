"""What is pressed in the words' part of the Home tab, as Slack delivers it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.wordbook import side_of
from db.kinds import MuteScope, NoticeKind
from glossary.quiet.mutes import Mutes, mute, mutes_of
from glossary.quiet.readers import course_of
from handlers.views.budget import problems
from handlers.views.home_words import Muted, WordSettings, words_of
from handlers.views.message import Message
from tests.bot.requests.conftest import company, scene
from tests.bot.requests.scene import MIA, OUTSIDER, Scene
from tests.glossary.quiet.entries import planted
from tests.handlers.knocking import Knocking, button, buttons

__all__ = ["company", "scene"]

ON_HOME: Any = None  # a click on the Home tab names no channel


@pytest.fixture
def door(scene: Scene) -> Knocking:
    planted(scene.toolkit)
    scene.open_home(MIA)
    return Knocking(scene)


def part(scene: Scene, **chosen: Any) -> list[dict[str, Any]]:
    zone = scene.toolkit.directory.people().get(MIA).zone_info
    return words_of(WordSettings("marketing", **chosen), zone, scene.clock.now)


def told(scene: Scene) -> list[Mapping[str, Any]]:
    return [one["detail"] for one in scene.notices(NoticeKind.PERSON_TOLD, due=True)]


def drawn_anew(scene: Scene) -> int:
    return len(scene.notices(NoticeKind.HOME_CHANGED, due=True))


def mutes(scene: Scene) -> Mutes:
    with scene.toolkit.ledger.read() as connection:
        return mutes_of(connection, MIA)


def is_running(scene: Scene) -> bool:
    with scene.toolkit.ledger.read() as connection:
        return course_of(connection, MIA) is not None


def test_a_marketer_chooses_to_read_on_its_side(door: Knocking, scene: Scene) -> None:
    menu = next(one for one in buttons(part(scene)) if "options" in one)
    door.click(MIA, {"action_id": menu["action_id"], "selected_option": menu["options"][1]}, ON_HOME)
    assert scene.do(side_of, MIA) == "it"
    assert drawn_anew(scene) == 1
    assert told(scene) == []


def test_everything_is_switched_off_and_on_again(door: Knocking, scene: Scene) -> None:
    door.click(MIA, button(_rows(part(scene)), "Don't mark any words for me"), ON_HOME)
    assert mutes(scene).everything
    door.click(MIA, button(_rows(part(scene, is_silent=True)), "Mark words for me again"), ON_HOME)
    assert mutes(scene) == Mutes()
    assert told(scene) == []


def test_explain_again_ends_a_mute_and_a_second_press_changes_nothing(door: Knocking, scene: Scene) -> None:
    scene.do(lambda desk: mute(desk.unit, MIA, MuteScope.WORD, "cname", desk.now))
    again = buttons(part(scene, muted=(Muted(MuteScope.WORD, "cname", "CNAME"),)))[-1]
    assert again["text"]["text"] == "Explain again"
    for _ in range(2):
        door.click(MIA, again, ON_HOME)
        assert mutes(scene) == Mutes()
    assert told(scene) == []


def test_a_muted_word_that_was_put_away_can_be_taken_off_the_list(door: Knocking, scene: Scene) -> None:
    scene.do(lambda desk: mute(desk.unit, MIA, MuteScope.WORD, "gone", desk.now))
    door.click(MIA, {"action_id": "quiet.unmute", "value": "word gone"}, ON_HOME)
    assert mutes(scene) == Mutes()


def test_the_list_for_new_starters_begins_and_ends(door: Knocking, scene: Scene) -> None:
    begin = button(_rows(part(scene)), "A few words a day, for two weeks")
    door.click(MIA, begin, ON_HOME)
    assert is_running(scene)
    door.click(MIA, begin, ON_HOME)
    assert (is_running(scene), told(scene)) == (True, [])
    end = button(_rows(part(scene, next_screen_at=scene.clock.now)), "No more daily words")
    door.click(MIA, end, ON_HOME)
    assert (is_running(scene), told(scene)) == (False, [])


def test_under_a_screen_the_end_is_said_each_time(door: Knocking, scene: Scene) -> None:
    door.click(MIA, {"action_id": "course.start", "value": "start"}, ON_HOME)
    stop = {"action_id": "course.stop", "value": "stop"}
    door.click(MIA, stop, "D0MIA")
    assert told(scene)[-1]["text"] == "No more word lists. Your Home tab starts them again."
    door.click(MIA, stop, "D0MIA")
    assert told(scene)[-1]["text"] == "The word list had ended already. Your Home tab starts it again."


def test_what_is_in_the_glossary_comes_by_direct_message(door: Knocking, scene: Scene) -> None:
    door.click(MIA, button(_rows(part(scene)), "What's in the glossary"), ON_HOME)
    (said,) = told(scene)
    assert said["text"].startswith("*The glossary*: 6 words that marketing and IT explain to each other.")
    assert said.get("channel_id") is None
    assert problems(Message(said["text"], said["blocks"])) == []


@pytest.mark.parametrize(
    ("action_id", "value"),
    [
        ("home.side", "it"),
        ("home.glossary", "topics"),
        ("course.start", "start"),
        ("quiet.mute.all", "all"),
        ("quiet.unmute.all", "all"),
    ],
)
def test_people_of_other_companies_are_told_whom_to_ask(
    door: Knocking, scene: Scene, action_id: str, value: str
) -> None:
    door.click(OUTSIDER, {"action_id": action_id, "value": value}, ON_HOME)
    assert told(scene)[-1]["text"].startswith("The glossary is for people of this company. Ask the person")


def _rows(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without menus beside sections, which have no label."""
    return [block for block in blocks if block["type"] == "actions"]
