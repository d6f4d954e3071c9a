"""Asked back and answered, done and not quite done, and what silence does."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.stories.conftest import OpenWindow, Window
from tests.world import World


def taken_by_jonas(window: OpenWindow, world: World, wish: str) -> tuple[Window, Window]:
    """Mia's window with her thread open, Jonas' with the card he has taken."""
    world.workspace.person("mia").command("#marketing", f"/ask {wish}")
    mia, jonas = window("mia"), window("jonas")
    jonas.go_to("it-web")
    jonas.press("I've got it", about=wish)
    jonas.sees("Jonas from the Web Team has it", about=wish)
    mia.go_to("marketing")
    mia.open_thread(wish)
    mia.sees("Jonas from the Web Team has it")
    return mia, jonas


def test_a_question_waits_for_its_answer(window: OpenWindow, world: World) -> None:
    wish = "Winter gloves should be added to the homepage hero"
    world.workspace.person("mia").command("#marketing", f"/ask {wish}")
    mia, jonas = window("mia"), window("jonas")
    jonas.go_to("it-web")
    jonas.press("Ask Mia", about=wish)
    expect(jonas.form).to_contain_text("Ask Mia")
    jonas.form.get_by_label("Your question").fill("Which picture shall we use, the studio one?")
    jonas.shot("the-form")
    jonas.form.get_by_role("button", name="Ask", exact=True).click()
    expect(jonas.form).to_be_hidden()
    jonas.sees("waiting for Mia's answer", about=wish)

    mia.go_to("marketing")
    mia.open_thread(wish)
    mia.sees("Jonas from the Web Team has a question.")
    mia.sees("Which picture shall we use, the studio one?")
    mia.shot("the-question")
    mia.write_in_thread("The one on the glacier, please.")
    mia.sees("Thanks Mia, I've let Jonas know.")
    mia.shot("answered")
    jonas.sees("Jonas from the Web Team has it.", about=wish)
    jonas.open_thread(wish)
    jonas.sees("Mia has answered, so it's back with you.")
    jonas.shot("back-with-jonas")


def test_not_quite_then_done_then_thanks(window: OpenWindow, world: World) -> None:
    wish = "The headline of the spring page has a typo in it"
    mia, jonas = taken_by_jonas(window, world, wish)
    jonas.press("Done", about=wish)
    mia.sees("Does it look right?")
    mia.press("Not quite", about="Does it look right?")
    mia.sees("Not quite yet, then. It's back with Jonas")
    mia.shot("not-quite")
    jonas.sees("Jonas from the Web Team has it.", about=wish)
    jonas.press("Done", about=wish)
    mia.sees("Jonas says it's done. Does it look right?")
    mia.press("Yes, thanks", about="Does it look right?")
    mia.sees("so this one's closed. Thanks, Jonas.")
    for label in ("Yes, thanks", "Not quite", "Cancel", "Change it"):
        expect(mia.thread.get_by_role("button", name=label, exact=True)).to_have_count(0)
    mia.shot("closed")
    jonas.sees("Done for Mia, thanks to Jonas from the Web Team.", about=wish)
    expect(jonas.message(wish).get_by_role("button", name="Done", exact=True)).to_have_count(0)
    jonas.shot("the-card")


def test_eyes_and_a_tick_do_what_the_buttons_do(window: OpenWindow, world: World) -> None:
    wish = "The footer of the website still says last year"
    world.workspace.person("mia").command("#marketing", f"/ask {wish}")
    mia, lena = window("mia"), window("lena")
    lena.go_to("it-web")
    lena.sees(wish)
    lena.react("eyes", about=wish)
    lena.sees("Lena from the Web Team has it.", about=wish)
    lena.react("white_check_mark", about=wish)
    lena.sees("Lena from the Web Team says it's done, Mia has the last word.", about=wish)
    lena.shot("card")
    mia.go_to("marketing")
    mia.open_thread(wish)
    mia.sees("Lena says it's done. Does it look right?")
    mia.shot("thread")


def test_done_by_mistake_on_one_that_nobody_took_is_asked_first(window: OpenWindow, world: World) -> None:
    wish = "The menu of the website hides the outlet on phones"
    world.workspace.person("mia").command("#marketing", f"/ask {wish}")
    jonas = window("jonas")
    jonas.go_to("it-web")
    jonas.press("Done", about=wish)
    sure = jonas.page.get_by_test_id("confirm")
    expect(sure).to_contain_text("Nobody has taken it yet. I'd tell Mia that it's done.")
    jonas.shot("sure")
    sure.get_by_role("button", name="Not yet").click()
    expect(jonas.message(wish).get_by_role("button", name="I've got it")).to_be_visible()
    jonas.press("Done", about=wish)
    sure.get_by_role("button", name="Yes, it's done").click()
    jonas.sees("Jonas from the Web Team says it's done", about=wish)
