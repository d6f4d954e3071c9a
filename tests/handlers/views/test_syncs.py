"""However much there is: what syncs show fits into what Slack takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

import pytest

from bot.deliveries import Delivery, Due
from bot.syncs.agenda import Agenda
from bot.syncs.closing import Closing, Summary
from bot.syncs.lines import MOST_LINES, Line, SectionKind, section
from bot.syncs.model import ActionItem, AgendaItem, Attendee, Occurrence, Series, Sync
from bot.syncs.overview import Ahead
from db.kinds import DeliveryState, HolidayPolicy, OccurrenceState
from handlers.sync_form import Trouble, dates_of, drawn, fields_of, rhythm_of, rules_of
from handlers.views.blocks import field, modal, option
from handlers.views.budget import problems
from handlers.views.home import home
from handlers.views.syncs import details, message, telling
from handlers.views.syncs.agenda import spoken_age
from handlers.views.syncs.calendar import calendar_shown
from handlers.views.syncs.form import EVERY, FIRST, LINE, NTH, OFFICES, TIME, WEEKDAYS
from handlers.views.syncs.forms import add_form, close_form, one_form
from handlers.views.syncs.message import Meeting
from tests.handlers.syncs_at_the_door import company_with_holidays
from tests.handlers.views.values import BOARD, JONAS, MIA, NOW, PEOPLE, STRANGER, TOM

WALL = datetime.fromisoformat("2026-03-31T10:00")
SERIES = Series(WALL, "Europe/London", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU")
NASTY = "<!channel> & *_~` " + "\u202e" + "🥾" * 200 + "&" * 300
SYNC = Sync(
    "s1",
    NASTY,
    "C0MARKETING",
    SERIES,
    "s1@liaison",
    MIA,
    NOW,
    calendars=("london",),
    join_link="https://meet.example/" + "x" * 900,
)
ONE = Occurrence(
    "s1", WALL, WALL, "Europe/London", WALL.replace(tzinfo=UTC), 30, facilitator_id=MIA, note_taker_id=JONAS
)
ITEM = AgendaItem("ag1", "s1", WALL, NASTY[:300], TOM, NOW)
ACTION = ActionItem("ac1", "s1", WALL, NASTY[:300], MIA, NOW, owner_id=TOM, due_on=date(2026, 4, 7))
LINE_OF = Line(
    "items",
    NASTY,
    request_id="r1",
    owner_id=MIA,
    team_id="web",
    mention=JONAS,
    age=timedelta(hours=30),
    day=date(2026, 4, 1),
    last_day=date(2026, 4, 9),
    added_by=TOM,
    touches=NASTY,
    carried=4,
)
ONE_OPTION = [option("Monday", "MO")]
LINKS = {"r1": "https://example.slack.com/archives/C0MARKETING/p" + "1" * 60}


def agenda_of(count: int) -> Agenda:
    kinds: tuple[SectionKind, ...] = get_args(SectionKind)
    sections = []
    for kind in kinds:
        lines = [
            replace(LINE_OF, kind=kind, action_id=f"ac{number}" if kind == "actions" else None)
            for number in range(count)
        ]
        sections.append(section(kind, lines))
    return Agenda(tuple(sections), count == 0, count, NOW, False)


@pytest.mark.parametrize("count", [0, 1, 5, 12, 300])
@pytest.mark.parametrize("state", list(OccurrenceState))
def test_an_announcement_fits_whatever_is_on_it(count: int, state: OccurrenceState) -> None:
    one = replace(ONE, state=state, reason=NASTY, name=NASTY[:80], starts=WALL + timedelta(days=1))
    meeting = Meeting(SYNC, one, PEOPLE, NOW, links=LINKS)
    shown = message.announced(meeting, agenda_of(count), NASTY[:200])
    assert problems(shown) == []
    assert "<!channel>" not in str(shown.blocks)


def test_every_heading_stands_above_its_lines_and_says_how_many_are_left_out() -> None:
    shown = str(message.announced(Meeting(SYNC, ONE, PEOPLE, NOW), agenda_of(20)).blocks)
    assert [f"and {20 - most} more" in shown for most in MOST_LINES.values()] == [True] * len(MOST_LINES)


@pytest.mark.parametrize("count", [0, 1, 40])
def test_a_summary_fits_whatever_was_decided(count: int) -> None:
    items = tuple(replace(ITEM, id=f"ag{number}", carried=3) for number in range(count))
    made = tuple(replace(ACTION, id=f"ac{number}") for number in range(min(count, 4)))
    asked = tuple((one, "r1") for one in items)
    found = Summary(items, items, items, asked, made, ONE)
    shown = message.closed(Meeting(SYNC, ONE, PEOPLE, NOW, links=LINKS), found, MIA)
    assert problems(shown) == []
    assert ("next time somebody must decide" in str(shown.blocks)) == bool(count)


@pytest.mark.parametrize("count", [0, 1, 30, 200])
def test_the_closing_form_fits_and_asks_first_about_what_cannot_wait(count: int) -> None:
    items = tuple(replace(ITEM, id=f"ag{number:020}") for number in range(count))
    late = replace(ITEM, id="late", text="Decide me", carried=3)
    owners = [replace(PEOPLE.get(MIA), user_id=f"U{number}", name=NASTY) for number in range(120)]
    view = close_form(SYNC, ONE, Closing((*items, late), (ACTION,)), owners)
    assert problems(view) == []
    assert view["blocks"][1]["label"]["text"] == "Decide me"


@pytest.mark.parametrize("what", ["made", "changed", "ended", "something newer"])
def test_what_is_told_of_a_series_fits(what: str) -> None:
    shown = telling.told(SYNC, None, PEOPLE, NOW, {"what": what, "actor_id": MIA, "reason": NASTY})
    assert problems(shown) == []


@pytest.mark.parametrize(
    "what",
    ["moved", "cancelled", "restored", "renamed", "facilitator", "holiday", "holiday_moved", "held", "empty"],
)
@pytest.mark.parametrize("actor_id", [MIA, None])
def test_what_is_told_of_one_meeting_fits(what: str, actor_id: str | None) -> None:
    detail = {"what": what, "actor_id": actor_id, "reason": NASTY, "was": NOW.isoformat()}
    shown = telling.told(SYNC, ONE, PEOPLE, NOW, detail)
    assert problems(shown) == []
    assert "has changed" not in shown.text, "each has a sentence of its own"


@pytest.mark.parametrize("user_id", [MIA, JONAS, TOM])
def test_a_reminder_says_what_the_reader_does_in_it(user_id: str) -> None:
    shown = telling.reminded(
        SYNC, ONE, PEOPLE, user_id, NOW, late="Later than planned.", url="https://example.org/1"
    )
    assert problems(shown) == []
    assert ("You facilitate" in shown.text, "You take the notes" in shown.text) == (
        user_id == MIA,
        user_id == JONAS,
    )


@pytest.mark.parametrize("about", ["holiday", "empty", "closing", "swap"])
def test_a_question_fits(about: str) -> None:
    detail = {"about": about, "reason": NASTY, "late": "Later than planned.", "from_user": TOM}
    assert problems(telling.asked(SYNC, ONE, PEOPLE, NOW, detail)) == []


@pytest.mark.parametrize("count", [0, 1, 15, 200])
def test_the_list_fits_however_many_there_are(count: int) -> None:
    found = [Ahead(replace(SYNC, id=f"s{number}"), ONE if number % 3 else None) for number in range(count)]
    assert problems(details.listing(found, PEOPLE, NOW)) == []


@pytest.mark.parametrize("count", [0, 1, 100])
@pytest.mark.parametrize("ended_at", [None, NOW])
def test_the_page_of_a_sync_fits(count: int, ended_at: datetime | None) -> None:
    attendees = [
        Attendee("s1", MIA if number == 0 else f"U{number}", number, NOW, away_from=date(2026, 1, 1), owed=1)
        for number in range(count)
    ]
    unsaid = [
        Delivery(Due("sync.announced", "s1", slot, "channel", NOW), NOW, DeliveryState.SKIPPED, NASTY)
        for slot in [ONE.key, "", "?", f"{ONE.key} 2026-03-31T09:00Z"] * count
    ]
    states = list(OccurrenceState) * count
    dates = [replace(ONE, state=state, reason=NASTY) for state in states]
    whole = details.Whole(
        replace(SYNC, ended_at=ended_at),
        "#marketing",
        dates,
        attendees,
        unsaid,
        may_change=True,
        reader_id=MIA,
    )
    assert problems(details.page(whole, PEOPLE, NOW, news="Done.")) == []


@pytest.mark.parametrize("count", [0, 1, 60])
def test_the_home_tab_has_room_for_them(count: int) -> None:
    actions = tuple(replace(ACTION, id=f"ac{number}") for number in range(count))
    found = [Ahead(replace(SYNC, id=f"s{number}"), ONE, actions) for number in range(count)]
    view = home(PEOPLE.get(MIA), BOARD, PEOPLE.company, NOW, mine=[], waiting=[], team=[], syncs=found)
    assert problems(view) == []
    assert ("None yet." in str(view)) == (count == 0)


def test_people_of_other_companies_have_no_syncs_on_their_home_tab() -> None:
    view = home(PEOPLE.get(STRANGER), BOARD, PEOPLE.company, NOW, mine=[], waiting=[], team=[])
    assert "Your next syncs" not in str(view)


@pytest.mark.parametrize("text", ["", NASTY])
def test_the_small_forms_fit(text: str) -> None:
    company = company_with_holidays()
    assert problems(add_form(SYNC, "soon", company, text=text)) == []
    able = [replace(PEOPLE.get(MIA), user_id=f"U{number}") for number in range(150)]
    assert problems(one_form(SYNC, replace(ONE, name=text or None), able)) == []
    assert problems(calendar_shown("https://example.org/calendar/" + "x" * 43 + ".ics", "mine")) == []


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY;BYDAY=MO,TH",
        "FREQ=WEEKLY;INTERVAL=5;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=1MO,3MO",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=MONTHLY;BYDAY=1MO,2TU",
        "FREQ=MONTHLY;BYMONTHDAY=15",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO",
    ],
)
def test_the_form_of_a_sync_gives_back_the_rhythm_that_was_put_in(rule: str) -> None:
    company = company_with_holidays()
    sync = replace(SYNC, name="Brand", series=replace(SERIES, rule=rule, until=date(2027, 1, 1)))
    fields = fields_of(sync, [Attendee("s1", MIA, 1, NOW)])
    view = drawn(fields, company, PEOPLE.get(MIA), NOW, {"sync_id": "s1"}, present=sync)
    assert problems(view) == []
    found = rhythm_of(fields, "Europe/London", NOW, sync.series)
    assert not isinstance(found, Trouble)
    assert sorted(found.rule.split(";")) == sorted(rule.split(";"))
    assert found.until == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        (HolidayPolicy.SKIP, "left out"),
        (HolidayPolicy.MOVE, "moved to Wednesday 13 May"),
        (HolidayPolicy.KEEP, "held all the same"),
        (HolidayPolicy.ASK, "the facilitator is asked on Friday 8 May"),
    ],
)
def test_a_day_off_is_marked_with_what_becomes_of_it(policy: HolidayPolicy, words: str) -> None:
    company = company_with_holidays()
    fields = {
        TIME: "10:00",
        WEEKDAYS: "TU",
        FIRST: "2026-05-12",
        OFFICES: "london",
        "sync.when.holidays": policy,
    }
    found = rhythm_of(fields, "Europe/London", NOW)
    dates = dates_of(found, rules_of(fields, company), company, NOW)
    assert f"Summer outing (London): {words}" in dates[1]


@pytest.mark.parametrize(
    "fields",
    [{EVERY: "month", WEEKDAYS: "MO", TIME: "10:00"}, {TIME: "10:00"}, {WEEKDAYS: "MO"}, {LINE: "often"}, {}],
)
def test_fields_that_say_no_rhythm_say_what_is_missing(fields: dict[str, Any]) -> None:
    found = rhythm_of(fields, "Europe/London", NOW)
    assert isinstance(found, Trouble)
    assert found.sentence.endswith((".", '".'))


def test_an_end_before_the_first_date_says_so() -> None:
    fields = {TIME: "10:00", WEEKDAYS: "MO", NTH: "", "sync.when.until": "2026-03-20", FIRST: "2026-03-24"}
    found = rhythm_of(fields, "Europe/London", NOW)
    assert isinstance(found, Trouble)
    assert "Choose a later last day" in found.sentence


@pytest.mark.parametrize(
    ("hours", "words"),
    [(0, "1 working hour"), (3.4, "3 working hours"), (8, "1 working day"), (41, "5 working days")],
)
def test_ages_are_said_in_working_time(hours: float, words: str) -> None:
    assert spoken_age(timedelta(hours=hours)) == words


@pytest.mark.parametrize(
    ("element", "problem"),
    [
        ({"type": "timepicker", "initial_time": "25:00"}, "no time as Slack writes it"),
        ({"type": "checkboxes", "options": ONE_OPTION, "initial_options": []}, "are to be left out"),
        ({"type": "checkboxes", "options": ONE_OPTION, "initial_options": ["?"]}, "is not among the options"),
    ],
)
def test_what_slack_would_refuse_of_these_fields_is_named(element: dict[str, Any], problem: str) -> None:
    view = modal("f", "A form", "Save", [field("when", "When?", {**element, "action_id": "when"})], {})
    (found,) = problems(view)
    assert problem in found
