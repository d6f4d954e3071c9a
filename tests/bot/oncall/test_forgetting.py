"""Of duty nothing is kept longer than a year after it ended."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from bot.company import Company
from bot.oncall.absence import set_away
from bot.oncall.overriding import take
from bot.oncall.swapping import ask
from bot.toolkit import Toolkit
from db.duty_tables import absences, overrides, swaps
from scheduler.jobs.forgetting import forget
from tests.bot.oncall.duty import Duty, at, duty_of, with_rota
from tests.bot.requests.scene import JONAS, LENA
from tests.conftest import SettableClock

A_YEAR = timedelta(days=365)


@pytest.fixture
def company() -> Company:
    return with_rota()


@pytest.fixture
def duty(toolkit: Toolkit, clock: SettableClock) -> Duty:
    return duty_of(toolkit, clock)


def kept(duty: Duty) -> list[int]:
    with duty.toolkit.ledger.read() as connection:
        counts = (select(func.count()).select_from(table) for table in (overrides, swaps, absences))
        return [connection.execute(count).scalar_one() for count in counts]


def test_what_ended_a_year_ago_is_forgotten_and_nothing_before(duty: Duty) -> None:
    duty.do(take, "web", LENA, at(12), at(13), LENA)
    duty.do(ask, "web", LENA, JONAS, (at(12), at(13)), None)
    duty.do(set_away, JONAS, date(2026, 3, 20), date(2026, 3, 20), JONAS)
    assert kept(duty) == [1, 1, 1]
    duty.clock.now = at(13) + A_YEAR
    forget(duty.toolkit)
    assert kept(duty) == [1, 1, 1]
    duty.clock.now = at(13) + A_YEAR + timedelta(hours=2)
    forget(duty.toolkit)
    assert kept(duty) == [0, 0, 1]
    duty.clock.now = at(21) + A_YEAR
    forget(duty.toolkit)
    assert kept(duty) == [0, 0, 0]
