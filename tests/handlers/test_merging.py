"""Many reports of one thing, as Slack delivers what is pressed on their cards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.channels import Channel, remember_channels
from bot.requests.children import together_with
from bot.requests.following import follow
from bot.requests.model import Request
from bot.requests.working import acknowledge, resolve
from db.kinds import Change, NoticeKind
from handlers.answers import NOTHING
from handlers.names import SAME_THING, TAKE_OUT, TELL_EVERYBODY, TELL_EVERYBODY_FORM, UPDATE_FIELD
from handlers.views.card import card
from tests.bot.requests.conftest import company, scene
from tests.bot.requests.reports import reported, together, told
from tests.bot.requests.scene import JONAS, LENA, MIA, TOM, Scene
from tests.handlers.knocking import Knocking, button, buttons

__all__ = ["company", "scene"]


@pytest.fixture
def knocking(scene: Scene) -> Knocking:
    channel = Channel("C0MARKETING", "marketing")
    scene.do(lambda desk: remember_channels(desk.unit, [channel], desk.now))
    return Knocking(scene)


def drawn(scene: Scene, request: Request, followers: int = 0) -> list[dict[str, Any]]:
    """The card as it is drawn now."""
    request = scene.request(request.id)
    with scene.toolkit.ledger.read() as connection:
        found = together_with(connection, request, scene.clock.now)
    people, company = scene.toolkit.directory.people(), scene.toolkit.company
    now = scene.clock.now
    message = card(request, people, company, now, home_link=None, followers=followers, together=found)
    return message.blocks


def element(blocks: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(one for one in buttons(blocks) if one["action_id"] == name)


def chosen(menu: Mapping[str, Any], number: int = 0) -> dict[str, Any]:
    return {**menu, "selected_option": menu["options"][number]}


def form(scene: Scene) -> dict[str, Any]:
    return scene.notices(NoticeKind.VIEW_DUE)[-1]["detail"]["view"]  # type: ignore[no-any-return]


def said(text: str) -> dict[str, Any]:
    return {UPDATE_FIELD: {"type": "plain_text_input", "value": text}}


def test_same_thing_as_puts_it_to_the_one_that_was_chosen(knocking: Knocking, scene: Scene) -> None:
    parent, child = reported(scene)
    menu = element(drawn(scene, child), SAME_THING)
    assert menu["options"][0]["text"]["text"].endswith("(Mia)")
    assert knocking.click(JONAS, chosen(menu), "C0WEB") == NOTHING
    assert scene.request(child.id).parent_id == parent.id


def test_the_second_who_chooses_is_told_that_they_are_together(knocking: Knocking, scene: Scene) -> None:
    _, child = reported(scene)
    menu = element(drawn(scene, child), SAME_THING)
    knocking.click(JONAS, chosen(menu), "C0WEB")
    knocking.click(LENA, chosen(menu), "C0WEB")
    assert scene.notices(NoticeKind.PERSON_TOLD)[-1]["detail"]["text"] == "Those two are together already."


def test_a_menu_that_is_old_says_what_became_of_the_other(knocking: Knocking, scene: Scene) -> None:
    parent, child = reported(scene)
    menu = element(drawn(scene, child), SAME_THING)
    scene.do(resolve, parent.id, LENA)
    knocking.click(JONAS, chosen(menu), "C0WEB")
    assert scene.notices(NoticeKind.PERSON_TOLD)[-1]["detail"]["text"] == "Lena says it's done already."


def test_who_may_not_is_told_whose_it_is(knocking: Knocking, scene: Scene) -> None:
    _, child = reported(scene)
    knocking.click(MIA, chosen(element(drawn(scene, child), SAME_THING)), "C0WEB")
    text = scene.notices(NoticeKind.PERSON_TOLD)[-1]["detail"]["text"]
    assert text.startswith("That one belongs to the Web Team, so only they can do this.")
    assert scene.request(child.id).parent_id is None


def test_the_calm_card_takes_it_out_again(knocking: Knocking, scene: Scene) -> None:
    _, (child,) = together(scene)
    blocks = drawn(scene, child)
    assert blocks[0]["text"]["text"] == "Tom reports the same thing as Mia, so the card of that one counts."
    assert [one["text"]["text"] for one in buttons(blocks)] == ["Take it out again"]
    knocking.click(JONAS, button(blocks, "Take it out again"), "C0WEB")
    assert scene.request(child.id).parent_id is None


def test_the_card_that_counts_takes_one_out_too(knocking: Knocking, scene: Scene) -> None:
    parent, (_, second) = together(scene, 3)
    knocking.click(JONAS, chosen(element(drawn(scene, parent), TAKE_OUT), 1), "C0WEB")
    assert scene.request(second.id).parent_id is None


def test_tell_everybody_opens_a_form_that_says_how_many_hear_it(knocking: Knocking, scene: Scene) -> None:
    parent, children = together(scene, 3)
    scene.do(follow, children[0].id, LENA, "me too")
    knocking.click(JONAS, element(drawn(scene, parent), TELL_EVERYBODY), "C0WEB")
    assert "to 3 more people" in str(form(scene))
    assert form(scene)["callback_id"] == TELL_EVERYBODY_FORM


def test_what_was_written_goes_to_everybody(knocking: Knocking, scene: Scene) -> None:
    parent, (child,) = together(scene)
    scene.do(acknowledge, parent.id, JONAS)
    about = {"request_id": parent.id}
    assert knocking.submit(JONAS, TELL_EVERYBODY_FORM, about, said("We've found it.")) == NOTHING
    assert told(scene, parent)[-1] == told(scene, child)[-1] == Change.UPDATED


def test_without_words_the_form_says_so_beside_the_field(knocking: Knocking, scene: Scene) -> None:
    parent, _ = together(scene)
    answer = knocking.submit(JONAS, TELL_EVERYBODY_FORM, {"request_id": parent.id}, said("  "))
    assert answer.errors == {UPDATE_FIELD: "Write what everybody should know, one sentence is enough."}


def test_where_only_followers_wait_they_can_be_told_too(knocking: Knocking, scene: Scene) -> None:
    request = reported(scene, 1)[0]
    assert TELL_EVERYBODY not in str(drawn(scene, request))
    scene.do(follow, request.id, TOM, "me too")
    blocks = drawn(scene, request, followers=1)
    knocking.click(JONAS, element(blocks, TELL_EVERYBODY), "C0WEB")
    assert "to one more person" in str(form(scene))


def test_a_button_on_an_old_card_says_when_nobody_waits_any_more(knocking: Knocking, scene: Scene) -> None:
    parent, (child,) = together(scene)
    press = element(drawn(scene, parent), TELL_EVERYBODY)
    knocking.click(JONAS, button(drawn(scene, child), "Take it out again"), "C0WEB")
    knocking.click(JONAS, press, "C0WEB")
    text = scene.notices(NoticeKind.PERSON_TOLD)[-1]["detail"]["text"]
    assert text == "Nobody waits for it beside Mia any more. Just write in the thread."
