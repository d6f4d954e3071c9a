"""The form of a sync, from the command to the saved row: its dates are seen before it is saved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from db.kinds import HolidayPolicy, NoticeKind
from handlers.names import SYNC_EDIT, SYNC_FORM, SYNC_NEW
from handlers.sync_form import LOOK
from handlers.views.syncs.form import EVERY, KEEP, TIME, WEEKDAYS
from handlers.views.syncs.form import LINE as LINE_FIELD
from tests.bot.requests.scene import DEV, JONAS, MIA, OUTSIDER
from tests.handlers.syncs_at_the_door import (
    HERE,
    LINE,
    TUESDAYS,
    Meetings,
    company,
    meetings,
    texts,
)

__all__ = ["company", "meetings"]

NAMED = {"name": "Brand and Web", "people": [MIA, JONAS]}


def open_form(meetings: Meetings, line: str = LINE) -> dict[str, Any]:
    answer = meetings.door.command(MIA, f"/sync new {line}".strip())
    assert answer.errors == {}
    return meetings.opened()


def test_one_line_opens_the_form_with_the_next_five_dates(meetings: Meetings) -> None:
    view = open_form(meetings)
    assert view["callback_id"] == SYNC_FORM
    shown = texts(view["blocks"])
    assert "every other Tuesday at 10:00 (London)" in shown
    days = ("Tue 17 Mar", "Tue 31 Mar", "Tue 14 Apr", "Tue 28 Apr", "Tue 12 May")
    assert [day for day in days if f"• {day}, 10:00" not in shown] == []
    assert "Tue 26 May" not in shown
    assert "The clocks change in between" in shown, "from GMT to summer time on 29 March"


def test_the_office_of_whoever_makes_it_counts_and_its_days_off_are_marked(meetings: Meetings) -> None:
    shown = texts(open_form(meetings)["blocks"])
    assert "Summer outing (London): the facilitator is asked on Friday 8 May" in shown


def test_saving_it_as_it_was_shown_makes_the_sync(meetings: Meetings) -> None:
    answer = meetings.submit(MIA, open_form(meetings), **NAMED)
    assert answer.errors == {}
    (sync,) = meetings.syncs()
    assert (sync.name, sync.channel_id, sync.series.minutes) == ("Brand and Web", HERE, 30)
    assert sync.series.rule == "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"
    assert [one.key for one in meetings.dates(sync)][:2] == ["2026-03-17T10:00", "2026-03-31T10:00"]
    assert [detail["what"] for detail in meetings.said()] == ["made"]


def test_the_form_alone_asks_and_each_change_shows_the_dates_anew(meetings: Meetings) -> None:
    view = open_form(meetings, "")
    assert "Choose a time" in texts(view["blocks"])
    entered = {"time": "10:00", "weekdays": ["MO", "TH"], "name": "Half typed"}
    meetings.enter(MIA, view, "weekdays", **entered)
    redrawn = meetings.redrawn()
    assert "every Monday and Thursday at 10:00 (London)" in texts(redrawn["blocks"])
    assert "Half typed" in texts(redrawn["blocks"]), "what was typed elsewhere stays"
    assert meetings.submit(MIA, redrawn, **NAMED).errors == {}
    assert meetings.syncs()[0].series.rule == "FREQ=WEEKLY;BYDAY=MO,TH"


def test_several_weeks_of_the_month_at_once(meetings: Meetings) -> None:
    view = open_form(meetings, "")
    meetings.enter(MIA, view, "every", every="month", time="09:00", weekdays=["MO"])
    monthly = meetings.redrawn()
    assert "Choose in which weeks of the month" in texts(monthly["blocks"])
    meetings.enter(MIA, monthly, "nth", nth=["1", "3", "-1"])
    assert "first, third and last Monday" in texts(meetings.redrawn()["blocks"])
    assert meetings.submit(MIA, meetings.redrawn(), **NAMED).errors == {}


def test_what_is_saved_unseen_is_shown_first(meetings: Meetings) -> None:
    view = open_form(meetings)
    answer = meetings.submit(MIA, view, line="every Wednesday 11:00 Berlin", **NAMED)
    assert answer.errors == {EVERY: LOOK}
    assert meetings.syncs() == []
    assert "every Wednesday at 11:00 (Berlin)" in texts(meetings.redrawn()["blocks"])
    assert meetings.submit(MIA, meetings.redrawn(), **NAMED).errors == {}
    assert meetings.syncs()[0].series.zone == "Europe/Berlin"


def test_a_line_that_is_not_understood_says_so_and_stays_in_the_form(meetings: Meetings) -> None:
    view = open_form(meetings, "when the moon is full")
    assert "when the moon is full" in texts(view["blocks"])
    answer = meetings.submit(MIA, view, **NAMED)
    assert set(answer.errors) == {LINE_FIELD}
    assert "every other Tuesday 10:00 London" in answer.errors[LINE_FIELD]


@pytest.mark.parametrize(
    ("entered", "field"),
    [({"weekdays": ["MO"]}, TIME), ({"time": "10:00"}, WEEKDAYS)],
)
def test_what_is_missing_is_said_beside_its_field(
    meetings: Meetings, entered: dict[str, object], field: str
) -> None:
    answer = meetings.submit(MIA, open_form(meetings, ""), **entered, **NAMED)
    assert set(answer.errors) == {field}


def test_the_same_form_sent_twice_makes_one_sync(meetings: Meetings) -> None:
    view = open_form(meetings)
    for _ in range(2):
        assert meetings.submit(MIA, view, **NAMED).errors == {}
    assert len(meetings.syncs()) == 1


def test_a_letter_that_changes_no_date_draws_nothing(meetings: Meetings) -> None:
    view = open_form(meetings)
    meetings.enter(MIA, view, "line", line=f"{LINE} ")
    assert meetings.scene.notices(NoticeKind.VIEW_CHANGED) == []


def test_a_link_that_is_none_stays_in_the_form_with_the_reason(meetings: Meetings) -> None:
    answer = meetings.submit(MIA, open_form(meetings), address="the usual room", **NAMED)
    assert "https://" in next(iter(answer.errors.values()))
    assert meetings.syncs() == []


def test_from_elsewhere_than_a_channel_the_form_asks_where(meetings: Meetings) -> None:
    meetings.press_on(MIA, SYNC_NEW, "new", channel="D0MIA")
    view = meetings.opened()
    meetings.enter(MIA, view, "line", line=LINE)
    answer = meetings.submit(MIA, meetings.redrawn(), **NAMED)
    assert list(answer.errors) == ["sync.channel"]
    assert meetings.submit(MIA, meetings.redrawn(), channel=HERE, **NAMED).errors == {}


def test_a_sync_is_changed_in_the_same_form_and_keeps_what_is_not_touched(meetings: Meetings) -> None:
    sync = meetings.make(minutes_ahead=30)
    meetings.press_on(MIA, f"{SYNC_EDIT}.{sync.id}", sync.id)
    view = meetings.opened()
    meetings.enter(MIA, view, "time", time="14:30", holidays="skip")
    assert meetings.submit(MIA, meetings.redrawn()).errors == {}
    (after,) = meetings.syncs()
    assert (after.series.starts.hour, after.on_holiday, after.minutes_ahead) == (14, HolidayPolicy.SKIP, 30)
    assert after.series.rule == sync.series.rule
    assert after.series.starts.date() == date(2026, 3, 17)


def test_a_rhythm_that_the_fields_cannot_say_stays_as_it_is(meetings: Meetings) -> None:
    sync = meetings.make(replace(TUESDAYS, rule="FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"))
    meetings.press_on(MIA, f"{SYNC_EDIT}.{sync.id}", sync.id)
    view = meetings.opened()
    assert KEEP in texts(view["blocks"])
    assert meetings.submit(MIA, view, name="Another name").errors == {}
    assert (meetings.syncs()[0].name, meetings.syncs()[0].series.rule) == ("Another name", sync.series.rule)


def test_others_are_told_who_can_change_it(meetings: Meetings) -> None:
    sync = meetings.make()
    meetings.press_on(DEV, f"{SYNC_EDIT}.{sync.id}", sync.id)
    assert meetings.scene.notices(NoticeKind.VIEW_DUE) == []
    (who, sentence) = meetings.told()[-1]
    assert who == DEV
    assert sentence.startswith("Only Mia, who made this sync")


def test_people_of_other_companies_make_no_syncs(meetings: Meetings) -> None:
    answer = meetings.door.command(OUTSIDER, f"/sync new {LINE}")
    assert answer.text is not None
    assert "people of this company" in answer.text
    assert meetings.scene.notices(NoticeKind.VIEW_DUE) == []
