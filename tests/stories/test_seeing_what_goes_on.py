"""`/requests` and the Home tab: everybody sees what is theirs, and nobody else sees them look."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.stories.conftest import OpenWindow, Window
from tests.world import World
from workspace import places
from workspace.office import Office

PLANTS = ("fern", "moss", "heather", "thistle", "ivy")


def test_somebody_who_never_asked_is_shown_how(window: OpenWindow) -> None:
    oliver = window("oliver")
    oliver.go_to("general")
    oliver.write("/requests")
    shown = oliver.told_privately("Your requests")
    expect(shown).to_contain_text("Nothing yet. Write /ask and one sentence, and I'll find the right person.")
    oliver.shot("nothing-yet")
    shown.get_by_role("button", name="Waiting for me").click()
    expect(the_list(oliver)).to_contain_text("Nobody waits for you. Enjoy the quiet.")
    oliver.go_home()
    expect(oliver.home).to_contain_text("Nothing open. When you need something, write /ask and one sentence.")
    expect(oliver.home).to_contain_text("Who to ask")
    oliver.shot("home")


def test_twenty_requests_are_read_page_by_page_and_found_by_words(window: OpenWindow, world: World) -> None:
    ava = world.workspace.person("ava")
    for number in range(20):
        plant = PLANTS[number % 5]
        ava.command("#general", f"/ask The landing page number {number} shows a {plant} in its picture")
    window_of_ava = window("ava")
    window_of_ava.go_to("general")
    window_of_ava.write("/requests")
    expect(window_of_ava.told_privately("Your requests")).to_contain_text("20 in all")
    shown = the_list(window_of_ava)
    expect(shown).to_contain_text("Page 1 of 3")
    expect(shown).to_contain_text("number 19")
    window_of_ava.shot("first-page")
    shown.get_by_role("button", name="Older").click()
    expect(shown).to_contain_text("Page 2 of 3")
    shown.get_by_role("button", name="Older").click()
    expect(shown).to_contain_text("Page 3 of 3")
    expect(shown).to_contain_text("number 0")
    expect(shown.get_by_role("button", name="Older")).to_have_count(0)
    shown.get_by_role("button", name="Newer").click()
    expect(shown).to_contain_text("Page 2 of 3")
    window_of_ava.write("/requests mine heather PICTURE")
    found = window_of_ava.told_privately("with “heather PICTURE” in them")
    expect(found).to_contain_text("4 in all")
    expect(found).to_contain_text("number 17")
    window_of_ava.shot("found-by-words")
    window_of_ava.write("/requests heather cactus")
    window_of_ava.told_privately("Nothing here has all of these words in it.")


def test_what_waits_and_what_the_team_has(window: OpenWindow, world: World) -> None:
    wish = "The dashboard for the board meeting counts every order twice"
    grace = world.workspace.person("grace")
    grace.command("#growth", f"/ask {wish}")
    carlos = window("carlos")
    carlos.go_to("it-data")
    carlos.sees(wish)
    carlos.write("/requests waiting")
    expect(carlos.told_privately("Waiting for you")).to_contain_text(wish)
    carlos.shot("waiting")
    nina = window("nina")
    nina.go_to("it-data")
    nina.write("/requests team")
    expect(nina.told_privately("Your team's open requests")).to_contain_text(wish)
    nina.shot("team")
    nina.write("/requests waiting")
    nina.told_privately("Nobody waits for you.")
    carlos.does_not_see("Nobody waits for you.")
    # Another team sees nothing of it.
    anke = window("anke")
    anke.go_to("it-infra")
    anke.write("/requests team board")
    anke.told_privately("Nothing here has all of these words in it.")


def test_it_takes_a_request_from_the_home_tab(window: OpenWindow, world: World) -> None:
    wish = "The weekly report stopped coming on Mondays"
    carlos = window("carlos")
    carlos.go_home()
    world.workspace.person("grace").command("#growth", f"/ask {wish}")
    expect(carlos.home).to_contain_text(wish)
    carlos.shot("a-new-one")
    carlos.home.get_by_role("button", name="I've got it").first.click()
    expect(carlos.home).to_contain_text("You have it, since")
    carlos.shot("taken")
    grace = window("grace")
    grace.go_to("growth")
    grace.open_thread(wish)
    grace.sees("Carlos from Data & Analytics has it")
    carlos.home.get_by_role("button", name="Done", exact=True).first.click()
    grace.sees("Carlos says it's done. Does it look right?")
    grace.go_home()
    expect(grace.home).to_contain_text("Waiting for you")
    grace.shot("home-of-the-asker")
    grace.home.get_by_role("button", name="Yes, thanks").first.click()
    expect(grace.home).not_to_contain_text(wish)


def test_an_admin_sees_what_slack_refused(window: OpenWindow, world: World) -> None:
    leo = world.workspace.person("leo")
    ts = leo.say(leo.dm(), "The wifi in the photo studio drops every few minutes")
    world.workspace.until(
        lambda: "wifi in the photo studio" in str(world.workspace.messages("#it-workplace"))
    )
    world.workspace.within(lambda office: archive(office, "#it-workplace"))
    leo.say(leo.dm(), "Now it is gone for good", thread_ts=ts)
    alex = window("alex")
    alex.go_to_messages_with_the_app()
    alex.sees("Slack refused something I had to say (is_archived). Your Home tab shows what it was.")
    alex.shot("told")
    alex.go_home()
    expect(alex.home).to_contain_text("Slack refused these")
    expect(alex.home).to_contain_text(
        "Words to be carried to the other side: The channel is archived. (is_archived)"
    )
    expect(alex.home).to_contain_text("Everybody's open requests")
    alex.shot("home")
    mia = window("mia")
    mia.go_home()
    expect(mia.home).to_contain_text("Who to ask")
    expect(mia.home).not_to_contain_text("Slack refused")


def the_list(person: Window) -> Locator:
    only = person.page.get_by_test_id("message").filter(has_text="Only visible to you")
    return only.filter(has_text=re.compile("Your requests|Waiting for you|open requests")).last


def archive(office: Office, name: str) -> None:
    channel = office.state.channel_named(name)
    assert channel is not None
    channel.archived = True
    places.tell_of(office, channel)
