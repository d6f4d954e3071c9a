"""The small company of the requests' tests."""

from __future__ import annotations

from tests.bot.requests.conftest import company, scene

__all__ = ["company", "scene"]
