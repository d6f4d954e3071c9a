"""Two wishes in one message: two owners, one receipt, and every word reaches both."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect

from tests.stories.conftest import OpenWindow, Window
from tests.world import World

LINK = "set up a short link for the boots campaign"
ACCESS = "give Leo access to the CRM"
WISH = f"Could you {LINK}? Also, please {ACCESS}."


def test_two_wishes_in_one_direct_message(window: OpenWindow, world: World) -> None:
    sofia = window("sofia")
    sofia.go_to_messages_with_the_app()
    sofia.write(WISH)
    sofia.open_thread(WISH)
    receipt = receipt_of(sofia)
    expect(receipt).to_contain_text("Anke from Infrastructure & Network")
    expect(receipt).to_contain_text("Ben from Workplace IT")
    expect(receipt.get_by_role("button", name="Take this one back")).to_have_count(2)
    sofia.shot("1-one-receipt")

    anke = takes_it(window, "anke", "it-infra", "short link")
    anke.sees("Asked together with", about="short link")
    anke.does_not_see(re.compile("A new one for .*access to the CRM"))
    ben = takes_it(window, "ben", "it-workplace", "access to the CRM")
    sofia.sees(re.compile("Set up a short link.*: 👀 Anke from Infrastructure & Network has it"))
    sofia.sees(re.compile("Give Leo access.*: 👀 Ben from Workplace IT has it"))
    expect(receipt_of(sofia, "this is how they stand")).to_contain_text("Ben from Workplace IT has it.")
    sofia.shot("2-both-are-taken")

    sofia.write_in_thread("Leo starts on Monday, and the poster goes to print that day")
    for owner, about in ((anke, "short link"), (ben, "access to the CRM")):
        owner.open_thread(about)
        owner.sees("the poster goes to print that day")
        owner.shot(f"3-words-for-{owner.person}")

    ben.press("Done", about="access to the CRM")
    sofia.sees(re.compile("Give Leo access.*Does it look right?"))
    sofia.press("Yes, thanks", about=re.compile("Give Leo access.*Does it look right?"))
    sofia.sees("Ben from Workplace IT")
    expect(receipt_of(sofia, "this is how they stand")).to_contain_text("All done, thanks to Ben")
    receipt_of(sofia, "this is how they stand").get_by_role("button", name="Take this one back").click()
    sofia.page.get_by_test_id("confirm").get_by_role("button", name="Take it back").click()
    expect(receipt_of(sofia, "All of it is settled")).to_contain_text("Taken back")
    anke.sees("Taken back, so there's nothing to do for Sofia here.")
    sofia.shot("4-all-of-it-settled")
    assert len(receipts(world)) == 1


def receipt_of(sofia: Window, opening: str = "I've made two of it") -> Any:
    return sofia.sees(opening)


def takes_it(window: OpenWindow, person: str, channel: str, about: str) -> Window:
    owner = window(person)
    owner.go_to(channel)
    owner.press("I've got it", about=about)
    owner.sees("has it", about=about)
    return owner


def receipts(world: World) -> list[dict[str, Any]]:
    sofia = world.workspace.person("sofia")
    return [one for one in sofia.sees(sofia.dm()) if "All of it is settled" in str(one)]
