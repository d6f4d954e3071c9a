"""What the words leave open: asked once, answered by form, in plain words, or not at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from tests.stories.conftest import OpenWindow, Window
from tests.world import World

ASKS = "quick things so Jonas can start:"


def asked(window: OpenWindow, world: World, wish: str) -> Window:
    """Mia's window, with the thread of her wish open and the questions in it."""
    world.workspace.person("mia").command("#marketing", f"/ask {wish}")
    mia = window("mia")
    mia.go_to("marketing")
    mia.open_thread(wish)
    mia.sees(ASKS)
    return mia


def buttons_are_gone(mia: Window) -> None:
    for label in ("Answer", "Not sure yet"):
        expect(mia.thread.get_by_role("button", name=label, exact=True)).to_have_count(0)


def test_answered_with_the_short_form(window: OpenWindow, world: World) -> None:
    wish = "A form on the website should collect fair visitors"
    mia, jonas = asked(window, world, wish), window("jonas")
    mia.sees("Two quick things so Jonas can start:")
    mia.sees("Which page is it? Paste the link, or say it's a new one.")
    mia.shot("asked")
    jonas.go_to("it-web")
    jonas.sees("Still open: page, date", about=wish)
    mia.press("Answer", about=ASKS)
    mia.form.get_by_label("Which page is it?").fill("The start page, right at the top")
    day = datetime.now(UTC).date() + timedelta(days=70)
    mia.form.get_by_label("When must it be live").fill(day.isoformat())
    mia.shot("the-form")
    mia.form.get_by_role("button", name="Send", exact=True).click()
    expect(mia.form).to_be_hidden()
    mia.sees("Thanks, that's all Jonas needs to start.")
    mia.sees("Thanks, noted: page, date.")
    buttons_are_gone(mia)
    mia.shot("answered")
    jonas.sees("Known: page: The start page, right at the top", about=wish)
    jonas.shot("the-card")


def test_half_an_answer_in_plain_words_and_the_rest_left_open(window: OpenWindow, world: World) -> None:
    wish = "The press section of our website needs new pictures"
    mia, jonas = asked(window, world, wish), window("jonas")
    mia.write_in_thread("It's https://northwind.example/press")
    mia.sees("Thanks, noted. Two more things so Jonas can start:")
    mia.sees("Thanks, noted: page.")
    mia.write_in_thread("Not sure yet about the rest, sorry")
    mia.sees("Thanks, noted. The rest stays open. Just write it here once you know.")
    buttons_are_gone(mia)
    mia.shot("left-open")
    jonas.go_to("it-web")
    jonas.sees("Known: page: It's https://northwind.example/press", about=wish)
    jonas.sees("Still open: what changes, date", about=wish)


def test_not_sure_yet_is_one_click_and_nobody_asks_again(window: OpenWindow, world: World) -> None:
    wish = "The winter tour deserves a landing page of its own"
    mia = asked(window, world, wish)
    mia.press("Not sure yet", about=ASKS)
    mia.sees("All right, I'll leave it open. Just write it here once you know.")
    buttons_are_gone(mia)
    mia.shot("left-open")


def test_a_request_that_leaves_its_team_takes_the_questions_back(window: OpenWindow, world: World) -> None:
    wish = "The website needs another banner for the summer sale"
    mia, jonas = asked(window, world, wish), window("jonas")
    jonas.go_to("it-web")
    jonas.press("Not ours", about=wish)
    mia.sees("Nothing more is needed here.")
    buttons_are_gone(mia)
    mia.shot("nothing-needed")
