"""IT writes a sentence full of its own words into a request's thread: one small book for whoever wants it."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Locator, expect

from tests.stories.conftest import OpenWindow, Window
from tests.world import World

JARGON = "staging is stale, I'll redeploy and we need a CNAME"
BOOK = re.compile("^book: ")


def book_on(window: Window, words: str) -> Locator:
    return window.thread.get_by_test_id("message").filter(has_text=words).get_by_role("button", name=BOOK)


def test_a_marketer_presses_the_book_and_understands(window: OpenWindow, world: World) -> None:
    wish = "The hero picture on our tent page is the winter one, please swap it"
    mia, jonas = window("mia"), window("jonas")
    mia.go_to("marketing")
    mia.write(f"/ask {wish}")
    mia.sees(wish)
    mia.open_thread(wish)
    jonas.go_to("marketing")
    jonas.open_thread(wish)
    jonas.write_in_thread(JARGON)
    expect(book_on(mia, JARGON)).to_be_visible()
    mia.shot("one-small-book")

    book_on(mia, JARGON).click()
    told = mia.told_privately("CNAME")
    for word in ("staging", "deploy", "CNAME"):
        expect(told).to_contain_text(word)
    told.scroll_into_view_if_needed()
    mia.shot("what-she-reads")
    jonas.does_not_see("Don't explain this again")

    told.get_by_role("combobox").first.click()
    mia.page.get_by_role("option", name="CNAME").click()
    mia.told_privately("I won't explain CNAME to you again.")
    mia.shot("not-again")

    jonas.write_in_thread("the redirect and the CDN come later")
    jonas.go_to("it-web")
    jonas.press("I've got it", about=wish)
    mia.sees("Jonas from the Web Team has it")  # said after what was noticed before it
    expect(book_on(mia, "come later")).to_have_count(0)
    assert len(marked(world, "marketing", wish)) == 1

    mia.go_home()
    expect(mia.home.get_by_role("button", name="Explain again")).to_be_visible()
    mia.home.get_by_role("button", name="Explain again").scroll_into_view_if_needed()
    mia.shot("her-home-tab")
    mia.home.get_by_role("button", name="Explain again").click()
    expect(mia.home.get_by_role("button", name="Explain again")).to_have_count(0)


def test_elsewhere_nothing_is_marked_until_somebody_opens_the_channel(
    window: OpenWindow, world: World
) -> None:
    jonas = window("jonas")
    jonas.go_to("marketing")
    jonas.write("By the way: staging gets a new CNAME tonight")
    jonas.sees("By the way")
    jonas.write("/glossary quiet on")
    jonas.told_privately("📖")
    jonas.shot("opened")
    jonas.write("Tomorrow: production gets a new CNAME, too")
    world.workspace.until(lambda: bool(marked(world, "marketing", "Tomorrow: production")), seconds=30)
    jonas.shot("marked-from-now-on")
    assert marked(world, "marketing", "By the way") == []


def test_the_list_for_new_starters_begins_on_the_home_tab(window: OpenWindow, world: World) -> None:
    sofia = window("sofia")
    sofia.go_home()
    sofia.home.get_by_role("button", name="A few words a day, for two weeks").click()
    expect(sofia.home.get_by_role("button", name="No more daily words")).to_be_visible()
    sofia.home.get_by_role("button", name="No more daily words").scroll_into_view_if_needed()
    sofia.shot("begun")
    sofia.home.get_by_role("button", name="No more daily words").click()
    expect(sofia.home.get_by_role("button", name="A few words a day, for two weeks")).to_be_visible()
    sofia.home.get_by_role("button", name="What's in the glossary").click()
    sofia.go_to_messages_with_the_app()
    sofia.sees("words that marketing and IT explain to each other")
    sofia.shot("what-is-in-it")


def marked(world: World, channel: str, words: str) -> list[dict[str, Any]]:
    """The messages of this thread that carry a book."""
    said = world.workspace.messages(f"#{channel}")
    roots = {one.get("thread_ts") or one["ts"] for one in said if words in str(one)}
    here = [one for one in said if (one.get("thread_ts") or one["ts"]) in roots]
    return [one for one in here if any(each["name"] == "book" for each in one.get("reactions", []))]
