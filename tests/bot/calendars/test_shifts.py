"""Who is on call, written as a calendar and read back by an independent reader: it is what the board says."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calendars.shifts import Stamp, window, write_rota, write_shifts_of
from bot.company.rota import HandOver
from bot.oncall.board import Board
from bot.oncall.model import Absence, Fixed
from tests.bot.calendars.duty import (
    EVERYBODY,
    MADE_AT,
    WEEKDAYS_NINE_TO_FIVE,
    a_board,
    a_layer,
    an_override,
    events_between,
    merged,
    nameless,
    said,
)
from tests.bot.calendars.meetings import parts
from tests.companies import JONAS, LENA, PRIYA, WEB, slack_id, small_company

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
STAMP = Stamp(7, MADE_AT)
COMPANY = small_company()
FOUR = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo")
# Hand-overs also at the times of the day at which the clock is changed somewhere.
RHYTHMS = [
    *(HandOver("daily", time(hour, 30)) for hour in (0, 1, 2)),
    HandOver("daily", time(9), every=3),
    HandOver("weekly", time(9), (0,)),
    HandOver("weekly", time(2, 0), (6,), every=2),
    HandOver("days", time(1, 30), (0, 3, 6)),
    HandOver("days", time(17), (0, 4)),
]


def check(board: Board, now: datetime = NOW) -> bytes:
    """Over the whole window, to the second, and nobody twice."""
    text = write_rota(board, WEB, STAMP, now)
    first, last = window(ZoneInfo(board.turns(WEB).zone), now)
    assert first <= now - timedelta(days=30)
    assert last >= now + timedelta(days=180)
    expected = said(board, board.shifts(WEB, first, last))
    assert merged(events_between(text, first, last)) == expected
    assert (expected[0][0], expected[-1][1]) == (first, last)
    return text


@pytest.mark.parametrize("zone", FOUR)
@pytest.mark.parametrize("rhythm", RHYTHMS, ids=lambda one: f"{one.rhythm} {one.at:%H:%M}")
def test_a_rota_is_read_back_as_the_board_has_it_also_over_clock_changes(zone: str, rhythm: HandOver) -> None:
    board = a_board(COMPANY, a_layer(rhythm), zone=zone)
    text = check(board)
    assert text.count(b"RRULE:FREQ=DAILY;") >= 3  # one series for each person at least
    assert text.count(b"BEGIN:VEVENT") < 60


@settings(max_examples=25)
@given(data=st.data())
def test_whatever_is_changed_in_a_rota_its_calendar_says_what_the_board_says(data: st.DataObject) -> None:
    rhythm = data.draw(st.sampled_from(RHYTHMS))
    first = a_layer(data.draw(st.sampled_from(RHYTHMS)), name="first", hours=WEEKDAYS_NINE_TO_FIVE)
    layers = (first, a_layer(rhythm)) if data.draw(st.booleans()) else (a_layer(rhythm),)
    starts = st.integers(-50 * 96, 190 * 96).map(lambda quarters: NOW + quarters * timedelta(minutes=15))
    overrides = []
    for number in range(data.draw(st.integers(0, 6))):
        start = data.draw(starts)
        end = start + timedelta(minutes=15) * data.draw(st.integers(1, 31 * 96))
        overrides.append(an_override(data.draw(st.sampled_from(EVERYBODY)), start, end, number))
    days = data.draw(st.lists(st.integers(-40, 190), max_size=2))
    absences = tuple(
        Absence(
            f"a{day}", slack_id(LENA), NOW.date() + timedelta(days=day), NOW.date() + timedelta(days=day + 9)
        )
        for day in days
    )
    zone = data.draw(st.sampled_from(FOUR))
    check(a_board(COMPANY, *layers, zone=zone, overrides=tuple(overrides), absences=absences))


def test_an_override_shortens_the_instance_and_has_an_event_of_its_own() -> None:
    rota = a_layer(HandOver("daily", time(9)))
    plain = write_rota(a_board(COMPANY, rota), WEB, STAMP, NOW)
    starts = datetime(2026, 3, 12, 12, tzinfo=UTC)
    taken = an_override(PRIYA, starts, starts + timedelta(hours=2))
    text = check(a_board(COMPANY, rota, overrides=(taken,)))
    before, after = ({str(event["UID"]) for event in parts(each)} for each in (plain, text))
    assert before < after
    assert len(after - before) == 2  # what Priya took, and what is left of the day behind it
    changed = [e for e in parts(text) if "RECURRENCE-ID" in e and e["DTEND"].dt == starts]
    assert [f"{e['RECURRENCE-ID'].dt:%d %H:%M}" for e in changed] == ["12 09:00"]


def test_a_turn_that_ends_at_a_skipped_time_is_written_out() -> None:
    """Its length is as usual, so only its end shows that programs could differ."""
    board = a_board(COMPANY, a_layer(HandOver("daily", time(2))), zone="America/New_York")
    instances = [event for event in parts(check(board)) if "RECURRENCE-ID" in event]
    assert [f"{each['RECURRENCE-ID'].dt:%d %b}" for each in instances] == ["07 Mar", "08 Mar"]


def test_a_turn_that_somebody_takes_as_a_whole_is_cut_out_of_its_series() -> None:
    starts = datetime(2026, 3, 12, 9, tzinfo=UTC)
    taken = an_override(PRIYA, starts, starts + timedelta(days=1))
    board = a_board(COMPANY, a_layer(HandOver("daily", time(9)), JONAS, LENA), overrides=(taken,))
    (cut,) = [event["EXDATE"] for event in parts(check(board)) if "EXDATE" in event]
    assert [f"{each.dt:%d %b %H:%M}" for each in cut.dts] == ["12 Mar 09:00"]


def test_ids_stay_when_time_goes_on_and_when_others_change() -> None:
    rota = a_layer(HandOver("daily", time(9)))
    night = a_layer(HandOver("daily", time(9)), name="office", hours=WEEKDAYS_NINE_TO_FIVE)
    for layers in ((rota,), (night, rota)):
        now, later = (
            {str(e["UID"]) for e in parts(write_rota(a_board(COMPANY, *layers), WEB, STAMP, at))}
            for at in (NOW, NOW + timedelta(days=14))
        )
        assert now == later
    nights = parts(write_rota(a_board(COMPANY, night), WEB, STAMP, NOW))
    assert len({(str(e["UID"]), str(e.get("RECURRENCE-ID"))) for e in nights}) == len(nights)


def test_the_same_rows_give_the_same_bytes_on_any_day_of_a_month() -> None:
    board = a_board(COMPANY, a_layer())
    text = write_rota(board, WEB, STAMP, NOW)
    assert write_rota(board, WEB, STAMP, NOW + timedelta(days=9)) == text
    assert b"SEQUENCE:7\r\n" in text
    assert b"LAST-MODIFIED:20260105T090000Z\r\n" in text


def test_a_team_without_a_rota_has_its_owner_week_by_week() -> None:
    text = check(a_board(COMPANY))
    assert {str(event["SUMMARY"]) for event in parts(text)} == {"On call: Web Team, Jonas Weber"}
    assert len(parts(text)) > 26


def test_a_gap_says_that_it_is_one() -> None:
    text = check(a_board(COMPANY, a_layer(hours=WEEKDAYS_NINE_TO_FIVE)))
    assert b"SUMMARY:On call: Web Team\\, Lena Graf (nobody in the rota)" in text


def test_an_imported_calendar_is_written_shift_by_shift() -> None:
    days = [datetime(2026, 3, 10 + number, 9, tzinfo=UTC) for number in range(4)]
    fixed = tuple(
        Fixed(day, day + timedelta(days=1), None, email, f"uid-{day.day}")
        for day, email in zip(days, (JONAS, PRIYA, JONAS, "nobody@example.org"), strict=True)
    )
    check(a_board(COMPANY, imported={"web": fixed}, matches={"web": {}}))


@pytest.mark.parametrize("email", EVERYBODY)
def test_a_persons_own_calendar_has_all_their_shifts_and_no_others(email: str) -> None:
    taken = an_override(PRIYA, datetime(2026, 4, 2, 12, tzinfo=UTC), datetime(2026, 4, 4, 12, tzinfo=UTC))
    layers = (a_layer(name="office", hours=WEEKDAYS_NINE_TO_FIVE), a_layer(HandOver("daily", time(1, 30))))
    board = a_board(COMPANY, *layers, overrides=(taken,))
    first, last = window(ZoneInfo("Europe/London"), NOW)
    text = write_shifts_of(board, slack_id(email), STAMP, NOW)
    mine = [one for one in board.shifts(WEB, first, last) if one.user_id == slack_id(email)]
    expected = merged([(start, end, nameless(name)) for start, end, name in said(board, mine)])
    assert merged(events_between(text, first, last)) == expected
    assert {each[2] for each in expected} == {"On call: Web Team"}


def test_a_calendar_holds_names_and_no_addresses() -> None:
    text = write_rota(a_board(COMPANY, a_layer()), WEB, STAMP, NOW)
    assert b"@example.org" not in text
    assert b"ATTENDEE" not in text


def test_whoever_always_answers_for_a_team_without_a_rota_has_no_entry_for_it() -> None:
    board = a_board(COMPANY)
    assert parts(write_shifts_of(board, slack_id(JONAS), STAMP, NOW)) == []
    starts = datetime(2026, 3, 12, 9, tzinfo=UTC)
    taken = an_override(LENA, starts, starts + timedelta(hours=8))
    (event,) = parts(write_shifts_of(a_board(COMPANY, overrides=(taken,)), slack_id(LENA), STAMP, NOW))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (starts, starts + timedelta(hours=8))


def test_somebody_who_is_away_or_has_left_is_not_in_it_and_another_one_serves() -> None:
    rota = a_layer(HandOver("daily", time(9)))
    away = Absence("a1", slack_id(LENA), date(2026, 1, 1), date(2027, 1, 1))
    for board in (a_board(COMPANY, rota, absences=(away,)), a_board(COMPANY, rota, absent=(LENA,))):
        assert b"Lena Graf" not in check(board)
