"""Everybody sees the same buttons; who may press them, and who was first, is decided at the click."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.stories.conftest import OpenWindow
from tests.world import World
from trying import channel_id


def test_two_colleagues_press_and_one_is_told_who_has_it(window: OpenWindow, world: World) -> None:
    wish = "The tents page needs the new prices of this season"
    world.workspace.person("mia").command("#marketing", f"/ask {wish}")
    jonas, lena, emre = window("jonas"), window("lena"), window("emre")
    for one in (jonas, lena, emre):
        one.go_to("it-web")
        one.sees(wish)
    # The card that Lena looks at stays the old one for a moment.
    world.faults.rate_limit("chat.update", retry_after=3, channel=channel_id("#it-web"))
    jonas.press("I've got it", about=wish)
    lena.press("I've got it", about=wish)
    told = lena.told_privately("Jonas already has it.")
    expect(told).not_to_contain_text("Error")
    lena.shot("told-privately")
    emre.does_not_see("Jonas already has it.")
    lena.sees("Jonas from the Web Team has it", about=wish)
    expect(lena.message(wish).get_by_role("button", name="I've got it")).to_have_count(0)
    lena.shot("the-card-is-drawn-anew")


def test_somebody_of_another_team_presses(window: OpenWindow, world: World) -> None:
    wish = "The return form on the website needs a French version"
    world.workspace.person("mia").command("#marketing", f"/ask {wish}")
    carlos = window("carlos")
    carlos.go_to("it-web")
    carlos.press("I've got it", about=wish)
    carlos.told_privately("That one belongs to the Web Team, so only they can do this.")
    carlos.shot("told-privately")
    expect(carlos.message(wish).get_by_role("button", name="I've got it")).to_be_visible()


def test_a_partner_of_another_company_may_ask_and_nothing_else(window: OpenWindow, world: World) -> None:
    otto = window("otto")
    otto.go_to("agency-bright")
    otto.write("@Liaison the upload form on the media page refuses our banner files")
    otto.open_thread("refuses our banner files")
    otto.sees("Got it, thanks Otto")
    otto.shot("receipt")
    # What others asked is theirs: a partner in the same thread presses in vain.
    wish = "The partner landing page needs the new agency logo"
    ts = world.workspace.person("mia").say("#agency-bright", f"@Liaison {wish}")
    world.workspace.until(lambda: replies(world, "#agency-bright", ts), seconds=30)
    otto.page.get_by_role("button", name="Close the thread").click()
    otto.open_thread(wish)
    otto.press("Cancel", about="Got it, thanks Mia")
    otto.page.get_by_test_id("confirm").get_by_role("button", name="Take it back").click()
    otto.told_privately("Only Mia can do that")
    otto.shot("told-privately")
    jonas = world.workspace.person("jonas")
    assert "refuses our banner files" in str(jonas.sees("#it-web"))


def test_a_person_who_has_left_can_do_nothing_more(window: OpenWindow, world: World) -> None:
    wish = "The website still shows the old gift cards"
    world.workspace.person("mia").command("#marketing", f"/ask {wish}")
    emre = window("emre")
    emre.go_to("it-web")
    emre.sees(wish)
    world.workspace.change_person("emre", deleted=True)
    world.workspace.until(world.workspace.is_quiet, seconds=30)
    emre.press("I've got it", about=wish)
    expect(emre.message(wish).get_by_role("button", name="I've got it")).to_be_visible()
    lena = window("lena")
    lena.go_to("it-web")
    lena.press("I've got it", about=wish)
    lena.sees("Lena from the Web Team has it", about=wish)
    lena.shot("the-card")


def test_the_second_window_of_the_same_person_follows(window: OpenWindow, world: World) -> None:
    wish = "The video on the ski page does not play in Safari"
    world.workspace.person("mia").command("#marketing", f"/ask {wish}")
    desk, sofa = window("jonas"), window("jonas")
    for one in (desk, sofa):
        one.go_to("it-web")
        one.sees(wish)
    desk.press("I've got it", about=wish)
    sofa.sees("Jonas from the Web Team has it", about=wish)
    sofa.press("Done", about=wish)
    desk.sees("Jonas from the Web Team says it's done, Mia has the last word.", about=wish)
    desk.shot("both-windows-agree")


def replies(world: World, channel: str, ts: str) -> list[str]:
    said = world.workspace.messages(channel)
    return [one["text"] for one in said if one.get("thread_ts") == ts and one["ts"] != ts]
