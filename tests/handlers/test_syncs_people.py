"""What people decide when they have met, what they take on, and when they are away."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.syncs.actions import NewAction, open_actions
from bot.syncs.closing import close
from bot.syncs.items import add_item
from bot.syncs.model import Occurrence, Sync
from db.kinds import NoticeKind, RequestState
from handlers import names
from handlers.answers import Answer
from tests.bot.requests.scene import DEV, JONAS, KIM, MIA, OUTSIDER, TOM, Scene
from tests.handlers.knocking import button
from tests.handlers.syncs_at_the_door import (
    Meetings,
    again,
    company,
    items,
    london,
    meetings,
    one,
    sync,
    texts,
)

__all__ = ["company", "meetings", "one", "sync"]


def held(meetings: Meetings, one: Occurrence, *texts_of: str) -> None:
    for words in texts_of:
        meetings.scene.do(add_item, one.sync_id, one.key, words, TOM)
    meetings.scene.clock.now = london("2026-03-17T10:35")


def test_wrapping_up_decides_about_each_item_and_notes_who_does_what(
    meetings: Meetings, sync: Sync, one: Occurrence
) -> None:
    held(meetings, one, "Old shop pages", "Cookie banner", "Logo in the footer")
    meetings.press(MIA, names.SYNC_CLOSE, one)
    entered = {
        "item.0": "done",
        "item.1": "carry",
        "item.2": "request",
        "action.0": "Ask the agency",
        "owner.0": TOM,
        "due.0": "2026-03-24",
        "action.1": "A page for the boots",
        "request.1": ["yes"],
    }
    answer = meetings.submit(MIA, meetings.opened(), **entered)
    assert answer.errors == {}
    (said,) = meetings.said(NoticeKind.SYNC_CLOSED)
    assert [len(said[name]) for name in ("done", "carried", "requested", "actions")] == [1, 1, 2, 1]
    following = meetings.date(sync, "03-31")
    assert [(item.text, item.carried) for item in items(meetings, following)] == [("Cookie banner", 1)]
    with meetings.scene.toolkit.ledger.read() as connection:
        (action,) = open_actions(connection, sync.id)
    assert (action.text, action.owner_id, str(action.due_on)) == ("Ask the agency", TOM, "2026-03-24")
    filed = meetings.scene.notices(NoticeKind.REQUEST_FILED)
    states = [meetings.scene.request(row["request_id"]).state for row in filed]
    assert states == [RequestState.NEW, RequestState.NEW]


def test_whoever_wraps_up_second_is_told_who_was_first(meetings: Meetings, one: Occurrence) -> None:
    held(meetings, one)
    meetings.press(JONAS, names.SYNC_CLOSE, one)
    view = meetings.opened()
    meetings.scene.do(close, one.sync_id, one.key, MIA, {})
    answer = meetings.submit(JONAS, view)
    sentence = "Mia closed it already. The summary is in the meeting's thread."
    assert list(answer.errors.values()) == [sentence]
    meetings.press(JONAS, names.SYNC_CLOSE, one)
    assert meetings.told()[-1] == (JONAS, sentence)


def test_what_was_carried_three_times_has_to_be_decided(meetings: Meetings, sync: Sync) -> None:
    one = meetings.date(sync, "03-17")
    meetings.scene.do(add_item, one.sync_id, one.key, "The old shop", TOM)
    for day in ("03-17", "03-31", "04-14"):
        meetings.scene.clock.now = london(f"2026-{day}T10:35")
        meetings.scene.do(close, sync.id, f"2026-{day}T10:00", MIA, {})
    meetings.scene.clock.now = london("2026-04-28T10:35")
    last = meetings.date(sync, "04-28")
    meetings.press(MIA, names.SYNC_CLOSE, last)
    view = meetings.opened()
    assert "somebody must decide now" in texts(view["blocks"])
    assert "Next time" not in texts(view["blocks"])
    assert meetings.submit(MIA, view, **{"item.0": "drop"}).errors == {}


def test_an_action_is_ticked_off_once(meetings: Meetings, sync: Sync, one: Occurrence) -> None:
    held(meetings, one)
    meetings.scene.do(close, sync.id, one.key, MIA, {}, [NewAction("Ask the agency", TOM)])
    with meetings.scene.toolkit.ledger.read() as connection:
        (action,) = open_actions(connection, sync.id)
    meetings.press_on(TOM, f"{names.SYNC_ACTION_DONE}.{action.id}", action.id)
    assert meetings.told()[-1] == (TOM, "Done, and off the list: “Ask the agency”.")
    meetings.press_on(MIA, f"{names.SYNC_ACTION_DONE}.{action.id}", action.id)
    assert meetings.told()[-1] == (MIA, "That one is done already.")


def say_away(meetings: Meetings, who: str, day: str | None, until: str | None) -> Answer:
    button_of_list = button(meetings.door.command(who, "/sync").blocks, "I'm away")
    meetings.door.click(who, button_of_list)
    return meetings.submit(who, meetings.opened(), day=day, until=until)


def test_who_is_away_has_no_turn_then(meetings: Meetings, one: Occurrence) -> None:
    leader = one.facilitator_id or ""
    assert say_away(meetings, leader, "2026-03-16", "2026-03-20").errors == {}
    assert again(meetings, one).facilitator_id not in (None, leader)
    assert meetings.told()[-1][1].startswith("Noted: you're away from Mon 16 Mar to Fri 20 Mar.")
    assert say_away(meetings, leader, None, None).errors == {}
    assert meetings.told()[-1][1].startswith("Welcome back. You're in the turns of your sync again.")


@pytest.mark.parametrize(
    ("day", "until", "sentence"),
    [
        ("2026-03-16", None, "Choose the first and the last day, or neither if you're back."),
        ("2026-03-20", "2026-03-16", "The last day is before the first. Choose a later one."),
        ("2026-03-02", "2026-03-05", "Those days have passed already. Choose days to come."),
    ],
)
def test_days_that_cannot_be_meant_stay_in_the_form(
    meetings: Meetings, one: Occurrence, day: str, until: str | None, sentence: str
) -> None:
    assert list(say_away(meetings, MIA, day, until).errors.values()) == [sentence]
    assert again(meetings, one).facilitator_id == one.facilitator_id


def test_who_attends_nothing_is_told_so(meetings: Meetings, sync: Sync) -> None:
    sentences = list(say_away(meetings, KIM, "2026-03-16", "2026-03-20").errors.values())
    assert sentences == [
        "You attend no sync and are in no rota, so there's nothing to leave out. `/sync` and `/oncall` show "
        "those there are."
    ]


def test_who_attends_nothing_but_is_on_call_may_be_away(meetings: Meetings, sync: Sync) -> None:
    assert say_away(meetings, DEV, "2026-03-16", "2026-03-20").errors == {}
    assert meetings.told()[-1][1] == (
        "Noted: you're away from Mon 16 Mar to Fri 20 Mar. Others are on call then for the Data Team; its "
        "channel knows."
    )


@pytest.fixture
def reachable(meetings: Meetings) -> Meetings:
    """The same, where calendar programs can reach the bot."""
    toolkit = meetings.scene.toolkit
    settings = replace(toolkit.settings, slack_app_token=None, public_url="https://liaison.example.org")
    return Meetings(Scene(replace(toolkit, settings=settings), meetings.scene.clock))


def address_shown(meetings: Meetings) -> str:
    found = re.findall(
        r"https://liaison\.example\.org/calendar/[\w-]+\.ics", texts(meetings.last_page().blocks)
    )
    return str(found[0])


@pytest.mark.parametrize("what", ["mine", "road_map", "one"])
def test_a_calendar_has_an_address_for_each_person_until_they_want_another(
    reachable: Meetings, sync: Sync, what: str
) -> None:
    value = sync.id if what == "one" else what
    addresses = []
    for who, name in (
        (TOM, names.SYNC_CALENDAR),
        (TOM, names.SYNC_CALENDAR),
        (MIA, names.SYNC_CALENDAR),
        (TOM, names.SYNC_NEW_ADDRESS),
    ):
        reachable.press_on(who, name, value)
        addresses.append(address_shown(reachable))
    assert addresses[0] == addresses[1]
    assert len(set(addresses)) == 3


def test_nobody_gets_the_calendar_of_what_they_may_not_see(reachable: Meetings) -> None:
    hidden = reachable.make(channel_id="C0SECRET", name="Hidden", attendees=(MIA,))
    reachable.press_on(DEV, names.SYNC_CALENDAR, hidden.id)
    assert reachable.told()[-1][1].startswith("I can't find that sync any more")
    reachable.press_on(OUTSIDER, names.SYNC_CALENDAR, "mine")
    assert "people of this company" in reachable.told()[-1][1]
