"""A message that comes or changes while a channel is being opened is there once it is open."""

from __future__ import annotations

import re

from playwright.sync_api import Route, expect

from tests.stories.conftest import OpenWindow
from tests.world import World
from trying import channel_id


def test_news_while_a_channel_opens_is_kept(window: OpenWindow, world: World) -> None:
    mia = world.workspace.person("mia")
    first = mia.say("#launches", "The rope page goes live at nine")
    leo = window("leo")

    def overtaken(route: Route) -> None:
        page = route.fetch()
        mia.edit("#launches", first, "The rope page goes live at ten")
        mia.say("#launches", "And the tent page an hour later")
        leo.page.wait_for_timeout(1000)  # the news come on a line of their own, past the page that waits here
        route.fulfill(response=page)

    leo.page.route(re.compile(f"/page/history.*{channel_id('#launches')}"), overtaken, times=1)
    leo.go_to("launches")
    expect(leo.page.get_by_text("This is the beginning of #launches.")).to_be_visible()  # all is read
    leo.sees("And the tent page an hour later")
    leo.sees("The rope page goes live at ten")
    leo.does_not_see("goes live at nine")


def test_a_button_is_still_the_same_when_its_message_is_drawn_anew(window: OpenWindow) -> None:
    mia, jonas = window("mia"), window("jonas")
    mia.go_to("marketing")
    mia.write("/ask The shoes page needs a size filter for wide feet")
    jonas.go_to("it-web")
    jonas.sees("size filter for wide feet")
    jonas.message("size filter for wide feet").get_by_role("button", name="I've got it").focus()
    mia.press("Change it", about="size filter for wide feet")
    mia.form.get_by_label("What do you need?").fill("The shoes page needs a size filter for slim feet")
    mia.form.get_by_role("button", name="Save").click()
    jonas.sees("size filter for slim feet")
    jonas.page.keyboard.press("Enter")
    jonas.sees("Jonas from the Web Team has it", about="size filter for slim feet")
