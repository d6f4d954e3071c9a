"""Something goes to the wrong people once: whoever says whose it is teaches it, and may take that back."""

from __future__ import annotations

import re

from playwright.sync_api import expect
from sqlalchemy import create_engine, text

from tests.stories.conftest import OpenWindow, Window
from tests.world import World

WISH = "The newsletter form on the boots landing page needs a second checkbox"
AGAIN = "the newsletter form on the boots landing page needs a second checkbox!"
LEARNT = re.compile(r"1 lessons learnt")


def ask_though_it_is_known(leo: Window) -> None:
    """The first one is looked for where it went, so he is asked whether his is the same."""
    leo.go_to("launches")
    leo.write(f"/ask {AGAIN}")
    leo.told_privately("Mia asked for this earlier today")
    leo.press("No, file mine", about="Is it the same?")


def test_a_move_teaches_and_what_it_taught_can_be_taken_back(window: OpenWindow, world: World) -> None:
    mia, jonas, priya = window("mia"), window("jonas"), window("priya")
    mia.go_to("marketing")
    mia.write(f"/ask {WISH}")
    mia.sees("I've passed this to Jonas from the Web Team")
    jonas.go_to("it-web")
    jonas.press("Not ours", about=WISH)
    jonas.sees("Moved to the bridge between marketing and IT by Jonas.")
    priya.go_to("marketing-it-bridge")
    card = priya.sees(WISH)
    card.get_by_role("combobox").click()
    priya.page.get_by_role("option", name="Data & Analytics").click()
    priya.sees("Moved to Data & Analytics by Priya.")
    priya.shot("sent-to-the-right-people")
    world.workspace.until(lambda: lessons_in(world) == 1)

    # After a restart it goes right at once.
    assert world.bot is not None
    world.bot.stop()
    world.workspace.until(lambda: world.workspace.deliveries.connections == 0)
    world.start_bot()
    world.workspace.until(lambda: LEARNT.search(world.bot.log if world.bot else "") is not None)
    leo, carlos = window("leo"), window("carlos")
    ask_though_it_is_known(leo)
    leo.sees("I've passed this to Carlos from Data & Analytics.")
    leo.shot("the-same-words-go-right")
    carlos.go_to("it-data")
    carlos.sees("because the same words went there before", about="newsletter form")

    # The bridge sees what was learnt, and takes it back.
    priya.go_to("marketing")
    priya.write("/requests accuracy")
    page = priya.told_privately("How requests find their way")
    expect(page).to_contain_text("Priya said so")
    priya.shot("accuracy")
    page.get_by_role("button", name="Take it back").first.click()
    priya.page.get_by_test_id("confirm").get_by_role("button", name="Take it back").click()
    after = priya.told_privately("Taken back. I no longer go by that one.")
    expect(after).to_contain_text("Taken back by Priya.")
    expect(after.get_by_role("button", name="Take it back")).to_have_count(0)
    priya.shot("taken-back")

    # Nobody else may look.
    mia.write("/requests accuracy")
    mia.told_privately("Only the bridge and admins can see how well all requests find their way.")


def lessons_in(world: World) -> int:
    """How many the database holds."""
    engine = create_engine(world.database_url)
    try:
        with engine.connect() as connection:
            return int(connection.execute(text("SELECT count(*) FROM lessons")).scalar_one())
    finally:
        engine.dispose()
