"""A rota changed in Slack: looked at, checked, saved, and given back to the company file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from bot.company import Company
from bot.company.rota import HandOver, Layer, Rota
from bot.company.rota_reading import MOST_PEOPLE
from bot.company.times import Span
from bot.oncall.absence import set_away
from bot.oncall.editing import Problem, back_to_file, preview, problems, save
from bot.oncall.keeping import Duties
from bot.toolkit import Toolkit
from db.errors import Conflict, Missing, NotAllowed, Unclear
from tests.bot.oncall.duty import ROTA, TURNS, Duty, at, duty_of, with_rota
from tests.bot.requests.scene import DEV, JONAS, LENA, MIA, OUTSIDER, PRIYA
from tests.companies import ADA as ADA_EMAIL
from tests.companies import DEV as DEV_EMAIL
from tests.companies import JONAS as JONAS_EMAIL
from tests.companies import LENA as LENA_EMAIL
from tests.companies import PRIYA as PRIYA_EMAIL
from tests.conftest import SettableClock

WEEKLY = Layer(
    "first", "On call", (LENA_EMAIL, JONAS_EMAIL), HandOver("weekly", time(9), (0,)), date(2026, 3, 9)
)
BY_THE_WEEK = Rota("Europe/Berlin", (WEEKLY,))
NINE_TO_FIVE = ((Span(time(9), time(17)),),) * 5 + ((), ())


@pytest.fixture
def company() -> Company:
    return with_rota()


@pytest.fixture
def duty(toolkit: Toolkit, clock: SettableClock) -> Duty:
    return duty_of(toolkit, clock)


def changed(**values: Any) -> Rota:
    return Rota("Europe/Berlin", (replace(TURNS, **values),))


def wrong(rota: Rota) -> list[Problem]:
    company = with_rota()
    return problems(company, company.team("web"), rota)


def test_the_next_ten_shifts_are_seen_before_anything_is_saved(duty: Duty) -> None:
    board, web = duty.board(), duty.toolkit.company.team("web")
    seen = preview(board, web, BY_THE_WEEK, duty.clock.now)
    assert len(seen) == 10
    assert [one.user_id for one in seen[:3]] == [LENA, JONAS, LENA]
    assert [one.ends_at for one in seen[:2]] == [at(16), at(23)]
    assert duty.on_call() == JONAS
    assert duty.told() == []


def test_what_is_seen_knows_who_is_away(duty: Duty) -> None:
    duty.do(set_away, JONAS, at(17).date(), at(17).date(), JONAS)
    seen = preview(duty.board(), duty.toolkit.company.team("web"), BY_THE_WEEK, duty.clock.now)
    assert [one.user_id for one in seen[:4]] == [LENA, JONAS, LENA, JONAS]
    assert (seen[2].starts_at, seen[2].ends_at) == (at(17, 0), at(18, 0))


def test_a_rota_of_one_person_has_one_shift(duty: Duty) -> None:
    alone = changed(people=(LENA_EMAIL,))
    (only,) = preview(duty.board(), duty.toolkit.company.team("web"), alone, duty.clock.now)
    assert only.user_id == LENA


def test_saved_it_counts_at_once_and_the_team_is_told(duty: Duty) -> None:
    duty.do(save, "web", BY_THE_WEEK, JONAS)
    assert duty.on_call() == LENA
    (told,) = duty.told()
    assert (told["what"], told["actor_id"]) == ("rota_changed", JONAS)
    assert [shift[-1] for shift in told["shifts"]] == [LENA, JONAS, LENA]


def test_it_survives_a_restart(duty: Duty) -> None:
    duty.do(save, "web", BY_THE_WEEK, JONAS)
    anew = Duties(duty.toolkit.ledger, duty.toolkit.company, duty.toolkit.directory)
    anew.catch_up()
    assert anew.board().rota(duty.toolkit.company.team("web")) == BY_THE_WEEK


def test_what_is_the_same_is_not_told(duty: Duty) -> None:
    assert duty.do(save, "web", ROTA, JONAS) == ROTA
    assert duty.told() == []


def test_a_form_that_arrives_twice_changes_it_once(duty: Duty) -> None:
    duty.do(save, "web", BY_THE_WEEK, JONAS, source_key="view:1")
    duty.do(save, "web", BY_THE_WEEK, JONAS, source_key="view:1")
    assert len(duty.told()) == 1


def test_back_to_the_file_what_stands_there_counts_again(duty: Duty) -> None:
    duty.do(save, "web", BY_THE_WEEK, JONAS)
    assert duty.do(back_to_file, "web", LENA) == ROTA
    assert duty.on_call() == JONAS
    assert duty.told()[-1]["what"] == "rota_from_file"
    with pytest.raises(Conflict, match="The rota of the company file counts already"):
        duty.do(back_to_file, "web", LENA)


def test_a_team_without_a_rota_may_get_one_and_give_it_back(duty: Duty) -> None:
    theirs = changed(people=(DEV_EMAIL, PRIYA_EMAIL))
    duty.do(save, "data", theirs, DEV)
    assert [duty.on_call(at(day), "data") for day in (10, 11)] == [DEV, PRIYA]
    assert duty.do(back_to_file, "data", DEV) is None
    assert duty.on_call(at(11), "data") == DEV


@pytest.mark.parametrize("actor", [MIA, DEV, OUTSIDER])
def test_others_change_nothing(duty: Duty, actor: str) -> None:
    for service, arguments in ((save, ("web", BY_THE_WEEK)), (back_to_file, ("web",))):
        with pytest.raises(NotAllowed):
            duty.do(service, *arguments, actor)
    with pytest.raises(Missing):
        duty.do(save, "nets", BY_THE_WEEK, JONAS)
    assert duty.on_call() == JONAS


@pytest.mark.parametrize(
    ("rota", "field", "sentence"),
    [
        (replace(ROTA, zone="Europe/Atlantis"), "zone", "I don't know that time zone."),
        (Rota("Europe/Berlin", ()), "layers", "A rota needs at least one layer with somebody in it."),
        (
            Rota("Europe/Berlin", tuple(replace(TURNS, id=f"l{number}") for number in range(5))),
            "layers",
            "That's more than 4 layers.",
        ),
        (Rota("Europe/Berlin", (TURNS, TURNS)), "id", 'Two layers are called "first".'),
        (changed(id="No!"), "id", "A layer's id has small letters"),
        (changed(name="  "), "name", "Give the layer a name of at most 60 characters."),
        (changed(name="x" * 61), "name", "Give the layer a name of at most 60 characters."),
        (changed(people=()), "people", "Choose at least one person."),
        (changed(people=(JONAS_EMAIL, JONAS_EMAIL)), "people", "Somebody is in this layer twice."),
        (changed(people=(DEV_EMAIL,)), "people", "Dev Shah isn't one of the Web Team"),
        (changed(people=("new@example.org",)), "people", "new@example.org isn't one of the Web Team"),
        (changed(hand_over=HandOver("daily", time(9), every=0)), "every", "Choose a number from 1 to 52."),
        (changed(hand_over=HandOver("daily", time(9), every=53)), "every", "Choose a number from 1 to 52."),
        (changed(hand_over=HandOver("daily", time(9), (0,))), "days", "A daily hand-over needs no weekdays."),
        (changed(hand_over=HandOver("weekly", time(9))), "days", "Choose the one weekday"),
        (changed(hand_over=HandOver("weekly", time(9), (0, 1))), "days", "Choose the one weekday"),
        (changed(hand_over=HandOver("days", time(9))), "days", "Choose the weekdays"),
        (changed(hand_over=HandOver("days", time(9), (0, 0))), "days", "Choose each weekday once."),
        (changed(hand_over=HandOver("days", time(9), (7,))), "days", "Choose each weekday once."),
        (changed(hand_over=HandOver("days", time(9), (0, 3), 2)), "every", "With several weekdays"),
        (
            changed(hand_over=HandOver("weekly", time(9), (2,))),
            "first_day",
            "The first day must be one on which the turn passes on: a Wednesday.",
        ),
        (
            changed(hand_over=HandOver("days", time(9), (4, 2))),
            "first_day",
            "The first day must be one on which the turn passes on: a Wednesday or a Friday.",
        ),
        (changed(hours=((),) * 7), "hours", "Say when the layer serves"),
        (changed(hours=((Span(time(9), time(17)),),)), "hours", "Say when the layer serves"),
        (changed(hours=((Span(time(17), time(9)),), *((),) * 6)), "hours", "Hours must end after they begin"),
        (
            changed(hours=((Span(time(9), time(13)), Span(time(12), time(17))), *((),) * 6)),
            "hours",
            "Some of the hours overlap",
        ),
    ],
)
def test_a_rota_that_cannot_be_meant_says_where_and_what_to_do(rota: Rota, field: str, sentence: str) -> None:
    found = wrong(rota)
    assert [one.field for one in found] == [field]
    assert found[0].text.startswith(sentence)


def test_more_people_than_anybody_takes_turns_with_are_refused() -> None:
    many = tuple(f"p{number}@example.org" for number in range(MOST_PEOPLE + 1))
    assert "That's more than 50 people. Choose fewer." in [one.text for one in wrong(changed(people=many))]


@pytest.mark.parametrize(
    "rota",
    [
        ROTA,
        BY_THE_WEEK,
        changed(people=(JONAS_EMAIL, PRIYA_EMAIL, ADA_EMAIL)),
        changed(hours=NINE_TO_FIVE),
        changed(hours=((Span(time(18), time(0)),), *((),) * 6)),
        changed(hand_over=HandOver("days", time(9), (0, 3))),
    ],
)
def test_what_can_be_meant_has_no_problem(rota: Rota) -> None:
    assert wrong(rota) == []


def test_what_has_a_problem_is_not_saved(duty: Duty) -> None:
    with pytest.raises(Unclear, match="Choose at least one person"):
        duty.do(save, "web", changed(people=()), JONAS)
    assert duty.on_call() == JONAS
    assert duty.told() == []
