"""The calendars of rotas are fetched by themselves, by one process, whatever one of them does."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from bot.company import Company
from bot.oncall.sources import Source, connect, find_source
from bot.toolkit import Toolkit
from db.errors import Outage
from scheduler.jobs.calendar_sources import keep_calendars_fresh
from tests.bot.oncall.test_sources import NINE, URL, a_roster
from tests.companies import DATA, KIM, LENA, PRIYA, WEB, small_company
from tests.conftest import DeskOf, SettableClock

OTHER = "https://other.example.org/data.ics"


@pytest.fixture
def company() -> Company:
    return small_company()


@pytest.fixture
def two(desk_of: DeskOf, clock: SettableClock) -> None:
    """Two rotas from calendars that are half an hour old."""
    with desk_of() as desk:
        connect(desk, "web", a_roster([LENA]), name="calendar.example.org", url=URL)
        connect(desk, "data", a_roster([KIM]), name="other.example.org", url=OTHER)
    clock.advance(minutes=31)


def a_calendar(email: str) -> bytes:
    times = f"DTSTART:{NINE:%Y%m%dT%H%M%SZ}\r\nDTEND:{NINE + timedelta(days=1):%Y%m%dT%H%M%SZ}"
    event = f"BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:{email}\r\n{times}\r\nEND:VEVENT"
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{event}\r\nEND:VCALENDAR\r\n".encode()


def source_of(toolkit: Toolkit, team_id: str = "web") -> Source:
    with toolkit.ledger.read() as connection:
        found = find_source(connection, team_id)
    assert found is not None
    return found


def on_call(toolkit: Toolkit) -> list[str | None]:
    board = toolkit.duties.board()
    found = [board.on_call(team, NINE) for team in (WEB, DATA)]
    return [one.email if one else None for one in found]


def test_each_is_fetched_once_in_half_an_hour_and_serves_at_once(
    toolkit: Toolkit, clock: SettableClock, two: None
) -> None:
    asked: list[str] = []

    def fetch(url: str) -> bytes:
        asked.append(url)
        return a_calendar(PRIYA)

    for _ in range(3):
        keep_calendars_fresh(toolkit, fetch)
    assert sorted(asked) == [URL, OTHER]
    assert on_call(toolkit) == [PRIYA, PRIYA]
    assert source_of(toolkit).good_at == clock.now
    clock.advance(minutes=30)
    keep_calendars_fresh(toolkit, fetch)
    assert len(asked) == 4


def test_two_processes_that_look_at_the_same_moment_fetch_each_once(toolkit: Toolkit, two: None) -> None:
    asked: list[str] = []

    def meanwhile(url: str) -> bytes:
        asked.append(url)
        if len(asked) == 1:  # another process looks while this one waits for an answer
            keep_calendars_fresh(toolkit, meanwhile)
        return a_calendar(PRIYA)

    keep_calendars_fresh(toolkit, meanwhile)
    assert sorted(asked) == [URL, OTHER]


def test_one_that_fails_keeps_its_last_good_copy_and_is_tried_again_soon(
    toolkit: Toolkit, clock: SettableClock, two: None, caplog: pytest.LogCaptureFixture
) -> None:
    def fetch(url: str) -> bytes:
        if url == URL:
            raise Outage("The calendar's server took too long.")
        return a_calendar(PRIYA)

    caplog.set_level(logging.DEBUG)
    keep_calendars_fresh(toolkit, fetch)
    assert on_call(toolkit) == [LENA, PRIYA]
    assert source_of(toolkit).problem == "The calendar's server took too long."
    assert URL not in caplog.text
    clock.advance(minutes=10)
    keep_calendars_fresh(toolkit, lambda _: a_calendar(PRIYA))
    assert on_call(toolkit) == [PRIYA, PRIYA]
    assert source_of(toolkit).problem is None


@pytest.mark.parametrize("nonsense", [b"<html>", b"", a_calendar(PRIYA)[:-20]])
def test_what_is_no_calendar_counts_as_a_failure(toolkit: Toolkit, two: None, nonsense: bytes) -> None:
    keep_calendars_fresh(toolkit, lambda _: nonsense)
    assert on_call(toolkit) == [LENA, KIM]
    assert (source_of(toolkit).problem or "").endswith("Save it as .ics once more.")


def test_one_that_we_stumble_over_does_not_keep_the_others_old(
    toolkit: Toolkit, two: None, caplog: pytest.LogCaptureFixture
) -> None:
    def fetch(url: str) -> bytes:
        if url == URL:
            raise ZeroDivisionError
        return a_calendar(PRIYA)

    keep_calendars_fresh(toolkit, fetch)
    assert on_call(toolkit) == [LENA, PRIYA]
    assert "The calendar of the rota of web could not be taken, reference" in caplog.text
    assert URL not in caplog.text
