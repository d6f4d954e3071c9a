from __future__ import annotations

import pytest

from bot.company import Company
from bot.toolkit import Toolkit
from tests.bot.escalation.scene import Waiting
from tests.companies import small_company
from tests.conftest import SettableClock


@pytest.fixture
def company() -> Company:
    return small_company()


@pytest.fixture
def scene(toolkit: Toolkit, clock: SettableClock) -> Waiting:
    return Waiting(toolkit, clock)
