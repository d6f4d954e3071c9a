"""Nobody, or somebody twice, on call: told once, with a button; and people whom Slack does not reach."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.company import Company
from bot.oncall.absence import set_away
from bot.oncall.gap_telling import GAP, GONE, fill, look, missing_people, standing_gaps
from bot.oncall.overriding import take
from bot.toolkit import Toolkit
from db.errors import Conflict, NotAllowed, Unclear
from db.kinds import NoticeKind
from scheduler.jobs.oncall import look_after_duty
from tests.bot.oncall.duty import ROTA, TURNS, Duty, at, duty_of, with_rota
from tests.bot.requests.scene import ADA, JONAS, LENA, MIA, PRIYA
from tests.companies import DATA
from tests.companies import LENA as LENA_EMAIL
from tests.companies import PRIYA as PRIYA_EMAIL
from tests.conftest import SettableClock

THURSDAY = date(2026, 3, 12)
GAP_THERE = (at(12), at(13, 0))  # Jonas is away for his shift of Thursday


@pytest.fixture
def company() -> Company:
    """Jonas and Lena take turns; where neither serves it falls to Lena, who is the fallback."""
    return with_rota()


@pytest.fixture
def duty(toolkit: Toolkit, clock: SettableClock) -> Duty:
    return duty_of(toolkit, clock)


def tick(duty: Duty, moment: datetime | None = None) -> list[list[dict[str, object]]]:
    """The gaps of each message so far."""
    duty.clock.now = moment or duty.clock.now
    duty.toolkit.duties.catch_up()
    look_after_duty(duty.toolkit)
    return [one["detail"]["gaps"] for one in duty.scene.notices(NoticeKind.GAPS_FOUND)]


def away(duty: Duty) -> None:
    duty.do(set_away, JONAS, THURSDAY, THURSDAY, JONAS)


def test_after_a_change_a_gap_is_told_once(duty: Duty) -> None:
    assert tick(duty) == []
    away(duty)
    ((gap,),) = tick(duty)
    assert gap["kind"] == "nobody"
    assert [gap["starts_at"], gap["ends_at"]] == [moment.isoformat() for moment in GAP_THERE]
    assert len(tick(duty, at(11, 10))) == 1
    assert len(duty.settled(GAP)) == 1


def test_outside_working_hours_it_waits_for_the_morning(duty: Duty) -> None:
    duty.clock.now = at(10, 20)
    away(duty)
    assert tick(duty) == []
    assert tick(duty, at(11, 8, 59)) == []
    assert len(tick(duty, at(11, 10))) == 1


def test_what_comes_into_sight_is_told_at_ten(duty: Duty) -> None:
    duty.do(set_away, JONAS, date(2026, 3, 26), date(2026, 3, 26), JONAS)
    assert tick(duty) == [], "it is more than a fortnight away"
    assert tick(duty, at(12, 9, 59)) == []
    assert len(tick(duty, at(12, 10))) == 1


def test_nobody_is_told_at_the_weekend(duty: Duty) -> None:
    tick(duty)
    duty.clock.now = at(14, 12)
    duty.do(set_away, JONAS, date(2026, 3, 18), date(2026, 3, 18), JONAS)
    assert tick(duty) == []
    assert len(tick(duty, at(16, 10))) == 1


def test_a_gap_that_was_taken_is_none_any_more(duty: Duty) -> None:
    away(duty)
    tick(duty)
    made = duty.do(fill, "web", *GAP_THERE, PRIYA)
    assert (made.user_id, made.starts_at, made.ends_at) == (PRIYA, *GAP_THERE)
    assert duty.on_call(at(12, 12)) == PRIYA
    assert standing_gaps(duty.board(), duty.toolkit.company.team("web"), duty.clock.now) == []


def test_the_second_who_takes_it_hears_who_was_first(duty: Duty) -> None:
    away(duty)
    duty.do(fill, "web", *GAP_THERE, PRIYA)
    with pytest.raises(Conflict, match=r"^Priya has taken that already\.$"):
        duty.do(fill, "web", *GAP_THERE, ADA)
    with pytest.raises(Conflict, match=r"^You have taken that already\.$"):
        duty.do(fill, "web", *GAP_THERE, PRIYA)
    assert duty.on_call(at(12, 12)) == PRIYA


def test_a_click_that_arrives_twice_takes_it_once(duty: Duty) -> None:
    away(duty)
    first = duty.do(fill, "web", *GAP_THERE, PRIYA, source_key="click:1")
    assert duty.do(fill, "web", *GAP_THERE, PRIYA, source_key="click:1") == first


def test_an_old_button_takes_nothing(duty: Duty) -> None:
    away(duty)
    duty.clock.now = at(13, 9)
    with pytest.raises(Unclear, match="That's over already"):
        duty.do(fill, "web", *GAP_THERE, PRIYA)


def test_people_of_other_teams_take_nothing(duty: Duty) -> None:
    away(duty)
    with pytest.raises(NotAllowed):
        duty.do(fill, "web", *GAP_THERE, MIA)


def test_a_gap_keeps_its_beginning_while_it_lasts(duty: Duty) -> None:
    duty.do(set_away, JONAS, THURSDAY, date(2026, 3, 20), JONAS)
    first = tick(duty)
    for day in (12, 13, 16, 17, 18):
        tick(duty, at(day, 11))
    assert tick(duty) == first


def test_somebody_who_has_left_is_told_of_once_to_the_team_and_the_admins(duty: Duty) -> None:
    tick(duty)
    duty.deactivate(LENA)
    tick(duty, at(10, 15))
    tick(duty, at(10, 16))
    assert [one["emails"] for one in duty.told(what="gone")] == [[LENA_EMAIL]]
    assert [one["what"] for one in duty.told(to=ADA)] == ["gone"]
    assert [slot for slot, _, _ in duty.settled(GONE)] == [LENA_EMAIL]
    assert missing_people(duty.board(), duty.toolkit.company.team("web")) == [LENA_EMAIL]


class TestOneForTwoTeams:
    @pytest.fixture
    def company(self) -> Company:
        """Priya, of the bridge, is in the rotas of two teams."""
        shared = replace(ROTA, layers=(replace(TURNS, people=(PRIYA_EMAIL, LENA_EMAIL)),))
        both = with_rota(shared)
        data = replace(DATA, rota=replace(ROTA, layers=(replace(TURNS, people=(PRIYA_EMAIL,)),)))
        return replace(both, teams=tuple(data if one.id == "data" else one for one in both.teams))

    def test_both_teams_are_told_each_time_once(self, duty: Duty) -> None:
        duty.do(look, duty.board())
        told = {one["detail"]["team_id"]: one["detail"] for one in duty.scene.notices(NoticeKind.GAPS_FOUND)}
        assert set(told) == {"web", "data"}
        assert told["web"]["gaps"][0]["kind"] == "double"
        assert told["web"]["gaps"][0]["user_ids"] == [PRIYA]
        assert len(told["web"]["gaps"]) == 5
        assert told["web"]["more"] > 0

    def test_who_takes_one_of_it_ends_it(self, duty: Duty) -> None:
        duty.do(fill, "data", at(12), at(13), ADA)
        found = standing_gaps(duty.board(), duty.toolkit.company.team("web"), duty.clock.now)
        assert all(not (one.starts_at < at(13) and at(12) < one.ends_at) for one in found)
        with pytest.raises(Conflict, match="Ada has taken that already"):
            duty.do(fill, "data", at(12), at(13), PRIYA)


def test_what_somebody_took_by_hand_is_nobodys_gap(duty: Duty) -> None:
    away(duty)
    duty.do(take, "web", PRIYA, at(12), at(13, 0), PRIYA)
    assert tick(duty) == []
    assert tick(duty, duty.clock.now + timedelta(minutes=1)) == []
