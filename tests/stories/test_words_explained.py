"""Somebody reads words of the other side and has them explained: by ⋯, by `/explain`, by asking the bot."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.stories.conftest import OpenWindow, Window
from tests.world import World

SENTENCE = "staging is stale, I'll redeploy and we need a CNAME"


def explain(person: Window, words: str) -> None:
    person.write(f"/explain {words}".rstrip())


def test_a_marketer_understands_every_word_of_an_it_person(window: OpenWindow, world: World) -> None:
    world.workspace.person("jonas").say("#launches", SENTENCE)
    mia = window("mia")
    mia.go_to("launches")
    mia.choose_from_menu("Explain the jargon", about=SENTENCE)
    told = mia.told_privately("Three words in there may be new to you")
    for word in ("staging", "redeploy", "CNAME"):
        expect(told.get_by_text(word, exact=True).first).to_be_visible()
    expect(told).to_contain_text("Why it matters to you")
    mia.shot("every-word")
    told.get_by_role("button", name="More on CNAME").click()
    whole = mia.told_privately("For example")
    expect(whole.get_by_role("button", name="Share in thread")).to_be_visible()
    mia.shot("the-whole-entry")
    whole.get_by_role("button", name="Share in thread").click()
    mia.told_privately("Shared in the thread, with your name.")
    mia.open_thread(SENTENCE)
    expect(mia.thread).to_contain_text("Mia shared this from the glossary.")
    mia.shot("shared-in-the-thread")


def test_one_word_in_the_readers_words_and_what_can_be_pressed_there(window: OpenWindow) -> None:
    tom = window("tom")
    tom.go_to("growth")
    explain(tom, "CDN")
    told = tom.told_privately("Why it matters to you")
    expect(told).to_contain_text("CDN")
    expect(told).to_contain_text("looks after it")
    tom.shot("one-word")
    told.get_by_role("button", name="Still unclear").click()
    tom.told_privately("without your name")
    tom.shot("still-unclear")
    tom.press("Ask in the channel", about="without your name")
    tom.sees("Tom has read what the glossary says about CDN")
    tom.shot("asked-in-the-open")
    tom.press("Thanks", about="Why it matters to you")
    told = tom.told_privately("I'm glad that helped")
    expect(told.get_by_role("button")).to_have_count(0)
    tom.shot("thanks")


def test_a_word_with_two_meanings_a_rule_and_help(window: OpenWindow) -> None:
    leo = window("leo")
    leo.go_to("general")
    explain(leo, "PR")
    leo.told_privately("“PR” has two meanings. Which one is it here?")
    leo.shot("two-meanings")
    leo.press("pull request", about="“PR” has two meanings")
    told = leo.told_privately("Not to be confused with")
    told.get_by_role("button", name="Not what I meant").click()
    leo.told_privately("Did you mean one of these?")
    leo.shot("not-what-i-meant")
    explain(leo, "why can't we share logins")
    leo.told_privately("What we can do instead")
    leo.shot("a-rule")
    explain(leo, "")
    leo.told_privately("Have a word explained")
    leo.shot("help")


def test_a_question_to_the_bot_is_answered_and_a_wish_is_filed(window: OpenWindow, world: World) -> None:
    sofia = window("sofia")
    sofia.go_to("launches")
    sofia.write("@Liaison what is a webhook?")
    sofia.told_privately("Why it matters to you")
    sofia.shot("asked-by-mention")
    sofia.go_to_messages_with_the_app()
    sofia.write("what's SSO")
    sofia.sees(re.compile("single sign-on", re.IGNORECASE))
    sofia.shot("asked-by-direct-message")
    sofia.write("what is wrong with the landing page? The picture of the tents is missing")
    sofia.open_thread("picture of the tents is missing")
    sofia.sees("Got it, thanks Sofia")
    sofia.shot("a-wish-is-filed")
    assert not any("webhook" in str(one) for one in world.workspace.messages("#it-martech"))


def test_a_word_that_three_people_looked_for_gets_a_card(window: OpenWindow, world: World) -> None:
    ava, grace, hannah = window("ava"), window("grace"), window("hannah")
    for person in (ava, grace):
        person.go_to("growth")
        explain(person, "flombulator")
        person.told_privately("Nobody has explained “flombulator” yet.")
    ava.shot("nobody-has-explained-it")
    ava.press("Tell me when it's there", about="flombulator")
    ava.told_privately("I'll tell you, and only you")
    ava.shot("i-will-be-told")
    daniel = world.workspace.person("daniel")
    daniel.command("#growth", "/explain what is a flombulator?")
    hannah.go_to("marketing-it-bridge")
    card = hannah.sees("3 people want to know what “flombulator” means")
    for name in ("Define", "Same as…", "Not jargon"):
        expect(card.get_by_role("button", name=name)).to_be_visible()
    hannah.shot("the-card")
    hannah.press("Same as…", about="flombulator")
    hannah.form.get_by_label("What is “flombulator” another name of?").fill("no such thing")
    hannah.form.get_by_role("button", name="Save").click()
    expect(hannah.form.get_by_text("The glossary has no “no such thing”")).to_be_visible()
    hannah.shot("nothing-by-that-name")
    hannah.form.get_by_label("What is “flombulator” another name of?").fill("webhook")
    hannah.form.get_by_role("button", name="Save").click()
    expect(hannah.form).to_be_hidden()
    hannah.sees("Hannah says that “flombulator” is the same as webhook.")
    hannah.shot("the-card-is-settled")
    ava.go_to_messages_with_the_app()
    ava.sees("You wanted to know what “flombulator” means. It's explained now:")
    ava.shot("told-when-it-is-there")
