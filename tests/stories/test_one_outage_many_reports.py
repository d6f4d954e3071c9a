"""Something is down and three report it: put together, told with one update, solved for all at once."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.stories.conftest import OpenWindow, Window
from tests.world import World

FIRST = "The checkout is down, customers get an error when they pay"
SECOND = "Nobody can pay with a card in the shop, the payment page stays white"
THIRD = "The shop is down in Leeds, customers can't order anything at the till"
CALM = "reports the same thing as Mia, so the card of that one counts."
NEWS = "It's the payment provider. They expect to be back at noon."


def test_three_report_one_thing_and_hear_of_it_together(window: OpenWindow, world: World) -> None:
    mia, oliver, sofia, noah = window("mia"), window("oliver"), window("sofia"), window("noah")
    noah.go_to("it-oncall")
    for asker, words in ((mia, FIRST), (oliver, SECOND), (sofia, THIRD)):
        report(asker, words)
        noah.sees(words)
    noah.shot("1-three-cards")

    put_to_mias(noah, SECOND)
    noah.sees(f"Oliver {CALM}", about="payment page stays white")
    put_to_mias(noah, THIRD)
    noah.sees("2 others report the same: Oliver and Sofia.", about="customers get an error")
    noah.shot("2-two-are-calm")
    oliver.open_thread("payment page stays white")
    oliver.sees("It's the same thing as what Mia reported; you'll hear with everybody.")

    noah.press("I've got it", about="customers get an error")
    oliver.sees("Noah from IT On-Call has it", about="👀")
    noah.press("Tell everybody", about="customers get an error")
    noah.form.get_by_label("What should everybody know?").fill(NEWS)
    noah.shot("3-one-update")
    noah.form.get_by_role("button", name="Tell everybody").click()
    for asker, words in ((mia, "customers get an error"), (oliver, "stays white"), (sofia, "in Leeds")):
        if asker is not oliver:
            asker.open_thread(words)
        asker.sees(NEWS, about="News from Noah")
    sofia.shot("4-the-update")

    noah.press("Take it out again", about="shop is down in Leeds")
    sofia.sees("This one turned out to be something of its own.")
    noah.sees("One other reports the same: Oliver.", about="customers get an error")
    noah.press("Done", about="customers get an error")
    for asker in (mia, oliver):
        asker.sees("Does it look right?", about="Noah says it's done.")
    oliver.press("Yes, thanks", about="Does it look right?")
    oliver.sees("so this one's closed")
    expect(sofia.thread.get_by_text("Does it look right?")).to_have_count(0)
    expect(noah.message("shop is down in Leeds").get_by_role("button", name="I've got it")).to_be_visible()
    noah.shot("5-hers-stands-for-itself")


def report(asker: Window, words: str) -> None:
    """In the channel that all of them read. What somebody else reported may be shown first: it is not it."""
    asker.go_to("marketing")
    asker.write(f"/ask {words}")
    answer = asker.page.get_by_test_id("message").filter(has_text=re.compile("Is it the same|Got it, thanks"))
    mine = answer.filter(has_text=re.compile(f"Is it the same|{asker.person.title()}")).last
    expect(mine).to_be_visible()
    if "Is it the same" in mine.inner_text():
        asker.press("No, file mine", about="Is it the same?")
    asker.sees(re.compile(f"Got it, thanks {asker.person.title()}"))


def put_to_mias(noah: Window, words: str) -> None:
    """The menu opens, and what it offers is chosen, the way a person would."""
    card = noah.message(words)
    card.get_by_role("combobox", name="Same thing as…").click()
    noah.page.get_by_role("option", name=re.compile(r"customers get an error.*\(Mia\)")).click()
