"""A launch told early: who hears of it, until when they need what, and what a new day changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from handlers.views.text import on_day
from tests.conftest import Databases
from tests.stories.conftest import Inhabited, OpenWindow, travelling
from tests.stories.test_a_sync import jump
from trying import TravelClock

NAME = "Rain jackets landing page"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def world(
    request: pytest.FixtureRequest, templates: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Inhabited]:
    """What `app.py try` composes, in this process, on either database."""
    folder = tmp_path_factory.mktemp(f"launch-{request.param}")
    with travelling(templates.planted(request.param, folder), TravelClock()) as inhabited:
        yield inhabited


def a_tuesday(weeks: int) -> datetime:
    """So many weeks ahead, on a day on which people work."""
    today = TravelClock().moment()
    return today + timedelta(days=(1 - today.weekday()) % 7 + 7 * weeks)


def spoken(day: datetime) -> str:
    return on_day(day.date(), TravelClock().moment().date())


def test_a_launch_is_announced_answered_moved_and_asked_for(window: OpenWindow, world: Inhabited) -> None:
    first, second = a_tuesday(9), a_tuesday(11)
    mia, jonas = window("mia"), window("jonas")
    mia.go_to("launches")
    mia.write(f"/launch {NAME.lower()} on {first.day} {first:%B %Y}")
    mia.told_privately(f"Noted: {NAME}, {spoken(first)}")
    told = mia.sees(f"Heads-up noted, no work yet: {NAME}")
    expect(told).to_contain_text("the Web Team need all it takes")
    mia.shot("announced")

    jonas.go_to("it-web")
    card = jonas.sees(f"Heads-up, no work yet: {NAME}")
    expect(card).to_contain_text("From Mia Tanaka")
    jonas.shot("the-card")
    jonas.press("Noted", about=NAME)
    jonas.sees("Noted by Jonas.", about=NAME)
    expect(jonas.message(NAME).get_by_role("button", name="Noted", exact=True)).to_have_count(0)
    mia.sees("Noted by Jonas.", about="Heads-up noted")

    mia.press("Change it", about="Heads-up noted")
    mia.form.get_by_label("On which day?").fill(f"{second:%Y-%m-%d}")
    mia.shot("change-it")
    mia.form.get_by_role("button", name="Save").click()
    expect(mia.form).to_be_hidden()
    mia.sees(spoken(second), about="Heads-up noted")
    jonas.sees(spoken(second), about="Heads-up, no work yet")
    for channel in ("#launches", "#it-web"):
        assert said_once(world, channel, f"moved *{NAME}*")
    jonas.open_thread(re.compile("Heads-up, no work yet"))
    expect(jonas.thread).to_contain_text(f"Mia moved {NAME} from {spoken(first)} to {spoken(second)}")
    jonas.shot("those-concerned-are-told-once")

    mia.message("Heads-up noted").get_by_role("combobox").first.click()
    mia.page.get_by_role("option", name="A page, form or banner on our website").click()
    expect(mia.form.get_by_label("What do you need?")).to_have_value(re.compile(f"for {NAME}, live on"))
    mia.shot("everything-filled-in")
    mia.form.get_by_role("button", name="Send").click()
    expect(mia.form).to_be_hidden()
    mia.sees("Asked for so far", about="Heads-up noted")
    mia.shot("asked-for")

    mia.press("Take it back", about="Heads-up noted")
    mia.page.get_by_test_id("confirm").get_by_role("button", name="Take it back").click()
    mia.sees(f"{NAME} was taken back, so nobody needs to do anything.")
    jonas.sees(f"{NAME} was taken back, so there's nothing to do.")


def test_a_freeze_of_it_is_seen_by_marketing(window: OpenWindow, world: Inhabited) -> None:
    day = a_tuesday(3)
    world.workspace.person("anke").command(
        "#it-infra", f"/launch add core switch freeze {day.day} {day:%B %Y}"
    )
    mia = window("mia")
    mia.go_home()
    expect(mia.home).to_contain_text("Coming up")
    expect(mia.home).to_contain_text("Core switch freeze")
    mia.shot("coming-up")
    mia.go_to("marketing")
    mia.write("/launch list")
    mia.told_privately("Core switch freeze")
    mia.shot("the-road-map")


def said_once(world: Inhabited, channel: str, words: str) -> bool:
    said = world.workspace.messages(channel)
    bot = world.workspace.state.bot
    return sum(words in one["text"] for one in said if one["user"] == bot) == 1


def test_before_the_last_good_day_whoever_announced_it_is_reminded(
    window: OpenWindow, world: Inhabited
) -> None:
    """The last one here: it sets the clock forward."""
    day = a_tuesday(8)
    world.workspace.person("oliver").command(
        "#launches", f"/launch snow boots landing page on {day.day} {day:%B %Y}"
    )
    oliver = window("oliver")
    jump(oliver, f"{day - timedelta(weeks=2):%Y-%m-%d}T08:00")  # two weeks are the area's lead time
    oliver.go_to_messages_with_the_app()
    reminder = oliver.sees("For Snow boots landing page on")
    expect(reminder).to_contain_text("the Web Team need all it takes for Website and landing pages by")
    oliver.press("Ask for it now", about="For Snow boots landing page")
    expect(oliver.form.get_by_label("What do you need?")).to_have_value(
        re.compile("for Snow boots landing page, live on")
    )
    oliver.shot("reminded")
