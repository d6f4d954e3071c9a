"""Two colleagues need the same: the second is shown the first one's request, waits with her, and hears."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.faults.stage import elements
from tests.stories.conftest import OpenWindow
from tests.world import World

WISH = "The size guide PDF on the boots page is the old one, please swap it"
SAME = "boots page still links the old size guide PDF, can you replace it?"


def test_a_colleague_says_me_too_and_hears_when_it_is_done(window: OpenWindow, world: World) -> None:
    world.workspace.person("mia").command("#marketing", f"/ask {WISH}")
    jonas, oliver = window("jonas"), window("oliver")
    jonas.go_to("it-web")
    jonas.sees(WISH)
    jonas.press("I've got it", about=WISH)
    jonas.sees("has it", about=WISH)
    oliver.go_to("marketing")
    world.workspace.until(lambda: is_known(world, WISH), seconds=30)
    oliver.write(f"/ask {SAME}")
    oliver.told_privately("Mia asked for this earlier today")
    oliver.shot("is-it-the-same")
    oliver.press("Me too", about="Is it the same?")
    oliver.told_privately("I've put you down for this too")
    oliver.shot("me-too")
    jonas.sees("Also waiting: one more person.", about=WISH)
    jonas.shot("the-card-counts")
    jonas.press("Done", about=WISH)
    oliver.go_to_messages_with_the_app()
    oliver.sees("This is what you were waiting for too. Jonas says it's done.")
    expect(oliver.message("waiting for too").get_by_role("button", name="Yes, thanks")).to_have_count(0)
    oliver.shot("the-news")


def test_a_colleague_files_her_own_after_all(window: OpenWindow, world: World) -> None:
    wish = "The parking map on the Leeds store page is upside down"
    world.workspace.person("mia").command("#marketing", f"/ask {wish}")
    sofia = window("sofia")
    sofia.go_to("marketing")
    sofia.sees(wish)
    world.workspace.until(lambda: is_known(world, wish), seconds=30)
    sofia.write("/ask parking map of the Leeds store page is upside down")
    sofia.told_privately("Is it the same?")
    sofia.press("No, file mine", about="Is it the same?")
    sofia.told_privately(re.compile("Got it, thanks Sofia"))
    sofia.shot("her-own")


def is_known(world: World, words: str) -> bool:
    """The bot looks every second at what has become open, and says in its log which is the newest."""
    assert world.bot is not None
    said = [one for one in world.workspace.messages("marketing") if words in str(one)]
    ids = {element.get("value") for one in said for element in elements(one)}
    return any(f"the newest {request_id}" in world.bot.log for request_id in ids if request_id)
