"""A team's rota in daily life: a day is taken, two shifts change hands, one is away, the rota is changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.conftest import Databases
from tests.stories.conftest import Inhabited, OpenWindow, Window, travelling
from trying import TravelClock

LONDON = ZoneInfo("Europe/London")
# Sarah's week at office hours; the nights are Isla's until Friday, and then Kwame's.
MONDAY = datetime(2027, 3, 1, 10, 0, tzinfo=LONDON)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def world(
    request: pytest.FixtureRequest, templates: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Inhabited]:
    """What `app.py try` composes, in this process, on either database."""
    folder = tmp_path_factory.mktemp(f"on-call-{request.param}")
    clock = TravelClock(MONDAY.timestamp())
    with travelling(templates.planted(request.param, folder), clock) as inhabited:
        yield inhabited


def look_who_is_there(kwame: Window) -> None:
    kwame.write("/oncall")
    answer = kwame.told_privately("On call now")
    expect(answer).to_contain_text("Security & Privacy: Sarah until")
    kwame.shot("who-is-there")
    answer.get_by_role("button", name="Week view").click()
    expect(kwame.form).to_contain_text("Today")
    expect(kwame.form).to_contain_text("09:00-17:30 Sarah")
    kwame.shot("the-week")
    kwame.form.get_by_role("button", name="Next week").click()
    expect(kwame.form).to_contain_text("Mon 8 Mar")
    expect(kwame.form).to_contain_text("09:00-17:30 you")
    kwame.form.get_by_role("button", name="Close", exact=True).last.click()
    expect(kwame.form).to_be_hidden()


def take_a_day_and_undo_it(kwame: Window) -> None:
    kwame.write("/oncall override thursday")
    taken = kwame.told_privately("You're on call for Security & Privacy")
    expect(taken).to_contain_text("instead of Sarah and Isla")
    kwame.shot("taken")
    kwame.sees("instead of Sarah and Isla", about="Kwame takes duty")
    taken.get_by_role("button", name="Undo").click()
    kwame.told_privately("Undone.")
    kwame.shot("undone")


def take_some_hours_in_the_form(kwame: Window) -> None:
    kwame.write("/oncall override whenever you like")
    expect(kwame.form).to_contain_text('I did not understand "whenever you like"')
    kwame.shot("not-understood")
    for label, value in (
        ("From which day?", "2027-03-03"),
        ("From what time?", "12:00"),
        ("Until which day?", "2027-03-03"),
        ("Until what time?", "14:00"),
    ):
        kwame.form.get_by_label(label).fill(value)
    kwame.form.get_by_role("button", name="Take it").click()
    expect(kwame.form).to_be_hidden()
    kwame.told_privately("instead of Sarah")


def swap(kwame: Window, sarah: Window) -> None:
    """Two hours of his for a day of hers."""
    kwame.told_privately("On call now").get_by_role("button", name="Swap").click()
    expect(kwame.form).to_contain_text("Which of your shifts?")
    kwame.form.get_by_role("combobox", name="Which of theirs do you take?").click()
    expect(kwame.page.get_by_role("option").nth(1)).to_be_visible()
    kwame.page.get_by_role("option").nth(1).click()
    kwame.shot("asking-to-swap")
    kwame.form.get_by_role("button", name="Ask", exact=True).click()
    expect(kwame.form).to_be_hidden()
    kwame.told_privately("Until they say yes, your shift stays yours.")
    sarah.go_to_messages_with_the_app()
    sarah.shot("asked-to-swap")
    sarah.press("Yes, I'll take it", about="Kwame asks whether you'd take a shift")
    kwame.sees("Kwame and Sarah have swapped").scroll_into_view_if_needed()
    kwame.shot("swapped")


def be_away(kwame: Window) -> None:
    kwame.write("/oncall away 9-10 March")
    kwame.told_privately("away from Tue 9 Mar to Wed 10 Mar")
    kwame.write("/oncall week")
    expect(kwame.form).to_contain_text("Today")
    kwame.form.get_by_role("button", name="Next week").click()
    expect(kwame.form).to_contain_text("Tue 9 Mar")
    kwame.shot("away")
    kwame.form.get_by_role("button", name="Close", exact=True).last.click()


def change_the_rota(sarah: Window) -> None:
    """The next ten shifts stand in the form before anything is saved."""
    sarah.go_to("it-security")
    sarah.write("/oncall edit")
    expect(sarah.form).to_contain_text("The next 10 shifts, by the clock in London")
    expect(sarah.form).to_contain_text("until Mon 1 Mar 17:30: Sarah (Office hours)")
    sarah.shot("the-rota")
    hours = sarah.form.get_by_label("Only at these hours").first
    hours.fill("mon-fri 9:00-12:00")
    expect(sarah.form).to_contain_text("until Mon 1 Mar 12:00: Sarah (Office hours)")
    sarah.form.get_by_text("The next 10 shifts").scroll_into_view_if_needed()
    sarah.shot("the-next-ten-shifts")
    sarah.form.get_by_role("button", name="Save", exact=True).click()
    expect(sarah.form).to_be_hidden()
    sarah.sees("rota", about="Sarah")
    sarah.shot("the-rota-is-changed")


def look_at_the_home_tab(kwame: Window) -> None:
    kwame.go_home()
    expect(kwame.home).to_contain_text("On call")
    expect(kwame.home).to_contain_text("Security & Privacy, the next seven days")
    expect(kwame.home).to_contain_text("09:00-12:00 Sarah")
    kwame.home.get_by_text("the next seven days").scroll_into_view_if_needed()
    kwame.shot("home")


def test_from_who_is_there_to_a_changed_rota(window: OpenWindow, world: Inhabited) -> None:
    kwame, sarah = window("kwame"), window("sarah")
    kwame.go_to("it-security")
    look_who_is_there(kwame)
    take_a_day_and_undo_it(kwame)
    take_some_hours_in_the_form(kwame)
    swap(kwame, sarah)
    be_away(kwame)
    change_the_rota(sarah)
    look_at_the_home_tab(kwame)
