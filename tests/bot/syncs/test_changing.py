"""Syncs made, changed and ended by people: who may, what is refused, what is told, and once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.syncs.changing import (
    cancel_occurrence,
    hold_anyway,
    move_occurrence,
    rename_occurrence,
    restore_occurrence,
    set_facilitator,
    skip_empty,
)
from bot.syncs.model import Occurrence, Series, Sync
from bot.syncs.rows import attended_by, attendees_of, find_sync, get_sync, live_syncs
from bot.syncs.syncs import change_sync, end_sync, open_sync, set_attendees
from db.errors import Conflict, Missing, NotAllowed, Refusal, Unclear
from db.kinds import NoticeKind, OccurrenceState
from tests.bot.requests.scene import ADA, KIM, PRIYA
from tests.bot.syncs.meetings import (
    DEACTIVATED,
    DEV,
    JONAS,
    MIA,
    OUTSIDER,
    PEOPLE,
    TOM,
    TUESDAYS,
    Meetings,
    company,
    database_url,
    london,
    meetings,
    one_postgres,
    wall,
    wanted,
)

__all__ = ["company", "database_url", "meetings", "one_postgres"]

KEY = "2026-03-17T10:00"
LATER = (wall("2026-03-19 15:00"), "Europe/London")
Change = Callable[[Meetings, str, str], object]

CHANGES: dict[str, Change] = {
    "move": lambda at, sync, who: at.do(move_occurrence, sync, KEY, *LATER, who),
    "cancel": lambda at, sync, who: at.do(cancel_occurrence, sync, KEY, who),
    "rename": lambda at, sync, who: at.do(rename_occurrence, sync, KEY, "Launch review", who),
    "facilitator": lambda at, sync, who: at.do(set_facilitator, sync, KEY, DEV, who),
    "skip": lambda at, sync, who: at.do(skip_empty, sync, KEY, who),
    "hold": lambda at, sync, who: at.do(hold_anyway, sync, KEY, who),
    "people": lambda at, sync, who: at.do(set_attendees, sync, [MIA, DEV], who),
    "series": lambda at, sync, who: at.do(change_sync, sync, wanted(name="Other"), who),
    "end": lambda at, sync, who: at.do(end_sync, sync, who),
}


def told(meetings: Meetings) -> list[str]:
    return [one["what"] for one in meetings.said(NoticeKind.SYNC_TOLD)]


def refused(meetings: Meetings, kind: type[Refusal], service: Callable[..., Any], *arguments: Any) -> str:
    with pytest.raises(kind) as caught:
        meetings.do(service, *arguments)
    return str(caught.value)


def test_a_sync_that_is_made_is_told_once_and_found_again(meetings: Meetings) -> None:
    sync = meetings.make(name="  Web   sync ", join_link=" https://meet.example/web ")
    assert (sync.name, sync.join_link, sync.created_by) == ("Web sync", "https://meet.example/web", MIA)
    assert told(meetings) == ["made"]
    with meetings.toolkit.ledger.read() as connection:
        assert [one.user_id for one in attendees_of(connection, sync.id)] == list(PEOPLE)
        assert live_syncs(connection) == attended_by(connection, JONAS) == [get_sync(connection, sync.id)]
        assert attended_by(connection, DEV) == []
        assert find_sync(connection, "nothing") is None


def test_a_form_that_arrives_twice_makes_one_sync(meetings: Meetings) -> None:
    first = meetings.make(source_key="form 1")
    assert meetings.make(source_key="form 1").id == first.id
    assert meetings.make(source_key="form 2").id != first.id
    assert told(meetings) == ["made", "made"]


def test_the_first_date_fits_the_rule(meetings: Meetings) -> None:
    sync = meetings.make(replace(TUESDAYS, starts=wall("2026-03-12 10:00")))
    assert sync.series.starts == wall("2026-03-17 10:00")


def test_whoever_makes_one_without_naming_anybody_attends_it(meetings: Meetings) -> None:
    sync = meetings.make(attendees=())
    with meetings.toolkit.ledger.read() as connection:
        assert [one.user_id for one in attendees_of(connection, sync.id)] == [MIA]


def test_secrets_in_a_name_are_not_kept(meetings: Meetings) -> None:
    sync = meetings.make(name="Sync password: Hunter2!xyz")
    assert "Hunter2" not in sync.name


CANNOT_BE: list[tuple[dict[str, Any], str]] = [
    ({"name": "  "}, "Give the sync a name"),
    ({"channel_id": ""}, "Choose the channel"),
    ({"calendars": ("atlantis",)}, 'no calendar "atlantis"'),
    ({"join_link": "meet.example/web"}, "should begin with https://"),
    ({"join_link": "https://a b"}, "hold no spaces"),
    ({"days_ahead": 11}, "up to 10 working days ahead"),
    ({"minutes_ahead": 1441}, "up to a day before"),
    ({"closes_ahead": -1}, "up to a day before"),
    ({"attendees": (OUTSIDER,)}, "Olga Outside is of another company"),
    ({"attendees": (DEACTIVATED,)}, "at least one person"),
    ({"attendees": tuple(f"U{number}" for number in range(101))}, "At most 100 people"),
    ({"series": replace(TUESDAYS, minutes=4)}, "between 5 minutes and 8 hours"),
    ({"series": replace(TUESDAYS, minutes=481)}, "between 5 minutes and 8 hours"),
    (
        {"series": Series(wall("2025-03-18 10:00"), "Europe/London", "FREQ=WEEKLY", date(2025, 5, 1))},
        "have passed",
    ),
]


def test_what_cannot_be_says_what_to_put_right(meetings: Meetings) -> None:
    for named, sentence in CANNOT_BE:
        assert sentence in refused(meetings, Unclear, open_sync, wanted(**named))
    with meetings.toolkit.ledger.read() as connection:
        assert live_syncs(connection) == []


@pytest.mark.parametrize("who", [OUTSIDER, DEACTIVATED])
def test_people_of_other_companies_make_and_change_nothing(meetings: Meetings, who: str) -> None:
    assert "people of this company" in refused(meetings, NotAllowed, open_sync, wanted(made_by=who))
    sync = meetings.make()
    assert "people of this company" in refused(meetings, NotAllowed, end_sync, sync.id, who)


@pytest.mark.parametrize("who", [MIA, JONAS, PRIYA, ADA])
def test_the_maker_the_facilitators_the_bridge_and_admins_may_change_it(meetings: Meetings, who: str) -> None:
    sync = meetings.make()
    for change in ("rename", "facilitator", "move", "cancel", "people", "series", "end"):
        CHANGES[change](meetings, sync.id, who if change in ("rename", "end") else MIA)
    assert told(meetings)[-1] == "ended"


def test_nobody_else_may(meetings: Meetings) -> None:
    sync = meetings.make()
    for change in CHANGES.values():
        with pytest.raises(NotAllowed, match="Only Mia, who made this sync"):
            change(meetings, sync.id, KIM)
    assert told(meetings) == ["made"]


def test_each_change_of_one_date_is_told_and_leaves_the_others_alone(meetings: Meetings) -> None:
    sync = meetings.make()
    others = meetings.dates(sync)[1:]
    moved = meetings.do(move_occurrence, sync.id, KEY, wall("2026-03-19 15:00"), "Europe/Berlin", JONAS)
    assert (moved.key, moved.zone, moved.starts_at) == (KEY, "Europe/Berlin", london("2026-03-19 14:00"))
    renamed = meetings.do(rename_occurrence, sync.id, KEY, "Launch review", MIA)
    led = meetings.do(set_facilitator, sync.id, KEY, DEV, MIA)
    cancelled = meetings.do(cancel_occurrence, sync.id, KEY, MIA, "Everybody is at the fair")
    assert (renamed.name, led.facilitator_id) == ("Launch review", DEV)
    assert (cancelled.state, cancelled.reason) == (OccurrenceState.CANCELLED, "Everybody is at the fair")
    restored = meetings.do(restore_occurrence, sync.id, KEY, MIA)
    assert (restored.state, restored.starts_at, restored.sequence) == (
        OccurrenceState.PLANNED,
        moved.starts_at,
        5,
    )
    assert told(meetings) == ["made", "moved", "renamed", "facilitator", "cancelled", "restored"]
    now = {one.key: (one.starts_at, one.state, one.sequence) for one in meetings.dates(sync)}
    assert all(now[one.key] == (one.starts_at, one.state, one.sequence) for one in others)


def test_a_cancelled_date_that_is_moved_is_held_then(meetings: Meetings) -> None:
    sync = meetings.make()
    meetings.do(cancel_occurrence, sync.id, KEY, MIA)
    assert meetings.do(move_occurrence, sync.id, KEY, *LATER, MIA).state is OccurrenceState.PLANNED


def test_the_note_taker_who_leads_hands_the_notes_to_whoever_led(meetings: Meetings) -> None:
    sync = meetings.make()
    one = meetings.date(sync, "03-17")
    assert one.note_taker_id is not None
    led = meetings.do(set_facilitator, sync.id, KEY, one.note_taker_id, MIA)
    assert (led.facilitator_id, led.note_taker_id) == (one.note_taker_id, one.facilitator_id)


SECOND_CLICKS = [
    ("cancel", "cancel", "cancelled already"),
    ("skip", "skip", "nothing to talk about"),
    ("cancel", "skip", "cancelled already"),
    ("rename", "rename", "that name already"),
    ("facilitator", "facilitator", "Dev facilitates that one already"),
    ("move", "move", "at that time already"),
    ("hold", "hold", "takes place already"),
    ("end", "cancel", "has been ended"),
    ("end", "end", "ended already"),
]


def test_the_second_person_who_clicks_is_told_what_is_so(meetings: Meetings) -> None:
    for first, second, sentence in SECOND_CLICKS:
        sync = meetings.make()
        CHANGES[first](meetings, sync.id, MIA)
        before = told(meetings)
        with pytest.raises(Conflict, match=sentence):
            CHANGES[second](meetings, sync.id, JONAS)
        assert told(meetings) == before


def test_what_takes_place_need_not_be_restored(meetings: Meetings) -> None:
    sync = meetings.make()
    assert "takes place already" in refused(meetings, Conflict, restore_occurrence, sync.id, KEY, MIA)


def test_a_meeting_that_has_begun_is_not_changed_any_more(meetings: Meetings) -> None:
    sync = meetings.make()
    meetings.clock.now = london("2026-03-17 10:00")
    for change in ("move", "cancel", "rename", "facilitator", "skip", "hold"):
        with pytest.raises(Conflict, match="has begun already"):
            CHANGES[change](meetings, sync.id, MIA)


ELSEWHERE = [
    ("2026-03-10 11:00", "Europe/London", "has passed already"),
    ("2026-03-24 10:00", "Europe/London", "Another date of this sync is at that time"),
    ("2026-03-24 10:00", "Europe/Atlantis", "don't know that time zone"),
    ("2026-03-24 10:00", "../etc/passwd", "don't know that time zone"),
]


def test_where_it_cannot_be_moved_says_why(meetings: Meetings) -> None:
    sync = meetings.make()
    for starts, zone, sentence in ELSEWHERE:
        assert sentence in refused(meetings, Refusal, move_occurrence, sync.id, KEY, wall(starts), zone, MIA)


def test_a_stale_button_says_what_is_gone(meetings: Meetings) -> None:
    sync = meetings.make()
    assert "can't find that date" in refused(
        meetings, Missing, cancel_occurrence, sync.id, "2026-03-18T10:00", MIA
    )
    assert "can't find that sync" in refused(meetings, Missing, cancel_occurrence, "s0", KEY, MIA)


def test_a_change_that_changes_nothing_is_not_told(meetings: Meetings) -> None:
    sync = meetings.make()
    meetings.do(change_sync, sync.id, wanted(), MIA)
    assert told(meetings) == ["made"]
    changed = meetings.do(change_sync, sync.id, wanted(name="Shop sync", minutes_ahead=30), MIA)
    assert (changed.name, changed.minutes_ahead, told(meetings)) == ("Shop sync", 30, ["made", "changed"])


def test_who_stays_keeps_their_place_and_who_is_new_comes_last(meetings: Meetings) -> None:
    sync = meetings.make()
    meetings.clock.advance(days=1)
    meetings.do(set_attendees, sync.id, [DEV, TOM, MIA], JONAS)
    with meetings.toolkit.ledger.read() as connection:
        found = attendees_of(connection, sync.id)
    assert [one.user_id for one in found] == [MIA, TOM, DEV]
    assert JONAS not in {one.facilitator_id for one in meetings.dates(sync)}
    assert found[-1].joined_at == meetings.clock.now


def test_whoever_leads_one_date_may_change_that_one(meetings: Meetings) -> None:
    sync = meetings.make()
    meetings.do(set_facilitator, sync.id, KEY, KIM, MIA)
    one: Occurrence = meetings.do(cancel_occurrence, sync.id, KEY, KIM)
    assert one.state is OccurrenceState.CANCELLED
    with pytest.raises(NotAllowed):
        meetings.do(cancel_occurrence, sync.id, "2026-03-24T10:00", KIM)
    ended: Sync = meetings.do(end_sync, sync.id, MIA)
    assert ended.ended_at == meetings.clock.now
