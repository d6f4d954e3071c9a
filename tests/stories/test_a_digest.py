"""The Web Team's morning: a digest in its channel, acted on where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.conftest import Databases
from tests.stories.conftest import Inhabited, OpenWindow, Window, travelling
from trying import TravelClock

TUESDAY = datetime(2027, 2, 9, 10, 0, tzinfo=UTC)  # in London, too
TENT = "The tent page needs a new header picture"
ROPE = "The rope page needs a new banner"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def world(
    request: pytest.FixtureRequest, templates: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Inhabited]:
    """On either database, always on the same day."""
    folder = tmp_path_factory.mktemp(f"digest-{request.param}")
    with travelling(templates.planted(request.param, folder), TravelClock(TUESDAY.timestamp())) as inhabited:
        yield inhabited


def jump(window: Window, moment: str) -> None:
    window.clock.get_by_role("button", name="Jump to…").click()
    dialog = window.page.get_by_role("dialog")
    dialog.get_by_label("Day and time").fill(moment)
    dialog.get_by_role("button", name="Jump").click()
    expect(dialog).to_be_hidden()


def test_a_digest_is_set_up_looked_at_and_acted_on(window: OpenWindow) -> None:
    mia, jonas, lena = window("mia"), window("jonas"), window("lena")
    jonas.go_to("it-web")
    lena.go_to("it-web")
    jonas.write("/digest it here weekdays 9:00")
    jonas.told_privately("This channel gets the IT digest from now on")
    jonas.shot("1-subscribed")

    mia.go_to("marketing")
    for wish in (TENT, ROPE):
        mia.write(f"/ask {wish}")
        mia.sees(wish)
        jonas.sees(wish)
    jonas.write("/digest preview")
    jonas.told_privately("2 overdue")  # by tomorrow morning
    jonas.shot("2-only-jonas-sees-the-preview")
    lena.does_not_see("2 overdue")

    jump(jonas, "2027-02-10T09:05")
    digest = jonas.sees("2 overdue", about="IT digest of the Web Team")
    expect(digest).to_contain_text("tent page")
    expect(digest.get_by_role("button", name="Put on next sync")).to_have_count(2)
    jonas.shot("3-in-the-morning")

    lena.message("IT digest of the Web Team").get_by_role("button", name="I've got it").first.click()
    seen = jonas.sees("Lena has it", about="IT digest of the Web Team")
    expect(seen).to_contain_text("1 overdue, 1 on its way.")
    jonas.shot("4-lena-has-one")
    jonas.message("IT digest of the Web Team").get_by_role("button", name="Tomorrow").click()
    jonas.told_privately("Put off: digests for this channel leave it out until Thu 11 Feb")
    sees = lena.sees("put off until the next working day by Jonas", about="IT digest of the Web Team")
    expect(sees.get_by_role("button", name="Put on next sync")).to_have_count(0)
    lena.shot("5-the-other-one-is-put-off")
    lena.go_home()
    expect(lena.home).to_contain_text("Last looked for digests:")
    lena.shot("6-the-home-tab-says-when-somebody-looked")


def test_what_happened_to_my_requests_comes_to_me_alone(window: OpenWindow) -> None:
    oliver, jonas = window("oliver"), window("jonas")
    wish = "The kayak page needs another size table"
    jonas.go_to("it-web")
    oliver.go_to("marketing")
    oliver.write("/digest marketing for me")
    oliver.told_privately("You get the marketing digest from now on")
    oliver.write(f"/ask {wish}")
    jonas.sees(wish)
    jonas.press("I've got it", about=wish)
    expect(jonas.message(wish).get_by_role("button", name="I've got it", exact=True)).to_have_count(0)
    jonas.press("Done", about=wish)
    expect(jonas.message(wish).get_by_role("button", name="Done", exact=True)).to_have_count(0)
    oliver.write("/digest now for me")
    oliver.told_privately("It's on its way.")
    oliver.go_to_messages_with_the_app()
    oliver.sees("1 waits for you", about="What happened to your requests")
    oliver.sees("Jonas from the Web Team says it's done. Does it look right?")
    oliver.shot("his-own-digest")
