"""A marketer asks from anywhere; each way ends with a receipt for them and a card for the right team."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.stories.conftest import OpenWindow, Window
from tests.world import World


def card_arrives(window: OpenWindow, person: str, channel: str, words: str) -> Window:
    colleague = window(person)
    colleague.go_to(channel)
    colleague.sees(words)
    colleague.shot("card")
    colleague.press("I've got it", about=words)
    colleague.sees("has it", about=words)
    return colleague


def test_by_the_form_that_a_bare_command_opens(window: OpenWindow) -> None:
    mia = window("mia")
    mia.go_to("marketing")
    mia.write("/ask")
    form = mia.page.get_by_test_id("modal")
    form.get_by_label("What do you need?").fill("The cookie banner hides the buy button on phones")
    mia.shot("form")
    form.get_by_role("button", name="Send").click()
    expect(form).to_be_hidden()
    mia.sees(re.compile("cookie banner hides"))
    mia.shot("receipt")


def test_a_form_without_a_wish_is_not_sent_and_keeps_what_was_typed(window: OpenWindow) -> None:
    mia = window("mia")
    mia.go_to("marketing")
    mia.write("/ask")
    form = mia.page.get_by_test_id("modal")
    form.get_by_label("What do you need?").fill("help pls")
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_text("What's going on? One sentence is enough.")).to_be_visible()
    expect(form.get_by_label("What do you need?")).to_have_value("help pls")
    mia.shot("asked-back")
    form.get_by_role("button", name="Not now").click()
    expect(form).to_be_hidden()


def test_by_mentioning_the_bot_in_a_channel(window: OpenWindow) -> None:
    mia = window("mia")
    mia.go_to("launches")
    mia.write("@Liaison the webinar registration form needs a field for the company name")
    mia.open_thread("webinar registration form needs a field")
    mia.sees("Got it, thanks Mia")
    mia.shot("receipt")


def test_by_direct_message_with_words_carried_both_ways(window: OpenWindow) -> None:
    sofia = window("sofia")
    sofia.go_to_messages_with_the_app()
    sofia.write("The printer near the studio is out of order, could somebody fix the printer before noon?")
    sofia.open_thread("printer near the studio")
    sofia.sees("Got it, thanks Sofia")
    ben = card_arrives(window, "ben", "it-workplace", "printer near the studio")
    sofia.write_in_thread("It says paper jam, but there is none.")
    ben.open_thread("printer near the studio")
    ben.sees("It says paper jam")
    ben.write_in_thread("Chloe, is that the one we wanted to replace?")
    ben.told_privately("Only your team sees “Chloe")
    ben.write_in_thread("Please try the one on the second floor until two o'clock.")
    ben.told_privately("Only your team sees “Please try the one").get_by_role(
        "button", name="Send to Sofia"
    ).click()
    sofia.sees("second floor until two")
    sofia.shot("answer")
    ben.shot("team-thread")
    assert sofia.page.get_by_text("wanted to replace").count() == 0


def test_by_the_message_menu_inside_a_thread(window: OpenWindow) -> None:
    grace, ava = window("grace"), window("ava")
    grace.go_to("growth")
    grace.write("Numbers for the partner newsletter, thread below")
    ava.go_to("growth")
    ava.start_thread(
        "Numbers for the partner newsletter",
        "The unsubscribe link in the mails opens a page that is not found",
    )
    grace.open_thread("Numbers for the partner newsletter")
    grace.choose_from_menu("Send to IT", about="unsubscribe link in the mails")
    grace.sees("Got it, thanks Ava")
    grace.shot("receipt")


def test_by_putting_a_ticket_on_a_message(window: OpenWindow) -> None:
    leo = window("leo")
    leo.go_to("launches")
    leo.write("The share picture of the boots page shows last year's logo on LinkedIn")
    leo.react("ticket", about="share picture of the boots page")
    leo.open_thread("share picture of the boots page")
    leo.sees("Got it, thanks Leo")
    leo.shot("receipt")
    post = leo.page.get_by_test_id("message").filter(has_text="share picture of the boots page").first
    post.get_by_role("button", name=re.compile("^ticket: 1")).click()
    leo.sees("Taken back, no problem")
    leo.shot("taken-back")


def test_from_the_home_tab(window: OpenWindow) -> None:
    daniel = window("daniel")
    daniel.go_home()
    daniel.page.get_by_role("button", name="Ask IT for something").click()
    form = daniel.page.get_by_test_id("modal")
    form.get_by_label("What do you need?").fill(
        "Please add the LinkedIn insight tag to the partner landing page"
    )
    form.get_by_role("button", name="Send").click()
    expect(form).to_be_hidden()
    expect(daniel.page.get_by_test_id("home")).to_contain_text("LinkedIn insight tag")
    daniel.shot("home")


def test_by_mentioning_the_bot_in_a_thread_that_is_there_already(window: OpenWindow, world: World) -> None:
    ava = world.workspace.person("ava")
    root = ava.say("#growth", "Where are we with the partner fair?")
    ava.say("#growth", "Booth is paid, the rest is open.", thread_ts=root)
    tom = window("tom")
    tom.go_to("growth")
    tom.open_thread("Where are we with the partner fair?")
    tom.write_in_thread("@Liaison the QR code of the fair banner leads to a page that is not found")
    tom.sees("Got it, thanks Tom")
    tom.shot("receipt")
    said = world.workspace.messages("#growth")
    receipt = next(one for one in said if "Got it, thanks Tom" in one["text"])
    assert receipt["thread_ts"] == root


def test_from_the_lightning_menu(window: OpenWindow) -> None:
    grace = window("grace")
    grace.go_to("growth")
    grace.page.get_by_role("button", name="Shortcuts").click()
    grace.page.get_by_role("menuitem", name=re.compile("^Ask IT")).click()
    grace.form.get_by_label("What do you need?").fill(
        "The winback e-mail shows no product pictures in Outlook"
    )
    grace.form.get_by_role("button", name="Send").click()
    expect(grace.form).to_be_hidden()
    grace.go_to_messages_with_the_app()
    grace.sees("Got it, thanks Grace")
    grace.sees("winback e-mail")
    grace.shot("receipt")
    grace.press("Cancel", about="winback e-mail")
    grace.page.get_by_test_id("confirm").get_by_role("button", name="Take it back").click()
    grace.sees("Taken back, so nobody needs to do anything.")
    grace.does_not_see("Got it, thanks Grace")


def test_one_message_in_two_ways_gives_one_request(window: OpenWindow, world: World) -> None:
    words = "The size chart on the gloves page is from last season"
    world.workspace.person("oliver").say("#launches", words)
    oliver, leo = window("oliver"), window("leo")
    oliver.go_to("launches")
    oliver.choose_from_menu("Send to IT", about=words)
    oliver.open_thread(words)
    oliver.sees("Got it, thanks Oliver")
    leo.go_to("launches")
    leo.react("ticket", about=words)
    leo.choose_from_menu("Send to IT", about=words)
    leo.told_privately("That message is a request already; it's with Jonas")
    leo.shot("told-privately")
    cards = [one for one in world.workspace.messages("#it-web") if words in str(one)]
    assert len(cards) == 1
    assert (
        sum("Got it" in one["text"] for one in world.workspace.messages("#launches") if words in str(one))
        == 1
    )


def test_with_a_screenshot(window: OpenWindow, tmp_path: Path) -> None:
    picture = tmp_path / "checkout.png"
    picture.write_bytes(PIXEL)
    tom = window("tom")
    tom.go_to_messages_with_the_app()
    tom.page.set_input_files("input[type=file]", picture)
    tom.write("checkout shows this error for my test order")
    tom.open_thread("checkout shows this error")
    tom.sees("Got it, thanks Tom")
    tom.sees("checkout.png")
    tom.shot("receipt")


def test_words_without_a_wish_file_nothing(window: OpenWindow, world: World) -> None:
    mia = window("mia")
    mia.go_to("general")
    before = len(world.workspace.messages("#general"))
    mia.write("/ask help pls")
    mia.sees("What's going on? One sentence is enough.")
    assert len(world.workspace.messages("#general")) == before
    mia.shot("open-question")


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0f01f00050001ff"
    "a2b6d1c50000000049454e44ae426082"
)
