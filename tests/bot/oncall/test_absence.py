"""Somebody is away: one word for their shifts and for the turns of their syncs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.company import Company
from bot.oncall.absence import absences_of, come_back, set_away
from bot.oncall.model import Absence
from bot.oncall.overriding import take
from bot.toolkit import Toolkit
from db.errors import Conflict, NotAllowed, Unclear
from tests.bot.oncall.duty import BOT, Duty, at, duty_of, with_rota
from tests.bot.requests.scene import DEACTIVATED, DEV, JONAS, KIM, LENA, MIA, OUTSIDER, PRIYA
from tests.conftest import SettableClock

THURSDAY, FRIDAY = date(2026, 3, 12), date(2026, 3, 13)


@pytest.fixture
def company() -> Company:
    return with_rota()


@pytest.fixture
def duty(toolkit: Toolkit, clock: SettableClock) -> Duty:
    return duty_of(toolkit, clock)


def standing(duty: Duty, user_id: str = JONAS) -> list[tuple[date, date]]:
    with duty.toolkit.ledger.read() as connection:
        today = duty.clock.now.date()
        return [(one.first_day, one.last_day) for one in absences_of(connection, user_id, today)]


def test_whole_days_fall_to_whoever_is_next(duty: Duty) -> None:
    noted = duty.do(set_away, JONAS, THURSDAY, THURSDAY, JONAS)
    hours = (at(11, 23, 59), at(12), at(12, 23, 59), at(13, 0))
    assert [duty.on_call(moment) for moment in hours] == [LENA, LENA, LENA, JONAS]
    assert isinstance(noted.absence, Absence)
    ((team, shift),) = noted.shifts
    assert (team.id, shift.user_id, shift.starts_at, shift.ends_at) == ("web", LENA, at(12), at(13, 0))


def test_the_channel_and_whoever_stands_in_are_told(duty: Duty) -> None:
    duty.do(set_away, JONAS, THURSDAY, FRIDAY, JONAS)
    (told,) = duty.told()
    assert (told["what"], told["user_id"], told["days"]) == ("away", JONAS, ["2026-03-12", "2026-03-13"])
    assert [shift[-1] for shift in told["shifts"]] == [LENA]
    assert [one["what"] for one in duty.told(to=LENA)] == ["away"]


def test_only_what_changes_hands_is_told(duty: Duty) -> None:
    duty.do(set_away, PRIYA, THURSDAY, THURSDAY, PRIYA)
    assert duty.told() == []
    duty.do(set_away, LENA, FRIDAY, FRIDAY, LENA)  # Jonas's until nine
    assert [shift[:2] for shift in duty.told()[0]["shifts"]] == [[at(13).isoformat(), at(14, 0).isoformat()]]


def test_many_shifts_are_told_in_a_few_lines(duty: Duty) -> None:
    duty.do(set_away, JONAS, date(2026, 3, 10), date(2026, 4, 10), JONAS)
    told = duty.told()[0]
    assert len(told["shifts"]) == 5
    assert told["more"] > 5


def test_who_is_back_has_their_shifts_again(duty: Duty) -> None:
    duty.do(set_away, JONAS, THURSDAY, FRIDAY, JONAS)
    back = duty.do(come_back, JONAS, JONAS)
    assert back.absence is None
    assert duty.on_call(at(12)) == JONAS
    assert duty.told()[-1]["what"] == "back"
    assert [one["what"] for one in duty.told(to=LENA)] == ["away", "back"]
    assert standing(duty) == []


def test_who_comes_back_early_was_away_until_yesterday(duty: Duty) -> None:
    duty.do(set_away, JONAS, date(2026, 3, 10), FRIDAY, JONAS)
    duty.clock.now = at(12, 12)
    duty.do(come_back, JONAS, JONAS)
    assert [duty.on_call(moment) for moment in (at(10, 12), at(12, 13))] == [LENA, JONAS]


def test_who_is_not_away_cannot_come_back(duty: Duty) -> None:
    with pytest.raises(Conflict, match="You haven't said that you're away"):
        duty.do(come_back, JONAS, JONAS)
    with pytest.raises(Conflict, match="You attend no sync and are in no rota"):
        duty.do(come_back, KIM, KIM)


def test_days_that_do_not_touch_are_kept_beside_each_other(duty: Duty) -> None:
    duty.do(set_away, JONAS, date(2026, 3, 20), date(2026, 3, 24), JONAS)
    duty.do(set_away, JONAS, THURSDAY, THURSDAY, JONAS)
    assert standing(duty) == [(THURSDAY, THURSDAY), (date(2026, 3, 20), date(2026, 3, 24))]


def test_of_days_that_overlap_the_newer_ones_count(duty: Duty) -> None:
    duty.do(set_away, JONAS, THURSDAY, date(2026, 3, 20), JONAS)
    noted = duty.do(set_away, JONAS, THURSDAY, FRIDAY, JONAS)
    assert standing(duty) == [(THURSDAY, FRIDAY)]
    assert [one.last_day for one in noted.replaced] == [date(2026, 3, 20)]


def test_days_that_have_begun_end_where_the_newer_ones_begin(duty: Duty) -> None:
    duty.do(set_away, JONAS, date(2026, 3, 10), date(2026, 3, 13), JONAS)
    duty.clock.now = at(11, 12)
    noted = duty.do(set_away, JONAS, THURSDAY, date(2026, 3, 17), JONAS)
    assert [duty.on_call(moment) for moment in (at(10, 13), at(11, 8))] == [LENA, LENA]
    assert standing(duty) == [(date(2026, 3, 10), date(2026, 3, 11)), (THURSDAY, date(2026, 3, 17))]
    assert [(one.first_day, one.last_day) for one in noted.replaced] == [(THURSDAY, FRIDAY)]
    assert noted.again == ()


def test_who_stood_in_on_days_that_are_given_up_is_told(duty: Duty) -> None:
    duty.do(set_away, JONAS, THURSDAY, date(2026, 3, 20), JONAS)
    noted = duty.do(set_away, JONAS, THURSDAY, FRIDAY, JONAS)
    assert duty.on_call(at(16, 12)) == JONAS
    told = [one for one in duty.told() if one.get("still_away")]
    assert [one["what"] for one in told] == ["back"]
    mine = duty.told(to=LENA)[-1]
    assert (mine["what"], mine["still_away"]) == ("back", True)
    assert mine["shifts"][0][0] >= at(14, 0).isoformat(), "what stays is not given back"
    assert {shift.user_id for _, shift in noted.again} == {LENA}


def test_who_is_back_is_still_away_later_and_hears_so(duty: Duty) -> None:
    duty.do(set_away, JONAS, date(2026, 3, 20), date(2026, 3, 24), JONAS)
    duty.do(set_away, JONAS, THURSDAY, FRIDAY, JONAS)
    back = duty.do(come_back, JONAS, JONAS)
    assert [(one.first_day, one.last_day) for one in back.left] == standing(duty)
    assert standing(duty) == [(date(2026, 3, 20), date(2026, 3, 24))]
    assert duty.do(come_back, JONAS, JONAS).left == ()
    assert standing(duty) == []


def test_days_without_a_day_between_end_together(duty: Duty) -> None:
    duty.do(set_away, JONAS, THURSDAY, FRIDAY, JONAS)
    duty.do(set_away, JONAS, date(2026, 3, 14), date(2026, 3, 17), JONAS)
    assert duty.do(come_back, JONAS, JONAS).left == ()
    assert standing(duty) == []


def test_who_stands_in_for_one_shift_after_the_other_is_told_of_one_time(duty: Duty) -> None:
    duty.do(take, "web", JONAS, at(13), at(14), JONAS)
    noted = duty.do(set_away, JONAS, THURSDAY, FRIDAY, JONAS)
    (told,) = duty.told(what="away")
    assert [shift[:2] for shift in told["shifts"]] == [[at(12).isoformat(), at(14, 0).isoformat()]]
    assert len(noted.shifts) == 1


def test_a_marketing_team_without_turns_hears_of_nobody_on_call(duty: Duty) -> None:
    with pytest.raises(Conflict, match="You attend no sync and are in no rota"):
        duty.do(set_away, MIA, THURSDAY, FRIDAY, MIA)
    assert duty.told() == []


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        (FRIDAY, THURSDAY, "The last day is before the first. Choose a later one."),
        (date(2026, 3, 2), date(2026, 3, 9), "Those days have passed already. Choose days to come."),
        (THURSDAY, THURSDAY + timedelta(days=366), "That's more than a year."),
    ],
)
def test_days_that_cannot_be_meant_are_refused(duty: Duty, first: date, last: date, sentence: str) -> None:
    with pytest.raises(Unclear, match=sentence):
        duty.do(set_away, JONAS, first, last, JONAS)
    assert standing(duty) == []


def test_who_is_in_no_rota_and_no_sync_leaves_nothing_out(duty: Duty) -> None:
    with pytest.raises(Conflict, match="You attend no sync and are in no rota"):
        duty.do(set_away, KIM, THURSDAY, FRIDAY, KIM)
    assert standing(duty, KIM) == []


def test_who_stands_in_once_may_be_away(duty: Duty) -> None:
    duty.do(take, "web", PRIYA, at(20), at(21), PRIYA)
    assert duty.do(set_away, PRIYA, THURSDAY, FRIDAY, PRIYA).absence is not None


def test_an_owner_without_a_rota_is_stood_in_for(duty: Duty) -> None:
    duty.do(set_away, DEV, THURSDAY, FRIDAY, DEV)
    assert [duty.on_call(moment, "data") for moment in (at(11, 12), at(12, 12))] == [DEV, KIM]


def test_a_colleague_says_it_for_somebody_who_is_ill(duty: Duty) -> None:
    duty.do(set_away, JONAS, THURSDAY, FRIDAY, LENA)
    assert duty.on_call(at(12)) == LENA
    assert duty.told(to=LENA) == []


@pytest.mark.parametrize("user_id", [OUTSIDER, DEACTIVATED, BOT])
def test_whoever_has_no_account_here_is_not_away(duty: Duty, user_id: str) -> None:
    with pytest.raises(Conflict, match="no account of this company"):
        duty.do(set_away, user_id, THURSDAY, FRIDAY, PRIYA)


def test_whoever_says_it_for_another_is_told_about_the_other(duty: Duty) -> None:
    with pytest.raises(Conflict, match="Nobody has said that Jonas is away"):
        duty.do(come_back, JONAS, LENA)
    with pytest.raises(Conflict, match="Kim attends no sync and is in no rota"):
        duty.do(set_away, KIM, THURSDAY, FRIDAY, PRIYA)


@pytest.mark.parametrize(
    ("actor", "sentence"),
    [(MIA, "Only Jonas, their team, the bridge and admins"), (OUTSIDER, "people of this company")],
)
def test_others_do_not(duty: Duty, actor: str, sentence: str) -> None:
    with pytest.raises(NotAllowed, match=sentence):
        duty.do(set_away, JONAS, THURSDAY, FRIDAY, actor)
    with pytest.raises(NotAllowed, match=sentence):
        duty.do(come_back, JONAS, actor)
