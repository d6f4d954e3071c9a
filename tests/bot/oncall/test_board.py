"""The board: everything that the rows and the company say of duty, in one look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from threading import Thread
from typing import Any

import pytest

from bot.company import Company
from bot.company.rota import Rota
from bot.oncall.board import Board
from bot.oncall.keeping import count_change
from bot.oncall.model import Absence, DutyState, Fixed, Override
from bot.oncall.written import layers_written
from bot.people import People, remember
from bot.toolkit import Toolkit
from db import duty_tables
from db.engine import Unit
from tests.bot.oncall.walls import at, layer
from tests.companies import (
    ADA,
    ELSEWHERE,
    JONAS,
    LENA,
    PRIYA,
    TOM,
    WEB,
    WORKSPACE,
    accounts,
    slack_id,
    small_company,
)

MADE = at(1)
JONAS_ID, LENA_ID, PRIYA_ID, ADA_ID = (slack_id(email) for email in (JONAS, LENA, PRIYA, ADA))
ROTA = Rota("Europe/Berlin", (layer("daily", time(9), people=(JONAS, LENA)),))  # Jonas from Monday the 5th
BARE = replace(WEB, fallback=None)


@pytest.fixture
def company() -> Company:
    return with_rota(small_company(), ROTA)


def with_rota(company: Company, rota: Rota | None) -> Company:
    teams = (replace(team, rota=rota) if team.id == "web" else team for team in company.teams)
    return replace(company, teams=tuple(teams))


def board_of(
    company: Company, *, absent: tuple[str, ...] = (), outside: tuple[str, ...] = (), **state: Any
) -> Board:
    """`absent`: e-mails of those who are deactivated. `outside`: of those of another company."""
    rows = [
        {
            **fact.__dict__,
            "workspace_id": ELSEWHERE if fact.email in outside else WORKSPACE,
            "dm_channel": None,
        }
        for fact in accounts(company, absent=absent)
    ]
    return Board(company, People(company, WORKSPACE, rows), DutyState(**state))


def on_call(board: Board, moment: datetime) -> str | None:
    found = board.on_call(board.company.team("web"), moment)
    return found.email if found else None


def override(user_id: str, starts_at: datetime, ends_at: datetime, team_id: str = "web") -> Override:
    return Override(f"o-{user_id}", team_id, starts_at, ends_at, user_id, MADE, user_id, MADE)


def test_without_a_rota_the_owner_is_on_call_and_the_fallback_comes_next() -> None:
    board = board_of(small_company())
    web = board.company.team("web")
    assert on_call(board, at(6)) == JONAS
    assert board.second(web, at(6)) == board.people.by_email(LENA)
    assert on_call(board_of(small_company(), absent=(JONAS,)), at(6)) == LENA


def test_when_the_whole_team_left_the_bridge_is_on_call_then_the_admins() -> None:
    assert on_call(board_of(small_company(), absent=(JONAS, LENA)), at(6)) == PRIYA
    assert on_call(board_of(small_company(), absent=(JONAS, LENA, PRIYA)), at(6)) == ADA
    everybody = tuple(person.email for person in small_company().people)
    assert on_call(board_of(small_company(), absent=everybody), at(6)) is None


def test_the_rota_of_the_company_file_says_who_is_on_call(company: Company) -> None:
    board = board_of(company)
    assert [on_call(board, moment) for moment in (at(5, 8), at(6, 7, 59), at(6, 8))] == [JONAS, JONAS, LENA]
    assert [one.user_id for one in board.shifts(company.team("web"), at(5, 12), at(6, 12))] == [
        JONAS_ID,
        LENA_ID,
    ]


def test_a_rota_changed_in_slack_comes_before_the_file_s(company: Company) -> None:
    changed = Rota("Europe/Berlin", (layer(people=(LENA,)),))
    board = board_of(company, rotas={"web": changed})
    assert board.rota(company.team("web")) is changed
    assert on_call(board, at(5, 12)) == LENA


def test_before_a_rota_begins_the_fallback_is_on_call(company: Company) -> None:
    assert on_call(board_of(company), at(1)) == LENA
    without = replace(company, teams=(replace(BARE, rota=ROTA), *company.teams[1:]))
    assert on_call(board_of(without), at(1)) == JONAS, "without a fallback it is the owner"


def test_who_was_deactivated_is_passed_over_in_rota_override_and_calendar(company: Company) -> None:
    assert on_call(board_of(company, absent=(JONAS,)), at(5, 12)) == LENA
    taken = override(PRIYA_ID, at(5), at(7))
    assert on_call(board_of(company, overrides=(taken,)), at(5, 12)) == PRIYA
    assert on_call(board_of(company, overrides=(taken,), absent=(PRIYA,)), at(5, 12)) == JONAS
    entries = {"web": (Fixed(at(5), at(7), None, PRIYA, "1"),)}
    assert on_call(board_of(company, imported=entries), at(6, 12)) == PRIYA
    assert on_call(board_of(company, imported=entries, absent=(PRIYA,)), at(6, 12)) == LENA


def test_nobody_of_another_company_is_ever_on_call(company: Company) -> None:
    taken = override(PRIYA_ID, at(5), at(7))
    assert on_call(board_of(company, overrides=(taken,), outside=(PRIYA,)), at(5, 12)) == JONAS
    assert on_call(board_of(company, outside=(JONAS, LENA)), at(5, 12)) == PRIYA
    assert on_call(board_of(company, overrides=(override("U0STRANGER", at(5), at(7)),)), at(5, 12)) == JONAS


def test_who_is_not_of_the_team_any_more_is_passed_over(company: Company) -> None:
    assert on_call(board_of(company, overrides=(override(slack_id(TOM), at(5), at(7)),)), at(5, 12)) == JONAS
    rota = Rota("Europe/Berlin", (layer("daily", time(9), people=(TOM, ADA, LENA)),))
    board = board_of(with_rota(company, rota))
    assert [on_call(board, at(day, 12)) for day in (5, 6, 7)] == [ADA, ADA, LENA], "an admin may act for all"
    entries = {"web": (Fixed(at(5), at(7), None, TOM, "1"),)}
    assert on_call(board_of(company, imported=entries), at(5, 12)) == JONAS


def test_an_override_of_another_team_changes_nothing(company: Company) -> None:
    assert (
        on_call(board_of(company, overrides=(override(PRIYA_ID, at(5), at(7), "data"),)), at(5, 12)) == JONAS
    )


@pytest.mark.parametrize(
    ("zone", "first", "last"),
    [
        ("Europe/Berlin", at(5, 23), at(6, 23)),
        ("America/New_York", at(6, 5), at(7, 5)),
        ("Pacific/Auckland", at(5, 11), at(6, 11)),
    ],
)
def test_somebody_is_away_by_the_days_of_their_own_zone(
    company: Company, zone: str, first: datetime, last: datetime
) -> None:
    people = tuple(replace(one, zone=zone) if one.email == LENA else one for one in company.people)
    away = Absence("a1", LENA_ID, date(2026, 1, 6), date(2026, 1, 6))
    board = board_of(replace(company, people=people), absences=(away,))
    assert board.turns(company.team("web")).absences == {LENA_ID: ((first, last),)}


def test_while_somebody_is_away_the_fallback_has_their_shift(company: Company) -> None:
    away = Absence("a1", LENA_ID, date(2026, 1, 6), date(2026, 1, 6))
    more = Absence("a2", LENA_ID, date(2026, 1, 8), date(2026, 1, 9))
    board = board_of(company, absences=(away, more))
    assert on_call(board, at(6, 12)) == PRIYA, "Lena is the fallback herself"
    assert on_call(board, at(8, 12)) == PRIYA
    assert on_call(board, at(6, 23, 30)) == LENA, "from midnight on in Berlin"


def test_names_of_a_calendar_are_people_by_their_address_or_as_somebody_said(company: Company) -> None:
    entries = {
        "web": (
            Fixed(at(5), at(6), None, LENA, "1"),
            Fixed(at(6), at(7), None, "Jonas W.", "2"),
            Fixed(at(7), at(8), None, "Nobody", "3"),
        )
    }
    board = board_of(with_rota(company, None), imported=entries, matches={"web": {"Jonas W.": JONAS}})
    found = board.shifts(board.company.team("web"), at(5), at(8))
    assert [(one.user_id, one.by) for one in found] == [
        (LENA_ID, "calendar"),
        (JONAS_ID, "calendar"),
        (LENA_ID, "fallback"),
    ]


def test_without_a_team_the_bridge_is_on_call_then_the_admins(company: Company) -> None:
    board = board_of(company)
    first, second = board.on_call(None, at(5)), board.second(None, at(5))
    assert (first and first.email, second and second.email) == (PRIYA, ADA)
    away = Absence("a1", PRIYA_ID, date(2026, 1, 5), date(2026, 1, 6))
    first = board_of(company, absences=(away,)).on_call(None, at(5, 12))
    assert first == board.people.by_email(ADA)
    shift = board.shift(None, at(5))
    assert shift is not None
    assert not shift.is_gap


def test_the_whole_team_and_the_bridge_are_those_who_can_be_called(company: Company) -> None:
    board = board_of(company, absent=(JONAS,))
    assert [one.email for one in board.whole_team(company.team("web"))] == [LENA]
    assert [one.email for one in board.whole_team(None)] == [PRIYA]
    assert [one.email for one in board.bridge()] == [PRIYA]
    assert [one.email for one in board_of(company, absent=(PRIYA,)).bridge()] == [ADA]
    assert [one.email for one in board_of(company, outside=(PRIYA,)).bridge()] == [ADA]


def test_a_remembered_answer_is_never_given_for_another_moment(company: Company) -> None:
    board = board_of(company)
    moments = [at(5, 8) + timedelta(hours=number) for number in (0, 23, 24, 0, 47, 48, 1, 24, -1)]
    fresh = [on_call(board_of(company), moment) for moment in moments]
    assert [on_call(board, moment) for moment in moments] == fresh
    assert set(fresh) == {JONAS, LENA}


def test_many_threads_may_ask_one_board(company: Company) -> None:
    board = board_of(company)
    moments = [at(5, 9) + timedelta(hours=number) for number in range(72)]
    expected = [on_call(board_of(company), moment) for moment in moments]
    answers: dict[int, list[str | None]] = {}

    def ask(number: int) -> None:
        order = range(len(moments)) if number % 2 else reversed(range(len(moments)))
        found = {each: on_call(board, moments[each]) for each in order}
        answers[number] = [found[each] for each in range(len(moments))]

    threads = [Thread(target=ask, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {number: expected for number in range(6)}


@contextmanager
def change(toolkit: Toolkit) -> Iterator[Unit]:
    """Rows of duty, and whoever asks the toolkit knows of them afterwards."""
    with toolkit.ledger.begin() as unit:
        yield unit
        count_change(unit)
    toolkit.duties.catch_up()


def asking(toolkit: Toolkit) -> Callable[[datetime], str | None]:
    return lambda moment: on_call(toolkit.duties.board(), moment)


def test_rows_change_who_is_on_call_one_after_the_other(toolkit: Toolkit) -> None:
    ask = asking(toolkit)
    tuesday = datetime(2026, 1, 6, 12, tzinfo=UTC)
    assert ask(tuesday) == LENA
    with change(toolkit) as unit:
        rota = Rota("Europe/Berlin", (layer(people=(JONAS,)),))
        row = {"team_id": "web", "zone": rota.zone, "layers": layers_written(rota)}
        unit.add(duty_tables.rotas, **row, changed_by=JONAS_ID, changed_at=MADE, sequence=1)
    assert ask(tuesday) == JONAS
    with change(toolkit) as unit:
        span = (tuesday - timedelta(hours=1), tuesday + timedelta(hours=1))
        made = Override("o1", "web", *span, PRIYA_ID, MADE, PRIYA_ID, MADE)
        unit.add(duty_tables.overrides, **made.__dict__)
    assert [ask(tuesday), ask(tuesday + timedelta(hours=2))] == [PRIYA, JONAS]
    with change(toolkit) as unit:
        days = {"first_day": date(2026, 1, 6), "last_day": date(2026, 1, 6)}
        for number, user_id in enumerate((PRIYA_ID, JONAS_ID)):
            unit.add(
                duty_tables.absences, id=f"a{number}", user_id=user_id, made_by=user_id, made_at=MADE, **days
            )
    assert ask(tuesday) == LENA, "who is the fallback"


def test_a_calendar_s_rows_and_a_deactivated_account_change_who_is_on_call(toolkit: Toolkit) -> None:
    ask = asking(toolkit)
    with change(toolkit) as unit:
        shifts = [[at(6).isoformat(), at(7).isoformat(), "Priya (web)", "uid-1"]]
        unit.add(
            duty_tables.rota_sources,
            team_id="web",
            name="duty.ics",
            shifts=shifts,
            matches={"Priya (web)": PRIYA},
            made_at=MADE,
            changed_at=MADE,
        )
    assert [ask(at(6, 12)), ask(at(7, 12))] == [PRIYA, JONAS]
    with toolkit.ledger.begin() as unit:
        remember(unit, accounts(toolkit.company, absent=(PRIYA,)), MADE)
    toolkit.directory.refresh()
    assert ask(at(6, 12)) == LENA, "it falls back to the rota"
