"""Two people at the same button at the same moment: one is first, the other hears so."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from bot.company import Company
from bot.oncall.absence import set_away
from bot.oncall.gap_telling import fill
from bot.oncall.model import Override
from bot.oncall.overriding import cancel, take
from bot.oncall.swapping import Swap, accept, ask, decline, get_swap
from bot.toolkit import Toolkit
from db.errors import Conflict
from db.kinds import NoticeKind, SwapState
from scheduler.jobs.oncall import look_after_duty
from tests.bot.oncall.duty import Duty, at, coming_overrides, duty_of, with_rota
from tests.bot.requests.scene import ADA, JONAS, LENA, PRIYA
from tests.conftest import SettableClock
from tests.racing import at_once

GAP = (at(12), at(13, 0))


@pytest.fixture
def company() -> Company:
    return with_rota()


@pytest.fixture
def duty(toolkit: Toolkit, clock: SettableClock) -> Duty:
    return duty_of(toolkit, clock)


def test_a_gap_is_taken_by_one(duty: Duty) -> None:
    duty.do(set_away, JONAS, date(2026, 3, 12), date(2026, 3, 12), JONAS)
    outcomes = at_once(*(partial(duty.do, fill, "web", *GAP, one) for one in (PRIYA, ADA, PRIYA, ADA)))
    won = [one for one in outcomes if isinstance(one, Override)]
    assert len(won) == 1
    assert all(isinstance(one, Conflict) for one in outcomes if one not in won)
    assert duty.on_call(at(12, 12)) == won[0].user_id


def test_a_swap_is_answered_once(duty: Duty) -> None:
    swap = duty.do(ask, "web", JONAS, LENA, (at(12), at(13)), (at(13), at(14)))
    outcomes = at_once(*(partial(duty.do, service, swap.id, LENA) for service in (accept, decline) * 2))
    assert len([one for one in outcomes if isinstance(one, Swap)]) == 1
    with duty.toolkit.ledger.read() as connection:
        state = get_swap(connection, swap.id).state
        made = coming_overrides(connection, "web", duty.clock.now)
    assert len(made) == (2 if state is SwapState.ACCEPTED else 0)


def test_a_day_is_given_back_once(duty: Duty) -> None:
    made = duty.do(take, "web", LENA, at(12), at(13), LENA)
    outcomes = at_once(*(partial(duty.do, cancel, made.id, one) for one in (LENA, JONAS, ADA)))
    assert len([one for one in outcomes if isinstance(one, Override)]) == 1
    assert len(duty.told(what="cancelled")) == 1


def test_a_shift_that_changes_while_it_is_swapped_changes_hands_in_one_order(duty: Duty) -> None:
    swap = duty.do(ask, "web", JONAS, LENA, (at(12), at(13)), None)
    at_once(
        partial(duty.do, accept, swap.id, LENA),
        partial(duty.do, take, "web", PRIYA, at(12), at(13), PRIYA),
    )
    with duty.toolkit.ledger.read() as connection:
        state = get_swap(connection, swap.id).state
    assert (state, duty.on_call(at(12))) in [
        (SwapState.ACCEPTED, PRIYA),  # swapped first, and then taken
        (SwapState.WITHDRAWN, PRIYA),
    ]


def test_several_looks_at_once_hand_over_once(duty: Duty) -> None:
    look_after_duty(duty.toolkit)
    duty.clock.now = at(11)
    at_once(*(partial(look_after_duty, duty.toolkit) for _ in range(4)))
    assert len(duty.scene.notices(NoticeKind.SHIFT_HANDED_OVER)) == 1
