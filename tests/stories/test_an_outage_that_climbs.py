"""Something is down and nobody answers: the right people are asked in the right order, until somebody has it.
And at night: an honest receipt, and one button that wakes the person on call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from bot.company.times import Wait
from bot.people import Colleague
from tests.conftest import Databases
from tests.stories.conftest import Inhabited, OpenWindow, Window, travelling
from tests.stories.test_a_sync import jump
from trying import TravelClock

TUESDAY = datetime(2027, 2, 9, 10, 0, tzinfo=UTC)  # in London, too
DOWN = "The checkout is down, customers get an error when they pay"
ABOUT = "checkout is down"
WISH = "the rope campaign page needs a new header picture"
UNANSWERED = "Nobody has picked this up yet"
SOON = timedelta(seconds=90)  # on the bot's clock, which runs on while a browser works


@dataclass(frozen=True)
class Travelled(Inhabited):
    """With the clock that its bot lives by."""

    clock: TravelClock


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def world(
    request: pytest.FixtureRequest, templates: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Travelled]:
    """What `app.py try` composes, in this process, on either database, always on the same day."""
    folder = tmp_path_factory.mktemp(f"climbs-{request.param}")
    clock = TravelClock(TUESDAY.timestamp())
    with travelling(templates.planted(request.param, folder), clock) as inhabited:
        yield Travelled(inhabited.workspace, clock)


def steps_of_the_company(
    world: Travelled, team_id: str, filed_at: datetime
) -> list[tuple[timedelta, set[str]]]:
    """When whom, as the company file and the rota have it: the delay, and the Slack ids."""
    assert world.clock.bot is not None
    toolkit = world.clock.bot.toolkit
    board, team = toolkit.duties.board(), toolkit.company.team(team_id)
    steps = []
    for step in team.chains.outage:
        after = _minutes(step.after)
        at = filed_at + after
        whom: dict[str, list[Colleague | None]] = {
            "on_call": [board.on_call(team, at)],
            "second_layer": [board.second(team, at)],
            "team": [*board.whole_team(team)],
            "bridge": [*board.bridge()],
        }
        steps.append((after, {one.user_id for one in whom[step.to] if one}))
    return steps


def _minutes(wait: Wait) -> timedelta:
    assert wait.unit == "minutes"
    return timedelta(minutes=wait.amount)


def calls_to(world: Travelled, user_id: str, words: str) -> list[datetime]:
    """When somebody was called about this, as it stands in their direct messages."""
    messages = world.workspace.messages(world.workspace.person(user_id).dm())
    ours = [one for one in messages if words in one["text"] and one["user"] == world.workspace.state.bot]
    return [datetime.fromtimestamp(float(one["ts"]), UTC) for one in ours]


def called(world: Travelled, everybody: set[str], since: datetime) -> dict[str, list[timedelta]]:
    return {one: [at - since for at in calls_to(world, one, ABOUT)] for one in sorted(everybody)}


def let_it_climb(mia: Window, noah: Window) -> None:
    """Nobody does anything; the clock in the page is set forward, past one step after the other."""
    noah.go_to_messages_with_the_app()
    noah.sees("You're on call for IT On-Call, and this one is for you.", about=ABOUT)
    noah.shot("1-noah-is-called")
    jump(mia, "2027-02-09T10:06")
    noah.sees("so I'm asking you once more", about=ABOUT)
    noah.shot("2-once-more")
    jump(mia, "2027-02-09T10:12")
    noah.go_to("it-oncall")
    noah.open_thread(ABOUT)
    noah.sees("Asked before: Noah", about=UNANSWERED)
    noah.shot("3-the-second-layer")
    jump(mia, "2027-02-09T10:22")
    noah.sees("Could one of you take it?", about=UNANSWERED)
    noah.shot("4-the-whole-team")
    jump(mia, "2027-02-09T10:32")


def test_an_outage_that_nobody_answers_climbs_until_somebody_has_it(
    window: OpenWindow, world: Travelled
) -> None:
    mia, noah, priya = window("mia"), window("noah"), window("priya")
    mia.go_to("marketing")
    mia.write(f"/ask {DOWN}")
    mia.sees("I've passed this to Noah from IT On-Call", about=ABOUT)
    filed_at = world.clock.moment()
    expected = steps_of_the_company(world, "incident-desk", filed_at)
    let_it_climb(mia, noah)

    priya.go_to("marketing-it-bridge")
    card = priya.sees("it's with IT On-Call. Could you see who can take it?", about=ABOUT)
    expect(card).to_contain_text("Asked before:")
    priya.shot("5-the-bridge")
    mia.open_thread(ABOUT)
    mia.sees("so I've asked Priya from the bridge between marketing and IT too.", about=UNANSWERED)
    mia.shot("6-what-the-asker-reads")

    everybody = set().union(*(whom for _, whom in expected))
    times = called(world, everybody, filed_at)
    for user_id in everybody:
        meant = [after for after, whom in expected if user_id in whom]
        assert len(times[user_id]) == len(meant), (user_id, times, expected)
        for happened, after in zip(times[user_id], meant, strict=True):
            assert -SOON < happened - after < SOON, (user_id, times, expected)

    priya.press("I've got it", about=ABOUT)
    taken = priya.sees("Priya has it", about=ABOUT)
    expect(taken.get_by_role("button", name="I've got it")).to_have_count(0)
    mia.sees("Priya has it")
    noah.go_to_messages_with_the_app()
    noah.sees("Priya has it", about=ABOUT)
    expect(noah.page.get_by_role("button", name="I've got it")).to_have_count(0)
    noah.shot("7-nothing-left-to-press")
    jump(mia, "2027-02-09T10:55")
    assert called(world, everybody, filed_at) == {user_id: times[user_id] for user_id in everybody}, (
        "once somebody has it nobody else is asked"
    )


def test_at_night_the_receipt_is_honest_and_one_button_wakes_the_person_on_call(
    window: OpenWindow, world: Travelled
) -> None:
    mia, jonas = window("mia"), window("jonas")
    mia.go_to("marketing")
    jonas.go_to("it-web")
    jump(mia, "2027-02-10T02:30")
    mia.write(f"/ask {WISH}")
    receipt = mia.sees("The Web Team is back today at 8:00 AM; you'll hear by today at 12:45 PM", about=WISH)
    mia.shot("1-an-honest-receipt")
    card = jonas.sees("A new one for Jonas, when the Web Team is back: today at 9:00 AM.", about=WISH)
    expect(card).not_to_contain_text("@Jonas")
    jonas.shot("2-a-card-that-calls-nobody")
    jump(mia, "2027-02-10T03:00")
    assert calls_to(world, "U0JONAS", "header picture") == []

    receipt.get_by_role("button", name="This is an outage").click()
    expect(mia.form).to_contain_text("When you send this I call Jonas, who is on call for the Web Team.")
    mia.form.get_by_label("What can people not do right now?").fill("The page shows an error to everybody")
    mia.shot("3-one-question")
    mia.form.get_by_role("button", name="Call Jonas").click()
    expect(mia.form).to_be_hidden()
    jonas.go_to_messages_with_the_app()
    jonas.sees("Something is down. You're on call for the Web Team", about="header picture")
    jonas.shot("4-jonas-is-woken")
    mia.open_thread(WISH)
    mia.sees("Mia says: something is down. I'm calling Jonas now.")
    mia.shot("5-what-mia-reads")
    jonas.press("I've got it", about="header picture")
    mia.sees("Jonas from the Web Team has it", about=WISH)
    jump(mia, "2027-02-10T03:20")
    assert len(calls_to(world, "U0JONAS", "header picture")) == 1
