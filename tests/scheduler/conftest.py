from __future__ import annotations

import pytest

from bot.company import Company
from tests.companies import small_company


@pytest.fixture
def company() -> Company:
    return small_company()
