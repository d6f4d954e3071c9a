"""The first walk: one plain sentence becomes an acknowledged, answered request."""

from __future__ import annotations

from tests.stories.conftest import OpenWindow

WISH = "our spring landing page form stopped sending leads to HubSpot, the campaign starts Monday"


def test_a_request_from_ask_to_answer(window: OpenWindow) -> None:
    mia = window("mia")
    mia.go_to("marketing")
    mia.write(f"/ask {WISH}")
    mia.sees("I've passed this to Noah from IT On-Call", about="landing page")
    mia.shot("1-the-receipt")

    noah = window("noah")
    noah.go_to("it-oncall")
    noah.sees("stopped sending leads")
    noah.shot("2-the-card")
    noah.press("I've got it", about="stopped sending leads")
    noah.sees("Noah from IT On-Call has it", about="stopped sending leads")

    mia.open_thread("spring landing page form")
    mia.sees("Noah from IT On-Call has it")
    mia.write_in_thread("Thanks! It broke on Friday, I think.")

    noah.go_to("marketing")
    noah.open_thread("spring landing page form")
    noah.sees("It broke on Friday")
    noah.write_in_thread("Found it, the form key had expired. Deploying the fix now.")
    mia.sees("the form key had expired")
    noah.go_to("it-oncall")
    noah.press("Done", about="stopped sending leads")

    mia.sees("Does it look right?")
    mia.shot("3-does-it-look-right")
    mia.press("Yes, thanks", about="Does it look right?")
    mia.sees("closed")
    mia.shot("4-closed")
