"""The first walk: one plain sentence becomes an acknowledged, answered request."""

from __future__ import annotations

from tests.stories.conftest import OpenWindow

WISH = "our spring landing page form stopped sending leads to HubSpot, the campaign starts Monday"


def test_a_request_from_ask_to_answer(window: OpenWindow) -> None:
    mia = window("mia")
    mia.go_to("marketing")
    mia.write(f"/ask {WISH}")
    receipt = mia.sees("I've passed this to Jonas from the Web Team")
    mia.shot("1-the-receipt")
    assert "landing page" in receipt.inner_text()

    jonas = window("jonas")
    jonas.go_to("it-web")
    jonas.sees("stopped sending leads")
    jonas.shot("2-the-card")
    jonas.press("I've got it", about="stopped sending leads")
    jonas.sees("Jonas from the Web Team has it", about="stopped sending leads")

    mia.open_thread("spring landing page form")
    mia.sees("Jonas from the Web Team has it")
    mia.write_in_thread("Thanks! It broke on Friday, I think.")

    jonas.go_to("marketing")
    jonas.open_thread("spring landing page form")
    jonas.sees("It broke on Friday")
    jonas.write_in_thread("Found it, the form key had expired. Deploying the fix now.")
    mia.sees("the form key had expired")
    jonas.go_to("it-web")
    jonas.press("Done", about="stopped sending leads")

    mia.sees("Does it look right?")
    mia.shot("3-does-it-look-right")
    mia.press("Yes, thanks", about="Does it look right?")
    mia.sees("closed")
    mia.shot("4-closed")
