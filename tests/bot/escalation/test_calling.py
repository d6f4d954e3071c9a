"""Whom a step calls: those who are there now, and never nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.company import Company, Person, Team
from bot.company.rota import Whom
from bot.escalation.calling import MOST_CALLED, called
from bot.oncall.board import Board
from bot.oncall.model import Absence, DutyState, Override
from bot.people import People
from tests import companies
from tests.bot.requests.scene import ADA, JONAS, LENA, PRIYA
from tests.companies import WEB, WORKSPACE, accounts, slack_id, small_company

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
WHOM: tuple[Whom, ...] = ("on_call", "second_layer", "team", "bridge", "person")


def board(
    *, gone: tuple[str, ...] = (), away: tuple[str, ...] = (), company: Company | None = None, **state: Any
) -> Board:
    """`gone`: e-mails of those whose accounts are closed; `away`: user ids of those who are away today."""
    company = company or small_company()
    rows = [
        {**facts.__dict__, "dm_channel": None, "home_opened_at": None}
        for facts in accounts(company, absent=gone)
    ]
    days = (date(2026, 3, 10), date(2026, 3, 11))
    absences = tuple(Absence(f"a{user_id}", user_id, *days) for user_id in away)
    return Board(company, People(company, WORKSPACE, rows), DutyState(absences=absences, **state))


def ids(board: Board, to: Whom, team: Team | None = WEB, **named: Any) -> list[str]:
    return [one.user_id for one in called(board, team, to, NOW, **named)]


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        ("on_call", [JONAS]),
        ("second_layer", [LENA]),
        ("team", [JONAS, LENA]),
        ("bridge", [PRIYA]),
        ("person", [LENA]),
    ],
)
def test_each_step_calls_those_it_names(to: Whom, expected: list[str]) -> None:
    assert ids(board(), to, person=companies.LENA) == expected


def test_whoever_took_the_shift_over_is_on_call() -> None:
    hour = timedelta(hours=1)
    taken = Override("o1", "web", NOW - hour, NOW + hour, LENA, NOW, LENA, NOW)
    assert ids(board(overrides=(taken,)), "on_call") == [LENA]
    assert ids(board(overrides=(replace(taken, ends_at=NOW),)), "on_call") == [JONAS]


@pytest.mark.parametrize("to", WHOM)
def test_who_is_away_is_not_called(to: Whom) -> None:
    assert JONAS not in ids(board(away=(JONAS,)), to, person=companies.JONAS)


@pytest.mark.parametrize("to", WHOM)
def test_who_has_left_is_not_called(to: Whom) -> None:
    assert JONAS not in ids(board(gone=(companies.JONAS,)), to, person=companies.JONAS)


def test_a_named_person_who_is_away_is_stood_in_for_by_whoever_is_on_call() -> None:
    assert ids(board(away=(LENA,)), "person", person=companies.LENA) == [JONAS]
    assert ids(board(), "person", person="nobody@example.org") == [JONAS]


def test_where_the_whole_team_is_away_the_bridge_is_called() -> None:
    for to in ("on_call", "second_layer", "team"):
        assert set(ids(board(away=(JONAS, LENA)), to)) <= {PRIYA, ADA}
        assert ids(board(away=(JONAS, LENA)), to) != []


@pytest.mark.parametrize("to", WHOM)
def test_somebody_is_called_even_if_everybody_is_away(to: Whom) -> None:
    everybody = tuple(slack_id(person.email) for person in small_company().people)
    assert ids(board(away=everybody), to) != []


@pytest.mark.parametrize("to", WHOM)
def test_where_only_the_admin_is_left_the_admin_is_called(to: Whom) -> None:
    others = tuple(person.email for person in small_company().people if person.email != companies.ADA)
    assert ids(board(gone=others), to) == [ADA]


def test_without_a_second_person_the_whole_team_is_called_again() -> None:
    alone = board(gone=(companies.LENA, companies.PRIYA, companies.ADA))
    assert ids(alone, "second_layer") == [JONAS]


def test_of_a_big_team_so_many_are_called_and_those_on_call_first() -> None:
    small = small_company()
    crowd = tuple(Person(f"web{number}@example.org", f"Web {number}", side="it") for number in range(30))
    team = replace(WEB, members=(*(one.email for one in crowd), *WEB.members))
    company = replace(small, people=(*crowd, *small.people), teams=(team, *small.teams[1:]))
    found = ids(board(company=company), "team", team)
    assert (len(found), found[:2]) == (MOST_CALLED, [JONAS, LENA])


@pytest.mark.parametrize("to", WHOM)
def test_who_cannot_be_called_for_it_is_called_before_nobody_is(to: Whom) -> None:
    everybody = frozenset(slack_id(person.email) for person in small_company().people)
    assert JONAS not in ids(board(), to, person=companies.JONAS, without=frozenset({JONAS}))
    assert ids(board(), to, without=everybody) == ids(board(), to)
