"""A sync of two weeks' rhythm over a clock change and a holiday, with the clock in the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.conftest import Databases
from tests.stories.conftest import Inhabited, OpenWindow, Window, travelling
from trying import TravelClock

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2027, 3, 1, 9, 0, tzinfo=LONDON)
WISH = "The landing page of our Leeds shop needs a new headline"
NAME = "Brand and Web"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def world(
    request: pytest.FixtureRequest, templates: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Inhabited]:
    """What `app.py try` composes, in this process, on either database."""
    folder = tmp_path_factory.mktemp(f"sync-{request.param}")
    clock = TravelClock(MONDAY.timestamp())
    with travelling(templates.planted(request.param, folder), clock) as inhabited:
        yield inhabited


def jump(window: Window, wall: str) -> None:
    """To that time by London's clock, in the page."""
    window.clock.get_by_role("button", name="Jump to…").click()
    window.page.get_by_label("Day and time").fill(wall)
    window.page.get_by_role("button", name="Jump", exact=True).click()
    there = datetime.fromisoformat(wall)
    soon = [there + timedelta(minutes=late) for late in range(3)]  # the clock runs on while one travels
    shown = "|".join(f"{one:%a}, {one:%b} {one.day} at {int(f'{one:%I}')}:{one:%M %p}" for one in soon)
    expect(window.clock).to_contain_text(re.compile(shown))


def make_the_sync(mia: Window) -> None:
    mia.write("/sync new every other Monday from 15 March 10:00 London")
    expect(mia.form).to_contain_text("Mon 15 Mar, 10:00")
    expect(mia.form).to_contain_text("Mon 29 Mar, 10:00")
    expect(mia.form).to_contain_text("Easter Monday")
    expect(mia.form).to_contain_text("The clocks change in between")
    mia.form.get_by_label("What is it called?").fill(NAME)
    mia.form.get_by_role("combobox", name="Who comes?").fill("Jonas")
    mia.page.get_by_role("option", name="Jonas").click()
    mia.form.get_by_label("What is it called?").click()
    mia.shot("the-next-five-dates")
    mia.form.get_by_role("button", name="Save", exact=True).click()
    expect(mia.form).to_be_hidden()
    mia.sees(f"Mia made a sync: {NAME}, every other Monday at 10:00 (London)")


def wrap_up(mia: Window) -> None:
    mia.press("Wrap up", about="begins.")
    expect(mia.form).to_contain_text("Old shop pages")
    mia.form.get_by_label("Action 1").fill("Ask the agency for pictures")
    mia.shot("wrapping-up")
    mia.form.get_by_role("button", name="Post the summary").click()
    expect(mia.form).to_be_hidden()
    mia.sees("Next time", about="Mia wrapped up")
    mia.sees("Ask the agency for pictures")
    mia.shot("the-summary")


def hear_and_meet(mia: Window, jonas: Window) -> None:
    """The agenda in the channel, a reminder in each one's own zone, the start, the end."""
    jump(mia, "2027-03-11T09:01")
    announced = mia.sees("Coming up", about=NAME)
    for words in ("Nobody has answered in time", "new headline", "oots campaign"):
        expect(announced).to_contain_text(words)
    jonas.go_to("marketing")
    jonas.press("Add something", about="Coming up")
    jonas.form.get_by_label("What is it about?").fill("Old shop pages")
    jonas.shot("adding")
    jonas.form.get_by_role("button", name="Add", exact=True).click()
    jonas.told_privately("It's on the agenda of Brand and Web")
    mia.sees("Old shop pages", about="Coming up")
    mia.shot("the-agenda")
    mia.press("Details", about="Coming up")
    mia.told_privately("Every other Monday at 10:00 (London), 30 minutes.")
    mia.shot("the-details")
    mia.press("Change this one", about="Coming up")
    expect(mia.form.get_by_label("Which day?")).to_have_value("2027-03-15")
    mia.shot("changing-one")
    mia.form.get_by_role("button", name="Not now").click()

    jump(mia, "2027-03-15T09:46")
    jonas.go_to_messages_with_the_app()
    jonas.sees("11:00", about=f"{NAME} begins")
    jonas.shot("reminded-in-berlin")
    jump(mia, "2027-03-15T10:01")
    mia.open_thread("Coming up")
    mia.sees("facilitates.", about="begins.")
    jump(mia, "2027-03-15T10:35")
    wrap_up(mia)


def decide_about_the_holiday(mia: Window, jonas: Window) -> None:
    jump(mia, "2027-03-24T09:01")
    jonas.sees("Easter Monday", about="What shall I do?")
    jonas.shot("a-day-off")
    jonas.press("Skip it", about="What shall I do?")
    jonas.sees("is skipped. The channel knows.")
    mia.sees("is skipped, it's a day off")


def meet_after_the_clock_change(mia: Window, jonas: Window) -> None:
    jump(mia, "2027-04-08T09:01")
    after = mia.sees("Old shop pages", about="Open since last time")
    expect(after).to_contain_text("Apr 12 at 10:00")
    mia.press("Done", about="Open since last time")
    mia.told_privately("Done, and off the list")
    mia.shot("after-the-clock-change")
    jonas.go_to("it-web")
    jonas.press("I've got it", about=WISH)
    jonas.sees("Jonas from the Web Team has it", about=WISH)
    jonas.press("Done", about=WISH)
    jonas.sees("Mia has the last word", about=WISH)
    jump(mia, "2027-04-12T10:01")
    mia.thread.get_by_role("button", name="Close the thread").click()
    mia.open_thread("Old shop pages")
    mia.press("Wrap up", about="begins.")
    mia.form.get_by_role("combobox", name="Old shop pages").click()
    mia.page.get_by_role("option", name="Done").click()
    mia.form.get_by_role("button", name="Post the summary").click()
    expect(mia.form).to_be_hidden()
    mia.sees("Old shop pages", about="Mia wrapped up")


def skip_the_empty_one(mia: Window, jonas: Window) -> None:
    """One click of whoever facilitates, and everybody is told once."""
    jump(mia, "2027-04-26T09:01")
    question = "Nothing urgent, skip it?"
    asked = next(one for one in (jonas, mia) if was_asked(one, question))
    asked.shot("nothing-urgent")
    asked.press("Nothing urgent, skip it", about=question)
    asked.sees("is skipped. Everybody is told in the channel.")
    mia.go_to("marketing")
    mia.sees(f"Nothing urgent for {NAME}")
    mia.shot("skipped")


def was_asked(window: Window, question: str) -> bool:
    """Only whoever facilitates is."""
    window.go_to_messages_with_the_app()
    expect(window.page.get_by_test_id("message").first).to_be_visible()
    return window.page.get_by_test_id("message").filter(has_text=question).count() > 0


def test_from_one_line_of_words_to_one_that_is_skipped(window: OpenWindow, world: Inhabited) -> None:
    someone = world.workspace.person("mia")
    someone.command("#marketing", f"/ask {WISH}")
    someone.command("#launches", "/launch boots campaign on 7 April")
    mia, jonas = window("mia"), window("jonas")
    mia.go_to("marketing")
    make_the_sync(mia)
    hear_and_meet(mia, jonas)
    decide_about_the_holiday(mia, jonas)
    meet_after_the_clock_change(mia, jonas)
    skip_the_empty_one(mia, jonas)
