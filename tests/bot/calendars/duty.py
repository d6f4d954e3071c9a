"""Made-up rotas for calendars, and what an independent reader makes of a calendar of shifts."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import Any

import recurring_ical_events  # type: ignore[import-untyped]  # it ships no types
from icalendar import Calendar

from bot.company import Company
from bot.company.rota import HandOver, Layer, Rota
from bot.company.times import Span
from bot.oncall.board import Board
from bot.oncall.model import DutyState, Override, Shift
from bot.people import People
from tests.companies import ADA, JONAS, LENA, PRIYA, WORKSPACE, accounts, slack_id

MADE_AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
MONDAY = date(2024, 1, 1)
EVERYBODY = (JONAS, LENA, PRIYA)
WEEKDAYS_NINE_TO_FIVE = (*((Span(time(9), time(17)),),) * 5, (), ())
WEEKLY = HandOver("weekly", time(9), (0,))


def a_layer(
    hand_over: HandOver = WEEKLY,
    *people: str,
    name: str = "all-day",
    first_day: date = MONDAY,
    hours: tuple[tuple[Span, ...], ...] | None = None,
) -> Layer:
    return Layer(name, name, people or EVERYBODY, hand_over, first_day, hours)


def a_board(
    company: Company,
    *layers: Layer,
    zone: str = "Europe/London",
    absent: tuple[str, ...] = (),
    **state: Any,
) -> Board:
    """`absent`: whose accounts are closed."""
    rows = [{**fact.__dict__, "dm_channel": None} for fact in accounts(company, absent=absent)]
    rotas = {"web": Rota(zone, layers)} if layers else {}
    return Board(company, People(company, WORKSPACE, rows), DutyState(7, rotas, **state))


def an_override(email: str, starts: datetime, ends: datetime, number: int = 0) -> Override:
    return Override(f"v{number}", "web", starts, ends, slack_id(email), MADE_AT, slack_id(ADA), MADE_AT)


def events_between(text: bytes, first: datetime, last: datetime) -> list[tuple[datetime, datetime, str]]:
    """Start, end and name of each, in UTC and in order, as recurring-ical-events has it."""
    found: list[Any] = recurring_ical_events.of(Calendar.from_ical(text)).between(first, last)
    return sorted(
        (each.start.astimezone(UTC), each.end.astimezone(UTC), str(each["SUMMARY"])) for each in found
    )


def merged(entries: list[tuple[datetime, datetime, str]]) -> list[tuple[datetime, datetime, str]]:
    """Those of one person that touch as one; two at once, or a gap, stay to be seen."""
    found: list[tuple[datetime, datetime, str]] = []
    for start, end, name in entries:
        if found and found[-1][1] == start and found[-1][2] == name:
            found[-1] = (found[-1][0], end, name)
        else:
            found.append((start, end, name))
    return found


def said(board: Board, shifts: list[Shift]) -> list[tuple[datetime, datetime, str]]:
    """As the calendar names them."""
    return merged(
        [
            (
                one.starts_at,
                one.ends_at,
                f"On call: Web Team, {board.people.get(one.user_id).name}"
                + (" (nobody in the rota)" if one.is_gap else ""),
            )
            for one in shifts
        ]
    )


def nameless(name: str) -> str:
    """As in a person's own calendar."""
    return re.sub(r", [^(]+?(?= \(|$)", "", name)
