"""What the leaving person leaves open, told once to whoever comes; never at night."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from bot.company import Company
from bot.company.rota import HandOver, Layer
from bot.company.times import Span
from bot.looking import look
from bot.oncall.editing import save
from bot.oncall.handing_over import HANDED_OVER, carry_out, due_hand_overs, left_open, next_hand_over
from bot.oncall.overriding import take
from bot.requests.working import acknowledge, ask_back
from bot.toolkit import Toolkit
from db.duty_tables import clocks
from db.kinds import ClockKind, ClockState, DeliveryState, NoticeKind
from scheduler.due import next_due
from scheduler.jobs.oncall import LOOK, look_after_duty
from tests.bot.oncall.duty import ROTA, TURNS, Duty, at, duty_of, with_rota
from tests.bot.requests.scene import JONAS, LENA, PRIYA
from tests.companies import LENA as LENA_EMAIL
from tests.companies import PRIYA as PRIYA_EMAIL
from tests.conftest import SettableClock

EVERY_DAY = ((Span(time(9), time(17)),),) * 7
DAYS = replace(TURNS, people=(LENA_EMAIL,), hours=EVERY_DAY)
NIGHTS = Layer("nights", "Nights", (PRIYA_EMAIL,), HandOver("daily", time(9)), date(2026, 3, 2))


@pytest.fixture
def company() -> Company:
    return with_rota()


@pytest.fixture
def duty(toolkit: Toolkit, clock: SettableClock) -> Duty:
    return duty_of(toolkit, clock)


def tick(duty: Duty, moment: datetime | None = None) -> list[dict[str, str]]:
    """What has been handed over so far, after the look of this moment."""
    duty.clock.now = moment or duty.clock.now
    duty.toolkit.duties.catch_up()
    look_after_duty(duty.toolkit)
    return [dict(one["detail"]) for one in duty.scene.notices(NoticeKind.SHIFT_HANDED_OVER)]


def started(duty: Duty) -> None:
    """The bot has been running, so that nothing of the days before is left to be looked at."""
    tick(duty)


def test_at_the_change_of_shift_both_are_named_once(duty: Duty) -> None:
    started(duty)
    assert tick(duty, at(11, 8, 59)) == []
    (told,) = tick(duty, at(11))
    assert (told["leaving"], told["coming"], told["at"]) == (JONAS, LENA, at(11).isoformat())
    assert told["late"] == ""
    assert len(tick(duty, at(11, 9, 1))) == 1
    assert ("2026-03-11T09:00[Europe/Berlin]", DeliveryState.SAID, "") in duty.settled(HANDED_OVER)


def test_two_processes_that_look_at_once_say_it_once(duty: Duty) -> None:
    started(duty)
    duty.clock.now = at(11)
    with duty.toolkit.ledger.read() as connection:
        (one,) = due_hand_overs(connection, duty.board(), duty.clock.now)
    assert [duty.do(carry_out, one, None), duty.do(carry_out, one, None)] == [True, False]
    assert len(duty.scene.notices(NoticeKind.SHIFT_HANDED_OVER)) == 1


def test_a_change_at_the_weekend_is_told_when_work_begins(duty: Duty) -> None:
    started(duty)
    tick(duty, at(13))
    assert len(tick(duty, at(14, 12))) == 1, "nothing on Saturday"
    duty.scene.file()
    told = tick(duty, at(16))[-1]
    assert (told["leaving"], told["coming"]) == (LENA, JONAS), "only the last change, of Monday itself"


def test_the_evening_stays_quiet_and_the_morning_is_told(duty: Duty) -> None:
    duty.do(save, "web", replace(ROTA, layers=(DAYS, NIGHTS)), JONAS)
    duty.clock.now = at(10, 13)
    started(duty)
    assert tick(duty, at(10, 17)) == []
    tick(duty, at(11))
    assert duty.settled(HANDED_OVER)[-1][1:] == (DeliveryState.SAID, ""), "at nine they work already"
    assert len(duty.scene.notices(NoticeKind.SHIFT_HANDED_OVER)) == 1


def test_a_night_with_nothing_open_is_passed_over_with_the_reason(duty: Duty) -> None:
    started(duty)
    duty.do(take, "web", PRIYA, at(10, 18), at(11, 6), PRIYA)
    duty.do(take, "web", LENA, at(11, 6), at(11, 18), LENA)
    assert tick(duty, at(11)) == []
    assert duty.settled(HANDED_OVER)[-1] == (
        "2026-03-11T06:00[Europe/Berlin]",
        DeliveryState.SILENT,
        "outside the team's hours, and nothing was open",
    )


def test_a_night_with_something_open_is_told_in_the_morning(duty: Duty) -> None:
    started(duty)
    duty.scene.file()
    duty.do(take, "web", PRIYA, at(10, 18), at(11, 6), PRIYA)
    duty.do(take, "web", LENA, at(11, 6), at(11, 18), LENA)
    assert tick(duty, at(11, 8)) == []
    (told,) = tick(duty, at(11))
    assert (told["leaving"], told["coming"]) == (PRIYA, LENA)


def test_after_an_hour_it_is_passed_over_with_the_reason(duty: Duty) -> None:
    started(duty)
    tick(duty, at(11, 8, 59))
    assert tick(duty, at(11, 10, 1)) == []
    assert duty.settled(HANDED_OVER)[-1] == (
        "2026-03-11T09:00[Europe/Berlin]",
        DeliveryState.SKIPPED,
        "not posted: the bot was down 08:59–10:01",
    )


def test_within_the_hour_it_comes_late_and_says_why(duty: Duty) -> None:
    started(duty)
    tick(duty, at(11, 8, 59))
    (told,) = tick(duty, at(11, 9, 40))
    assert told["late"] == "Later than planned: the bot was down 08:59–09:40."


def test_where_nobody_was_down_the_reason_is_how_late_it_would_have_been(duty: Duty) -> None:
    for hours, words in ((1.5, "90 minutes"), (30, "30 hours")):
        duty.clock.now = at(11) + timedelta(hours=hours)
        with duty.toolkit.ledger.begin() as unit:
            look(unit, LOOK, duty.clock.now)
        with duty.toolkit.ledger.read() as connection:
            found = due_hand_overs(connection, duty.board(), duty.clock.now)
        one = next(each for each in found if each.at == at(11))
        duty.do(carry_out, replace(one, slot=words), None)
        assert duty.settled(HANDED_OVER)[-1][2] == f"not posted: it would have come {words} late"


def test_a_shift_that_began_before_the_rota_was_changed_is_not_handed_over_again(duty: Duty) -> None:
    tick(duty, at(11, 9, 10))
    before = len(duty.scene.notices(NoticeKind.SHIFT_HANDED_OVER))
    later = replace(TURNS, hand_over=HandOver("daily", time(9, 5)), people=TURNS.people[::-1])
    duty.do(save, "web", replace(ROTA, layers=(later,)), JONAS)
    tick(duty, at(11, 9, 11))
    assert len(duty.scene.notices(NoticeKind.SHIFT_HANDED_OVER)) == before
    assert "the rota was changed after this shift began" in duty.settled(HANDED_OVER)[-1][2]


def test_only_teams_with_a_rota_hand_over(duty: Duty) -> None:
    tick(duty, at(11))
    assert {one["team_id"] for one in tick(duty, at(12))} == {"web"}


def test_whoever_takes_it_from_now_on_is_handed_what_is_open(duty: Duty) -> None:
    started(duty)
    duty.do(take, "web", LENA, at(10, 14), at(10, 16), LENA)
    (told,) = tick(duty, at(10, 14))
    assert (told["leaving"], told["coming"]) == (JONAS, LENA)


def test_the_clock_knows_when_the_next_shift_begins(duty: Duty) -> None:
    assert next_hand_over(duty.board(), duty.clock.now) == at(11)
    duty.toolkit.duties.catch_up()
    assert next_due(duty.toolkit) == (at(11), "somebody's shift begins")


def test_each_request_stands_where_it_matters_most(duty: Duty) -> None:
    scene = duty.scene
    fresh, near, waiting = scene.file(), scene.file(), scene.file()
    scene.do(acknowledge, fresh.id, JONAS)
    scene.do(acknowledge, near.id, JONAS)
    scene.do(ask_back, waiting.id, JONAS, "Which page?")
    for request, hours in ((near, 1), (fresh, 30)):
        with duty.toolkit.ledger.begin() as unit:
            unit.add(
                clocks,
                request_id=request.id,
                kind=ClockKind.NEXT_WORD,
                state=ClockState.RUNNING,
                due_at=duty.clock.now + timedelta(hours=hours),
                reckoned_at=duty.clock.now,
            )
    web = duty.toolkit.company.team("web")
    with duty.toolkit.ledger.read() as connection:
        found = left_open(connection, duty.toolkit.company, web, duty.clock.now)
    assert [one.request.id for one in found.at_risk] == [near.id]
    assert [one.request.id for one in found.waiting] == [waiting.id]
    assert [one.request.id for one in found.promised] == [fresh.id]
    assert found.others == ()
    assert found.count == 3


def test_what_nobody_has_taken_counts_by_its_promised_reply(duty: Duty) -> None:
    request = duty.scene.file()
    web = duty.toolkit.company.team("web")
    with duty.toolkit.ledger.read() as connection:
        early = left_open(connection, duty.toolkit.company, web, duty.clock.now)
        late = left_open(connection, duty.toolkit.company, web, at(11, 16))
    assert [one.request.id for one in early.promised] == [request.id]
    assert [one.request.id for one in late.at_risk] == [request.id]
