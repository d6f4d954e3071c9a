"""By when, and how bad: on a Tuesday morning in winter, and in the night that follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.conftest import Databases
from tests.stories.conftest import Inhabited, OpenWindow, travelling
from tests.stories.test_a_sync import jump
from trying import TravelClock

TUESDAY = datetime(2027, 2, 9, 10, 0, tzinfo=UTC)  # in London, too


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def world(
    request: pytest.FixtureRequest, templates: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Inhabited]:
    """What `app.py try` composes, in this process, on either database, always on the same day."""
    folder = tmp_path_factory.mktemp(f"days-{request.param}")
    with travelling(templates.planted(request.param, folder), TravelClock(TUESDAY.timestamp())) as inhabited:
        yield inhabited


def test_a_day_that_can_be_read_in_two_ways_is_asked_for(window: OpenWindow) -> None:
    words = "the fair landing page needs a new header picture"
    mia, jonas = window("mia"), window("jonas")
    jonas.go_to("it-web")
    mia.go_to("marketing")
    mia.write(f"/ask {words} by 04/05")
    mia.sees("You wrote by 04/05. Which day do you mean?", about=words)
    jonas.sees("Mia is asked which day is meant.", about=words)
    mia.shot("1-which-day")
    expect(mia.message(words).get_by_role("button", name="Mon 5 Apr")).to_be_visible()
    mia.press("Tue 4 May", about=words)
    mia.sees("You need it by Tue 4 May.", about=words)
    mia.shot("2-the-day-is-said-back")
    jonas.sees("Needed by Tue 4 May.", about=words)
    jonas.shot("3-the-card")
    expect(mia.message(words)).not_to_contain_text("Which day do you mean")


def test_a_day_that_is_too_near_is_answered_with_two_choices(window: OpenWindow) -> None:
    words = "we need a new landing page for the rope campaign"
    oliver, jonas = window("oliver"), window("jonas")
    jonas.go_to("it-web")
    oliver.go_to("launches")
    oliver.write(f"/ask {words} by Friday")
    receipt = oliver.sees("You need it by Fri 12 Feb.", about=words)
    expect(receipt).to_contain_text("That usually takes two weeks, which would be Tue 23 Feb")
    expect(receipt.get_by_role("button", name="All of it, later")).to_be_visible()
    oliver.shot("1-two-choices")
    oliver.press("Simple, by Fri 12 Feb", about=words)
    jonas.sees("so a simple version is enough for Oliver.", about=words)
    jonas.shot("2-the-card")
    expect(oliver.message(words).get_by_role("button", name="All of it, later")).to_have_count(0)
    oliver.shot("3-chosen")


def test_an_outage_at_night_wakes_on_call_and_promises_no_more_than_is_true(window: OpenWindow) -> None:
    words = "The checkout is down, customers get an error when they pay"
    mia, noah = window("mia"), window("noah")
    noah.go_to("it-oncall")
    mia.go_to("marketing")
    jump(mia, "2027-02-10T02:30")
    mia.write(f"/ask {words}")
    receipt = mia.sees("I've passed this to Noah from IT On-Call", about="checkout is down")
    expect(receipt).to_contain_text("so it comes before everything else")
    expect(receipt).to_contain_text(re.compile("You'll hear back by today at 2:4[56] AM"))  # by the clock
    mia.shot("1-the-receipt")
    noah.sees("Something is down", about="checkout is down")
    noah.shot("2-the-card")
    noah.press("I've got it", about="checkout is down")
    mia.sees("Noah from IT On-Call has it", about="checkout is down")
    mia.shot("3-noah-has-it")
