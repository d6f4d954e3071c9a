"""A request that came to the wrong team: one click, no explanation, and everybody concerned is told once."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.stories.conftest import OpenWindow
from tests.world import World


def test_not_ours_then_the_bridge_sends_it_on_with_one_click(window: OpenWindow, world: World) -> None:
    wish = "The landing page form should put newsletter people into HubSpot, can somebody change it"
    mia, jonas, priya = window("mia"), window("jonas"), window("priya")
    mia.go_to("marketing")
    mia.write(f"/ask {wish}")
    mia.sees("I've passed this to Jonas from the Web Team")
    jonas.go_to("it-web")
    jonas.press("Not ours", about=wish)
    moved = jonas.sees("Moved to the bridge between marketing and IT by Jonas.")
    expect(moved.get_by_role("button", name="I've got it")).to_have_count(0)
    expect(moved.get_by_role("combobox")).to_have_count(0)
    jonas.shot("the-card-that-left")

    priya.go_to("marketing-it-bridge")
    card = priya.sees(wish)
    expect(card).to_contain_text("Whose is this?")
    priya.shot("whose-is-this")
    card.get_by_role("button", name=re.compile("^MarTech Platform: ")).first.click()
    gone = priya.sees("Moved to MarTech Platform by Priya.")
    expect(gone.get_by_role("button", name=re.compile("^MarTech Platform: "))).to_have_count(0)

    hannah = window("hannah")
    hannah.go_to("it-martech")
    hannah.sees(wish)
    hannah.sees("Came here because Priya sent it on")
    hannah.shot("at-its-new-home")
    mia.open_thread(wish)
    mia.sees("Priya sent this to Hannah from MarTech Platform.")
    mia.shot("what-the-asker-reads")
    assert said_once(world, "#marketing", "That wasn't for the Web Team after all")
    assert said_once(world, "#marketing", "Priya sent this to Hannah")
    assert said_once(world, "#it-martech", wish)
    assert said_once(world, "#it-web", "Moved to the bridge")


def test_handed_straight_to_another_team_after_it_was_taken(window: OpenWindow, world: World) -> None:
    wish = "The domain northwind.example/boots needs a redirect"
    world.workspace.person("mia").command("#launches", f"/ask {wish}")
    piotr, anke = window("piotr"), window("anke")
    anke.go_to("it-infra")
    anke.press("I've got it", about=wish)
    anke.sees("Anke from Infrastructure & Network has it", about=wish)
    piotr.go_to("it-infra")
    piotr.message(wish).get_by_role("combobox").click()
    piotr.shot("hand-to")
    piotr.page.get_by_role("option", name="Web Team").click()
    piotr.sees("Moved to the Web Team by Piotr. Anke, there's nothing left to do here")
    piotr.shot("the-card-that-left")
    expect(anke.message(wish).get_by_role("button", name="Done")).to_have_count(0)

    jonas = window("jonas")
    jonas.go_to("it-web")
    card = jonas.sees(wish)
    expect(card.get_by_role("button", name="I've got it")).to_be_visible()
    mia = window("mia")
    mia.go_to("launches")
    mia.open_thread(wish)
    mia.sees("My mistake, that's for the Web Team, not Infrastructure & Network.")
    mia.shot("what-the-asker-reads")
    assert said_once(world, "#launches", "My mistake, that's for the Web Team")
    assert said_once(world, "#it-web", wish)


def test_the_asker_knows_better_and_says_so(window: OpenWindow) -> None:
    wish = "The store banner on the homepage needs a new picture"
    leo = window("leo")
    leo.go_to("launches")
    leo.write(f"/ask {wish}")
    leo.sees("Got it, thanks Leo")
    leo.press("Change it", about=wish)
    leo.form.get_by_role("combobox").click()
    leo.page.get_by_role("option", name="Our app, or a push message").click()
    leo.shot("change-it")
    leo.form.get_by_role("button", name="Save").click()
    expect(leo.form).to_be_hidden()
    leo.open_thread(wish)
    leo.sees("That's with Katrin from the Mobile App Team now, as Leo chose.")
    leo.shot("changed")
    katrin = window("katrin")
    katrin.go_to("it-mobile")
    katrin.sees(wish)
    katrin.sees("Came here because Leo chose it")
    katrin.shot("card")


def test_words_that_could_mean_anything_go_to_the_bridge_first(window: OpenWindow, world: World) -> None:
    wish = "could somebody please mend the zebra gadget upstairs"
    leo, priya = window("leo"), window("priya")
    leo.go_to("launches")
    leo.write(f"/ask {wish}")
    leo.sees("I wasn't sure whose this is, so Priya sends it to the right person.")
    leo.shot("receipt")
    priya.go_to("marketing-it-bridge")
    card = priya.sees("zebra gadget")
    priya.shot("card")
    card.get_by_role("combobox").click()
    priya.page.get_by_role("option", name="Data & Analytics").click()
    priya.sees("Moved to Data & Analytics by Priya.")
    leo.open_thread("zebra gadget")
    leo.sees("Priya sent this to Carlos from Data & Analytics.")


def said_once(world: World, channel: str, words: str) -> bool:
    said = world.workspace.messages(channel)
    bot = world.workspace.state.bot
    return sum(words in str(one) for one in said if one["user"] == bot) == 1
