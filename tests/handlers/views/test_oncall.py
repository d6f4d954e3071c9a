"""Duty on the Home tab and in the week view, also where there is more than fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

from bot.company import Company
from bot.company.times import Span
from bot.oncall.board import Board
from bot.oncall.model import DutyState, Override
from bot.people import People
from handlers.views.budget import problems
from handlers.views.message import Message
from handlers.views.oncall.home import duty_of
from handlers.views.oncall.now import MINE, now_on_call
from handlers.views.oncall.taken import calendar_shown
from handlers.views.oncall.week import week_view
from tests.bot.requests.scene import DEV, JONAS, LENA, MIA, PRIYA
from tests.companies import WORKSPACE, accounts
from tests.conftest import TUESDAY_NOON
from tests.handlers.duty_at_the_door import berlin, company_on_call
from tests.handlers.knocking import buttons
from tests.handlers.syncs_at_the_door import texts

NOW = TUESDAY_NOON


def board(company: Company | None = None, *overrides: Override) -> Board:
    company = company or company_on_call()
    rows = [{**one.__dict__, "dm_channel": None} for one in accounts(company)]
    return Board(company, People(company, WORKSPACE, rows), DutyState(overrides=overrides))


def taken(number: int = 0, swap_id: str | None = None) -> Override:
    starts_at = berlin("2026-03-12T09:00") + timedelta(minutes=30 * number)
    made = Override(f"o{number}", "web", starts_at, starts_at + timedelta(minutes=20), JONAS, NOW, LENA, NOW)
    return replace(made, instead_of=LENA, swap_id=swap_id)


def test_the_home_tab_says_who_is_there_and_shows_seven_days() -> None:
    on_call = board()
    blocks = duty_of(on_call.people.get(JONAS), on_call, NOW)
    said = texts(blocks)
    assert "Web Team: *Lena* until <!date^" in said
    assert "*Web Team, the next seven days* (Berlin time)" in said
    assert "Wed 11 Mar: 00:00-09:00 *Lena*, 09:00-24:00 *you*" in said
    assert "Mon 16 Mar" in said
    assert "Tue 17 Mar" not in said


def test_whoever_goes_on_in_another_layer_is_there_until_somebody_else_is() -> None:
    company = company_on_call()
    web = company.team("web")
    assert web.rota is not None
    turns = web.rota.layers[0]
    always = replace(turns, id="first", people=turns.people[1:], hours=((Span(time(9), time(15)),),) * 7)
    both = replace(web, rota=replace(web.rota, layers=(always, turns)))
    teams = tuple(both if team.id == "web" else team for team in company.teams)
    on_call = board(replace(company, teams=teams))
    said = now_on_call(on_call, [both], on_call.people.get(MIA), NOW).blocks
    ends = int(berlin("2026-03-11T15:00").timestamp())
    assert f"*Lena* until <!date^{ends}^" in texts(said), (
        "hers is the day below it, and the next day's office"
    )


def test_what_was_taken_is_marked_with_who_made_it_and_can_be_undone_there() -> None:
    on_call = board(None, taken())
    blocks = duty_of(on_call.people.get(LENA), on_call, NOW)
    assert "Changed: Jonas, Thu 12 Mar 09:00-09:20, instead of Lena (made by Lena)" in texts(blocks)
    menus = [one for one in buttons(blocks) if one["type"] == "static_select"]
    assert [menu["placeholder"]["text"] for menu in menus] == ["Another team's week", "Undo a change"]
    assert [one["value"] for one in menus[1]["options"]] == ["o0"]


def test_a_team_that_takes_no_turns_is_said_without_a_week() -> None:
    on_call = board()
    said = texts(duty_of(on_call.people.get(DEV), on_call, NOW))
    assert "Data Team: *you*" in said
    assert "seven days" not in said


def test_whoever_never_takes_a_turn_sees_nothing_of_it() -> None:
    on_call = board()
    assert duty_of(on_call.people.get(MIA), on_call, NOW) == []
    assert duty_of(on_call.people.get("U0NOBODY"), on_call, NOW) == []


def test_however_much_was_changed_it_fits_in_four_blocks() -> None:
    many = [taken(number, "w" if number % 2 else None) for number in range(300)]
    on_call = board(None, *many)
    blocks = duty_of(on_call.people.get(PRIYA), on_call, NOW)
    assert len(blocks) == 4
    assert problems({"type": "home", "blocks": blocks}) == []
    assert "more" in texts(blocks)


def test_however_much_was_changed_the_week_fits_and_says_how_much_more_there_is() -> None:
    on_call = board(None, *(taken(number) for number in range(300)))
    team = on_call.company.team("web")
    view = week_view(on_call, team, NOW.date(), on_call.people.get(JONAS), NOW)
    assert problems(view) == []
    assert "more changes." in texts(view["blocks"])


def test_very_many_teams_fit_in_one_answer() -> None:
    company = company_on_call()
    web = company.team("web")
    teams = tuple(replace(web, id=f"team-{number}", name=f"Team {number}") for number in range(120))
    on_call = board(replace(company, teams=(*company.teams, *teams)))
    for who in (JONAS, PRIYA):
        message = now_on_call(on_call, on_call.company.teams, on_call.people.get(who), NOW)
        assert problems(message) == []
        assert "And 93 more: name one" in texts(message.blocks)
    view = week_view(on_call, web, NOW.date(), on_call.people.get(PRIYA), NOW)
    assert problems(view) == []
    assert problems({"type": "home", "blocks": duty_of(on_call.people.get(PRIYA), on_call, NOW)}) == []


def test_the_address_of_a_calendar_can_be_made_anew_and_ended() -> None:
    for value in (MINE, "web"):
        message = calendar_shown("https://liaison.example.com/calendar/secret.ics", value)
        assert problems(message) == []
        offered = [(one["text"]["text"], one["value"]) for one in buttons(message.blocks)]
        assert offered == [("Make another address", value), ("End it", value)]
        assert "secret.ics" in texts(message.blocks)
        assert "secret.ics" not in message.text, "notifications show no secrets"


def test_a_company_without_turns_says_who_could_set_them_up() -> None:
    on_call = board()
    message = now_on_call(on_call, [], on_call.people.get(MIA), NOW)
    assert isinstance(message, Message)
    assert "adds a rota to the company file" in message.text


def test_where_nobody_of_the_rota_is_there_it_says_who_fills_the_gap() -> None:
    company = company_on_call()
    web = company.team("web")
    assert web.rota is not None
    later = replace(web.rota.layers[0], first_day=NOW.date() + timedelta(days=5))
    only_later = replace(web, rota=replace(web.rota, layers=(later,)))
    teams = tuple(only_later if team.id == "web" else team for team in company.teams)
    on_call = board(replace(company, teams=teams))
    message = now_on_call(on_call, [only_later], on_call.people.get(MIA), NOW)
    assert "*Lena* (nobody in the rota, so the fallback) until" in texts(message.blocks)
    week = week_view(on_call, only_later, NOW.date(), on_call.people.get(MIA), NOW)
    assert "all day *Lena* (as fallback)" in texts(week["blocks"]), "in a word, since it stands on each day"
