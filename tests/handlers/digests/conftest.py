from __future__ import annotations

from tests.handlers.digests.desk import Desk, desk
from tests.handlers.test_courier.conftest import client, company, stage, workspace

__all__ = ["Desk", "client", "company", "desk", "stage", "workspace"]
