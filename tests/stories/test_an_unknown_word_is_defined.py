"""A word that nobody has explained: asked for by three, defined, understood, approved, and told."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.stories.conftest import OpenWindow, Window
from tests.world import World

WORD = "smokejumper"
UNCLEAR_LINE = "Our synthetic canary against prod."
LINE = "A robot that orders a pair of boots on our site every night, to see that the shop works."
BRIDGE = "marketing-it-bridge"


def asked_by_three(mia: Window, world: World) -> None:
    mia.go_to("marketing")
    mia.write(f"/explain {WORD}")
    mia.told_privately(f"Nobody has explained “{WORD}” yet.")
    mia.press("Tell me when it's there", about=WORD)
    mia.told_privately("I'll tell you, and only you")
    for name in ("sofia", "leo"):
        world.workspace.person(name).command("#launches", f"/explain what is a {WORD}?")


def defined(lena: Window) -> None:
    lena.go_to(BRIDGE)
    lena.sees(f"3 people want to know what “{WORD}” means")
    lena.shot("1-the-card-of-the-unknown-word")
    lena.press("Define", about=f"“{WORD}”")
    expect(lena.form.get_by_label("The word, as people say it")).to_have_value(WORD)
    lena.form.get_by_label("For marketing: what is it?").fill(UNCLEAR_LINE)
    lena.form.get_by_label("For IT: what is it?").fill("The nightly synthetic checkout against production.")
    lena.form.get_by_label("Why does it matter").fill("You know each morning that the shop took orders.")
    lena.shot("2-the-form")
    send(lena, "Suggest it")
    lena.told_privately("First somebody of marketing says whether they understand")
    lena.sees("Lena has written an explanation", about=WORD)
    lena.shot("3-thanked")


def not_clear_yet(mia: Window) -> None:
    mia.sees(f"A new word: {WORD}. Would you understand it, explained like this?")
    mia.shot("4-the-card-to-understand")
    mia.press("Not clear yet", about="Would you understand it")
    mia.form.get_by_label("What isn't clear?").fill("What is a canary, and what does it do for us?")
    send(mia, "Send")
    mia.sees("Not clear yet to Mia: “What is a canary", about=WORD)


def worded_differently(lena: Window) -> None:
    lena.go_to_messages_with_the_app()
    lena.sees("isn't clear yet to Mia")
    lena.shot("5-not-clear-yet")
    lena.press("Word it differently", about="isn't clear yet to Mia")
    line = lena.form.get_by_label("For marketing: what is it?")
    expect(line).to_have_value(UNCLEAR_LINE)
    line.fill(LINE)
    lena.shot("6-worded-differently")
    send(lena, "Suggest it")


def send(person: Window, label: str) -> None:
    person.form.get_by_role("button", name=label, exact=True).click()
    expect(person.form).to_be_hidden()


def test_asked_by_three_defined_understood_approved_and_told(window: OpenWindow, world: World) -> None:
    mia, lena, jonas = window("mia"), window("lena"), window("jonas")
    asked_by_three(mia, world)
    defined(lena)
    not_clear_yet(mia)
    worded_differently(lena)
    mia.sees(LINE, about="Would you understand it")
    mia.press("I understand this", about=LINE)
    mia.sees(f"Mia understands {WORD}. It's with IT now.")
    mia.shot("7-understood")
    jonas.go_to(BRIDGE)
    jonas.sees(f"A new word to approve: {WORD}. Mia understands it.")
    jonas.shot("8-the-card-to-approve")
    jonas.press("Approve", about="A new word to approve")
    jonas.sees(f"Jonas has approved this text for {WORD}.")
    jonas.sees(f"“{WORD}” is explained now.")
    jonas.shot("9-approved")
    mia.go_to_messages_with_the_app()
    mia.sees(LINE, about=f"“{WORD}” means")
    mia.shot("10-told")


def test_the_form_says_while_one_types_what_is_there_already(window: OpenWindow) -> None:
    emre = window("emre")
    emre.go_to("it-web")
    emre.write("/glossary add")
    word = emre.form.get_by_label("The word, as people say it")
    expect(emre.form.get_by_text("whether it's there already")).to_be_visible()
    word.press_sequentially("stagin", delay=40)
    expect(emre.form.get_by_text("Perhaps it's there under another name")).to_be_visible()
    word.press_sequentially("g", delay=40)
    expect(emre.form.get_by_text("is there already:")).to_be_visible()
    expect(word).to_have_value("staging")
    expect(word).to_be_focused()
    emre.shot("there-already")
    emre.form.get_by_label("For marketing: what is it?").fill("The place where pages are tried first.")
    emre.form.get_by_role("button", name="Suggest it").click()
    expect(emre.form.get_by_text("explained already, under")).to_be_visible()
    expect(emre.form.get_by_label("For marketing: what is it?")).to_have_value(
        "The place where pages are tried first."
    )
    emre.shot("refused-beside-the-word")


def test_looking_round_editing_and_going_back(window: OpenWindow) -> None:
    jonas = window("jonas")
    jonas.go_to("it-web")
    jonas.write("/glossary")
    round_ = jonas.told_privately("words that marketing and IT explain to each other")
    jonas.shot("1-topics")
    round_.get_by_role("combobox").click()
    jonas.page.get_by_role("option", name="releases").first.click()
    listed = jonas.told_privately("in all")
    jonas.shot("2-a-topic")
    listed.get_by_role("button", name="Open").first.click()
    jonas.told_privately("All topics").get_by_role("button", name="History").wait_for()
    jonas.shot("3-a-word")
    jonas.write("/glossary CNAME")
    page = jonas.told_privately("CNAME")
    page.get_by_role("button", name="Edit", exact=True).click()
    line = jonas.form.get_by_label("For marketing: what is it?")
    expect(line).not_to_have_value("")
    line.fill("A signpost: this web address leads to that one.")
    jonas.form.get_by_label("What is better now?").fill("Shorter.")
    jonas.shot("4-the-edit-form")
    jonas.form.get_by_role("button", name="Suggest it").click()
    jonas.told_privately("Done. That's how CNAME is explained from now on.")
    jonas.write("/glossary history CNAME")
    past = jonas.told_privately("2 texts in all")
    jonas.shot("5-history")
    past.get_by_role("button", name="Go back to this").click()
    jonas.page.get_by_test_id("confirm").get_by_role("button", name="Go back to it").click()
    jonas.told_privately("Everybody reads this text about CNAME again.")
    jonas.shot("6-gone-back")
