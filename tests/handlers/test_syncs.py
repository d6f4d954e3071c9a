"""Syncs through the door: one meeting changed, its agenda, the facilitator's questions, its end."""

from __future__ import annotations

import pytest

from bot.deliveries import Due, settle
from bot.syncs.model import Occurrence, Sync
from bot.syncs.planning import plan
from db.kinds import DeliveryState, HolidayPolicy, NoticeKind, OccurrenceState
from handlers import names
from tests.bot.requests.scene import ADA, DEV, JONAS, MIA, OUTSIDER, PRIYA, TOM
from tests.handlers.knocking import button
from tests.handlers.syncs_at_the_door import (
    HERE,
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


def test_without_syncs_the_list_says_how_to_make_one(meetings: Meetings) -> None:
    answer = meetings.door.command(MIA, "/sync")
    assert "`/sync new every other Tuesday 10:00 London` makes one" in (answer.text or "")
    assert button(answer.blocks, "New sync")["action_id"] == names.SYNC_NEW


def test_the_list_shows_what_comes_and_the_page_its_dates(meetings: Meetings, sync: Sync) -> None:
    answer = meetings.door.command(TOM, "/sync list")
    assert "Brand and Web" in texts(answer.blocks)
    meetings.door.click(TOM, button(answer.blocks, "Details"))
    page = texts(meetings.last_page().blocks)
    assert "Every other Tuesday at 10:00 (London), 30 minutes." in page
    assert "Ask the facilitator, two working days ahead".lower()[4:] in page.lower()
    assert page.count('Cancel this one"') >= 4


def test_a_sync_of_a_private_channel_is_shown_to_those_who_attend_it_only(meetings: Meetings) -> None:
    hidden = meetings.make(channel_id="C0SECRET", name="Hidden", attendees=(MIA,))
    assert "Hidden" in texts(meetings.door.command(MIA, "/sync").blocks)
    assert "Hidden" not in texts(meetings.door.command(DEV, "/sync").blocks)
    meetings.press_on(DEV, f"{names.SYNC_OPEN}.{hidden.id}", hidden.id)
    assert meetings.told()[-1][1].startswith("I can't find that sync any more")


@pytest.mark.parametrize("words", ["help", "?"])
def test_help_names_every_way(meetings: Meetings, words: str) -> None:
    text = meetings.door.command(MIA, f"/sync {words}").text or ""
    assert all(verb in text for verb in ("/sync new", "/sync add", "Put on the next sync"))


def test_a_word_that_is_none_of_ours_is_answered_with_those_that_are(meetings: Meetings) -> None:
    text = meetings.door.command(MIA, "/sync dance").text or ""
    assert "`/sync add`" in text


def test_something_is_put_on_the_next_agenda_here_and_who_is_touched_is_asked(
    meetings: Meetings, one: Occurrence
) -> None:
    answer = meetings.door.command(TOM, "/sync add cookie banner &lt;b&gt;")
    assert "It's on the agenda of *Brand and Web*" in (answer.text or "")
    assert "cookie banner &lt;b&gt;" in (answer.text or "")
    menu = next(each for each in answer.blocks[1]["elements"] if "options" in each)
    web = next(each for each in menu["options"] if each["text"]["text"] == "Web Team")
    meetings.door.click(TOM, {"action_id": menu["action_id"], "selected_option": web})
    (item,) = items(meetings, one)
    assert (item.text, item.touches, item.team_id) == ("cookie banner <b>", "Web Team", "web")
    meetings.door.click(JONAS, {"action_id": menu["action_id"], "selected_option": web})
    assert meetings.told()[-1] == (JONAS, "Tom put that on the agenda, so only they can say whom it touches.")


def test_what_was_put_there_by_mistake_is_taken_off_once(meetings: Meetings, one: Occurrence) -> None:
    off = meetings.door.command(TOM, "/sync add cookie banner").blocks[1]["elements"][-1]
    meetings.door.click(TOM, off)
    assert items(meetings, one) == []
    meetings.door.click(TOM, off)
    assert meetings.told()[-1] == (TOM, "That's off the agenda already.")


def test_nothing_to_add_is_asked_for(meetings: Meetings, sync: Sync) -> None:
    assert "/sync add cookie banner" in (meetings.door.command(TOM, "/sync add").text or "")


def test_without_a_sync_coming_it_says_how_to_make_one(meetings: Meetings) -> None:
    text = meetings.door.command(TOM, "/sync add cookie banner").text or ""
    assert "There's no sync coming up" in text
    assert "/sync new" in text


def test_the_button_asks_in_a_form_what_it_is_and_who_is_touched(meetings: Meetings, one: Occurrence) -> None:
    meetings.press(DEV, names.SYNC_ADD, one)
    view = meetings.opened()
    assert meetings.submit(DEV, view, text="Numbers of the boots page", touches="brand").errors == {}
    (item,) = items(meetings, one)
    assert (item.text, item.touches, item.added_by) == ("Numbers of the boots page", "Brand", DEV)
    assert meetings.told()[-1][0] == DEV


def test_a_closed_agenda_sends_to_the_next_one(meetings: Meetings, sync: Sync, one: Occurrence) -> None:
    meetings.scene.clock.now = london("2026-03-17T09:30")
    meetings.press(DEV, names.SYNC_ADD, one)
    meetings.submit(DEV, meetings.opened(), text="Too late for today")
    assert [item.text for item in items(meetings, meetings.date(sync, "03-31"))] == ["Too late for today"]


def test_a_message_is_put_on_the_next_sync_once(meetings: Meetings, one: Occurrence) -> None:
    message = {"ts": "77.1", "user": MIA, "text": "Who owns the old shop pages? password: Tr0ub4dor&amp;3x"}
    meetings.door.shortcut(TOM, names.PUT_ON_SYNC, message, HERE)
    view = meetings.opened()
    assert "Who owns the old shop pages?" in texts(view["blocks"])
    assert "Tr0ub4dor" not in texts(view["blocks"])
    assert meetings.submit(TOM, view).errors == {}
    assert len(items(meetings, one)) == 1
    meetings.door.shortcut(JONAS, names.PUT_ON_SYNC, message, HERE)
    assert meetings.told()[-1][1].startswith("That message is on an agenda already")


def test_one_meeting_is_moved_renamed_and_led_by_somebody_else(meetings: Meetings, one: Occurrence) -> None:
    meetings.press(MIA, f"{names.SYNC_ONE}.{one.key}", one)
    view = meetings.opened()
    answer = meetings.submit(MIA, view, day="2026-03-18", time="15:30", name="About boots", leader=TOM)
    assert answer.errors == {}
    after = again(meetings, one)
    assert (after.starts.isoformat(), after.name, after.facilitator_id) == (
        "2026-03-18T15:30:00",
        "About boots",
        TOM,
    )
    assert [detail["what"] for detail in meetings.said()] == ["made", "moved", "renamed", "facilitator"]


def test_a_form_sent_back_as_it_was_says_so(meetings: Meetings, one: Occurrence) -> None:
    meetings.press(MIA, f"{names.SYNC_ONE}.{one.key}", one)
    answer = meetings.submit(MIA, meetings.opened())
    assert list(answer.errors) == [names.SYNC_DAY_FIELD]


def test_a_time_that_has_passed_stays_in_the_form(meetings: Meetings, one: Occurrence) -> None:
    meetings.press(MIA, f"{names.SYNC_ONE}.{one.key}", one)
    answer = meetings.submit(MIA, meetings.opened(), day="2026-03-02")
    assert list(answer.errors.values()) == ["That time has passed already. Choose one that is still to come."]


def test_one_is_cancelled_and_brought_back_and_the_second_click_is_told(
    meetings: Meetings, one: Occurrence
) -> None:
    for name, second in (
        (names.SYNC_CANCEL, "cancelled already"),
        (names.SYNC_RESTORE, "takes place already"),
    ):
        meetings.press(MIA, f"{name}.{one.key}", one)
        meetings.press(JONAS, f"{name}.{one.key}", one)
        assert meetings.told()[-1][0] == JONAS
        assert second in meetings.told()[-1][1]
    assert again(meetings, one).state is OccurrenceState.PLANNED


@pytest.mark.parametrize(
    "name", [names.SYNC_ONE, names.SYNC_CANCEL, names.SYNC_RESTORE, names.SYNC_SKIP, names.SYNC_HOLD]
)
@pytest.mark.parametrize("who", [DEV, OUTSIDER])
def test_who_may_not_change_it_is_told_and_nothing_happens(
    meetings: Meetings, one: Occurrence, name: str, who: str
) -> None:
    meetings.press(who, name, one)
    assert meetings.told()[-1][0] == who
    assert again(meetings, one) == one
    assert meetings.scene.notices(NoticeKind.VIEW_DUE) == []


@pytest.mark.parametrize("who", [MIA, TOM, PRIYA, ADA])
def test_its_maker_its_facilitators_the_bridge_and_admins_change_it(
    meetings: Meetings, one: Occurrence, who: str
) -> None:
    meetings.press(who, f"{names.SYNC_CANCEL}.{one.key}", one)
    assert again(meetings, one).state is OccurrenceState.CANCELLED


def test_a_swap_takes_two_clicks(meetings: Meetings, one: Occurrence) -> None:
    leader = one.facilitator_id or ""
    other = next(each for each in (MIA, JONAS, TOM) if each != leader)
    meetings.press_on(leader, names.SYNC_SWAP, f"{one.sync_id} {one.key} {other}")
    (asked,) = meetings.said(NoticeKind.SYNC_ASKED)
    assert (asked["about"], asked["user_id"], asked["from_user"]) == ("swap", other, leader)
    meetings.press(other, names.SYNC_SWAP_YES, one, leader)
    assert again(meetings, one).facilitator_id == other
    meetings.press(other, names.SYNC_SWAP_YES, one, leader)
    assert meetings.told()[-1] == (other, "You facilitate that one already.")


def test_whoever_is_asked_may_say_no_without_a_reason(meetings: Meetings, one: Occurrence) -> None:
    leader = one.facilitator_id or ""
    other = next(each for each in (MIA, JONAS, TOM) if each != leader)
    meetings.press(other, names.SYNC_SWAP_NO, one, leader)
    assert again(meetings, one).facilitator_id == leader
    assert (other, "That's fine. They can ask somebody else.") in meetings.told()


def test_the_page_offers_whoever_facilitates_next_to_ask_the_others(
    meetings: Meetings, sync: Sync, one: Occurrence
) -> None:
    leader = one.facilitator_id or ""
    meetings.press_on(leader, f"{names.SYNC_OPEN}.{sync.id}", sync.id)
    assert names.SYNC_SWAP in texts(meetings.last_page().blocks)
    other = next(each for each in (MIA, JONAS, TOM) if each != leader)
    meetings.press_on(other, f"{names.SYNC_OPEN}.{sync.id}", sync.id)
    assert names.SYNC_SWAP not in texts(meetings.last_page().blocks)


def test_nothing_urgent_is_one_click_and_the_second_is_told(meetings: Meetings, one: Occurrence) -> None:
    meetings.press(MIA, names.SYNC_SKIP, one)
    assert again(meetings, one).state is OccurrenceState.EMPTY
    meetings.press(JONAS, names.SYNC_SKIP, one)
    assert "skipped already" in meetings.told()[-1][1]
    assert [detail["what"] for detail in meetings.said()] == ["made", "empty"]


def test_an_empty_one_can_be_held(meetings: Meetings, one: Occurrence) -> None:
    meetings.press(MIA, names.SYNC_HOLD, one)
    after = again(meetings, one)
    assert (after.state, after.by_hand) == (OccurrenceState.PLANNED, True)


@pytest.mark.parametrize(
    ("policy", "state", "day"),
    [
        (HolidayPolicy.SKIP, OccurrenceState.HOLIDAY, "2026-05-12"),
        (HolidayPolicy.MOVE, OccurrenceState.PLANNED, "2026-05-13"),
        (HolidayPolicy.KEEP, OccurrenceState.PLANNED, "2026-05-12"),
    ],
)
def test_the_facilitator_decides_about_a_day_off(
    meetings: Meetings, sync: Sync, policy: HolidayPolicy, state: OccurrenceState, day: str
) -> None:
    meetings.scene.clock.now = london("2026-05-08T09:00")
    meetings.scene.do(lambda desk: plan(desk, sync))
    outing = meetings.date(sync, "05-12")
    meetings.press(MIA, f"{names.SYNC_HOLIDAY}.{policy}", outing, policy)
    after = again(meetings, outing)
    assert (after.state, str(after.starts.date()), after.by_hand) == (state, day, True)


@pytest.mark.parametrize("value", ["", "nonsense", "gone 2026-03-17T10:00"])
def test_a_button_that_cannot_be_read_any_more_says_where_to_look(meetings: Meetings, value: str) -> None:
    meetings.press_on(MIA, names.SYNC_CANCEL, value)
    assert "/sync" in meetings.told()[-1][1]


def test_a_sync_is_ended_once(meetings: Meetings, sync: Sync) -> None:
    for _ in range(2):
        meetings.press_on(MIA, f"{names.SYNC_END}.{sync.id}", sync.id)
    assert meetings.syncs() == []
    assert meetings.told()[-1][1].startswith("This sync has been ended already")


def test_the_page_says_what_was_not_posted_and_why(meetings: Meetings, sync: Sync, one: Occurrence) -> None:
    due = Due("sync.announced", sync.id, one.key, "channel", meetings.scene.clock.now)
    why = "not posted: the bot was down 08:58–11:20"
    meetings.scene.do(lambda desk: settle(desk.unit, due, desk.now, DeliveryState.SKIPPED, why))
    meetings.press_on(MIA, f"{names.SYNC_OPEN}.{sync.id}", sync.id)
    page = texts(meetings.last_page().blocks)
    assert f"Tue 17 Mar, the agenda: {why}" in page


def test_without_an_address_from_outside_the_calendar_says_how_to_get_a_file(
    meetings: Meetings, sync: Sync
) -> None:
    meetings.press_on(MIA, names.SYNC_CALENDAR, "mine")
    assert "app.py calendar" in meetings.told()[-1][1]
