"""Being away, in words and in the form: for oneself, and for a colleague who is ill."""

from __future__ import annotations

from handlers.names import ONCALL_AWAY
from tests.bot.requests.scene import DEV, JONAS, LENA
from tests.handlers.duty_at_the_door import Duty, company, duty, opened, shown
from tests.handlers.syncs_at_the_door import texts

__all__ = ["company", "duty"]


def test_days_away_that_cannot_be_are_said_beside_their_field(duty: Duty) -> None:
    view = opened(duty, JONAS, ONCALL_AWAY)
    answer = duty.submit(JONAS, view, first_day="2026-03-13", last_day="2026-03-12")
    assert answer.errors == {"oncall.last_day": "The last day is before the first. Choose a later one."}


def test_away_in_words_and_back_again(duty: Duty) -> None:
    said = shown(duty.command(JONAS, "/oncall away wed"))
    assert "away" in said
    assert duty.on_call("2026-03-11T12:00") == LENA
    assert shown(duty.command(JONAS, "/oncall away back")).startswith("Welcome back")
    assert duty.on_call("2026-03-11T12:00") == JONAS


def test_away_is_for_whole_days(duty: Duty) -> None:
    assert "Whole days only" in shown(duty.command(JONAS, "/oncall away wed 9:00 to wed 12:00"))
    assert "I did not understand" in shown(duty.command(JONAS, "/oncall away some time"))


def test_away_in_the_form_and_what_is_half_filled_in_stays_there(duty: Duty) -> None:
    view = opened(duty, JONAS, ONCALL_AWAY)
    assert list(duty.submit(JONAS, view, first_day="2026-03-11").errors) == ["oncall.last_day"]
    assert duty.submit(JONAS, view, first_day="2026-03-11", last_day="2026-03-11").errors == {}
    assert duty.on_call("2026-03-11T12:00") == LENA
    again = opened(duty, JONAS, ONCALL_AWAY)
    assert '"initial_date": "2026-03-11"' in texts(again["blocks"])
    assert duty.submit(JONAS, again, first_day=None, last_day=None).errors == {}
    assert duty.on_call("2026-03-11T12:00") == JONAS


def test_it_can_be_said_in_more_than_one_way_that_one_is_back(duty: Duty) -> None:
    for words in ("back", "away cancel", "away back"):
        duty.command(JONAS, "/oncall away wed")
        assert shown(duty.command(JONAS, f"/oncall {words}")).startswith("Welcome back")


def test_what_else_was_named_stands_in_the_form_and_stays(duty: Duty) -> None:
    duty.command(JONAS, "/oncall away 24-28 Dec")
    assert "you're away on Wed 11 Mar" in shown(duty.command(JONAS, "/oncall away wed"))
    view = opened(duty, JONAS, ONCALL_AWAY)
    assert "Also noted: Thu 24 Dec to Mon 28 Dec. That stays." in texts(view["blocks"])
    assert duty.submit(JONAS, view, first_day=None, last_day=None).errors == {}
    assert "You're still noted as away from Thu 24 Dec to Mon 28 Dec" in duty.last_told(JONAS)
    assert duty.on_call("2026-03-11T12:00") == JONAS


def test_days_that_are_given_up_are_said_to_be(duty: Duty) -> None:
    duty.command(JONAS, "/oncall away wed to 16 march")
    said = shown(duty.command(JONAS, "/oncall away wed"))
    assert "takes the place of what you'd said before, from Wed 11 Mar to Mon 16 Mar." in said
    assert "Your other shifts for the Web Team are yours again; its channel knows." in said


def test_a_colleague_who_is_ill_is_noted_by_their_team_and_told(duty: Duty) -> None:
    view = opened(duty, LENA, ONCALL_AWAY)
    entered = {"person": JONAS, "first_day": "2026-03-11", "last_day": "2026-03-11"}
    assert duty.submit(LENA, view, **entered).errors == {}
    assert duty.on_call("2026-03-11T12:00") == LENA
    assert duty.last_told(LENA) == (
        "Noted: Jonas is away on Wed 11 Mar, and knows that you said so. Others are on call then for the Web "
        "Team; its channel knows."
    )
    assert duty.last_told(JONAS).startswith("Lena has noted that you're away on Wed 11 Mar, so ")
    again = opened(duty, LENA, ONCALL_AWAY)
    assert duty.submit(LENA, again, person=JONAS, first_day=None, last_day=None).errors == {}
    assert duty.on_call("2026-03-11T12:00") == JONAS
    assert duty.last_told(LENA).startswith("Noted: Jonas is back, and knows that you said so. Their shifts ")
    assert duty.last_told(JONAS).startswith("Lena has noted that you're back.")


def test_others_can_neither_choose_nor_send_somebody_else(duty: Duty) -> None:
    view = opened(duty, DEV, ONCALL_AWAY)
    duty.submit(DEV, view, person=JONAS, first_day="2026-03-11", last_day="2026-03-11")
    assert "Only Jonas, their team, the bridge and admins" in duty.last_told(DEV)
    assert duty.on_call("2026-03-11T12:00") == JONAS
