"""Filing one wish straight through the service, where a test is about what comes after."""

from __future__ import annotations

from bot.requests.model import Ask, Request
from bot.requests.opening import Filed, open_request
from bot.toolkit import Desk


def open_one(desk: Desk, ask: Ask) -> Request:
    outcome = open_request(desk, ask)
    assert isinstance(outcome, Filed), f"held back as {outcome.why}"
    return outcome.first
