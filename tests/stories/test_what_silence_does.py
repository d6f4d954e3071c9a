"""Nobody answers "Does it look right?". The clock is set forward in the page, as a newcomer would do it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.conftest import Databases
from tests.stories.conftest import Inhabited, OpenWindow, travelling
from tests.stories.test_a_sync import jump
from trying import TravelClock

TUESDAY = datetime(2027, 2, 9, 10, 0, tzinfo=UTC)  # in London, too
WISH = "The landing page of our Leeds shop needs a new headline"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def world(
    request: pytest.FixtureRequest, templates: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Inhabited]:
    """What `app.py try` composes, in this process, on either database."""
    folder = tmp_path_factory.mktemp(f"travel-{request.param}")
    clock = TravelClock(TUESDAY.timestamp())
    with travelling(templates.planted(request.param, folder), clock) as inhabited:
        yield inhabited


def test_three_quiet_days_close_a_request_and_not_quite_still_opens_it(
    window: OpenWindow, world: Inhabited
) -> None:
    world.workspace.person("mia").command("#marketing", f"/ask {WISH}")
    jonas = window("jonas")
    jonas.go_to("it-web")
    jonas.press("I've got it", about=WISH)
    jonas.sees("Jonas from the Web Team has it", about=WISH)
    jonas.press("Done", about=WISH)
    jonas.sees("Mia has the last word", about=WISH)
    mia = window("mia")
    mia.go_to("marketing")
    mia.open_thread(WISH)
    mia.sees("Jonas says it's done. Does it look right?")
    jump(mia, "2027-02-12T09:55")  # three working days later, five minutes before they are over
    before = mia.clock.inner_text()
    mia.clock.get_by_role(
        "button", name="Jump to the next thing due: a request that was left unanswered closes by itself"
    ).click()
    mia.sees("I've heard nothing more, so I take it that all is well and close this one.")
    expect(mia.clock).not_to_contain_text(before.splitlines()[0])
    mia.shot("closed-kindly")
    assert mia.page.get_by_role("button", name="Yes, thanks").count() == 0

    mia.press("Not quite", about="I've heard nothing more")
    mia.sees("Not quite yet, then. It's back with Jonas")
    mia.shot("opened-again")
    jonas.sees("Jonas from the Web Team has it", about=WISH)
    expect(jonas.message(WISH).get_by_role("button", name="Done", exact=True)).to_be_visible()
