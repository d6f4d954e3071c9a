from __future__ import annotations

import pytest

from bot.company import Company
from bot.people import Facts, remember
from bot.toolkit import Toolkit
from tests.bot.requests.scene import DEACTIVATED, OUTSIDER, Scene
from tests.companies import ELSEWHERE, WORKSPACE, small_company
from tests.conftest import SettableClock


@pytest.fixture
def company() -> Company:
    return small_company()


@pytest.fixture
def scene(toolkit: Toolkit, clock: SettableClock) -> Scene:
    """The small company at work, with somebody of another company and somebody who has left."""
    with toolkit.ledger.begin() as unit:
        strangers = [
            Facts(OUTSIDER, ELSEWHERE, "Olga Outside", email="jonas@example.org"),
            Facts(DEACTIVATED, WORKSPACE, "Lena Graf", email="lena@example.org", deactivated=True),
        ]
        remember(unit, strangers, clock.now)
    toolkit.directory.refresh()
    return Scene(toolkit, clock)
